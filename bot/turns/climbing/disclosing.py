"""Somebody outside was told about a person: to whom, by whom, when and what for is kept (42 CFR 2.51(c))."""

from datetime import timedelta
from typing import Final

from bot.cases import Colleague, disclosed
from bot.storage import case, draft, person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed, Typed
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import say
from bot.turns.talking.unclear import came_late
from bot.turns.work import Work

# What waits for these words, among a member's drafts: it holds the number of the case.
DISCLOSURE: Final = "disclosure"
# About what is typed later she is asked whom it is for.
ASKED_FOR: Final = timedelta(minutes=10)
# Letters: "911" alone would not say what it was about.
SHORTEST: Final = 8
LONGEST: Final = 500


def asked(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Ask who was told and what for."""
    held = case.get(work.tx, button.subject)
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or about is None:
        say(work, who, "bot.staff.no_case")
    elif not may(who, Act.READ_WAYS, about, held):
        refuse(work, who, Act.READ_WAYS, about)
    else:
        draft.drop(work.tx, who.id, DISCLOSURE)
        draft.add(work.tx, id=work.new_id(), member=who.id, words=str(held.id), at=work.at, kind=DISCLOSURE)
        say(work, who, "bot.staff.disclose_how", code=held.code)


def typed(work: Work, who: Colleague, came: Typed) -> bool:
    """Take these words as the record that was asked for; return whether one was."""
    asked_for = draft.of(work.tx, who.id, DISCLOSURE) if came.reply_to is None else None
    if asked_for is None:
        return False
    draft.drop(work.tx, who.id, DISCLOSURE)
    if work.at - asked_for.at > ASKED_FOR:
        return came_late(work, who, came)
    held = case.get(work.tx, int(asked_for.words))
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or about is None or not may(who, Act.READ_WAYS, about, held):
        return False
    words = " ".join(came.words.split())[:LONGEST]
    recipient, _, nature = words.partition(":")
    if len(words) < SHORTEST or not recipient.strip() or not nature.strip():
        draft.add(work.tx, id=work.new_id(), member=who.id, words=str(held.id), at=work.at, kind=DISCLOSURE)
        say(work, who, "bot.staff.disclose_how", code=held.code)
        return True
    discloser = f"{who.name}, {who.role}, {work.library.current.bundle.programme.name}"
    work.post(disclosed(work.desk, held, who, recipient.strip(), nature.strip(), discloser))
    return True
