"""Risk rules: judged after each answer, before the next message is sent; each speaks once a conversation.

A rule is judged only when every key it looks at that this conversation asks has been answered here:
otherwise yesterday's answers would tell a coach again today. A skipped question counts as looked at only for
a clause about skipping.
"""

from bot.engine.condition import Answered, Clause, Is, NoAnswerCame, WasSkipped
from bot.engine.effects import CorrectSignal, RaiseSignal
from bot.engine.judge import Known, holds, keys_of, known
from bot.engine.questions import asked_keys
from bot.engine.script import Rule
from bot.engine.state import SKIPPED
from bot.engine.walk import Walk
from bot.engine.wording import line_for


def _about_skips(clause: Clause) -> bool:
    if isinstance(clause, Answered):
        return clause.skipped
    return isinstance(clause, Is) and isinstance(clause.match, WasSkipped)


def _fresh(rule: Rule, walk: Walk, facts: Known) -> bool:
    """Return whether the rule looks at something new, and at nothing that is still to be asked here."""
    new = False
    unanswered: list[str] = []
    for clause in rule.when.clauses:
        if isinstance(clause, NoAnswerCame):
            new = new or facts.gave_up
            continue
        answer = facts.answers.get(clause.key)
        if answer is None:
            unanswered.append(clause.key)
        elif answer is not SKIPPED or _about_skips(clause):
            new = True
        else:
            return False
    if not new or not unanswered:
        return new
    asked = asked_keys(walk.bundle, walk.state.script)
    return not any(key in asked for key in unanswered)


def judge_rules(walk: Walk, *, gave_up: bool = False) -> str | None:
    """Raise a signal for each rule that begins to hold; return the script that must start now, if any.

    The script of the highest level wins; among equals the first in the file.
    """
    start: Rule | None = None
    facts = known(walk, gave_up=gave_up)
    for script in walk.scripts():
        for rule in script.risk.values():
            why = f"{script.name}.{rule.name}"
            if why in walk.state.fired or not _fresh(rule, walk, facts) or not holds(rule.when, facts):
                continue
            walk.change(fired=walk.state.fired | {why})
            tell = line_for(walk.bundle, rule.tell_coach, walk.facts, walk.state)
            walk.emit(RaiseSignal(level=rule.level, why=why, tell=tell))
            if rule.start_now is not None and (start is None or rule.level > start.level):
                start = rule
    return start.start_now if start else None


def _rule(walk: Walk, why: str) -> Rule | None:
    script, _, name = why.partition(".")
    found = walk.bundle.scripts.get(script)
    return found.risk.get(name) if found else None


def doubt_rules(walk: Walk, before: Known) -> None:
    """Put each alert in doubt that held `before` an answer was taken back and does not hold without it."""
    after = known(walk)
    doubted = set(walk.state.doubted)
    for why in walk.state.fired:
        rule = _rule(walk, why)
        if rule is None:
            continue
        without_any = not any(key in after.answers for key in keys_of(rule.when))
        if holds(rule.when, before) and (without_any or not holds(rule.when, after)):
            doubted.add(why)
    walk.change(doubted=frozenset(doubted))


def settle_doubts(walk: Walk, *, all_of_them: bool = False) -> None:
    """Correct each alert in doubt that the new answer does not bear out, and let the others stand.

    A rule is settled when its questions have been answered anew; with `all_of_them`, now. Nothing is lowered:
    a coach reads the correction. A corrected rule may speak again.
    """
    if not walk.state.doubted:
        return
    facts = known(walk)
    asked = asked_keys(walk.bundle, walk.state.script)
    for why in sorted(walk.state.doubted):
        rule = _rule(walk, why)
        keys = frozenset(keys_of(rule.when)) if rule else frozenset()
        answered = all(key in facts.answers for key in keys & asked)
        if rule is not None and answered and holds(rule.when, facts):
            walk.change(doubted=walk.state.doubted - {why})
        elif answered or all_of_them:
            walk.change(doubted=walk.state.doubted - {why}, fired=walk.state.fired - {why})
            walk.emit(CorrectSignal(why=why))
