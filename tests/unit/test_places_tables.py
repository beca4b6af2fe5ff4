"""What the tables of places promise to the code that reads them."""

from __future__ import annotations

import csv
from collections import Counter

from civic.places import place_called, places
from civic.regions import DATA, regions


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_answers_keep_a_place_by_its_region_and_kazakh_name_so_no_two_share_them() -> None:
    kept = Counter((place.region, place.name_kk) for place in places().values())
    assert [name for name, times in kept.items() if times > 1] == []


def test_every_main_city_is_known_and_is_the_main_city() -> None:
    for region in regions().values():
        seat = place_called(region.iso, region.seat_kk)
        assert seat is not None
        assert seat.is_seat
        assert seat.name_ru == region.seat_ru


def test_every_row_stands_in_the_country_and_says_where_it_is_from() -> None:
    for row in rows("cities.csv"):
        assert row["region_iso"] in regions(), row["id"]
        assert row["kind"] in {"city", "town", "district"}, row["id"]
        assert row["names_from"], row["id"]
        if row["lat"]:
            assert 40.5 < float(row["lat"]) < 55.5, row["id"]
            assert 46.4 < float(row["lon"]) < 87.4, row["id"]
            assert row["source_url"] or "general knowledge" in row["notes"], row["id"]


def test_every_other_name_of_a_region_belongs_to_an_oblast() -> None:
    for row in rows("region_names.csv"):
        assert not regions()[row["region_iso"]].is_city


def test_every_place_of_the_centres_is_known_in_its_region() -> None:
    for row in rows("centres.csv"):
        # "с. Нарынкол, Райымбекский район" names two, "Кордай (район)" says its kind in brackets
        for name in row["city_ru"].removeprefix("с. ").split(" (")[0].split(", "):
            known = [
                place
                for place in places().values()
                if place.region == row["region_iso"] and name in {"", place.name_ru}
            ]
            assert known or not row["region_iso"], row["id"]
