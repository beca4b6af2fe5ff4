"""Seals what could hurt somebody, so that a stolen file or dump tells nothing.

Each value gets a data key of its own; the newest master key wraps that data key. Turning the ring
therefore rewraps 32 bytes per value and never touches the values. The context ("draft:ab12cd") is
bound in: a sealed value moved to another row does not open.

Layout 1, in bytes: 01, length of key id 1, key id, nonce 12, wrapped data key 48, nonce 12,
value with its tag 16 longer.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage import keys
from storage.errors import KeyLost, KeyRingError, SealBroken

_LAYOUT = 1
_HEAD = 2
_NONCE = 12
_DATA_KEY = 32
_WRAPPED = _DATA_KEY + 16
_MARK_LETTERS = 32


def mark(pepper: bytes, text: str, context: str) -> str:
    """Tells whether two texts of one context are the same one, without telling what they are.

    The same text has another mark in another context. `pepper`: `storage.peppers.pepper`. It stays
    the same when the master keys turn, since it is a sealed value and no key of the ring.
    """
    told = f"{len(context)}:{context}{text}".encode()
    return hmac.new(pepper, told, hashlib.sha256).hexdigest()[:_MARK_LETTERS]


def key_id_of(sealed: bytes) -> str:
    """Which master key wraps this value, told without opening it; SealBroken when it is none."""
    if len(sealed) < _HEAD or sealed[0] != _LAYOUT:
        raise _broken()
    return sealed[_HEAD : _HEAD + sealed[1]].decode("ascii", errors="replace")


def head_of(key_id: str) -> bytes:
    """What every value begins with that this master key wraps."""
    return bytes((_LAYOUT, len(key_id))) + key_id.encode()


@dataclass(frozen=True, slots=True, repr=False)
class _Held:
    """The keys as they were read once: replaced as a whole, so no task sees half a change."""

    keys: Mapping[str, bytes]
    ciphers: Mapping[bytes, AESGCM]
    newest: AESGCM
    head: bytes

    @classmethod
    def of(cls, master_keys: Mapping[str, bytes]) -> Self:
        ciphers = {head_of(name): AESGCM(key) for name, key in master_keys.items()}
        head = next(iter(ciphers))
        return cls(master_keys, ciphers, ciphers[head], head)


class KeyRing:
    """Master keys, newest first. Knows no database; safe to share between tasks and threads.

    Keys that were read from a file follow it: before anything is sealed the file's stamp is looked
    at (some millionths of a second), so that whoever turns the ring knows that nothing begun later
    is sealed with an older key. Keys that were given as text stay as they are.
    """

    def __init__(self, master_keys: Mapping[str, bytes], path: Path | None = None) -> None:
        """`master_keys`: id to 32 bytes, newest first. `path`: the file that they follow."""
        if not master_keys:
            raise KeyRingError("MASTER_KEYS holds no key: give at least one as ID:BASE64.")
        self._held = _Held.of(master_keys)
        self._path = path
        self._stamp: keys.Stamp | None = None

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read `k2:BASE64 k1:BASE64`, newest first; KeyRingError says what is wrong with it."""
        return cls(keys.parse(text))

    @classmethod
    def load_or_create(cls, path: Path) -> Self:
        """Read the ring's file, making it at the first start; KeyRingError says what to mend."""
        return cls(keys.parse(keys.read_or_create(path)), path)

    @property
    def key_ids(self) -> list[str]:
        """Newest first."""
        return list(self._held.keys)

    def refresh(self) -> bool:
        """Take up what another process made of the file; True when it had changed.

        KeyRingError when the file is gone, damaged or another installation's: the keys that were
        read before stay in use, since what people say meanwhile must not be lost.
        """
        if self._path is None:
            return False
        stamp = keys.stamp(self._path)
        if stamp == self._stamp is not None:
            return False
        found, held = keys.parse(keys.read(self._path)), self._held.keys
        if any(found[name] != key for name, key in held.items() if name in found):
            raise KeyRingError(
                f"{self._path} holds other keys under the same ids: it is another "
                "installation's. Bring back the right file from your backup."
            )
        is_changed = list(found) != list(held)
        if is_changed:
            self._held = _Held.of(found)
        self._stamp = stamp
        return is_changed

    def seal(self, plain: bytes, context: str) -> bytes:
        """Encrypt for this context only."""
        held = self._latest()
        random = os.urandom(_DATA_KEY + 2 * _NONCE)
        data_key = random[:_DATA_KEY]
        wrap_nonce = random[_DATA_KEY:-_NONCE]
        nonce = random[-_NONCE:]
        bound = context.encode()
        wrapped = held.newest.encrypt(wrap_nonce, data_key, held.head + bound)
        value = AESGCM(data_key).encrypt(nonce, plain, bound)
        return b"".join((held.head, wrap_nonce, wrapped, nonce, value))

    def open(self, sealed: bytes, context: str) -> bytes:
        """What was sealed for this context; KeyLost or SealBroken, which never quote it."""
        body, data_key = self._unwrap(sealed, context)
        nonce, value = sealed[body : body + _NONCE], sealed[body + _NONCE :]
        try:
            return AESGCM(data_key).decrypt(nonce, value, context.encode())
        except (InvalidTag, ValueError) as error:
            raise _broken() from error

    def rewrap(self, sealed: bytes, context: str) -> bytes:
        """The same sealed value under the newest master key; unchanged when it is so already."""
        held = self._latest()
        if sealed.startswith(held.head):
            return sealed
        body, data_key = self._unwrap(sealed, context)
        nonce = os.urandom(_NONCE)
        wrapped = held.newest.encrypt(nonce, data_key, held.head + context.encode())
        return b"".join((held.head, nonce, wrapped, sealed[body:]))

    def _latest(self) -> _Held:
        """A file that went wrong is for `refresh` to tell of, and stops nobody from writing."""
        with suppress(KeyRingError):
            self.refresh()
        return self._held

    def _unwrap(self, sealed: bytes, context: str) -> tuple[int, bytes]:
        """Where the value begins, and its data key."""
        if len(sealed) < _HEAD or sealed[0] != _LAYOUT:
            raise _broken()
        start = _HEAD + sealed[1]
        body = start + _NONCE + _WRAPPED
        head = sealed[:start]
        cipher = self._cipher(head)
        nonce, wrapped = sealed[start : start + _NONCE], sealed[start + _NONCE : body]
        try:
            return body, cipher.decrypt(nonce, wrapped, head + context.encode())
        except (InvalidTag, ValueError) as error:
            raise _broken() from error

    def _cipher(self, head: bytes) -> AESGCM:
        cipher = self._held.ciphers.get(head)
        if cipher is None:
            self.refresh()
            cipher = self._held.ciphers.get(head)
        if cipher is None:
            raise KeyLost(
                "A value was sealed with a master key that is not in MASTER_KEYS: "
                "add the older key to the end of the ring."
            )
        return cipher


def _broken() -> SealBroken:
    return SealBroken("A sealed value was changed, or was sealed for another place.")
