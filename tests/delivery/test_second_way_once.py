"""The ways beside Telegram, each tried once: a real mail server and a real service on this machine."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery import Alarm, Ways
from bot.delivery.mail import MailServer, send_mail
from bot.delivery.passed import Failed, Passed, Try
from bot.delivery.web_alert import call_url
from tests.delivery import mailbox

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


def by_mail(number: int = 1, to: str = TO) -> Alarm:
    return Alarm(number=number, way="email", address=to, subject=SUBJECT, text=TEXT)


async def mailed(url: str, *, tls: object = None) -> Try:
    ways = Ways(server=MailServer.of(url), sender=FROM, tls=tls)  # type: ignore[arg-type]  # an SSL context
    return await ways.try_once(by_mail())


async def test_a_mail_holds_the_code_and_the_level_and_says_that_nobody_has_to_answer_it(
    mail: mailbox.MailServer,
) -> None:
    assert await mailed(mail.url) == Passed()

    (letter,) = mail.letters
    assert (letter.sender, letter.to) == (FROM, (TO,))
    assert (letter.subject, letter.text) == (SUBJECT, TEXT + "\n")
    assert letter.message["Auto-Submitted"] == "auto-generated"


async def test_the_same_alert_tried_twice_is_one_message_for_a_mailbox(mail: mailbox.MailServer) -> None:
    await mailed(mail.url)
    await mailed(mail.url)

    assert len({str(letter.message["Message-ID"]) for letter in mail.letters}) == 1
    assert len(mail.letters) == 2


@pytest.mark.parametrize("encrypted", [True, False], ids=["smtps", "starttls"])
async def test_a_login_travels_encrypted(tmp_path: Path, encrypted: bool) -> None:
    shown, believes = mailbox.certified(tmp_path)
    async with mailbox.mail_server(tls=shown, encrypted=encrypted, login=("a@b", "p w")) as mail:
        url = mail.url.replace("//", "//a%40b:p%20w@")

        assert await mailed(url, tls=believes) == Passed()

    (letter,) = mail.letters
    assert (letter.encrypted, letter.user) == (True, "a@b")


async def test_a_certificate_that_nobody_vouches_for_gets_no_password(tmp_path: Path) -> None:
    shown, _ = mailbox.certified(tmp_path)
    async with mailbox.mail_server(tls=shown, login=("a", "b")) as mail:
        assert await mailed(mail.url.replace("//", "//a:b@")) == Failed(reason="certificate", for_good=False)
    assert mail.letters == []


async def test_without_encryption_there_is_no_login_at_another_machine(
    mail: mailbox.MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.mail._HERE", frozenset())
    mail.login = ("a", "b")

    outcome = await mailed(mail.url.replace("//", "//a:b@"))

    assert outcome == Failed(reason="no encryption for the login", for_good=True)
    assert mail.letters == []


@pytest.mark.parametrize(
    ("verb", "answer", "outcome"),
    [
        ("RCPT", "550 nobody here", Failed(reason="address refused", for_good=True)),
        ("RCPT", "450 later", Failed(reason="address refused", for_good=False)),
        ("MAIL", "451 busy", Failed(reason="server said 451", for_good=False)),
        ("DATA", "554 no", Failed(reason="server said 554", for_good=True)),
        ("AUTH", "535 no", Failed(reason="login refused", for_good=True)),
    ],
)
async def test_what_a_mail_server_refuses_for_good_is_not_tried_for_ever(
    mail: mailbox.MailServer, verb: str, answer: str, outcome: Failed
) -> None:
    mail.login = ("a", "b")
    mail.answers[verb] = [answer]

    assert await mailed(mail.url.replace("//", "//a:b@")) == outcome


@pytest.mark.parametrize("goodbye", ["500 what", "250 yes", "221"])
async def test_a_mail_that_was_taken_is_sent_however_the_server_says_goodbye(
    mail: mailbox.MailServer, goodbye: str
) -> None:
    mail.answers["QUIT"] = [goodbye]

    assert await mailed(mail.url) == Passed()
    assert len(mail.letters) == 1


async def test_no_mail_server_at_all_is_a_failure_and_no_more() -> None:
    assert await mailed("smtp://127.0.0.1:1") == Failed(reason="ConnectionRefusedError", for_good=False)


async def test_an_address_that_would_begin_another_header_is_refused(mail: mailbox.MailServer) -> None:
    server = MailServer.of(mail.url)

    outcome = await asyncio.to_thread(send_mail, server, FROM, "a@b\r\nBcc: c@d", SUBJECT, TEXT, number="1")

    assert isinstance(outcome, Failed)
    assert mail.letters == []


async def test_a_server_that_hangs_never_holds_up_the_event_loop(
    mail: mailbox.MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.ways.LONGEST_TRY_SECONDS", 0.3)
    mail.hangs = True
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.01)
            beats += 1

    beating = asyncio.create_task(beat())
    outcome = await mailed(mail.url)
    beating.cancel()

    assert outcome == Failed(reason="too slow", for_good=False)
    assert beats > 10


async def test_the_one_call_is_a_post_that_ntfy_understands(pager: mailbox.Service) -> None:
    assert await call_url(pager.url, SUBJECT, TEXT) == Passed()

    (call,) = pager.calls
    assert (call.method, call.path, call.text) == ("POST", "/topic", TEXT)
    assert (call.title, call.priority) == ("K7 - CRISIS", "urgent")


async def test_a_title_with_accents_is_a_header_all_the_same(pager: mailbox.Service) -> None:
    assert await call_url(pager.url, "K7 · emergencia en línea", TEXT) == Passed()
    assert pager.calls[0].title.startswith("=?utf-8?")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_call_that_is_sent_on_is_made_again_there_and_stays_a_call(
    pager: mailbox.Service, status: int
) -> None:
    pager.answers = [(status, "/elsewhere")]

    assert await call_url(pager.url, SUBJECT, TEXT) == Passed()
    assert [(call.method, call.path, call.text) for call in pager.calls] == [
        ("POST", "/topic", TEXT),
        ("POST", "/elsewhere", TEXT),
    ]


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([(303, "/read")], Passed()),
        ([(204, "")], Passed()),
        ([(500, "")], Failed(reason="service said 500", for_good=False)),
        ([(429, "")], Failed(reason="service said 429", for_good=False)),
        ([(404, "")], Failed(reason="service said 404", for_good=True)),
        ([(301, "")], Failed(reason="service said 301", for_good=True)),
        ([(302, "/again")] * 9, Failed(reason="sent on too often", for_good=True)),
    ],
)
async def test_what_a_service_says_is_taken_at_its_word(
    pager: mailbox.Service, answers: list[tuple[int, str]], outcome: Try
) -> None:
    pager.answers = answers
    assert await call_url(pager.url, SUBJECT, TEXT) == outcome
