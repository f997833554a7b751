"""/me: where she is, what she speaks, how she is reached, and what a person can wish for in a coach.

All of it is optional. What she says about herself is seen by nobody: it only decides who is asked first.
"""

import re
from typing import Final

from bot.cadence import is_zone
from bot.cases import Colleague, Offer
from bot.engine import fold
from bot.storage import member
from bot.storage.member import Member
from bot.texts import clock_words, language_name
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed, Typed
from bot.turns.serving import asking
from bot.turns.serving.changing import hours_changed
from bot.turns.serving.naming import place, told_apart
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import Offers, say, tell
from bot.turns.work import ChoiceShown, Work

ZONE: Final = "me-zone"
LANGUAGES: Final = "me-lang"
SPEAK: Final = "me-speak"
EMAIL: Final = "me-mail"
NO_EMAIL: Final = "me-nomail"
WOMAN: Final = "me-woman"
PRISON: Final = "me-prison"
CALL: Final = "me-call"
BACK: Final = "me-back"
VERBS: Final = (ZONE, LANGUAGES, SPEAK, EMAIL, NO_EMAIL, WOMAN, PRISON, CALL, BACK)
# What looks like an address; whether one arrives there shows the first fire drill.
_ADDRESS: Final = re.compile(r"[^@\s<>,;:\"()]{1,64}@[^@\s<>,;:\"()]{1,189}\.[^@\s<>,;:\"().]{2,}")


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """Show her profile."""
    if not may(who, Act.OWN_PROFILE):
        refuse(work, who, Act.OWN_PROFILE)
        return
    show(work, who)


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Change what the button names; the button of somebody else's screen changes nothing."""
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    if not may(who, Act.OWN_PROFILE) or button.subject != who.id:
        refuse(work, who, Act.OWN_PROFILE)
        return
    me = _me(work, who)
    own = work.library.own
    match button.verb:
        case "me-zone":
            _ask(work, who, asking.ZONE, "bot.staff.me_zone_which")
        case "me-mail":
            _ask(work, who, asking.EMAIL, "bot.staff.me_mail_which")
        case "me-nomail":
            member.change(work.tx, who.id, email=None)
            _changed(work, who)
        case "me-lang":
            tell(work, who, own("bot.staff.me_languages_which", who.locale), _languages(work, who, me))
        case "me-speak":
            _speaks(work, who, me, button.detail or "")
        case "me-woman":
            member.change(work.tx, who.id, woman=None if me.woman else True)
            _changed(work, who)
        case "me-prison":
            member.change(work.tx, who.id, been_in_prison=None if me.been_in_prison else True)
            _changed(work, who)
        case "me-call":
            member.change(work.tx, who.id, always_call=not me.always_call)
            _changed(work, who)
        case _:
            show(work, who)


def typed(work: Work, who: Colleague, came: Typed) -> bool:
    """Take these words as the city or the address that was asked for; return whether they are."""
    waiting = asking.asked(work, who, came)
    if waiting is None or waiting.kind not in (asking.ZONE, asking.EMAIL):
        return False
    if waiting.kind == asking.ZONE:
        _zone(work, who, came.words)
    else:
        _email(work, who, came.words)
    return True


def show(work: Work, who: Colleague) -> None:
    """Tell her what I know about her, each with a button that changes it."""
    me, own = _me(work, who), work.library.own
    zone = me.zone or work.library.current.bundle.programme.zone
    yes, no = own("bot.staff.me_yes", who.locale), own("bot.staff.me_not_said", who.locale)
    on_lists = told_apart(work, who)
    lines = [
        own("bot.staff.me", who.locale, name=me.name, role=own(f"bot.staff.role_{me.role}", who.locale)),
        *([own("bot.staff.me_told_apart", who.locale, name=on_lists)] if on_lists != who.name else []),
        own(
            "bot.staff.me_zone",
            who.locale,
            place=place(zone),
            time=clock_words(work.at, zone, who.locale),
        ),
        own("bot.staff.me_languages", who.locale, languages=_named(_spoken(me), who.locale)),
        own("bot.staff.me_mail", who.locale, address=me.email or "–"),
        own("bot.staff.me_woman", who.locale, answer=yes if me.woman else no),
        own("bot.staff.me_prison", who.locale, answer=yes if me.been_in_prison else no),
        own("bot.staff.me_call_on" if me.always_call else "bot.staff.me_call_off", who.locale),
        "",
        own("bot.staff.me_why", who.locale),
    ]
    tell(work, who, "\n".join(lines), _buttons(work, who, me))


