"""A mail server on this machine, and a service behind one address: they take what comes, or fail as told."""

import asyncio
import ssl
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(slots=True, kw_only=True)
class Letter:
    """One mail as it was handed in: `encrypted` and `user` say how, `to` is the address of the envelope."""

    to: tuple[str, ...]
    sender: str
    message: EmailMessage
    encrypted: bool
    user: str | None

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        return str(self.message.get_content()).replace("\r\n", "\n")


@dataclass(slots=True)
class MailServer:
    """Speaks as much SMTP as a mail needs. `answers` are given instead of a yes: {verb: [oldest first]}."""

    port: int = 0
    tls: ssl.SSLContext | None = None
    encrypted: bool = False  # from the first byte on
    login: tuple[str, str] | None = None
    answers: dict[str, list[str]] = field(default_factory=dict)
    hangs: bool = False
    letters: list[Letter] = field(default_factory=list)
    writers: list[asyncio.StreamWriter] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{'smtps' if self.encrypted else 'smtp'}://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.append(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            if self.hangs:
                await reader.read()
            else:
                await self._talk(reader, writer)
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        encrypted, user, sender, to = self.encrypted, None, "", []
        await _say(writer, "220 here")
        while line := (await reader.readline()).decode().rstrip():
            verb, _, rest = line.partition(" ")
            verb = verb.upper()
            if self.answers.get(verb):
                await _say(writer, self.answers[verb].pop(0))
                continue
            match verb:
                case "EHLO":
                    offers = ["here"]
                    offers += ["STARTTLS"] if self.tls and not encrypted else []
                    offers += ["AUTH PLAIN"] if self.login else []
                    for number, offer in enumerate(offers, start=1):
                        await _say(writer, f"250{' ' if number == len(offers) else '-'}{offer}")
                case "STARTTLS" if self.tls is not None:
                    await _say(writer, "220 go on")
                    await writer.start_tls(self.tls)
                    encrypted = True
                case "AUTH":
                    _, name, password = b64decode(rest.split()[-1]).decode().split("\0")
                    user = name if (name, password) == self.login else None
                    await _say(writer, "235 in" if user else "535 no")
                case "MAIL":
                    sender = rest.partition("<")[2].partition(">")[0]
                    await _say(writer, "250 yes")
                case "RCPT":
                    to.append(rest.partition("<")[2].partition(">")[0])
                    await _say(writer, "250 yes")
                case "DATA":
                    await _say(writer, "354 go on")
                    raw = await reader.readuntil(b"\r\n.\r\n")
                    message = message_from_bytes(raw[:-3], policy=policy.default)
                    assert isinstance(message, EmailMessage)
                    self.letters.append(
                        Letter(to=tuple(to), sender=sender, message=message, encrypted=encrypted, user=user)
                    )
                    await _say(writer, "250 yes")
                case "QUIT":
                    await _say(writer, "221 bye")
                    return
                case _:
                    await _say(writer, "250 yes")


async def _say(writer: asyncio.StreamWriter, words: str) -> None:
    writer.write(words.encode() + b"\r\n")
    await writer.drain()


@asynccontextmanager
async def mail_server(**how: object) -> AsyncIterator[MailServer]:
    """Run a mail server on a free port of this machine."""
    made = MailServer(**how)  # type: ignore[arg-type]  # the fields of MailServer
    running = await asyncio.start_server(made.serve, "127.0.0.1", 0, ssl=made.tls if made.encrypted else None)
    made.port = running.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        running.close()
        for writer in made.writers:
            writer.transport.abort()
            with suppress(OSError):
                await writer.wait_closed()


@dataclass(slots=True, kw_only=True)
class Call:
    """One call of the service: what stood in it."""

    method: str
    path: str
    title: str
    priority: str
    text: str


@dataclass(slots=True)
class Service:
    """Takes calls; `answers` are (status, Location or "") given instead of a yes, oldest first."""

    port: int = 0
    answers: list[tuple[int, str]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/topic"

    async def handle(self, request: web.Request) -> web.Response:
        self.calls.append(
            Call(
                method=request.method,
                path=request.path_qs,
                title=request.headers.get("Title", ""),
                priority=request.headers.get("Priority", ""),
                text=await request.text(),
            )
        )
        status, where = self.answers.pop(0) if self.answers else (200, "")
        return web.Response(
            status=status, headers={"Location": where} if where else {}, text="read by nobody"
        )


@asynccontextmanager
async def service() -> AsyncIterator[Service]:
    """Run a service on a free port of this machine."""
    made = Service()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", made.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.port = runner.addresses[0][1]
    try:
        yield made
    finally:
        await runner.cleanup()


def certified(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return (what the server shows, what believes it): a certificate for 127.0.0.1 made a moment ago."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "mail.pem"
    pem = serialization.Encoding.PEM
    file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(file)
    believes = ssl.create_default_context(cafile=str(file))
    return shown, believes
