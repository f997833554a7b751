"""Who sees the answer to a question, and what it starts: computed from the script, its rules and the roles.

Only what is true now is said, so that the words change when a rule or a role changes. No level is named:
for the highest it is said that a person is called at once.
"""

from collections.abc import Iterator

from bot.engine.bundle import Bundle
from bot.engine.effects import Line
from bot.engine.questions import Place, question_at, step_at
from bot.engine.script import FreeTextAnswer, OfferServicesStep
from bot.engine.state import Frame
from bot.scripts.explaining.consequences import Consequences, consequences
from bot.scripts.explaining.following import Stack
from bot.scripts.explaining.phrases import Answers, When, how_long, say, who
from bot.scripts.explaining.roles import Roles
from bot.scripts.explaining.setting import what_it_sets
from bot.scripts.explaining.truth import Left
from bot.signals import Level

# More is not read on a phone. What a coach is told is never left out for it.
MOST_LINES = 5


def who_sees(
    bundle: Bundle, script: str, step: str, key: str | None, roles: Roles, *, callers: Stack = ()
) -> tuple[Line, ...]:
    """Return what is said behind "Who sees this?" of a question, a sentence or two a line.

    `key` names the question of an `ask each`. `callers` is where the scripts stand that called this one,
    outermost first: their rules look at the answer, too. Empty for a step that is no question.
    """
    kind = step_at(bundle, Frame(script=script, step=step)).kind
    keys = list(getattr(kind, "texts", ()))
    part = keys.index(key) if key in keys else 0
    stack = (*callers, Frame(script=script, step=step, part=part))
    place = question_at(bundle, stack[-1])
    if place is None and not isinstance(kind, OfferServicesStep):
        return ()
    found = consequences(bundle, stack)
    answers = Answers(place.question if place is not None else None, found.possible)
    lines = [*_started(found, answers, roles), *_kept(bundle, stack[-1], place, found, roles)]
    for line in _later(found, answers):
        if len(lines) < MOST_LINES:
            lines.append(line)
    return tuple(lines)


def _started(found: Consequences, answers: Answers, roles: Roles) -> Iterator[Line]:
    """Yield who is told, and what begins at once."""
    coach = roles.coach or say("bot.our_team")
    reached = roles.reachable and bool(roles.called)
    rings = reached and roles.rings
    tell = say("bot.sees_lets_know", coach=coach) if rings else say("bot.sees_leaves_note", coach=coach)
    crisis = [one for one in found.tells if one.level is Level.CRISIS]
    helped = answers.when([(one.answers, one.left) for one in crisis if one.starts])
    called = answers.when([(one.answers, one.left) for one in crisis if not one.starts])
    told = answers.when(
        [(one.answers, one.left) for one in found.tells if one not in crisis or not (reached or one.starts)]
    )
    if told is not None:
        yield _told(told, tell)
    if called is not None and reached:
        yield say("bot.sees_called", when=_in_words(called))
    if helped is not None:
        yield (
            say("bot.sees_called_helped", when=_in_words(helped))
            if reached
            else say("bot.sees_helped", when=_in_words(helped))
        )
    if found.silence is not None:
        yield say("bot.sees_silence", time=how_long(found.silence), tell=tell)
    if not reached and (found.tells or found.silence is not None):
        yield say("bot.sees_nobody_now")


def _told(when: When, tell: Line) -> Line:
    if when.anyway:
        return say("bot.sees_told_anyway", tell=tell)
    if when.always:
        return say("bot.sees_told_always", tell=tell)
    return say("bot.sees_told", when=_in_words(when), tell=tell)


def _in_words(when: When) -> Line:
    return when.words or say("bot.sees_answer")


def _kept(
    bundle: Bundle, frame: Frame, place: Place | None, found: Consequences, roles: Roles
) -> Iterator[Line]:
    """Yield what is kept of the answer and who may open it, then the same of words."""
    openers = who(roles.opens)
    writes = place is not None and isinstance(place.question.kind, FreeTextAnswer)
    said = _answer_kept(bundle, frame, place, found, roles)
    if said is not None:
        yield said
    named = said is not None and "who" in said.values
    yield _words(writes=writes, openers=openers, named=named, roles=roles)


def _answer_kept(
    bundle: Bundle, frame: Frame, place: Place | None, found: Consequences, roles: Roles
) -> Line | None:
    openers = who(roles.opens)
    if openers is not None and place is not None and _on_the_card(bundle, place.key, roles):
        return say("bot.sees_kept", who=openers)  # also when it sets something
    sets = _set(bundle, frame, openers, who(roles.called))
    if sets is not None or place is None:
        return sets or say("bot.sees_service")
    if isinstance(place.question.kind, FreeTextAnswer):
        if found.shown and openers is not None:
            return say("bot.sees_words_opened", who=openers)
        return say("bot.sees_words_closed") if roles.coach is None else None
    if place.key is None:
        return say("bot.sees_not_shown_else") if found.tells else say("bot.sees_not_shown")
    return say("bot.sees_kept_closed")


def _on_the_card(bundle: Bundle, name: str | None, roles: Roles) -> bool:
    key = bundle.keys.get(name) if name is not None else None
    return key is not None and not key.retired and key.kind not in roles.closed


def _words(*, writes: bool, openers: Line | None, named: bool, roles: Roles) -> Line:
    """Return what becomes of typed words; `named`: a sentence before has said who opens what."""
    if roles.coach is not None:
        return say("bot.sees_words_to_coach", coach=roles.coach)
    if writes:
        return say("bot.sees_words_danger" if openers is not None else "bot.sees_words_danger_closed")
    if openers is None:
        return say("bot.sees_other_words_closed")
    return say("bot.sees_other_words_too") if named else say("bot.sees_other_words", who=openers)


def _set(bundle: Bundle, frame: Frame, openers: Line | None, takers: Line | None) -> Line | None:
    """Return what the answer is used for, when a `do:` step takes it; None when no step does.

    Whoever may take the case (`takers`) sees language and hour, also of a record that opens for few.
    """
    match what_it_sets(bundle, frame.script, frame.step):
        case "set name" if openers is not None:
            return say("bot.sees_name", who=openers)
        case "set language" if openers is not None and takers is not None:
            return say("bot.sees_language", who=takers)
        case "set time zone" if openers is not None and takers is not None:
            return say("bot.sees_zone", who=takers)
        case "set check-in time":
            return say("bot.sees_hour")
        case "set goal":
            return say("bot.sees_goal")
        case "pause":
            return say("bot.sees_pause")
        case "keep way to reach":
            return say("bot.sees_way")
        case "set clear word":
            return say("bot.sees_clear_word")
        case "begin first days":
            return say("bot.sees_first_days")
        case "give consent" | "withdraw consent":
            return say("bot.sees_consent")
        case _:
            return None


def _later(found: Consequences, answers: Answers) -> Iterator[Line]:
    for later in found.later:
        when = answers.when([(later.answers, Left())]) if later.sure else None
        time = how_long(later.after)
        if when is not None and when.always:
            yield say("bot.sees_again_always", time=time)
        elif when is not None:
            yield say("bot.sees_again", when=_in_words(when), time=time)
