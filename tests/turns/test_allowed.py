"""Every role tries every act, on the real bot: what is not allowed does not happen, is told, and is audited.

What is expected stands here by itself, and is not read from the code: a change of who may do what fails.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.cases import Colleague
from bot.ids import to_base62
from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, case, case_event, errand, member, person, reach
from bot.storage.case import Case
from bot.storage.member import ROLES
from bot.storage.person import Person
from bot.turns.buttons import StaffButton, TryButton, write
from bot.turns.staffing import team
from bot.turns.staffing.allowed import ALLOWED, Act, ever_may, may, roles_for, seen_by
from tests.stories.editors import staff
from tests.stories.walking import does, newest, quiet, since
from tests.world import World

# Whom an act may be about: somebody without a case; without one, but her own; with a case that nobody has,
# that a colleague has, that she has herself.
NOBODYS, OWN, FREE, TAKEN, HELD = "nobody's", "own", "free", "taken", "held"
ANYBODY = frozenset((NOBODYS, OWN, FREE, TAKEN, HELD))
WITH_A_CASE = frozenset((FREE, TAKEN, HELD))
MINE = frozenset((OWN, HELD))

# {act: {role: about whom}}; a role that is missing may do it about nobody.
ABOUT_PEOPLE: dict[Act, dict[str, frozenset[str]]] = {
    Act.OPEN_CASE: dict.fromkeys(("coach", "supervisor", "admin"), WITH_A_CASE),
    Act.READ_RECORD: dict.fromkeys(("coach", "supervisor", "admin"), WITH_A_CASE),
    Act.TAKE_CASE: dict.fromkeys(("coach", "supervisor", "admin"), frozenset((FREE,))),
    Act.WRITE_TO_PERSON: dict.fromkeys(("coach", "supervisor", "admin"), frozenset((HELD,))),
    Act.CLOSE_CASE: dict.fromkeys(("coach", "supervisor", "admin"), frozenset((HELD,))),
    Act.READ_WAYS: {"coach": MINE, "supervisor": ANYBODY, "admin": frozenset((HELD,))},
    Act.KEEP_NOTES: {"coach": MINE, "supervisor": ANYBODY, "admin": frozenset((HELD,))},
    Act.NEW_PHONE: {"coach": MINE, "supervisor": ANYBODY, "admin": frozenset((HELD,))},
    Act.WELCOME_PERSON: dict.fromkeys(("coach", "supervisor"), frozenset((NOBODYS,))),
    Act.LOWER_LEVEL: {"coach": frozenset((HELD,)), "supervisor": WITH_A_CASE, "admin": frozenset((HELD,))},
    Act.DECIDE_WELFARE: dict.fromkeys(("supervisor", "admin"), WITH_A_CASE),
    Act.HAND_OVER: {"coach": frozenset((HELD,)), "supervisor": WITH_A_CASE, "admin": frozenset((HELD,))},
    # What a colleague has is taken over by whoever was asked, and by supervisors.
    Act.TAKE_OVER: {
        "coach": frozenset((FREE,)),
        "supervisor": frozenset((FREE, TAKEN)),
        "admin": frozenset((FREE,)),
    },
    Act.SWAP_OFF: dict.fromkeys(("coach", "supervisor", "admin"), frozenset((HELD,))),
    Act.CHOOSE_COACH: {"supervisor": ANYBODY},
    Act.SAY_HELLO: dict.fromkeys(("coach", "supervisor", "admin"), frozenset((OWN,))),
}
# {act: the roles that may}, for what is about nobody's record.
BY_ROLE: dict[Act, tuple[str, ...]] = {
    Act.LIST_CASES: ("coach", "supervisor", "admin"),
    Act.KEEP_TASKS: ("coach", "supervisor", "admin"),
    Act.LIST_PEOPLE: ("coach", "supervisor", "admin"),
    Act.INVITE_PERSON: ("coach", "supervisor", "admin"),
    Act.INVITE_MEMBER: ("admin",),
    Act.SEE_TEAM: ("admin",),
    Act.CHANGE_TEAM: ("admin",),
    Act.CHANGE_SCRIPTS: ("supervisor", "editor", "admin"),
    Act.SET_NAME: ROLES,
    Act.LEAVE_TEAM: ROLES,
    Act.GO_ON_DUTY: ("coach", "supervisor", "admin"),
    Act.OWN_WEEK: ("coach", "supervisor", "admin"),
    Act.OTHERS_WEEK: ("supervisor", "admin"),
    Act.OWN_PROFILE: ("coach", "supervisor", "admin"),
    Act.LEAD: ("supervisor", "admin"),
    Act.SEE_OWN_TIMES: ("coach", "supervisor", "admin"),
    Act.SUPERVISE: ("supervisor",),
    Act.READ_CONCERNS: ("supervisor", "admin"),
    Act.WRITE_QUICK_REPLIES: ("supervisor", "admin"),
}
REASON = "no answer since the crisis of yesterday"


@dataclass(frozen=True)
class Try:
    """Somebody who tries something, and whom it is about."""

    world: World
    phone: Phone
    me: int
    about: Person | None = None

    async def held(self) -> Case | None:
        """Return the newest case of whom it is about."""
        who = self.about
        assert who is not None
        cases = await self.world.read(lambda tx: case.of_person(tx, who.id))
        return cases[-1] if cases else None

    async def audited(self, action: str) -> int:
        """Return how often this member did this, about anybody."""
        rows = await self.world.read(lambda tx: audit.by(tx, self.me, 500))
        return sum(row.action == action for row in rows)

    async def press(self, button: StaffButton | TryButton) -> str:
        """Press a button with this data, whether or not it was ever shown; return what came and was noted."""
        before, notes = newest(self.phone), len(self.phone.notes)
        last = self.phone.last
        assert last is not None
        self.phone.tap_data(last.id, write(button))
        await quiet(self.world)
        return "\n".join([*(m.text for m in since(self.phone, before)), *self.phone.notes[notes:]])

    async def on_case(self, verb: str, detail: str | None = None) -> str:
        """Press a button under the case of whom it is about; without one, under a case that is none."""
        held = await self.held()
        return await self.press(StaffButton(subject=held.id if held else 1, verb=verb, detail=detail))

    async def says(self, words: str) -> str:
        """Write this; return what the bot said."""
        return "\n".join(message.text for message in await does(self.world, self.phone, words))


Attempt = Callable[[Try], Awaitable[bool]]


async def lists_cases(one: Try) -> bool:
    return "No open case." in await one.says("/cases")


async def opens(one: Try) -> bool:
    before = await one.audited("opened case")
    await one.on_case("open")
    return await one.audited("opened case") > before


async def reads_record(one: Try) -> bool:
    return "Hidden Name" in await one.on_case("open")


async def takes(one: Try) -> bool:
    before = await one.held()
    await one.on_case("take")
    after = await one.held()
    return after is not None and after.coach == one.me and (before is None or before.coach != one.me)


async def writes(one: Try) -> bool:
    assert one.about is not None
    before = await _written(one)
    await one.says(f"{one.about.code} hello from me")
    return await _written(one) > before


async def _written(one: Try) -> int:
    held = await one.held()
    if held is None:
        return 0
    events = await one.world.read(lambda tx: case_event.of(tx, held.id))
    return sum(event.kind == "coach wrote" for event in events)


async def closes(one: Try) -> bool:
    await one.on_case("closed", "talked")
    held = await one.held()
    return held is not None and held.state == "closed"


async def reads_ways(one: Try) -> bool:
    assert one.about is not None
    return "call my sister" in await one.says(f"/reach {one.about.code} {REASON}")


async def keeps_notes(one: Try) -> bool:
    assert one.about is not None
    asked = await one.press(StaffButton(subject=one.about.id, verb="o_note"))
    await one.press(StaffButton(subject=one.about.id, verb="o_not"))
    return "kept as a note" in asked


async def keeps_tasks(one: Try) -> bool:
    return "Nothing to do is noted." in await one.says("/tasks")


async def lists_people(one: Try) -> bool:
    said = await one.says("/people")
    return "Nobody walks with you yet." in said or "here:" in said or "You walk with" in said


async def makes_new_phone_link(one: Try) -> bool:
    assert one.about is not None
    return "start=" in await one.says(f"/newphone {one.about.code}")


async def welcomes(one: Try) -> bool:
    assert one.about is not None
    await one.press(StaffButton(subject=one.about.id, verb="welcome"))
    who = one.about
    found = await one.world.read(lambda tx: person.get(tx, who.id))
    return found is not None and found.welcomed_at is not None


async def invites_a_person(one: Try) -> bool:
    said = await one.says("/invite")
    return one.phone.last is not None and bool(one.phone.last.labels) and "cannot" not in said


async def invites_a_member(one: Try) -> bool:
    return "start=" in await one.says("/invite editor")


async def sees_the_team(one: Try) -> bool:
    return "on the team" in await one.says("/team")


async def changes_the_team(one: Try) -> bool:
    other = await one.world.read(lambda tx: member.find(tx, 990))
    assert other is not None
    await one.press(StaffButton(subject=other.id, verb="tm-role", detail="evaluator"))
    after = await one.world.read(lambda tx: member.get(tx, other.id))
    assert after is not None
    return after.role == "evaluator"


async def changes_scripts(one: Try) -> bool:
    before = await one.audited("refused: change conversations")
    tried = await one.says("/try daily_checkin")
    pressed = await one.press(TryButton(manuscript=0, script="daily_checkin"))
    pasted = await one.world.read(errand.waiting)
    assert pasted == ()
    refusals = await one.audited("refused: change conversations")
    return refusals == before and "cannot" not in tried + pressed


async def sets_her_name(one: Try) -> bool:
    await one.says("/name Somebody Else")
    found = await one.world.read(lambda tx: member.get(tx, one.me))
    return found is not None and found.name == "Somebody Else"


async def leaves(one: Try) -> bool:
    return "Leave the team?" in await one.says("/leave")


async def says_hello(one: Try) -> bool:
    who = one.about
    assert who is not None
    await one.world.app.database.run(lambda tx: person.change(tx, who.id, state="active"))
    await one.press(StaffButton(subject=who.id, verb="hello"))
    held = await one.held()
    return held is not None and held.coach == one.me and held.level == 0


async def leads(one: Try) -> bool:
    return "called people" in await one.says("/alarms")


async def sees_own_times(one: Try) -> bool:
    before = await one.audited("refused: see one's own times")
    said = await one.press(StaffButton(subject=one.me, verb="tms", detail="wt"))
    assert ("Your own times." in said) is (await one.audited("refused: see one's own times") == before)
    return "Last 7 days" in await one.says("/times")


async def supervises(one: Try) -> bool:
    sam = one.world.app.roster.at_chat(one.world.sam.id)
    assert sam is not None
    asked = await one.press(StaffButton(subject=0, verb="tms_who"))
    opened = await one.press(StaffButton(subject=sam.id, verb="tms", detail="wt"))
    assert ("Whose times" in asked) is ("The times of Sam" in opened)
    return "The times of Sam" in opened


async def hands_over(one: Try) -> bool:
    return "Whom shall I ask" in await one.on_case("ho-ask")


async def takes_over(one: Try) -> bool:
    before = await one.held()
    await one.on_case("ho-take")
    after = await one.held()
    return after is not None and after.coach == one.me and (before is None or before.coach != one.me)


async def is_swapped_off(one: Try) -> bool:
    before = await one.held()
    await one.on_case("sw-sure")
    after = await one.held()
    return before is not None and before.coach == one.me and after is not None and after.coach != one.me


async def chooses_a_coach(one: Try) -> bool:
    who, sam = one.about, one.world.app.roster.at_chat(one.world.sam.id)
    assert who is not None
    assert sam is not None
    await one.world.app.database.run(lambda tx: person.change(tx, who.id, coach=None))
    await one.press(StaffButton(subject=who.id, verb="ch-to", detail=to_base62(sam.id)))
    found = await one.world.read(lambda tx: person.get(tx, who.id))
    return found is not None and found.coach == sam.id


async def lowers(one: Try) -> bool:
    before = await one.held()
    if before is not None:
        await one.world.app.database.run(lambda tx: case.change(tx, before.id, level=3))
    await one.on_case("lowered", "watch")
    after = await one.held()
    return after is not None and after.level == 1


async def decides_about_welfare(one: Try) -> bool:
    before = await one.audited("asked for a welfare check")
    await one.on_case("welfare", "yes")
    return await one.audited("asked for a welfare check") > before


async def goes_on_duty(one: Try) -> bool:
    return "You are on duty" in await one.says("/onduty")


async def sees_her_week(one: Try) -> bool:
    return "Your week" in await one.says("/roster")


async def writes_somebodys_week(one: Try) -> bool:
    return "The week of Office" in await one.says("/roster Office: Mon 09:00-17:00")


async def sees_her_profile(one: Try) -> bool:
    return "E-mail for alerts" in await one.says("/me")


async def reads_concerns(one: Try) -> bool:
    return "is open for you" in await one.says("/concerns")


async def writes_quick_replies(one: Try) -> bool:
    return "No quick reply yet" in await one.says("/quick")


ATTEMPTS: dict[Act, Attempt] = {
    Act.READ_CONCERNS: reads_concerns,
    Act.WRITE_QUICK_REPLIES: writes_quick_replies,
    Act.LIST_CASES: lists_cases,
    Act.OPEN_CASE: opens,
    Act.READ_RECORD: reads_record,
    Act.TAKE_CASE: takes,
    Act.WRITE_TO_PERSON: writes,
    Act.CLOSE_CASE: closes,
    Act.READ_WAYS: reads_ways,
    Act.NEW_PHONE: makes_new_phone_link,
    Act.KEEP_NOTES: keeps_notes,
    Act.KEEP_TASKS: keeps_tasks,
    Act.LIST_PEOPLE: lists_people,
    Act.INVITE_PERSON: invites_a_person,
    Act.WELCOME_PERSON: welcomes,
    Act.INVITE_MEMBER: invites_a_member,
    Act.SEE_TEAM: sees_the_team,
    Act.CHANGE_TEAM: changes_the_team,
    Act.CHANGE_SCRIPTS: changes_scripts,
    Act.SET_NAME: sets_her_name,
    Act.LEAVE_TEAM: leaves,
    Act.LOWER_LEVEL: lowers,
    Act.DECIDE_WELFARE: decides_about_welfare,
    Act.HAND_OVER: hands_over,
    Act.TAKE_OVER: takes_over,
    Act.SWAP_OFF: is_swapped_off,
    Act.CHOOSE_COACH: chooses_a_coach,
    Act.GO_ON_DUTY: goes_on_duty,
    Act.OWN_WEEK: sees_her_week,
    Act.OTHERS_WEEK: writes_somebodys_week,
    Act.OWN_PROFILE: sees_her_profile,
    Act.SAY_HELLO: says_hello,
    Act.LEAD: leads,
    Act.SEE_OWN_TIMES: sees_own_times,
    Act.SUPERVISE: supervises,
}
# Reading a record and opening a case are one tap: who may not open it is refused that.
REFUSED_AS = {Act.READ_RECORD: Act.OPEN_CASE}


def test_every_act_is_tried_and_stands_in_the_table() -> None:
    assert set(ATTEMPTS) == set(Act) == set(ALLOWED) == {*ABOUT_PEOPLE, *BY_ROLE}


@pytest.mark.parametrize("act", list(Act))
def test_the_list_is_what_this_page_says(act: Act) -> None:
    expected = ABOUT_PEOPLE.get(act) or BY_ROLE[act]
    assert set(roles_for(act)) == set(expected)


async def somebody(world: World, chat: int, me: int, situation: str) -> Person:
    """Somebody takes part, and stands in this situation with a member."""
    now = world.clock.now()
    sam = world.app.roster.at_chat(world.sam.id)
    assert sam is not None

    def write_down(tx: Transaction) -> Person:
        zone = world.app.library.current.bundle.programme.zone
        made = person.add(tx, id=tx.new_id(now), chat=chat, locale="en", zone=zone, at=now)
        person.change(tx, made.id, name="Hidden Name", coach=me if situation == OWN else None)
        ways = {"kind": "number", "words": "555 0100", "may_say": "call my sister"}
        reach.add(tx, id=tx.new_id(now), person=made.id, at=now, **ways)
        if situation in WITH_A_CASE:
            held = case.add(tx, id=tx.new_id(now), person=made.id, level=2, at=now)
            taker = {TAKEN: sam.id, HELD: me}.get(situation)
            if taker is not None:
                case.take(tx, held.id, taker, now)
        found = person.get(tx, made.id)
        assert found is not None
        return found

    return await world.app.database.run(write_down)


async def of_role(world: World, role: str) -> tuple[Phone, int]:
    """Somebody has this role and has written once; return the phone and the member's id."""
    await staff(world, "Other", 990)
    await staff(world, "Office", 991, "admin")
    phone = await staff(world, "Robin", 950, role)
    await does(world, phone, "/name Robin")
    found = await world.read(lambda tx: member.find(tx, phone.id))
    assert found is not None
    return phone, found.id


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_does_what_it_may_and_nothing_else(world: World, role: str) -> None:
    phone, me = await of_role(world, role)
    one = Try(world, phone, me)
    for act, roles in BY_ROLE.items():
        await tried(one, act, expected=role in roles)


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_reaches_the_people_it_may_and_no_others(world: World, role: str) -> None:
    phone, me = await of_role(world, role)
    chat = 5000
    for act, expected in ABOUT_PEOPLE.items():
        for situation in sorted(ANYBODY):
            if act is Act.WELCOME_PERSON and situation != NOBODYS:
                continue  # a welcome is for people whom nobody walks with yet
            about = await somebody(world, chat, me, situation)
            one = Try(world, phone, me, about)
            await tried(one, act, expected=situation in expected.get(role, frozenset()), role=role)
            await over(world, about)
            chat += 1


