"""The first screen, and what somebody reads who only looks around."""

from collections.abc import Mapping

from bot.engine.script import Text, Words

ENTRANCE: Mapping[str, Text] = {
    "bot.entrance": Words(
        source="Hi, I am {programme}. I am a bot, not a person. If you need help now, tap that button: you "
        "get lines that answer day and night, and I try to reach our team. You can also look around first. "
        "Until you decide more, I keep only this chat, your language and the day."
    ),
    "bot.entrance_again": Words(
        source="Hi, I am {programme}. I am a bot, not a person. If you need help now, tap that button: you "
        "get lines that answer day and night, and I try to reach our team. You can also look around first. "
        "/mydata shows what I keep from before."
    ),
    "bot.entrance_line": Words(source="In English: tap {language}."),
    "bot.entrance_look_button": Words(source="Look around first"),
    "bot.entrance_start_button": Words(source="Start"),
    "bot.entrance_button": Words(source="What you can do here"),
    "bot.slow_down": Words(
        source="That was a lot at once, so I pause for a minute and keep none of it. If you need help, write "
        "HELP: that always gets through."
    ),
    # somebody who says that they are younger than the programme is for
    "bot.young": Words(
        source="Thank you for telling me. This programme is for people who are {minimum_age} or older, so I "
        "ask you nothing more. These lines are for you. If you would like a person from our "
        "team to know about you, tap below: they can look with you for the right place."
    ),
    "bot.young_rests": Words(
        source="Thank you for telling me. You did nothing wrong. This programme is for people who are "
        "{minimum_age} or older, so your check-ins rest for now. A person from our team decides with you "
        "what comes next. These lines are for you."
    ),
    "bot.young_waits": Words(
        source="Good to see you. Your check-ins rest until a person from our team has talked with you. The "
        "buttons below work at any hour."
    ),
    "bot.staff.asked_under_age": Words(
        source="Asked for a person, and said that they are younger than this programme's minimum age."
    ),
    "bot.staff.under_age": Words(
        source="Wrote that they are younger than this programme's minimum age. The check-ins rest until one "
        "of you decides with them; when the case is closed, hello starts them again."
    ),
    "bot.look": Words(source="Take your time. I keep nothing of what you look at here."),
    "bot.look_craving_button": Words(source="A craving"),
    "bot.look_calming_button": Words(source="Calming down"),
    "bot.look_naloxone_button": Words(source="Naloxone"),
    "bot.look_services_button": Words(source="Places that help"),
    "bot.look_lines_button": Words(source="Lines that answer"),
}
