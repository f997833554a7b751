"""The five lanes and what each is allowed. One table, house.md section 6."""

from dataclasses import dataclass

from bot.storage.lane import Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a lane is allowed.

    `repeats`: sent again when nobody knows whether it was delivered (twice is better than never).
    `missed_by_a_human`: a message that will never arrive is told to a human.
    `longest_pause`: seconds between two tries while Telegram cannot be reached.
    """

    repeats: bool
    missed_by_a_human: bool
    longest_pause: float


POLICY = {
    # Five seconds: a crisis message must leave soon after the line is back.
    Lane.CRISIS: Policy(repeats=True, missed_by_a_human=True, longest_pause=5.0),
    Lane.CASE: Policy(repeats=True, missed_by_a_human=True, longest_pause=60.0),
    Lane.REPLY: Policy(repeats=True, missed_by_a_human=False, longest_pause=60.0),
    Lane.NUDGE: Policy(repeats=False, missed_by_a_human=False, longest_pause=60.0),
    Lane.BULK: Policy(repeats=False, missed_by_a_human=False, longest_pause=60.0),
}

# What is taken back from a person who cannot be reached, and by a crisis turn.
LANES_THAT_CAN_WAIT = (Lane.REPLY, Lane.NUDGE, Lane.BULK)

FIRST_PAUSE_SECONDS = 1.0  # then 2, 4 ... up to the lane's longest
# Times a message of unknown outcome is sent again: a line that swallows every answer must not fill a phone.
REPEATED_AT_MOST = 5


def pause_after(lane: Lane, tries: int) -> float:
    """Return the seconds before a message that failed for the `tries`-th time (from 1) is tried again."""
    return min(FIRST_PAUSE_SECONDS * 2.0 ** min(max(tries, 1) - 1, 10), POLICY[lane].longest_pause)
