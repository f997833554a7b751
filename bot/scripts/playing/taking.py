"""One thing that happens, while it is carried out: perhaps several turns, each with its message."""

from datetime import timedelta
from typing import assert_never

from bot.cadence import is_zone, later
from bot.engine import (
    Ask,
    Began,
    Control,
    CorrectSignal,
    Do,
    DropAnswer,
    Effect,
    Ending,
    Event,
    ExplainWhoSees,
    Finish,
    KeepRemark,
    Line,
    Passed,
    RaiseSignal,
    Resumed,
    SaveAnswer,
    SaveReferral,
    SaveScore,
    Say,
    ScheduleScript,
    SendPicture,
    SendSound,
    SetWait,
    Show,
    Skipped,
    StartNow,
    State,
    Tapped,
    TextId,
    Value,
    Wrote,
    advance,
    crisis_script_for,
)
from bot.errors import BrokenConversationError
from bot.scripts.playing.life import Life
from bot.scripts.playing.reply import Message, Reply, Scheduled, Told
from bot.scripts.playing.seeing import lines_about
from bot.signals import Level

# A crisis script that starts another that starts another: three is already more than any programme writes.
MOST_SCRIPTS_IN_A_TURN = 3
# How long an invitation stands whose script says nothing about silence.
INVITATION_LASTS = timedelta(days=1)

# What the bot says to words it has no use for: they are kept.
MISFITS = frozenset(("bot.thanks_for_words", "bot.thanks_try_again", "bot.let_go"))


