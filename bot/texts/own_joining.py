"""Ways in: cards and links, whom staff welcome, a new phone. What is said of them, to whom.

What stands on a card may be found by anybody: it says nothing of what the programme is for.
"""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

JOINING: Mapping[str, Text] = {
    # on a card
    "bot.card_welcome": Words(source="You are welcome here, at any hour."),
    "bot.card_how": Words(source="Point your camera at the square and tap Start."),
    "bot.card_where": Words(source="It opens in Telegram, a free app."),
    "bot.card_until": Words(source="This card works once, until {day}."),
    # whoever opens a link
    "bot.came_by_card": Words(source="This card is from {coach}, a person from our team."),
    "bot.link_over": Words(
        source="This link was used before, or it is too old. You can come in all the same."
    ),
    # where nobody comes in without a link
    "bot.welcome_first": Words(
        source="Here, a person from our team says welcome before we begin, so I cannot begin alone. Help, "
        "the lines and looking around work for you now. I can let the team know that you are here. They then "
        "see a code, {code}, and your language, and nothing else."
    ),
    "bot.welcome_first_button": Words(source="Let the team know"),
    "bot.welcome_asked": Plural(
        count="count",
        one="I have let one person from our team know. I cannot say when they answer. I write here once "
        "somebody says welcome.",
        other="I have let {count} people from our team know. I cannot say when they answer. I write here "
        "once somebody says welcome.",
    ),
    "bot.welcome_nobody": Words(
        source="There is nobody on our team right now whom I could tell. Help, the lines and looking around "
        "work for you all the same. You can ask again at any time."
    ),
    "bot.welcome_waits": Words(
        source="Our team knows that you are here. I cannot say when they answer. I write here once somebody "
        "says welcome."
    ),
    "bot.team_welcomes": Words(
        source="{coach} from our team says welcome. You can begin whenever it suits you."
    ),
    "bot.coach_welcomes": Words(
        source="{coach} is a person from our team and walks with you from now on. You can ask for a person "
        "at any hour, with the buttons below."
    ),
    # a new phone
    "bot.moved_here": Words(
        source="Welcome on your new phone. All you had is here now, and I send nothing more to the old chat."
    ),
    "bot.move_same": Words(source="You are already here with this phone, so there is nothing to move."),
    "bot.move_has_own": Words(
        source="This phone already takes part on its own, and I cannot put the two together. The link still "
        "works on a phone that is new here. Our team can help you with it."
    ),
    "bot.move_has_case": Words(
        source="A person from our team was told about what you wrote on this phone. The link works once they "
        "have closed that talk with you."
    ),
    # a coach makes a link
    "bot.staff.invite_whom": Words(source="Whom is the link for?"),
    "bot.staff.button_invite_person": Words(source="Somebody new here"),
    "bot.staff.button_invite_coach": Words(source="A coach"),
    "bot.staff.button_invite_editor": Words(source="An editor"),
    "bot.staff.invite_language": Words(source="Which language do they read?"),
    "bot.staff.invite_coach": Words(source="Who walks with them?"),
    "bot.staff.button_invite_nobody": Words(source="Nobody yet"),
    "bot.staff.invite_site": Words(
        source="Where do they come from, such as a clinic or a house? You can write its name here. The card "
        "does not show it."
    ),
    "bot.staff.button_invite_no_site": Words(source="Leave it out"),
    "bot.staff.invite_release": Words(
        source="Do they come out of jail, hospital, detox or a treatment house? You can write the day, such "
        "as {example}, also one that is still to come. Their first days then begin by themselves."
    ),
    "bot.staff.button_invite_no_day": Words(source="No such day"),
    "bot.staff.button_invite_today": Words(source="Today"),
    "bot.staff.invite_day_unclear": Words(
        source="I cannot read that as a day from 30 days back to a year ahead. You can write it like "
        "{example}."
    ),
    "bot.staff.invite_for_whom": Words(source="Who is this for?"),
    "bot.staff.button_invite_words": Words(source="The new link"),
    "bot.staff.invite_person_made": Words(
        source="This link lets in one person, once, until {day}. You can send it, or hand over the card that "
        "follows.\n\n{link}"
    ),
    "bot.staff.invite_carries": Words(source="It brings along: {what}."),
    "bot.staff.invite_over": Words(source="This link is made already, or too old. /invite begins a new one."),
    "bot.staff.card_made": Words(source="To print or to show. It names nobody and works once, until {day}."),
    "bot.staff.card_failed": Words(
        source="I could not draw the card just now. The link works all the same, and /invite makes another."
    ),
    "bot.staff.came_by_card": Words(source="{code} is here now, with a card that brings them to you."),
    # on the card of an opened case
    "bot.staff.about_site": Words(source="Came from {site}"),
    "bot.staff.about_release": Words(source="Day of the release: {day}"),
    # staff say welcome
    "bot.staff.newcomer": Words(source="Somebody new: {code}. Reads {language}. Has no coach yet."),
    "bot.staff.newcomer_asks": Words(
        source="{code} asks to come in. Reads {language}. I know nothing else yet."
    ),
    "bot.staff.newcomer_waits": Words(source="{code} still waits for a welcome. Reads {language}."),
    "bot.staff.button_welcome": Words(source="Welcome"),
    "bot.staff.you_welcomed": Words(source="Thank you. {code} is with you from now on, and knows it."),
    "bot.staff.welcomed_by": Words(source="{coach} has welcomed {code}."),
    "bot.staff.not_here_any_more": Words(source="This person is not here any more."),
    # a new phone, for whoever makes its link
    "bot.staff.button_new_phone": Words(source="A new phone"),
    "bot.staff.new_phone_how": Words(source="Write /newphone and the code, for example: /newphone K7"),
    "bot.staff.new_phone_made": Words(
        source="This link takes {code} along to another phone. It works once, for 24 hours. Whoever opens it "
        "reads as {code}, so be sure that it is them: meet, or hear their voice.\n\n{link}"
    ),
    "bot.staff.no_such_code": Words(source="Nobody here goes by the code {code}."),
    "bot.staff.moved_phone": Words(source="{code} is on another phone now. The old chat gets nothing more."),
    "bot.command_newphone": Words(source="Somebody has a new phone"),
    "bot.slash_newphone": Words(source="newphone"),
}
