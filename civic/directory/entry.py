"""How much of a centre may be shown. Every view, answer and export of a centre passes here.

A draft is a name and a city to ask 111 about. A checked entry is shown with what was found out. A
place that must stay secret has no address and no coordinates, whatever its row says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from civic.directory.hours import is_open
from civic.directory.vocabulary import SERVICES
from civic.phrases import Bilingual
from storage.directory import OPEN_DOOR, Centre
from storage.secrecy import LEVELS, ROUGH

FADES_AFTER = timedelta(days=90)
"""So long a check is believed; the network of centres was rebuilt within a year."""
_PLACE_WITHHELD = LEVELS[0]


class Standing(StrEnum):
    """How far an entry may be trusted."""

    DRAFT = "draft"
    """Nobody has checked it: "ask 111 about this centre"."""
    CHECKED = "checked"
    HIDDEN = "hidden"
    """Two people reported it since its check: in no answer, and its card tells nothing."""
    CLOSED = "closed"
    """Found closed, or gone from the files."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be shown of a centre. All but the first five is empty unless it is ``CHECKED``."""

    id: str
    name: Bilingual
    city: Bilingual | None
    year: str | None
    """Of the public source."""
    region: str | None
    standing: Standing = Standing.DRAFT
    is_family_centre: bool = False
    phones: tuple[str, ...] = ()
    hours: str | None = None
    """In the grammar of ``civic.directory.hours``."""
    conditions: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """ISO 639-1."""
    address: str | None = None
    place: tuple[float, float] | None = None
    """Latitude and longitude of a public office, when they are known to the house or street."""
    checked_at: datetime | None = None
    """UTC."""
    full_until: datetime | None = None
    """Until when it has said that it has no room (UTC)."""

    def open_at(self, local: datetime) -> bool | None:
        """Whether it is open at this local time; ``None`` when nobody can tell."""
        return is_open(self.hours, local)

    def faded(self, now: datetime) -> bool:
        """Whether the check is too old to be believed without a word of warning."""
        return self.checked_at is not None and now - self.checked_at >= FADES_AFTER

    def full(self, now: datetime) -> bool:
        """Whether it has said that it has no room now; that expires by itself."""
        return self.full_until is not None and now < self.full_until


def standing(centre: Centre) -> Standing:
    """How far the centre may be trusted."""
    if centre.status == "closed" or centre.retired_at is not None:
        return Standing.CLOSED
    if centre.checked_at is None:
        return Standing.DRAFT
    return Standing.CHECKED if centre.hidden_at is None else Standing.HIDDEN


def entry(centre: Centre) -> Entry:
    """The centre as it may be shown."""
    has_city = centre.city_ru is not None and centre.publish_level != _PLACE_WITHHELD
    shown = Entry(
        id=centre.id,
        name=Bilingual(centre.name_kk, centre.name_ru),
        city=Bilingual(centre.city_kk, centre.city_ru) if has_city else None,
        year=centre.source_date[:4] if centre.source_date else None,
        region=centre.region,
        standing=standing(centre),
        is_family_centre=centre.is_family_centre,
    )
    return _with_findings(shown, centre) if shown.standing is Standing.CHECKED else shown


def _with_findings(bare: Entry, centre: Centre) -> Entry:
    at_the_door = centre.publish_level == OPEN_DOOR and not centre.address_secret
    known_exactly = centre.geo_precision not in (None, ROUGH)
    place = (
        (centre.latitude, centre.longitude)
        if centre.latitude is not None and centre.longitude is not None
        else None
    )
    return Entry(
        id=bare.id,
        name=bare.name,
        city=bare.city,
        year=bare.year,
        region=bare.region,
        standing=bare.standing,
        is_family_centre=bare.is_family_centre,
        phones=centre.phones,
        hours=centre.hours,
        conditions=centre.conditions,
        services=tuple(code for code in centre.services if code in SERVICES),
        languages=centre.languages,
        address=centre.address if at_the_door else None,
        place=place if at_the_door and known_exactly else None,
        checked_at=centre.checked_at,
        full_until=centre.full_until,
    )
