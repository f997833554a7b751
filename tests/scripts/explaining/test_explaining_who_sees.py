""" "Who sees this?": the words follow the rules and the roles, and announce all that an answer can start."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.engine import (
    ACTIONS,
    BeenInARow,
    BesideUsual,
    Bundle,
    CallStep,
    Control,
    DecideStep,
    Do,
    Event,
    Facts,
    GoneInARow,
    Is,
    Key,
    NoAnswerCame,
    NumberAnswer,
    OfferServicesStep,
    Past,
    PersonArrived,
    Phase,
    RaiseSignal,
    ScaleAnswer,
    ScheduleStep,
    Score,
    Service,
    State,
    Tapped,
    TellCoachStep,
    TextId,
    WaitRanOut,
    Words,
    Wrote,
    advance,
    open_state,
)
from bot.engine.asking import choice_of
from bot.engine.events import Began
from bot.engine.questions import question_at, step_at
from bot.engine.script import (
    AnswerKind,
    ChoicesAnswer,
    ChooseAnyAnswer,
    ClockAnswer,
    ConsentAnswer,
    DateAnswer,
    DoStep,
    FreeTextAnswer,
    LanguageAnswer,
    PlaceAnswer,
    Script,
)
from bot.engine.state import SKIPPED, Frame
from bot.scripts import load, read_folder
from bot.scripts.explaining.consequences import consequences
from bot.scripts.explaining.domain import Answer, answers_to
from bot.scripts.explaining.roles import Roles
from bot.scripts.explaining.setting import TAKES, TAKES_BESIDE, what_it_sets
from bot.scripts.explaining.who_sees import MOST_LINES, who_sees
from bot.signals import Level
from bot.texts import Catalogs, words
from tests.engine.making import (
    OTHERWISE,
    Person,
    Steps,
    answer_is,
    ask,
    bundle,
    choices,
    facts,
    number,
    past,
    rule,
    script,
    silence,
    value,
    when,
)

ROOT = Path(__file__).parents[3]
ROLES = Roles(called=("coach", "supervisor"), opens=("coach", "supervisor"), closed=frozenset(("free text",)))
CRAVING = Key(name="craving", label="Craving", kind="scale")
WIN = Key(name="win", label="Win", kind="free text")
SCALE = ScaleAnswer(low=0, high=10)


def said(
    made: Bundle,
    name: str = "s",
    step: str = "q",
    roles: Roles = ROLES,
    callers: tuple[Frame, ...] = (),
    language: str = "en",
) -> str:
    catalogs = Catalogs.load(ROOT / "locales", ("es",))
    lines = who_sees(made, name, step, None, roles, callers=callers)
    return "\n".join(words(made, catalogs, line, language) for line in lines)


def one(kind: object, *rules: object, steps: Steps | None = None, **parts: object) -> Bundle:
    asked: Steps = {"q": ask("q", kind, **parts), **(steps or {})}  # type: ignore[arg-type]
    texts = {f"choice.{name}": Words(source=name.title()) for name in ("good", "hard", "bad")}
    return bundle(script("s", asked, *rules), keys=(CRAVING, WIN), texts=texts)  # type: ignore[arg-type]


def craving(*rules: object) -> Bundle:
    return one(SCALE, *rules, save="craving")


# Rules


def test_a_rule_that_moves_changes_the_words() -> None:
    seven = said(craving(rule("strong", answer_is("craving", number(7)))))
    nine = said(craving(rule("strong", answer_is("craving", number(9)))))

    assert "If you choose 7 or more, I let our team know." in seven
    assert "If you choose 9 or more, I let our team know." in nine
    assert "let our team know." not in said(craving()).partition("\n")[0]


def test_a_crisis_calls_a_person_and_names_no_level() -> None:
    crisis = rule("danger", answer_is("craving", number(10, 10)), level=Level.CRISIS, start_now="help")
    made = bundle(script("s", {"q": ask("q", SCALE, save="craving")}, crisis), script("help", {}))
    text = said(replace(made, keys={"craving": CRAVING}))

    assert "If you choose 10, I call a person at once, and help starts here." in text
    assert "crisis" not in text.lower()


def test_what_the_past_adds_is_said_in_words() -> None:
    text = said(
        craving(
            rule("strong", answer_is("craving", number(8))),
            rule("usual", answer_is("craving", number(8)), BesideUsual(key="craving", higher=True)),
            rule("rising", GoneInARow(key="craving", up=True, times=3)),
        )
    )

    assert "If you choose 8 or more, or it has gone up 3 times in a row, I let our team know." in text


def test_hard_days_in_a_row_are_named_by_their_button() -> None:
    made = one(
        choices("good", "hard"), rule("days", BeenInARow(key="craving", match=value("hard"), times=4)),
        save="craving",
    )  # fmt: skip

    assert "If you choose “Hard” 4 times in a row, I let our team know." in said(made)


def test_a_rule_that_also_looks_elsewhere_says_that_other_answers_add_to_it() -> None:
    both = rule("both", answer_is("craving", number(8)), answer_is("other", value("yes")))

    assert "If you choose 8 or more and your other answers add to it, I let our team know." in said(
        craving(both)
    )


def test_a_rule_of_the_caller_looks_at_the_answer_too() -> None:
    inner = script("inner", {"q": ask("q", SCALE, save="craving")})
    outer = script("outer", {"go": CallStep(script="inner")}, rule("high", answer_is("craving", number(9))))
    made = bundle(inner, outer, keys=(CRAVING,))
    called = said(made, "inner", callers=(Frame(script="outer", step="go"),))

    assert "If you choose 9 or more, I let our team know." in called
    assert "9 or more" not in said(made, "inner")


def test_a_score_is_announced_at_each_of_its_questions() -> None:
    steps: Steps = {"q": ask("q", SCALE, save="craving"), "r": ask("r", SCALE, save="sleep")}
    total = {"total": Score(how="sum", of=("craving", "sleep"), needs_at_least=2)}
    made = bundle(
        script("s", steps, rule("much", answer_is("total", number(15))), scores=total), keys=(CRAVING,)
    )

    assert "your answers together call for it" in said(made)
    assert "your answers together call for it" in said(made, step="r")


def test_silence_is_announced_when_a_rule_is_about_it() -> None:
    asked: Steps = {"q": ask("q", SCALE)}
    quiet = silence(None, timedelta(hours=20))
    told = bundle(script("s", asked, rule("quiet", NoAnswerCame()), silence=quiet))
    untold = bundle(script("s", asked, silence=quiet))

    assert "If no answer comes for 20 hours, I let our team know." in said(told)
    assert "no answer" not in said(untold)


# Steps


def test_a_branch_that_tells_a_coach_is_named_by_its_answer() -> None:
    steps: Steps = {
        "q": (ask("q", choices("good", "bad")), ((value("bad"), "tell"), (OTHERWISE, "end"))),
        "tell": TellCoachStep(text=TextId("tell"), level=Level.URGENT),
    }
    made = one(choices("good", "bad"), steps=steps)
    text = said(made)

    assert "If you choose “Bad”, I let our team know." in text
    assert "Beyond that, nobody from our team is shown your answer." in text


def test_a_branch_behind_a_decision_about_other_things_is_said_with_care() -> None:
    steps: Steps = {
        "look": DecideStep(branches=((when(answer_is("other", value("yes"))), "tell"),), otherwise="end"),
        "tell": TellCoachStep(text=TextId("tell")),
    }

    assert "If your answers together call for it, I let our team know." in said(one(None, steps=steps))


def test_what_comes_later_is_said() -> None:
    later: Steps = {"later": ScheduleStep(script="s", after=timedelta(days=2))}

    assert "About 2 days later I write to you again." in said(one(None, steps=later))


# What is kept, and the roles


def test_a_role_that_may_no_longer_open_is_no_longer_named() -> None:
    made = craving(rule("strong", answer_is("craving", number(8))))
    both = said(made)
    fewer = said(made, roles=replace(ROLES, opens=("supervisor",)))
    nobody = said(made, roles=replace(ROLES, opens=()))

    assert "its coaches and leaders can open your last answers" in both
    assert "its leaders can open your last answers" in fewer
    assert "Nobody from our team is shown it" in nobody


def test_a_kind_that_the_card_begins_to_show_is_no_longer_called_closed() -> None:
    made = one(FreeTextAnswer(), save="win")
    closed = said(made)
    steps: Steps = {"tell": TellCoachStep(text=TextId("tell"))}
    shown = replace(one(FreeTextAnswer(), save="win", steps=steps), texts={
        TextId("tell"): Words(source="Wrote: {win}"), TextId("q"): Words(source="?"),
    })  # fmt: skip

    assert "Nobody from our team is shown them." in closed
    assert "kept locked until the coaches and leaders of our team open them" in said(shown)


def test_an_answer_that_is_not_kept_is_shown_to_nobody() -> None:
    assert "Nobody from our team is shown your answer." in said(one(None))
    assert "Your answer is kept" in said(one(None, save="craving"))


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        (choices("good", "hard"), "set goal"),
        (ClockAnswer(), "set check-in time"),
        (PlaceAnswer(), "set time zone"),
        (DateAnswer(), "pause"),
    ],
)
def test_an_answer_that_sets_something_and_is_saved_stands_on_the_card(kind: AnswerKind, action: str) -> None:
    steps: Steps = {"act": DoStep(action=action)}

    assert "can open your last answers, this one too" not in said(one(kind, steps=steps))
    kept = said(one(kind, save="craving", steps=steps))
    assert "can open your last answers, this one too" in kept
    assert "Nobody from our team is shown it" not in kept


@pytest.mark.parametrize(
    ("action", "kind", "words"),
    [
        ("keep way to reach", FreeTextAnswer(), "has to say why"),
        ("keep way to reach", choices("good", "hard"), "has to say why"),
        ("set clear word", FreeTextAnswer(), "Nobody from our team is shown it."),
        ("begin first days", DateAnswer(), "Whoever of our team welcomes you sees the day."),
        ("withdraw consent", ConsentAnswer(name="programme"), "I write down that you agreed"),
    ],
)
def test_an_answer_that_somebody_may_see_says_who(action: str, kind: AnswerKind, words: str) -> None:
    assert words in said(one(kind, steps={"act": DoStep(action=action)}))


def test_each_of_the_questions_about_a_way_to_be_reached_says_who_may_open_it() -> None:
    steps: Steps = {
        "words": ask("words", FreeTextAnswer()),
        "say": ask("say", choices("good", "hard")),
        "keep": DoStep(action="keep way to reach"),
    }
    made = one(choices("good", "hard"), steps=steps)

    for step in ("q", "words", "say"):
        assert "has to say why" in said(made, step=step)


def test_the_coach_who_has_the_case_is_named_and_reads_what_is_written() -> None:
    text = said(craving(rule("strong", answer_is("craving", number(8)))), roles=replace(ROLES, coach="Sam"))

    assert "If you choose 8 or more, I let Sam know." in text
    assert "Right now the words you write here go to Sam." in text


def test_when_nobody_can_be_called_nothing_is_promised() -> None:
    danger = rule("danger", answer_is("craving", number(10)), level=Level.CRISIS, start_now="s")
    strong = rule("strong", answer_is("craving", number(8)))
    text = said(craving(strong, danger), roles=replace(ROLES, reachable=False))

    assert "If you choose 8 or more, I leave a note for our team." in text
    assert "If you choose 10, help starts here at once." in text
    assert "Right now nobody from our team can be reached." in text
    assert "call a person" not in text


def test_with_nobody_on_duty_only_a_crisis_calls_a_person_at_once() -> None:
    danger = rule("danger", answer_is("craving", number(10)), level=Level.CRISIS, start_now="s")
    strong = rule("strong", answer_is("craving", number(8)))
    text = said(craving(strong, danger), roles=replace(ROLES, rings=False))

    assert "If you choose 8 or more, I leave a note for our team." in text
    assert "If you choose 10, I call a person at once, and help starts here." in text
    assert "can be reached" not in text


def test_services_are_kept_and_shown_to_nobody() -> None:
    place = Service(name="house", need="detox", texts={"en": "House: call"})
    made = bundle(script("s", {"q": OfferServicesStep(need="detox")}), services=(place,))

    assert "Which place you choose is kept." in said(made)


def test_numbers_between_two_bounds_are_named_by_them() -> None:
    typed = one(
        NumberAnswer(), rule("few", answer_is("craving", number(2, 5))),
        rule("not", Is(key="craving", match=number(9), negated=True)), save="craving",
    )  # fmt: skip

    assert "If you choose 2 to 5" in said(
        one(NumberAnswer(), rule("f", answer_is("craving", number(2, 5))), save="craving")
    )
    assert "less than 9" in said(typed)


def test_a_step_that_asks_nothing_has_nothing_to_explain() -> None:
    steps: Steps = {"t": TellCoachStep(text=TextId("tell"))}

    assert who_sees(one(None, steps=steps), "s", "t", None, ROLES) == ()


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_each_action_takes_the_kind_of_answer_that_is_written_here(action: str) -> None:
    kinds: dict[type, tuple[AnswerKind, str]] = {
        FreeTextAnswer: (FreeTextAnswer(), "Maya"),
        ClockAnswer: (ClockAnswer(), "9:30"),
        PlaceAnswer: (PlaceAnswer(), "Denver"),
        DateAnswer: (DateAnswer(), "2026-12-24"),
        LanguageAnswer: (LanguageAnswer(), "English"),
        ConsentAnswer: (ConsentAnswer(name="programme"), "yes"),
        ChoicesAnswer: (choices("good", "bad"), "good"),
    }
    taken = []
    for wanted, (kind, answer) in kinds.items():
        made = bundle(script("s", {"q": ask("q", kind), "act": DoStep(action=action)}))
        person, other = Person(made, "s", zone=""), Person(made, "s", zone="")
        person.facts = replace(person.facts, labels={"good": "good"})
        person.writes(answer)
        other.taps(Control.SKIP)
        if person.effects(Do) != other.effects(Do):
            taken.append(wanted)

        takes = wanted in (TAKES.get(action), TAKES_BESIDE.get(action))
        assert what_it_sets(made, "s", "q") == (action if takes else None)

    assert taken == ([TAKES[action]] if action in TAKES else [])


# What is shipped


@pytest.fixture(scope="module")
def shipped() -> Bundle:
    return load(read_folder(ROOT / "conversations", ROOT / "locales"))


def questions(made: Bundle) -> Iterator[tuple[Script, str, str | None]]:
    for found in made.scripts.values():
        for name, step in found.steps.items():
            for key in getattr(step.kind, "texts", (None,)):
                if answers_to(made, step):
                    yield found, name, key


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_shipped_question_has_words_in_each_language(shipped: Bundle, language: str) -> None:
    catalogs = Catalogs.load(ROOT / "locales", ("es",))
    english = Catalogs.from_files({})
    for found, step, key in questions(shipped):
        lines = who_sees(shipped, found.name, step, key, ROLES)
        texts = [words(shipped, catalogs, line, language) for line in lines]

        assert 1 < len(texts) <= MOST_LINES + 1, f"{found.name}.{step}"
        assert not any("{" in text or not text.strip() for text in texts), f"{found.name}.{step}"
        if language != "en":
            assert texts != [words(shipped, english, line, "en") for line in lines], f"{found.name}.{step}"


HISTORIES: tuple[dict[str, tuple[Past, ...]], ...] = (
    {},
    {"craving": past(4, 5, 6), "mood": past("hard", "hard", "hard"), "craving_after": past(7, 8, 9)},
    {"craving": past(1, 2, 1, 2, 1, 2), "reason_1": past("mine"), "reason_2": past("too")},
)


@pytest.mark.parametrize("history", HISTORIES, ids=["new", "rising", "calm"])
def test_all_that_the_engine_tells_a_coach_after_an_answer_is_announced(
    shipped: Bundle, history: dict[str, tuple[Past, ...]]
) -> None:
    known = facts(history=history, places={"denver": "America/Denver"})
    answered = told = 0
    for root in shipped.scripts:
        for state in states(shipped, root, known):
            found = consequences(shipped, state.stack)
            for answer in found.possible:
                whys = {one.why for one in found.tells if answer in one.answers}
                for signal in signals(shipped, state, answer, known):
                    told += 1

                    assert signal.why in whys, (state.stack, answer)
                answered += 1

    assert answered > 500
    assert told > 20


def test_each_announcement_stands_in_the_words(shipped: Bundle) -> None:
    """A sure one names its answers; what is told is said, and a crisis calls a person."""
    for found, step, key in questions(shipped):
        part = list(getattr(found.steps[step].kind, "texts", (key,))).index(key)
        tells = consequences(shipped, (Frame(script=found.name, step=step, part=part),)).tells
        ids = {str(line.text) for line in who_sees(shipped, found.name, step, key, ROLES)}
        text = said(shipped, found.name, step)

        assert any(one.level is Level.CRISIS for one in tells) == bool(
            ids & {"bot.sees_called", "bot.sees_called_helped"}
        )
        assert any(one.level < Level.CRISIS for one in tells) == bool(
            ids & {"bot.sees_told", "bot.sees_told_always", "bot.sees_told_anyway"}
        )
        place = question_at(shipped, Frame(script=found.name, step=step, part=part))
        labels = dict(getattr(place.question.kind, "choices", {})) if place else {}
        for tell in tells:
            if tell.left.nothing and not ids & {"bot.sees_told_always", "bot.sees_told_anyway"}:
                for answer in tell.answers & labels.keys():
                    label = shipped.texts[labels[answer]]
                    assert isinstance(label, Words)
                    assert f"“{label.source}”" in text


def states(made: Bundle, root: str, known: Facts) -> Iterator[State]:
    """Yield one state for each place where a question can be open, and for each set of rules that spoke."""
    waiting = [advance(made, open_state(1, made, root, 3), Began(), known).state]
    seen = set()
    while waiting:
        state = waiting.pop()
        mark = (state.stack, state.fired, state.phase)
        if mark in seen or state.phase is Phase.ENDED:
            continue
        seen.add(mark)
        if state.phase is Phase.PAUSING:
            waiting.append(advance(made, state, WaitRanOut(turn=state.turn), known).state)
        elif state.phase is Phase.HOLDING:
            waiting.append(advance(made, state, PersonArrived(), known).state)
        else:
            yield state
            for answer in answers_to(made, step_at(made, state.stack[-1])):
                waiting.append(after(made, state, answer, known)[0])


def signals(made: Bundle, state: State, answer: Answer, known: Facts) -> list[RaiseSignal]:
    return after(made, state, answer, known)[1]


def after(made: Bundle, state: State, answer: Answer, known: Facts) -> tuple[State, list[RaiseSignal]]:
    found: list[RaiseSignal] = []
    for event in events(made, state, answer):
        turn = advance(made, state, event, known)
        state = turn.state
        found += [effect for effect in turn.effects if isinstance(effect, RaiseSignal)]
    return state, found


def events(made: Bundle, state: State, answer: Answer) -> Iterator[Event]:
    """Yield what a person does to give this answer."""
    place = question_at(made, state.stack[-1])
    possible = list(answers_to(made, step_at(made, state.stack[-1])))
    if answer is SKIPPED:
        yield Tapped(turn=state.turn, choice=Control.SKIP)
        return
    match place.question.kind if place is not None else None:
        case ChooseAnyAnswer():
            assert isinstance(answer, tuple)
            for choice in answer:
                yield Tapped(turn=state.turn, choice=choice_of(choice, possible.index((choice,))))
            yield Wrote(words="that is all")
        case FreeTextAnswer():
            yield Wrote(words="some words")
        case DateAnswer():
            yield Wrote(words="2026-12-24")
        case ClockAnswer():
            yield Wrote(words="9:30")
        case PlaceAnswer():
            yield Wrote(words="Denver")
        case _:
            yield Tapped(turn=state.turn, choice=choice_of(str(answer), possible.index(answer)))
