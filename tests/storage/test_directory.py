"""The directory shows what the files and the volunteers know, and forgets neither."""

from datetime import datetime, timedelta

import pytest

from storage import directory
from storage.database import Database
from storage.directory_rows import FileRow
from storage.vault import KeyRing
from tests.storage.directory_grounds import centre_rows, changed, filled, rows_of

__all__ = ["centre_rows", "filled"]  # fixtures are found by their names here


async def test_hotlines_stand_in_the_order_of_the_file(filled: Database) -> None:
    async with filled.look() as conn:
        lines = await directory.hotlines(conn)
    assert [line.number for line in lines] == [row["number"] for row in rows_of("hotlines.csv")]
    assert lines[0].free is True
    assert lines[0].hours == "24/7"


async def test_a_hotline_never_lacks_a_name(filled: Database) -> None:
    async with filled.look() as conn:
        assert all(line.name_kk and line.name_ru for line in await directory.hotlines(conn))


async def test_a_condition_makes_a_hotline_no_more_than_partly_verified(filled: Database) -> None:
    async with filled.look() as conn:
        marks = {line.number: line.verified for line in await directory.hotlines(conn)}
    assert marks["112"] == "yes"
    assert marks["109"] == "partly"
    assert marks["1303"] == "secondary"
    assert marks["1416"] == "no"


async def test_hours_that_sources_disagree_about_are_left_out(filled: Database) -> None:
    async with filled.look() as conn:
        hours = {line.number: line.hours for line in await directory.hotlines(conn)}
    assert hours["150"] is None


async def test_every_centre_of_the_file_is_found_in_its_region(
    filled: Database, centre_rows: list[FileRow]
) -> None:
    async with filled.look() as conn:
        regions = await directory.regions_with_centres(conn)
        found = [
            centre.id for region in regions for centre in await directory.centres_in(conn, region)
        ]
        assert len(found) == sum(regions.values())
        nowhere = await directory.centre(conn, "kzxx-01")
    assert sorted(found) == sorted(str(row["id"]) for row in centre_rows if row["region_iso"])
    assert nowhere is not None
    assert nowhere.region is None


async def test_a_centre_is_told_in_the_words_of_the_file(filled: Database) -> None:
    async with filled.look() as conn:
        centre = await directory.centre(conn, "kz75-01")
        assert await directory.centre(conn, "kz00-00") is None
    assert centre is not None
    assert centre.phones == ("150",)
    assert centre.serves == ("women", "children")
    assert centre.kind == "state"
    assert centre.latitude == pytest.approx(43.2525)
    assert centre.source_date == "2022-04-11"


async def test_only_public_offices_have_an_address_to_show(filled: Database) -> None:
    async with filled.look() as conn:
        secret = await directory.centre(conn, "kz75-01")
        shelter = await directory.centre(conn, "kz10-01")
        office = await directory.centre(conn, "kz55-02")
    assert secret is not None
    assert secret.address_secret
    assert shelter is not None
    assert shelter.address_secret
    assert office is not None
    assert not office.address_secret


async def test_a_note_that_the_address_is_secret_beats_the_publish_level(
    filled: Database, centre_rows: list[FileRow], now: datetime
) -> None:
    rows = changed(centre_rows, "kz55-02", notes="ADDRESS IS SECRET since a threat")
    async with filled.act() as conn:
        await directory.load_centres(conn, rows, now + timedelta(days=1))
        centre = await directory.centre(conn, "kz55-02")
    assert centre is not None
    assert centre.publish_level == "public_office"
    assert centre.address_secret


async def test_a_row_without_a_publish_level_gets_the_strictest(
    filled: Database, centre_rows: list[FileRow], now: datetime
) -> None:
    async with filled.act() as conn:
        rows = changed(centre_rows, "kz55-02", publish_level="")
        await directory.load_centres(conn, rows, now + timedelta(days=1))
        centre = await directory.centre(conn, "kz55-02")
    assert centre is not None
    assert centre.publish_level == "phone_only"


async def test_the_same_file_twice_changes_nothing(
    filled: Database, centre_rows: list[FileRow], now: datetime
) -> None:
    async with filled.act() as conn:
        before = await directory.centres_in(conn, "KZ-75")
        await directory.load_centres(conn, centre_rows, now + timedelta(days=1))
        await directory.load_centres(conn, centre_rows, now + timedelta(days=1))
        assert await directory.centres_in(conn, "KZ-75") == before


async def test_a_centre_gone_from_the_file_is_retired_and_may_come_back(
    filled: Database, centre_rows: list[FileRow], now: datetime
) -> None:
    without = [row for row in centre_rows if row["id"] != "kz75-01"]
    async with filled.act() as conn:
        before = await directory.centres_in(conn, "KZ-75")
        await directory.load_centres(conn, without, now + timedelta(days=1))
        listed = await directory.centres_in(conn, "KZ-75")
        assert "kz75-01" not in [centre.id for centre in listed]
        assert len(listed) == len(before) - 1
        assert await directory.centre(conn, "kz75-01") is not None
        await directory.load_centres(conn, centre_rows, now + timedelta(days=2))
        back = await directory.centres_in(conn, "KZ-75")
        assert [centre.id for centre in back] == [centre.id for centre in before]


async def test_a_hotline_gone_from_the_file_is_shown_no_more(
    filled: Database, now: datetime
) -> None:
    async with filled.act() as conn:
        await directory.load_hotlines(conn, rows_of("hotlines.csv")[:2], now + timedelta(days=1))
        assert [line.number for line in await directory.hotlines(conn)] == ["112", "102"]


async def test_a_reported_mistake_is_kept_once_with_its_note_sealed(
    filled: Database, ring: KeyRing, now: datetime
) -> None:
    async with filled.act() as conn:
        for note in ("нөмір ескірген", "another"):
            await directory.report_mistake(
                conn, ring, "rep00001", "centre", "kz75-01", "mark", "phone", note, now
            )
        await directory.report_mistake(
            conn, ring, "rep00002", "line", "150", None, "hours", None, now
        )
        assert await directory.reports_of(conn, "centre", "kz75-01") == [
            directory.Mistake("rep00001", "centre", "kz75-01", None, "phone", True, now)
        ]
        assert await directory.open_note(conn, ring, "rep00001") == "нөмір ескірген"
        assert await directory.open_note(conn, ring, "rep00002") is None
        (hotline,) = await directory.reports_of(conn, "line", "150")
    assert not hotline.has_note
