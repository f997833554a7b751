"""What is wrong with a setting is said in one sentence, and never repeats the value."""

import re
from pathlib import Path

import pytest

from bot.config import Settings, for_live_run, read_settings
from bot.errors import SettingError
from bot.storage import Vault

TOKEN = "123456:" + "A" * 35
GOOD = {"TELEGRAM_BOT_TOKEN": TOKEN, "ENCRYPTION_KEY": "k" * 44, "ADMIN_TELEGRAM_IDS": "12, 34"}


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def settings_from(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return read_settings(env_file=None)


def test_env_example_names_every_setting_and_no_other() -> None:
    named = set(re.findall(r"^([A-Z_]+)=", Path(".env.example").read_text("utf-8"), re.MULTILINE))

    assert named == {name.upper() for name in Settings.model_fields}


def test_env_example_says_what_the_defaults_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings(Path(".env.example")) == read_settings(env_file=None)


def test_complete_settings_are_enough_for_a_live_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert for_live_run(settings_from(monkeypatch, **GOOD)).admin_telegram_ids == (12, 34)


@pytest.mark.parametrize("name", GOOD)
def test_what_is_missing_is_named_with_the_repair(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    settings = settings_from(monkeypatch, **(GOOD | {name: ""}))

    with pytest.raises(SettingError, match=f"^{name} is missing\\. .+"):
        for_live_run(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "put-your-token-here"),
        ("TELEGRAM_BOT_TOKEN", "123456:short"),
        ("TELEGRAM_BOT_TOKEN", "secret secret"),
        ("ENCRYPTION_KEY", "change-me"),
    ],
)
def test_what_cannot_be_right_is_refused_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(SettingError) as refused:
        for_live_run(settings_from(monkeypatch, **(GOOD | {name: value})))

    assert name in str(refused.value)
    assert value not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMIN_TELEGRAM_IDS", "me, you"),
        ("ADMIN_TELEGRAM_IDS", "-5"),
        ("TELEGRAM_API_URL", "ftp://somewhere"),
        ("HEARTBEAT_URL", "not an address"),
        ("MESSAGES_PER_SECOND", "fast"),
        ("MESSAGES_PER_SECOND", "-1"),
        ("LOG_LEVEL", "everything"),
        ("SMTP_URL", "our-own-server"),
        ("SMTP_URL", "https://user:hush@mail.example.org"),
        ("SMTP_URL", "smtp://mail.example.org:99999"),
        ("SMTP_URL", "smtp://user:hu#sh@mail.example.org"),
        ("SMTP_URL", "smtp://us?er:hush@mail.example.org"),
        ("SMTP_URL", "smtps://user:hu[sh@mail.example.org"),
        ("SMTP_URL", "smtps://[::::]"),
        ("ALERT_EMAIL_FROM", "no-address"),
        ("ALERT_EMAIL_TO", "one@example.org, another"),
        ("ALERT_EMAIL_TO", "a@b.org,b@c.org>"),
        ("ALERT_URL", "ntfy.sh/secret-topic"),
        ("ALERT_URL", "https://ntfy.sh:secret/topic"),
        ("ALERT_URL", "https://[ntfy/secret-topic"),
    ],
)
def test_a_malformed_setting_is_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"^{name} cannot be used: ") as refused:
        settings_from(monkeypatch, **{name: value})

    assert "\n" not in str(refused.value)
    assert value not in str(refused.value)


def test_settings_that_are_shown_by_mistake_show_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_from(monkeypatch, **GOOD, **MAIL, ALERT_URL="https://ntfy.sh/hush-topic")

    shown = f"{settings!r} {settings}"
    assert [secret for secret in (*GOOD.values(), *MAIL.values(), "hush") if secret in shown] == [
        GOOD["ADMIN_TELEGRAM_IDS"],
        MAIL["ALERT_EMAIL_FROM"],
    ]


MAIL = {"SMTP_URL": "smtps://me%40x:p@mail.example.org:465", "ALERT_EMAIL_FROM": "alerts@example.org"}


def test_e_mail_addresses_are_separated_by_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_from(monkeypatch, **MAIL, ALERT_EMAIL_TO="a@x.org, b@x.org c@x.org;a@x.org")

    assert settings.alert_email_to == ("a@x.org", "b@x.org", "c@x.org")


@pytest.mark.parametrize(
    ("taken", "missing"),
    [
        ({"ALERT_EMAIL_FROM": ""}, "ALERT_EMAIL_FROM is missing"),
        ({"SMTP_URL": "", "ALERT_EMAIL_TO": "eva@example.org"}, "SMTP_URL is missing"),
    ],
)
def test_half_a_second_way_by_mail_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, taken: dict[str, str], missing: str
) -> None:
    settings = settings_from(monkeypatch, **(GOOD | MAIL | taken))

    with pytest.raises(SettingError, match=missing) as refused:
        for_live_run(settings)
    assert "eva@" not in str(refused.value)


def test_without_any_second_way_the_bot_starts_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    assert for_live_run(settings_from(monkeypatch, **GOOD)).alert_url == ""


def test_a_broken_env_file_is_said_plainly(tmp_path: Path) -> None:
    junk = tmp_path / "junk"
    junk.write_bytes(b"\xff\xfe\x00\x81")

    with pytest.raises(SettingError, match="UTF-8"):
        read_settings(junk)
    with pytest.raises(SettingError, match="folder"):
        read_settings(tmp_path)


def test_a_key_that_happens_to_spell_a_placeholder_is_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    key = "xXx" + Vault.new_key()[3:]
    settings = settings_from(monkeypatch, **(GOOD | {"ENCRYPTION_KEY": key}))

    assert for_live_run(settings).encryption_key == key
