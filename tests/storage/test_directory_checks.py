"""What a person found out on the phone outlives every file, and nothing of it is forgotten."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from storage import directory
from storage.database import Database
from storage.directory_rows import FileRow
from storage.people import Person
from storage.tables import centre_checks
from storage.vault import KeyRing
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


async def test_checks_are_listed_newest_first_and_their_notes_are_sealed(
    filled: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    first = check(aigul, now, outcome="no_answer")
    then = check(aigul, now + DAY, way="visit")
    async with filled.act() as conn:
        await directory.add_check(conn, first)
        noted = await directory.add_check(conn, then)
        await directory.seal_check_note(conn, ring, noted, "ask for the duty officer")
        told = await directory.checks_of(conn, "kz75-01")
        sealed = (await conn.execute(select(centre_checks.c.note))).scalars().all()
        assert await directory.open_check_note(conn, ring, noted) == "ask for the duty officer"
        assert await directory.open_check_note(conn, ring, told[1].id) is None
    assert [(it.way, it.outcome, it.has_note) for it in told] == [
        ("visit", "confirmed", True),
        ("phone", "no_answer", False),
    ]
    assert not any(b"duty" in bytes(it) for it in sealed if it)


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


async def test_what_is_due_is_told_by_reason_the_longest_waiting_first(
    filled: Database, aigul: Person, now: datetime
) -> None:
    async with filled.act() as conn:
        for number, centre in enumerate(("kz10-01", "kz10-02", "kz15-01", "kz27-01", "kz31-01")):
            await directory.add_check(conn, check(aigul, now + number * DAY, centre=centre))
        late = now + 9 * DAY
        for centre, outcome in (("kz31-01", "no_answer"), ("kz15-02", "closed")):
            await directory.add_check(conn, check(aigul, late, centre=centre, outcome=outcome))
        await directory.hide_centre(conn, "kz27-01", late)
        before = now + DAY
        assert await directory.count_due(conn, before) == {"reported": 1, "old": 2, "no_answer": 1}
        told = {
            why: await directory.due_for_checking(conn, before, why, 0, 10)
            for why in ("reported", "old", "no_answer")
        }
        assert await directory.due_for_checking(conn, before, "old", 1, 1) == ["kz10-02"]
    assert told == {
        "reported": ["kz27-01"],
        "old": ["kz10-01", "kz10-02"],
        "no_answer": ["kz31-01"],
    }


async def test_drafts_are_counted_and_listed_by_region_the_best_sourced_first(
    filled: Database, aigul: Person, now: datetime
) -> None:
    async with filled.act() as conn:
        counted = await directory.count_never_checked(conn)
        assert (counted["KZ-31"], counted["KZ-10"], counted[""]) == (2, 2, 2)
        assert await directory.never_checked(conn, "KZ-31", 0, 9) == ["kz31-01", "kz31-02"]
        assert await directory.never_checked(conn, "KZ-31", 1, 9) == ["kz31-02"]
        assert len(await directory.never_checked(conn, "", 0, 9)) == 2
        await directory.add_check(conn, check(aigul, now, centre="kz31-02"))
        await directory.add_check(conn, check(aigul, now, centre="kz31-01", outcome="closed"))
        assert await directory.never_checked(conn, "KZ-31", 0, 9) == []
        assert (await directory.count_all(conn))["KZ-31"] == 2
        assert await directory.all_of_region(conn, "KZ-31", 0, 9) == ["kz31-02", "kz31-01"]


async def test_that_there_is_no_room_is_said_and_ended_by_a_check(
    filled: Database, aigul: Person, now: datetime
) -> None:
    async with filled.act() as conn:
        await directory.add_check(conn, check(aigul, now))
        await directory.say_full(conn, "kz75-01", now + DAY)
    assert (await the(filled, "kz75-01")).full_until == now + DAY
    async with filled.act() as conn:
        await directory.add_check(conn, check(aigul, now + DAY))
    assert (await the(filled, "kz75-01")).full_until is None


async def test_a_point_on_the_map_belongs_to_its_address(
    filled: Database, centre_rows: list[FileRow], aigul: Person, now: datetime
) -> None:
    """A file that still has the old address must not put its point to the new one."""
    moved = {"address": "Абай көшесі, 1", "publish_level": "public_office"}
    gone = {"latitude": None, "longitude": None, "geo_precision": None}
    at_the_old = {
        "address": "Ескі көшесі, 2",
        "lat": "52.1",
        "lon": "76.1",
        "geo_precision": "house",
    }
    async with filled.act() as conn:
        await directory.add_check(conn, check(aigul, now, centre="kz55-02"), {**moved, **gone})
        rows = changed(centre_rows, "kz55-02", **at_the_old)
        await directory.load_centres(conn, rows, now + DAY)
    assert (await the(filled, "kz55-02")).latitude is None
    async with filled.act() as conn:
        rows = changed(centre_rows, "kz55-02", **{**at_the_old, "address": "Абай көшесі, 1"})
        await directory.import_centres(conn, rows, now + DAY)
    assert (await the(filled, "kz55-02")).latitude == 52.1
