"""`do:` steps: the closed list of engine/actions.py, carried out on the person's row."""

from collections.abc import Mapping
from datetime import date, datetime, time

from bot.cadence import at_wall, is_zone, local, next_check_in
from bot.engine import TextId
from bot.engine.agreement import asking, consents_of
from bot.engine.bundle import Stage
from bot.errors import BrokenConversationError
from bot.storage import check_in, consent, reach, timer
from bot.storage.person import Person
from bot.turns.library import Edition
from bot.turns.welcoming.agreeing import agrees, version_of
from bot.turns.welcoming.guests import is_guest_no_more
from bot.turns.welcoming.newcomers import tell_team
from bot.turns.welcoming.releasing import begin_first_days, days_on_the_way, plan_first_days, released_on
from bot.turns.work import Work


def carry_out(work: Work, who: Person, edition: Edition, action: str, values: Mapping[str, str]) -> Person:
    """Carry out one action; return the person as they are now. Values were checked by the engine."""
    match action:
        case "set language":
            return work.change(who, locale=work.library.language_for(values["language"]))
        case "set name":
            return work.change(who, name=values["name"])
        case "set goal":
            return work.change(who, goal=values["goal"])
        case "set time zone":
            return _moved(work, who, values["zone"])
        case "set check-in time":
            return plan_check_in(work, work.change(who, check_in_at=time.fromisoformat(values["time"])))
        case "give consent":
            _consent(work, who, edition, values["consent"])
            if agrees(work, who):
                is_guest_no_more(work, who)
            return who
        case "withdraw consent":
            return withdraw(work, who, *((values["consent"],) if "consent" in values else ()))
        case "start check-ins":
            return start_check_ins(work, who)
        case "pause":
            return pause(work, who, values.get("until"))
        case "stop check-ins":
            return stop_check_ins(work, who)
        case "keep way to reach":
            _keep_way(work, who, edition, values)
            return who
        case "set clear word":
            return work.change(who, clear_word=values["word"])
        case "forget clear word":
            return work.change(who, clear_word=None)
        case "be discreet" | "stop being discreet":
            return work.change(who, discreet=action == "be discreet")
        case "shelter my record" | "open my record":
            return work.change(who, sheltered=action == "shelter my record")
        case "begin first days":
            day = values.get("day")
            today = local(work.at, who.zone).date()
            released = date.fromisoformat(day) if day is not None else released_on(who, today)
            return plan_check_in(work, begin_first_days(work, who, released))
    raise BrokenConversationError("a script asks for an action that this version does not know")


def withdraw(work: Work, who: Person, *names: str) -> Person:
    """The person agrees to nothing any more that these consents are about; without names, to nothing at all.

    Nothing comes by itself any more, what was planned included. Returns the person as they are now.
    """
    everything = names or consents_of(work.library.current.bundle)
    stood = [name for name in everything if consent.withdraw(work.tx, who.id, name, work.at)]
    timer.remove_of(work.tx, "start_script", who.id)
    if not stood and who.state in ("new", "consenting"):
        return who  # a no to the first question takes nothing back
    return _rest(work, who, "stopped")


def start_check_ins(work: Work, who: Person) -> Person:
    """The person is active and has a next check-in; the team may hear of somebody new.

    Returns the person as they are now.
    """
    is_new = who.began_at is None
    timer.remove_of(work.tx, "pause_end", who.id)
    who = plan_check_in(work, work.change(who, state="active", began_at=who.began_at or work.at))
    if is_new:
        plan_first_days(work, who)  # a card may have brought the day of a release along
        tell_team(work, who)
    return who


def stop_check_ins(work: Work, who: Person) -> Person:
    """No check-in comes any more. Returns the person as they are now."""
    return _rest(work, who, "stopped")


def plan_check_in(work: Work, who: Person, *, since: datetime | None = None) -> Person:
    """Set the timer of the person's first check-in after `since` (aware UTC; None: now). Returns `who`.

    Nothing for people who have none.
    """
    if who.state != "active":
        return who
    latest = check_in.last(work.tx, who.id)
    day, due = next_check_in(
        since or work.at,
        who.check_in_at or work.library.current.bundle.programme.check_in_hour,
        who.zone,
        every_days=stage_of(work, who).every_days,
        last=latest.local_date if latest is not None else None,
    )
    timer.remove_of(work.tx, "check_in", who.id)
    timer.set(
        work.tx,
        id=work.new_id(),
        kind="check_in",
        subject=who.id,
        number=day.toordinal(),
        due_at=due,
        person=who.id,
    )
    return who


def stage_of(work: Work, who: Person) -> Stage:
    """Return the stretch of the way the person is on, by days since check-ins began, or since a release."""
    stages = work.library.current.bundle.programme.stages
    day = days_on_the_way(work, who)
    return next((stage for stage in stages if stage.until_day is None or day <= stage.until_day), stages[-1])


def _moved(work: Work, who: Person, zone: str) -> Person:
    if not is_zone(zone):
        return who
    return plan_check_in(work, work.change(who, zone=zone))


def pause(work: Work, who: Person, until: str | None) -> Person:
    """No check-in until the day named, if one was; then they come again by themselves."""
    who = _rest(work, who, "paused")
    if until is not None:
        day = date.fromisoformat(until)
        wall = who.check_in_at or work.library.current.bundle.programme.check_in_hour
        timer.set(
            work.tx,
            id=work.new_id(),
            kind="pause_end",
            subject=who.id,
            number=day.toordinal(),
            due_at=at_wall(day, wall, who.zone),
            person=who.id,
        )
    return who


def _rest(work: Work, who: Person, state: str) -> Person:
    timer.remove_of(work.tx, "check_in", who.id)
    timer.remove_of(work.tx, "pause_end", who.id)
    return work.change(who, state=state)


def _keep_way(work: Work, who: Person, edition: Edition, values: Mapping[str, str]) -> None:
    """What may be said there was written, or chosen with a button: then it is kept as the button reads."""
    chosen = values.get("may say id")
    may_say = edition.text(TextId(chosen), who.locale) if chosen is not None else values["may say"]
    reach.add(
        work.tx,
        id=work.new_id(),
        person=who.id,
        kind=values["kind"],
        words=values["words"],
        may_say=may_say or None,
        at=work.at,
    )


def _consent(work: Work, who: Person, edition: Edition, name: str) -> None:
    """The person agrees to these very words; a yes to them that stands is not written down a second time."""
    version = version_of(edition, asking(edition.bundle, name), who.locale)
    stands = consent.current(work.tx, who.id, name)
    if stands is not None and stands.text_hash == version:
        return
    consent.give(
        work.tx,
        id=work.new_id(),
        person=who.id,
        name=name,
        text_hash=version,
        language=who.locale,
        at=work.at,
    )
