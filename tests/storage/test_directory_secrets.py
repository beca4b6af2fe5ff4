"""A place that must stay secret is not even kept; who reported is told apart and never told."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from storage import directory
from storage.database import Database
from storage.directory_rows import FileRow
from storage.peppers import pepper
from storage.tables import metadata
from storage.vault import KeyRing, mark
from tests.storage.directory_grounds import centre_rows, changed, filled

__all__ = ["centre_rows", "filled"]  # fixtures are found by their names here
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "told",
    [
        {"publish_level": "city_only"},
        {"publish_level": "phone_only"},
        {"publish_level": ""},
        {"notes": "address is secret (a threat)"},
        {"notes": "Адрес секретный"},
        {"notes": "мекенжай құпия"},
    ],
)
async def test_the_address_of_a_secret_place_never_reaches_the_tables(
    filled: Database, centre_rows: list[FileRow], now: datetime, told: dict[str, str]
) -> None:
    place = {"address": "ул. Тайная, 7", "lat": "52.11", "lon": "76.22", "geo_precision": "exact"}
    rows = changed(centre_rows, "kz55-02", **place, **told)
    async with filled.act() as conn:
        await directory.load_centres(conn, rows, now + DAY)
        centre = await directory.centre(conn, "kz55-02")
        kept = [
            str(tuple(row))
            for table in metadata.sorted_tables
            for row in await conn.execute(text(f"SELECT * FROM {table.name}"))
        ]
    assert centre is not None
    assert (centre.address, centre.latitude, centre.longitude) == (None, None, None)
    assert not any("Тайная" in row or "52.11" in row for row in kept)


async def test_one_person_has_one_mark_for_an_entry_whichever_key_is_newest(
    database: Database, now: datetime
) -> None:
    old, new = bytes(range(32)), bytes(range(32, 64))
    marks = []
    for ring in (KeyRing({"k1": old}), KeyRing({"k2": new, "k1": old})):
        async with database.act() as conn:
            marks.append(await directory.reporter_mark(conn, ring, 7, "centre", "kz10-01", now))
    assert marks[0] == marks[1]


async def test_marks_of_other_people_and_of_other_entries_differ(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    async with database.act() as conn:
        marks = {
            await directory.reporter_mark(conn, ring, person, "centre", entry, now)
            for person in (7, 8)
            for entry in ("kz10-01", "kz10-02")
        }
    assert len(marks) == 4


async def test_the_pepper_is_kept_sealed(database: Database, ring: KeyRing, now: datetime) -> None:
    async with database.act() as conn:
        secret = await pepper(conn, ring, "mistakes", now)
        assert await pepper(conn, ring, "mistakes", now + DAY) == secret
        assert await pepper(conn, ring, "other", now) != secret
        kept = (await conn.execute(text("SELECT pepper FROM peppers"))).scalars().all()
    assert all(secret not in bytes(sealed) for sealed in kept)


def test_a_mark_binds_where_its_context_ends() -> None:
    assert mark(b"p" * 32, "1", "centre:kz1") != mark(b"p" * 32, "11", "centre:kz")


async def test_reporters_are_counted_once_each_since_the_check_and_then_forgotten(
    filled: Database, ring: KeyRing, now: datetime
) -> None:
    async with filled.act() as conn:
        for number, (reporter, kind, at) in enumerate(
            (
                ("early", "silent", now),
                ("one", "silent", now + DAY),
                ("one", "moved", now + DAY),
                ("two", "refused", now + DAY),
                (None, "silent", now + DAY),
            )
        ):
            await directory.report_mistake(
                conn, ring, f"rep{number}", "centre", "kz10-01", reporter, kind, None, at
            )

        async def counted() -> int:
            return await directory.count_reporters(
                conn, "centre", "kz10-01", ("silent", "moved"), now
            )

        assert await counted() == 1
        await directory.forget_reporters(conn, "centre", "kz10-01")
        assert await counted() == 0
        assert len(await directory.reports_of(conn, "centre", "kz10-01")) == 5
