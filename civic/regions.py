"""The regions of Kazakhstan, and which of them a person means or is in.

Where only the region matters, the name of any city or district in it will do.
"""

from __future__ import annotations

from civic.places.nearest import distance_km, km_to_a_city_abroad, nearest_places
from civic.places.region import DATA, Region, regions
from civic.places.search import place_meant

__all__ = ["DATA", "Region", "distance_km", "nearest_region", "region_named", "regions"]


def region_named(text: str) -> Region | None:
    """The one region that a person meant by the name of it or of a place in it.

    ``None`` for a name with mistakes and for one that several regions share: both must be asked.
    """
    if (place := place_meant(text)) is not None:
        return regions()[place.region]
    return None


FARTHEST_KM = 200
"""From any town we know of. Farther away is not a place in Kazakhstan that people live in."""
ABROAD_IF_NEARER_BY = 2
"""Times: a city beyond the border that is so much nearer than any of ours is where they are."""


def nearest_region(latitude: float, longitude: float) -> Region | None:
    """The region of the nearest settlement (great circle, degrees); a guess, to be confirmed.

    ``None`` where no settlement of Kazakhstan is near, or one beyond the border is much nearer:
    in Bishkek or Tashkent our lines do not answer.
    """
    nearest = nearest_places(latitude, longitude, limit=1)[0]
    abroad = km_to_a_city_abroad(latitude, longitude) * ABROAD_IF_NEARER_BY < nearest.km
    return None if abroad or nearest.km > FARTHEST_KM else regions()[nearest.place.region]
