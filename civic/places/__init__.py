"""Cities, towns, districts and regions of Kazakhstan, as people type them and where they lie.

Half of the people type the old name, half the new one, many Kazakh with Russian letters: a bot
that knows one spelling answers the others with "unknown" when they need help.
"""

from civic.places.gazetteer import Kind, Place, place_called, places
from civic.places.nearest import Near, nearest_places
from civic.places.search import Found, find_places, place_meant

__all__ = [
    "Found",
    "Kind",
    "Near",
    "Place",
    "find_places",
    "nearest_places",
    "place_called",
    "place_meant",
    "places",
]
