"""What came of an errand, in rows of the database and words for those whom it concerns."""

import struct
from collections.abc import Mapping

from bot.cases import Colleague
from bot.delivery import Button, FileMessage
from bot.errors import RefusedError
from bot.publishing import Plan, propose, publish
from bot.scripts.lock import LOCK
from bot.storage import bundle, manuscript
from bot.storage.manuscript import Manuscript
from bot.storage.trial import Trial
from bot.texts import span_words
from bot.turns.buttons import TrialButton, write
from bot.turns.editing.deciding import (
    MOST_CHANGES,
    changes_words,
    looking_buttons,
    others,
    own_buttons,
    take_back,
)
from bot.turns.editing.examining import Examined, Picture, ToTranslate
from bot.turns.editing.rehearsing import Played
from bot.turns.editing.telling import Rows, hand, say, tell
from bot.turns.editing.trying import AGAIN, COACH, END, wait_choice
from bot.turns.work import Work

# Problems that stand in the chat; the rest comes as a document.
MOST_LINES = 10
# Letters of one problem in the chat; the checker's longest samples have 300.
LONGEST_LINE = 600
# Telegram keeps 2,560 pixels of a photo's longer side: of a flow higher than this, too few to read its words.
LONGEST_SIDE = 5_700
# Telegram shows as a picture what is at most so many times as long as wide.
LONGEST_SHAPE = 18
LARGEST_PHOTO = 10_000_000  # bytes, Bot API sendPhoto


def checked(
    work: Work, who: Colleague, files: Mapping[str, str], name: str, found: Examined, plan: Plan | None
) -> None:
    """Keep what the draft is now and tell what the checker said of it."""
    before = manuscript.open_of(work.tx, who.id)
    if before is not None:
        take_back(work, before)
    draft = before or manuscript.begin(work.tx, id=work.new_id(), member=who.id, at=work.at)
    # What needs a second member comes first: what is told in the chat ends after a dozen.
    found_changes = sorted(plan.differences, key=lambda one: not one.guarded) if plan is not None else []
    changes = tuple(one.words for one in found_changes)
    manuscript.change(
        work.tx,
        draft.id,
        work.at,
        files=files,
        base=plan.base if plan is not None else None,
        bundle=plan.hash if plan is not None else None,
        errors=len(found.errors),
        changes=changes,
        asked_at=None,
        answered_by=None,
    )
    kept = manuscript.get(work.tx, draft.id)
    assert kept is not None  # it was written a moment ago
    if plan is not None:
        bundle.keep(work.tx, plan.hash, {**plan.files, LOCK: plan.lock}, work.at)
    _tell_problems(work, who, name, found)
    for picture in found.pictures:
        hand(
            work,
            who,
            _photo(picture, work.library.own("bot.staff.editor_picture", who.locale, script=picture.script)),
        )
    for catalog in found.to_translate:
        hand(work, who, _catalog(work, who, catalog))
    _tell_what_now(work, who, kept, found, plan)


def decided(work: Work, who: Colleague, draft: Manuscript, plan: Plan, *, ask: bool) -> None:
    """Publish the draft, or ask everybody else who may look at it. A plan that is too old raises nothing."""
    if plan.hash == plan.base:
        say(work, who, "bot.staff.editor_nothing_new")
        return
    if plan.needs_second or ask:
        _ask(work, who, draft, plan)
        return
    try:
        proposed = propose(work.tx, plan, by=who.id, at=work.at)
        publish(work.tx, proposed.id, by=who.id, at=work.at)
    except RefusedError:
        say(work, who, "bot.staff.editor_not_this_one")
        return
    manuscript.change(work.tx, draft.id, work.at, state="published")
    told = [work.library.own("bot.staff.editor_published", who.locale)]
    told += [one.words for one in plan.standing]
    tell(work, who, "\n\n".join(told))


def played(work: Work, who: Colleague, of: Trial, now: Played) -> None:
    """Show what the phone of a person would show now, each message marked.

    What a coach would be told comes first, so that the buttons stand under the question they belong to.
    """
    own = work.library.own
    notes = [
        own(
            "bot.staff.try_coach_reads",
            who.locale,
            level=work.desk.level_word(level, who.locale),
            words=words,
        )
        for level, words in now.told
    ]
    notes += [
        own("bot.staff.try_later", who.locale, script=script, time=span_words(after, who.locale))
        for script, after in now.later
    ]
    texts = ["\n".join(notes)] if notes else []
    texts += now.messages
    if now.ending is not None:
        texts.append(own(f"bot.staff.try_end_{now.ending}", who.locale))
    if not texts:
        texts.append(own("bot.staff.try_silence", who.locale))
    mark = own("bot.staff.try_mark", who.locale, script=now.script)
    rows = _trial_rows(work, who, of, now)
    for number, text in enumerate(texts, start=1):
        tell(work, who, f"{mark}\n\n{text}", rows if number == len(texts) else ())


def _trial_rows(work: Work, who: Colleague, of: Trial, now: Played) -> Rows:
    own, number = work.library.own, len(of.inputs)

    def button(label: str, choice: str) -> Button:
        return Button(label=label, data=write(TrialButton(trial=of.id, number=number, choice=choice)))

    rows = [tuple(button(key.label, key.choice) for key in row) for row in now.rows]
    around = []
    if now.waits:
        around.append(button(own("bot.staff.try_button_coach", who.locale), COACH))
    if now.next_in is not None:
        seconds = int(now.next_in.total_seconds()) + 1
        around.append(button(own("bot.staff.try_button_time", who.locale), wait_choice(seconds)))
    if now.ending is not None:
        around.append(button(own("bot.staff.try_button_again", who.locale), AGAIN))
    around.append(button(own("bot.staff.try_button_end", who.locale), END))
    return (*rows, *(tuple(around[start : start + 2]) for start in range(0, len(around), 2)))


