"""From the place and the level of a matter to who decides, and how many votes that needs."""

from __future__ import annotations

from dataclasses import dataclass

from civic.petitions.kinds import BODIES_OF, Body, Level
from civic.petitions.law import PetitionLaw, Threshold, petition_law
from civic.petitions.population import BY_AUTHOR, Population, populations
from civic.regions import regions

LEAST, MOST = 100, 5_000_000
"""A population that an author names lies between these; any other is a slip."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a petition goes. ``votes`` is the exact number; ``row`` the law that gives it.

    ``population_by``: ``BY_AUTHOR``, the day of our own figure, or ``None`` where none is needed.
    """

    level: Level
    body: Body
    votes: int
    row: Threshold
    population: int | None = None
    population_by: str | None = None


def level_of(level: Level, region: str | None) -> Level:
    """A city of republican significance counts as an oblast does, also where its part is meant."""
    is_city = region is not None and region in regions() and regions()[region].is_city
    return Level.OBLAST if level is Level.DISTRICT and is_city else level


def known_population(level: Level, region: str | None) -> Population | None:
    """The published figure; of districts there is none here."""
    if region is None or level_of(level, region) is not Level.OBLAST:
        return None
    return populations().get(region)


def asks_for_population(level: Level, region: str | None) -> bool:
    """Whether the author has to look it up."""
    return level is not Level.REPUBLIC and known_population(level, region) is None


def route(
    level: Level,
    body: Body,
    region: str | None,
    by_author: int | None,
    law: PetitionLaw | None = None,
) -> Route | None:
    """Who decides and how many votes; ``None`` while the population is not known.

    ``by_author`` is what the author looked up; a published figure goes before it.
    """
    level = level_of(level, region)
    if body not in BODIES_OF[level]:
        return None
    published = known_population(level, region)
    people = published.people if published else by_author
    people = None if level is Level.REPUBLIC else people
    row = (law or petition_law()).threshold(level, body, people)
    if row is None or (people is None and row.votes is None):
        return None
    by = None
    if people is not None:
        by = published.on.isoformat() if published else BY_AUTHOR
    return Route(level, body, row.of(people), row, people, by)
