"""A card as it is made for somebody."""

from datetime import UTC, datetime

from bot.joining import Card

LINK = "https://t.me/holdfast_demo_bot?start=Zk3vV0m5o8J2mXqT1bYw7cRl"
UNTIL = datetime(2027, 1, 12, 15, tzinfo=UTC)


def card() -> Card:
    """Return a card in English."""
    return Card(
        title="Holdfast",
        address="t.me/holdfast_demo_bot",
        link=LINK,
        lines=(
            "You are welcome here, at any hour.",
            "Point your camera at the square and tap Start.",
            "It opens in Telegram, a free app.",
            "This card works once, until January 12, 2027.",
        ),
    )
