"""What a coach sees on Open, and the list of open cases. Every opening is audited first."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.cases.desk import Desk, Letters
from bot.cases.letter import ON_SCREEN_FOR, Letter, Offer
from bot.cases.roster import Colleague
from bot.signals import Level
from bot.storage import case, case_event
from bot.storage.case import Case
from bot.storage.case_event import CaseEvent
from bot.storage.lane import Lane

# How much of what was said fits on one screen of a phone.
LATEST_EVENTS = 8
# Telegram refuses more than 4,096; a card longer than this is cut so that its buttons are still sent.
LONGEST_CARD = 3800


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """What the card says of the person, already in the reader's language: lines about them, then answers.

    `words` are what they wrote to the bot up to the moment the case was opened, oldest first.
    """

    about: Sequence[str]
    answers: Sequence[str]
    words: Sequence[str] = ()


# How the audit log calls what 42 CFR 2.51 allows without a consent: help in an emergency.
WITHOUT_CONSENT = "emergency, without consent"


def open_case(desk: Desk, held: Case, reader: Colleague, portrait: Portrait, *, programme: str) -> Letters:
    """Write the opening into the audit log; return the card for `reader`. `programme` is whose case it is."""
    if held.without_consent:
        desk.audit(
            reader, WITHOUT_CONSENT, "person", held.person, about=_disclosed(desk, held, reader, programme)
        )
    else:
        desk.audit(reader, "opened case", "person", held.person)
    desk.write_down(held.id, "opened", by=reader.id)
    return (_card(desk, held, reader, portrait),)


def list_cases(desk: Desk, reader: Colleague) -> Letters:
    """Return the open cases, codes and levels only, each with a button that opens it."""
    cases = case.open_cases(desk.tx)
    if not cases:
        return (_to(reader, desk.say("bot.staff.cases_none", reader.locale)),)
    lines = [desk.say("bot.staff.cases_list", reader.locale, count=len(cases))]
    offers = []
    for held in sorted(cases, key=lambda one: (-one.level, one.opened_at)):
        lines.append(
            desk.say(
                "bot.staff.case_line",
                reader.locale,
                code=held.code,
                level=desk.level_word(held.level, reader.locale),
                coach=_holder_name(desk, held, reader),
            )
        )
        open_label = f"{desk.say('bot.staff.button_open', reader.locale)} {held.code}"
        offers.append((Offer(label=open_label, verb="open", subject=held.id),))
    return (_to(reader, "\n".join(lines), offers=tuple(offers)),)


def _disclosed(desk: Desk, held: Case, reader: Colleague, programme: str) -> dict[str, str]:
    """Return what 42 CFR 2.51(c) wants written down; the entry itself has the time."""
    why = (event.why for event in case_event.of(desk.tx, held.id) if event.kind == "signal" and event.why)
    return {
        "recipient": f"{reader.name}, {reader.role}, {programme}",
        "discloser": f"{programme}, the bot itself",
        "nature": f"{Level(held.level).word}: {', '.join(dict.fromkeys(why))}",
    }


def _holder_name(desk: Desk, held: Case, reader: Colleague) -> str:
    holder = desk.holder(held)
    return holder.name if holder else desk.say("bot.staff.card_nobody", reader.locale)


def _card(desk: Desk, held: Case, reader: Colleague, portrait: Portrait) -> Letter:
    locale = reader.locale
    head = desk.say(
        "bot.staff.card",
        locale,
        code=held.code,
        level=desk.level_word(held.level, locale),
        coach=_holder_name(desk, held, reader),
    )
    events = case_event.of(desk.tx, held.id)
    blocks = [head, "\n".join(portrait.about)]
    if held.without_consent:
        blocks.insert(1, desk.say("bot.staff.card_no_consent", locale))
    why = [f"• {_told(event, locale)}" for event in events if event.kind == "signal" and event.words]
    if why:
        blocks.append("\n".join([desk.say("bot.staff.card_why", locale), *dict.fromkeys(why)]))
    if portrait.answers:
        blocks.append("\n".join([desk.say("bot.staff.card_answers", locale), *portrait.answers]))
    written = (event.words for event in events if event.kind in ("person wrote", "coach wrote"))
    said = [*portrait.words, *(words for words in written if words)]
    if said:
        recent = [f"• {words}" for words in said[-LATEST_EVENTS:]]
        blocks.append("\n".join([desk.say("bot.staff.card_words", locale), *recent]))
    text = "\n\n".join(block for block in blocks if block)[:LONGEST_CARD]
    text += "\n\n" + desk.say("bot.staff.card_opened_audited", locale)
    return Letter(
        chat=reader.chat,
        lane=Lane.CASE,
        kind="card",
        text=text,
        offers=_next_acts(desk, held, reader),
        member=reader.id,
        case=held.id,
        protected=True,
        clear_after=ON_SCREEN_FOR,
    )


def _next_acts(desk: Desk, held: Case, reader: Colleague) -> tuple[tuple[Offer, ...], ...]:
    if desk.holder(held) is None:
        take = desk.say("bot.staff.button_take", reader.locale)
        return ((Offer(label=take, verb="take", subject=held.id),),)
    return offers_of_holder(desk, held, reader) if held.coach == reader.id else ()


def offers_of_holder(desk: Desk, held: Case, reader: Colleague) -> tuple[tuple[Offer, ...], ...]:
    """Return what whoever has the case can do next: close it, or make a link for the person's new phone.

    Nothing of a guest would be there to go on with on another phone.
    """
    close = Offer(label=desk.say("bot.staff.button_close", reader.locale), verb="close", subject=held.id)
    if held.without_consent:
        return ((close,),)
    label = desk.say("bot.staff.button_new_phone", reader.locale)
    return ((close,), (Offer(label=label, verb="newphone", subject=held.person),))


def _told(event: CaseEvent, locale: str) -> str:
    told: dict[str, str] = json.loads(event.words or "{}")
    return told.get(locale) or next(iter(told.values()), "")


def _to(reader: Colleague, text: str, offers: tuple[tuple[Offer, ...], ...] = ()) -> Letter:
    return Letter(chat=reader.chat, lane=Lane.REPLY, kind="staff", text=text, offers=offers, member=reader.id)
