"""What a participant reads from the bot itself, outside of any script."""

from collections.abc import Mapping

from bot.engine.script import OneOf, Plural, Text, Words

PARTICIPANT: Mapping[str, Text] = {
    # names that may be missing
    "bot.friend": Words(source="friend"),
    "bot.our_team": Words(source="our team"),
    # who answers, and what is true about it; each stands as whole sentences in any text
    "bot.when_taken": Words(source="{coach} has your message in hand and can write to you here."),
    "bot.when_called": Plural(
        count="count",
        one="I have let one person from our team know. I cannot say when they are able to answer.",
        other="I have let {count} people from our team know. I cannot say when they are able to answer.",
    ),
    "bot.when_nobody": Words(
        source="Nobody from our team is on duty at this hour, but these lines answer now, day and night: "
        "call or text 988. If a life is in danger, call 911."
    ),
    "bot.when_taken_until": Words(source="{coach} has your message and is on duty until {time}."),
    "bot.when_taken_off_until": Words(
        source="{coach} has your message and is off duty until {time}, but these lines answer now, day and "
        "night: call or text 988. If a life is in danger, call 911."
    ),
    "bot.when_taken_off": Words(
        source="{coach} has your message and is off duty now, but these lines answer now, day and night: "
        "call or text 988. If a life is in danger, call 911."
    ),
    "bot.when_called_until": Plural(
        count="count",
        one="I have let one person from our team know, and somebody is on duty until {time}. I cannot say "
        "when they are able to answer.",
        other="I have let {count} people from our team know, and somebody is on duty until {time}. I cannot "
        "say when they are able to answer.",
    ),
    "bot.when_called_off": Plural(
        count="count",
        one="I have let one person from our team know, but nobody is on duty before {time}. These lines "
        "answer now, day and night: call or text 988. If a life is in danger, call 911.",
        other="I have let {count} people from our team know, but nobody is on duty before {time}. These "
        "lines answer now, day and night: call or text 988. If a life is in danger, call 911.",
    ),
    "bot.when_nobody_before": Words(
        source="Nobody from our team is on duty before {time}, but these lines answer now, day and night: "
        "call or text 988. If a life is in danger, call 911."
    ),
    "bot.when_busy": Words(
        source="Everybody from our team who is on duty is with somebody else right now, but these lines "
        "answer now, day and night: call or text 988. If a life is in danger, call 911."
    ),
    # an invitation may be read by others on a locked screen
    "bot.invitation": OneOf(
        texts=(
            Words(source="Hi {name}. Your check-in is here when you are ready."),
            Words(source="Hello {name}. Two minutes for you, whenever it suits."),
            Words(source="Hi {name}. I am here for our check-in. No rush."),
        )
    ),
    "bot.invitation_back": Words(source="Hi {name}. I am back to ask how you are. When you are ready."),
    "bot.invitation_button": Words(source="I am ready"),
    # nothing is open
    "bot.nothing_open": Words(
        source='I am a bot and may miss what you mean. I keep your words. For a person, tap "Talk to a '
        'person".'
    ),
    "bot.menu": Words(source="Here is what you can do at any hour."),
    "bot.menu_person": Words(source="Talk to a person"),
    "bot.menu_help_now": Words(source="I need help now"),
    "bot.welcome_back": Words(
        source="Good to see you, {name}. Everything is where you left it. You can use the buttons below at "
        "any hour."
    ),
    "bot.offer_to_go_on": Words(source="We can go on where we were, if you like."),
    "bot.go_on_button": Words(source="Go on"),
    "bot.stopped": Words(
        source="All right, we stop here. Nothing is lost. You can come back at any hour: just write hello."
    ),
    "bot.check_ins_stopped": Words(
        source="All right, no more check-ins from now on. Nothing is lost, and the buttons below work at any "
        "hour. To have check-ins again, just write hello."
    ),
    "bot.private_only": Words(source="I speak in private chats only. To open one, tap my name."),
    # what the bot cannot read
    "bot.media_voice": Words(
        source="Thank you for your voice message. I am a bot and cannot listen to it. You can write it in "
        'a few words. For a human, tap "Talk to a person".'
    ),
    "bot.media_photo": Words(
        source="Thank you for the picture. I am a bot and cannot see what it shows. You can tell me in a "
        'few words. For a human, tap "Talk to a person".'
    ),
    "bot.media_sticker": Words(source="I like that. I read words and buttons best."),
    "bot.media_other": Words(
        source="Thank you. I am a bot and cannot open this. You can tell me in a few words. For a human, "
        'tap "Talk to a person".'
    ),
    "bot.edited": Words(
        source="I saw that you changed a message. I keep the words you sent first. You can write it again, "
        'or tap "Change that answer" where you see it.'
    ),
    # stopping, losing the way
    "bot.turn_failed": Words(
        source="Something on my side did not work. It is nothing you did. I have asked our team to look at "
        "it. You can use the buttons below. If you are in danger, call 911."
    ),
    "bot.lost_the_thread": Words(
        source="Something on my side is not right, so I stop here. It is nothing you did. Our team can see "
        "it."
    ),
    "bot.enough_for_now": Words(
        source="We have talked a lot just now, so I leave it here. Our team can see it. For a human, write "
        '"person" at any time.'
    ),
    # a person was asked for, or is there
    "bot.person_called": Words(
        source="I hear that you would like to talk to a person. {when_a_person_answers}"
    ),
    "bot.person_asked_for": Plural(
        count="count",
        one="I have told one person from our team that you would like to talk. I cannot say when they are "
        "able to answer. You can write here while you wait.",
        other="I have told {count} people from our team that you would like to talk. I cannot say when "
        "they are able to answer. You can write here while you wait.",
    ),
    "bot.coach_has_it": Words(
        source="{coach} has your message. {coach} is a person from our team, and what you write here goes to "
        "{coach}."
    ),
    "bot.coach_says": Words(source="{coach}: {words}"),
    "bot.coach_closed": Words(
        source="{coach} has ended this talk for now. I am still here, and you can ask for a person again "
        "at any hour."
    ),
    # holding on until a person comes
    "bot.lines_again": Words(source="The lines again"),
    "bot.breathe_with_me": Words(source="Breathe with me"),
    "bot.getting_worse": Words(source="It is getting worse"),
    "bot.safer_now": Words(source="I am safer now"),
    "bot.breathe": Words(
        source="Breathe in slowly and count to four. Let it out slowly and count to six. Feel your feet on "
        "the floor. Once more: in, two, three, four. Out, two, three, four, five, six."
    ),
    "bot.still_here": Words(source="I am still here with you. {when_a_person_answers}"),
    "bot.holding_words": Words(source="Thank you. I keep your words for the person who answers."),
    "bot.worse_heard": Words(
        source="Thank you for telling me. If you are in danger now, call 911, or call or text the lines "
        "above."
    ),
    "bot.safer_heard": Words(
        source="I am glad. What you told me stays with our team, so a person can still look at it. You can "
        "stay here as long as you like."
    ),
    # first aid: said before anything is written down, so it says nothing about people
    "bot.first_aid": Words(source="I am glad you reached out. I am here."),
    "bot.people_called": Plural(
        count="count",
        one="I have let one person from our team know. I cannot say when they are able to answer. The "
        "lines above answer now.",
        other="I have let {count} people from our team know. I cannot say when they are able to answer. "
        "The lines above answer now.",
    ),
    "bot.nobody_to_call": Words(
        source="I could not reach anybody from our team just now. The lines above answer now, day and "
        "night. I stay here with you."
    ),
    # stands in for crisis lines that are missing from resources.yaml
    "bot.builtin_lines": Words(
        source="If you are in danger now, call your local emergency number (911 in the US). In the US you "
        "can call or text 988, day and night."
    ),
    "bot.crisis_no_record": Plural(
        count="count",
        one="Something on my side is slow, and your words are not stored yet. I have let one person from "
        "our team know that somebody needs help. The lines above answer now.",
        other="Something on my side is slow, and your words are not stored yet. I have let {count} people "
        "from our team know that somebody needs help. The lines above answer now.",
    ),
    # Telegram's own command list and profile: anybody near the phone may see them
    "bot.command_start": Words(source="Say hello"),
    "bot.command_menu": Words(source="What you can do"),
    "bot.command_help": Words(source="Help at any hour"),
    "bot.command_stop": Words(source="Stop for now"),
    "bot.profile_short": Words(source="A few short questions a day. A bot, not a person."),
    "bot.profile_description": Words(
        source="Holdfast keeps you company, a few short questions at a time. It is a bot, not a person, "
        "and not an emergency service."
    ),
    "bot.agreement_changed": Words(
        source="Before today's questions, something else. What we agreed on has new words, so here it is "
        "again. Until you answer, your yes to the old words stands."
    ),
}
