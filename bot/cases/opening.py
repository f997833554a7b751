"""What a coach sees on Open. Every opening is audited first.

Two messages: what there is to know besides, and under it, where the eye is, the card with the buttons. What
goes well comes before what worries, in one breath, so that why and what to do are on the first screen.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cases.desk import Desk, Letters
from bot.cases.letter import ON_SCREEN_FOR, Letter, Offer
from bot.cases.roster import Colleague
from bot.signals import Level
from bot.storage import quick_reply
from bot.storage.case import Case
from bot.storage.case_event import CaseEvent
from bot.storage.lane import Lane
from bot.storage.person import Person

# Telegram refuses more than 4,096; a message longer than this is cut, so that its buttons are still sent.
LONGEST_CARD = 3800


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """What the card says of the person, already in the reader's language, each a line or a block of lines.

    `warnings` stand above everything. `why` is newest first, `steps` are what the programme's protocol says,
    `check_ins` rows of small bars, `talk` what has been said, newest first.
    """

    warnings: Sequence[str] = ()
    about: Sequence[str] = ()
    why: Sequence[str] = ()
    steps: Sequence[str] = ()
    strengths: Sequence[str] = ()
    check_ins: Sequence[str] = ()
    wishes: Sequence[str] = ()
    tasks: Sequence[str] = ()
    notes: Sequence[str] = ()
    places: Sequence[str] = ()
    answers: Sequence[str] = ()
    talk: Sequence[str] = ()


# Letters: two buttons of this length fit side by side on a phone of 375 pixels.
SHORT_LABEL = 16
# The kind of message that a card is: when the case is taken or opened again, its buttons go.
CARD = "card"
# How the audit log calls what 42 CFR 2.51 allows without a consent: help in an emergency.
WITHOUT_CONSENT = "emergency, without consent"


def open_case(
    desk: Desk,
    held: Case,
    reader: Colleague,
    portrait: Portrait,
    *,
    programme: str,
    offers: tuple[tuple[Offer, ...], ...] = (),
) -> Letters:
    """Write the opening into the audit log; return the card for `reader`, newest state, with its buttons.

    `programme` is whose case it is; `offers` are what she may do besides, once somebody has the case.
    """
    if held.without_consent:
        desk.audit(
            reader, WITHOUT_CONSENT, "person", held.person, about=_disclosed(desk, held, reader, programme)
        )
    else:
        desk.audit(reader, "opened case", "person", held.person)
    desk.write_down(held.id, "opened", by=reader.id)
    head = desk.say(
        "bot.staff.card",
        reader.locale,
        code=held.code,
        level=desk.level_word(held.level, reader.locale),
        coach=_holder_name(desk, held, reader),
    )
    if held.without_consent:
        head += "\n\n" + desk.say("bot.staff.card_no_consent", reader.locale)
    acts = _next_acts(desk, held, reader, offers)
    return _letters(desk, reader, portrait, head, held.code, held.person, held, acts)


def open_record(
    desk: Desk,
    about: Person,
    reader: Colleague,
    portrait: Portrait,
    *,
    offers: tuple[tuple[Offer, ...], ...] = (),
) -> Letters:
    """Write the opening into the audit log; return the card of somebody who has no open case."""
    desk.audit(reader, "opened record", "person", about.id)
    head = desk.say("bot.staff.card_no_case", reader.locale, code=about.code)
    return _letters(desk, reader, portrait, head, about.code, about.id, None, offers)


def _disclosed(desk: Desk, held: Case, reader: Colleague, programme: str) -> dict[str, str]:
    """Return what 42 CFR 2.51(c) wants written down; the entry itself has the time."""
    why = (event.why for event in desk.history(held.id) if event.kind == "signal" and event.why)
    return {
        "recipient": f"{reader.name}, {reader.role}, {programme}",
        "discloser": f"{programme}, the bot itself",
        "nature": f"{Level(held.level).word}: {', '.join(dict.fromkeys(why))}",
    }


def _holder_name(desk: Desk, held: Case, reader: Colleague) -> str:
    holder = desk.holder(held)
    return holder.name if holder else desk.say("bot.staff.card_nobody", reader.locale)


def as_it_is_now(desk: Desk, held: Case, reader: Colleague, card: str) -> str:
    """Return the words of a card that said that nobody had the case, with who has it."""
    level = desk.level_word(held.level, reader.locale)
    nobody, somebody = (
        desk.say("bot.staff.card", reader.locale, code=held.code, level=level, coach=name).splitlines()[-1]
        for name in (desk.say("bot.staff.card_nobody", reader.locale), _holder_name(desk, held, reader))
    )
    return card.replace(nobody, somebody, 1)


def _letters(
    desk: Desk,
    reader: Colleague,
    portrait: Portrait,
    head: str,
    code: str,
    about: int,
    held: Case | None,
    offers: tuple[tuple[Offer, ...], ...],
) -> Letters:
    """Return what there is to know besides, if anything, and the card."""
    say, locale = desk.say, reader.locale
    besides = _blocks(
        desk,
        reader,
        ("bot.staff.card_wishes", portrait.wishes),
        ("bot.staff.card_tasks", portrait.tasks),
        ("bot.staff.card_notes", portrait.notes),
        ("bot.staff.card_places", portrait.places),
        ("bot.staff.card_answers", portrait.answers),
        ("bot.staff.card_words", portrait.talk),
    )
    blocks = ["\n".join([*portrait.warnings, head, *portrait.about])]
    if portrait.strengths:
        blocks.append(say("bot.staff.card_strengths", locale, strengths=" · ".join(portrait.strengths)))
    if portrait.why:
        blocks.append("\n".join([say("bot.staff.card_why", locale), *portrait.why]))
    if portrait.check_ins:
        blocks.append("\n".join(portrait.check_ins))
    blocks += _blocks(desk, reader, ("bot.staff.card_steps", portrait.steps))
    text = "\n\n".join(blocks)[:LONGEST_CARD] + "\n\n" + say("bot.staff.card_opened_audited", locale)
    card = Letter(
        chat=reader.chat,
        lane=Lane.CASE,
        kind=CARD,
        text=text,
        offers=offers,
        member=reader.id,
        case=held.id if held is not None else None,
        about=about if held is None else None,
        protected=True,
        clear_after=ON_SCREEN_FOR,
    )
    if not besides:
        return (card,)
    more = "\n\n".join([say("bot.staff.card_more", locale, code=code), *besides])[:LONGEST_CARD]
    return (replace(card, text=more, offers=(), silent=True), card)


def _blocks(desk: Desk, reader: Colleague, *parts: tuple[str, Sequence[str]]) -> list[str]:
    """Return a block for each part that has lines: its title, and a line with a dot for each."""
    return [
        "\n".join([desk.say(title, reader.locale), *(f"• {line}" for line in lines)])
        for title, lines in parts
        if lines
    ]


def _next_acts(
    desk: Desk, held: Case, reader: Colleague, more: tuple[tuple[Offer, ...], ...]
) -> tuple[tuple[Offer, ...], ...]:
    """Return what can be done next: while nobody has the case, one thing comes first."""
    if desk.has_it(held) is None and held.coach != reader.id:
        take = desk.say("bot.staff.button_take", reader.locale)
        return ((Offer(label=take, verb="take", subject=held.id),),)
    hers = _paired(offers_of_holder(desk, held, reader)) if held.coach == reader.id else ()
    return (*hers, *more)


def _paired(rows: tuple[tuple[Offer, ...], ...]) -> tuple[tuple[Offer, ...], ...]:
    """Return the rows with two short buttons side by side: a column of eight would be a screen of its own."""
    paired: list[tuple[Offer, ...]] = []
    for row in rows:
        single = len(row) == 1 and len(row[0].label) <= SHORT_LABEL
        if single and paired and len(paired[-1]) == 1 and len(paired[-1][0].label) <= SHORT_LABEL:
            paired[-1] += row
        else:
            paired.append(row)
    return tuple(paired)


def offers_of_holder(desk: Desk, held: Case, reader: Colleague) -> tuple[tuple[Offer, ...], ...]:
    """Return what whoever has the case can do next: close it, give it away, make a link for a new phone.

    Nothing of a guest would be there to go on with on another phone.
    """
    close = Offer(label=desk.say("bot.staff.button_close", reader.locale), verb="close", subject=held.id)
    hand = Offer(
        label=desk.say("bot.staff.button_hand_over", reader.locale, code=held.code),
        verb="ho-ask",
        subject=held.id,
    )
    swap = Offer(
        label=desk.say("bot.staff.button_swap", reader.locale, code=held.code), verb="sw-ask", subject=held.id
    )
    rows: tuple[tuple[Offer, ...], ...] = ((close,), (hand,), (swap,))
    if quick_reply.any_(desk.tx):
        label = desk.say("bot.staff.button_quick", reader.locale)
        rows = ((Offer(label=label, verb="quick", subject=held.id),), *rows)
    if held.without_consent:
        return rows
    label = desk.say("bot.staff.button_new_phone", reader.locale)
    return (*rows, (Offer(label=label, verb="newphone", subject=held.person),))


def told_words(event: CaseEvent, locale: str) -> str:
    """Return what a signal says to a reader of this language, or in any other that there is."""
    told: dict[str, str] = json.loads(event.words or "{}")
    return told.get(locale) or next(iter(told.values()), "")
