"""What becomes of a row when a file offers another one for it. Pure.

People come before files: what a check settled stays, and a dated file leaves an operator's row as
it is. More secrecy always wins, whoever asks for it.
"""

from typing import Any, TypeAlias

from storage.centre_checks import SETTLED_BY_CHECK
from storage.secrecy import LEVELS, narrower, notes_say_secret, without_secrets

Row: TypeAlias = dict[str, Any]

SEED = "seed"
"""From a dated file that comes with the code."""
IMPORT = "import"
"""From an operator's file."""

_POINT = ("latitude", "longitude", "geo_precision")
BOOKKEEPING = frozenset(
    {
        "loaded_at",
        "retired_at",
        "position",
        "origin",
        "codes",
        "is_family_centre",
        "seed_level",
    }
)
"""Columns of ours that tell nothing of the centre itself."""


def merged_hotline(old: Row, offered: Row, origin: str) -> Row:
    """The hotline after a load."""
    if origin == SEED and old["origin"] == IMPORT:
        return old
    return {**offered, "origin": _owner(old, offered, origin)}


def merged_centre(old: Row, offered: Row, origin: str) -> Row:
    """The centre after a load, with no secret place in it."""
    row = {**offered, "origin": _owner(old, offered, origin)}
    if old["checked_at"] is not None:
        row |= {name: old[name] for name in (*SETTLED_BY_CHECK, "codes")}
        if offered["address"] != old["address"]:  # a point on the map belongs to its address
            row |= {name: old[name] for name in _POINT}
    wanted = offered["publish_level"]
    if origin == SEED and old["origin"] == IMPORT:
        row = {**old}
        if notes_say_secret(offered["notes"]):  # the operator's notes stay, and do not say it
            wanted = LEVELS[0]
    changed_its_mind = origin == IMPORT or wanted != old["seed_level"]
    if changed_its_mind and narrower(wanted, row["publish_level"]):
        row["publish_level"] = wanted
    row["seed_level"] = wanted if origin == SEED else old["seed_level"]
    return without_secrets(row)


def _owner(old: Row, offered: Row, origin: str) -> str:
    """An operator's from the first thing they change; a file imported as it was exported is not."""
    brings_nothing = old["retired_at"] is None and all(
        old[name] == value for name, value in offered.items() if name not in BOOKKEEPING
    )
    return str(old["origin"]) if brings_nothing else origin
