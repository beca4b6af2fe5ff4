"""What a person found out on the phone outlives every file, and nothing of it is forgotten."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage import directory
from storage.database import Database
from storage.directory_rows import FileRow
from storage.people import Person
from tests.storage.directory_grounds import centre_rows, changed, check, filled

__all__ = ["centre_rows", "filled"]  # fixtures are found by their names here
DAY = timedelta(days=1)


async def the(database: Database, centre_id: str) -> directory.Centre:
    async with database.look() as conn:
        centre = await directory.centre(conn, centre_id)
    assert centre is not None
    return centre


async def test_what_a_volunteer_learned_outlives_the_next_file(
    filled: Database, centre_rows: list[FileRow], aigul: Person, now: datetime
) -> None:
    async with filled.act() as conn:
        await directory.add_check(conn, check(aigul, now), {"phones": "+7 727 313 15 28"})
        newer = changed(centre_rows, "kz75-01", phones="150", name_ru="Жан-Сая", status="closed")
        loaded = await directory.load_centres(conn, newer, now + DAY)
    assert loaded.kept == ["kz75-01"]
    centre = await the(filled, "kz75-01")
    assert centre.status == "confirmed"
    assert centre.checked_at == now
    assert centre.phones == ("+7 727 313 15 28",)
    assert centre.name_ru == "Жан-Сая"
    assert (await the(filled, "kz10-01")).status == "unverified"


async def test_a_checked_centre_gone_from_the_file_stays(
    filled: Database, centre_rows: list[FileRow], aigul: Person, now: datetime
) -> None:
    async with filled.act() as conn:
        await directory.add_check(conn, check(aigul, now))
        await directory.load_centres(conn, centre_rows[:1], now + DAY)
    assert (await the(filled, "kz75-01")).retired_at is None
    assert (await the(filled, "kz79-01")).retired_at == now + DAY


async def test_a_check_that_reached_nobody_leaves_the_last_good_one(
    filled: Database, aigul: Person, now: datetime
) -> None:
    async with filled.act() as conn:
        await directory.add_check(conn, check(aigul, now))
        await directory.add_check(conn, check(aigul, now + DAY, outcome="no_answer"))
    centre = await the(filled, "kz75-01")
    assert (centre.status, centre.checked_at) == ("no_answer", now)


async def test_a_check_ends_the_hiding(filled: Database, aigul: Person, now: datetime) -> None:
    async with filled.act() as conn:
        await directory.hide_centre(conn, "kz75-01", now)
        await directory.hide_centre(conn, "kz75-01", now + DAY)
    assert (await the(filled, "kz75-01")).hidden_at == now
    async with filled.act() as conn:
        await directory.add_check(conn, check(aigul, now + DAY))
    assert (await the(filled, "kz75-01")).hidden_at is None


async def test_checks_are_listed_newest_first(
    filled: Database, aigul: Person, now: datetime
) -> None:
    first = check(aigul, now, outcome="no_answer")
    then = check(aigul, now + DAY, way="visit", note="open")
    async with filled.act() as conn:
        await directory.add_check(conn, first)
        await directory.add_check(conn, then)
        assert await directory.checks_of(conn, "kz75-01") == [then, first]


async def test_every_change_tells_what_it_was_what_it_became_who_and_when(
    filled: Database, centre_rows: list[FileRow], aigul: Person, now: datetime
) -> None:
    by_hand = {"phones": "+7 727 313 15 28", "conditions": "no-papers"}
    async with filled.act() as conn:
        await directory.add_check(conn, check(aigul, now), by_hand)
        newer = changed(centre_rows, "kz75-01", name_ru="Жан-Сая")
        await directory.load_centres(conn, newer, now + DAY)
        told = await directory.changes_of(conn, "kz75-01")
    change = directory.CentreChange
    by_file, *by_aigul = told
    assert by_file.what == "name_ru"
    assert (by_file.became, by_file.changed_by, by_file.at) == ("Жан-Сая", None, now + DAY)
    assert set(by_aigul) == {
        change("kz75-01", now, aigul.id, "phones", "150", "+7 727 313 15 28"),
        change("kz75-01", now, aigul.id, "conditions", None, "no-papers"),
        change("kz75-01", now, aigul.id, "status", "unverified", "confirmed"),
    }


async def test_a_check_of_no_centre_is_refused(
    filled: Database, aigul: Person, now: datetime
) -> None:
    async def check_nothing() -> None:
        async with filled.act() as conn:
            await directory.add_check(conn, check(aigul, now, centre="kz00-00"))

    with pytest.raises(IntegrityError):
        await check_nothing()


async def test_a_file_that_makes_a_place_secret_wins_over_a_check(
    filled: Database, centre_rows: list[FileRow], aigul: Person, now: datetime
) -> None:
    open_door = {"address": "Абай көшесі, 1", "publish_level": "public_office"}
    async with filled.act() as conn:
        await directory.add_check(conn, check(aigul, now, centre="kz55-02"), open_door)
        await directory.load_centres(conn, centre_rows, now + DAY)
    assert (await the(filled, "kz55-02")).address == "Абай көшесі, 1"
    async with filled.act() as conn:
        secret = changed(centre_rows, "kz55-02", publish_level="phone_only")
        await directory.load_centres(conn, secret, now + 2 * DAY)
        told = await directory.changes_of(conn, "kz55-02")
    centre = await the(filled, "kz55-02")
    assert (centre.publish_level, centre.address) == ("phone_only", None)
    assert not any("Абай" in f"{change.was} {change.became}" for change in told), (
        "the history must not tell where it is"
    )


async def test_the_same_file_again_does_not_narrow_what_a_person_opened(
    filled: Database, centre_rows: list[FileRow], aigul: Person, now: datetime
) -> None:
    async with filled.act() as conn:
        opened = {"publish_level": "public_office"}
        await directory.add_check(conn, check(aigul, now, centre="kz10-01"), opened)
        await directory.load_centres(conn, centre_rows, now + DAY)
    assert (await the(filled, "kz10-01")).publish_level == "public_office"


async def test_the_hidden_are_due_first_then_the_oldest(
    filled: Database, aigul: Person, now: datetime
) -> None:
    async with filled.act() as conn:
        for number, centre in enumerate(("kz10-01", "kz15-01", "kz27-01", "kz31-01")):
            await directory.add_check(conn, check(aigul, now + number * DAY, centre=centre))
        await directory.add_check(
            conn, check(aigul, now + 9 * DAY, centre="kz31-01", outcome="no_answer")
        )
        await directory.hide_centre(conn, "kz27-01", now + 9 * DAY)
        due = await directory.due_for_checking(conn, now, 10)
        assert await directory.due_for_checking(conn, now, 1) == ["kz27-01"]
        drafts = await directory.never_checked(conn, 100)
    assert due == ["kz27-01", "kz10-01", "kz31-01"]
    assert "kz10-01" not in drafts
    assert drafts[0] == "kz31-02", "the best sourced first"
