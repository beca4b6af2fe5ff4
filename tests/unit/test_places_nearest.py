"""The nearest places to a point, and how far they are."""

from __future__ import annotations

import pytest

from civic.places import nearest_places
from civic.places.nearest import distance_km
from civic.regions import nearest_region


def test_the_nearest_settlements_come_first_with_their_distance() -> None:
    near = nearest_places(43.25, 76.91, limit=3)
    assert near[0].place.id == "kz75-almaty"
    assert near[0].km < 1
    assert [it.km for it in near] == sorted(it.km for it in near)
    assert {it.place.kind for it in near} <= {"city", "town"}


def test_the_region_is_that_of_the_nearest_town_not_of_the_nearest_capital() -> None:
    assert nearest_region(43.20, 76.63).iso == "KZ-19"  # Kaskelen, 24 km from Almaty
    assert nearest_region(41.46, 69.17).iso == "KZ-61"  # Saryagash, nearer to Tashkent
    assert nearest_region(51.18, 71.44).iso == "KZ-71"


@pytest.mark.parametrize(
    "point",
    [(42.8746, 74.5698), (41.2995, 69.2401), (54.99, 73.37), (51.77, 55.10), (43.92, 81.32)],
)
def test_a_city_beyond_the_border_is_no_region_of_ours(point: tuple[float, float]) -> None:
    assert nearest_region(*point) is None


@pytest.mark.parametrize(
    ("point", "region"),
    [
        ((43.04, 74.71), "KZ-31"),  # Korday, across from Bishkek
        ((41.44, 69.28), "KZ-61"),  # between Saryagash and Tashkent
        ((44.22, 80.30), "KZ-33"),  # Khorgos
        ((54.87, 69.16), "KZ-59"),  # Petropavl
    ],
)
def test_a_town_at_the_border_is_ours(point: tuple[float, float], region: str) -> None:
    found = nearest_region(*point)
    assert found is not None
    assert found.iso == region


def test_distances_are_great_circles_in_kilometres() -> None:
    assert distance_km(43.2525, 76.9115, 51.1801, 71.446) == pytest.approx(972, abs=5)
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert distance_km(10, 20, 10, 20) == 0
