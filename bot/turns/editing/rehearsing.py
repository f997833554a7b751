"""A conversation played from its beginning: what a person did goes in, what the phone shows now comes out.

Runs in the other process. The same inputs give the same words, so nothing but the inputs is kept.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.engine import Bundle
from bot.scripts import load
from bot.scripts.playing import Input, Player, Reply, Shown, Voice, replay
from bot.texts import Catalogs

# Sets held ready for the next tap: an editor tries one, or compares two. Each takes a few megabytes.
HELD_AT_MOST = 4
# A row of a scale that a thumb can still hit on a narrow phone.
SCALE_ROW = 6
# Two buttons of so many letters fit beside each other.
SHORT = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A button: its words, and what a tap on it says."""

    label: str
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What the last input brought.

    `told` are (level, words) for coaches; `later` (script, in how long); `next_in` is when something happens
    by itself, None when nothing does; `waits` is True while a coach is waited for; `ending` how it ended.
    """

    script: str
    messages: tuple[str, ...]
    rows: tuple[tuple[Key, ...], ...]
    told: tuple[tuple[int, str], ...]
    later: tuple[tuple[str, timedelta], ...]
    next_in: timedelta | None
    waits: bool
    ending: str | None
    unknown: bool = False  # there is no conversation of this name in the set


_held: OrderedDict[str, Voice] = OrderedDict()


def rehearse(
    hash: str,
    files: Mapping[str, str] | None,
    locales: str,
    script: str,
    language: str,
    coach_reads: str,
    inputs: Sequence[Input],
) -> Played | None:
    """Return what the phone shows; None when the set is not held here and `files` must come along."""
    voice = _voice(hash, files, locales)
    if voice is None:
        return None
    if script not in voice.bundle.scripts:
        return _nothing(script)
    player, reply = replay(voice.bundle, voice.catalogs, script, inputs, language=language, voice=voice)
    return _played(player, reply, coach_reads)


def _nothing(script: str) -> Played:
    return Played(
        script=script,
        messages=(),
        rows=(),
        told=(),
        later=(),
        next_in=None,
        waits=False,
        ending=None,
        unknown=True,
    )


def _voice(hash: str, files: Mapping[str, str] | None, locales: str) -> Voice | None:
    if hash not in _held:
        if files is None:
            return None
        bundle: Bundle = load(files)
        own = Catalogs.load(Path(locales), bundle.programme.languages)
        _held[hash] = Voice(bundle, own.joined(Catalogs.from_bundle_files(files)))
        if len(_held) > HELD_AT_MOST:
            _held.popitem(last=False)
    _held.move_to_end(hash)
    return _held[hash]


def _played(player: Player, reply: Reply, coach_reads: str) -> Played:
    return Played(
        script=player.script,
        messages=reply.messages,
        rows=(*_rows(player.buttons), *_rows_of(_keys(player.controls), 2)),
        told=tuple((int(one.level), one.words_in(coach_reads)) for one in reply.told),
        later=tuple((one.script, one.after) for one in reply.scheduled),
        next_in=player.next_due,
        waits=player.waits_for == "person",
        ending=player.ending.value if player.ending is not None else None,
    )


def _rows(buttons: Sequence[Shown]) -> tuple[tuple[Key, ...], ...]:
    """Return numbers in rows, two short words beside each other, everything else one below the other."""
    keys = _keys(buttons)
    if len(keys) > 2 and all(key.label.isdecimal() for key in keys):
        return _rows_of(keys, SCALE_ROW)
    pair = len(keys) == 2 and all(len(key.label) <= SHORT for key in keys)
    return _rows_of(keys, 2 if pair else 1)


def _keys(buttons: Sequence[Shown]) -> list[Key]:
    return [Key(label=button.label, choice=button.choice) for button in buttons]


def _rows_of(keys: list[Key], wide: int) -> tuple[tuple[Key, ...], ...]:
    return tuple(tuple(keys[start : start + wide]) for start in range(0, len(keys), wide))
