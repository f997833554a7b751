"""What could not be passed on: whoever sent it is told. Silence would look like an answer."""

from bot.cases import Letter
from bot.storage import case, person
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.work import Work


def to_person(work: Work, who: Person) -> None:
    """Tell whoever has the case that something she sent did not reach the person."""
    held = case.open_of(work.tx, who.id)
    holder = work.desk.holder(held) if held is not None else None
    if held is None or holder is None:
        return
    words = work.library.own("bot.staff.relay_not_passed", holder.locale, code=held.code)
    work.post(
        (Letter(chat=holder.chat, lane=Lane.CASE, kind="staff", text=words, member=holder.id, case=held.id),)
    )


def to_coach(work: Work, about: int) -> None:
    """Tell the person that something they sent did not reach whoever has their case; it waits nowhere."""
    held = case.get(work.tx, about)
    who = person.get(work.tx, held.person) if held is not None else None
    if held is None or who is None or held.closed_at is not None or not who.reachable:
        return
    words = work.library.own("bot.relay_not_passed", who.locale)
    work.post((Letter(chat=who.chat, lane=Lane.CASE, kind="case", text=words, person=who.id, case=held.id),))
