"""The proof: nothing that people, silence or history do brings a script to what must never happen.

Theory of operation
-------------------
What is proven, for every conversation begun with any script of the bundle:

    every turn ends, in 100 steps at most, and no circle goes round without a question       E213
    from every place an end, or a person, can be reached by answering                         E214
    silence never starts scripts in a circle; scripts that ask nothing do not go on for ever  E215, E216
    nobody has to answer more questions than one conversation holds                           E217
    whatever tells of a crisis (an answer, a rule, a phrase) has crisis resources in the very
    next message, which puts them first                                                       E611
    every crisis rule can speak                                                               E612
    `stop` stops and `a person` reaches a person, or an honest no, from every question        E613, E614

It goes in two stages. First every script is followed over the network of all its ways, with every branch open
whatever was answered before (network, messages, endings, lengths): linear in the steps, and sound, because
the ways that the engine can take are among these, going back included. What is clean there is proven. Where
a doubt is left, the engine itself plays every group of answers, every silence and every past (search), finds
the shortest dialogue that leads to the fault, or that there is none. Where there are too many states for
that, this is said (E218): a script that nobody can oversee is not published.

The engine sees to the rest whatever a script says: stopping, asking for a person and words of danger are
taken from every state, a script without `if no answer` ends after a day, a rule that starts the script
it stands in shows its lines again instead, and lines that are owed come before what `start now` starts. A
rule needs an answer, or a silence, of its own conversation, so that scripts never start one another within
one turn. Promises are looked for in every text by `wording`, resources in every language by `checking`: what
is shown is made of these alone.

Trends and scores are free where ways part: that a number can go up from 0 to 0 is not ruled out, so that a
fault may be found that takes an unlikely past, and none is missed. A rule on a score is not played in the
search: all it can do is end the conversation and begin another one, and each that can begin is proven.
"""

from collections.abc import Collection, Iterator

from bot.engine.advance import advance, open_state
from bot.engine.bundle import Bundle
from bot.engine.crisis import HELP, crisis_script_for
from bot.engine.effects import Show
from bot.engine.events import Began, Control
from bot.engine.limits import QUESTIONS_PER_CONVERSATION, STEPS_PER_TURN
from bot.engine.script import END, Rule, TextId
from bot.scripts.problem import TOP, Mark, Problem, quoted
from bot.scripts.proving import telling
from bot.scripts.proving.buttons import taken_from_the_menu, taken_words
from bot.scripts.proving.circles import schedule_circles, silence_played, silent_circles
from bot.scripts.proving.dead_rules import dead_rules, saved_by
from bot.scripts.proving.endings import Endings
from bot.scripts.proving.lengths import Lengths
from bot.scripts.proving.messages import Messages, Said
from bot.scripts.proving.network import CRISIS, Does, Network
from bot.scripts.proving.search import Node, Search
from bot.scripts.proving.supposing import NOTHING_SUPPOSED, in_every_past
from bot.texts import Catalogs

STEP_COLUMN = 3  # steps stand two spaces in
RULE_COLUMN = 5  # and what a rule tells, four
CHOICE_COLUMN = 7
BUTTON_COLUMN = 9  # behind "button: "

HELPING = "help"  # stands for a crisis that was told before a script began


def prove(bundle: Bundle, scripts: Collection[str], catalogs: Catalogs | None = None) -> list[Problem]:
    """Return what can go wrong in conversations with these scripts, each with the shortest dialogue to it.

    An empty list is a proof. `catalogs` are the translations, for words on buttons.
    """
    proof = _Proof(bundle, catalogs if catalogs is not None else Catalogs.from_files({}))
    found: dict[tuple[str, Mark, str], Problem] = {}
    for problem in proof.problems(scripts):
        place = problem.file, problem.mark, problem.code
        if place not in found or len(problem.dialogue) < len(found[place].dialogue):
            found[place] = problem
    return list(found.values())


