"""Which line of the outbox a message stands in."""

from enum import IntEnum


class Lane(IntEnum):
    """The lowest number goes first. A turn's messages share its highest lane (the smallest number)."""

    CRISIS = 0  # resources and crisis replies, crisis alerts to staff
    CASE = 1  # other alerts, relay
    REPLY = 2  # the next question, answers to commands
    NUDGE = 3  # invitations, reminders
    BULK = 4  # digests, announcements
