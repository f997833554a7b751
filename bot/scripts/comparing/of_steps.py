"""What changed in one step that both sets have: its texts, its answers, where it leads."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from bot.engine.script import (
    END,
    NEXT,
    AskEachStep,
    AskStep,
    CallStep,
    DecideStep,
    DoStep,
    OfferServicesStep,
    PictureStep,
    PlayStep,
    Question,
    SayStep,
    ScheduleStep,
    ShowStep,
    Step,
    TellCoachStep,
    TextId,
    WaitForPersonStep,
    WaitStep,
)
from bot.scripts.comparing.difference import Difference
from bot.scripts.comparing.parts import Part, name_of, noun_of, parts_of
from bot.scripts.comparing.saying import (
    answer_words,
    capital,
    kind_words,
    other_order,
    quote,
    text_changes,
    whole_text,
)
from bot.scripts.comparing.sides import Sides
from bot.scripts.reading.words import time_words

# {name in the older set: name in the newer one} of steps that only got another name.
Renamed = Mapping[str, str]


def step_differences(
    sides: Sides, script: str, old: Step, new: Step, renamed: Renamed
) -> Iterator[Difference]:
    """Return what is different about a step; its name may be another one."""
    guarded = sides.guards_step(script, old.name, new.name)
    for words in _words(sides, script, old, new):
        yield Difference(script=script, step=old.name, words=words, guarded=guarded)
    ways_guarded = guarded or sides.guards_target(script, [*_targets(old), *_targets(new)])
    for words in _ways(script, old, new, renamed):
        yield Difference(script=script, step=old.name, words=words, guarded=ways_guarded)


def looks_alike(sides: Sides, old: Step, new: Step) -> bool:
    """Return whether two steps say and do the same, whatever they are called."""
    before, after = parts_of(old.kind), parts_of(new.kind)
    return (
        type(old.kind) is type(new.kind)
        and list(before) == list(after)
        and bool(before or _fields(old))
        and all(sides.old_text(before[part]) == sides.new_text(after[part]) for part in before)
        and _fields(old) == _fields(new)
        and list(ways_of(old)) == list(ways_of(new))
    )


def ways_of(step: Step) -> dict[str, str]:
    """Return {answer or condition as written: the step it leads to}; a plain `then` is one "otherwise"."""
    if isinstance(step.kind, DecideStep):
        ways = {condition.source: go for condition, go in step.kind.branches}
        return {**ways, "otherwise": step.kind.otherwise}
    return {answer_words(match): go for match, go in step.then} or {"otherwise": NEXT}


def _targets(step: Step) -> list[str]:
    return list(ways_of(step).values())


def _words(sides: Sides, script: str, old: Step, new: Step) -> Iterator[str]:
    noun, name = noun_of(new.kind), new.name
    if type(old.kind) is not type(new.kind):
        yield f"'{name}' in {script} was a {noun_of(old.kind)} and is a {noun} now."
        for (what, value), text in parts_of(new.kind).items():
            if what != "choices":
                part_name = name_of((what, value), noun, name, script)
                yield f"{capital(part_name)} says {quote(whole_text(sides.new_text(text)))}."
        return
    before, after = parts_of(old.kind), parts_of(new.kind)
    yield from _texts(sides, before, after, noun, name, script)
    fields_before, fields_after = _fields(old), _fields(new)
    for field, value in fields_after.items():
        was = fields_before.get(field, "")
        if value != was:
            yield _field_change(f"the {noun} '{name}' in {script}", field, was, value)


def _texts(
    sides: Sides,
    before: Mapping[Part, TextId],
    after: Mapping[Part, TextId],
    noun: str,
    name: str,
    script: str,
) -> Iterator[str]:
    for part in [*before, *(part for part in after if part not in before)]:
        what = name_of(part, noun, name, script)
        old_text, new_text = sides.old_text(before.get(part)), sides.new_text(after.get(part))
        if part not in after:
            yield f"{capital(what)} went: {quote(whole_text(old_text))}."
        elif part not in before:
            yield f"{capital(what)} is new: {quote(whole_text(new_text))}."
        else:
            yield from text_changes(what, old_text, new_text)
    for kind in ("choices", "reply", "ask"):
        old_values, new_values = ([value for what, value in one if what == kind] for one in (before, after))
        if other_order(old_values, new_values):
            several = {"choices": "buttons", "reply": "replies", "ask": "questions"}[kind]
            yield f"The {several} of the {noun} '{name}' in {script} stand in another order."


def _field_change(what: str, field: str, was: str, value: str) -> str:
    match field:
        case "calls" | "shows" | "starts" | "does" | "offers services for":
            return f"{capital(what)} now {field} '{value}' instead of '{was}'."
        case "must answer":
            return f"{capital(what)} {'can no longer' if value == 'yes' else 'can now'} be skipped."
        case "saves" if not was:
            return f"{capital(what)} now saves '{value}'."
        case "saves" if not value:
            return f"{capital(what)} no longer saves '{was}'."
        case "saves":
            return f"{capital(what)} now saves '{value}' instead of '{was}'."
        case _:
            return f"{capital(what)}: '{field}' is {value or 'not there'} instead of {was or 'not there'}."


def _fields(step: Step) -> dict[str, str]:
    """Return everything about a step that is no text and no way, as editors write it."""
    match step.kind:
        case SayStep() | DecideStep() | WaitForPersonStep():
            return {}
        case AskStep(question=question) | AskEachStep(question=question):
            return _fields_of_question(question)
        case CallStep(script=script):
            return {"calls": script}
        case ScheduleStep(script=script, after=after, at=at, at_most=at_most):
            return {
                "starts": script,
                "in": time_words(after),
                "at": f"{at:%H:%M}" if at is not None else "",
                "at most": "" if at_most is None else str(at_most),
            }
        case ShowStep(resource=resource):
            return {"shows": resource}
        case TellCoachStep(level=level):
            return {"level": level.word}
        case WaitStep(time=time):
            return {"wait": time_words(time)}
        case PictureStep(file=file):
            return {"picture": file}
        case PlayStep(file=file):
            return {"play": file}
        case OfferServicesStep(need=need):
            return {"offers services for": need}
        case DoStep(action=action):
            return {"does": action}
        case _:
            assert_never(step.kind)


def _fields_of_question(question: Question) -> dict[str, str]:
    return {
        "answer": kind_words(question.kind),
        "saves": question.save or "",
        "must answer": "yes" if question.must_answer else "no",
    }


def _ways(script: str, old: Step, new: Step, renamed: Renamed) -> Iterator[str]:
    before = {answer: renamed.get(go, go) for answer, go in ways_of(old).items()}
    after = ways_of(new)
    if list(before.items()) == list(after.items()):
        return
    where = f"'{new.name}' in {script}"
    for answer, go in after.items():
        if answer not in before:
            yield f"After {where}, {_answer(answer)} now leads to {_target(go)}."
        elif before[answer] != go:
            led = _target(before[answer])
            yield f"After {where}, {_answer(answer)} now leads to {_target(go)} instead of {led}."
    for answer, go in before.items():
        if answer not in after:
            yield f"After {where}, {_answer(answer)} no longer has a way of its own; it led to {_target(go)}."
    if other_order(before, after):
        yield f"The ways after {where} are looked at in another order."


def _answer(answer: str) -> str:
    return "everything else" if answer == "otherwise" else f"'{answer}'"


def _target(go: str) -> str:
    return {NEXT: "the next step", END: "the end"}.get(go, f"'{go}'")
