"""Walks at random through a script with the player, and says what must never happen."""

import random
from datetime import timedelta

from bot.engine import AskEachStep, AskStep, Bundle, Ending, OfferServicesStep, WaitForPersonStep
from bot.scripts.playing import Player, Reply, Voice

LONGEST_WALK = 12  # things that happen; after that the person says stop
WORDS = (
    "8",
    "yes",
    "no",
    "skip",
    "back",
    "hmm",
    "Denver",
    "9:30 am",
    "3",
    "I am okay",
    "I want to die",
    "🙂",
    "",
)
SILENCES = (timedelta(minutes=3), timedelta(minutes=12), timedelta(hours=7), timedelta(days=8))
ASKING = AskStep | AskEachStep | OfferServicesStep | WaitForPersonStep


def walk(bundle: Bundle, voice: Voice, script: str, chance: random.Random) -> None:
    """Walk once; an AssertionError says what went wrong, after which things that happened."""
    language = chance.choice(bundle.programme.languages)
    player = Player(bundle, voice.catalogs, script, language=language, seed=chance.randrange(9), voice=voice)
    happened: list[object] = ["begin"]
    try:
        _look(bundle, player, player.begin())
        for _ in range(chance.randrange(LONGEST_WALK)):
            if player.waits_for is None:
                break
            _look(bundle, player, _something(player, chance, happened))
        _stop(bundle, player, happened)
    except Exception as error:
        raise AssertionError(f"{script} in {language} after {happened}: {error!r}") from error


def _something(player: Player, chance: random.Random, happened: list[object]) -> Reply:
    buttons = [*player.buttons, *player.buttons, *player.controls]
    match chance.randrange(10):
        case 0:
            words = chance.choice(WORDS)
            happened.append(("write", words))
            return player.write(words)
        case 1:
            silence = chance.choice(SILENCES)
            happened.append(("wait", silence))
            return player.pass_time(silence)
        case 2 if player.waits_for == "person":
            happened.append("coach")
            return player.coach_arrives()
        case _ if buttons:
            button = chance.choice(buttons)
            happened.append(("tap", button.choice, button.label))
            return player.tap(button.choice)
    happened.append("a word")
    return player.write("done")


def _look(bundle: Bundle, player: Player, reply: Reply) -> None:
    assert all(isinstance(message, str) for message in reply.messages)
    assert player.ending is not Ending.FAILED, "the conversation failed"
    assert (player.waits_for is None) == (player.ending is not None), "it neither ended nor waits"
    asked = [step for step in reply.steps[:-1] if _asks(bundle, step)]
    assert not asked, f"two questions in one turn: {reply.steps}"


def _asks(bundle: Bundle, step: str) -> bool:
    script, _, name = step.partition(".")
    return script in bundle.scripts and isinstance(bundle.scripts[script].steps[name].kind, ASKING)


def _stop(bundle: Bundle, player: Player, happened: list[object]) -> None:
    if player.waits_for in (None, "start"):
        return
    happened.append("STOP")
    player.write("STOP")

    assert player.ending is not None, f"stop did not stop at {player.at}"
