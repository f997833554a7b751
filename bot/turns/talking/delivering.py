"""What a coach wrote or sent, on its way to the one person it is for."""

from bot.cases import Colleague, Kept, media_to_person, to_person
from bot.storage import case
from bot.storage.case import Case
from bot.storage.person import Person
from bot.turns.work import Work


def pass_on(
    work: Work, who: Colleague, held: Case, about: Person, kept: Kept, *, changed: bool = False
) -> None:
    """It goes to the person under the coach's name, an album photo by photo."""
    if kept.what is None or kept.message is None:
        letters = to_person(
            work.desk,
            held,
            about,
            who,
            kept.words,
            source=kept.message,
            answers=kept.answers,
            changed=changed,
        )
        work.post(letters)
        return
    for number, message in enumerate((kept.message, *kept.others)):
        # The first item may have changed what is known of the case.
        now = held if number == 0 else case.get(work.tx, held.id) or held
        work.post(
            media_to_person(
                work.desk,
                now,
                about,
                who,
                message,
                kept.what,
                caption=kept.words if number == 0 else None,
                answers=kept.answers if number == 0 else None,
                changed=changed,
            )
        )