class _Proof:
    def __init__(self, bundle: Bundle, catalogs: Catalogs) -> None:
        self._bundle = bundle
        self._catalogs = catalogs
        self._network = Network(bundle)
        self._messages = Messages(self._network)
        self._endings = Endings(self._network)
        self._lengths = Lengths(self._network)
        self._searches: dict[str, Search] = {}
        self._doubts: dict[str, tuple[str, ...]] = {}

    def problems(self, scripts: Collection[str]) -> Iterator[Problem]:
        for name in scripts:
            if name in self._bundle.scripts and self._network.family(name) is not None:
                yield from self._ways(name)
                yield from self._words(name)
        yield from self._circles(frozenset(scripts))
        yield from self._help(frozenset(scripts))

    # Ways through one script

    def _ways(self, name: str) -> Iterator[Problem]:
        bare = self._bare_of(name)
        long = self._lengths.longest(name) > STEPS_PER_TURN
        doubtful = self._doubtful(name)
        if bare or long or doubtful:
            yield from self._searched(name, bare=bare, long=long, doubtful=doubtful)
        yield from self._too_many_questions(name)

    def _bare_of(self, name: str) -> frozenset[str]:
        """Return what may be told without lines, but for what the script that tells it is blamed for."""
        if name not in self._network.begun:
            return frozenset()
        bare = self._messages.bare_from(name)
        own = {why: why.partition(".")[0] for why in bare}
        return frozenset(
            why
            for why, script in own.items()
            if script == name
            or script not in self._network.begun
            or why not in self._messages.bare_from(script)
        )

    def _doubtful(self, name: str) -> tuple[str, ...]:
        """Return the steps with no end in the person's reach, scripts that are called being looked at first.

        What is proven of a script by itself, in every past, holds after any answers of its callers, too.
        """
        if name not in self._doubts:
            self._doubts[name] = ()
            for place in self._network.places(name).values():
                if place.calls is not None and self._doubtful(place.calls):
                    self._endings.accept(place.calls)
            self._doubts[name] = self._endings.doubtful(name)
        return self._doubts[name]

    def _search(self, name: str) -> Search:
        if name not in self._searches:
            self._searches[name] = Search(self._network, name)
        return self._searches[name]

    def _searched(
        self, name: str, *, bare: frozenset[str], long: bool, doubtful: tuple[str, ...]
    ) -> Iterator[Problem]:
        search = self._search(name)
        if search.lost is not None:
            yield self._lost(search.lost)
        for why, node in search.bare.items():
            yield self._bare(why, node)
        if search.stuck is not None:
            yield self._stuck(search.stuck)
        open_still = (
            (long and search.lost is None)
            or (doubtful and search.stuck is None)
            or not search.bare.keys() >= bare
        )
        if open_still and not search.complete:
            yield self._too_many(name, doubtful)

    def _lost(self, node: Node) -> Problem:
        script, step = self._last_step(node)
        words = f"From {quoted(step)} on the bot would take more than {STEPS_PER_TURN} steps without asking"
        words += " anything. It would say sorry and stop there. Put a question in between, or take steps out."
        return self._at_step(script, step, "E213", words, node.dialogue)

    def _bare(self, why: str, node: Node) -> Problem:
        script, _, name = why.partition(".")
        known = self._bundle.scripts.get(script)
        words = (
            f"{quoted(name)} tells a coach of a crisis, but the message that the person gets next does not"
        )
        words += " begin with crisis resources. Put in the same message: show: crisis_lines"
        if known is not None and name in known.risk:
            return self._at_rule(known.risk[name], script, "E611", words, node.dialogue)
        return self._at_step(script, name, "E611", words, node.dialogue)

    def _stuck(self, node: Node) -> Problem:
        frame = node.state.stack[-1]
        words = f"After these answers {quoted(frame.step)} can never come to an end, or to a person, however"
        words += " somebody answers. Give one of the branches behind it a way to 'end'."
        return self._at_step(frame.script, frame.step, "E214", words, node.dialogue)

    def _too_many(self, name: str, doubtful: tuple[str, ...]) -> Problem:
        keys = self._most_told_apart(name)
        words = f"{quoted(name)} has too many ways to be sure of all of them."
        if keys:
            words += f" Most come from the answers to {keys}: let fewer branches look at them, or move the"
            words += " branches into a script of their own."
        else:
            words += " Move a part of it into a script of its own."
        step = doubtful[0] if doubtful else self._network.first(name)
        return self._at_step(name, step, "E218", words)

    def _most_told_apart(self, name: str) -> str:
        """Return the keys that most branches of the script and those it calls tell apart, in words."""
        members = self._network.family(name) or ()
        counts = {
            key: len(clauses)
            for key, clauses in self._network.clauses.items()
            if any(key in saved_by(member) for member in members)
        }
        most = sorted(counts, key=lambda key: (-counts[key], key))[:3]
        return ", ".join(quoted(key) for key in most)

    def _too_many_questions(self, name: str) -> Iterator[Problem]:
        places = self._network.places(name)
        before = self._lengths.questions_before(name)
        if before.get(END, max(before.values(), default=0)) <= QUESTIONS_PER_CONVERSATION:
            return
        for step, place in places.items():
            if before.get(step, 0) >= QUESTIONS_PER_CONVERSATION and place.does is not Does.GOES_ON:
                words = f"Before {quoted(step)} come {before[step]} questions at least, and one conversation"
                words += f" holds {QUESTIONS_PER_CONVERSATION}: nobody would get there. Split it in two."
                yield self._at_step(name, step, "E217", words)
                return

    # Rules and buttons

    def _words(self, name: str) -> Iterator[Problem]:
        script = self._bundle.scripts[name]
        for rule, why in dead_rules(self._network, script):
            words = f"{quoted(rule.name)} is a crisis that can never be told: {why}"
            yield self._at_rule(rule, name, "E612", f"{words} Mend its 'when', or take it out.")
        for taken in taken_words(self._network, self._catalogs, script):
            text = TextId(f"{name}.{taken.step}.choices.{taken.value}")
            where = self._mark_of(text, CHOICE_COLUMN)
            mark = where or self._mark_at(name, taken.step)
            lines = (f"bot: {name}.{taken.step}", telling.person(taken.words))
            if taken.means is Control.STOP:
                words = f"The button {quoted(taken.words)} takes the word away that stops everything: whoever"
                words += f" writes it at {quoted(taken.step)} would not be let go. Use other words."
                yield self._problem(name, mark, "E613", words, lines)
            else:
                words = (
                    f"Whoever writes {quoted(taken.words)} at {quoted(taken.step)} wants a person, but this"
                )
                words += (
                    " button does not always tell a coach and say who answers. Lead it to 'tell coach' and"
                )
                words += ' say: "{when_a_person_answers}", or use other words.'
                yield self._problem(name, mark, "E614", words, lines)
        for text, label in taken_from_the_menu(self._network, self._catalogs, script):
            mark = self._mark_of(text, BUTTON_COLUMN) or TOP
            words = (
                f"The menu button {quoted(label)} takes the word away that stops everything. Use other words."
            )
            yield self._problem(name, mark, "E613", words)

    # Several scripts

    def _circles(self, scripts: frozenset[str]) -> Iterator[Problem]:
        for circle, rule in silent_circles(self._network):
            if circle[0] not in scripts:
                continue
            dialogue = silence_played(self._network, circle[0])
            if dialogue is None:
                continue
            script, _, name = rule.partition(".")
            path = " > ".join((*circle, circle[0]))
            words = f"When nobody answers, these scripts start each other for ever: {path}."
            words += f" Take 'start now' out of {quoted(name)}."
            yield self._at_rule(self._bundle.scripts[script].risk[name], script, "E215", words, dialogue)
        for circle, step in schedule_circles(self._network):
            if circle[0] in scripts:
                script, _, name = step.partition(".")
                path = " > ".join((*circle, circle[0]))
                words = f"These scripts schedule each other for ever and never ask anything: {path}."
                words += (
                    " The bot would go on writing whatever happens. Ask something, and go on after a yes."
                )
                yield self._at_step(script, name, "E216", words)

    def _help(self, scripts: frozenset[str]) -> Iterator[Problem]:
        """Say which scripts that begin in a crisis do not begin with crisis resources on every way."""
        for name in sorted(scripts & self._bundle.scripts.keys()):
            for rule in self._bundle.scripts[name].risk.values():
                if rule.level is CRISIS and rule.start_now is not None:
                    bare = self._bare_beginning(rule.start_now)
                    if bare is not None:
                        words = f"{quoted(rule.name)} starts {quoted(rule.start_now)}, but its first message"
                        words += " does not always begin with crisis resources. Put first: show: crisis_lines"
                        yield self._at_rule(rule, name, "E611", words, bare)
        for kind in (*self._bundle.phrases, *HELP):
            help_script = crisis_script_for(self._bundle, kind)
            if help_script is not None and help_script in scripts:
                bare = self._bare_beginning(help_script)
                if bare is not None:
                    words = (
                        f"{quoted(help_script)} begins when somebody writes words of danger, but its first"
                    )
                    words += (
                        " message does not always begin with crisis resources. Put first: show: crisis_lines"
                    )
                    first = self._network.first(help_script)
                    yield self._at_step(
                        help_script, first, "E611", words, ("person: (words of danger)", *bare)
                    )

    def _bare_beginning(self, script: str) -> tuple[str, ...] | None:
        """Return a beginning of the script without crisis resources in its first message, or None."""
        if self._network.family(script) is None:
            return None
        if HELPING not in self._messages.bare_from(script, Said(told=HELPING)):
            return None
        bundle = self._bundle
        words = telling.clauses_in_words(bundle)
        state = open_state(0, bundle, script, 0)
        for supposed, turn in in_every_past(
            bundle, NOTHING_SUPPOSED, lambda facts: advance(bundle, state, Began(), facts)
        ):
            if not any(isinstance(effect, Show) and effect.crisis for effect in turn.effects):
                history = telling.history(words, NOTHING_SUPPOSED, supposed)
                return (*history, *telling.said_in(bundle, turn))
        return None

    # Where it stands in the files

    def _last_step(self, node: Node) -> tuple[str, str]:
        before = node.before.state if node.before is not None else node.state
        if before.stack:
            return before.stack[-1].script, before.stack[-1].step
        return before.script, self._network.first(before.script)

    def _at_step(
        self, script: str, step: str, code: str, words: str, dialogue: tuple[str, ...] = ()
    ) -> Problem:
        return self._problem(script, self._mark_at(script, step), code, words, dialogue)

    def _at_rule(
        self, rule: Rule, script: str, code: str, words: str, dialogue: tuple[str, ...] = ()
    ) -> Problem:
        return self._problem(
            script, self._mark_of(rule.tell_coach, RULE_COLUMN) or TOP, code, words, dialogue
        )

    def _mark_at(self, script: str, step: str) -> Mark:
        known = self._bundle.scripts[script].steps.get(step)
        return Mark(known.line, STEP_COLUMN) if known is not None and known.line else TOP

    def _mark_of(self, text: TextId, column: int) -> Mark | None:
        origin = self._bundle.origins.get(text)
        return Mark(origin.line, column) if origin is not None else None

    def _problem(
        self, script: str, mark: Mark, code: str, words: str, dialogue: tuple[str, ...] = ()
    ) -> Problem:
        return Problem(file=f"{script}.yaml", mark=mark, code=code, words=words, dialogue=dialogue)
