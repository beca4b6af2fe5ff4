"""Who asks gets the lines first, then what is checked and fits, and never a place to be found."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, event

from civic.directory import Entry, Need, Standing, answer, entry_with_id
from civic.directory.exchange import import_centres, import_hotlines
from civic.directory.forms import CENTRES, HOTLINES
from civic.directory.sheet import write
from civic.directory.vocabulary import UnknownCode
from storage import directory
from storage.centre_checks import CentreCheck
from storage.database import Database
from storage.people import Person
from storage.tables import centres

DAY = timedelta(days=1)
PUBLIC = {"publish_level": "public_office", "geo_precision": "house"}


def row(centre_id: str, **cells: str) -> dict[str, str]:
    return {"id": centre_id, "name_ru": f"Центр {centre_id}", "region_iso": "KZ-75", **cells}


async def put(database: Database, rows: Iterable[dict[str, str]], now: datetime) -> None:
    line = {"number": "111", "name_ru": "111", "hours": "24/7", "verified": "yes"}
    lines = [
        {**line, "source_url": "https://example.kz"},
        {**line, "number": "1414", "hours": "", "source_url": "https://example.kz"},
        {**line, "number": "150", "verified": "no"},
    ]
    async with database.act() as conn:
        await import_hotlines(conn, write(lines, HOTLINES), now)
        await import_centres(conn, write(list(rows), CENTRES), now)


async def checked(database: Database, person: Person, centre_id: str, at: datetime) -> None:
    async with database.act() as conn:
        check = CentreCheck(centre_id, at, person.id, "phone", "confirmed")
        await directory.add_check(conn, check)


async def found(
    database: Database, now: datetime, page: int = 0, per_page: int = 8, **need: object
) -> list[str]:
    async with database.look() as conn:
        asked = Need("KZ-75", **need)  # type: ignore[arg-type]  # as the tests say it
        told = await answer(conn, asked, now, page, per_page)
    return [shown.id for shown in told.entries]


async def the_entry(database: Database, centre_id: str) -> Entry:
    async with database.look() as conn:
        shown = await entry_with_id(conn, centre_id)
    assert shown is not None
    return shown


async def test_lines_then_checked_then_drafts_then_family_centres(
    database: Database, aigul: Person, now: datetime
) -> None:
    family = {"name_ru": "Центр поддержки семьи"}
    rows = [row("family", **family, tier="A"), row("draft-c", tier="C"), row("draft-b", tier="B")]
    await put(database, [*rows, row("checked"), row("elsewhere", region_iso="KZ-71")], now)
    await checked(database, aigul, "checked", now)
    async with database.look() as conn:
        told = await answer(conn, Need("KZ-75"), now)
    assert [line.number for line in told.lines] == ["111"], "only what surely answers at night"
    assert [entry.id for entry in told.entries] == ["checked", "draft-b", "draft-c", "family"]


async def test_when_it_is_urgent_no_office_is_named(
    database: Database, aigul: Person, now: datetime
) -> None:
    family = {"name_ru": "Центр поддержки семьи"}
    await put(database, [row("family", **family), row("open", **family), row("draft")], now)
    await checked(database, aigul, "open", now)
    assert await found(database, now) == ["open", "draft", "family"]
    assert await found(database, now, urgent=True) == ["draft"]


async def test_what_fits_comes_first_and_what_refuses_is_left_out(
    database: Database, aigul: Person, now: datetime
) -> None:
    rows = [
        row("asks", conditions="papers-asked;men"),
        row("unknown"),
        row("takes", conditions="no-papers"),
        row("both", conditions="papers-later;men"),
    ]
    await put(database, rows, now)
    for days, name in enumerate(("asks", "unknown", "takes", "both")):
        await checked(database, aigul, name, now - days * DAY)
    assert await found(database, now, wishes=("no-papers", "man")) == ["both", "takes", "unknown"]


async def test_a_son_of_twelve_is_not_sent_where_sons_are_to_eleven(
    database: Database, aigul: Person, now: datetime
) -> None:
    rows = [row("to-11", conditions="sons-to-11"), row("to-14", conditions="sons-to-14")]
    await put(database, rows, now)
    await checked(database, aigul, "to-11", now)
    await checked(database, aigul, "to-14", now)
    assert await found(database, now, wishes=("son-12",)) == ["to-14"]
    assert await found(database, now, wishes=("son-11",)) == ["to-11", "to-14"]


async def test_a_fresh_check_comes_before_a_better_fit_that_has_faded(
    database: Database, aigul: Person, now: datetime
) -> None:
    await put(database, [row("fits", conditions="men"), row("new"), row("newer")], now)
    await checked(database, aigul, "fits", now - 90 * DAY)
    await checked(database, aigul, "new", now - 2 * DAY)
    await checked(database, aigul, "newer", now - DAY)
    for wishes in ((), ("man",)):
        assert await found(database, now, wishes=wishes) == ["newer", "new", "fits"]
    assert (await the_entry(database, "fits")).faded(now)
    assert not (await the_entry(database, "new")).faded(now)


async def test_the_nearest_comes_first_where_its_place_may_be_told(
    database: Database, aigul: Person, now: datetime
) -> None:
    near, far = {"lat": "43.25", "lon": "76.95"}, {"lat": "43.35", "lon": "77.05"}
    rows = [
        row("far", **PUBLIC, **far),
        row("near", **PUBLIC, **near),
        row("secret", publish_level="phone_only", geo_precision="city", **near),
        row("city", publish_level="city_only", geo_precision="city", lat="43.26", lon="76.96"),
    ]
    await put(database, rows, now)
    for number, name in enumerate(("near", "city", "far", "secret")):
        await checked(database, aigul, name, now + number * DAY)
    later = now + 5 * DAY
    here = await found(database, later, near=(43.25, 76.95))
    assert here == ["near", "city", "far", "secret"]
    assert await found(database, later) == ["secret", "far", "city", "near"]


@pytest.mark.parametrize("near", [None, (43.25, 76.95)])
async def test_pages_follow_each_other_and_end(
    database: Database, aigul: Person, now: datetime, near: tuple[float, float] | None
) -> None:
    names = [f"c{number}" for number in range(5)] + [f"d{number}" for number in range(4)]
    await put(database, [row(name) for name in names], now)
    for number, name in enumerate(names[:5]):
        await checked(database, aigul, name, now - number * DAY)
    told = []
    for page in range(5):
        async with database.look() as conn:
            shown = await answer(conn, Need("KZ-75", near=near), now, page, per_page=2)
        told += [entry.id for entry in shown.entries]
        assert shown.more is (page < 4)
        assert bool(shown.lines) is (page == 0)
    assert told == names


async def test_an_unknown_wish_is_a_mistake_of_the_caller(
    database: Database, now: datetime
) -> None:
    with pytest.raises(UnknownCode):
        await found(database, now, wishes=("roofs",))


async def test_a_draft_is_no_more_than_a_name_and_a_city(database: Database, now: datetime) -> None:
    told = {"phones": "150", "hours": "24/7", "address": "Абай, 1", "conditions": "men"}
    await put(database, [row("draft", city_ru="Алматы", **PUBLIC, **told)], now)
    shown = await the_entry(database, "draft")
    assert shown.standing is Standing.DRAFT
    assert shown.city is not None
    assert (shown.phones, shown.hours, shown.address) == ((), None, None)
    assert (shown.conditions, shown.checked_at) == ((), None)
    assert shown.open_at(now) is None


async def test_a_checked_entry_is_shown_with_what_was_found(
    database: Database, aigul: Person, now: datetime
) -> None:
    told = {
        "phones": "8 727 313 15 28",
        "hours": "Пн-Пт 9:00-18:00",
        "address": "Абай, 1",
        "conditions": "no-papers",
        "services": "legal;8 special services",
        "languages": "ru;kk",
        "lat": "43.25",
        "lon": "76.95",
    }
    await put(database, [row("office", **PUBLIC, **told)], now)
    await checked(database, aigul, "office", now)
    shown = await the_entry(database, "office")
    assert shown.standing is Standing.CHECKED
    assert shown.phones == ("+7 727 313 1528",)
    assert shown.hours == "Mo-Fr 09:00-18:00"
    assert shown.open_at(now.replace(hour=10)) is True
    assert shown.address == "Абай, 1"
    assert shown.place == (43.25, 76.95)
    assert shown.conditions == ("no-papers",)
    assert shown.services == ("legal",), "words that no view can translate are not shown"
    assert shown.languages == ("kk", "ru")
    assert shown.checked_at == now


@pytest.mark.parametrize("precision", ["house", "city"])
@pytest.mark.parametrize(
    "told",
    [
        {"publish_level": "city_only"},
        {"publish_level": "phone_only"},
        {"publish_level": "public_office", "notes": "ADDRESS IS SECRET"},
    ],
)
async def test_a_secret_place_is_shown_nowhere_even_when_the_row_tells_it(
    database: Database, aigul: Person, now: datetime, told: dict[str, str], precision: str
) -> None:
    await put(database, [row("shelter", city_ru="Алматы", geo_precision=precision, **told)], now)
    await checked(database, aigul, "shelter", now)
    place = {"address": "Тайная, 7", "latitude": 43.25, "longitude": 76.95}
    async with database.act() as conn:  # past every check, as a careless hand on the tables would
        told_anyway = centres.update().where(centres.c.id == "shelter")
        await conn.execute(told_anyway.values(**place))
    shown = await the_entry(database, "shelter")
    assert shown.standing is Standing.CHECKED
    assert (shown.address, shown.place) == (None, None)
    assert (shown.city is None) is (told["publish_level"] == "phone_only")


async def test_a_closed_centre_is_named_in_no_answer(database: Database, now: datetime) -> None:
    await put(database, [row("closed", status="closed"), row("draft")], now)
    assert await found(database, now) == ["draft"]
    assert (await the_entry(database, "closed")).standing is Standing.CLOSED


async def test_where_the_person_is_never_reaches_the_database(
    database: Database, aigul: Person, now: datetime
) -> None:
    await put(database, [row("near", **PUBLIC, lat="43.25", lon="76.95")], now)
    await checked(database, aigul, "near", now)
    told: list[str] = []

    def hear(_conn: object, _cursor: object, sql: str, values: object, *_more: object) -> None:
        told.append(f"{sql} {values}")

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        assert await found(database, now, near=(43.777, 76.888)) == ["near"]
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    assert any("KZ-75" in statement for statement in told)
    assert not any("43.777" in statement or "76.888" in statement for statement in told)
