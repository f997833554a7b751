"""Which words are meant: variants, plurals, goals, names in braces, and the actions of `do`."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.engine import (
    END,
    ChoicesAnswer,
    ChooseAnyAnswer,
    ConsentAnswer,
    Control,
    Do,
    DoStep,
    Duty,
    ForGoal,
    FreeTextAnswer,
    Line,
    OneOf,
    Plural,
    SayStep,
    ScaleAnswer,
    Text,
    TextId,
    Words,
    keys_looked_at,
    leaves,
    line_for,
    names_in,
    own,
)
from bot.engine.bundle import Bundle, Key, Service
from bot.engine.condition import Answered, NoAnswerCame
from bot.engine.script import (
    AnswerKind,
    AskEachStep,
    CallStep,
    ClockAnswer,
    DateAnswer,
    DecideStep,
    LanguageAnswer,
    OfferServicesStep,
    PictureStep,
    PlaceAnswer,
    Question,
    Score,
    ShowStep,
)
from bot.engine.state import SKIPPED
from bot.errors import BrokenConversationError
from tests.engine.making import (
    OTHERWISE,
    SKIP,
    Person,
    Steps,
    ask,
    bundle,
    choices,
    facts,
    past,
    rule,
    script,
    silence,
    value,
    when,
)

HI = OneOf(texts=(Words(source="Hi"), Words(source="Hello {name}"), Words(source="Good day")))
GOAL = ForGoal(texts={"less": HI, "safer": Words(source="safer")}, otherwise=Words(source="other"))
TEXT = TextId("t")


def line(text: Text, **parts: object) -> Line:
    return line_for(bundle(texts={"t": text}), TEXT, facts(**parts))


def said_with(source: str, made: Bundle | None = None, **parts: object) -> dict[str, object]:
    found = made or bundle()
    found.texts[TEXT] = Words(source=source)  # type: ignore[index]  # a dict underneath
    return dict(line_for(found, TEXT, facts(**parts)).values)


def test_the_variant_sent_longest_ago_comes_next() -> None:
    sent: tuple[int, ...] = ()
    seen = []
    for _ in range(6):
        variant = line(HI, sent={"t": sent}).variant
        seen.append(variant)
        sent = (*sent, variant)

    assert sorted(seen[:3]) == [0, 1, 2]
    assert seen[3:] == seen[:3]


def test_variants_count_the_leaves_and_a_goal_chooses_among_them() -> None:
    assert len(leaves(GOAL)) == 5
    assert line(GOAL, goal="safer").variant == 3
    assert line(GOAL, goal="less", sent={"t": (0, 2)}).variant == 1
    assert line(GOAL, goal=None).variant == 4
    assert line(GOAL, goal="abstinence").variant == 4


def test_a_plural_carries_its_number_as_count_too() -> None:
    text = Plural(count="checkins_total", one="First, {name}", other="Number {count}")

    assert line(text, checkins_total=3).values == {"checkins_total": 3, "name": "Maya", "count": 3}
    assert line(Plural(count="sleep", one="one", other="{count}")).values == {"count": 0}
    assert names_in(text) == {"checkins_total", "name", "count"}


def test_names_in_braces_are_filled_with_what_is_true_now() -> None:
    assert said_with("{name} {coach}") == {"name": "Maya", "coach": own("our_team")}
    assert said_with("{name}", name=None) == {"name": own("friend")}
    assert said_with("{coach}", duty=Duty(coach="Sam")) == {"coach": "Sam"}
    assert said_with("{days_together}", days_together=12) == {"days_together": 12}
    assert said_with("{local_time}") == {"local_time": time(8)}
    assert said_with("{local_time}", zone="Nowhere/At_All") == {"local_time": time(15)}


@pytest.mark.parametrize(
    ("duty", "words"),
    [
        (Duty(called=2, coach="Sam", taken=True), own("when_taken", coach="Sam")),
        (Duty(called=2, coach="Sam"), own("when_called", count=2)),
        (Duty(), own("when_nobody")),
    ],
)
def test_who_answers_is_said_truly(duty: Duty, words: Line) -> None:
    assert said_with("{when_a_person_answers}", duty=duty) == {"when_a_person_answers": words}


SOON = facts().at + timedelta(hours=2)  # 10:00 on this person's wall
TOMORROW = facts().at + timedelta(hours=23, minutes=30)
ON_ANOTHER_DAY = own("truth_day_and_time", day=(facts().at + timedelta(days=1)).date(), time=time(7, 30))


@pytest.mark.parametrize(
    ("duty", "words"),
    [
        (Duty(coach="Sam", taken=True, until=SOON), own("when_taken_until", coach="Sam", time=time(10))),
        (Duty(coach="Sam", taken=True, off=True), own("when_taken_off", coach="Sam")),
        (
            Duty(coach="Sam", taken=True, off=True, back=SOON),
            own("when_taken_off_until", coach="Sam", time=time(10)),
        ),
        (Duty(called=2, until=SOON), own("when_called_until", count=2, time=time(10))),
        (Duty(called=2, off=True, back=SOON), own("when_called_off", count=2, time=time(10))),
        (Duty(called=2, off=True), own("when_called", count=2)),
        (Duty(off=True, back=SOON), own("when_nobody_before", time=time(10))),
        (Duty(off=True, back=TOMORROW), own("when_nobody_before", time=ON_ANOTHER_DAY)),
        (Duty(off=True), own("when_nobody")),
        (Duty(busy=True, until=SOON), own("when_busy")),
    ],
)
def test_who_is_on_duty_is_said_on_the_persons_own_wall(duty: Duty, words: Line) -> None:
    assert said_with("{when_a_person_answers}", duty=duty) == {"when_a_person_answers": words}


def test_an_absent_coach_is_not_named_where_somebody_is_asked_for() -> None:
    away = Duty(coach="Sam", taken=True, off=True)

    assert said_with("{coach}", duty=away) == {"coach": own("our_team")}


def test_answers_stand_in_texts_by_the_words_of_their_buttons() -> None:
    three = ChooseAnyAnswer(choices={one: TextId(f"c.{one}") for one in ("aa", "bb", "cc")})
    steps: Steps = {
        "mood": ask("q", choices("good", "hard"), save="mood"),
        "used": ask("q", save="used"),
        "craving": ask("q", ScaleAnswer(low=0, high=10), save="craving"),
        "many": ask("q", three, save="many"),
        "win": ask("q", FreeTextAnswer(), save="win"),
        "end": SayStep(text=TextId("end")),
    }
    texts = {"end": Words(source="{mood} {used} {craving} {many} {win} {never}")}
    person = Person(bundle(script("s", steps), texts=texts), "s")
    for tap in ("hard", "yes", "7", "aa", "bb", "cc", Control.THAT_IS_ALL):
        person.taps(tap)
    person.writes("I slept")
    end = person.effects(type(person.last[1]))[0].line

    assert dict(end.values) == {
        "mood": Line(text=TextId("choice.hard")),
        "used": own("yes"),
        "craving": 7,
        "many": own(
            "list_more",
            first=Line(text=TextId("c.aa")),
            rest=own("list_last", first=Line(text=TextId("c.bb")), last=Line(text=TextId("c.cc"))),
        ),
        "win": "I slept",
    }


def test_saved_answers_of_earlier_conversations_stand_in_texts_too() -> None:
    each = AskEachStep(texts={"sleep": TextId("q")}, question=Question(kind=ScaleAnswer(low=0, high=5)))
    made = bundle(script("other", {"e": each, "m": ask("q", choices("good"), save="mood")}))
    history = {"mood": past("good"), "sleep": past(3.0), "none": past(("x",)), "empty": past(())}

    assert said_with("{mood} {sleep} {none} {empty} {gone}", made, history=history) == {
        "mood": Line(text=TextId("choice.good")),
        "sleep": 3,
        "none": "x",
        "empty": own("nothing_chosen"),
    }
    assert said_with("{mood}", made, history={"mood": past(SKIPPED)}) == {}
    assert said_with("{sleep}", made, history={"sleep": past(2.5)}) == {"sleep": 2.5}


def test_a_text_that_is_not_there_is_a_broken_conversation() -> None:
    made = replace(bundle(), texts={})

    with pytest.raises(BrokenConversationError):
        line_for(made, TEXT, facts())


def test_the_shell_may_give_values_of_its_own() -> None:
    made = bundle(texts={"t": Words(source="{service}")})

    assert line_for(made, TEXT, facts(), extra={"service": "North"}).values == {"service": "North"}


def test_only_keys_that_are_shown_or_judged_are_looked_at() -> None:
    inner = script("inner", {"p": PictureStep(file="p", described=TextId("t.picture"))})
    decide = DecideStep(branches=((when(Answered(key="decided")), "next"),), otherwise="next")
    each = AskEachStep(
        texts={"x": TextId("t.each")},
        question=Question(kind=ScaleAnswer(low=0, high=5), reply=((SKIP, TextId("t.each_reply")),)),
    )
    steps: Steps = {
        "say": SayStep(text=TextId("t.say")),
        "show": ShowStep(resource="crisis_lines"),
        "ask": ask("t.ask", reply=((SKIP, TextId("t.reply")),)),
        "each": each,
        "decide": decide,
        "call": CallStep(script="inner"),
        "back": CallStep(script="inner"),
    }
    outer = script(
        "outer",
        steps,
        rule("r", Answered(key="ruled"), NoAnswerCame()),
        silence=silence(),
        scores={"total": Score(how="sum", of=("x",), needs_at_least=1)},
    )
    shown = {
        "t.say": "{said} {name}",
        "t.reply": "{replied}",
        "t.each": "{each}",
        "t.each_reply": "{each_replied}",
        "t.picture": "{pictured}",
        "text.nudge": "{nudged}",
        "tell.r": "{told} {total}",
        "t.elsewhere": "{elsewhere}",
    }
    keys = {"said", "replied", "each", "each_replied", "pictured", "nudged", "told", "decided", "ruled"}
    made = bundle(
        outer,
        inner,
        texts={name: Words(source=source) for name, source in shown.items()},
        keys=tuple(Key(name=name, label=name, kind="number") for name in (*keys, "elsewhere")),
    )

    assert keys_looked_at(made, "outer") == keys | {"total"}


# Actions

YES_NO_GONE = ((value("done"), "done"), (value("missing"), "missing"))


def acted(action: str, answer: str | None = None, kind: AnswerKind | None = None, **parts: Any) -> Person:
    steps: Steps = {} if answer is None else {"q": ask("q", kind)}
    steps |= {
        "do": (DoStep(action=action), YES_NO_GONE),
        "never": SayStep(text=TextId("never")),
        "done": (SayStep(text=TextId("done")), ((OTHERWISE, END),)),
        "missing": SayStep(text=TextId("missing")),
    }
    person = Person(bundle(script("s", steps)), "s", **parts)
    if answer is not None:
        person.writes(answer)
    return person


@pytest.mark.parametrize(
    ("action", "answer", "kind", "values"),
    [
        ("set language", "Español", LanguageAnswer(), {"language": "es"}),
        ("set check-in time", "9:30", ClockAnswer(), {"time": "09:30"}),
        ("set time zone", "New York", PlaceAnswer(), {"zone": "America/New_York"}),
        ("set time zone", None, None, {"zone": "America/Denver"}),
        ("set name", "  Maya   Lu ", FreeTextAnswer(), {"name": "Maya Lu"}),
        ("set goal", "less", ChoicesAnswer(choices={"less": TextId("c")}), {"goal": "less"}),
        ("give consent", "yes", ConsentAnswer(name="programme"), {"consent": "programme"}),
        ("withdraw consent", "yes", ConsentAnswer(name="research"), {"consent": "research"}),
        ("withdraw consent", None, None, {}),
        ("pause", "2026-12-01", DateAnswer(), {"until": "2026-12-01"}),
        ("pause", None, None, {}),
        ("start check-ins", None, None, {}),
        ("set clear word", " tangerine ", FreeTextAnswer(), {"word": "tangerine"}),
        ("forget clear word", None, None, {}),
        ("be discreet", None, None, {}),
        ("stop being discreet", None, None, {}),
        ("shelter my record", None, None, {}),
        ("open my record", None, None, {}),
        ("begin first days", "2026-12-01", DateAnswer(), {"day": "2026-12-01"}),
        ("begin first days", None, None, {}),
        ("keep way to reach", "Rosa", FreeTextAnswer(), {"kind": "other", "words": "Rosa", "may say": ""}),
        ("stop check-ins", None, None, {}),
    ],
)
def test_an_action_takes_what_it_needs_from_the_latest_answer(
    action: str, answer: str | None, kind: AnswerKind | None, values: dict[str, str]
) -> None:
    person = acted(action, answer, kind)

    assert person.effects(Do) == [Do(action=action, values=values)]
    assert person.said == ["done"]


@pytest.mark.parametrize(
    ("action", "answer", "kind"),
    [
        ("set language", None, None),
        ("set check-in time", None, None),
        ("set name", "skip", FreeTextAnswer()),
        ("set goal", "7", ScaleAnswer(low=0, high=10)),
        ("give consent", "no", ConsentAnswer(name="programme")),
        ("give consent", None, None),
        ("set clear word", "hello", FreeTextAnswer()),
        ("set clear word", "skip", FreeTextAnswer()),
        ("keep way to reach", "skip", FreeTextAnswer()),
        ("keep way to reach", None, None),
        ("fly to the moon", None, None),
    ],
)
def test_an_action_without_what_it_needs_is_missing(
    action: str, answer: str | None, kind: AnswerKind | None
) -> None:
    person = acted(action, answer, kind)

    assert person.effects(Do) == []
    assert person.said == ["missing"]


WAY = ChoicesAnswer(choices={"number": TextId("number"), "place": TextId("place")})
MAY_SAY = ChoicesAnswer(choices={"call": TextId("call"), "openly": TextId("openly")})


def told(*answers: str, last: AnswerKind = MAY_SAY) -> Person:
    """Ask for a way twice: its kind, its words, what may be said there."""
    steps: Steps = {
        "kind": ask("kind", WAY),
        "words": ask("words", FreeTextAnswer()),
        "say": ask("say", last),
        "keep": (DoStep(action="keep way to reach"), ((OTHERWISE, "kind"),)),
    }
    person = Person(bundle(script("s", steps)), "s")
    for answer in answers:
        person.writes(answer)
    return person


def test_a_way_to_reach_somebody_is_made_of_three_answers() -> None:
    kept = told("place", "The library", "call").effects(Do)

    assert kept == [
        Do(action="keep way to reach", values={"kind": "place", "words": "The library", "may say id": "call"})
    ]


def test_what_may_be_said_there_can_be_own_words() -> None:
    kept = told("number", "555 0100", "just my name", last=FreeTextAnswer()).effects(Do)

    assert kept[0].values == {"kind": "number", "words": "555 0100", "may say": "just my name"}


def test_a_second_way_takes_nothing_from_the_first() -> None:
    person = told("place", "The library", "call", "number")
    person.writes("555 0100")
    person.writes("skip")

    assert person.effects(Do) == [
        Do(action="keep way to reach", values={"kind": "number", "words": "555 0100", "may say": ""})
    ]


def test_without_words_a_second_way_is_not_kept_with_those_of_the_first() -> None:
    person = told("place", "The library", "call", "number", "skip")
    person.writes("openly")

    assert person.effects(Do) == []


def test_without_any_zone_nothing_is_set() -> None:
    assert acted("set time zone", zone="").said == ["missing"]


def test_a_choice_of_services_is_no_answer_that_an_action_could_use() -> None:
    service = Service(name="north", need="n", texts={})
    steps: Steps = {
        "o": OfferServicesStep(need="n"),
        "do": DoStep(action="set name"),
        "e": SayStep(text=TextId("e")),
    }
    person = Person(bundle(script("s", steps), services=(service,)), "s")
    person.taps("north")

    assert person.effects(Do) == []
    assert person.said == ["bot.service", "e"]
