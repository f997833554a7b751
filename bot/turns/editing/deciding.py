"""The buttons under an answer of the checker, and under a request to look at somebody's change."""

from typing import Final

from bot.cases import Colleague
from bot.delivery import Button
from bot.errors import RefusedError
from bot.publishing import approve, waiting, withdraw
from bot.storage import errand, manuscript, member
from bot.storage.manuscript import Manuscript
from bot.storage.proposal import Proposal
from bot.turns.buttons import StaffButton, write
from bot.turns.editing.telling import Rows, say, tell
from bot.turns.editing.trying import try_draft
from bot.turns.incoming import Pressed
from bot.turns.staffing.allowed import Act, roles_for
from bot.turns.work import ChoiceShown, TapAnswer, Work

TRY: Final = "ms-try"
EYES: Final = "ms-eyes"
PUBLISH: Final = "ms-pub"
DISCARD: Final = "ms-drop"
RIGHT: Final = "ms-right"
NOT_YET: Final = "ms-notyet"
VERBS: Final = (TRY, EYES, PUBLISH, DISCARD, RIGHT, NOT_YET)

# Letters of a bundle's hash in a button: enough that a later version of the same draft is another one.
VERSION: Final = 12
# Changes that are told one by one; more are counted.
MOST_CHANGES: Final = 12


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Carry out what the button means for the draft as it is now."""
    work.courtesies.append(TapAnswer(tap_id=came.tap_id))
    draft = manuscript.get(work.tx, button.subject)
    if draft is None or draft.state != "open" or not _is_of(draft, button):
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        say(work, who, "bot.staff.editor_not_this_one")
    elif button.verb == TRY:
        try_draft(work, who, draft)
    elif (button.verb in (RIGHT, NOT_YET)) is (draft.member == who.id):
        say(work, who, "bot.staff.editor_not_yours")
    else:
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        match button.verb:
            case "ms-pub" | "ms-eyes":
                _want(work, who, draft, ask=button.verb == EYES)
            case "ms-drop":
                _discard(work, who, draft)
            case _:
                _look(work, who, draft, right=button.verb == RIGHT)


def own_buttons(work: Work, who: Colleague, draft: Manuscript) -> Rows:
    """Return what its owner can do with a draft as it was checked."""
    rows: list[tuple[Button, ...]] = []
    if draft.bundle is not None:
        rows.append((_button(work, who, draft, TRY, "bot.staff.editor_button_try"),))
    if draft.bundle is not None and draft.errors == 0:
        rows.append((_button(work, who, draft, EYES, "bot.staff.editor_button_eyes"),))
        rows.append((_button(work, who, draft, PUBLISH, "bot.staff.editor_button_publish"),))
    return tuple(rows)


def looking_buttons(work: Work, who: Colleague, draft: Manuscript) -> Rows:
    """Return what somebody who is asked to look can do."""
    return (
        (_button(work, who, draft, TRY, "bot.staff.editor_button_try"),),
        (_button(work, who, draft, RIGHT, "bot.staff.editor_button_right"),),
        (_button(work, who, draft, NOT_YET, "bot.staff.editor_button_not_yet"),),
    )


def show_draft(work: Work, who: Colleague) -> None:
    """Tell what her open draft holds, with everything that can be done with it."""
    draft = manuscript.open_of(work.tx, who.id)
    if draft is None:
        say(work, who, "bot.staff.editor_no_draft")
        return
    own = work.library.own
    told = [own("bot.staff.editor_draft", who.locale), "\n".join(sorted(draft.files))]
    if draft.errors:
        told.append(own("bot.staff.editor_errors", who.locale, count=draft.errors))
    elif draft.changes:
        told.append(changes_words(work, who, draft))
    rows = own_buttons(work, who, draft)
    drop = (_button(work, who, draft, DISCARD, "bot.staff.editor_button_discard"),)
    tell(work, who, "\n\n".join(told), (*rows, drop))


def changes_words(work: Work, who: Colleague, draft: Manuscript) -> str:
    """Return what a draft changes, in words."""
    lines = [work.library.own("bot.staff.editor_changes", who.locale)]
    lines += [f"• {one}" for one in draft.changes[:MOST_CHANGES]]
    rest = len(draft.changes) - MOST_CHANGES
    if rest > 0:
        lines.append(work.library.own("bot.staff.editor_more", who.locale, count=rest))
    return "\n".join(lines)


def others(work: Work, than: int) -> list[Colleague]:
    """Return everybody else who may look at a change."""
    return [
        Colleague(id=one.id, chat=one.chat, name=one.name, role=one.role, locale=one.locale)
        for one in member.active(work.tx, roles_for(Act.CHANGE_SCRIPTS))
        if one.id != than
    ]


def proposal_of(work: Work, draft: Manuscript) -> Proposal | None:
    """Return what of this draft waits for a second member of staff."""
    proposed = (one for one in waiting(work.tx) if one.by == draft.member and one.bundle == draft.bundle)
    return next(proposed, None)


def still_waits(work: Work, draft: Manuscript, *, ask: bool) -> bool:
    """Return whether others have been asked already and nobody has answered; `ask`: she asks once more."""
    asked = draft.asked_at is not None and draft.answered_by is None
    return proposal_of(work, draft) is not None or (ask and asked)


def take_back(work: Work, draft: Manuscript) -> None:
    """Nobody can approve any more what a draft was; it says something else now, or is gone."""
    waits = proposal_of(work, draft)
    if waits is not None:
        withdraw(work.tx, waits.id, by=draft.member, at=work.at)


def _is_of(draft: Manuscript, button: StaffButton) -> bool:
    return button.detail == _version(draft)


def _version(draft: Manuscript) -> str:
    return draft.bundle[:VERSION] if draft.bundle is not None else "-"


def _button(work: Work, who: Colleague, draft: Manuscript, verb: str, label: str) -> Button:
    data = write(StaffButton(subject=draft.id, verb=verb, detail=_version(draft)))
    return Button(label=work.library.own(label, who.locale), data=data)


def _want(work: Work, who: Colleague, draft: Manuscript, *, ask: bool) -> None:
    if still_waits(work, draft, ask=ask):
        say(work, who, "bot.staff.editor_still_waits")
        return
    body = {"manuscript": draft.id, "bundle": draft.bundle, "ask": ask}
    errand.add(work.tx, id=work.new_id(), member=who.id, kind="publish", body=body, at=work.at)
    work.errands = True


def _discard(work: Work, who: Colleague, draft: Manuscript) -> None:
    take_back(work, draft)
    manuscript.change(work.tx, draft.id, work.at, state="discarded")
    work.desk.audit(who, "discarded a draft", "manuscript", draft.id)
    say(work, who, "bot.staff.editor_discarded")


def _look(work: Work, who: Colleague, draft: Manuscript, *, right: bool) -> None:
    """Somebody has looked: the first answer counts, and everybody who was asked hears of it."""
    author = work.roster.get(draft.member)
    first = work.roster.get(draft.answered_by)
    if draft.answered_by is not None or draft.asked_at is None:
        say(work, who, "bot.staff.editor_already_looked", name=_name(work, who, first))
        return
    waits = proposal_of(work, draft)
    try:
        if waits is not None and right:
            approve(work.tx, waits.id, by=who.id, at=work.at)
        elif waits is not None:
            withdraw(work.tx, waits.id, by=who.id, at=work.at)
    except RefusedError:
        say(work, who, "bot.staff.editor_not_this_one")
        return
    published = right and waits is not None
    state = "published" if published else "open"
    manuscript.change(work.tx, draft.id, work.at, state=state, answered_by=who.id)
    work.desk.audit(who, "said it looks right" if right else "said not yet", "manuscript", draft.id)
    outcome = "published" if published else "right" if right else "not_yet"
    say(work, who, f"bot.staff.editor_you_said_{outcome}", name=_name(work, who, author))
    if author is not None:
        rows = own_buttons(work, author, draft) if outcome == "right" else ()
        say(work, author, f"bot.staff.editor_was_said_{outcome}", rows, name=who.name)
    for one in others(work, draft.member):
        if one.id != who.id:
            say(work, one, "bot.staff.editor_other_looked", name=who.name, author=_name(work, one, author))


def _name(work: Work, reader: Colleague, who: Colleague | None) -> str:
    return who.name if who is not None else work.library.own("bot.our_team", reader.locale)
