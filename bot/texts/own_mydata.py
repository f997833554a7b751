"""What a person reads about their own data: what is kept, a copy, correcting, deleting, and who saw it.

Every sentence says what the code does, and `tests/stories/test_mydata.py` shows it.
"""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

MYDATA: Mapping[str, Text] = {
    "bot.command_mydata": Words(source="What I keep for you"),
    "bot.command_whosaw": Words(source="Who looked at it"),
    # the first screen
    "bot.mydata": Words(
        source="What I keep for you is yours. You can see it, take a copy, correct it or delete it, at any "
        "hour. Who looked at it is written down, and you can read that too."
    ),
    "bot.mydata_taken_back": Words(
        source="You took your yes back, so I ask you nothing more. What I kept before is still here, locked, "
        "until you delete it or its time is over."
    ),
    "bot.mydata_guest": Words(
        source="You have not agreed to anything, so I keep very little: the number of this chat, locked, "
        "your language, a code in place of a name, and the day you came. I need them to answer you, and "
        "{days} days after I last hear from you they go, too. I keep nothing of what you look at here."
    ),
    "bot.mydata_guest_came_with": Words(source="This came with you, so I keep it, too, for as long:"),
    "bot.mydata_guest_begun": Words(
        source="You have begun to come in, so I keep how far we are, too, for as long."
    ),
    "bot.mydata_guest_case": Words(
        source="You asked for help, so I also keep what you wrote then and the talk that came of it. They "
        "are locked, for the person who answers you. They go 72 hours after that talk is over, unless you "
        "say yes to more before then."
    ),
    "bot.mydata_see_button": Words(source="See it"),
    "bot.mydata_take_button": Words(source="Take a copy"),
    "bot.mydata_correct_button": Words(source="Correct it"),
    "bot.mydata_who_button": Words(source="Who saw it"),
    "bot.mydata_withdraw_button": Words(source="Take my yes back"),
    "bot.mydata_delete_button": Words(source="Delete it"),
    # see it
    "bot.mydata_see": Words(source="This is what I keep:"),
    "bot.mydata_name": Words(source="Your name here: {name}"),
    "bot.mydata_no_name": Words(source="No name"),
    "bot.mydata_language": Words(source="Your language: {language}"),
    "bot.mydata_zone": Words(source="Your clock: {time} now, as in {place}"),
    "bot.mydata_code": Words(source="Your code for our team: {code}"),
    "bot.mydata_hour": Words(source="Your check-in: {time}"),
    "bot.mydata_check_ins_on": Words(source="Check-ins: on, since {day}"),
    "bot.mydata_check_ins_paused": Words(source="Check-ins: on a break"),
    "bot.mydata_check_ins_off": Words(source="Check-ins: off"),
    "bot.mydata_coach": Words(source="Your coach: {coach}"),
    "bot.mydata_site": Words(source="Your place in the programme: {site}"),
    "bot.mydata_release": Words(source="Your first day out: {day}"),
    "bot.mydata_agreed": Words(source="You said yes on {day} ({language})"),
    "bot.mydata_discreet": Words(source="Quiet screen: on"),
    "bot.mydata_clear_word": Words(source="Your own word that clears the screen: set"),
    "bot.mydata_sheltered": Words(
        source="Only your own coach and the leaders of our team may open your record"
    ),
    "bot.mydata_answers": Plural(
        count="count", one="{count} answer of yours", other="{count} answers of yours"
    ),
    "bot.mydata_words": Plural(
        count="count",
        one="{count} message in your own words",
        other="{count} messages in your own words",
    ),
    "bot.mydata_messages": Plural(
        count="count", one="{count} message I sent you", other="{count} messages I sent you"
    ),
    "bot.mydata_talks": Plural(
        count="count", one="{count} talk between us", other="{count} talks between us"
    ),
    "bot.mydata_ways": Plural(
        count="count", one="{count} way to reach you", other="{count} ways to reach you"
    ),
    "bot.mydata_places": Plural(
        count="count", one="{count} place I told you about", other="{count} places I told you about"
    ),
    "bot.mydata_cases": Plural(
        count="count",
        one="{count} time that our team was called for you",
        other="{count} times that our team was called for you",
    ),
    "bot.mydata_ways_button": Words(source="Ways to reach me"),
    "bot.mydata_way": Words(source="{number}. {words}"),
    "bot.mydata_way_may_say": Words(source="{number}. {words}\nWhat may be said there: {may_say}"),
    "bot.mydata_way_out_button": Words(source="Take out number {number}"),
    "bot.mydata_no_ways": Words(source="No other way to reach you is kept."),
    "bot.mydata_kept": Words(
        source="Your name, your words and the number of this chat are stored locked. Your own words go after "
        "{words_kept_days} days, but for what you wrote for yourself, such as your reasons. The rest goes "
        "after {record_kept_months} months. Nothing goes to a court, to probation or to an employer by "
        "itself."
    ),
    # take a copy
    "bot.mydata_taken": Words(
        source="These two files hold everything I keep for you: one to read, and one that other programs can "
        "read. Who holds this phone can open them. I take my copy of the files away within 3 days."
    ),
    "bot.mydata_not_taken": Words(
        source="Something on my side did not work, so your copy did not come. It is nothing you did. You can "
        "ask for it again: /mydata"
    ),
    # correct it
    "bot.mydata_correct": Words(source="What is not right?"),
    "bot.mydata_details_button": Words(source="Name, place or hour"),
    "bot.mydata_else_button": Words(source="Something else"),
    "bot.mydata_else": Words(
        source="You can write here what is not right. In the morning our team sees that you wish to correct "
        "something, and they can read it."
    ),
    "bot.mydata_else_nobody": Words(
        source="You can write here what is not right. Nobody from our team can be reached now. Your words "
        "are kept for them, with a note that you wish to correct something."
    ),
    "bot.staff.wants_correction": Words(source="Wishes to correct something in their record"),
    # delete it
    "bot.mydata_delete": Words(
        source="If you delete, it goes at once and for good: your name, your answers and words, our "
        "messages, your times, and every way to reach you. Nobody can bring it back, not even you."
    ),
    "bot.mydata_delete_stays": Words(
        source="This stays for 6 years: a line that a record was deleted today, and the lines that say who "
        "of our team opened it before. They hold a number, and no name, no chat and no words of yours. If "
        "somebody of our team gave a reason, it stays there too, locked. These lines are there so that "
        "nothing can be opened in secret. Older backups stay locked until their time is over; if one is put "
        "back, your record is deleted from it again."
    ),
    "bot.mydata_delete_chat": Words(
        source="What stands in this chat is on your phone and with Telegram. You can clear it in Telegram's "
        "own menu."
    ),
    "bot.mydata_delete_case": Words(
        source="A talk with our team is open. It ends too, and they are told that you deleted it."
    ),
    "bot.mydata_delete_sure_button": Words(source="Yes, delete it all"),
    "bot.mydata_keep_button": Words(source="Keep it"),
    "bot.mydata_deleted": Words(
        source="It is deleted. Thank you for the time we had. This door stays open: if you write hello, we "
        "begin from the beginning. If you need help, /help brings lines that answer at any hour, and lets "
        "our team know."
    ),
    "bot.staff.person_deleted": Words(
        source="{code} has deleted everything that was kept. The talk is over, and there is nothing left to "
        "open. It is their right, and nothing you did."
    ),
    # take the yes back
    "bot.mydata_withdraw": Words(
        source="If you take your yes back, I stop the check-ins and ask you nothing more. What I have stays "
        "locked until its time is over, and you can delete it at any hour. Help stays open to you. You can "
        "say yes again whenever you like."
    ),
    "bot.mydata_withdraw_sure_button": Words(source="Yes, take it back"),
    "bot.mydata_leave_button": Words(source="Leave it as it is"),
    "bot.mydata_withdrawn": Words(
        source="It is taken back, from this moment on. No check-in comes any more. If you write hello, we "
        "can begin again. If you need help, /help brings lines that answer at any hour, and lets our team "
        "know."
    ),
    # who saw it
    "bot.saw_nobody": Words(source="Nobody from our team has opened your record."),
    "bot.saw_head": Plural(
        count="count",
        one="This is on record about you, {count} line:",
        other="This is on record about you, {count} lines, newest first:",
    ),
    "bot.saw_line": Words(source="{day}, {time}\n{who}: {what}"),
    "bot.saw_member": Words(source="{name} ({role})"),
    "bot.saw_former": Words(source="Somebody who was in our team ({role})"),
    "bot.saw_role_coach": Words(source="coach"),
    "bot.saw_role_supervisor": Words(source="leader"),
    "bot.saw_role_admin": Words(source="administrator"),
    "bot.saw_role_editor": Words(source="editor"),
    "bot.saw_role_evaluator": Words(source="evaluator"),
    "bot.saw_operator": Words(source="Whoever runs the bot"),
    "bot.saw_bot": Words(source="The bot"),
    "bot.saw_you": Words(source="You"),
    "bot.saw_reason": Words(source="why: {reason}"),
    "bot.saw_more": Plural(
        count="count",
        one="… and {count} line from before. All of them are in your copy: /mydata",
        other="… and {count} lines from before. All of them are in your copy: /mydata",
    ),
    "bot.saw_alerts": Words(
        source="When I call our team, the alert shows your code and how urgent it is, and nothing else. To "
        "see more, they have to open it, and that stands here."
    ),
    "bot.saw_server": Words(
        source="Whoever runs the bot holds the key to its database. What they do there by hand does not "
        "stand here."
    ),
    # what was done, as it follows "Sam (coach): "
    "bot.saw_opened_case": Words(source="opened your record, because I had called for somebody"),
    "bot.saw_opened_record": Words(source="opened your record"),
    "bot.saw_wrote_a_note": Words(source="wrote a note about you for our team"),
    "bot.saw_noted_a_task": Words(source="noted something to do for you"),
    "bot.saw_did_a_task": Words(source="did what was noted to do for you"),
    "bot.saw_read_tasks": Words(source="read what was noted to do for you"),
    "bot.saw_read_flags": Words(source="read what our team knows about calling you, or about your family"),
    "bot.saw_read_places": Words(source="read which places you were told about"),
    "bot.saw_marked_a_place_as_done": Words(source="marked a place you were told about as done"),
    "bot.saw_changed_flags": Words(
        source="changed what our team knows about calling you, or about your family"
    ),
    "bot.saw_said_hello": Words(source="wanted to say hello to you"),
    "bot.saw_took_case": Words(source="took on the talk with you"),
    "bot.saw_emergency_without_consent": Words(
        source="opened what you wrote when you needed help. It was an emergency, so I passed it on before "
        "you had said yes"
    ),
    "bot.saw_opened_ways_to_reach": Words(source="opened the ways to reach you"),
    "bot.saw_read_words": Words(source="read words that you had sent"),
    "bot.saw_welcomed": Words(source="welcomed you in"),
    "bot.saw_made_new_phone_link": Words(source="made a link for your new phone"),
    "bot.saw_moved_to_new_phone": Words(source="moved to another phone"),
    "bot.saw_came_by_a_card": Words(source="came in with a card or a link"),
    "bot.saw_lowered_the_level": Words(source="noted that it is less urgent now"),
    "bot.saw_asked_for_a_welfare_check": Words(source="asked for somebody to look after you at home"),
    "bot.saw_decided_against_a_welfare_check": Words(source="decided that nobody needs to come by"),
    "bot.saw_told_somebody_outside": Words(source="told somebody outside of our programme about you"),
    "bot.saw_refused": Words(source="wanted to see more, and was not let in"),
    "bot.saw_took_data_out": Words(source="took a copy of everything"),
    "bot.saw_took_agreement_back": Words(source="took the yes back"),
    "bot.saw_something_else": Words(source="did something with your record"),
}
