"""Small scripts, each with one fault that no single line shows, and the shortest dialogue to it."""

from dataclasses import dataclass
from textwrap import dedent

HEAD = """\
format: 1
script: trial
title: A trial
starts: menu button
button: A trial
quiet button: Something
if no answer: {give up after: 2 hours}
steps:
"""
MOOD = """\
  mood:
    ask: How is it going?
    choices:
      good: Going well
      okay: Getting by
      hard: It is hard
    save: mood
"""
# Eighteen lines: what follows MOOD begins on line 16.
CRISIS_RULE = """\
    level: crisis
    tell coach: Says it is over.
    start now: crisis_help
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`files` are laid over the good programme; `place` is where the problem stands, `words` a part of it."""

    title: str
    code: str
    files: dict[str, str]
    place: str
    words: str
    dialogue: tuple[str, ...]
    said_of: str = "trial.yaml"


def trial(body: str, head: str = HEAD) -> dict[str, str]:
    return {"trial.yaml": head + body}


def other_trial(script: str, starts: str) -> str:
    return dedent(
        f"""\
        format: 1
        script: {script}
        title: A trial
        starts: only when called
        if no answer: {{give up after: 2 hours}}
        steps:
          hello:
            ask: Are you there?
            answer: yes or no
        risk:
          silent:
            when: no answer
            level: urgent
            tell coach: No word.
            start now: {starts}
        """
    )


def many(count: int) -> str:
    """Return a programme's worth of keys that are answered first and looked at afterwards."""
    asked = "".join(
        f"  ask_{number}:\n    ask: Question {number}?\n    answer: yes or no\n    save: key_{number}\n"
        for number in range(count)
    )
    looks = "".join(f"      key_{number} is yes: again\n" for number in range(count))
    return (
        f"{asked}  look:\n    decide:\n{looks}      otherwise: end\n"
        "  again:\n    ask: Once more?\n    answer: yes or no\n    then: look\n"
    )


FAULTS = [
    Fault(
        title="a turn that is too long",
        code="E213",
        files=trial("".join(f"  say_{number}:\n    say: Hello.\n" for number in range(101))),
        place="9:3",
        words="more than 100 steps",
        dialogue=(*(f"bot: trial.say_{number}" for number in range(6)), "bot: ... and 94 steps more"),
    ),
    Fault(
        title="an answer that keeps somebody for ever",
        code="E214",
        files=trial(
            MOOD + "  look:\n    decide:\n      mood is hard: more\n      otherwise: end\n"
            "  more:\n    ask: And now?\n    answer: yes or no\n    then: look\n"
        ),
        place="20:3",
        words="'more' can never come to an end",
        dialogue=("bot: trial.mood", "person: It is hard", "bot: trial.more"),
    ),
    Fault(
        title="a past that keeps somebody for ever",
        code="E214",
        files=trial(
            "  look:\n    decide:\n      craving has gone up 3 check-ins in a row: more\n"
            "      otherwise: end\n  more:\n    ask: And now?\n    answer: yes or no\n    then: look\n"
        ),
        place="13:3",
        words="'more' can never come to an end",
        dialogue=("(history: craving has gone up 3 check-ins in a row)", "bot: trial.more"),
    ),
    Fault(
        title="silence that starts scripts in a circle",
        code="E215",
        files={
            "trial.yaml": other_trial("trial", "trial_again"),
            "trial_again.yaml": other_trial("trial_again", "trial"),
        },
        place="14:5",
        said_of="trial_again.yaml",
        words="start each other for ever: trial > trial_again > trial",
        dialogue=(
            "bot: trial.hello",
            "(no answer)",
            "coach told: trial.silent",
            "(now begins: trial_again)",
            "bot: trial_again.hello",
            "(no answer)",
            "coach told: trial_again.silent",
            "(now begins: trial)",
        ),
    ),
    Fault(
        title="a script that schedules itself and asks nothing",
        code="E216",
        files=trial(
            "  hello:\n    say: Hello.\n  tomorrow:\n    schedule: trial\n    in: 1 day\n",
            HEAD.replace("menu button\nbutton: A trial\nquiet button: Something", "only when scheduled"),
        ),
        place="9:3",
        words="for ever and never ask anything: trial > trial",
        dialogue=(),
    ),
    Fault(
        title="more questions than a conversation holds",
        code="E217",
        files=trial("".join(f"  ask_{one}:\n    ask: And?\n    answer: yes or no\n" for one in range(125))),
        place="369:3",
        words="Before 'ask_120' come 120 questions",
        dialogue=(),
    ),
    Fault(
        title="a crisis that is told without lines",
        code="E611",
        files=trial(
            MOOD + "    then:\n      hard: tell\n      otherwise: end\n"
            "  tell:\n    tell coach: It is hard.\n    level: crisis\n  close:\n    say: Thank you.\n"
        ),
        place="19:3",
        words="'tell' tells a coach of a crisis",
        dialogue=("bot: trial.mood", "person: It is hard", "coach told: trial.tell", "bot: trial.close"),
    ),
    Fault(
        title="lines in the message after",
        code="E611",
        files=trial(
            "  tell:\n    tell coach: It is hard.\n    level: crisis\n  breathe:\n    wait: 2 minutes\n"
            "  lines:\n    show: crisis_lines\n"
        ),
        place="9:3",
        words="'tell' tells a coach of a crisis",
        dialogue=("coach told: trial.tell", "bot: trial.breathe"),
    ),
    Fault(
        title="a crisis rule that nothing fits",
        code="E612",
        files=trial(f"{MOOD}risk:\n  both:\n    when: mood is hard and mood is good\n{CRISIS_RULE}"),
        place="20:5",
        words="'both' is a crisis that can never be told: nothing that mood can be fits it",
        dialogue=(),
    ),
    Fault(
        title="a crisis rule about what nobody is asked",
        code="E612",
        files=trial(f"{MOOD}risk:\n  old:\n    when: craving is 10\n{CRISIS_RULE}"),
        place="20:5",
        words="no conversation that runs this script asks for craving",
        dialogue=(),
    ),
    Fault(
        title="a crisis rule about two ways that part",
        code="E612",
        files=trial(
            MOOD + "    then:\n      hard: one\n      otherwise: two\n"
            "  one:\n    ask: One?\n    answer: yes or no\n    save: alone\n    then: end\n"
            "  two:\n    ask: Two?\n    answer: yes or no\n    save: used\n"
            f"risk:\n  both:\n    when: alone is yes and used is yes\n{CRISIS_RULE}"
        ),
        place="32:5",
        words="nobody is asked for both alone and used",
        dialogue=(),
    ),
    Fault(
        title="a button that takes stop away",
        code="E613",
        files=trial("  go:\n    ask: Go on?\n    choices:\n      go: Go on\n      stop: STOP\n"),
        place="13:7",
        words="The button 'STOP' takes the word away",
        dialogue=("bot: trial.go", "person: STOP"),
    ),
    Fault(
        title="a menu button that takes stop away",
        code="E613",
        files=trial("  go:\n    say: Go on.\n", HEAD.replace("button: A trial", "button: Stop", 1)),
        place="5:9",
        words="The menu button 'Stop' takes the word away that stops everything",
        dialogue=(),
    ),
    Fault(
        title="a person who is not reached",
        code="E614",
        files=trial(
            "  go:\n    ask: What now?\n    choices:\n      on: Go on\n      person: Talk to a person\n"
            "  close:\n    say: Thank you.\n"
        ),
        place="13:7",
        words="wants a person",
        dialogue=("bot: trial.go", "person: Talk to a person"),
    ),
]
