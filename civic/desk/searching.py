"""Looking for tickets: by number, tag, region and state, as somebody types it in a hurry.

What was said in them is sealed and is not searched: no index of words could be kept that tells
nothing of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.desk.ticket import STATES_SAID, State
from civic.phrases import Refusal, _
from civic.regions import region_named
from storage import tickets
from storage.tickets import StoredTicket

HOW = _(
    "What should I look for? A number, a tag, a region, a state, or several of them:\n"
    "/find 12\n/find #алимент\n/find Павлодар\n/find solved"
)


@dataclass(frozen=True, slots=True)
class Query:
    """What must hold; None: anything."""

    number: int | None = None
    tag: str | None = None
    region: str | None = None
    state: State | None = None


def read_query(typed: str) -> Query:
    """What somebody typed; ``Refusal`` with an example where nothing of it is understood."""
    number = tag = region = state = None
    for word in typed.split():
        bare = word.strip(".,;").lower()
        if bare.lstrip("№#").isdecimal():
            number = int(bare.lstrip("№#")[:9])
        elif (known := STATES_SAID.get(bare)) is not None:
            state = known
        elif not bare.startswith("#") and (place := region_named(bare)) is not None:
            region = place.iso
        else:
            tag = bare.lstrip("#")
    if number is None and tag is None and region is None and state is None:
        raise Refusal(HOW)
    return Query(number, tag or None, region, state)


async def find(conn: AsyncConnection, query: Query, at_most: int) -> list[StoredTicket]:
    """Those that are so, the newest first."""
    return await tickets.find(
        conn,
        number=query.number,
        tag=query.tag,
        region=query.region,
        state=query.state,
        at_most=at_most,
    )
