"""A phone in the hand of a person: what they can do with it, and what they see."""

import asyncio
from collections.abc import Callable
from mimetypes import guess_type
from typing import Any

from bot.simulator.chats import Chat, Entry, Happening
from bot.simulator.params import Upload
from bot.simulator.screen import ScreenMessage, seen
from bot.simulator.world import World, described, typed

PREVIEW = 120  # characters of a message that a locked phone shows, about as many as common phones do
SHOWN_WHEN_MISSING = 6  # messages that a failed `see` tells about


class NotSeenError(AssertionError):
    """What was waited for did not come to this phone in time."""


class Phone:
    """One person's private chat with the bot. Writing or tapping counts as having read everything above."""

    def __init__(self, world: World, chat: Chat, person: dict[str, Any]) -> None:
        self._world = world
        self.chat = chat
        self.person = person  # the Bot API's User
        self._waiting: set[asyncio.Future[None]] = set()
        self._returned: set[tuple[int, int]] = set()  # (message id, change) that `see` gave back before
        chat.watchers.append(self._notice)

    # Who it is

    @property
    def id(self) -> int:
        """The user id, which is also the id of the private chat."""
        return self.chat.id

    @property
    def name(self) -> str:
        """The first name its owner gave Telegram."""
        return str(self.person["first_name"])

    @property
    def bot_name(self) -> str:
        """The name of the bot it talks with."""
        return str(self._world.bot["first_name"])

    # What its owner does

    def write(self, text: str, reply_to: int | None = None) -> int:
        """The text is sent; return its message id."""
        return self._say(typed(text), reply_to)

    def command(self, name: str, rest: str = "") -> int:
        """The command is sent, with what follows it; return its message id."""
        return self.write(f"/{name} {rest}".rstrip())

    def press_menu(self, label: str) -> int:
        """The label of the menu is sent, as a phone does; return its message id."""
        if not any(label in row for row in self.chat.menu):
            raise NotSeenError(f"no menu key {label!r}; there are {self.chat.menu}")
        return self.write(label)

    def tap(self, what: str | tuple[int, str]) -> str:
        """The button is pressed; return the tap's id. A bare label means the newest message that has it."""
        number, label = what if isinstance(what, tuple) else (None, what)
        for entry in reversed(self.chat.entries.values()):
            if number not in (None, entry.id):
                continue
            button = seen(entry).button(label)
            if button is not None and button.data is not None:
                return self.tap_data(entry.id, button.data)
        raise NotSeenError(f"no button {label!r} on the phone of {self.name}\n{self._describe()}")

    def tap_data(self, message_id: int, data: str) -> str:
        """A press with this data is sent, whether or not the button still stands there (a doubled tap)."""
        return self._world.tap(self.chat, self.person, self.chat.entries[message_id], data)

    def send_voice(self, seconds: int = 4, reply_to: int | None = None) -> int:
        """A voice message is sent; return its message id."""
        stored = self._world.store(Upload(name="voice.ogg", mime="audio/ogg", content=b"OggS"), "voice")
        voice = {"duration": seconds, "mime_type": "audio/ogg", **described(stored)}
        return self._say({"voice": voice}, reply_to)

    def send_photo(self, caption: str = "", reply_to: int | None = None) -> int:
        """A photo is sent; return its message id."""
        stored = self._world.store(Upload(name="photo.jpg", mime="image/jpeg", content=b"\xff\xd8"), "photo")
        content: dict[str, Any] = {"photo": [{"width": 90, "height": 90, **described(stored)}]}
        if caption:
            content["caption"] = caption
        return self._say(content, reply_to)

    def send_album(self, count: int = 3, caption: str = "", reply_to: int | None = None) -> list[int]:
        """So many photos are sent as one album, words under the first of them; return their message ids."""
        group = {"media_group_id": str(self._world.date() << 16 | len(self.chat.entries))}
        sent = []
        for number in range(count):
            named = {"name": f"photo{number}.jpg", "mime": "image/jpeg"}
            stored = self._world.store(Upload(content=b"\xff\xd8", **named), "photo")
            content: dict[str, Any] = {"photo": [{"width": 90, "height": 90, **described(stored)}], **group}
            if caption and number == 0:
                content["caption"] = caption
            sent.append(self._say(content, reply_to))
        return sent

    def send_video_note(self, seconds: int = 4, reply_to: int | None = None) -> int:
        """A round video message is sent; return its message id."""
        stored = self._world.store(Upload(name="note.mp4", mime="video/mp4", content=b"mp4"), "video_note")
        return self._say({"video_note": {"length": 240, "duration": seconds, **described(stored)}}, reply_to)

    def send_document(self, name: str, content: bytes, caption: str = "", reply_to: int | None = None) -> int:
        """A file is sent; return its message id."""
        mime = guess_type(name)[0] or "application/octet-stream"
        stored = self._world.store(Upload(name=name, mime=mime, content=content), "document")
        message: dict[str, Any] = {
            "document": {"file_name": name, "mime_type": mime, **described(stored)},
        }
        if caption:
            message["caption"] = caption
        return self._say(message, reply_to)

    def send_sticker(self, emoji: str = "🙂", reply_to: int | None = None) -> int:
        """A sticker is sent; return its message id."""
        stored = self._world.store(Upload(name="s.webp", mime="image/webp", content=b"RIFF"), "sticker")
        sticker = {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
            **described(stored),
        }
        return self._say({"sticker": sticker}, reply_to)

    def send(self, content: dict[str, Any], reply_to: int | None = None) -> int:
        """Any other content of a Message is sent, such as {location: {...}}; return its message id."""
        return self._say(content, reply_to)

    def edit(self, message_id: int, text: str) -> None:
        """An own message now says something else."""
        entry = self.chat.entries[message_id]
        field = "text" if "text" in entry.body else "caption"
        entry.body = {**entry.body, field: text, "edit_date": self._world.date()}
        self.chat.touch("edit", entry)
        self._world.updates.add("edited_message", entry.body)

    def block(self) -> None:
        """The bot is blocked and hears of it."""
        self._membership("member", "kicked")

    def unblock(self) -> None:
        """The bot may write again and hears of it."""
        self._membership("kicked", "member")

    def read(self) -> None:
        """Everything on the screen has been looked at."""
        self.chat.away = self.chat.changes

    # What its owner sees

    @property
    def screen(self) -> list[ScreenMessage]:
        """All messages, oldest first."""
        return [seen(entry) for entry in self.chat.entries.values()]

    @property
    def last(self) -> ScreenMessage | None:
        """The newest message of the bot, None if it never wrote."""
        return next((seen(e) for e in reversed(self.chat.entries.values()) if not e.mine), None)

    @property
    def menu(self) -> tuple[tuple[str, ...], ...]:
        """The labels in the place of the keyboard, row by row; empty if there is none."""
        return self.chat.menu

    @property
    def notes(self) -> list[str]:
        """Short notes that came over the screen after a tap, oldest first."""
        return self.chat.notes

    @property
    def lock_screen(self) -> list[str]:
        """What anybody near the phone can read: the beginning of what came since its owner last acted.

        A protected message shows its words there, too: Telegram hides them only from copying.
        """
        new = (seen(e) for e in self.chat.entries.values() if not e.mine and e.came > self.chat.away)
        return [message.text[:PREVIEW] or message.kind for message in new]

    @property
    def unread(self) -> int:
        """How many messages of the bot came since the owner last wrote, tapped or read."""
        return sum(1 for e in self.chat.entries.values() if not e.mine and e.change > self.chat.away)

    def shows(self, part: str) -> bool:
        """Return whether a message on the screen contains `part`, however old."""
        return any(part in message.text for message in self.screen)

    async def see(self, part: str, timeout: float = 5) -> ScreenMessage:  # noqa: ASYNC109 - as `until`
        """Return the bot's message that contains `part`, come or edited since the owner last acted.

        Each message is given back once, so that seeing the same words twice means that they came twice.
        Raises NotSeenError after `timeout` seconds.
        """
        found: list[ScreenMessage] = []

        def came() -> bool:
            for entry in self.chat.entries.values():
                key = (entry.id, entry.change)
                if entry.mine or entry.change <= self.chat.away or key in self._returned:
                    continue
                message = seen(entry)
                if part in message.text:
                    self._returned.add(key)
                    found.append(message)
                    return True
            return False

        await self.until(came, timeout, what=repr(part))
        return found[0]

    async def until(
        self,
        true: Callable[[], bool],
        timeout: float = 5,  # noqa: ASYNC109 - it raises its own error, with what the screen shows
        *,
        what: str = "that",
    ) -> None:
        """`true()` holds; it is asked again whenever this phone changes. Raises NotSeenError."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while not true():
            changed: asyncio.Future[None] = loop.create_future()
            self._waiting.add(changed)
            done, _ = await asyncio.wait((changed,), timeout=max(0.0, end - loop.time()))
            self._waiting.discard(changed)
            if not done and not true():
                raise NotSeenError(
                    f"{what} did not come to the phone of {self.name} in {timeout} s\n{self._describe()}"
                )

    def _notice(self, chat: Chat, happening: Happening, entry: Entry | None) -> None:
        for changed in self._waiting:
            if not changed.done():
                changed.set_result(None)

    def _say(self, content: dict[str, Any], reply_to: int | None) -> int:
        return self._world.from_person(self.chat, self.person, content, reply_to).id

    def _membership(self, before: str, after: str) -> None:
        self.chat.blocked = after == "kicked"
        self.chat.touch("block")
        self._world.updates.add(
            "my_chat_member",
            {
                "chat": self.chat.body,
                "from": self.person,
                "date": self._world.date(),
                "old_chat_member": self._member(before),
                "new_chat_member": self._member(after),
            },
        )

    def _member(self, status: str) -> dict[str, Any]:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self._world.bot, "status": status, **until}

    def _describe(self) -> str:
        lines = [
            f"  {'me' if m.mine else 'bot'}: {m.text!r} {m.labels or ''}"
            for m in self.screen[-SHOWN_WHEN_MISSING:]
        ]
        return "\n".join(["its screen ends with:", *lines]) if lines else "its screen is empty"
