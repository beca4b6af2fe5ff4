"""What is exported can be imported again and is the same; a file with one mistake takes nothing."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from civic.directory.exchange import (
    export_centres,
    export_hotlines,
    import_centres,
    import_hotlines,
)
from civic.directory.forms import CENTRES, PRECISIONS, STATUSES
from civic.directory.hsds import export_hsds
from civic.directory.seed import load_data
from civic.directory.sheet import FileRefused, read, write
from civic.directory.vocabulary import CONDITIONS, LANGUAGES
from civic.regions import regions
from storage import directory
from storage.centre_checks import CentreCheck
from storage.database import Database
from storage.people import Person
from storage.secrecy import LEVELS, is_secret
from tests import databases
from tests.storage.hsds_form import PAGE

DAY = timedelta(days=1)
ALMATY = ZoneInfo("Asia/Almaty")


async def test_the_export_of_the_dated_files_imports_as_nothing_new(
    database: Database, now: datetime
) -> None:
    async with database.act() as conn:
        await load_data(conn, now)
        centres, hotlines = await export_centres(conn), await export_hotlines(conn)
        for_excel = await export_centres(conn, for_excel=True)
        assert centres.count(b"\n") == 52
        assert await import_centres(conn, centres, now + DAY) == directory.Loaded()
        assert await import_centres(conn, for_excel, now + DAY) == directory.Loaded()
        assert await import_hotlines(conn, hotlines, now + DAY) == directory.Loaded()
        assert await export_centres(conn) == centres
        assert await export_hotlines(conn) == hotlines


async def test_one_wrong_cell_and_nothing_is_taken(database: Database, now: datetime) -> None:
    rows = [{"id": f"kz75-{number}", "name_ru": "Центр"} for number in range(20)]
    rows[17]["tier"] = "Z"
    async with database.act() as conn:
        await load_data(conn, now)
        before = await export_centres(conn)
    with pytest.raises(FileRefused, match="line 19, tier"):
        async with database.act() as conn:
            await import_centres(conn, write(rows, CENTRES), now + DAY)
    async with database.look() as conn:
        assert await export_centres(conn) == before


async def test_an_import_comes_as_drafts_whatever_it_says(
    database: Database, now: datetime
) -> None:
    row = {"id": "kz75-99", "name_ru": "Центр", "region_iso": "KZ-75", "status": "confirmed"}
    async with database.act() as conn:
        await import_centres(conn, write([row], CENTRES), now)
        centre = await directory.centre(conn, "kz75-99")
    assert centre is not None
    assert centre.checked_at is None


async def test_no_start_of_the_bot_undoes_an_import(database: Database, now: datetime) -> None:
    new = {"id": "kz75-99", "name_ru": "Центр", "region_iso": "KZ-75"}
    async with database.act() as conn:
        await load_data(conn, now)
        rows = read(await export_centres(conn), CENTRES)
        mended = [{**row, "tier": "A"} if row["id"] == "kz10-01" else row for row in rows]
        loaded = await import_centres(conn, write([*mended, new], CENTRES), now + DAY)
        assert (loaded.added, loaded.changed) == (["kz75-99"], ["kz10-01"])
        after_import = await export_centres(conn)
        await load_data(conn, now + 2 * DAY)
        assert await export_centres(conn) == after_import


async def test_a_dated_file_that_makes_a_place_secret_wins_over_an_import(
    database: Database, now: datetime
) -> None:
    row = {"id": "kz75-99", "name_ru": "Центр", "address": "Абай, 1"}
    (opened,) = read(write([{**row, "publish_level": "public_office"}], CENTRES), CENTRES)
    for changes in ({"publish_level": "city_only"}, {"notes": "АДРЕС СЕКРЕТНЫЙ"}):
        async with database.act() as conn:
            await import_centres(conn, write([opened], CENTRES), now)
            await directory.load_centres(conn, [{**opened, **changes}], now + DAY)
            centre = await directory.centre(conn, "kz75-99")
        assert centre is not None
        assert centre.address_secret
        assert centre.address is None


async def test_an_import_leaves_what_was_checked_and_says_so(
    database: Database, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        await load_data(conn, now)
        check = CentreCheck("kz75-01", now, aigul.id, "phone", "confirmed")
        await directory.add_check(conn, check, {"phones": "+7 727 313 1528"})
        rows = read(await export_centres(conn), CENTRES)
        other = [{**row, "phones": "150"} if row["id"] == "kz75-01" else row for row in rows]
        loaded = await import_centres(conn, write(other, CENTRES), now + DAY)
        centre = await directory.centre(conn, "kz75-01")
    assert loaded.kept == ["kz75-01"]
    assert centre is not None
    assert centre.phones == ("+7 727 313 1528",)


letters = some.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\x85\u2028\u2029"
)
words = some.text(letters, max_size=30).map(str.strip)
named = words.filter(bool)
word_lists = some.lists(words.map(lambda word: word.replace(";", "")), max_size=3)
coordinates = some.tuples(some.floats(40, 56), some.floats(46, 88)).map(
    lambda place: {"lat": repr(place[0]), "lon": repr(place[1])}
)


@some.composite
def centre_cells(draw: some.DrawFn) -> dict[str, str]:
    one = {code for codes in CONDITIONS.values() if (code := draw(some.sampled_from(("", *codes))))}
    return {
        "name_ru": draw(named),
        "name_kk": draw(words),
        "region_iso": draw(some.sampled_from(("", *regions()))),
        "city_ru": draw(words),
        "address": draw(words),
        "phones": draw(some.sampled_from(("", "150", "8 727 313 15 28; 111"))),
        "hours": draw(some.sampled_from(("", "24/7", "Пн-Пт 9:00-18:00", "Sa 22:00-06:00"))),
        "serves": "; ".join(draw(word_lists)),
        "services": ";".join(draw(word_lists)),
        "shelter": draw(words),
        "geo_precision": draw(some.sampled_from(("", *PRECISIONS))),
        "status": draw(some.sampled_from(("", *STATUSES))),
        "publish_level": draw(some.sampled_from(("", *LEVELS))),
        "notes": draw(some.one_of(words, some.just("two\nlines; ADDRESS IS SECRET"))),
        "conditions": ";".join(sorted(one)),
        "languages": ";".join(draw(some.lists(some.sampled_from(LANGUAGES)))),
        **draw(some.one_of(some.just({}), coordinates)),
    }


@given(some.lists(centre_cells(), max_size=5), some.booleans())
@settings(max_examples=40, deadline=None)
def test_whatever_is_exported_imports_as_the_same(
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    cells: list[dict[str, str]],
    for_excel: bool,
) -> None:
    rows = [{"id": f"kz-{number}", **row} for number, row in enumerate(cells)]
    folder = tmp_path_factory.mktemp("exchange")
    noon = datetime.fromisoformat("2026-03-02T12:00:00+00:00")

    async def out_in_and_out() -> None:
        first = Database(databases.copy_of(sqlite_template, folder))
        second = Database(databases.copy_of(sqlite_template, folder))
        async with first.act() as conn:
            await import_centres(conn, write(rows, CENTRES), noon)
            exported = await export_centres(conn, for_excel=for_excel)
            assert await import_centres(conn, exported, noon) == directory.Loaded()
            kept = await directory.all_centres(conn)
        async with second.act() as conn:
            await import_centres(conn, exported, noon)
            assert await export_centres(conn, for_excel=for_excel) == exported
            assert await directory.all_centres(conn) == kept
        assert len(kept) == len(rows)
        assert not any(it.address for it in kept if is_secret(it.publish_level, it.notes))
        await first.close()
        await second.close()

    asyncio.run(out_in_and_out())


async def exported_service(
    database: Database, now: datetime, name: str, assurer: str | None = None
) -> dict[str, object]:
    async with database.look() as conn:
        page = await export_hsds(conn, now, ALMATY, assurer)
    Draft202012Validator(PAGE).validate(page)
    (service,) = (service for service in page["contents"] if service["name"] == name)
    return dict(service)


async def test_drafts_leave_in_hsds_as_inactive_and_with_a_warning(
    database: Database, now: datetime
) -> None:
    async with database.act() as conn:
        await load_data(conn, now)
    service = await exported_service(database, now, "КГУ «Кризисный центр «Жан-Сая»")
    assert service["status"] == "inactive"
    assert "Not checked" in str(service["alert"])
    assert service["phones"] == []
    assert service["service_at_locations"] == [], "even the city of a secret place is withheld"
    assert "assured_date" not in service


async def test_a_checked_office_leaves_in_hsds_with_all_that_is_shown(
    database: Database, aigul: Person, now: datetime
) -> None:
    row = {
        "id": "kz75-99",
        "name_ru": "Центр",
        "name_kk": "Орталық",
        "region_iso": "KZ-75",
        "city_ru": "Алматы",
        "address": "Абай, 1",
        "lat": "43.2",
        "lon": "76.9",
        "geo_precision": "house",
        "publish_level": "public_office",
        "phones": "150",
        "hours": "Mo-Fr 09:00-18:00; Sa 10:00-24:00",
        "languages": "kk",
        "conditions": "no-papers",
    }
    async with database.act() as conn:
        await import_centres(conn, write([row], CENTRES), now)
        check = CentreCheck("kz75-99", now + DAY, aigul.id, "phone", "confirmed")
        await directory.add_check(conn, check)
    service = await exported_service(database, now + DAY, "Центр", "guard@example.kz")
    assert service["status"] == "active"
    assert service["alternate_name"] == "Орталық"
    assert service["assured_date"] == "2026-03-03"
    assert service["assurer_email"] == "guard@example.kz"
    assert service["last_modified"] == "2026-03-03T12:00:00.000Z"
    told = str(service)
    for part in ("150", "Абай, 1", "43.2", "MO,TU,WE,TH,FR", "09:00+05:00", "23:59+05:00"):
        assert part in told
    assert {attribute["value"] for attribute in service["attributes"]} == {"checked", "no-papers"}  # type: ignore[attr-defined]  # a page of plain values


async def test_no_secret_place_leaves_in_any_export(
    database: Database, aigul: Person, now: datetime
) -> None:
    row = {
        "id": "kz75-99",
        "name_ru": "Приют",
        "city_ru": "Алматы",
        "address": "Тайная, 7",
        "lat": "43.2177",
        "lon": "76.9011",
        "geo_precision": "house",
        "publish_level": "city_only",
    }
    async with database.act() as conn:
        await import_centres(conn, write([row], CENTRES), now)
        check = CentreCheck("kz75-99", now, aigul.id, "phone", "confirmed")
        await directory.add_check(conn, check)
        table = (await export_centres(conn)).decode()
    told = table + str(await exported_service(database, now, "Приют"))
    assert "Тайная" not in told
    assert "43.21" not in told
