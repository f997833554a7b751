"""Buttons whose words mean something else everywhere: `stop` stops and `a person` reaches a person, or nobody
could rely on them. What is typed and stands on a button of the open question is that button.
"""

from collections.abc import Iterator
from typing import NamedTuple

from bot.engine.condition import Is
from bot.engine.effects import Line
from bot.engine.events import Control
from bot.engine.going import step_after, target_of
from bot.engine.judge import matches
from bot.engine.questions import service_label, service_words, services_for
from bot.engine.reading import named_control
from bot.engine.script import (
    END,
    NEXT,
    AskEachStep,
    AskStep,
    ChoicesAnswer,
    OfferServicesStep,
    Question,
    Rule,
    SayStep,
    Script,
    Step,
    TellCoachStep,
    Text,
    TextId,
    WaitForPersonStep,
)
from bot.engine.wording import leaves, names_in
from bot.scripts.proving.network import Does, Network
from bot.texts import Catalogs, words

HONEST = "when_a_person_answers"


class Taken(NamedTuple):
    """A button that takes a word of its own away: which step, answer, words, and what they mean elsewhere."""

    step: str
    value: str
    words: str
    means: Control


class _Said(NamedTuple):
    """What the message under way holds: a coach was told, and it says who answers."""

    told: bool
    honest: bool


def taken_words(network: Network, catalogs: Catalogs, script: Script) -> Iterator[Taken]:
    """Yield each button named like `stop`, or like `a person` without reaching one, in any language."""
    for name, step in script.steps.items():
        for value, label in _labels(network, catalogs, step):
            means = named_control(label)
            if means is Control.STOP or (
                means is Control.PERSON and not _Reaching(network).reaches(script, step, value)
            ):
                yield Taken(name, value, label, means)


def taken_from_the_menu(network: Network, catalogs: Catalogs, script: Script) -> Iterator[tuple[TextId, str]]:
    """Yield (text, words) of each button in the menu that is called like `stop`, in any language."""
    for text in (script.button, script.quiet_button):
        if text is not None:
            for label in _said(network, catalogs, text):
                if named_control(label) is Control.STOP:
                    yield text, label


def _labels(network: Network, catalogs: Catalogs, step: Step) -> Iterator[tuple[str, str]]:
    """Yield (value, words) of the buttons that can be typed; at choose-any a control comes first."""
    bundle = network.bundle
    languages = bundle.programme.languages
    match step.kind:
        case (
            AskStep(question=Question(kind=ChoicesAnswer(choices=choices)))
            | AskEachStep(question=Question(kind=ChoicesAnswer(choices=choices)))
        ):
            for value, text in choices.items():
                for label in _said(network, catalogs, text):
                    yield value, label
        case OfferServicesStep(need=need):
            for service in services_for(bundle, need):
                for language in languages:
                    yield service.name, service_label(service_words(bundle, service, language))


def _said(network: Network, catalogs: Catalogs, text: TextId) -> Iterator[str]:
    source = network.bundle.texts.get(text)
    if source is None:
        return
    for variant, leaf in enumerate(leaves(source)):
        yield str(getattr(leaf, "source", ""))
        for language in sorted(catalogs.languages):
            yield words(network.bundle, catalogs, Line(text=text, variant=variant), language)


class _Reaching:
    """Whether every way from an answer tells a coach and says truly who answers, in the same message."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._sent: set[_Said] = set()
        self._returned: set[tuple[str, _Said]] = set()

    def reaches(self, script: Script, step: Step, value: str) -> bool:
        """Follow the message that the answer begins to where it is sent, through calls and returns."""
        told = any(_tells(rule, step, value) for rule in script.risk.values())
        target = target_of(step, value)
        first = (step_after(script, step.name) or END) if target == NEXT else target
        self._return(script.name, self._through(script.name, first, _Said(told, False)))
        return all(said.told and said.honest for said in self._sent)

    def _return(self, script: str, ends: set[_Said]) -> None:
        """Send what a whole conversation ends with; go on in the scripts that call this one."""
        callers = self._network.callers(script)
        if script in self._network.begun or not callers:
            self._sent |= ends
        for said in ends:
            if (script, said) in self._returned:
                continue
            self._returned.add((script, said))
            for caller in callers:
                for place in self._network.places(caller).values():
                    if place.calls == script:
                        for target in place.follow:
                            self._return(caller, self._through(caller, target, said))

    def _through(self, script: str, start: str, said: _Said) -> set[_Said]:
        """Follow every way to the end of the script; return what has been said by then."""
        places = self._network.places(script)
        ends: set[_Said] = set()
        waiting, seen = [(start, said)], {(start, said)}
        while waiting:
            name, said = waiting.pop()
            if name == END:
                ends.add(said)
                continue
            place = places[name]
            said = self._after(place.step, said)
            if place.calls is not None:
                after = self._through(place.calls, self._network.first(place.calls), said)
            elif place.does is Does.GOES_ON:
                after = {said}
            else:
                self._sent.add(said)
                continue
            for then in after:
                for target in place.follow:
                    if (target, then) not in seen:
                        seen.add((target, then))
                        waiting.append((target, then))
        return ends

    def _after(self, step: Step, said: _Said) -> _Said:
        match step.kind:
            case SayStep(text=text) | WaitForPersonStep(text=text) | AskStep(text=text):
                return said._replace(honest=said.honest or _is_honest(self._network.bundle.texts.get(text)))
            case TellCoachStep():
                return said._replace(told=True)
            case _:
                return said


def _tells(rule: Rule, step: Step, value: str) -> bool:
    """Return whether the rule looks at this answer alone, and speaks."""
    key = step.kind.question.save if isinstance(step.kind, AskStep) else None
    return key is not None and all(
        isinstance(one, Is) and not one.negated and one.key == key and matches(one.match, value)
        for one in rule.when.clauses
    )


def _is_honest(text: Text | None) -> bool:
    return text is not None and HONEST in names_in(text)
