"""A table is taken whole or not at all, and everything that is wrong in it is named."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from civic.directory.exchange import centre_rows, hotline_rows, secret_addresses
from civic.directory.forms import CENTRES, HOTLINES
from civic.directory.sheet import FileRefused, Wrong, read, write

DATED = Path(__file__).parents[2] / "data"
GOOD = {
    "id": "kz75-09",
    "name_ru": "Центр",
    "region_iso": "KZ-75",
    "phones": "8 727 313 15 28; 150",
    "hours": "пн-пт 9:00-18:00",
    "conditions": "no-papers;women",
}
LINE = {"number": "111", "name_ru": "Линия", "verified": "yes", "source_url": "https://a.kz/1"}


def table(*rows: dict[str, str], form: object = CENTRES, separator: str = ",") -> bytes:
    columns = (CENTRES if form is CENTRES else HOTLINES).columns
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, columns, restval="", delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def wrong_in(content: bytes) -> list[Wrong]:
    with pytest.raises(FileRefused) as refused:
        centre_rows(content)
    return list(refused.value.wrong)


def test_the_dated_files_have_nothing_wrong() -> None:
    assert len(centre_rows((DATED / "centres.csv").read_bytes())) == 51
    assert len(hotline_rows((DATED / "hotlines.csv").read_bytes())) == 12


def test_cells_come_in_their_one_form() -> None:
    (row,) = centre_rows(table(GOOD))
    assert row["phones"] == "+7 727 313 1528;150"
    assert row["hours"] == "Mo-Fr 09:00-18:00"
    assert row["conditions"] == "women;no-papers"
    assert row["codes"] == ";no-papers;women;"
    assert row["family_centre"] == ""


@pytest.mark.parametrize("name", ["Центр поддержки семьи", "Отбасын қолдау орталығы (Орал)"])
def test_family_support_centres_are_known_by_their_name(name: str) -> None:
    (row,) = centre_rows(table({**GOOD, "name_ru": name}))
    assert row["family_centre"] == "yes"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_spreadsheets_make_of_it_is_read(separator: str, newline: str, mark: bytes) -> None:
    content = table(GOOD, separator=separator).replace(b"\r\n", newline.encode())
    assert centre_rows(mark + content) == centre_rows(table(GOOD))


def test_lines_that_are_empty_are_passed_over() -> None:
    assert len(centre_rows(table(GOOD) + b"\r\n,,,\r\n  \r\n")) == 1


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("id", "", "must not be empty"),
        ("id", "KZ 75:1", "up to 32 of a-z"),
        ("name_ru", " ", "must not be empty"),
        ("region_iso", "KZ-99", "is none of"),
        ("phones", "150; nobody", "“nobody” is no phone number"),
        ("phones", "+7 7182 32 45 67", "is an invented number"),
        ("phones", "8 727 250-50-50", "is an invented number"),
        ("phones", "+7 727 123 45 67", "is an invented number"),
        ("hours", "Mo-Fr 25:00-26:00", "must be like"),
        ("hours", "night beds 17:00-09:00", "must be like"),
        ("conditions", "no-papers;papers-please", "“papers-please” is not in the vocabulary"),
        ("conditions", "men;no-men", "contradict each other: men, no-men"),
        ("languages", "klingon", "is not in the vocabulary"),
        ("publish_level", "everything", "is none of: phone_only, city_only, public_office"),
        ("tier", "D", "is none of"),
        ("status", "checked", "is none of"),
        ("source_url", "www.example.kz", "must begin with http"),
        ("source_date", "03.05.2026", "must be a date like"),
        ("lat", "north", "is no number"),
        ("lat", "76.9", "is not in Kazakhstan"),
        ("notes", "a\x07b", "cannot be shown"),
        ("notes", "a" * 5000, "longer than"),
    ],
)
def test_a_wrong_cell_is_named_by_line_column_and_reason(
    column: str, cell: str, reason: str
) -> None:
    (wrong,) = wrong_in(table(GOOD, {**GOOD, "id": "kz75-10", column: cell}))
    assert (wrong.line, wrong.column) == (3, column)
    assert reason in wrong.reason


def test_every_mistake_is_told_at_once() -> None:
    content = table(
        {**GOOD, "phones": "x", "tier": "Z"},
        GOOD,
        {**GOOD, "notes": "two\nlines", "id": "kz75-11"},
        {**GOOD, "id": "kz75-12", "lat": "43.2"},
    )
    told = [(wrong.line, wrong.column) for wrong in wrong_in(content)]
    assert told == [(2, "phones"), (2, "tier"), (3, "id"), (6, "lon")]


def test_the_text_of_the_refusal_can_be_worked_through() -> None:
    with pytest.raises(FileRefused) as refused:
        centre_rows(table({**GOOD, "tier": "Z"}))
    said = str(refused.value)
    assert "Nothing was imported" in said
    assert "line 2, tier: “Z” is none of: A, B, C" in said


def test_missing_unknown_and_doubled_columns_are_named() -> None:
    content = table(GOOD).replace(b"tier", b"grade").replace(b"notes", b"id")
    assert {(wrong.column, wrong.reason) for wrong in wrong_in(content)} == {
        ("tier", "this column is missing"),
        ("notes", "this column is missing"),
        ("grade", "there is no such column"),
        ("id", "this column stands there twice"),
    }


def test_columns_that_came_later_may_be_missing() -> None:
    assert b"conditions" not in (DATED / "centres.csv").read_bytes().partition(b"\n")[0]
    older = table(GOOD).replace(b",conditions,languages", b"").replace(b",no-papers;women,", b"")
    assert centre_rows(older)[0]["conditions"] == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        ("имя".encode("cp1251"), "UTF-8"),
        ("\ufeffid".encode("utf-16"), "UTF-8"),
        (table(GOOD) + b'"open\r\n', "no table"),
        (table(GOOD) + b"a,b\r\n", "2 cells"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content: bytes, reason: str) -> None:
    assert reason in wrong_in(content)[-1].reason


def test_addresses_that_are_not_kept_are_counted() -> None:
    secret = {**GOOD, "address": "ул. 1"}
    office = {**GOOD, "id": "kz75-10", "address": "ул. 2", "publish_level": "public_office"}
    assert secret_addresses(table(secret, office)) == 1


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"number": "+7 7182 32 45 67"}, "number"),
        ({"number": "116-16 / 11616"}, "number"),
        ({"verified": "sure"}, "verified"),
        ({"source_url": ""}, "source_url"),
        ({"free": "perhaps"}, "free"),
    ],
)
def test_a_line_that_cannot_be_right_is_refused(cells: dict[str, str], column: str) -> None:
    with pytest.raises(FileRefused) as refused:
        hotline_rows(table({**LINE, **cells}, form=HOTLINES))
    assert [wrong.column for wrong in refused.value.wrong] == [column]


def test_a_number_that_is_not_confirmed_may_stand_there_as_such() -> None:
    odd = {**LINE, "number": "116-16 / 11616", "verified": "NO", "source_url": ""}
    assert hotline_rows(table(odd, form=HOTLINES))[0]["verified"] == "no"


def test_what_is_written_for_excel_is_read_again() -> None:
    rows = read(table(GOOD), CENTRES)
    for_excel = write(rows, CENTRES, for_excel=True)
    assert for_excel.startswith(b"\xef\xbb\xbfid;name_ru")
    assert read(for_excel, CENTRES) == rows