async def over(world: World, about: Person) -> None:
    """Close what is open, so that words without a code belong to nobody."""
    now = world.clock.now()

    def end(tx: Transaction) -> None:
        held = case.open_of(tx, about.id)
        if held is not None:
            case.change(tx, held.id, state="closed", closed_at=now, outcome="talked")

    await world.app.database.run(end)


async def tried(one: Try, act: Act, *, expected: bool, role: str | None = None) -> None:
    """Try it: it happens exactly when it may; what a role never may is explained and audited."""
    refused = f"refused: {REFUSED_AS.get(act, act).value}"
    before, seen, notes = await one.audited(refused), newest(one.phone), len(one.phone.notes)
    happened = await ATTEMPTS[act](one)
    assert happened is expected, act
    if expected:
        return
    explained = bool(since(one.phone, seen)) or len(one.phone.notes) > notes
    assert explained, act
    never = role is None or role not in ABOUT_PEOPLE[act]
    if role == "editor" and act is Act.WRITE_TO_PERSON:
        return  # what an editor writes is heard as about conversations, and goes to nobody
    if never or act in (Act.READ_WAYS, Act.NEW_PHONE, Act.KEEP_NOTES):
        assert await one.audited(refused) > before, act


async def test_a_participant_and_a_stranger_can_do_nothing_of_it(world: World) -> None:
    await staff(world, "Other", 990)
    about = await somebody(world, 5000, 0, FREE)
    await somebody(world, 5001, 0, NOBODYS)
    other = await world.read(lambda tx: member.find(tx, 990))
    assert other is not None
    before = await world.read(_of_the_team)
    for phone in (world.sim.phone("Stranger", 6000, "en"), world.sim.phone("Kim", 5001, "en")):
        await does(world, phone, "hello")
        one = Try(world, phone, -1, about)
        for words in ("cases", "team", "leave", "invite", "invite editor", "try daily_checkin", "name Robin"):
            await one.says(f"/{words}")
        for words in (f"/reach {about.code} {REASON}", f"/newphone {about.code}", f"{about.code} hello"):
            await one.says(words)
        for verb in ("open", "take", "close", "closed", "read", "for", "ho-ask", "ho-take", "sw-sure"):
            await one.on_case(verb, "talked")
        await one.press(StaffButton(subject=about.id, verb="welcome"))
        for verb in team.VERBS:
            await one.press(StaffButton(subject=other.id, verb=verb, detail="evaluator"))
        shown = "\n".join(message.text for message in phone.screen if not message.mine)
        assert not [secret for secret in ("Hidden Name", "call my sister", "start=") if secret in shown]

    assert await world.read(_of_the_team) == before
    tried = await world.read(lambda tx: tx.connection.exec_driver_sql("SELECT role, action FROM audit").all())
    refused = {(role, action) for role, action in tried if action.startswith("refused: ")}
    assert refused == {
        ("participant", "refused: use a command of the team"),
        ("participant", "refused: press a button of the team"),
    }
    assert {action for _, action in tried} == {"joined", *(action for _, action in refused)}
    held = await Try(world, world.sam, -1, about).held()
    assert held is not None
    assert (held.state, held.coach) == ("new", None)
    assert await world.read(lambda tx: audit.of(tx, "person", about.id)) == ()


