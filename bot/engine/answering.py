"""What an answer brings about: it is kept, scores and rules look at it, it gets its reply, and on it goes."""

from bot.engine.asking import alarm_of, ask, crisis_rules, values_of
from bot.engine.effects import KeepRemark, SaveAnswer, SaveReferral, Say
from bot.engine.endings import follow_rules
from bot.engine.events import Control
from bot.engine.folding import fold
from bot.engine.going import go_on, leave
from bot.engine.judge import matches
from bot.engine.limits import LETTERS_PER_ANSWER, MISFITS_PER_QUESTION
from bot.engine.questions import Place, question_at, service_words, step_at
from bot.engine.reading import read
from bot.engine.rules import settle_doubts
from bot.engine.scores import keep_scores
from bot.engine.script import AskEachStep, ChooseAnyAnswer, OfferServicesStep
from bot.engine.state import SKIPPED, Frame, Given, Phase, Skipped, Value
from bot.engine.walk import Walk
from bot.engine.wording import line_for, own


def _keep(walk: Walk, slot: str, key: str | None, answer: Value | Skipped) -> None:
    given = Given(slot=slot, value=answer, stack=walk.state.stack, turn=walk.state.turn, key=key)
    others = tuple(one for one in walk.state.given if one.slot != slot)
    walk.change(given=(*others, given), chosen=(), misfits=0)
    if key is not None:
        unit = walk.bundle.keys[key].unit if key in walk.bundle.keys else None
        walk.emit(SaveAnswer(key=key, value=answer, unit=unit))


def _reply(walk: Walk, place: Place, answer: Value | Skipped) -> None:
    for line, (match, text) in enumerate(place.question.reply):
        if matches(match, answer):
            walk.passed("reply", walk.top, line)
            walk.emit(Say(line=line_for(walk.bundle, text, walk.facts, walk.state)))
            return


def _look_at_rules(walk: Walk) -> bool:
    """Judge scores and rules after an answer; return True when a rule has started another script."""
    for script in walk.scripts():
        keep_scores(walk, script)
    settle_doubts(walk)
    return follow_rules(walk)


def take(walk: Walk, answer: Value | Skipped) -> None:
    """Take the answer to the open question and go on to the next one, or to the end."""
    frame = walk.top
    place = question_at(walk.bundle, frame)
    if place is None:
        _take_service(walk, frame, answer)
        return
    _keep(walk, place.slot, place.key, answer)
    if _look_at_rules(walk):
        return
    _reply(walk, place, answer)
    kind = step_at(walk.bundle, frame).kind
    if isinstance(kind, AskEachStep) and frame.part + 1 < len(kind.texts):
        walk.put(Frame(script=frame.script, step=frame.step, part=frame.part + 1))
    else:
        leave(walk, answer)
    go_on(walk)


def _take_service(walk: Walk, frame: Frame, answer: Value | Skipped) -> None:
    kind = step_at(walk.bundle, frame).kind
    _keep(walk, f"{frame.script}.{frame.step}", None, answer)
    service = walk.bundle.services.get(answer) if isinstance(answer, str) else None
    if service is not None and isinstance(kind, OfferServicesStep):
        walk.emit(SaveReferral(need=kind.need, service=service.name))
        how = service_words(walk.bundle, service, walk.facts.locale)
        walk.emit(Say(line=own("service", how=how)))
    leave(walk, answer)
    go_on(walk)


def takes_marks(walk: Walk) -> bool:
    """Return whether the open question is a choose-any one: a tap marks, [That is all] answers."""
    place = question_at(walk.bundle, walk.top)
    return place is not None and isinstance(place.question.kind, ChooseAnyAnswer)


def _marked(walk: Walk, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what is marked, and `also`, in the order of the buttons."""
    chosen = (*walk.state.chosen, *also)
    return tuple(str(value) for _, value, _ in values_of(walk) if value in chosen)


def _toggle(walk: Walk, value: str) -> None:
    """Mark a choice of a choose-any question, or take its mark away; the question stands.

    A choice that alone is a crisis is an answer at once: nobody is asked to confirm it first.
    """
    chosen = walk.state.chosen
    place = question_at(walk.bundle, walk.top)
    if value in chosen:
        walk.change(chosen=tuple(one for one in chosen if one != value))
    elif place is not None and alarm_of(walk, crisis_rules(walk, place), place.slot, (value,)) is not None:
        take(walk, _marked(walk, (value,)))
        return
    else:
        walk.change(chosen=(*chosen, value))
    ask(walk, again=True, in_place=True)


def tapped_value(walk: Walk, choice: str) -> bool:
    """Take a tap on one of the question's own buttons; return False when it has no such button."""
    for one, value, _ in values_of(walk):
        if one == choice:
            if takes_marks(walk):
                _toggle(walk, str(value))
            else:
                take(walk, value)
            return True
    return False


def names_button(walk: Walk, words: str) -> bool:
    """Return whether the words are the words on one of the open question's own buttons."""
    if not walk.state.stack or walk.state.phase is not Phase.ASKING:
        return False
    choice = walk.facts.labels.get(fold(words))
    return any(choice == one for one, _, _ in values_of(walk))


def that_is_all(walk: Walk) -> bool:
    """Take the marks of a choose-any question as its answer, in the order of the buttons."""
    if not takes_marks(walk):
        return False
    take(walk, _marked(walk))
    return True


def skip(walk: Walk) -> bool:
    """Let the open question go; return False when it must be answered."""
    place = question_at(walk.bundle, walk.top)
    if place is not None and place.question.must_answer:
        return False
    take(walk, SKIPPED)
    return True


def wrote(walk: Walk, words: str) -> Control | None:
    """Take typed words as the answer where they fit; return the control they name, if they name one.

    What does not fit is kept as the person's own words. The first time the question is asked again; the
    second time it is let go and a person is offered. A question that must be answered (a consent) is never
    let go: it stays, with the button that calls a person. Nobody is told that an answer is wrong.
    """
    place = question_at(walk.bundle, walk.top)
    kind = place.question.kind if place else None
    must_answer = place is not None and place.question.must_answer
    found = read(words[:LETTERS_PER_ANSWER], kind, values_of(walk), walk.facts)
    if isinstance(found, Control):
        if found is not Control.SKIP or not must_answer:
            return found
        found = None
    if found is not None:
        take(walk, _marked(walk, found) if isinstance(found, tuple) else found)
        return None
    walk.emit(KeepRemark(words=words))
    if walk.state.misfits + 1 >= MISFITS_PER_QUESTION and not must_answer:
        walk.emit(Say(line=own("let_go")))
        take(walk, SKIPPED)
        return None
    walk.change(misfits=walk.state.misfits + 1)
    walk.emit(Say(line=own("thanks_for_words" if values_of(walk) else "thanks_try_again")))
    ask(walk, again=True)
    return None
