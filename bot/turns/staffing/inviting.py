"""A link for somebody new, tap by tap: their language, who walks with them, where from, since which day.

What has been said so far waits in a draft of its own. Site and day are typed; while somebody has a case in
hand, the bot asks for whom the words are, because a coach's words are never guessed to be for somebody.
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.cadence import local
from bot.cases import Colleague, Offer
from bot.engine.dates_in_words import read_date
from bot.ids import from_base62, to_base62
from bot.joining import COACHING_ROLES, is_release, make_join, plain_site
from bot.storage import case, draft, outbox
from bot.storage.draft import INVITATION
from bot.texts import language_name, long_date_words
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed, Typed
from bot.turns.serving import caseload
from bot.turns.staffing import cards
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.inviting_members import INVITED_ROLES, invite_member
from bot.turns.staffing.telling import Offers, tell
from bot.turns.work import ChoiceShown, Work

# What is asked, in order; what a plan holds already is not asked. {step: what the question says}
QUESTIONS = {
    "language": "bot.staff.invite_language",
    "coach": "bot.staff.invite_coach",
    "site": "bot.staff.invite_site",
    "release": "bot.staff.invite_release",
}
TYPED = ("site", "release")
# Whom an administrator can make a link for. {detail of the button: its label}
FOR_WHOM = {
    "person": "bot.staff.button_invite_person",
    "coach": "bot.staff.button_invite_coach",
    "editor": "bot.staff.button_invite_editor",
}
NONE, TODAY = "none", "today"
# Words typed later than this after the question were hardly meant for it.
WAITS_FOR = timedelta(minutes=30)
QUESTION = "invite"  # the kind of a message that asks one of these
WHOM, WORDS = "invite", "in_words"
_STEP = {f"in_{step}": step for step in QUESTIONS}
VERBS = frozenset((WHOM, WORDS, *_STEP))

Plan = dict[str, Any]


def commanded(work: Work, who: Colleague, wish: str) -> None:
    """Begin a link: /invite, and for administrators also /invite coach and /invite editor."""
    wish = wish.strip().lower()
    if wish in INVITED_ROLES:
        invite_member(work, who, wish)
    elif not may(who, Act.INVITE_PERSON):
        refuse(work, who, Act.INVITE_PERSON)
    elif may(who, Act.INVITE_MEMBER):
        offers = tuple((_offer(work, who, label, WHOM, 0, whom),) for whom, label in FOR_WHOM.items())
        _say(work, who, "bot.staff.invite_whom", offers)
    else:
        _begin(work, who)


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Carry out a button under one of the questions."""
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    detail = button.detail or ""
    if button.verb == WHOM and detail in INVITED_ROLES:
        invite_member(work, who, detail)
    elif not may(who, Act.INVITE_PERSON):
        refuse(work, who, Act.INVITE_PERSON)
    elif button.verb == WHOM:
        _begin(work, who)
    elif button.verb == WORDS:
        _words_were_for_it(work, who, button.subject)
    else:
        _tapped(work, who, button.subject, _STEP[button.verb], detail)


def typed(work: Work, who: Colleague, came: Typed) -> bool:
    """Take words that answer one of the questions; return whether they do, or whether it was asked."""
    plan = _begun(work, who)
    if plan is None or _next(plan) not in TYPED:
        return False
    answered = outbox.by_message(work.tx, who.chat, came.reply_to) if came.reply_to is not None else None
    if answered is not None and answered.case is not None:
        return False
    mine = [held for held in case.open_cases(work.tx) if held.coach == who.id]
    if mine and (answered is None or answered.kind != QUESTION):
        kept = work.new_id()
        draft.add(work.tx, id=kept, member=who.id, words=came.words, at=work.at)
        offers = tuple((Offer(label=held.code, verb="for", subject=kept, detail=held.code),) for held in mine)
        new = _offer(work, who, "bot.staff.button_invite_words", WORDS, kept)
        _say(work, who, "bot.staff.invite_for_whom", (*offers, (new,)))
    else:
        _answer(work, who, plan, came.words)
    return True


def _begin(work: Work, who: Colleague) -> None:
    draft.drop(work.tx, who.id, INVITATION)
    languages = work.library.current.bundle.programme.languages
    plan: Plan = {}
    if len(languages) == 1:
        plan["language"] = languages[0]
    if who.role == "coach":
        plan["coach"] = who.id
    _go_on(work, who, plan)


def _tapped(work: Work, who: Colleague, which: int, step: str, detail: str) -> None:
    begun = draft.of(work.tx, who.id, INVITATION)
    plan = json.loads(begun.words) if begun is not None and begun.id == which else None
    if plan is None or _next(plan) != step:
        _say(work, who, "bot.staff.invite_over")
        return
    match step:
        case "language" if detail in work.library.current.bundle.programme.languages:
            plan[step] = detail
        case "coach" if detail == NONE or _coach(work, detail) is not None:
            plan[step] = None if detail == NONE else from_base62(detail)
        case "coach":  # who has left since, or never walked with anybody
            _say(work, who, "bot.staff.team_not_there")
        case "site":
            plan[step] = None
        case "release":
            plan[step] = _today(work).isoformat() if detail == TODAY else None
    _go_on(work, who, plan)


