"""Who plays: made-up people and a team with a roster, written down as if they had always been there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import Final

from bot.engine.agreement import asking
from bot.rehearsal.colleague import Temper
from bot.storage import Transaction, consent, member, person, shift
from bot.turns import acting
from bot.turns.welcoming.agreeing import version_of
from bot.turns.work import Work

FIRST_PARTICIPANT, FIRST_COLLEAGUE, FIRST_GUEST = 100_000, 900_000, 500_000

STEADY: Final = Temper(answers=0.9, wakes=0.15, minutes=3)
SLOW: Final = Temper(answers=0.8, wakes=0.05, minutes=14)
FORGETFUL: Final = Temper(answers=0.9, wakes=0.05, minutes=4, silent=0.5)
DEEP_SLEEPER: Final = Temper(answers=0.85, wakes=0.0, minutes=5)
SUPERVISOR: Final = Temper(answers=0.95, wakes=0.35, minutes=4)
OFFICE: Final = Temper(answers=0.6, wakes=0.1, minutes=10)

_EVERY_DAY: Final = range(7)
_WEEK: Final = range(5)
_WEEKEND: Final = (5, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When somebody works: kind of shift, days (0 is Monday), begin and end on her own wall."""

    kind: str
    days: Sequence[int]
    begins: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Somebody of the team. `blocks` are days of the month on which she has blocked the bot.

    Her alerts also go to her `email`: a supervisor's at once.
    """

    name: str
    role: str
    temper: Temper
    zone: str = "America/Chicago"
    language: str = "en"
    languages: str = "en"
    awake: tuple[int, int] = (6, 23)
    hours: tuple[Hours, ...] = ()
    always_call: bool = False
    blocks: tuple[int, int] | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A participant: how long they have been here, who walks with them, how they answer."""

    chat: int
    name: str
    language: str
    days: int
    check_in_at: time
    answers: float
    talks: float


def _duty(days: Sequence[int], begins: int, ends: int, kind: str = "duty") -> Hours:
    return Hours(kind=kind, days=days, begins=time(begins), ends=time(ends % 24))


_EARLY, _LATE = _duty(_WEEK, 7, 15), _duty(_WEEK, 13, 21)

# Days are covered twice, evenings once, nights by a backup who sleeps: as in most small programmes.
TEAM: Final = (
    Part(name="Sam", role="coach", temper=STEADY, hours=(_EARLY,), always_call=True, email="sam@rehearsal"),
    Part(name="Ana", role="coach", temper=STEADY, hours=(_LATE,), language="es", languages="es en"),
    Part(name="Lee", role="coach", temper=SLOW, hours=(_EARLY,)),
    Part(name="Joy", role="coach", temper=FORGETFUL, hours=(_EARLY,)),
    Part(name="Max", role="coach", temper=FORGETFUL, hours=(_LATE,)),
    Part(name="Rosa", role="coach", temper=SLOW, hours=(_LATE,), languages="en es"),
    Part(name="Kim", role="coach", temper=DEEP_SLEEPER, hours=(_duty(_EVERY_DAY, 21, 7, "on call"),)),
    Part(name="Dee", role="coach", temper=STEADY, hours=(_duty(_WEEKEND, 8, 20),), blocks=(4, 9)),
    Part(name="Ty", role="coach", temper=STEADY, zone="America/New_York", hours=(_EARLY,)),
    Part(name="Bea", role="coach", temper=STEADY, hours=(_duty(_EVERY_DAY, 15, 23, "backup"),)),
    Part(name="Gus", role="coach", temper=STEADY, zone="America/Denver", awake=(9, 24), hours=(_LATE,)),
    Part(name="Flor", role="coach", temper=STEADY, hours=(_duty(_WEEKEND, 10, 22),), languages="es en"),
    Part(
        name="Pat",
        role="supervisor",
        temper=SUPERVISOR,
        hours=(_duty(_EVERY_DAY, 21, 9, "backup"),),
        email="pat@rehearsal",
    ),
    Part(
        name="Iris",
        role="supervisor",
        temper=SUPERVISOR,
        hours=(_duty(_EVERY_DAY, 9, 21, "backup"),),
        email="iris@rehearsal",
    ),
    Part(name="Office", role="admin", temper=OFFICE),
)

