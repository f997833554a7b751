"""Alerts beside Telegram, as rows: sent once, tried again, given up; by real servers on this machine."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import pytest

from bot.clock import Clock
from bot.delivery import Alarm, SecondWay, Ways
from bot.delivery.mail import MailServer
from bot.delivery.second_way import LASTS, PAUSES, ROWS_AT_ONCE
from bot.storage import Database, Transaction, second_alert
from bot.storage.second_alert import SecondAlert
from tests.delivery import mailbox
from tests.overhearing import listening

FROM, TO = "alerts@example.org", "eva@example.org"
SUBJECT, TEXT = "K7 · CRISIS", "K7 · CRISIS\n\nYou can open Telegram."


@pytest.fixture
async def mail() -> AsyncIterator[mailbox.MailServer]:
    async with mailbox.mail_server() as made:
        yield made


@pytest.fixture
async def pager() -> AsyncIterator[mailbox.Service]:
    async with mailbox.service() as made:
        yield made


class Post:
    """A second way on a real database; time moves when a test moves it."""

    def __init__(self, database: Database, ways: Ways) -> None:
        self.database = database
        self.clock = Clock()
        self.broken: list[str] = []
        self.second_way = SecondWay(database, self.clock, ways)
        self.second_way.on_broken = self._on_broken
        self.number = 0

    async def _on_broken(self, way: str) -> None:
        self.broken.append(way)

    async def left(self, way: str = "email", address: str = TO) -> int:
        """A rung has left an alert; return its row."""
        self.number += 1
        number, at = self.number, self.clock.now()
        await self.database.run(lambda tx: _add(tx, number, way, address, at))
        return number

    async def look(self) -> None:
        """One look, and all it began has come back."""
        await self.second_way.look()
        while self.second_way.waiting:  # noqa: ASYNC110  # nobody is told
            await asyncio.sleep(0.005)

    async def later(self, seconds: float) -> None:
        self.clock.warp(timedelta(seconds=seconds))
        await self.look()

    async def rows(self) -> list[SecondAlert]:
        """Return what is still to go, now or later."""
        ahead = self.clock.now() + timedelta(days=1)
        return list(await self.database.read(lambda tx: second_alert.due(tx, ahead)))

    async def failures(self) -> list[SecondAlert]:
        since = self.clock.now() - timedelta(days=1)
        return list(await self.database.read(lambda tx: second_alert.failures(tx, since)))


def _add(tx: Transaction, number: int, way: str, address: str, at: datetime) -> None:
    second_alert.add(
        tx,
        id=number,
        case=None,
        rung=0,
        member=None,
        way=way,
        address=address,
        subject=SUBJECT,
        text=TEXT,
        at=at,
    )


Makes = Callable[[], Post]


@pytest.fixture
def makes(database: Database, mail: mailbox.MailServer, pager: mailbox.Service) -> Makes:
    """Return a second way that knows both servers."""
    return lambda: Post(database, Ways.of(smtp_url=mail.url, sender=FROM, alert_url=pager.url))


async def test_what_a_rung_left_goes_once_by_each_way(
    makes: Makes, mail: mailbox.MailServer, pager: mailbox.Service
) -> None:
    post = makes()
    await post.left("email")
    await post.left("url", "")
    await post.look()
    await post.later(3600)

    assert (len(mail.letters), len(pager.calls)) == (1, 1)
    assert await post.rows() == []


async def test_what_failed_is_tried_again_after_5_15_and_60_seconds(
    makes: Makes, pager: mailbox.Service
) -> None:
    pager.answers = [(500, "")] * 3
    post = makes()
    await post.left("url", "")
    await post.look()
    for pause in (5, 15, 60):
        (row,) = await post.rows()
        before = len(pager.calls)
        await post.later(pause - 1)
        assert len(pager.calls) == before, f"too early: {row.tries}"
        await post.later(1)

    assert len(pager.calls) == 4
    assert await post.rows() == []


async def test_after_the_last_try_it_is_given_up_and_the_admins_were_told_once(
    makes: Makes, pager: mailbox.Service
) -> None:
    pager.answers = [(500, "")] * 20
    post = makes()
    await post.left("url", "")
    await post.look()
    for pause in PAUSES:
        await post.later(pause)

    (failed,) = await post.failures()
    assert (failed.reason, len(pager.calls)) == ("service said 500", len(PAUSES) + 1)
    assert post.broken == ["url"]
    assert await post.rows() == []


async def test_a_way_that_works_again_and_breaks_again_is_told_again(
    makes: Makes, pager: mailbox.Service
) -> None:
    post = makes()
    for status in (404, 200, 404, 404):
        pager.answers = [(status, "")]
        await post.left("url", "")
        await post.look()

    assert post.broken == ["url", "url"]


async def test_a_mail_server_that_hangs_does_not_hold_up_the_call(
    makes: Makes, mail: mailbox.MailServer, pager: mailbox.Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.ways.LONGEST_TRY_SECONDS", 1.0)
    mail.hangs = True
    post = makes()
    for _ in range(20):
        await post.left("email")
    await post.left("url", "")
    began = time.monotonic()
    await post.second_way.look()
    while not pager.calls:  # noqa: ASYNC110  # nobody is told
        await asyncio.sleep(0.005)

    assert time.monotonic() - began < 1.0
    await post.second_way.stop(seconds=0)


async def test_very_many_mails_on_their_way_do_not_hide_the_call_of_a_new_alert(
    makes: Makes, mail: mailbox.MailServer, pager: mailbox.Service
) -> None:
    mail.hangs = True
    post = makes()
    for _ in range(ROWS_AT_ONCE):
        await post.left("email")
    await post.second_way.look()
    await post.left("url", "")
    await post.second_way.look()
    async with asyncio.timeout(2):
        while not pager.calls:  # noqa: ASYNC110  # nobody is told
            await asyncio.sleep(0.005)

    await post.second_way.stop(seconds=0)


async def test_one_address_that_is_refused_is_told_once_and_the_way_is_not_called_broken(
    makes: Makes, mail: mailbox.MailServer
) -> None:
    post = makes()
    for _ in range(3):
        mail.answers["RCPT"] = ["550 nobody here"]
        await post.left(address="gone@example.org")
        await post.look()
        await post.left()
        await post.look()

    assert post.broken == ["address"]
    assert len(mail.letters) == 3


async def test_an_alert_of_an_hour_ago_says_nothing_true_any_more(
    makes: Makes, mail: mailbox.MailServer
) -> None:
    post = makes()
    await post.left()
    await post.later(LASTS.total_seconds() + 1)

    assert mail.letters == []
    assert [row.reason for row in await post.failures()] == ["too late"]


async def test_what_a_kill_left_is_sent_by_the_next_start(makes: Makes, mail: mailbox.MailServer) -> None:
    killed = makes()
    await killed.left()
    post = makes()
    await post.second_way.start()
    while not mail.letters:  # noqa: ASYNC110  # nobody is told
        await asyncio.sleep(0.005)
    await post.second_way.stop()

    assert len(mail.letters) == 1
    assert await post.rows() == []


async def test_a_row_that_no_key_opens_does_not_stop_the_others(
    makes: Makes, mail: mailbox.MailServer, database: Database
) -> None:
    post = makes()
    spoilt = await post.left()
    await database.run(lambda tx: tx.driver.execute("UPDATE second_alert SET text = x'00' WHERE id = 1"))
    await post.left(address="another@example.org")
    await post.look()

    assert spoilt == 1
    assert [letter.to for letter in mail.letters] == [("another@example.org",)]


async def test_without_the_database_alarms_leave_from_memory_and_are_tried_again(
    database: Database, pager: mailbox.Service, mail: mailbox.MailServer
) -> None:
    pager.answers = [(502, "")]
    ways = Ways.of(smtp_url=mail.url, sender=FROM, alert_url=pager.url)
    second_way = SecondWay(database, Clock(), ways, pauses=(0.01,))
    database.close()
    second_way.from_memory(
        Alarm(number=number, way=way, address=address, subject=SUBJECT, text=TEXT)
        for number, (way, address) in enumerate((("email", TO), ("url", "")))
    )
    while second_way.waiting:  # noqa: ASYNC110  # nobody is told
        await asyncio.sleep(0.005)

    assert (len(mail.letters), len(pager.calls)) == (1, 2)


async def test_a_way_that_was_taken_out_of_the_settings_fails_at_once(database: Database) -> None:
    post = Post(database, Ways())
    await post.left("email")
    await post.left("url", "")
    await post.look()

    assert {row.reason for row in await post.failures()} == {"not set up"}


async def test_no_log_holds_an_address_a_password_or_the_words(
    makes: Makes, mail: mailbox.MailServer, database: Database
) -> None:
    secrets = ("hushhush", "eva@", "alerts@", "topic-nobody-guesses", "K7")
    url = mail.url.replace("//", "//me:hushhush@")
    mail.login = ("me", "another")
    post = Post(
        database, Ways.of(smtp_url=url, sender=FROM, alert_url="http://127.0.0.1:1/topic-nobody-guesses")
    )
    with listening() as ear:
        await post.left("email")
        await post.left("url", "")
        await post.look()

    heard = ear.everything
    assert "second_alert_not_sent" in heard
    assert [secret for secret in secrets if secret in heard] == []
    assert "hushhush" not in repr(MailServer.of(url))
