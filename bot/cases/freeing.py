"""What happens to the cases of somebody who leaves: nobody has them any more, and everybody hears of it."""

from bot.cases.desk import Desk, Letters
from bot.cases.letter import Letter, Offer
from bot.cases.raising import call_again_later, lane_of
from bot.cases.roster import Colleague
from bot.signals import Level
from bot.storage import case, person
from bot.storage.case import Case


def free_cases(desk: Desk, leaver: Colleague) -> Letters:
    """Take every case out of the leaver's hands; return what the team and each of these persons is told."""
    letters: list[Letter] = []
    others = tuple(one for one in desk.roster.called() if one.id != leaver.id)
    for held in case.open_cases(desk.tx):
        if held.coach == leaver.id:
            letters += _free(desk, held, leaver, others)
    return tuple(letters)


def _free(desk: Desk, held: Case, leaver: Colleague, others: tuple[Colleague, ...]) -> list[Letter]:
    freed = desk.free(held)
    if freed.level >= Level.CRISIS:
        call_again_later(desk, freed)
    letters = [_to_colleague(desk, freed, one) for one in others]
    about = person.get(desk.tx, held.person)
    if about is not None:
        text = "bot.coach_left" if others else "bot.coach_left_nobody"
        words = desk.say(text, about.locale, coach=leaver.name, count=len(others))
        letters.append(
            Letter(
                chat=about.chat,
                lane=lane_of(held.level),
                kind="case",
                text=words,
                person=about.id,
                case=held.id,
            )
        )
    return letters


def _to_colleague(desk: Desk, held: Case, to: Colleague) -> Letter:
    level = desk.level_word(held.level, to.locale)
    return Letter(
        chat=to.chat,
        lane=lane_of(held.level),
        kind="alert",
        text=desk.say("bot.staff.case_freed", to.locale, code=held.code, level=level),
        offers=((Offer(label=desk.say("bot.staff.button_open", to.locale), verb="open", subject=held.id),),),
        member=to.id,
        case=held.id,
        silent=held.level < Level.URGENT,
    )
