"""What a turn may know about the person, read from the rows."""

from collections.abc import Mapping
from datetime import timedelta

from bot.cadence import local
from bot.cases import Colleague
from bot.cases.truth_words import members_called
from bot.engine import Duty, Facts, Line, Past, State, fold, options_shown
from bot.engine.state import SKIPPED
from bot.signals import Level
from bot.storage import answer, case, conversation, wording
from bot.storage.case import Case
from bot.storage.person import Person
from bot.turns.library import Edition
from bot.turns.work import Work

# People type the words of a button in either language; more of them would only slow the turn.
LABEL_LANGUAGES = 4


def gather(work: Work, who: Person, edition: Edition, script: str, talk: int) -> Facts:
    """Return the facts for conversation `talk`; its own answers are not part of the history.

    A running check-in is counted among the check-ins: "that was number 12" is said before it has ended.
    """
    running = 1 if script in edition.check_ins else 0
    return Facts(
        at=work.at,
        zone=who.zone,
        locale=who.locale,
        name=who.name,
        goal=who.goal,
        duty=duty_of(work, who),
        days_together=days_together(work, who),
        checkins_total=check_ins_done(work, who, edition) + running,
        history=_history(work, who, edition, script, talk),
        sent=wording.used(work.tx, who.id),
        places=work.library.places,
        languages=work.library.languages,
        taken=work.library.menu_labels,
    )


def check_ins_done(work: Work, who: Person, edition: Edition) -> int:
    """Return how many check-ins the person has done, those included whose record has gone with time."""
    return conversation.completed(work.tx, who.id, edition.check_ins) + (who.earlier_check_ins or 0)


def days_together(work: Work, who: Person) -> int:
    """Return the number of local days since check-ins began, the first day counted."""
    began = who.began_at or who.created_at
    return max(1, (local(work.at, who.zone).date() - local(began, who.zone).date()) // timedelta(days=1) + 1)


def duty_of(work: Work, who: Person) -> Duty:
    """Return who answers, as the roster has it now: whoever has the person's case, else who is on duty."""
    held = case.open_of(work.tx, who.id)
    holder = work.desk.has_it(held) if held is not None else None
    if held is not None and holder is not None:
        return _of_holder(work, held, holder)
    roster, on = work.roster, work.roster.on_duty(work.at)
    following = roster.next_on(work.at) if not on else None
    called = len(members_called(work.desk, held)) if held is not None else 0
    called = called or _free_on_duty(work, who, on)
    return Duty(
        called=called,
        coach=next((one.name for one in on if one.id == who.coach), None),
        off=not on,
        busy=bool(on) and not called,
        until=roster.until(work.at) if on else None,
        back=following[1] if following is not None else None,
    )


def _of_holder(work: Work, held: Case, holder: Colleague) -> Duty:
    """Whoever took the case outside of her hours is there; off is who had it when her duty ended."""
    roster = work.roster
    off = not roster.is_on(holder, work.at) and roster.is_on(holder, held.acknowledged_at or work.at)
    return Duty(
        called=1,
        coach=holder.name,
        taken=True,
        off=off,
        until=roster.on_until(holder, work.at) if not off else None,
        back=roster.back(holder, work.at) if off else None,
    )


def _free_on_duty(work: Work, who: Person, on: tuple[Colleague, ...]) -> int:
    """Return how many phones a call for a human rings first: who holds a crisis is busy."""
    own = work.roster.get(who.coach)
    wanted = {one.id: one for one in on}
    if own is not None and own.always_call and not own.unreachable:
        wanted[own.id] = own
    return len(wanted.keys() - case.holders_of(work.tx, Level.CRISIS)) if wanted else 0


def labels_shown(work: Work, who: Person, edition: Edition, state: State, facts: Facts) -> Mapping[str, str]:
    """Return {folded words: choice} of the open question's buttons, in every language."""
    programme = edition.bundle.programme
    languages = dict.fromkeys((*programme.languages[:LABEL_LANGUAGES], who.locale))
    labels: dict[str, str] = {}
    for language in languages:
        for option in options_shown(edition.bundle, state, facts):
            label = option.label
            shown = edition.say(label, language) if isinstance(label, Line) else label
            labels[fold(shown)] = option.choice
    return labels


def _history(
    work: Work, who: Person, edition: Edition, script: str, talk: int
) -> Mapping[str, tuple[Past, ...]]:
    keys = edition.keys_for(script)
    if not keys:
        return {}
    rows = answer.history(work.tx, who.id, keys, before_conversation=talk)
    return {
        key: tuple(Past(at=at, value=SKIPPED if value is None else value) for at, value in pasts)
        for key, pasts in rows.items()
    }
