"""`talk`: a conversation played here, with what coaches are told beside it. Nothing is stored or sent."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engine import fold
from bot.errors import ScriptError
from bot.scripts import load, read_folder
from bot.scripts.playing import Player, Reply, Shown
from bot.scripts.playing.past import duty_of, facts_with
from bot.scripts.playing.trial import as_written
from bot.scripts.problem import did_you_mean, listed, quoted
from bot.scripts.reading.words import read_time, time_words
from bot.texts import Catalogs

if TYPE_CHECKING:
    from rich.console import Console

# Two columns need so many letters: a phone's width and an alert beside it.
WIDE = 96

HELP = (
    "Answer in words, or with the number of a button. You can also write: wait 10 minutes · coach comes · "
    "stop · quit"
)

_WAIT = re.compile(r"wait\s+(.+)", re.IGNORECASE)
_COMES = re.compile(r"coach(?:\s+(\S.*?))?\s+comes\.?", re.IGNORECASE)
_LEAVES = ("quit", "exit")

# Shows one reply: what the phone shows, and what stands beside it.
Screen = Callable[[list[str], list[str]], None]


@dataclass(slots=True)
class _Buttons:
    """The buttons in sight, by number where they have one: not beside answers that are numbers themselves."""

    shown: tuple[Shown, ...]
    numbered: bool

    @classmethod
    def of(cls, player: Player) -> "_Buttons":
        options = player.buttons
        numbered = not any(one.label.isdecimal() for one in options) and bool(options or not player.at)
        return cls((*options, *player.controls), numbered)

    def lines(self) -> list[str]:
        if not self.numbered:
            labels = " ".join(f"[{one.label}]" for one in self.shown)
            return [labels] if labels else []
        return [f"{number} [{one.label}]" for number, one in enumerate(self.shown, start=1)]

    def choice(self, words: str) -> str | None:
        """Return the choice of the button with this number, or None."""
        if not self.numbered or not words.isdecimal() or not 1 <= int(words) <= len(self.shown):
            return None
        return self.shown[int(words) - 1].choice


def play_in_terminal(script: str, language: str, duty: str, conversations: Path, locales: Path) -> int:
    """Play `script` with whoever sits at the terminal, or with the lines that come through a pipe."""
    bundle = load(read_folder(conversations, locales))
    programme = bundle.programme
    if script not in bundle.scripts:
        guess = did_you_mean(script, bundle.scripts)
        raise ScriptError(
            f"There is no conversation called {quoted(script)}.{guess}",
            remedy=f"There are: {listed(bundle.scripts)}.",
        )
    language = language or programme.source_language
    if language not in programme.languages:
        raise ScriptError(
            f"{quoted(language)} is not a language of this programme.",
            remedy=f"Use {listed(programme.languages)}.",
        )
    if duty not in ("nobody", "somebody") and not duty[:1].isupper():
        guess = did_you_mean(duty, ("nobody", "somebody"))
        raise ScriptError(
            f"{quoted(duty)} cannot be on duty.{guess}", remedy="Use nobody, somebody or a name."
        )
    catalogs = Catalogs.load(locales, programme.languages)
    facts = facts_with(bundle, language, {}, duty)
    player = Player(bundle, catalogs, script, language=language, facts=facts)
    name = None if duty_of(duty).coach is None else duty
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    _play(player, _rich_screen() if interactive else _plain_screen, name or "Sam", interactive=interactive)
    return 0


def _play(player: Player, screen: Screen, coach: str, *, interactive: bool) -> None:
    if interactive:
        print(HELP)
    buttons = _show(player, player.begin(), screen)
    while True:
        try:
            words = input("You: " if interactive else "").strip()
        except EOFError:
            return
        if not interactive:
            print(f"You: {words}")
        if not words:
            continue
        if words.casefold() in _LEAVES:
            return
        reply = _reply(player, buttons, words, coach)
        if isinstance(reply, str):
            print(reply)
        else:
            buttons = _show(player, reply, screen)


def _reply(player: Player, buttons: _Buttons, words: str, coach: str) -> Reply | str:
    """Return what comes of a line, or a sentence about why nothing does. A button's own words come first."""
    if fold(words) in {fold(one.label) for one in buttons.shown}:
        return player.write(words)
    wait = _WAIT.fullmatch(words)
    if wait is not None:
        span = read_time(wait.group(1))
        if span is None:
            return f"{quoted(wait.group(1))} is not a length of time. Write for example: wait 10 minutes"
        return player.pass_time(span)
    comes = _COMES.fullmatch(words)
    if comes is not None:
        return player.coach_arrives(comes.group(1) or coach)
    choice = buttons.choice(words)
    return player.tap(choice) if choice is not None else player.write(words)


def _show(player: Player, reply: Reply, screen: Screen) -> _Buttons:
    buttons = _Buttons.of(player)
    screen([*_spoken(player, reply), *buttons.lines()], _beside(reply))
    return buttons


def _spoken(player: Player, reply: Reply) -> list[str]:
    lines = [f"Bot: {message}" for message in reply.messages]
    if player.waits_for == "pause":
        left = player.next_due
        pause = f" ({time_words(left)} left)" if left is not None else ""
        lines.append(f"(A pause{pause}; any word ends it.)")
    elif player.ending is not None and player.waits_for is None:
        lines.append(f"(The conversation has ended: {player.ending.value}.)")
    elif not reply.messages:
        lines.append("(Nothing happens.)")
    return lines


def _beside(reply: Reply) -> list[str]:
    told = [f"Coach is told: {one.name} ({one.level.word}): {one.words}" for one in reply.told]
    corrected = [f"Coach is told: {why} was a wrong tap, the person says" for why in reply.corrected]
    kept = [f"Saved: {key} = {as_written(value)}" for key, value in reply.saved.items()]
    later = [f"Scheduled: {one.script} in {time_words(one.after)}" for one in reply.scheduled]
    return [*told, *corrected, *kept, *later]


def _plain_screen(phone: list[str], beside: list[str]) -> None:
    for line in (*phone, *(f"    {line}" for line in beside)):
        print(line)


def _rich_screen() -> Screen:
    from rich.console import Console

    return _two_columns(Console(highlight=False))


def _two_columns(console: "Console") -> Screen:
    """Return a screen that puts the alerts beside the phone, or below it where the terminal is narrow."""
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    def show(phone: list[str], beside: list[str]) -> None:
        left = Panel(Text("\n\n".join(_bubbles(phone))), title="phone", title_align="left")
        right = Panel(Text("\n".join(beside)), title="coaches", title_align="left") if beside else Text()
        if console.width < WIDE:
            console.print(left)
            if beside:
                console.print(right)
            return
        table = Table.grid(expand=True, padding=(0, 1))
        table.add_column(ratio=3)
        table.add_column(ratio=2)
        table.add_row(left, right)
        console.print(table)

    return show


def _bubbles(lines: list[str]) -> list[str]:
    """Return what is said, each by itself, and the buttons together below it."""
    said = [line for line in lines if line.startswith(("Bot: ", "("))]
    buttons = [line for line in lines if line not in said]
    return [*said, "\n".join(buttons)] if buttons else said
