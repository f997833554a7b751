"""What the owner of a phone sees: a message as it looks, without what only a bot knows."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.simulator.chats import Entry

# Kinds of message by the field that a Bot API Message then has; the first that fits.
KINDS = (
    "text", "photo", "voice", "video", "video_note", "animation", "audio", "document", "sticker", "location",
    "contact", "poll",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenButton:
    """A button under a message; `data` is None for one that opens an address."""

    label: str
    data: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenMessage:
    """One message as it stands on the phone; `at` is aware UTC, `kind` one of KINDS or "other"."""

    id: int
    mine: bool
    who: str
    kind: str
    text: str  # the caption, for anything but text
    rows: tuple[tuple[ScreenButton, ...], ...]
    at: datetime
    rang: bool
    pinned: bool
    edited: bool
    protected: bool
    reply_to: int | None
    file_id: str | None
    file_name: str | None

    @property
    def buttons(self) -> tuple[tuple[str, ...], ...]:
        """The buttons' labels, row by row."""
        return tuple(tuple(button.label for button in row) for row in self.rows)

    @property
    def labels(self) -> tuple[str, ...]:
        """The buttons' labels, one after the other."""
        return tuple(button.label for row in self.rows for button in row)

    def button(self, label: str) -> ScreenButton | None:
        """Return the button with this label, None if there is none."""
        for row in self.rows:
            for button in row:
                if button.label == label:
                    return button
        return None


def seen(entry: Entry) -> ScreenMessage:
    """Return `entry` as it looks now."""
    body = entry.body
    kind = next((kind for kind in KINDS if kind in body), "other")
    file = _file(body, kind)
    return ScreenMessage(
        id=entry.id,
        mine=entry.mine,
        who=str(body["from"]["first_name"]),
        kind=kind,
        text=str(body.get("text") or body.get("caption") or ""),
        rows=tuple(
            tuple(ScreenButton(label=button["text"], data=button.get("callback_data")) for button in row)
            for row in body.get("reply_markup", {}).get("inline_keyboard", ())
        ),
        at=datetime.fromtimestamp(body["date"], UTC),
        rang=entry.rang,
        pinned=entry.pinned,
        edited="edit_date" in body,
        protected=bool(body.get("has_protected_content")),
        reply_to=body.get("reply_to_message", {}).get("message_id"),
        file_id=file.get("file_id"),
        file_name=file.get("file_name"),
    )


def _file(body: dict[str, Any], kind: str) -> dict[str, Any]:
    if kind in ("text", "other"):
        return {}
    found = body[kind]
    if isinstance(found, list):
        found = found[-1]
    return found if isinstance(found, dict) else {}
