"""Playing a conversation on one's own phone: marked TEST, nothing stored of it, nobody told.

Kept are the inputs alone. Each one is written down in its turn, and the conversation is then played anew
from its beginning (`rehearsing`).
"""

import re
from collections.abc import Iterable

from bot.cases import Colleague
from bot.delivery import Button
from bot.engine import Control, fold, named_control
from bot.scripts.reading.shared import SHARED
from bot.storage import errand, manuscript, trial
from bot.storage.manuscript import Manuscript
from bot.storage.trial import Input, Trial
from bot.turns.buttons import TrialButton, TryButton, write
from bot.turns.editing.telling import Rows, say
from bot.turns.incoming import Pressed
from bot.turns.pressing import choice_shown
from bot.turns.work import ChoiceShown, TapAnswer, Work

# Far more than any conversation takes; each tap plays all of them again.
MOST_INPUTS = 100
# Telegram refuses a message with more; what is not among them is tried by its name: /try NAME.
MOST_BUTTONS = 100
# Buttons of a trial that belong to no question. The engine's own choices never begin with a dash.
END, AGAIN, COACH = "-end", "-again", "-coach"
_WAIT = re.compile(r"-w(\d{1,9})")

_SHARED_FILES = frozenset(name.removesuffix(".yaml") for name in SHARED)


def wait_choice(seconds: int) -> str:
    """Return the choice of a button that lets so much time pass."""
    return f"-w{seconds}"


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """Begin, end, or list what there is to try: /try NAME [language], /try stop, /try."""
    name, _, wish = rest.strip().partition(" ")
    if not name:
        _list(work, who)
    elif named_control(name) is Control.STOP:
        end(work, who)
    else:
        draft = manuscript.open_of(work.tx, who.id)
        language = _language(work, wish)
        if wish.strip() and language is None:
            known = ", ".join(work.library.current.bundle.programme.languages)
            say(work, who, "bot.staff.try_language", languages=known)
            return
        drafted = draft if draft is not None and draft.bundle is not None else None
        script = name.lower().removesuffix(".yaml")
        mine = changed_scripts(drafted.files) if drafted is not None else []
        if script not in work.library.current.bundle.scripts and script not in mine:
            say(work, who, "bot.staff.try_unknown", script=script)
            return
        begin(work, who, drafted.id if drafted else 0, script, language)


def begin(work: Work, who: Colleague, of: int, script: str, language: str | None) -> None:
    """The member plays this script of a draft, or with `of` 0 of what is in force."""
    draft = manuscript.get(work.tx, of) if of else None
    bundle = draft.bundle if draft is not None else None if of else work.library.current.bundle.hash
    if bundle is None:
        say(work, who, "bot.staff.try_gone")
        return
    language = language or work.library.language_for(who.locale)
    began = trial.begin(
        work.tx,
        id=work.new_id(),
        member=who.id,
        bundle=bundle,
        script=script,
        language=language,
        inputs=(("begin",),),
        at=work.at,
    )
    others = [one for one in work.library.languages if one != language]
    names = work.library.languages
    rows: Rows = tuple(
        (Button(label=names[one], data=write(TryButton(manuscript=of, script=script, language=one))),)
        for one in others
    )
    spoken = names.get(language, language)
    say(work, who, "bot.staff.try_begins", rows, script=script, language=spoken)
    _play(work, began)


def typed(work: Work, who: Colleague, words: str) -> bool:
    """Give words to the trial; return False when there is none."""
    played = trial.of(work.tx, who.id)
    if played is None:
        return False
    if named_control(words) is Control.STOP:
        end(work, who)
    else:
        _put_in(work, who, played, ("write", words))
    return True


def pressed(work: Work, who: Colleague, button: TrialButton, came: Pressed) -> None:
    """Carry out what a button of a trial means now; an old one means nothing."""
    played = trial.of(work.tx, who.id)
    stands = played is not None and played.id == button.trial
    if played is None or not stands or (len(played.inputs) != button.number and button.choice != AGAIN):
        words = work.library.own("bot.toast_old_button", who.locale)
        work.courtesies.append(TapAnswer(tap_id=came.tap_id, words=words))
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        return
    work.courtesies.append(TapAnswer(tap_id=came.tap_id))
    work.courtesies.append(choice_shown(work, came, who.locale))
    if button.choice == END:
        end(work, who)
    elif button.choice == AGAIN:
        inputs: tuple[Input, ...] = (("begin",),)
        trial.go_on(work.tx, played.id, inputs)
        _errand(work, played, len(inputs))
    elif button.choice == COACH:
        _put_in(work, who, played, ("coach",))
    elif waited := _WAIT.fullmatch(button.choice):
        _put_in(work, who, played, ("wait", int(waited.group(1))))
    else:
        _put_in(work, who, played, ("tap", button.choice))


def end(work: Work, who: Colleague) -> None:
    """Nothing is played any more."""
    say(work, who, "bot.staff.try_ended" if trial.end(work.tx, who.id) else "bot.staff.try_nothing")


def changed_scripts(files: Iterable[str]) -> list[str]:
    """Return the names of the conversations among changed files, in order."""
    names = sorted(name.rpartition(".")[0] for name in files if "/" not in name)
    return [name for name in names if name not in _SHARED_FILES]


def _put_in(work: Work, who: Colleague, played: Trial, one: Input) -> None:
    inputs = (*played.inputs, one)
    if len(inputs) > MOST_INPUTS:
        trial.end(work.tx, who.id)
        say(work, who, "bot.staff.try_too_long")
        return
    trial.go_on(work.tx, played.id, inputs)
    _errand(work, played, len(inputs))


def _play(work: Work, began: Trial) -> None:
    _errand(work, began, len(began.inputs))


def _errand(work: Work, played: Trial, number: int) -> None:
    body = {"trial": played.id, "number": number}
    errand.add(work.tx, id=work.new_id(), member=played.member, kind="play", body=body, at=work.at)
    work.errands = True


def try_draft(work: Work, who: Colleague, draft: Manuscript) -> None:
    """Begin with the one conversation that a draft changes, or let her choose."""
    changed = changed_scripts(draft.files)
    if len(changed) == 1:
        begin(work, who, draft.id, changed[0], None)
    else:
        names = changed or list(work.library.current.bundle.scripts)
        rows = tuple(
            (Button(label=name, data=write(TryButton(manuscript=draft.id, script=name))),)
            for name in names[:MOST_BUTTONS]
        )
        say(work, who, "bot.staff.try_which", rows)


def _list(work: Work, who: Colleague) -> None:
    draft = manuscript.open_of(work.tx, who.id)
    rows: list[tuple[Button, ...]] = []
    if draft is not None and draft.bundle is not None:
        for name in changed_scripts(draft.files):
            label = work.library.own("bot.staff.try_draft_of", who.locale, script=name)
            rows.append((Button(label=label, data=write(TryButton(manuscript=draft.id, script=name))),))
    for script in work.library.current.bundle.scripts.values():
        rows.append((Button(label=script.title, data=write(TryButton(manuscript=0, script=script.name))),))
    say(work, who, "bot.staff.try_which", tuple(rows[:MOST_BUTTONS]))


def _language(work: Work, wish: str) -> str | None:
    """Return the language meant by its code or its own name."""
    meant = fold(wish)
    for code, name in work.library.languages.items():
        if meant in (fold(code), fold(name)):
            return code
    return None
