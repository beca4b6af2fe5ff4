"""What a person can do to a conversation, freed of Telegram.

The runner turns messages and presses into these; the engine and the tests know nothing else, so
that a talk can be played through without a network.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of the screen with this number was pressed."""

    action: str
    screen: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A text was sent, as it came. ``message`` is its id, by which an edit of it is known."""

    text: str
    message: int = 0


@dataclass(frozen=True, slots=True)
class Edited:
    """A text that was sent before was rewritten by its author."""

    text: str
    message: int


@dataclass(frozen=True, slots=True)
class SharedContact:
    """A contact was sent; ``own`` when Telegram says that it is the sender's."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A location was sent (degrees). It is looked at once and never kept."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class SentFile:
    """A photo or document was sent; ``size`` in bytes, ``caption`` as it came."""

    kind: str
    file_id: str
    unique_id: str
    size: int
    name: str = ""
    mime: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something came that no step reads: a sticker, a poll; ``spoken``: a voice or video note."""

    spoken: bool = False


Move: TypeAlias = Tap | Typed | SharedContact | SharedPlace | SentFile | Unreadable