# The programme's own address, and every way by which a call of a crisis leaves at once.
PROGRAMME_EMAIL: Final = "office@rehearsal"
WAYS: Final = (
    ("url", ""),
    ("email", PROGRAMME_EMAIL),
    *(("email", one.email) for one in TEAM if one.role == "supervisor" and one.email is not None),
)

# How often people take up a check-in, and answer a coach: a few never do.
_ANSWERS: Final = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.6, 0.7, 0.8, 0.9)
_TALKS: Final = (0.0, 0.5, 0.7, 0.8, 0.8, 0.9, 0.9, 1.0, 1.0, 1.0)
_NAMES: Final = ("Alex", "Bo", "Cruz", "Dani", "Eli", "Fran", "Gabi", "Jo", "Luz", "Mar", "Nico", "Robin")
# How long people have been here, in days, and what share of them: most of them are past the first season.
_WAYS: Final[tuple[tuple[tuple[int, int], float], ...]] = (
    ((0, 29), 0.03),
    ((30, 89), 0.05),
    ((90, 340), 0.32),
    ((366, 1200), 0.6),
)


def characters(many: int, seed: int) -> Iterator[Character]:
    """Yield made-up participants, the same for the same seed."""
    dice = Random(f"{seed}:cast")
    spans, shares = [span for span, _ in _WAYS], [part for _, part in _WAYS]
    for number in range(many):
        first, last = dice.choices(spans, weights=shares)[0]
        yield Character(
            chat=FIRST_PARTICIPANT + number,
            name=dice.choice(_NAMES),
            language="es" if dice.random() < 0.3 else "en",
            days=dice.randint(first, last),
            check_in_at=time(dice.randint(8, 20), dice.choice((0, 15, 30, 45))),
            answers=dice.choice(_ANSWERS),
            talks=dice.choice(_TALKS),
        )


def enlist(work: Work, team: Sequence[Part]) -> list[int]:
    """The team and its roster are written; return their chats in order."""
    numbers = count(FIRST_COLLEAGUE)
    chats = [next(numbers) for _ in team]
    for chat, part in zip(chats, team, strict=True):
        _join(work.tx, chat, part, work.new_id, work.at)
    work.team_changed = True
    return chats


def _join(tx: Transaction, chat: int, part: Part, new_id: Callable[[], int], at: datetime) -> None:
    made = member.add(tx, id=new_id(), chat=chat, name=part.name, role=part.role, locale=part.language, at=at)
    member.change(
        tx, made.id, zone=part.zone, languages=part.languages, always_call=part.always_call, email=part.email
    )
    week = [
        shift.NewShift(id=new_id(), kind=one.kind, weekday=day, begins=one.begins, ends=one.ends)
        for one in part.hours
        for day in one.days
    ]
    shift.replace(tx, made.id, week)


def settle(work: Work, people: Sequence[Character], coaches: Sequence[int]) -> None:
    """These people are in the programme: agreed, with a coach each, on their way, check-ins planned."""
    edition = work.library.current
    for character in people:
        who = person.add(
            work.tx,
            id=work.new_id(),
            chat=character.chat,
            locale=character.language,
            zone=edition.bundle.programme.zone,
            at=work.at,
        )
        for name in edition.consents:
            script = asking(edition.bundle, name)
            consent.give(
                work.tx,
                id=work.new_id(),
                person=who.id,
                name=name,
                text_hash=version_of(edition, script, who.locale),
                language=who.locale,
                at=work.at,
            )
        who = work.change(
            who,
            name=character.name,
            state="active",
            coach=coaches[character.chat % len(coaches)],
            began_at=work.at - timedelta(days=character.days),
            welcomed_at=work.at,
            check_in_at=character.check_in_at,
            seen_on=work.at.date(),
        )
        acting.plan_check_in(work, who)
