"""What is kept of an update that cannot be handled, and of which nothing may be kept."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.intake.arrival import Arrival, read_arrival
from bot.intake.shelf import Shelf
from bot.unspoken import unspoken
from bot.upkeep import forget_updates
from storage import traces, updates
from storage.database import Database
from storage.traces import Visit
from storage.vault import KeyRing

PERSON = 200000001
WHO = {"id": PERSON, "is_bot": False, "first_name": "Айгүл"}
CHAT = {"id": PERSON, "type": "private", "first_name": "Айгүл"}


def arrival(number: int, **said: Any) -> Arrival:
    event = {"message_id": number, "date": 0, "from": WHO, "chat": CHAT, **said}
    return read_arrival({"update_id": number, "message": event})


def pressed(number: int, data: str) -> Arrival:
    query = {"id": "1", "from": WHO, "chat_instance": "1", "data": data}
    return read_arrival({"update_id": number, "callback_query": query})


async def kept(database: Database, ring: KeyRing, number: int) -> Any:
    async with database.look() as conn:
        return json.loads(await updates.open_set_aside(conn, ring, number))


@pytest.fixture
def shelf(database: Database, ring: KeyRing, now: datetime) -> Shelf:
    return Shelf(database, ring, lambda: now, is_unspoken=unspoken(database))


async def visits(database: Database, now: datetime) -> None:
    async with database.act() as conn:
        await traces.stay(conn, Visit(PERSON, 5, "kk", None, False, False, now, now))


async def test_what_anybody_says_elsewhere_is_kept_whole(
    shelf: Shelf, database: Database, ring: KeyRing
) -> None:
    said = arrival(1, text="Шағым")
    await shelf.set_aside(said, "KeyError", 3)
    assert await kept(database, ring, 1) == said.raw


async def test_what_is_said_in_the_help_branch_is_not_kept(
    shelf: Shelf, database: Database, ring: KeyRing, now: datetime
) -> None:
    await visits(database, now)
    await shelf.set_aside(arrival(2, text="мен қорқамын"), "KeyError", 3)
    assert await kept(database, ring, 2) == {"update_id": 2}
    async with database.look() as conn:
        assert [
            (it.update_id, it.kind, it.error) for it in await updates.set_aside_waiting(conn)
        ] == [(2, "message", "KeyError")], "that there was one is told"


@pytest.mark.parametrize(
    "said",
    [
        arrival(3, location={"latitude": 52.2873, "longitude": 76.9674}),
        arrival(3, text="/crisis"),
        arrival(3, text="/start help"),
        pressed(3, "h:found:nr:KZ-55::0"),
    ],
)
async def test_a_place_and_a_way_into_the_branch_are_never_kept(
    shelf: Shelf, database: Database, ring: KeyRing, said: Arrival
) -> None:
    await shelf.set_aside(said, "KeyError", 3)
    assert await kept(database, ring, 3) == {"update_id": 3}


async def test_what_takes_long_in_the_branch_is_parked_without_its_words(
    shelf: Shelf, database: Database, now: datetime
) -> None:
    await visits(database, now)
    await shelf.park(arrival(4, text="мен қорқамын"))
    (parked,) = await shelf.parked()
    assert (parked.update_id, parked.raw) == (4, {"update_id": 4}), "it does nothing when replayed"


async def test_what_nobody_looked_at_is_gone_after_a_month(
    shelf: Shelf, database: Database, now: datetime
) -> None:
    await shelf.set_aside(arrival(5, text="Шағым"), "KeyError", 3)
    await shelf.park(arrival(6, text="Шағым"))
    await shelf.handled(6)
    for days, left in ((1, 2), (3, 1), (29, 1), (31, 0)):
        await forget_updates(database, now + timedelta(days=days))
        async with database.look() as conn:
            rows = await conn.exec_driver_sql("SELECT count(*) FROM set_aside_updates")
            assert rows.scalar_one() == left
