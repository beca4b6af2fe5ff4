"""Which places lie near a point on the globe. The point is looked at and never kept."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache

from civic.places.gazetteer import Place, places
from civic.places.region import DATA

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Near:
    """A place and how far it is, in kilometres, as the crow flies."""

    place: Place
    km: float


def nearest_places(latitude: float, longitude: float, limit: int = 5) -> list[Near]:
    """The nearest cities, towns and villages to a point in degrees, the nearest first."""
    distances = [
        Near(place, distance_km(latitude, longitude, *place.point))
        for place in places().values()
        if place.point is not None and place.kind in {"city", "town"}
    ]
    return sorted(distances, key=lambda near: (near.km, near.place.id))[:limit]


def km_to_a_city_abroad(latitude: float, longitude: float) -> float:
    """How far the nearest city beyond the border is, of those within 200 km of a place of ours."""
    return min(distance_km(latitude, longitude, *point) for point in _cities_abroad())


@cache
def _cities_abroad() -> tuple[tuple[float, float], ...]:
    with (DATA / "abroad.csv").open(encoding="utf-8", newline="") as file:
        return tuple((float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file))


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_lat, half_lon = (phi2 - phi1) / 2, math.radians(lon2 - lon1) / 2
    root = math.sin(half_lat) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lon) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(root)))
