"""How a row of a file becomes a row of the tables.

The files are kept by people: other column names, empty cells, marks with a condition. Without this
place each of those would be known to the tables.
"""

from collections.abc import Callable, Mapping
from typing import Any

from storage.secrecy import LEVELS, without_secrets

FileRow = Mapping[str, str | None]
"""A row of the file by its own column names; an empty text is the same as none."""

FILE_NAMES = {
    "region": "region_iso",
    "latitude": "lat",
    "longitude": "lon",
    "kind": "org_type",
}
"""Columns of `centres` that the file calls otherwise."""
_TEXTS = (
    "id",
    "name_ru",
    "name_kk",
    "region",
    "city_ru",
    "city_kk",
    "address",
    "phones",
    "hours",
    "serves",
    "services",
    "shelter",
    "source_url",
    "source_date",
    "geo_precision",
    "kind",
    "status",
    "tier",
    "publish_level",
    "notes",
)
_LATER = ("conditions", "languages", "codes", "family_centre")
"""What older files lack; `codes` and `family_centre` come from the rules, not from a cell."""


def hotline_row(row: FileRow) -> dict[str, Any]:
    """KeyError names a column that the file lacks."""
    return {
        "number": row["number"],
        "name_kk": row["name_kk"] or None,
        "name_ru": row["name_ru"],
        "hours": row["hours"] or None,
        "free": {"yes": True, "no": False}.get((row["free"] or "").lower()),
        "audience": row["audience"] or None,
        "channels": row["channels"] or None,
        "verified": verified_mark(row["verified"] or "no"),
        "source_url": row["source_url"] or None,
        "source_date": row["source_date"] or None,
        "notes": row["notes"] or None,
    }


def verified_mark(mark: str) -> str:
    """The file's mark; a `yes` with a condition in brackets is no more than `partly`."""
    word, _, condition = mark.lower().partition(" ")
    return "partly" if word == "yes" and condition else word


def centre_row(row: FileRow) -> dict[str, Any]:
    """KeyError names a column that the file lacks. A secret place is left out."""
    entry: dict[str, Any] = {name: row[FILE_NAMES.get(name, name)] or None for name in _TEXTS}
    later = {name: row.get(name) or None for name in _LATER}
    number: Callable[[str | None], float | None] = lambda text: float(text) if text else None  # noqa: E731 - two uses, one line
    # a row that does not say how much may be shown gets the strictest level
    level = entry["publish_level"] or LEVELS[0]
    return without_secrets(
        {
            **entry,
            "latitude": number(row["lat"]),
            "longitude": number(row["lon"]),
            "conditions": later["conditions"],
            "languages": later["languages"],
            "codes": later["codes"] or "",
            "is_family_centre": later["family_centre"] == "yes",
            "publish_level": level,
            "seed_level": level,
            "status": entry["status"] or "unverified",
            "tier": entry["tier"] or "C",
        }
    )
