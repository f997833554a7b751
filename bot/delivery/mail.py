"""One e-mail by SMTP: a code and a level, to one address. `send_mail` blocks and belongs into a thread.

A password never travels in the clear: without encryption there is no login, unless the server is this very
machine. The same alert has the same Message-ID each time it is tried, so that a mailbox that gets it twice
can show it once.
"""

import smtplib
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from bot.delivery.passed import Failed, Passed, Try

# Seconds to connect, and for each answer of the server: a crisis waits for no slow one.
SMTP_SECONDS = 10.0
PORTS = {"smtp": 587, "smtps": 465}
# This machine: what is said to it goes over no wire.
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
# Why one mail does not go while others do.
ADDRESS_REFUSED = "address refused"
# An answer of the server from here on is final: the same mail will not be taken later either (RFC 5321).
_FINAL = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed in. `encrypted`: from the first byte on (smtps); else by STARTTLS, if offered."""

    host: str
    port: int
    encrypted: bool
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str) -> "MailServer":
        """Return the server of `smtp://user:password@host:587` or `smtps://...`; signs are %-encoded."""
        parts = urlsplit(url)
        return cls(
            host=parts.hostname or "",
            port=parts.port or PORTS[parts.scheme],
            encrypted=parts.scheme == "smtps",
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )


def send_mail(
    server: MailServer,
    sender: str,
    to: str,
    subject: str,
    text: str,
    *,
    number: str,
    tls: ssl.SSLContext | None = None,
) -> Try:
    """Hand one mail in; return how it turned out. Never raises; `number` tells this alert from others."""
    context = tls or ssl.create_default_context()
    try:
        with closing(_connected(server, sender.rpartition("@")[2], context)) as connection:
            if server.user:
                if not (_is_encrypted(connection) or server.host in _HERE):
                    return Failed(reason="no encryption for the login", for_good=True)
                connection.login(server.user, server.password)
            connection.send_message(_message(sender, to, subject, text, number), sender, [to])
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()  # the server has the mail: how it says goodbye changes nothing
    except smtplib.SMTPAuthenticationError as error:
        return Failed(reason="login refused", for_good=error.smtp_code >= _FINAL)
    except smtplib.SMTPRecipientsRefused as error:
        code = min((one for one, _ in error.recipients.values()), default=0)
        return Failed(reason=ADDRESS_REFUSED, for_good=code >= _FINAL)
    except smtplib.SMTPResponseException as error:
        return Failed(reason=f"server said {int(error.smtp_code)}", for_good=error.smtp_code >= _FINAL)
    except ssl.SSLCertVerificationError:
        return Failed(reason="certificate", for_good=False)
    except (smtplib.SMTPException, OSError, UnicodeError, ValueError) as error:
        # Its own text may hold an address; its kind is enough to look for.
        return Failed(reason=type(error).__name__, for_good=False)
    return Passed()


def _connected(server: MailServer, domain: str, tls: ssl.SSLContext) -> smtplib.SMTP:
    # Without a name of ours, smtplib would ask the network for the machine's: that can take half a minute.
    if server.encrypted:
        return smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=domain, timeout=SMTP_SECONDS, context=tls
        )
    connection = smtplib.SMTP(server.host, server.port, local_hostname=domain, timeout=SMTP_SECONDS)
    try:
        connection.ehlo()
        if connection.has_extn("starttls"):
            connection.starttls(context=tls)
            connection.ehlo()
    except BaseException:
        connection.close()
        raise
    return connection


def _is_encrypted(connection: smtplib.SMTP) -> bool:
    return isinstance(connection.sock, ssl.SSLSocket)


def _message(sender: str, to: str, subject: str, text: str, number: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = f"<{number}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # out-of-office answers stay away (RFC 3834)
    message["Importance"], message["X-Priority"] = "high", "1"
    message.set_content(text)
    return message
