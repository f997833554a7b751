"""Crisis rules that can never speak: they look as if they protected somebody."""

from collections.abc import Iterator

from bot.engine.bundle import Bundle
from bot.engine.condition import Answered, Clause, Includes, Is, NoAnswerCame, Otherwise, WasSkipped
from bot.engine.judge import Known, holds_clause
from bot.engine.script import END, AskEachStep, AskStep, ChooseAnyAnswer, Question, Rule, Script, Step
from bot.engine.state import SKIPPED
from bot.scripts.proving.answers import Answer, answers_of, sets_of
from bot.scripts.proving.network import CRISIS, Network
from bot.scripts.proving.supposing import NOW, can_be


def dead_rules(network: Network, script: Script) -> Iterator[tuple[Rule, str]]:
    """Yield (rule, why) for each crisis rule that no answers at all can bring to speak."""
    for rule in script.risk.values():
        if rule.level is CRISIS:
            why = _why_dead(network, script, rule)
            if why:
                yield rule, why


def _why_dead(network: Network, script: Script, rule: Rule) -> str:
    by_key: dict[str, list[Clause]] = {}
    for clause in rule.when.clauses:
        if not isinstance(clause, NoAnswerCame):
            by_key.setdefault(clause.key, []).append(clause)
    around = network.around(script.name)
    asked, beside = around.asked, around.beside
    for key, clauses in by_key.items():
        if not _can_hold(network.bundle, key, clauses):
            return f"nothing that {key} can be fits it."
    if not network.whole:
        return ""  # a conversation that is left out may ask for it
    silence = any(isinstance(clause, NoAnswerCame) for clause in rule.when.clauses)
    if not silence and asked.isdisjoint(by_key):
        keys = " or ".join(by_key)
        return f"no conversation that runs this script asks for {keys}, and old answers alone start nothing."
    own = {
        key: _steps_asking(script, key)
        for key in by_key
        if not any(_steps_asking(one, key) for one in beside)
    }
    for key, steps in own.items():
        for other, others in own.items():
            if steps and others and key < other and _apart(network, script, steps, others):
                return f"nobody is asked for both {key} and {other} in one conversation."
    return ""


def _questions(bundle: Bundle, key: str) -> Iterator[Question]:
    for script in bundle.scripts.values():
        for name in _steps_asking(script, key):
            kind = script.steps[name].kind
            if isinstance(kind, AskStep | AskEachStep):
                yield kind.question


def _can_hold(bundle: Bundle, key: str, clauses: list[Clause]) -> bool:
    """Return whether one answer, given here or before, can make all clauses hold that look at it alone."""
    direct = [clause for clause in clauses if isinstance(clause, Is | Includes | Answered)]
    if not direct or any(key in script.scores for script in bundle.scripts.values()):
        return True
    if can_be(bundle, direct[0], dict.fromkeys(direct, True)):
        return True
    about_skips = all(_about_skips(clause) for clause in direct)
    return any(
        all(holds_clause(clause, Known(at=NOW, answers={key: answer})) for clause in direct)
        for question in _questions(bundle, key)
        for answer in _answers(bundle, question, direct)
        if answer is not SKIPPED or about_skips
    )


def _answers(bundle: Bundle, question: Question, clauses: list[Is | Includes | Answered]) -> list[Answer]:
    matches = [clause.match for clause in clauses if isinstance(clause, Is)]
    answers = answers_of(bundle, question, matches)
    if isinstance(question.kind, ChooseAnyAnswer):
        answers.extend(sets_of(question.kind, clauses) or ())
    return answers


def _about_skips(clause: Clause) -> bool:
    if isinstance(clause, Answered):
        return clause.skipped
    return isinstance(clause, Is) and isinstance(clause.match, WasSkipped | Otherwise)


def saved_by(script: Script) -> frozenset[str]:
    """Return the keys that questions of the script save."""
    return frozenset(key for step in script.steps.values() for key in _saved_at(step))


def _saved_at(step: Step) -> tuple[str, ...]:
    match step.kind:
        case AskStep(question=Question(save=str() as key)):
            return (key,)
        case AskEachStep(texts=texts):
            return tuple(texts)
        case _:
            return ()


def _steps_asking(script: Script, key: str) -> list[str]:
    return [name for name, step in script.steps.items() if key in _saved_at(step)]


def _apart(network: Network, script: Script, steps: list[str], others: list[str]) -> bool:
    """Return whether no way through the script comes by a question of both."""
    return not any(
        other == one
        or other in _after(network, script.name, one)
        or one in _after(network, script.name, other)
        for one in steps
        for other in others
    )


def _after(network: Network, script: str, name: str) -> set[str]:
    places = network.places(script)
    reached: set[str] = set()
    waiting = list(places[name].follow)
    while waiting:
        one = waiting.pop()
        if one != END and one not in reached:
            reached.add(one)
            waiting.extend(places[one].follow)
    return reached
