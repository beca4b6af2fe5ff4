"""Which centres must not be found by whoever looks for somebody in them.

One rule in one place: a shelter's address that slips through a second reading of the same row could
lead the very person there from whom somebody fled.
"""

from typing import Any

LEVELS = ("phone_only", "city_only", "public_office")
"""How much of a centre may be shown, the most secret first."""
OPEN_DOOR = LEVELS[-1]
SECRET_MARKS = ("ADDRESS IS SECRET", "АДРЕС СЕКРЕТНЫЙ", "АДРЕС ЗАСЕКРЕЧЕН", "МЕКЕНЖАЙ ҚҰПИЯ")
"""Words in the notes that make the place secret, whatever its level says."""
ROUGH = "city"
"""A `geo_precision` whose coordinates tell the city and nothing more."""


def notes_say_secret(notes: str | None) -> bool:
    """True when the notes hold one of the marks, in any case."""
    said = " ".join((notes or "").upper().split())
    return any(mark in said for mark in SECRET_MARKS)


def is_secret(publish_level: str, notes: str | None) -> bool:
    """True unless the centre is a public office whose address no source calls secret."""
    return publish_level != OPEN_DOOR or notes_say_secret(notes)


def narrower(level: str, other: str) -> bool:
    """True when `level` shows less than `other`."""
    return LEVELS.index(level) < LEVELS.index(other)


def without_secrets(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of a centre with no secret place among them: what is not kept cannot leak."""
    if not is_secret(row["publish_level"], row["notes"]):
        return row
    kept = {**row, "address": None}
    if row["geo_precision"] != ROUGH:
        kept |= {"latitude": None, "longitude": None}
    return kept
