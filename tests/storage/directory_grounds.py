"""A directory filled from the dated files, for every test of it."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from storage import directory
from storage.centre_checks import CentreCheck
from storage.database import Database
from storage.directory_rows import FileRow
from storage.people import Person

DATED = Path(__file__).parents[2] / "data"


def rows_of(name: str) -> list[FileRow]:
    with (DATED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def centre_rows() -> list[FileRow]:
    return rows_of("centres.csv")


@pytest.fixture
async def filled(database: Database, centre_rows: list[FileRow], now: datetime) -> Database:
    async with database.act() as conn:
        await directory.load_hotlines(conn, rows_of("hotlines.csv"), now)
        await directory.load_centres(conn, centre_rows, now)
    return database


def changed(rows: list[FileRow], centre_id: str, **columns: str) -> list[FileRow]:
    return [{**row, **columns} if row["id"] == centre_id else row for row in rows]


def check(
    person: Person,
    at: datetime,
    *,
    centre: str = "kz75-01",
    outcome: str = "confirmed",
    way: str = "phone",
) -> CentreCheck:
    return CentreCheck(centre, at, person.id, way, outcome)
