"""Which cases are in hand: their values are sealed and opened, and nobody else's.

A column that seals by itself (`storage.columns.SealedText`) must know whose key to use. What is in
hand belongs to one task and to one block: two people who are served at once never get each other's.

Layout 2, in bytes: 02, length of case id 1, case id, nonce 12, value with its tag 16 longer. Bound
in: the case and the place ("complaints.text"), so that a value moved to another case or to another
column does not open.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import NotInHand, NotSealed, SealBroken

LAYOUT = 2
KEY_BYTES = 32
_NONCE = 12
_HEAD = 2


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Case:
    """One case and the key to what was said in it. Only its id is ever shown."""

    id: str
    """Such as `complaint:ab12cd34`; at most 255 bytes."""
    _cipher: AESGCM

    def __repr__(self) -> str:
        return f"Case({self.id!r})"

    def seal(self, plain: bytes, place: str) -> bytes:
        """Encrypt for this case and this place ("table.column") only."""
        name = self.id.encode()
        head = bytes((LAYOUT, len(name))) + name
        nonce = os.urandom(_NONCE)
        return b"".join((head, nonce, self._cipher.encrypt(nonce, plain, head + place.encode())))

    def open(self, sealed: bytes, place: str) -> bytes:
        """What `seal` was given; SealBroken, which never quotes it."""
        start = _HEAD + sealed[1]
        head, nonce = sealed[:start], sealed[start : start + _NONCE]
        try:
            return self._cipher.decrypt(nonce, sealed[start + _NONCE :], head + place.encode())
        except (InvalidTag, ValueError) as error:
            raise _broken() from error


_in_hand: ContextVar[tuple[Case, ...]] = ContextVar("cases in hand", default=())


@contextmanager
def in_hand(*cases: Case) -> Iterator[None]:
    """Within the block exactly these cases are in hand: one to write, any number to read.

    Rows must be fetched within the block. A block within a block takes the outer cases out of hand.
    """
    token = _in_hand.set(cases)
    try:
        yield
    finally:
        _in_hand.reset(token)


def seal(plain: bytes, place: str) -> bytes:
    """Encrypt for the one case in hand; NotSealed when there is none, or more than one."""
    cases = _in_hand.get()
    if len(cases) != 1:
        raise NotSealed(
            f"{place} is sealed with the key of one case, and {len(cases)} are in hand: "
            "nothing was written."
        )
    return cases[0].seal(plain, place)


def open_sealed(sealed: bytes, place: str) -> bytes:
    """Decrypt with the case that the value names; NotInHand when that is another one's."""
    name = _case_id(sealed)
    for case in _in_hand.get():
        if case.id == name:
            return case.open(sealed, place)
    raise NotInHand(f"A value of {place} belongs to a case that is not in hand: {name}.")


def _case_id(sealed: bytes) -> str:
    if len(sealed) < _HEAD or sealed[0] != LAYOUT:
        raise _broken()
    try:
        return sealed[_HEAD : _HEAD + sealed[1]].decode()
    except UnicodeDecodeError as error:
        raise _broken() from error


def _broken() -> SealBroken:
    return SealBroken("A value of a case was changed, or was sealed for another place.")