class Taking:
    """Filled while events are taken; `reply()` is what came of them."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._messages: list[Message] = []
        self._message: Message | None = None
        self._shown: set[str] = set()
        self._crisis = False
        self._first_aid = False
        self._misfit = False
        self._steps: list[str] = []
        self._told: list[Told] = []
        self._corrected: list[str] = []
        self._saved: dict[str, Value | Skipped] = {}
        self._scheduled: list[Scheduled] = []
        self._done: list[str] = []
        self._passed: list[Passed] = []
        self._kept: list[str] = []

    def reply(self) -> Reply:
        """Return what it has come to."""
        return Reply(
            steps=tuple(self._steps),
            told=tuple(self._told),
            corrected=tuple(self._corrected),
            saved=self._saved,
            scheduled=tuple(self._scheduled),
            done=tuple(self._done),
            passed=tuple(self._passed),
            kept=tuple(self._kept),
            misfit=self._misfit,
            first_aid=self._first_aid,
            voice=self._life.voice,
            spoken=tuple(self._messages),
        )

    def take(self, event: Event) -> None:
        """Take one turn, and those of the scripts it starts; all they say is one message."""
        life = self._life
        for _ in range(MOST_SCRIPTS_IN_A_TURN):
            following = self._advance(event)
            if following is None:
                self._close_message()
                return
            closed, saved = life.state, frozenset(life.saved)
            life.open(following)
            life.replaced = True
            if closed.given and isinstance(event, Tapped | Wrote):
                life.closed, life.closed_saved = closed, saved
            event = Began()
        raise BrokenConversationError("scripts start one another without end")

    def take_back(self, state: State) -> None:
        """Take a tap on [Change that answer] of the conversation that a rule has closed."""
        life = self._life
        life.turns += 1
        turn = advance(life.bundle, state, Tapped(turn=state.turn, choice=Control.CHANGE.value), life.facts)
        for effect in turn.effects:
            if isinstance(effect, DropAnswer) and effect.key in life.closed_saved:
                history = dict(life.facts.history)
                history[effect.key] = history[effect.key][:-1]
                life.know(history=history)
            else:
                self._carry_out(effect)
        life.closed = None
        if life.state.stack:
            self.take(Resumed())  # it is only noted, and what is open is asked again
        self._close_message()

    def help(self, kind: str) -> None:
        """Begin the script that helps; a programme without one still gives the lines."""
        script = crisis_script_for(self._life.bundle, kind)
        if script is None:
            self._first_aid = True
            self._open_message().crisis.append((Line(text=TextId("bot.builtin_lines")), self._language))
            self._close_message()
        else:
            self._life.open(script)
            self.take(Began())

    def invite(self, script: str, *, clocks: bool = False) -> None:
        """Show the neutral invitation to a script; its clocks run from the first time it is shown."""
        life = self._life
        self.say_own("bot.invitation", name=self._name)
        life.invited = script
        if clocks:
            silence = life.bundle.scripts[script].no_answer
            at = life.facts.at
            nudge_after = silence.nudge_after if silence else None
            life.nudge_at = at + nudge_after if nudge_after else None
            life.give_up_at = at + (silence.give_up_after if silence else INVITATION_LASTS)

    def let_invitation_be(self, script: str, *, nudge: bool) -> None:
        """Nobody has answered an invitation: its nudge once, later it is closed without a word."""
        life = self._life
        if not nudge:
            life.invited = None
            return
        silence = life.bundle.scripts[script].no_answer
        if silence is not None and silence.nudge is not None:
            line = Line(text=silence.nudge, values={"name": self._name})
            self._open_message().texts.append((line, self._language))
            self._close_message()

    def keep(self, words: str) -> None:
        """Keep words that answer nothing."""
        self._misfit = True
        self._kept.append(words)

    def say_own(self, text: str, **values: str | int) -> None:
        """Say the bot's own words."""
        line = Line(text=TextId(text), values=values)
        self._open_message().texts.append((line, self._language))
        self._close_message()

    def tell_own(self, level: Level, why: str, text: str) -> None:
        """Tell a coach something that comes from the bot itself."""
        self._raise(RaiseSignal(level=level, why=why, tell=Line(text=TextId(text))))

    @property
    def _language(self) -> str:
        return self._life.facts.locale

    @property
    def _name(self) -> str:
        return self._life.facts.name or self._life.voice.own("bot.friend", self._language)

    def _open_message(self) -> Message:
        if self._message is None:
            self._message = Message()
        return self._message

    def _close_message(self) -> None:
        """The message is whole; in a crisis it says truly who was called."""
        if self._crisis:
            duty = self._life.facts.duty
            phones = max(duty.called, 1 if duty.taken else 0)
            text = TextId("bot.people_called" if phones else "bot.nobody_to_call")
            self._open_message().called.append((Line(text=text, values={"count": phones}), self._language))
        if self._message is not None:
            self._messages.append(self._message)
        self._message, self._crisis, self._shown = None, False, set()

    def _advance(self, event: Event) -> str | None:
        life = self._life
        life.turns += 1
        turn = advance(life.bundle, life.state, event, life.facts)
        life.state = turn.state
        self._passed.extend(turn.path)
        self._steps.extend(f"{script}.{step}" for what, script, step, _ in turn.path if what == "step")
        following = None
        for effect in turn.effects:
            if isinstance(effect, StartNow):
                following = effect.script
            else:
                self._carry_out(effect)
        return following

    def _carry_out(self, effect: Effect) -> None:
        life, language = self._life, self._language
        match effect:
            case Say(line=line):
                self._open_message().texts.append((line, language))
                self._use(line)
                self._misfit = self._misfit or line.text in MISFITS
            case Ask():
                self._open_message().ask = (effect, language)
                self._asked(effect)
            case Show(resource=resource, crisis=crisis):
                self._show(resource, crisis)
            case SendPicture(described=line):
                self._open_message().files.append(("picture", line, language))
                self._use(line)
            case SendSound(described=line):
                self._open_message().files.append(("sound", line, language))
                self._use(line)
            case RaiseSignal():
                self._raise(effect)
            case CorrectSignal(why=why):
                self._corrected.append(why)
            case SaveAnswer(key=key, value=value):
                self._saved[key] = life.saved[key] = value
            case SaveScore(key=key, value=number):
                self._saved[key] = life.saved[key] = number
            case DropAnswer(key=key):
                self._saved.pop(key, None)
                life.saved.pop(key, None)
            case KeepRemark(words=words):
                self._kept.append(words)
            case SetWait(turn=number, after=after):
                life.still()
                life.pause = (number, life.facts.at + after)
            case ScheduleScript():
                self._schedule(effect)
            case Do():
                self._do(effect)
            case Finish(ending=ending):
                life.still()
                if ending is Ending.COMPLETED and life.state.script in life.voice.check_ins:
                    life.completed += 1
            case ExplainWhoSees(stack=stack):
                lines = lines_about(life.bundle, stack, life.facts.duty)
                self._open_message().texts.extend((line, language) for line in lines)
            case StartNow():
                raise AssertionError("the caller begins what `start now` names")
            case SaveReferral():
                pass  # nothing that a conversation looks at
            case _:
                assert_never(effect)

    def _show(self, resource: str, crisis: bool) -> None:
        if resource in self._shown:
            return
        self._shown.add(resource)
        self._first_aid = self._first_aid or crisis
        message = self._open_message()
        (message.crisis if crisis else message.texts).append((resource, self._language))

    def _asked(self, ask: Ask) -> None:
        life = self._life
        self._use(ask.line)
        top = life.state.stack[-1]
        here = f"{top.script}.{top.step}"
        if not self._steps or self._steps[-1] != here:
            self._steps.append(here)
        at = life.facts.at
        life.ask, life.pause = ask, None
        life.nudge_at = at + ask.nudge_after if ask.nudge_after is not None else None
        life.give_up_at = at + ask.give_up_after if ask.give_up_after is not None else None

    def _use(self, line: Line) -> None:
        sent = self._life.sent
        before = sent.get(line.text)
        sent[line.text] = (line.variant,) if before is None else (*before, line.variant)

    def _raise(self, signal: RaiseSignal) -> None:
        self._crisis = self._crisis or signal.level is Level.CRISIS
        told = Told(level=signal.level, why=signal.why, line=signal.tell, voice=self._life.voice)
        self._told.append(told)

    def _schedule(self, effect: ScheduleScript) -> None:
        life = self._life
        waiting = sum(script == effect.script for _, script in life.due)
        if effect.at_most is not None and waiting >= effect.at_most:
            return
        self._scheduled.append(Scheduled(script=effect.script, after=effect.after, at=effect.at))
        life.due.append((later(life.facts.at, effect.after, life.facts.zone, effect.at), effect.script))

    def _do(self, effect: Do) -> None:
        life, values = self._life, effect.values
        self._done.append(effect.action)
        match effect.action:
            case "set language":
                programme = life.bundle.programme
                known = values["language"] in programme.languages
                life.know(locale=values["language"] if known else programme.source_language)
            case "set name":
                life.know(name=values["name"])
            case "set goal":
                life.know(goal=values["goal"])
            case "set time zone" if is_zone(values["zone"]):
                life.know(zone=values["zone"])
            case _:
                pass  # consents and the time of check-ins: nothing that a conversation looks at
