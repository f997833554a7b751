"""LETS IN: makes links and the cards they are printed on. Never opens one, and never sends."""

from bot.joining.card import FORMS, PAPERS, Card, draw
from bot.joining.link import (
    EARLIEST_RELEASE,
    LATEST_RELEASE,
    LONGEST_SITE,
    Link,
    is_release,
    make_join,
    make_new_phone,
    plain_site,
)
from bot.joining.order import COACHING_ROLES, carry_out, order
from bot.joining.words import address_of, card_of, lines_of, link_of

__all__ = [
    "COACHING_ROLES",
    "EARLIEST_RELEASE",
    "FORMS",
    "LATEST_RELEASE",
    "LONGEST_SITE",
    "PAPERS",
    "Card",
    "Link",
    "address_of",
    "card_of",
    "carry_out",
    "draw",
    "is_release",
    "lines_of",
    "link_of",
    "make_join",
    "make_new_phone",
    "order",
    "plain_site",
]
