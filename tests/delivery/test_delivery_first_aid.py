"""First aid goes out before anything is written, once in two minutes, and says truly whether it arrived."""

import asyncio

import pytest

from bot.delivery import FirstAid, NotKnown, TextMessage
from bot.delivery.first_aid import Result
from tests.delivery.conftest import Phone, Watch

MAYA, SAM = 1001, 1002
FAILED = Result(sent=False)


async def arrived(first_aid: FirstAid) -> bool:
    """Return whether the block arrived, and it is known under which number it can be deleted."""
    found = await first_aid.outcome(MAYA)
    return found is not None and found.sent and found.message_id is not None


def words_of(locale: str, resource: str) -> str:
    return {"en": f"Call now ({resource})", "es": f"Llama ya ({resource})"}[locale]


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def phone(watch: Watch) -> Phone:
    return Phone(watch)


@pytest.fixture
def first_aid(watch: Watch, phone: Phone) -> FirstAid:
    return FirstAid(phone, words_of, monotonic=watch)


async def test_the_lines_come_at_once_in_the_language_asked_for(first_aid: FirstAid, phone: Phone) -> None:
    assert await first_aid.give(MAYA, "lines", "es") is True
    assert phone.messages == [TextMessage(text="Llama ya (lines)")]
    assert await arrived(first_aid)


async def test_a_chat_gets_one_block_in_two_minutes(first_aid: FirstAid, phone: Phone, watch: Watch) -> None:
    await first_aid.give(MAYA, "lines", "en")
    watch.now = 119.0
    assert await first_aid.give(MAYA, "lines", "en") is None
    assert await first_aid.give(SAM, "lines", "en") is True
    watch.now = 121.0
    assert await first_aid.give(MAYA, "lines", "en") is True
    assert [chat for _, chat, _ in phone.calls] == [MAYA, SAM, MAYA]


async def test_a_turn_learns_of_a_block_once_and_the_next_turn_of_none(first_aid: FirstAid) -> None:
    await first_aid.give(MAYA, "lines", "en")
    assert await arrived(first_aid)
    await first_aid.give(MAYA, "lines", "en")
    assert await first_aid.outcome(MAYA) is None
    assert await first_aid.outcome(SAM) is None


@pytest.mark.parametrize("trouble", [NotKnown(reason="TimeoutError"), RuntimeError("a bug")])
async def test_a_block_that_failed_is_said_to_have_failed_and_may_be_tried_again(
    first_aid: FirstAid, phone: Phone, trouble: NotKnown | RuntimeError
) -> None:
    phone.scripted[MAYA] = [trouble]
    assert await first_aid.give(MAYA, "lines", "en") is False
    assert await first_aid.outcome(MAYA) == FAILED
    assert await first_aid.give(MAYA, "lines", "en") is True


async def test_a_resource_that_is_missing_fails_quietly(first_aid: FirstAid, phone: Phone) -> None:
    assert await first_aid.give(MAYA, "lines", "xx") is False
    assert await first_aid.outcome(MAYA) == FAILED
    assert phone.calls == []


async def test_a_turn_waits_for_a_block_but_not_for_ever(first_aid: FirstAid, phone: Phone) -> None:
    phone.gates = {MAYA: asyncio.Event(), SAM: asyncio.Event()}
    giving = [asyncio.create_task(first_aid.give(chat, "lines", "en")) for chat in (MAYA, SAM)]
    await asyncio.sleep(0)
    asking = asyncio.create_task(first_aid.outcome(MAYA))
    await asyncio.sleep(0)
    phone.gates[MAYA].set()

    assert (await asking) not in (None, FAILED)
    assert await first_aid.outcome(SAM, timeout=0.01) == FAILED
    phone.gates[SAM].set()
    await asyncio.gather(*giving)
