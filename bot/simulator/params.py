"""What a caller wrote, whichever of the three ways it was sent: form, JSON or multipart with files."""

import json
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from bot.simulator.refusals import bad

TRUE_WORDS = frozenset({"true", "yes", "1"})  # as the Bot API server reads a Boolean


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came inside the request."""

    name: str
    mime: str
    content: bytes


class Params:
    """Values by name (strings, or what JSON holds) and uploads by name."""

    __slots__ = ("uploads", "values")

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.uploads = uploads or {}

    def words(self, name: str) -> str:
        """Return the value as text, "" when it is missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str) -> int | None:
        """Return the value as a whole number, None when it is missing or no number."""
        try:
            return int(self.values[name])
        except (KeyError, TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """Return whether the value says yes."""
        value = self.values.get(name)
        return value is True or (value is not None and str(value).lower() in TRUE_WORDS)

    def document(self, name: str, refusal: str) -> Any:
        """Return the JSON value, None when it is missing; refuse with `refusal` when it cannot be read."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(refusal) from None


def read(query: bytes, content_type: bytes, body: bytes) -> Params:
    """Return the parameters of one call; what stands in the body wins over the address."""
    values: dict[str, Any] = dict(parse_qsl(query.decode(), keep_blank_values=True)) if query else {}
    if not body:
        return Params(values)
    if content_type.startswith(b"application/x-www-form-urlencoded"):
        values.update(parse_qsl(body.decode(), keep_blank_values=True))
    elif content_type.startswith(b"application/json"):
        try:
            document = json.loads(body)
        except ValueError:
            raise bad("Bad Request: can't parse JSON object") from None
        if not isinstance(document, dict):
            raise bad("Bad Request: can't parse JSON object")
        values.update(document)
    elif content_type.startswith(b"multipart/form-data"):
        return _multipart(values, content_type, body)
    return Params(values)


def _multipart(values: dict[str, Any], content_type: bytes, body: bytes) -> Params:
    whole = b"content-type: " + content_type + b"\r\n\r\n" + body
    parsed = BytesParser(policy=HTTP).parsebytes(whole)
    uploads: dict[str, Upload] = {}
    for part in parsed.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        file_name = part.get_filename()
        if file_name is None:
            values[str(name)] = content.decode("utf-8", "replace")
        else:
            uploads[str(name)] = Upload(name=file_name, mime=part.get_content_type(), content=content)
    return Params(values, uploads)