def _tell_problems(work: Work, who: Colleague, name: str, found: Examined) -> None:
    own = work.library.own
    errors = (
        own("bot.staff.editor_errors", who.locale, count=len(found.errors))
        if found.errors
        else own("bot.staff.editor_no_errors", who.locale)
    )
    told = [f"{name}\n{errors}"]
    if found.warnings:
        told[0] += "\n" + own("bot.staff.editor_warnings", who.locale, count=len(found.warnings))
    problems = (*found.errors, *found.warnings)
    told += [
        f"{'✗' if number < len(found.errors) else '!'} {_short(one)}" for number, one in enumerate(problems)
    ]
    rest = len(problems) - MOST_LINES
    if rest > 0:
        told = [*told[: MOST_LINES + 1], own("bot.staff.editor_more", who.locale, count=rest)]
    tell(work, who, "\n\n".join(told))
    if rest > 0:
        content = "\n\n".join(problems).encode()
        caption = own("bot.staff.editor_whole_list", who.locale)
        hand(work, who, FileMessage(how="document", caption=caption, content=content, name="check.txt"))


def _tell_what_now(work: Work, who: Colleague, draft: Manuscript, found: Examined, plan: Plan | None) -> None:
    own = work.library.own
    told = []
    if plan is not None and plan.hash == plan.base:
        told.append(own("bot.staff.editor_nothing_new", who.locale))
    elif plan is not None and draft.changes:
        told.append(changes_words(work, who, draft))
        told += [one.words for one in plan.standing]
    if found.errors:
        told.append(own("bot.staff.editor_mend", who.locale))
    elif plan is not None and plan.needs_second:
        told.append(own("bot.staff.editor_needs_second", who.locale))
    if len(draft.files) > 1:
        told.append(own("bot.staff.editor_several", who.locale, count=len(draft.files)))
    if not told:
        told.append(own("bot.staff.editor_what_now", who.locale))
    rows = own_buttons(work, who, draft)
    if plan is not None and plan.hash == plan.base:
        rows = rows[:1]
    tell(work, who, "\n\n".join(told), rows)


def _ask(work: Work, who: Colleague, draft: Manuscript, plan: Plan) -> None:
    asked = others(work, who.id)
    if not asked:
        why = "bot.staff.editor_nobody_needed" if plan.needs_second else "bot.staff.editor_nobody_else"
        rows = () if plan.needs_second else own_buttons(work, who, draft)
        say(work, who, why, rows)
        return
    if plan.needs_second:
        try:
            propose(work.tx, plan, by=who.id, at=work.at)
        except RefusedError:
            say(work, who, "bot.staff.editor_not_this_one")
            return
    manuscript.change(work.tx, draft.id, work.at, asked_at=work.at, answered_by=None)
    work.desk.audit(who, "asked for a second pair of eyes", "manuscript", draft.id)
    for one in asked:
        own = work.library.own
        if len(draft.changes) > MOST_CHANGES:  # nobody agrees to what they cannot read
            caption = own("bot.staff.editor_whole_list", one.locale)
            content = "\n\n".join(draft.changes).encode()
            hand(work, one, FileMessage(how="document", caption=caption, content=content, name="changes.txt"))
        told = [
            own("bot.staff.editor_please_look", one.locale, name=who.name),
            changes_words(work, one, draft),
        ]
        then = "bot.staff.editor_right_publishes" if plan.needs_second else "bot.staff.editor_right_tells"
        told.append(own(then, one.locale, name=who.name))
        tell(work, one, "\n\n".join(told), looking_buttons(work, one, draft))
    names = ", ".join(one.name for one in asked)
    text = "bot.staff.editor_asked_guarded" if plan.needs_second else "bot.staff.editor_asked"
    say(work, who, text, names=names)


def _short(problem: str) -> str:
    return problem if len(problem) <= LONGEST_LINE else problem[: LONGEST_LINE - 1] + "…"


def _photo(picture: Picture, caption: str) -> FileMessage:
    """Return the picture as Telegram shows it, or as a document when nobody could read it like that."""
    wide, high = _sides(picture.content)
    longer, shorter = max(wide, high), min(wide, high)
    fits = longer <= LONGEST_SIDE and longer <= LONGEST_SHAPE * max(1, shorter)
    how = "photo" if fits and len(picture.content) <= LARGEST_PHOTO else "document"
    return FileMessage(how=how, caption=caption, content=picture.content, name=f"{picture.script}.png")


def _catalog(work: Work, who: Colleague, catalog: ToTranslate) -> FileMessage:
    """Return the translations with room for what is missing: filled in, it is sent back as it is."""
    language = work.library.languages.get(catalog.language, catalog.language)
    text = "bot.staff.editor_to_translate"
    caption = work.library.own(text, who.locale, count=catalog.waiting, language=language)
    content = catalog.content.encode()
    return FileMessage(how="document", caption=caption, content=content, name=f"{catalog.language}.po")


def _sides(png: bytes) -> tuple[int, int]:
    """Return the width and height in a PNG's header."""
    if len(png) < 24 or png[12:16] != b"IHDR":
        return (0, 0)
    wide, high = struct.unpack(">II", png[16:24])
    return int(wide), int(high)
