"""Plays conversations without a chat: what a person does goes in, what the bot says and does comes out.

Pure: the same bundle, facts and inputs give the same replies. Several conversations may follow each other on
one history: what the earlier ones saved is what the later ones look back on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine import (
    AskedForPerson,
    Began,
    Bundle,
    Control,
    Ending,
    Event,
    Facts,
    Heard,
    NudgeFellDue,
    Option,
    PersonArrived,
    Phase,
    Skipped,
    State,
    Tapped,
    Value,
    Wrote,
    fold,
    named_control,
)
from bot.scripts.playing.life import BEGIN, Life, usual_facts
from bot.scripts.playing.reply import Reply, Shown
from bot.scripts.playing.taking import Taking
from bot.scripts.playing.voice import MENU_HELP_NOW, MENU_PERSON, Voice
from bot.signals import Level, listen
from bot.texts import Catalogs

# A script that fell due while another conversation runs looks again after this.
LOOK_AGAIN = timedelta(minutes=10)
# "I need help now" opens the same help as words about dying.
HELP_NOW_KIND = "suicide"
# Things that fall due in one wait: three years of daily conversations, and played within a second.
MOST_FALLING_DUE = 3000

_WAITS_FOR = {Phase.ASKING: "answer", Phase.PAUSING: "pause", Phase.HOLDING: "person"}

# What goes in, as it stands in JSON: ("begin",), ("start", script), ("write", words), ("tap", choice),
# ("wait", seconds), ("coach",).
Input = tuple[str] | tuple[str, str] | tuple[str, int]


class Player:
    """One person and their phone.

    `facts` are as they stand before the first conversation: `checkins_total` counts the finished ones.
    A `voice` of the same bundle and catalogs spares putting the same words together twice.
    """

    def __init__(
        self,
        bundle: Bundle,
        catalogs: Catalogs,
        script: str,
        *,
        language: str,
        facts: Facts | None = None,
        seed: int = 7,
        voice: Voice | None = None,
    ) -> None:
        self.voice = voice or Voice(bundle, catalogs)
        self._life = Life(
            self.voice, facts or usual_facts(bundle, language), script, language=language, seed=seed
        )

    # what happens

    def begin(self) -> Reply:
        """The script begins."""
        return self._play(Began())

    def start(self, script: str) -> Reply:
        """Another conversation begins; what was answered so far is its history."""
        self._life.open(script)
        return self._play(Began())

    def write(self, words: str) -> Reply:
        """The person sends words. The words of a button count as a tap on it, in any language."""
        taking = Taking(self._life)
        self._write(words, taking)
        return taking.reply()

    def tap(self, choice: str) -> Reply:
        """The person taps a button; one that is not there any more does nothing."""
        taking = Taking(self._life)
        self._tap(choice, taking)
        return taking.reply()

    def pass_time(self, span: timedelta, *, at_most: int = MOST_FALLING_DUE) -> Reply:
        """Time passes in silence: pauses end, nudges come, questions are given up, scripts fall due.

        After `at_most` of these time stands still: what is left falls due in the next wait.
        """
        until = self._life.facts.at + span
        taking = Taking(self._life)
        for _ in range(at_most):
            if not self._fall_due(until, taking):
                self._life.move_to(until)
                break
        return taking.reply()

    def coach_arrives(self, name: str = "Sam") -> Reply:
        """A coach takes the case: the person is told, and holding on ends."""
        life = self._life
        duty = life.facts.duty
        life.know(duty=replace(duty, called=max(1, duty.called), coach=name, taken=True))
        taking = Taking(life)
        taking.say_own("bot.coach_has_it", coach=name)
        if life.state.phase is Phase.HOLDING:
            taking.take(PersonArrived())
        return taking.reply()

    def put_in(self, one: Input) -> Reply:
        """One input of a record happens."""
        match one:
            case ("begin",):
                return self.begin()
            case ("coach",):
                return self.coach_arrives()
            case ("start", str(script)):
                return self.start(script)
            case ("write", str(words)):
                return self.write(words)
            case ("tap", str(choice)):
                return self.tap(choice)
            case ("wait", int(seconds)):
                return self.pass_time(timedelta(seconds=seconds))
        raise ValueError("no such input")

    # what there is to see

    @property
    def turns(self) -> int:
        """Return how much has happened so far, in turns."""
        return self._life.turns

    @property
    def at(self) -> str | None:
        """Return where the conversation stands, "script.step"; None before it began and after its end."""
        stack = self._life.state.stack
        return f"{stack[-1].script}.{stack[-1].step}" if stack else None

    @property
    def script(self) -> str:
        """Return the conversation that runs, or ran last."""
        return self._life.state.script

    @property
    def now(self) -> datetime:
        """Return the moment it is, aware UTC."""
        return self._life.facts.at

    @property
    def language(self) -> str:
        """Return the person's language."""
        return self._life.facts.locale

    @property
    def facts(self) -> Facts:
        """Return what is known of the person now."""
        return self._life.facts

    @property
    def state(self) -> State:
        """Return where the conversation stands, as the engine keeps it."""
        return self._life.state

    @property
    def ending(self) -> Ending | None:
        """Return how the conversation ended, or None."""
        return self._life.state.ending

    @property
    def replaced(self) -> bool:
        """Return whether a conversation was closed because another had to start at once."""
        return self._life.replaced

    @property
    def next_due(self) -> timedelta | None:
        """Return how long until something happens by itself: a pause ends, a nudge, a script falls due."""
        falls = [at for at, _ in (*self._life.clocks(), *self._life.due)]
        return max(timedelta(), min(falls) - self._life.facts.at) if falls else None

    @property
    def waits_for(self) -> str | None:
        """Return "answer", "pause", "person", "start" (an invitation is open) or None."""
        if self._life.invited is not None:
            return "start"
        state = self._life.state
        return _WAITS_FOR.get(state.phase) if state.stack else None

    @property
    def saved(self) -> Mapping[str, Value | Skipped]:
        """Return {key: latest answer} of everything that was saved, the history before it included."""
        past = {key: row[-1].value for key, row in self._life.facts.history.items() if row}
        return {**past, **self._life.saved}

    @property
    def buttons(self) -> tuple[Shown, ...]:
        """Return the buttons that answer the open question, or begin what was invited to."""
        if self._life.invited is not None:
            return (Shown(label=self.voice.own("bot.invitation_button", self.language), choice=BEGIN),)
        return self._shown(self._life.ask.options if self._life.ask else ())

    @property
    def controls(self) -> tuple[Shown, ...]:
        """Return skip, back, a person, stop, as far as they are there; at the end, to change the answer."""
        shown = self._shown(self._life.ask.controls if self._life.ask else ())
        if self._life.changeable() is None:
            return shown
        label = self.voice.own("bot.change_answer", self.language)
        return (*shown, Shown(label=label, choice=Control.CHANGE.value))

    def _shown(self, options: Iterable[Option]) -> tuple[Shown, ...]:
        return tuple(
            Shown(label=self.voice.label(one, self.language), choice=one.choice, alarm=one.alarm)
            for one in options
        )

    # carrying it out

    def _play(self, event: Event) -> Reply:
        taking = Taking(self._life)
        taking.take(event)
        return taking.reply()

    def _tap(self, choice: str, taking: Taking) -> None:
        life = self._life
        if life.invited is not None:
            if choice == BEGIN:
                life.open(life.invited)
                taking.take(Began())
            return
        changeable = life.changeable() if choice == Control.CHANGE else None
        if changeable is not None and changeable is not life.state:
            taking.take_back(changeable)
        else:
            taking.take(Tapped(turn=life.state.turn, choice=choice))

    def _write(self, words: str, taking: Taking) -> None:
        life = self._life
        labels = life.labels()
        choice = labels.get(fold(words))
        if choice is not None:
            self._tap(choice, taking)
            return
        life.know(labels=labels)
        signal = listen(words, life.bundle.phrases)
        meant = self.voice.menu.get(fold(words)) if signal is None else None
        if signal is not None:
            life.invited = None
            taking.take(Heard(signal=signal, words=words))
        elif meant == MENU_HELP_NOW:
            taking.tell_own(Level.CRISIS, "asked_for_help_now", "bot.staff.asked_for_help_now")
            taking.help(HELP_NOW_KIND)
        elif not life.state.stack:
            self._write_with_nothing_open(words, meant, taking)
        elif meant == MENU_PERSON:
            taking.take(AskedForPerson())
        else:
            taking.take(Wrote(words=words))

    def _write_with_nothing_open(self, words: str, meant: str | None, taking: Taking) -> None:
        life = self._life
        named = named_control(words)
        if meant == MENU_PERSON or named is Control.PERSON:
            called = life.facts.duty.called
            taking.tell_own(Level.URGENT, "asked_for_person", "bot.asked_for_person")
            taking.say_own("bot.person_asked_for" if called else "bot.when_nobody", count=called)
        elif meant is not None:
            life.open(meant)
            taking.take(Began())
        elif named is Control.STOP:
            life.invited = None
            life.still()
            taking.say_own("bot.check_ins_stopped")
        else:
            taking.keep(words)
            if life.invited is not None:
                taking.invite(life.invited)
            else:
                taking.say_own("bot.nothing_open")

    def _fall_due(self, until: datetime, taking: Taking) -> bool:
        """Let the next thing happen that falls due by then; return False when there is none."""
        life = self._life
        life.turns += 1
        clocks = [one for one in life.clocks() if one[0] <= until]
        due = [one for one in life.due if one[0] <= until]
        if not clocks and not due:
            return False
        if due and (not clocks or min(due)[0] < clocks[0][0]):
            at, script = min(due)
            life.due.remove((at, script))
            if life.state.stack or life.invited is not None:
                life.due.append((at + LOOK_AGAIN, script))
            else:
                life.move_to(max(at, life.facts.at))
                taking.invite(script, clocks=True)
            return True
        at, event = clocks[0]
        life.move_to(max(at, life.facts.at))
        nudge = isinstance(event, NudgeFellDue)
        life.nudge_at = None
        if not nudge:
            life.give_up_at = None
        if life.invited is not None:
            taking.let_invitation_be(life.invited, nudge=nudge)
        else:
            taking.take(event)
        return True


def replay(
    bundle: Bundle,
    catalogs: Catalogs,
    script: str,
    inputs: Iterable[Input],
    *,
    language: str,
    voice: Voice | None = None,
) -> tuple[Player, Reply]:
    """Return a player to whom all of `inputs` has happened, and the reply to the last of them."""
    player = Player(bundle, catalogs, script, language=language, voice=voice)
    reply = Reply(voice=player.voice)
    for one in inputs:
        reply = player.put_in(one)
    return player, reply
