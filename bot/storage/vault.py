"""Seals what names a person or speaks for them, field by field.

A sealed field is: one byte that says which key, 12 random bytes, AES-256-GCM ciphertext with its tag. Table,
column and row id are bound in as associated data, so a field copied to another place does not open. Field
and index keys are derived from each setting's key by HKDF-SHA256 (RFC 5869); the setting's own bytes encrypt
nothing.
"""

import base64
import binascii
import hmac
import os
from collections.abc import Mapping
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import SettingError, StorageError

KEY_BYTES: Final = 32  # AES-256
NONCE_BYTES: Final = 12  # 96 bits, as NIST SP 800-38D recommends for random nonces
INDEX_BYTES: Final = 16  # 128 bits: two of a billion chats meet with a chance of one in 10^20
_REMEDY: Final = (
    "Set ENCRYPTION_KEY to base64 of 32 bytes; several keys are separated by commas, newest first."
)


def _derive(key: bytes, purpose: str, length: int = KEY_BYTES) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=f"holdfast {purpose} 1".encode()).derive(
        key
    )


class Vault:
    """Holds the keys. The first one writes; all of them read. Safe to share between threads."""

    def __init__(self, keys: Mapping[int, bytes]) -> None:
        """`keys` is {key id 0..255: 32 bytes}, the writing key first."""
        if not keys:
            raise SettingError("There is no encryption key.", remedy=_REMEDY)
        if any(len(key) != KEY_BYTES for key in keys.values()) or any(
            not 0 <= number <= 255 for number in keys
        ):
            raise SettingError("An encryption key is not 32 bytes long.", remedy=_REMEDY)
        self._ciphers = {number: AESGCM(_derive(key, "field")) for number, key in keys.items()}
        self._index_keys = tuple(_derive(key, "index") for key in keys.values())
        self._keys = dict(keys)
        self._mac_keys: dict[tuple[int, str], bytes] = {}
        first = next(iter(keys))
        self._prefix = bytes([first])
        self._writing = self._ciphers[first]

    @classmethod
    def from_setting(cls, text: str) -> Self:
        """Return the vault that ENCRYPTION_KEY describes. Never repeats the key in a message.

        The key id is derived from the key itself, so adding a key in front leaves old fields readable.
        """
        keys: dict[int, bytes] = {}
        for part in text.split(","):
            try:
                key = base64.b64decode(part.strip().replace("-", "+").replace("_", "/"), validate=True)
            except (binascii.Error, ValueError):
                raise SettingError("The encryption key is not base64.", remedy=_REMEDY) from None
            if len(key) != KEY_BYTES:
                raise SettingError("The encryption key is not 32 bytes long.", remedy=_REMEDY)
            if len(set(key)) == 1:
                raise SettingError("The encryption key is a placeholder.", remedy=_REMEDY)
            number = _derive(key, "key id", 1)[0]
            if number in keys:
                raise SettingError(
                    "Two encryption keys cannot be told apart.", remedy="Make another new key."
                )
            keys[number] = key
        return cls(keys)

    @staticmethod
    def new_key() -> str:
        """Return a fresh random key in the form that ENCRYPTION_KEY takes."""
        return base64.b64encode(os.urandom(KEY_BYTES)).decode("ascii")

    def seal(self, table: str, column: str, row_id: int, text: str) -> bytes:
        """Return `text` sealed for this one place."""
        nonce = os.urandom(NONCE_BYTES)
        place = f"{table}.{column}.{row_id}".encode()
        return self._prefix + nonce + self._writing.encrypt(nonce, text.encode(), place)

    def unseal(self, table: str, column: str, row_id: int, sealed: bytes) -> str:
        """Return the text sealed for this place; StorageError when it was not, or the key is missing."""
        cipher = self._ciphers.get(sealed[0]) if sealed else None
        if cipher is None:
            raise StorageError(
                f"No key opens {table}.{column}.", remedy="Put the older key behind the newer one."
            )
        place = f"{table}.{column}.{row_id}".encode()
        try:
            return cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], place).decode()
        except (InvalidTag, ValueError):
            raise StorageError(f"A field of {table}.{column} was changed outside Holdfast.") from None

    def opened(self, table: str, column: str, row_id: int, sealed: bytes) -> str | None:
        """Return the text sealed for this place, None when it cannot be read.

        For looks at many rows: one bad row must not hide the others.
        """
        try:
            return self.unseal(table, column, row_id, sealed)
        except StorageError:
            return None

    def mac(self, purpose: str, content: bytes) -> bytes:
        """Return a proof that whoever held the writing key wrote `content` for this purpose.

        One byte that says which key, and HMAC-SHA256 under a key derived for the purpose alone.
        """
        return self._mac(self._prefix[0], purpose, content)

    def macs(self, purpose: str, content: bytes) -> tuple[bytes, ...]:
        """Return every proof of this content that a key of ours may have written, the writing key's first."""
        return tuple(self._mac(number, purpose, content) for number in self._keys)

    def is_mac(self, purpose: str, content: bytes, mac: bytes) -> bool:
        """Return whether `mac` proves this content for this purpose, under any key we hold."""
        if not mac or mac[0] not in self._keys:
            return False
        return hmac.compare_digest(mac, self._mac(mac[0], purpose, content))

    def _mac(self, number: int, purpose: str, content: bytes) -> bytes:
        key = self._mac_keys.get((number, purpose))
        if key is None:
            key = self._mac_keys[number, purpose] = _derive(self._keys[number], f"proof {purpose}")
        return bytes([number]) + hmac.digest(key, content, "sha256")

    def index(self, chat: int) -> bytes:
        """Return the blind index under which a chat is written: keyed, one-way, equal for equal chats."""
        return hmac.digest(self._index_keys[0], b"%d" % chat, "sha256")[:INDEX_BYTES]

    def indexes(self, chat: int) -> tuple[bytes, ...]:
        """Return every index under which a chat may have been written, the writing key's first."""
        number = b"%d" % chat
        return tuple(hmac.digest(key, number, "sha256")[:INDEX_BYTES] for key in self._index_keys)
