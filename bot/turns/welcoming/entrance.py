"""The first screen, and looking around: help before paperwork, and nothing kept but the chat and a language.

What is said here passes: once it has been sent, nothing of it stays in the outbox.
"""

from bot.delivery import Button
from bot.turns.buttons import OwnButton, write
from bot.turns.library import HELP_NOW_KIND
from bot.turns.menu import Always, lines_for
from bot.turns.play import Play
from bot.turns.welcoming.guests import kept_of_before

# Languages side by side that a thumb can still tell apart on a narrow phone.
LANGUAGES_IN_A_ROW = 3
# What can be looked at without a word about oneself: {topic: the resource that says it}.
TOPICS = {
    "craving": "look_craving",
    "calming": "look_calming",
    "naloxone": "look_naloxone",
    "lines": "lines_to_keep",
}
SERVICES = "services"


def show(play: Play) -> None:
    """Say who is here, in the phone's language and with a line in the others; help is the first button."""
    library = play.work.library
    programme = library.current.bundle.programme
    play.passing = True
    before = kept_of_before(play.work, play.who)
    play.say("bot.entrance_again" if before else "bot.entrance", programme=programme.name)
    for language in programme.languages:
        if language != play.who.locale:
            name = library.languages.get(language, language)
            play.spoken.texts.append(library.own("bot.entrance_line", language, language=name))
    _add(play, *(_language(play, one) for one in programme.languages))
    _add(play, _help_now(play))
    _add(play, _own(play, "bot.entrance_look_button", "look"))
    _add(play, _own(play, "bot.entrance_start_button", "start"))


def look_around(play: Play) -> None:
    """Offer what can be looked at, a button each."""
    play.passing = True
    play.say("bot.look")
    _add_topics(play, None)


def show_topic(play: Play, topic: str | None) -> None:
    """Say what the programme wrote about a topic; a topic that it has nothing on offers the others."""
    words = _words_about(play, topic or "")
    if not words:
        look_around(play)
        return
    play.passing = True
    play.spoken.texts.extend(words)
    _add_topics(play, topic)


def choose_language(play: Play, language: str | None) -> None:
    """The person reads `language` from now on, if the programme speaks it."""
    if language in play.work.library.current.bundle.programme.languages:
        play.who = play.work.change(play.who, locale=language)


def ask_to_slow_down(play: Play) -> None:
    """Say once that this is more than can be answered; whoever asks for help is never told so."""
    play.passing = True
    play.say("bot.slow_down")


def leave_open(play: Play) -> None:
    """Put the way back to the first screen under what a guest is told, where no other button stands."""
    if not play.spoken.rows:
        _add(play, _own(play, "bot.entrance_button", "entrance"))


def _add_topics(play: Play, seen: str | None) -> None:
    bundle = play.work.library.current.bundle
    topics = [topic for topic, resource in TOPICS.items() if resource in bundle.resources]
    if bundle.services:
        topics.insert(len(topics) - 1 if "lines" in topics else len(topics), SERVICES)
    buttons = [_own(play, f"bot.look_{topic}_button", "topic", topic) for topic in topics if topic != seen]
    for start in range(0, len(buttons), 2):
        _add(play, *buttons[start : start + 2])
    _add(play, _help_now(play))
    _add(play, _own(play, "bot.entrance_start_button", "start"))


def _words_about(play: Play, topic: str) -> list[str]:
    library, locale = play.work.library, play.who.locale
    bundle = library.current.bundle
    if topic == SERVICES:
        source = bundle.programme.source_language
        return [
            service.texts.get(locale) or service.texts.get(source, "") for service in bundle.services.values()
        ]
    resource = TOPICS.get(topic)
    return [library.resource(resource, locale)] if resource in bundle.resources and resource else []


def _help_now(play: Play) -> Button:
    alarm = lines_for(play.work.library.current.bundle, HELP_NOW_KIND)
    return _own(play, Always.HELP_NOW.value, "help", alarm=alarm)


def _language(play: Play, language: str) -> Button:
    name = play.work.library.languages.get(language, language)
    return Button(label=name, data=write(OwnButton(verb="lang", detail=language)))


def _own(play: Play, text: str, verb: str, detail: str | None = None, *, alarm: str | None = None) -> Button:
    return Button(label=play.own(text), data=write(OwnButton(verb=verb, detail=detail, alarm=alarm)))


def _add(play: Play, *buttons: Button) -> None:
    rows = tuple(
        buttons[start : start + LANGUAGES_IN_A_ROW] for start in range(0, len(buttons), LANGUAGES_IN_A_ROW)
    )
    play.spoken.rows = (*play.spoken.rows, *rows)
