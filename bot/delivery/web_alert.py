"""One HTTP call to ALERT_URL: ntfy, or whatever passes a text on to phones and pagers.

The body is the text, the headers are those that ntfy understands and that others pass over. Redirects are
followed by hand: a client that turns the POST into a GET would take the page behind it for an alarm raised.
"""

from email.header import Header
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.delivery.passed import Failed, Passed, Try

# Seconds for one call: a crisis waits for no slow service.
CALL_SECONDS = 15.0
MOST_REDIRECTS = 3
# Where the call is to be made again; 303 says that it was made and where to read about it (RFC 9110).
_ELSEWHERE = frozenset({301, 302, 307, 308})
_TAKEN = frozenset({*range(200, 300), 303})
# Too early or too fast; any other number of the four hundreds will be the same next time.
_LATER = frozenset({408, 425, 429})


async def call_url(url: str, subject: str, text: str) -> Try:
    """Make the call; return how it turned out. Never raises for what a network or a service can do."""
    headers = {
        "Title": _header(subject),
        "Priority": "urgent",
        "Content-Type": "text/plain; charset=utf-8",
    }
    timeout = aiohttp.ClientTimeout(total=CALL_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session:
            return await _call(session, url, headers, text.encode())
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        # Its own text may hold the address, which may hold a secret.
        return Failed(reason=type(error).__name__, for_good=isinstance(error, aiohttp.InvalidURL))


async def _call(session: aiohttp.ClientSession, url: str, headers: dict[str, str], body: bytes) -> Try:
    for _ in range(MOST_REDIRECTS + 1):
        async with session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
            status, where = answer.status, answer.headers.get("Location")
        if status in _TAKEN:
            return Passed()
        if status not in _ELSEWHERE or where is None:
            final = 300 <= status < 500 and status not in _LATER
            return Failed(reason=f"service said {status}", for_good=final)
        there = urljoin(url, where)
        if urlsplit(url).scheme == "https" and urlsplit(there).scheme != "https":
            return Failed(reason="sent on without encryption", for_good=True)
        url = there
    return Failed(reason="sent on too often", for_good=True)


def _header(words: str) -> str:
    """Return the words as a header can hold them: ASCII as it is, else encoded (RFC 2047, as ntfy reads)."""
    plain = words.replace(" · ", " - ")
    return plain if plain.isascii() else Header(plain, "utf-8", maxlinelen=0).encode()