def _of_the_team(tx: Transaction) -> list[object]:
    """Return all that the team consists of, and every link into it."""
    tables = ("member", "invite", "way_in")
    return [tuple(tx.connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id")) for table in tables]


async def test_a_sheltered_record_opens_for_the_own_coach_and_supervisors_alone(world: World) -> None:
    phones = {role: await staff(world, role, 940 + number, role) for number, role in enumerate(ROLES)}
    coach = world.app.roster.at_chat(phones["coach"].id)
    assert coach is not None
    own = await somebody(world, 5000, coach.id, FREE)
    foreign = await somebody(world, 5001, coach.id, FREE)
    own, foreign = await sheltered(world, own, coach.id), await sheltered(world, foreign, None)

    saw = {}
    for role in ("coach", "supervisor", "admin"):
        await does(world, phones[role], f"/name {role}")
        for whose, about in (("own", own), ("foreign", foreign)):
            card = await Try(world, phones[role], -1, about).on_case("open")
            assert about.code in card
            saw[role, whose] = "Hidden Name" in card
            assert ("sheltered" in card) is not saw[role, whose]

    assert saw == {
        ("coach", "own"): True,
        ("coach", "foreign"): False,
        ("supervisor", "own"): True,
        ("supervisor", "foreign"): True,
        ("admin", "own"): False,
        ("admin", "foreign"): False,
    }
    taken = await Try(world, phones["admin"], -1, foreign).on_case("take")
    assert foreign.code in taken
    assert "Hidden Name" not in taken
    refused = await Try(world, phones["admin"], -1, foreign).says(f"/newphone {foreign.code}")
    assert "start=" not in refused, "whoever opens that link has the record"


async def sheltered(world: World, about: Person, coach: int | None) -> Person:
    """The record is open to its coach and to supervisors alone from now on."""

    def shelter(tx: Transaction) -> None:
        person.change(tx, about.id, sheltered=True, coach=coach)

    await world.app.database.run(shelter)
    return replace(about, sheltered=True, coach=coach)


def test_whoever_has_no_known_role_may_do_nothing() -> None:
    ghost = Colleague(id=1, chat=1, name="Ghost", role="participant", locale="en")
    assert not any(ever_may(ghost, act) or may(ghost, act) for act in Act)


async def test_a_closed_case_gives_nobody_a_way_in(world: World) -> None:
    sam = world.app.roster.at_chat(world.sam.id)
    assert sam is not None
    about = await somebody(world, 5000, sam.id, HELD)
    held = await world.read(lambda tx: case.open_of(tx, about.id))
    assert may(sam, Act.READ_WAYS, about, held)
    assert held is not None
    closed = replace(held, closed_at=world.clock.now() - timedelta(minutes=1))
    assert not may(sam, Act.READ_WAYS, about, closed)
    assert not may(sam, Act.READ_RECORD, about, closed)
    assert seen_by(sam, about, closed).name is None
    assert seen_by(sam, about, held).name == "Hidden Name"
