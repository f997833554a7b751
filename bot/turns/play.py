"""What one turn of one person has come to so far, and what it tells the team and the person."""

from dataclasses import dataclass, field

from bot.cases import Raised, raise_signals, said_at_once, said_to_who_asks
from bot.engine import Ending, Line
from bot.signals import Level
from bot.storage import case, remark
from bot.storage.conversation import Conversation
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.buttons import RESUME, AnswerButton, write
from bot.turns.library import Edition
from bot.turns.spoken import Spoken
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import Work


@dataclass(slots=True, kw_only=True)
class Play:
    """Filled while effects are carried out. `lane` is the highest of what the turn says.

    `nothing_happened`: the engine had no use for the event, such as a tap on a question of before.
    `tells_whom`: says how many people hear that the person would like a human. `ended_talk`: what ended and
    can be cleared from the screen. `passing`: what is said is not kept once it has been sent. `kind` is what
    its messages are called in the outbox, None: what the door calls them. `for_the_case`: words of a guest,
    which are kept in their case or nowhere.
    """

    work: Work
    who: Person
    spoken: Spoken = field(default_factory=Spoken)
    raised: list[Raised] = field(default_factory=list)
    lane: Lane = Lane.REPLY
    tells_whom: str | None = None
    ended: Ending | None = None
    ended_talk: int | None = None
    shown: set[str] = field(default_factory=set)
    nothing_happened: bool = False
    passing: bool = False
    for_the_case: list[str] = field(default_factory=list)
    kind: str | None = None

    def own(self, text: str, **values: str | int) -> str:
        """Return the bot's own words in the person's language."""
        return self.work.library.own(text, self.who.locale, **values)

    def say(self, text: str, **values: str | int) -> None:
        """Add the bot's own words to what the turn says."""
        self.spoken.texts.append(self.own(text, **values))

    def raise_own(self, level: Level, why: str, text: str) -> None:
        """Raise a signal that comes from the bot itself, not from a script."""
        self.raised.append(Raised(level=level, why=why, told=own_in_every_language(self.work, text)))
        if level is Level.CRISIS:
            self.lane = Lane.CRISIS


def call_people(play: Play) -> None:
    """Alert the team about what this turn raised, and tell the person the truth about it."""
    work = play.work
    if play.raised:
        guest = is_guest(work, play.who)
        letters = raise_signals(work.desk, play.who, play.raised, without_consent=guest)
        work.post(letters)
        held = case.open_of(work.tx, play.who.id)
        if held is not None and any(raised.level is Level.CRISIS for raised in play.raised):
            play.spoken.called.append(said_at_once(work.desk, held, play.who))
        elif held is not None and play.tells_whom is not None:
            play.spoken.texts.append(said_to_who_asks(work.desk, held, play.who, play.tells_whom))
    if play.for_the_case and (held := case.open_of(work.tx, play.who.id)) is not None:
        for words in play.for_the_case:
            work.desk.write_down(held.id, "person wrote", words=words)
    play.for_the_case.clear()


def offer_to_go_on(play: Play, waiting: Conversation) -> None:
    """Add the button that goes on with a conversation that was set aside."""
    data = write(AnswerButton(conversation=waiting.id, turn=waiting.turn, choice=RESUME))
    play.say("bot.offer_to_go_on")
    play.spoken.add_button(play.own("bot.go_on_button"), data)


def keep_remark(play: Play, talk: int | None, words: str) -> None:
    """Keep words that answered nothing, encrypted; an open case shows them to whoever opens it.

    What a guest writes is kept only in a case, one that this turn opens included.
    """
    work, who = play.work, play.who
    if is_guest(work, who):
        play.for_the_case.append(words)
        return
    remark.add(work.tx, id=work.new_id(), person=who.id, conversation=talk, words=words, at=work.at)
    held = case.open_of(work.tx, who.id)
    if held is not None:
        work.desk.write_down(held.id, "person wrote", words=words)


def in_every_language(edition: Edition, tell: Line) -> dict[str, str]:
    """Return {language: the line's words}: each coach reads her own."""
    return {language: edition.say(tell, language) for language in edition.bundle.programme.languages}


def own_in_every_language(work: Work, text: str, **values: str | int) -> dict[str, str]:
    """Return {language: the bot's own words}."""
    library = work.library
    return {one: library.own(text, one, **values) for one in library.current.bundle.programme.languages}
