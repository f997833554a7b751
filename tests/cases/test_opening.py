"""The card of an opened case: what stands where, how long it may be, and what is on record of it."""

from dataclasses import replace

from bot.cases import CARD, Letters, Portrait, open_case, open_record, take, told_words
from bot.cases.letter import Offer
from bot.storage import audit, case_event
from bot.storage.case import Case
from bot.storage.person import Person
from tests.cases.test_cases import CRISIS, URGENT, WATCH, Office, office

__all__ = ["office"]

WHOLE = Portrait(
    warnings=["NOT SAFE TO CALL"],
    about=["Maya"],
    why=["• Told us."],
    steps=["Ask plainly.", "Stay."],
    strengths=["12 check-ins", "day 40"],
    check_ins=["Craving ▁▂ 2"],
    wishes=["A woman"],
    tasks=["call housing"],
    notes=["likes mornings"],
    places=["the library"],
    answers=["Drank or used: No"],
    talk=["Maya: hello"],
)
NOTE = ((Offer(label="Add a note", verb="o_note", subject=1),),)


async def opened(office: Office, portrait: Portrait = WHOLE) -> tuple[Letters, Case, Person]:
    """Sam opens a case that nobody has."""
    sam, who = await office.hire("Sam"), await office.meet()
    await office.raises(who, URGENT)
    held = await office.held(who)
    letters = await office.database.run(
        lambda tx: open_case(office.desk(tx), held, sam, portrait, programme="Holdfast", offers=NOTE)
    )
    return letters, held, who


async def test_what_goes_well_comes_before_what_worries_and_what_to_do_comes_last(office: Office) -> None:
    (_, card), _, _ = await opened(office)
    places = [
        card.text.index(words)
        for words in ("NOT SAFE", "code=", "Maya", "12 check-ins", "Told us", "▁▂", "Ask plainly", "audited")
    ]

    assert card.text.startswith("NOT SAFE TO CALL")
    assert places == sorted(places)


async def test_everything_else_comes_silently_above_the_card_and_the_buttons_are_under_the_card(
    office: Office,
) -> None:
    (besides, card), _, _ = await opened(office)

    assert all(
        words in besides.text for words in ("A woman", "call housing", "likes mornings", "the library")
    )
    assert besides.text.endswith("• Maya: hello")
    assert (besides.silent, card.silent) == (True, False)
    assert (besides.offers, [row[0].verb for row in card.offers]) == ((), ["take"])
    for letter in (besides, card):
        assert letter.protected
        assert letter.clear_after is not None
        assert letter.kind == CARD


async def test_with_nothing_else_to_say_there_is_only_the_card(office: Office) -> None:
    letters, _, _ = await opened(office, Portrait(about=["Maya"]))
    assert len(letters) == 1


async def test_a_very_long_card_is_cut_and_keeps_its_button(office: Office) -> None:
    long = replace(WHOLE, why=["x" * 5000], talk=["y" * 9000])
    (besides, card), _, _ = await opened(office, long)
    assert len(besides.text) < 4096
    assert len(card.text) < 4096
    assert card.offers[0][0].verb == "take"
    assert card.text.endswith("bot.staff.card_opened_audited en")


async def test_who_has_the_case_finds_what_else_can_be_done(office: Office) -> None:
    _, held, who = await opened(office)
    sam = office.roster.called()[0]
    await office.database.run(lambda tx: take(office.desk(tx), held, who, sam))
    now = await office.held(who)
    letters = await office.database.run(
        lambda tx: open_case(office.desk(tx), now, sam, WHOLE, programme="Holdfast", offers=NOTE)
    )
    verbs = [offer.verb for row in letters[-1].offers for offer in row]
    assert "take" not in verbs
    assert {"close", "o_note"} <= set(verbs)


async def test_a_record_without_a_case_opens_and_is_on_record(office: Office) -> None:
    sam, who = await office.hire("Sam"), await office.meet()
    letters = await office.database.run(lambda tx: open_record(office.desk(tx), who, sam, WHOLE, offers=NOTE))
    (entry,) = await office.database.read(lambda tx: audit.of(tx, "person", who.id))
    assert entry.action == "opened record"
    assert [letter.case for letter in letters] == [None, None]
    assert [letter.about for letter in letters] == [who.id, who.id]
    assert letters[-1].offers == NOTE


async def test_a_reason_reads_in_the_coachs_language_or_in_any_that_there_is(office: Office) -> None:
    who = await office.meet()
    await office.raises(who, URGENT, CRISIS, replace(WATCH, told={}))
    held = await office.held(who)
    events = await office.database.read(lambda tx: case_event.of(tx, held.id))
    told = [told_words(event, "es") for event in events if event.kind == "signal"]
    assert told == ["Contó.", "Words about dying.", ""]