def _coach(work: Work, detail: str) -> Colleague | None:
    """Return whom the button names, if people can walk with them."""
    try:
        found = work.roster.get(from_base62(detail))
    except ValueError:
        return None
    return found if found is not None and found.role in COACHING_ROLES else None


def _words_were_for_it(work: Work, who: Colleague, which: int) -> None:
    kept, plan = draft.take(work.tx, which, who.id), _begun(work, who)
    if kept is None or plan is None or _next(plan) not in TYPED:
        _say(work, who, "bot.staff.invite_over")
    else:
        _answer(work, who, plan, kept.words)


def _answer(work: Work, who: Colleague, plan: Plan, words: str) -> None:
    if _next(plan) == "site":
        plan["site"] = plain_site(words)
    else:
        today = _today(work)
        day = read_date(words, today=today, locale=who.locale)
        if day is None or not is_release(date.fromisoformat(day), today):
            _say(work, who, "bot.staff.invite_day_unclear", example=_example(work))
            return
        plan["release"] = day
    _go_on(work, who, plan)


def _go_on(work: Work, who: Colleague, plan: Plan) -> None:
    """Ask what is missing; when nothing is, make the link."""
    draft.drop(work.tx, who.id, INVITATION)
    step = _next(plan)
    if step is None:
        _make(work, who, plan)
        return
    which = work.new_id()
    draft.add(work.tx, id=which, member=who.id, words=json.dumps(plan), at=work.at, kind=INVITATION)
    values = {"example": _example(work)} if step == "release" else {}
    _say(work, who, QUESTIONS[step], _offers(work, who, step, which), **values)


def _offers(work: Work, who: Colleague, step: str, which: int) -> Offers:
    verb = f"in_{step}"
    match step:
        case "language":
            names = work.library.languages
            languages = work.library.current.bundle.programme.languages
            return tuple(
                (Offer(label=names.get(one, one), verb=verb, subject=which, detail=one),) for one in languages
            )
        case "coach":
            coaches = [one for one in work.roster.everybody() if one.role in COACHING_ROLES]
            nobody = _offer(work, who, "bot.staff.button_invite_nobody", verb, which, NONE)
            return (
                *(
                    (
                        Offer(
                            label=caseload.label(work, who, one),
                            verb=verb,
                            subject=which,
                            detail=to_base62(one.id),
                        ),
                    )
                    for one in coaches
                ),
                (nobody,),
            )
        case "site":
            return ((_offer(work, who, "bot.staff.button_invite_no_site", verb, which, NONE),),)
        case _:
            return (
                (_offer(work, who, "bot.staff.button_invite_no_day", verb, which, NONE),),
                (_offer(work, who, "bot.staff.button_invite_today", verb, which, TODAY),),
            )


def _make(work: Work, who: Colleague, plan: Mapping[str, Any]) -> None:
    coach = work.roster.get(plan["coach"])
    release = date.fromisoformat(plan["release"]) if plan["release"] else None
    link = make_join(
        work.tx,
        new_id=work.new_id,
        at=work.at,
        made_by=who.id,
        coach=coach.id if coach is not None else None,
        locale=plan["language"],
        site=plan["site"],
        release_day=release,
    )
    work.desk.audit(who, "made a card", "way in", link.id)
    zone = work.library.current.bundle.programme.zone
    carried = [language_name(plan["language"], who.locale)]
    carried += [one for one in (coach.name if coach is not None else None, plan["site"]) if one]
    carried += [long_date_words(release, zone, who.locale)] if release is not None else []
    own = work.library.own
    if coach is not None and (full := caseload.words_if_full(work, coach, who)) is not None:
        _tell(work, who, full)
    made = own(
        "bot.staff.invite_person_made",
        who.locale,
        day=long_date_words(link.expires_at, zone, who.locale),
        link=work.library.link(link.token),
    )
    _tell(work, who, f"{own('bot.staff.invite_carries', who.locale, what=', '.join(carried))}\n\n{made}")
    cards.ask_for(work, who, link, plan["language"])


def _begun(work: Work, who: Colleague) -> Plan | None:
    begun = draft.of(work.tx, who.id, INVITATION)
    if begun is None or work.at - begun.at > WAITS_FOR:
        return None
    plan: Plan = json.loads(begun.words)
    return plan


def _next(plan: Plan) -> str | None:
    return next((step for step in QUESTIONS if step not in plan), None)


def _today(work: Work) -> date:
    return local(work.at, work.library.current.bundle.programme.zone).date()


def _example(work: Work) -> str:
    return (_today(work) + timedelta(days=7)).isoformat()


def _offer(
    work: Work, who: Colleague, label: str, verb: str, subject: int, detail: str | None = None
) -> Offer:
    words = work.library.own(label, who.locale)
    return Offer(label=words, verb=verb, subject=subject, detail=detail)


def _say(work: Work, who: Colleague, text: str, offers: Offers = (), **values: str) -> None:
    _tell(work, who, work.library.own(text, who.locale, **values), offers)


def _tell(work: Work, who: Colleague, words: str, offers: Offers = ()) -> None:
    tell(work, who, words, offers, kind=QUESTION)
