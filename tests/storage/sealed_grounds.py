"""A value in every column that the ring seals, put there and read by those whose it is.

Whoever adds a `Sealed` column adds its value here: `test_rotation` fails until then, and with it
the promise that a change of keys leaves nothing behind.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import bans, cases, directory, drafts, outbox, people, staff, updates
from storage.centre_checks import CentreCheck
from storage.database import Database
from storage.drafts import StoredDraft
from storage.outbox import Delivery, Lane, Letter
from storage.peppers import pepper
from storage.tables import centres
from storage.vault import KeyRing

TEXT = "Құпия-3f9a: ол мені үйден шығармайды, Семей, Абай 7"
"""What a person said; distinctive, so that it can be looked for in files."""
NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")

CENTRE: dict[str, Any] = {
    "id": "made-1",
    "name_ru": "Центр",
    "publish_level": "phone_only",
    "status": "unverified",
    "tier": "C",
    "position": 1,
    "loaded_at": NOON,
}

Read = Callable[[AsyncConnection, KeyRing], Awaitable[object]]


async def fill(conn: AsyncConnection, ring: KeyRing, text: str = TEXT) -> None:
    """One value in each column, and some more cases."""
    aigul = await people.meet(conn, 1001, "kk", NOON)
    draft = StoredDraft("draft001", aigul.id, "s", 1, "text", 1, {"said": text}, NOON, NOON)
    await drafts.insert(conn, ring, draft)
    letter = Letter(
        "answer:1", 1001, "a_view", {}, Lane.NOTICE, Delivery.AT_LEAST_ONCE, NOON, {"said": text}
    )
    await outbox.put(conn, ring, letter, NOON)
    await updates.set_aside(conn, ring, 7, "message", "ValueError", 3, text.encode(), NOON)
    await directory.report_mistake(conn, ring, "rep1", "line", "150", None, "other", text, NOON)
    await pepper(conn, ring, "mistakes", NOON)
    await conn.execute(centres.insert().values(CENTRE))
    check = CentreCheck(CENTRE["id"], NOON, aigul.id, "phone", "confirmed")
    check_id = await directory.add_check(conn, check)
    await directory.seal_check_note(conn, ring, check_id, text)
    await staff.set_shown_name(conn, ring, aigul.id, text)
    await bans.add(
        conn, ring, aigul.id, quiet=True, reason=text, until=None, made_by=None, now=NOON
    )
    for number in range(5):
        await cases.open_case(conn, ring, f"complaint:{number}", NOON)


async def _draft(conn: AsyncConnection, ring: KeyRing) -> object:
    found = await drafts.get(conn, ring, "draft001")
    return found and found.state["said"]


async def _letter(conn: AsyncConnection, ring: KeyRing) -> object:
    (letter,) = await outbox.claim(conn, ring, NOON, 5)
    await outbox.release(conn, letter.id, NOON)
    return letter.sealed_args["said"]


async def _update(conn: AsyncConnection, ring: KeyRing) -> object:
    return (await updates.open_set_aside(conn, ring, 7)).decode()


async def _note(conn: AsyncConnection, ring: KeyRing) -> object:
    return await directory.open_note(conn, ring, "rep1")


async def _check(conn: AsyncConnection, ring: KeyRing) -> object:
    (check,) = await directory.checks_of(conn, CENTRE["id"])
    return await directory.open_check_note(conn, ring, check.id)


async def _pepper(conn: AsyncConnection, ring: KeyRing) -> object:
    return await pepper(conn, ring, "mistakes", NOON)


async def _case(conn: AsyncConnection, ring: KeyRing) -> object:
    return (await cases.case_of(conn, ring, "complaint:3")).id


async def _ban(conn: AsyncConnection, ring: KeyRing) -> object:
    (ban,) = await bans.all_standing(conn, NOON)
    return await bans.reason(conn, ring, ban.id)


async def _name(conn: AsyncConnection, ring: KeyRing) -> object:
    aigul = await people.look_up(conn, 1001)
    return aigul and await staff.shown_name(conn, ring, aigul.id)


READERS: dict[str, Read] = {
    "bans.reason": _ban,
    "case_keys.wrapped": _case,
    "centre_checks.note": _check,
    "drafts.state": _draft,
    "letters.sealed_args": _letter,
    "mistakes.note": _note,
    "peppers.pepper": _pepper,
    "set_aside_updates.payload": _update,
    "volunteers.shown_name": _name,
}
"""By column: what reads its value as the bot does."""


@pytest.fixture
async def filled(database: Database, ring: KeyRing) -> Database:
    """A database with a value in every sealed column, all under the one key of `ring`."""
    async with database.act() as conn:
        await fill(conn, ring)
    return database
