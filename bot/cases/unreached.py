"""Somebody does not answer: after three tries in half an hour the case shows the programme's own way.

Who was in touch in a crisis and falls silent is looked for, too: first by whoever has the case.

The ways to reach the person, opened with a reason; a welfare check, which a supervisor decides; and a record
of each disclosure (42 CFR 2.51): to whom, by whom, when, and what it was about.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bot.cadence import ATTEMPTS_IN_VAIN, CaseState
from bot.cases.desk import Desk, Letters
from bot.cases.letter import Letter, Offer
from bot.cases.moving import HEARD, look_again_later, waits_for_answer
from bot.cases.roster import Colleague
from bot.cases.taking import note
from bot.signals import Level
from bot.storage import timer
from bot.storage.case import Case
from bot.storage.lane import Lane

# Whoever has the case is reminded so often of a silence after contact before supervisors are asked.
_REMINDERS: Final = 2
# How the audit log calls what was told to somebody outside of the programme.
DISCLOSED = "told somebody outside"
# How the audit log calls a supervisor's decision about a welfare check.
WELFARE: Mapping[str, str] = {"yes": "asked for a welfare check", "no": "decided against a welfare check"}


def look_again(desk: Desk, about: int, number: int) -> Letters:
    """Half an hour after the first try: a gentle word to whoever has the case, or the programme's own way.

    After one such word the way is shown however few tries there were; in a crisis it comes again, each time
    after longer, until the person answers or a human has decided. `number` is how often somebody has looked.
    """
    held = desk.get_open(about)
    holder = desk.holder(held) if held is not None else None
    if held is None or holder is None:
        return ()
    if held.state == CaseState.REACHED.value:
        return _fell_silent(desk, held, holder, number)
    if held.state != CaseState.ATTEMPTED.value or held.level < Level.URGENT:
        return ()
    if held.attempts < ATTEMPTS_IN_VAIN and not number:
        look_again_later(desk, held, number + 1)
        text = desk.say("bot.staff.try_again", holder.locale, code=held.code, count=held.attempts)
        return (note(holder, text, held),)
    if held.level >= Level.CRISIS:
        if number and _is_decided(desk, held):
            return ()
        _look_after_longer(desk, held, number)
    return own_way(desk, held, holder)


def is_in_vain(desk: Desk, held: Case) -> bool:
    """Return whether the programme's own way was shown in this silence, or a human has decided."""
    looked = max((one.number for one in timer.of(desk.tx, "unreached", held.id)), default=0)
    enough = looked > 1 or (looked == 1 and held.attempts >= ATTEMPTS_IN_VAIN)
    return enough or _is_decided(desk, held)


def own_way(desk: Desk, held: Case, holder: Colleague) -> Letters:
    """Return what her coach and whoever decides can do now for somebody who does not answer."""
    deciders = desk.roster.leads()
    return (
        _way(desk, held, holder, "bot.staff.unreached", decides=holder in deciders),
        *(
            _way(desk, held, one, "bot.staff.unreached_decide", decides=True)
            for one in deciders
            if one.id != holder.id
        ),
    )


def decide_welfare(desk: Desk, held: Case, who: Colleague, answer: str) -> Letters:
    """Keep the decision about a welfare check; whoever has the case hears of it."""
    desk.audit(who, WELFARE[answer], "person", held.person)
    desk.write_down(held.id, "welfare", by=who.id, why=answer)
    holder = desk.holder(held)
    told = dict.fromkeys((who, *((holder,) if holder is not None else ())))
    return tuple(
        note(one, desk.say(f"bot.staff.welfare_{answer}", one.locale, code=held.code, name=who.name), held)
        for one in told
    )


def disclosed(desk: Desk, held: Case, who: Colleague, recipient: str, nature: str, discloser: str) -> Letters:
    """Keep who was told what about the person, by whom and when; return the yes for who wrote it down."""
    about = {"recipient": recipient, "discloser": discloser, "nature": nature}
    desk.audit(who, DISCLOSED, "person", held.person, about=about)
    desk.write_down(held.id, "disclosed", by=who.id, words=json.dumps(about, ensure_ascii=False))
    return (note(who, desk.say("bot.staff.disclosed", who.locale, code=held.code), held),)


def _fell_silent(desk: Desk, held: Case, holder: Colleague, number: int) -> Letters:
    """Return what is said of a crisis in which the coach's last word stays without an answer."""
    if held.level < Level.CRISIS or not waits_for_answer(desk, held) or _is_decided(desk, held):
        return ()
    if not number:
        look_again_later(desk, held, number + 1)
    else:
        _look_after_longer(desk, held, number)
    if number < _REMINDERS:
        return (_way(desk, held, holder, "bot.staff.silent_since", decides=False),)
    return own_way(desk, held, holder)


def _look_after_longer(desk: Desk, held: Case, number: int) -> None:
    look_again_later(desk, held, number + 1, timedelta(hours=number + 1))


def _is_decided(desk: Desk, held: Case) -> bool:
    """Return whether a human has decided about a welfare check in this silence, since the first try."""
    since = held.attempted_at or held.opened_at
    for event in reversed(desk.history(held.id)):
        if event.at < since or event.kind in HEARD:
            return False
        if event.kind == "welfare":
            return True
    return False


def _way(desk: Desk, held: Case, to: Colleague, text: str, *, decides: bool) -> Letter:
    def offer(verb: str, detail: str | None = None) -> tuple[Offer, ...]:
        label = desk.say(f"bot.staff.button_{verb}{'_' + detail if detail else ''}", to.locale)
        return (Offer(label=label, verb=verb, subject=held.id, detail=detail),)

    welfare = (offer("welfare", "yes"), offer("welfare", "no")) if decides else ()
    return Letter(
        chat=to.chat,
        lane=Lane.CASE,
        kind="staff",
        text=desk.say(text, to.locale, code=held.code),
        offers=(offer("ways"), *welfare, offer("disclose")),
        member=to.id,
        case=held.id,
    )
