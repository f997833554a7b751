"""The one exception tree. The type says whose fault it is; `remedy` says what to do about it.

An odd answer from a person is never an exception: it is an ordinary turn (see engine/).
"""


class HoldfastError(Exception):
    """Something went wrong in Holdfast."""

    remedy: str = ""

    def __init__(self, message: str = "", *, remedy: str = "") -> None:
        super().__init__(message or (self.__doc__ or "").strip())
        if remedy:
            self.remedy = remedy


class SettingError(HoldfastError):
    """A setting is missing or malformed; whoever runs the bot can mend it. Exit code 2."""


class ScriptError(HoldfastError):
    """A conversation file does not load; an editor can mend it. The message is file:line:column."""


class StorageError(HoldfastError):
    """The database refused or is not ours to write."""


class WrongKeyError(StorageError):
    """This database was written with another encryption key. Nothing was changed."""


class DatabaseInUseError(StorageError):
    """Another Holdfast is using this database."""

    remedy = "Stop it first, or give this one another database."


class DatabaseUnavailableError(StorageError):
    """The database is busy or gone for now; the same work can be tried again."""

    remedy = "See whether another program holds it and whether the disk is full, then start again."


class BrokenConversationError(HoldfastError):
    """A stored conversation no longer fits its script; it is closed as failed and a coach is told."""


class RefusedError(HoldfastError):
    """A set of conversations may not be published like this; the message says why."""


class MessengerError(HoldfastError):
    """Telegram answered in a way that stops the bot: the token is wrong or was withdrawn. Exit code 3."""
