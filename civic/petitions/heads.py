"""Signed heads: what the bot says of a log on a day, in a form that it cannot take back.

Whoever keeps two heads can prove that the log between them was only appended to.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from civic.petitions.events import Tally

LAYOUT = "azamat-petition-head/1"


@dataclass(frozen=True, slots=True)
class Head:
    """The log of a petition as it was at ``signed_at`` (UTC): its size, root and count."""

    petition: str
    size: int
    root: bytes
    tally: Tally
    signed_at: datetime

    @property
    def told(self) -> bytes:
        """What is signed: JSON with its keys in order and no spaces."""
        body: dict[str, Any] = {
            "layout": LAYOUT,
            "petition": self.petition,
            "size": self.size,
            "root": self.root.hex(),
            "supports": self.tally.supports,
            "withdrawals": self.tally.withdrawals,
            "invalidations": self.tally.invalidations,
            "outside": self.tally.outside,
            "signed_at": self.signed_at.isoformat(timespec="seconds"),
        }
        return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def sign(head: Head, seed: bytes) -> bytes:
    """An Ed25519 signature with the key of this seed (32 bytes)."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(head.told)


def public_key(seed: bytes) -> str:
    """The key that the signatures are checked with, in hex."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


def is_signed(head: Head, signature: bytes, key: str) -> bool:
    """Whether the signature is of this head and this public key (hex)."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, head.told)
    except (InvalidSignature, ValueError):
        return False
    return True
