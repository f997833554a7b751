"""The person's own screen: reading what stood covered, and clearing what was said.

Clearing takes both sides' messages off the screen where Telegram still allows it; the record stays. A clear
word of the person's own choice does the same at any moment; only a cry for help is heard before it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.cases import Letter
from bot.delivery import LANES_THAT_CAN_WAIT
from bot.engine import fold
from bot.ids import from_base62, to_base62
from bot.storage import case, conversation, covered, outbox, person, received
from bot.storage.case import Case
from bot.storage.clearing import DELETABLE
from bot.storage.conversation import Conversation
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.buttons import OF_CASE, OwnButton, write
from bot.turns.incoming import Commanded, Edited, Pressed, SentMedia, Typed
from bot.turns.owning.uncovering import COPIED_WITHIN, bring_copies, bring_to_person, row_named
from bot.turns.play import Play
from bot.turns.playing import set_status
from bot.turns.standing import Standing
from bot.turns.work import ChoiceShown, TapAnswer, Work

# What begins a conversation, such as a word typed by its person, was there a moment before it.
BEGUN_BY = timedelta(minutes=1)


def note_received(work: Work, who: Person, came: Typed | Commanded | Pressed | SentMedia | Edited) -> None:
    """Know the number of a message that stands on the person's screen now, so that it can be cleared."""
    if isinstance(came, Typed | Commanded | SentMedia):
        received.add(
            work.tx,
            id=work.new_id(),
            person=who.id,
            chat=came.chat,
            message_id=came.message_id,
            at=came.at or work.at,
        )


def is_clear_word(who: Person, words: str) -> bool:
    """Return whether the words are the person's own clear word, in whatever case and accent."""
    return who.clear_word is not None and fold(words) == fold(who.clear_word)


def read(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """Bring what stands covered; a cover that was tapped before has brought it already."""
    row = row_named(play.work, button.detail)
    if row is None or row.person != play.who.id:
        _note(play, came, "bot.toast_not_yours")
    elif not bring_to_person(play.work, play.who):
        play.work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        _note(play, came, "bot.toast_read_before")


def clear(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """Clear one conversation, or the talk of a case, from its first message on; without a name, two days."""
    talk = _talk_named(play, button.detail)
    if button.detail is not None and talk is None:
        _note(play, came, "bot.toast_not_yours")
        return
    begun_since = standing.open if standing.open is not None and standing.open != talk else None
    if talk is None or begun_since is None or begun_since.opened_at < talk.opened_at:
        clear_messages(play.work, play.who, talk.opened_at - BEGUN_BY if talk is not None else None)
    else:  # a question that came later stands, and is not taken away with what was before
        clear_messages(play.work, play.who, talk.opened_at - BEGUN_BY, begun_since.opened_at)
    _say_cleared(play)


def clear_all(play: Play, standing: Standing) -> None:
    """The clear word: the last two days leave the screen, and what was asked is put aside with them."""
    work, who = play.work, play.who
    outbox.withdraw(work.tx, who.chat, LANES_THAT_CAN_WAIT, work.at)
    covered.clear_when_sent(work.tx, who.id)
    clear_messages(work, who)
    if standing.open is not None and standing.open.status == "open":
        set_status(work, standing.open, "parked")  # its question is no longer there to be answered
    _say_cleared(play)


def clear_messages(
    work: Work, who: Person, since: datetime | None = None, until: datetime | None = None
) -> None:
    """Take both sides' messages off the screen right after the commit; without `since`, of two days."""
    since = since or work.at - DELETABLE
    outbox.clear_now(work.tx, person=who.id, since=since, until=until, at=work.at)
    theirs = work.at + COPIED_WITHIN if bring_copies(work, who) else work.at
    received.clear_now(work.tx, person=who.id, since=since, until=until, at=theirs)
    work.ask_to_clear()


def offer_to_clear(play: Play) -> None:
    """Put [Clear this from the screen] under the last words of a conversation, if one has ended."""
    if play.ended_talk is not None:
        data = write(OwnButton(verb="clear", detail=to_base62(play.ended_talk)))
        play.spoken.add_button(play.own("bot.button_clear_this"), data)


def tell_what_stays(work: Work, kept: Mapping[int, int]) -> None:
    """Say how many messages Telegram did not let us take away; staff are not told, theirs go unasked.

    `kept` is {chat: how many}.
    """
    for chat, count in kept.items():
        who = person.find(work.tx, chat)
        if who is not None and who.reachable:
            words = work.library.own("bot.screen_not_cleared", who.locale, count=count)
            work.post((Letter(chat=chat, lane=Lane.REPLY, kind="turn", text=words, person=who.id),))


def _say_cleared(play: Play) -> None:
    """Say so; what stood covered was not read yet, and its cover went with the rest: it is offered again."""
    play.say("bot.screen_cleared")
    unread = [row for row in covered.unread(play.work.tx, play.who.chat) if row.person == play.who.id]
    if unread:
        data = write(OwnButton(verb="read", detail=to_base62(unread[0].id)))
        play.spoken.add_button(play.own("bot.cover_button"), data)


def _talk_named(play: Play, detail: str | None) -> Conversation | Case | None:
    named = detail or ""
    find = case.get if named.endswith(OF_CASE) else conversation.get
    try:
        talk = find(play.work.tx, from_base62(named.removesuffix(OF_CASE)))
    except ValueError:
        return None
    return talk if talk is not None and talk.person == play.who.id else None


def _note(play: Play, came: Pressed, text: str) -> None:
    """A tap can be answered once: the note takes the place of the answer without words."""
    work = play.work
    others = [one for one in work.courtesies if one != TapAnswer(tap_id=came.tap_id)]
    work.courtesies[:] = [*others, TapAnswer(tap_id=came.tap_id, words=play.own(text))]
