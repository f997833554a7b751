"""The bot's own words: talking through the bot."""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

TALKING: Mapping[str, Text] = {
    "bot.slash_coach": Words(source="coach"),
    "bot.slash_concern": Words(source="concern"),
    "bot.slash_quick": Words(source="quick"),
    "bot.slash_concerns": Words(source="concerns"),
    "bot.command_coach": Words(source="Another coach"),
    "bot.command_concern": Words(source="Something was not right"),
    "bot.command_quick": Words(source="Quick replies"),
    "bot.command_concerns": Words(source="What people found not right"),
    # what a participant sends
    "bot.not_passed_on": Words(
        source="I pass this on to nobody: a card like that can show an account or a number. You can write it "
        "in words."
    ),
    "bot.media_waits": Words(
        source="Thank you. I cannot open this myself. I keep it for the person who answers."
    ),
    "bot.relay_not_passed": Words(
        source="Something you sent could not be passed on. You can send it again, or write it in words."
    ),
    "bot.for_the_team": Words(
        source="That is for our team, so nothing happened. Here is what you can do at any hour."
    ),
    # a voice note that nobody hears by itself
    "bot.listen_button": Words(source="Let a person listen"),
    "bot.listen_kept": Words(source="A person can listen to it now. I cannot."),
    "bot.listen_gone": Words(source="I cannot find that voice note any more. You can send it again."),
    "bot.listen_tell": Words(source="Sent a voice note and would like a person to listen."),
    # a coach who is off duty
    "bot.talk_over": Words(
        source="Your talk with {coach} has ended, so {coach} does not see this now. I have kept your words. "
        "I am a bot, and you can ask for a person at any hour."
    ),
    "bot.off_duty_back_at": Words(source="{coach} is back at {time}."),
    "bot.off_duty_back_on": Words(source="{coach} is back on {day} at {time}."),
    "bot.off_duty_nobody_knows": Words(source="{coach} is off duty, and I do not know when {coach} is back."),
    "bot.off_duty_now": Words(source="Does this need somebody now?"),
    "bot.off_duty_need_now": Words(source="Now"),
    "bot.off_duty_later_today": Words(source="Later today is fine"),
    "bot.off_duty_tomorrow": Words(source="Tomorrow is fine"),
    "bot.off_duty_can_wait": Words(source="It can wait"),
    "bot.off_duty_waits": Words(
        source="Thank you. Your words wait for {coach}. If it does need somebody before that, you can write "
        '"person" at any hour.'
    ),
    "bot.off_duty_back": Words(source="{coach} is on duty again and has your message."),
    "bot.off_duty_over": Words(
        source='This talk has moved on since. If you need somebody now, you can write "person".'
    ),
    "bot.off_duty_now_tell": Words(source="Needs somebody now, while their coach is off duty."),
    # another coach
    "bot.always_offer": Words(source="And these are always there:"),
    "bot.another_button": Words(source="Another coach"),
    "bot.another_which": Words(source="Is it about one of these two?"),
    "bot.another_ask": Words(
        source="That is all right, and nobody asks you why. {coach} is only told that you walk with somebody "
        "else now. Is there somebody you would rather talk to?"
    ),
    "bot.another_nobody_yet": Words(
        source="Nobody walks with you as your coach yet. Is there somebody you would rather talk to?"
    ),
    "bot.another_woman": Words(source="A woman"),
    "bot.another_prison": Words(source="Somebody who has been in prison"),
    "bot.another_any": Words(source="Just somebody else"),
    "bot.another_none": Words(source="Never mind"),
    "bot.another_stays": Words(source="All right. Everything stays as it is."),
    "bot.another_over": Words(source="That has changed since. You can ask again at any time."),
    "bot.another_found": Words(source="Thank you for telling me."),
    "bot.another_found_is_not_wished": Words(
        source="Thank you for telling me. Nobody who fits your wish is free right now, so I looked for "
        "somebody else. I keep your wish in mind."
    ),
    "bot.another_nobody": Words(
        source="Thank you for telling me. Nobody else is free right now. The people who lead our team know, "
        "and I keep your wish in mind."
    ),
    "bot.another_nobody_above": Words(
        source="Thank you for telling me. Nobody else is free right now. I keep your wish in mind."
    ),
    "bot.another_kept_in_mind": Words(
        source="Thank you for telling me. I keep it in mind for the next time. Your own coach stays the same."
    ),
    "bot.another_tell": Words(source="Would like to talk to somebody else."),
    # something was not right
    "bot.concern_button": Words(source="Something was not right"),
    "bot.concern_ask": Words(
        source="Thank you for saying so. You can write it here in one message. {names} can read it, and your "
        "coach cannot. It changes nothing about the help you get."
    ),
    "bot.concern_ask_nobody": Words(
        source="Thank you for saying so. You can write it here in one message. Nobody but your coach is on "
        "our team right now, so I keep it sealed until there is somebody else to read it. It changes nothing "
        "about the help you get."
    ),
    "bot.concern_names": Words(source="{first} and {last}"),
    "bot.concern_not_now": Words(source="Not now"),
    "bot.concern_left": Words(source="All right. You can come back to it at any time."),
    "bot.concern_words_only": Words(
        source="For this I can keep words only, and I passed nothing on. You can write it in a message."
    ),
    "bot.concern_over": Words(
        source="I stopped waiting for what was not right, so {coach} reads what you write next. To say it "
        "after all, tap below at any time."
    ),
    "bot.concern_over_nobody": Words(
        source="I stopped waiting for what was not right, so a coach can read what you write next. To say it "
        "after all, tap below at any time."
    ),
    "bot.concern_kept": Words(
        source="Thank you. I keep this sealed: {names} can read it, and your coach cannot."
    ),
    "bot.concern_kept_nobody": Words(
        source="Thank you. I keep this sealed until somebody other than your coach can read it."
    ),
    "bot.concern_was_read": Words(source="{name} has read what you wrote to us. Thank you for telling us."),
    "bot.saw_opened_concern": Words(source="read what you had told us was not right"),
    "bot.saw_closed_concern": Words(source="closed what you had told us was not right"),
    # what coaches read
    "bot.staff.what_voice": Words(source="Voice note"),
    "bot.staff.what_video_note": Words(source="Video note"),
    "bot.staff.what_video": Words(source="Video"),
    "bot.staff.what_photo": Words(source="Photo"),
    "bot.staff.what_animation": Words(source="Animation"),
    "bot.staff.what_audio": Words(source="Audio"),
    "bot.staff.what_sticker": Words(source="Sticker"),
    "bot.staff.what_document": Words(source="File"),
    "bot.staff.what_location": Words(source="Place on a map"),
    "bot.staff.what_forward": Words(source="Forwarded message"),
    "bot.staff.what_other": Words(source="Message"),
    "bot.staff.more_media": Plural(
        count="count",
        one="{code} sent {count} more. /case {code} brings it.",
        other="{code} sent {count} more. /case {code} brings them.",
    ),
    "bot.staff.button_for_nobody": Words(source="Nobody"),
    "bot.staff.went_to_nobody": Words(source="It went to nobody."),
    "bot.staff.edit_went_nowhere": Words(
        source="What you changed is not with anybody you have now, so nothing changed there. A note or a "
        "task stays as it was, too."
    ),
    "bot.staff.relay_not_passed": Words(
        source="Something you sent to {code} could not be passed on. You can send it again, or write it in "
        "words."
    ),
    "bot.staff.sent_before": Words(source="That is settled already. You can write it again."),
    "bot.staff.not_passed_on": Words(
        source="I did not pass this on: a card, a poll or a story can show your account. You can write it in "
        "words."
    ),
    "bot.staff.not_passed_other_has_it": Words(
        source="{coach} has {code}, so I did not pass this on. It went to nobody."
    ),
    "bot.staff.not_passed_freed": Words(
        source="Others were called for {code}, and nobody has it yet, so nothing has left. What you write "
        "now waits here until you take it."
    ),
    "bot.staff.menu_opened": Words(source="{code} opened: {name}"),
    "bot.staff.button_take_and_send": Words(source="I have it, send this"),
    "bot.staff.button_late_for_nobody": Words(source="For nobody"),
    "bot.staff.lines_for_you": Words(source="If this is about you, you count here, too. {lines}"),
    "bot.staff.not_passed_nobody_has_it": Words(
        source="Nobody has {code} yet, so this went to nobody. You can open it and take it."
    ),
    "bot.staff.toast_former": Words(
        source="You are no longer part of this team, so this button opens nothing. An administrator can send "
        "you a new link."
    ),
    "bot.staff.not_allowed_concerns": Words(
        source="You cannot read this one. Somebody else from those who lead the team can."
    ),
    "bot.staff.off_duty_handed_on": Words(
        source="{code} needed somebody now, so the case is open for whoever is on duty. There is nothing for "
        "you to do."
    ),
    # another coach
    "bot.staff.another_walks": Words(source="{code} now walks with somebody else."),
    "bot.staff.another_case": Words(source="{code} would like to talk to somebody else. You can open it."),
    "bot.staff.another_now": Words(source="{code} asked for another coach and walks with {coach} now."),
    "bot.staff.another_stays": Words(
        source="{code} asked for another coach in this talk, and walks with {coach} as before."
    ),
    "bot.staff.another_nobody": Words(
        source="{code} asked for another coach, and I found nobody. You can choose somebody."
    ),
    # something was not right
    "bot.staff.concern_new": Words(
        source="{code} wrote that something was not right. The coach it may be about does not see this."
    ),
    "bot.staff.concerns": Plural(
        count="count",
        one="One person found something not right:",
        other="{count} times somebody found something not right:",
    ),
    "bot.staff.concerns_none": Words(source="Nothing that people found not right is open for you."),
    "bot.staff.concerns_more": Words(source="… and {count} more"),
    "bot.staff.concern_line": Words(source="{code} · {day}"),
    "bot.staff.concern_line_read": Words(source="{code} · {day} · read"),
    "bot.staff.concern": Words(source="{code} on {day}: something was not right"),
    "bot.staff.concern_seen_by": Words(source="Read first by {name}."),
    "bot.staff.concern_button_read": Words(source="I have read it"),
    "bot.staff.concern_button_close": Words(source="Close"),
    "bot.staff.concern_read": Words(source="Thank you. {code} hears that you have read it."),
    "bot.staff.concern_read_before": Words(source="Thank you. {name} has read it before you."),
    "bot.staff.concern_read_quietly": Words(
        source="Thank you. It is marked as read. I am not writing to {code} right now, so {code} hears "
        "nothing of it."
    ),
    "bot.staff.concern_closed": Words(source="Closed. {code} can write again at any time."),
    "bot.staff.concern_gone": Words(source="That is no longer here."),
    # quick replies
    "bot.staff.button_quick": Words(source="Quick replies"),
    "bot.staff.quick_list": Words(source="Quick replies that coaches can send:"),
    "bot.staff.quick_none": Words(source="No quick reply yet. Coaches send them with one tap."),
    "bot.staff.quick_add": Words(source="Add one"),
    "bot.staff.quick_change": Words(source="Change"),
    "bot.staff.quick_remove": Words(source="Remove"),
    "bot.staff.quick_sure": Words(source="Remove “{name}”? Coaches no longer find it then."),
    "bot.staff.quick_removed": Words(source="“{name}” is removed."),
    "bot.staff.quick_never_mind": Words(source="Never mind"),
    "bot.staff.quick_stays": Words(source="All right. Everything stays as it is."),
    "bot.staff.quick_gone": Words(source="That is no longer here."),
    "bot.staff.quick_ask_name": Words(
        source="What can it be called? A short name for the button, without quotation marks."
    ),
    "bot.staff.quick_ask_words": Words(source="What does “{name}” say in {language}?"),
    "bot.staff.quick_too_long": Words(
        source="That has {count} letters, and what coaches send can have up to {most}, so I kept nothing of "
        "it. You can send a shorter one."
    ),
    "bot.staff.quick_now": Words(source="Now:\n{words}"),
    "bot.staff.quick_keep": Words(source="Keep as it is"),
    "bot.staff.quick_leave_out": Words(source="Leave this language out"),
    "bot.staff.quick_without_words": Words(source="It has no words in any language, so I kept nothing."),
    "bot.staff.quick_kept": Words(source="“{name}” is kept. Coaches find it under a case they have."),
    "bot.staff.quick_missing": Words(
        source="{language} is missing. Whoever reads {language} is not offered it."
    ),
    "bot.staff.quick_line_missing": Words(source="missing: {languages}"),
    "bot.staff.quick_for": Words(source="Quick replies for {code}. One tap sends it under your name."),
    "bot.staff.quick_none_for": Words(source="No quick reply is written in the language of {code} yet."),
    "bot.staff.quick_sent": Words(source="“{name}” is sent to {code}."),
    "bot.staff.quick_used": Words(source="One has been sent from this list. You can open the list again."),
}
