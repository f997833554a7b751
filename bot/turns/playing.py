"""One event through the engine. The only caller of `advance`.

A crisis rule ends the conversation and starts another in the same turn; what both say becomes one message.
"""

import json
from dataclasses import replace

from bot.engine import (
    Began,
    Event,
    Phase,
    StartNow,
    State,
    Tapped,
    Wrote,
    advance,
    from_document,
    open_state,
    to_document,
)
from bot.errors import BrokenConversationError
from bot.signals import Level
from bot.storage import conversation, timer, wording
from bot.storage.conversation import Conversation
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.effects import Scene, carry_out, offer_change
from bot.turns.facts import gather, labels_shown
from bot.turns.play import Play
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import ChoiceShown, Work

# A crisis script that starts another that starts another: three is already more than any programme writes.
MOST_SCRIPTS_IN_A_TURN = 3


def begin(play: Play, script: str) -> Conversation:
    """Open a conversation with the newest bundle and play its first turn."""
    talk = open_conversation(play.work, play.who, script)
    take_turn(play, talk, Began())
    return talk


def open_conversation(work: Work, who: Person, script: str, *, status: str = "open") -> Conversation:
    """Write the row of a conversation that has not said anything yet."""
    bundle = work.library.current.bundle
    talk = work.new_id()
    state = open_state(talk, bundle, script, seed=talk & 0xFFFF)
    return conversation.add(
        work.tx,
        id=talk,
        person=who.id,
        bundle=bundle.hash,
        script=script,
        status=status,
        document=json.dumps(to_document(state)),
        turn=0,
        at=work.at,
    )


def take_turn(play: Play, talk: Conversation, event: Event) -> None:
    """Play `event`; with `start now`, play what it starts, too. Raises BrokenConversationError."""
    for _ in range(MOST_SCRIPTS_IN_A_TURN):
        following = _advance_once(play, talk, event)
        if following is None:
            return
        talk, event = open_conversation(play.work, play.who, following), Began()
    raise BrokenConversationError("scripts start one another without end")


def state_of(talk: Conversation) -> State:
    """Return where the conversation stands; raises BrokenConversationError."""
    return from_document(json.loads(talk.document))


def set_status(work: Work, talk: Conversation, status: str) -> None:
    """Park or end a conversation that stays where it is; an ending gets its time."""
    ended_at = None if status == "parked" else work.at
    conversation.save(
        work.tx, talk.id, status=status, document=talk.document, turn=talk.turn, ended_at=ended_at
    )


def _advance_once(play: Play, talk: Conversation, event: Event) -> str | None:
    work = play.work
    edition = work.library.edition(talk.bundle)
    state = state_of(talk)
    facts = gather(work, play.who, edition, talk.script, talk.id)
    if isinstance(event, Wrote):
        facts = replace(facts, labels=labels_shown(work, play.who, edition, state, facts))
    turn = advance(edition.bundle, state, event, facts)
    if turn.state == state and not turn.effects:
        play.nothing_happened = True
        return None
    if isinstance(event, Wrote) and talk.question_message is not None and turn.state.turn != talk.turn:
        # Answered in words: the buttons of that question have had their time.
        work.courtesies.append(ChoiceShown(chat=play.who.chat, message_id=talk.question_message))
    raised_before = len(play.raised)
    scene = Scene(play=play, talk=talk, edition=edition, state=turn.state)
    following = None
    for effect in turn.effects:
        if isinstance(effect, StartNow):
            following = effect.script
        else:
            carry_out(scene, effect)
    if following is not None and isinstance(event, Tapped | Wrote):
        offer_change(scene)  # a rule has begun help: a wrong tap can be taken back
    if scene.used and not is_guest(work, play.who):
        wording.note(work.tx, play.who.id, scene.used, work.at)
    _save(play, talk, turn.state)
    if any(raised.level is Level.CRISIS for raised in play.raised[raised_before:]):
        play.lane = Lane.CRISIS
    return following


def _save(play: Play, talk: Conversation, state: State) -> None:
    ended = state.ending.value if state.phase is Phase.ENDED and state.ending else None
    conversation.save(
        play.work.tx,
        talk.id,
        status=ended or "open",
        document=json.dumps(to_document(state)),
        turn=state.turn,
        ended_at=play.work.at if ended else None,
    )
    if state.turn != talk.turn or ended:
        for kind in ("nudge", "give_up"):
            timer.remove_of(play.work.tx, kind, talk.id)
