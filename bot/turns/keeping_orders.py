"""Orders of an operator about one person's record: it was taken out, or it is to be deleted."""

from collections.abc import Mapping
from typing import Any

from bot.cases import Letter, note_deleted
from bot.errors import RefusedError
from bot.keeping import erase as erase_record
from bot.storage import case, person
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.work import Work

# Whoever has the machine, as the audit log and /whosaw call them.
OPERATOR = "operator"


def erase(work: Work, order: Mapping[str, Any]) -> dict[str, Any]:
    """Everything about the person is gone; whoever was called for them is told the code. {"code": ...}"""
    who = _person(work, order)
    held = case.open_of(work.tx, who.id)
    if held is not None:
        _tell_team(work, who, held)
    erase_record(work.tx, who, work.at, new_id=work.new_id, by=OPERATOR)
    work.forgotten.add(who.chat)
    work.ask_to_clear()
    return {"code": who.code}


def exported(work: Work, order: Mapping[str, Any]) -> dict[str, Any]:
    """It stands in the audit log that the operator has taken the record out. {"code": ...}"""
    who = _person(work, order)
    work.on_record(who, "took data out", role=OPERATOR)
    return {"code": who.code}


def _person(work: Work, order: Mapping[str, Any]) -> Person:
    found = person.by_code(work.tx, str(order.get("code", "")))
    if found is None:
        raise RefusedError(
            "Nobody goes by this code.", remedy="Codes are those in alerts and cases, such as K7."
        )
    return found


def _tell_team(work: Work, who: Person, held: Case) -> None:
    holder = work.desk.holder(held)
    if holder is not None:
        note_deleted(work.desk, holder)
    for colleague in (holder,) if holder is not None else work.roster.called():
        words = work.library.own("bot.staff.record_deleted", colleague.locale, code=who.code)
        letter = Letter(chat=colleague.chat, lane=Lane.CASE, kind="staff", text=words, member=colleague.id)
        work.post((letter,))
