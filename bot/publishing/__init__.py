"""PUBLISHES: which set of conversations is in force, who put it there, who agreed, who went back.

A set is checked, compared with what is in force (`make_plan`), proposed, and then published, or approved by a
second member of staff where a crisis or a consent can reach what changed. Never sends, never shows.
"""

from bot.publishing.clearing import forget_leftovers
from bot.publishing.deciding import (
    MAY_PUBLISH,
    approve,
    begin,
    may_publish,
    propose,
    publish,
    roll_back,
    withdraw,
)
from bot.publishing.history import (
    SHOWN_OF_HASH,
    Entry,
    before_this,
    files_of,
    hash_of,
    history,
    in_force,
    member_named,
    waiting,
    waiting_for,
)
from bot.publishing.keys import lock_after, lock_kept, with_lock
from bot.publishing.media import missing_media
from bot.publishing.order import (
    KINDS,
    Order,
    Outcome,
    ToApprove,
    ToPublish,
    ToRollBack,
    carry_out,
    check_order,
    from_json,
    outcome_from_json,
    outcome_to_json,
    to_json,
)
from bot.publishing.plan import CANNOT_COMPARE, Plan, compare, make_plan
from bot.publishing.standing import OnStep
from bot.publishing.starting import ReadFolder, Start, find_start

__all__ = [
    "CANNOT_COMPARE",
    "KINDS",
    "MAY_PUBLISH",
    "SHOWN_OF_HASH",
    "Entry",
    "OnStep",
    "Order",
    "Outcome",
    "Plan",
    "ReadFolder",
    "Start",
    "ToApprove",
    "ToPublish",
    "ToRollBack",
    "approve",
    "before_this",
    "begin",
    "carry_out",
    "check_order",
    "compare",
    "files_of",
    "find_start",
    "forget_leftovers",
    "from_json",
    "hash_of",
    "history",
    "in_force",
    "lock_after",
    "lock_kept",
    "make_plan",
    "may_publish",
    "member_named",
    "missing_media",
    "outcome_from_json",
    "outcome_to_json",
    "propose",
    "publish",
    "roll_back",
    "to_json",
    "waiting",
    "waiting_for",
    "with_lock",
    "withdraw",
]
