"""An update as it arrived: what must be known of it before anybody parses it.

Without this every repetition of an update by Telegram would be parsed into models, only to be
recognised and thrown away.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.intake.errors import NotAnUpdateError

NOBODY = 0
_REFERENCE_LENGTH = 6
_REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that look alike on paper


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update, unparsed. `raw` is Telegram's JSON object and may hold what must stay secret."""

    update_id: int
    kind: str
    """The name of the field that the update carries: "message", "callback_query", ..."""
    person: int
    """Whose queue it joins: the sender's id, else the chat's, else `NOBODY`."""
    album: str | None
    """The media group that it is a part of."""
    raw: Mapping[str, Any]


def read_arrival(raw: object) -> Arrival:
    """Find the id, the kind and the sender of an update. Raises `NotAnUpdateError`."""
    if not isinstance(raw, dict) or type(update_id := raw.get("update_id")) is not int:
        raise NotAnUpdateError
    for kind, event in raw.items():
        if kind != "update_id" and isinstance(event, dict):
            album = event.get("media_group_id")
            return Arrival(
                update_id, kind, _person_of(event), album if isinstance(album, str) else None, raw
            )
    return Arrival(update_id, "unknown", NOBODY, None, raw)


_HEAVY = ("reply_markup", "entities", "caption_entities", "link_preview_options")


def for_handlers(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """The update without the looks of a message whose button was pressed: its keyboard and marks.

    We made them, nobody reads them back, and parsing them cost more than the rest of the update.
    """
    query = raw.get("callback_query")
    pressed = query.get("message") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(pressed, dict):
        return raw
    light = {name: value for name, value in pressed.items() if name not in _HEAVY}
    return {**raw, "callback_query": {**query, "message": light}}


def reference_of(update_id: int) -> str:
    """Six characters that a person can read out to us, the same ones that stand in the log."""
    digest = int.from_bytes(hashlib.blake2s(str(update_id).encode()).digest()[:8])
    letters = []
    for _ in range(_REFERENCE_LENGTH):
        digest, position = divmod(digest, len(_REFERENCE_LETTERS))
        letters.append(_REFERENCE_LETTERS[position])
    return "".join(letters)


def _person_of(event: Mapping[str, Any]) -> int:
    for field in ("from", "user", "chat", "sender_chat", "actor_chat"):
        found = event.get(field)
        if isinstance(found, dict) and type(number := found.get("id")) is int:
            return number
    return NOBODY