def _buttons(work: Work, who: Colleague, me: Member) -> Offers:
    def offer(label: str, verb: str) -> Offer:
        return Offer(label=work.library.own(label, who.locale), verb=verb, subject=who.id)

    mail: tuple[Offer, ...] = (offer("bot.staff.button_me_mail", EMAIL),)
    if me.email:
        mail = (*mail, offer("bot.staff.button_me_no_mail", NO_EMAIL))
    return (
        (offer("bot.staff.button_me_zone", ZONE), offer("bot.staff.button_me_languages", LANGUAGES)),
        mail,
        (offer("bot.staff.button_me_not_woman" if me.woman else "bot.staff.button_me_woman", WOMAN),),
        (
            offer(
                "bot.staff.button_me_not_prison" if me.been_in_prison else "bot.staff.button_me_prison",
                PRISON,
            ),
        ),
        (offer("bot.staff.button_me_call_off" if me.always_call else "bot.staff.button_me_call_on", CALL),),
    )


def _languages(work: Work, who: Colleague, me: Member) -> Offers:
    spoken = _spoken(me)
    rows = tuple(
        (
            Offer(
                label=("✓ " if code in spoken else "") + name,
                verb=SPEAK,
                subject=who.id,
                detail=code,
            ),
        )
        for code, name in work.library.languages.items()
    )
    return (*rows, (_back(work, who),))


def _speaks(work: Work, who: Colleague, me: Member, code: str) -> None:
    spoken = list(_spoken(me))
    if code in work.library.languages:
        spoken = [one for one in spoken if one != code] if code in spoken else [*spoken, code]
        # Whoever speaks no language of the programme could never be asked: the one she reads stays.
        me_now = " ".join(spoken) or None
        member.change(work.tx, who.id, languages=me_now)
        work.team_changed = True
        me = _me(work, who)
    words = work.library.own("bot.staff.me_languages_which", who.locale)
    tell(work, who, words, _languages(work, who, me))


def _zone(work: Work, who: Colleague, words: str) -> None:
    zone = work.library.places.get(fold(words)) or (words.strip() if is_zone(words.strip()) else None)
    if zone is None or "/" not in zone:
        say(work, who, "bot.staff.me_zone_unknown", ((_back(work, who),),))
        return
    asking.nothing_is_asked(work, who)
    member.change(work.tx, who.id, zone=zone)
    _changed(work, who)
    hours_changed(work)


def _email(work: Work, who: Colleague, words: str) -> None:
    address = words.strip()
    if not _ADDRESS.fullmatch(address):
        say(work, who, "bot.staff.me_mail_unknown", ((_back(work, who),),))
        return
    asking.nothing_is_asked(work, who)
    member.change(work.tx, who.id, email=address)
    _changed(work, who)


def _changed(work: Work, who: Colleague) -> None:
    work.team_changed = True
    show(work, who)


def _ask(work: Work, who: Colleague, kind: str, text: str) -> None:
    asking.ask(work, who, kind, work.library.own(text, who.locale), ((_back(work, who),),))


def _back(work: Work, who: Colleague) -> Offer:
    return Offer(label=work.library.own("bot.staff.button_me_back", who.locale), verb=BACK, subject=who.id)


def _spoken(me: Member) -> tuple[str, ...]:
    return tuple((me.languages or me.locale).split())


def _named(codes: tuple[str, ...], reader: str) -> str:
    return ", ".join(language_name(code, reader) for code in codes)


def _me(work: Work, who: Colleague) -> Member:
    found = member.get(work.tx, who.id)
    assert found is not None  # `who` was read from the same row in this transaction
    return found
