"""Whatever a person does, and whatever somebody writes into a story: an answer, never an exception."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Bundle, Phase
from bot.scripts import load, read_folder
from bot.scripts.playing import Player, Voice
from bot.scripts.playing.names import Names
from bot.scripts.playing.story import EXPECTED, HAPPENS, HEAD, read_story
from bot.scripts.playing.telling import tell
from bot.texts import Catalogs
from tests.scripts.conftest import GOOD

WALKS = 10  # for each script and language
STEPS = 25
SAID = (
    *("skip", "back", "no", "7", "como un 8", "I want to die", "stop", "purple rain", "person", "Denver"),
    *("9:30", "I need help now", "I am ready", "Change that answer"),
)
LABELS = (*HEAD, *HAPPENS, *EXPECTED, "Maya", "Coach Sam comes", "# remark", "  more")
WORDS = (
    *("daily_checkin", "welcome", "It is hard today", "8", "1 day", "30 hours", "...", "craving = 8", "{"),
    *("", "strong_craving (watch)", "looking_back in 1 day", "completed", "I want to die", "Sam"),
)
PROGRAMME = load(read_folder(GOOD, GOOD / "no_catalogs"))
VOICE = Voice(PROGRAMME, Catalogs({}))
NAMES = Names(PROGRAMME)


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_walk_breaks_the_player_and_every_message_can_be_read(
    bundle: Bundle, catalogs: Catalogs, language: str
) -> None:
    voice = Voice(bundle, catalogs)
    for number, script in enumerate(bundle.scripts):
        for walk in range(WALKS):
            chance = Random(number * WALKS + walk)
            player = Player(bundle, catalogs, script, language=language, voice=voice, seed=walk)
            for text in walked(player, chance):
                assert "{" not in text
                assert len(text) <= 2048
            assert player.at is None or player.state.phase is not Phase.ENDED


def walked(player: Player, chance: Random) -> Iterable[str]:
    yield from player.begin().messages
    for _ in range(STEPS):
        buttons = (*player.buttons, *player.controls)
        match chance.randrange(8):
            case 0:
                reply = player.write(chance.choice(SAID))
            case 1:
                reply = player.pass_time(timedelta(minutes=chance.choice((3, 11, 400, 1500))))
            case 2 if player.waits_for == "person":
                reply = player.coach_arrives()
            case 3:
                reply = player.tap(chance.choice(("s", "b", "c", "go", "0", "zzz")))
            case _:
                reply = player.tap(chance.choice(buttons).choice) if buttons else player.write("hello")
        yield from reply.messages
        yield from (told.words for told in reply.told)


@given(
    st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(WORDS) | st.text(max_size=8)), max_size=12)
)
def test_no_text_breaks_the_reading_of_stories(lines: list[tuple[str, str]]) -> None:
    text = "Title: x\nScript: daily_checkin\n" + "\n".join(f"{label}: {words}" for label, words in lines)

    story, problems = read_story("a.story", text, {"en": "English", "es": "Español"})
    telling = None if problems else tell(VOICE, NAMES, story)

    assert all(problem.code == "E903" and problem.words for problem in problems)
    if telling is not None and not telling.problems:
        again, faults = read_story("a.story", "\n".join(telling.lines), {"en": "English", "es": "Español"})
        assert faults == []
        assert tell(VOICE, NAMES, again).went_well
