"""Updates of which nothing is kept when they fail, not even sealed: only that there was one.

What somebody says in the help branch, and where anybody is. Such an update that cannot be handled
would otherwise lie in the database for a month, with a name and a place in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.intake.arrival import Arrival
from bot.intake.shelf import IsUnspoken
from bot.views.ways import Help
from storage import traces
from storage.database import Database

_OF_THE_BRANCH = f"{Help.__prefix__}{Help.__separator__}"
_ENTRANCES = ("/phones", "/crisis", "/start help", "/start region")
_PLACES = ("location", "venue")


def unspoken(database: Database) -> IsUnspoken:
    """Looks at the update, and at whether a visit goes on in its chat."""

    async def is_unspoken(arrival: Arrival) -> bool:
        event = arrival.raw.get(arrival.kind)
        if not isinstance(event, Mapping):
            return False
        if _tells_a_place(event) or _leads_to_the_branch(event):
            return True
        async with database.look() as connection:
            return await traces.visit_of(connection, arrival.person) is not None

    return is_unspoken


def _tells_a_place(event: Mapping[str, Any]) -> bool:
    return any(name in event for name in _PLACES)


def _leads_to_the_branch(event: Mapping[str, Any]) -> bool:
    pressed, typed = str(event.get("data", "")), str(event.get("text", "")).casefold()
    return pressed.startswith(_OF_THE_BRANCH) or typed.startswith(_ENTRANCES)
