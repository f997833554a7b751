"""Settings from the environment and `.env`, each named as in `.env.example`.

A missing, malformed or placeholder setting is one sentence that says how to mend it (SettingError, exit 2).
A value is never repeated in a message: some of them are secrets.
"""

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingError

# What Telegram's BotFather gives: the bot's number, a colon, 35 letters (longer ones are allowed for).
_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{30,64}")
# What `python -m bot key` prints: 32 bytes in base64. By chance it may spell anything, even "xxx".
_KEY = re.compile(r"[A-Za-z0-9+/]{43}=")
# One e-mail address: enough to see a slip, and nothing that could begin another header.
_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+")
_SMTP = re.compile(
    r"smtps?://(?:[^\s/@:?#\[\]]*(?::[^\s/@?#\[\]]*)?@)?(?:\[[0-9A-Fa-f:.]+\]|[^\s/@:?#\[\]]+)(?::\d{1,5})?/?"
)
_CALLED = re.compile(r"https?://[^\s/?#]+([/?]\S*)?")
_PLACEHOLDERS = ("change", "your", "example", "placeholder", "paste", "xxx", "<", "todo")

HOW_TO_GET = {
    "telegram_bot_token": "Talk to @BotFather on Telegram, send /newbot, and put the token it gives you into "
    ".env as TELEGRAM_BOT_TOKEN=...",
    "encryption_key": "Run `make key` and put the line it prints into .env.",
    "smtp_url": "Write it like smtps://user:password@mail.example.org or smtp://mail.example.org:587. Signs "
    "in the user's name or the password are written with a percent sign: %40 for @, %23 for #, %2F for /.",
    "alert_email_from": "Put the address that alerts come from into .env as ALERT_EMAIL_FROM=...",
    "alert_email_to": "Write addresses like one@example.org, separated by commas.",
    "admin_telegram_ids": "Put the Telegram number of the person who invites the coaches into .env as "
    "ADMIN_TELEGRAM_IDS=123456789 (@userinfobot on Telegram shows yours).",
}


class Settings(BaseSettings):
    """Everything that differs from one programme's machine to another's."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    telegram_bot_token: str = Field(default="", repr=False)
    telegram_api_url: str = "https://api.telegram.org"
    admin_telegram_ids: Annotated[tuple[int, ...], NoDecode] = ()
    encryption_key: str = Field(default="", repr=False)
    database_url: str = "sqlite:///data/holdfast.sqlite"
    erased_file: str = ""
    conversations_folder: Path = Path("conversations")
    locales_folder: Path = Path("locales")
    messages_per_second: float = Field(default=25.0, ge=0, le=1000)
    heartbeat_url: str = Field(default="", repr=False)
    smtp_url: str = Field(default="", repr=False)
    alert_email_from: str = ""
    alert_email_to: Annotated[tuple[str, ...], NoDecode] = ()
    alert_url: str = Field(default="", repr=False)
    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$")

    @field_validator("admin_telegram_ids", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        words = value.replace(",", " ").split()
        if not all(word.isdecimal() and 0 < int(word) < 2**52 for word in words):
            raise ValueError("Telegram numbers are digits, separated by commas")
        return tuple(int(word) for word in words)

    @field_validator("encryption_key")
    @classmethod
    def _key(cls, value: str) -> str:
        return value.strip().removeprefix("ENCRYPTION_KEY=")  # the whole printed line, behind the name

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: str) -> str:
        value = value.strip()
        if value and not (_SMTP.fullmatch(value) and _can_be_split(value)):
            raise ValueError("a mail server is written as smtp:// or smtps://, a name, and a port if need be")
        return value

    @field_validator("alert_email_from")
    @classmethod
    def _sender(cls, value: str) -> str:
        value = value.strip()
        if value and not _EMAIL.fullmatch(value):
            raise ValueError("an e-mail address looks like alerts@example.org")
        return value

    @field_validator("alert_email_to", mode="before")
    @classmethod
    def _receivers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        words = value.replace(",", " ").replace(";", " ").split()
        if not all(_EMAIL.fullmatch(word) for word in words):
            raise ValueError("e-mail addresses look like one@example.org, separated by commas")
        return tuple(dict.fromkeys(words))

    @field_validator("telegram_api_url", "heartbeat_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
            raise ValueError("an address begins with http:// or https://")
        return value.rstrip("/")

    @field_validator("alert_url")
    @classmethod
    def _called(cls, value: str) -> str:
        value = value.strip()
        if value and not (_CALLED.fullmatch(value) and _can_be_split(value)):
            raise ValueError("an address is written as http:// or https://, a name, and a port if need be")
        return value  # to the letter: another service may stand behind a last stroke

    @property
    def erased_list(self) -> Path:
        """Return where the list of deleted records stands: beside a SQLite database, unless it is set."""
        if self.erased_file.strip():
            return Path(self.erased_file.strip())
        backend, _, file = self.database_url.partition("///")
        return Path(f"{file}.erased") if backend == "sqlite:" else Path("data/holdfast.erased")


def _can_be_split(address: str) -> bool:
    """Return whether name and port can be told apart; later an error would repeat a part of the address."""
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Return the settings; raises SettingError with one sentence for the first thing that is wrong."""
    if env_file is not None and env_file.is_dir():
        raise SettingError(".env is a folder, but it should be a file. Copy .env.example to .env.")
    try:
        return Settings(_env_file=env_file)
    except UnicodeDecodeError:
        raise SettingError(
            ".env is not plain UTF-8 text. Copy .env.example to .env and fill it in again."
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        what = first["msg"].removeprefix("Value error, ")
        raise SettingError(
            f"{name.upper()} cannot be used: {what}. {HOW_TO_GET.get(name, '')}".strip()
        ) from None


def for_second_way(settings: Settings) -> Settings:
    """Return `settings` when what they say of e-mail fits together; SettingError names what is missing."""
    if settings.smtp_url and not settings.alert_email_from:
        raise SettingError(f"ALERT_EMAIL_FROM is missing. {HOW_TO_GET['alert_email_from']}")
    if settings.alert_email_to and not settings.smtp_url:
        raise SettingError(
            f"ALERT_EMAIL_TO is set, but SMTP_URL is missing: no e-mail can leave. {HOW_TO_GET['smtp_url']}"
        )
    return settings


def for_live_run(settings: Settings) -> Settings:
    """Return `settings` when they are enough for real Telegram; SettingError names what is missing."""
    for name in ("telegram_bot_token", "encryption_key"):
        value = getattr(settings, name).strip()
        if not value:
            raise SettingError(f"{name.upper()} is missing. {HOW_TO_GET[name]}")
        is_real = _TOKEN.fullmatch(value) or _KEY.search(value)
        if not is_real and any(word in value.casefold() for word in _PLACEHOLDERS):
            raise SettingError(f"{name.upper()} still holds a placeholder. {HOW_TO_GET[name]}")
    if not _TOKEN.fullmatch(settings.telegram_bot_token.strip()):
        raise SettingError(
            "TELEGRAM_BOT_TOKEN does not look like a token (digits, a colon, then letters). "
            + HOW_TO_GET["telegram_bot_token"]
        )
    if not settings.admin_telegram_ids:
        raise SettingError(f"ADMIN_TELEGRAM_IDS is missing. {HOW_TO_GET['admin_telegram_ids']}")
    return for_second_way(settings)
