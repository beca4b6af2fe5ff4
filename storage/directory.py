"""The hotlines and crisis centres that people are shown.

Rows come from dated files and from volunteers who phone. Without this place a file loaded again
would wipe out what a volunteer learned, and a centre that vanished from the file would vanish from
letters that still point to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.centre_checks import (
    CentreChange,
    CentreCheck,
    KeptCheck,
    add_check,
    changes_of,
    checks_of,
    forget_where,
    hide_centre,
    lock_centre,
    note_changes,
    open_check_note,
    say_full,
    seal_check_note,
    show_centre,
)
from storage.centre_lists import (
    all_of_region,
    count_all,
    count_due,
    count_never_checked,
    due_for_checking,
    never_checked,
)
from storage.directory_files import (
    Loaded,
    import_centres,
    import_hotlines,
    load_centres,
    load_hotlines,
)
from storage.finding import Candidate, checked_in, drafts_in
from storage.mistakes import (
    Mistake,
    count_reporters,
    forget_reporters,
    has_reported,
    open_note,
    report_mistake,
    reporter_mark,
    reports_of,
    take_back,
)
from storage.secrecy import OPEN_DOOR, is_secret
from storage.tables import centres as centre_rows
from storage.tables import hotlines as hotline_rows

__all__ = [
    "OPEN_DOOR",
    "Candidate",
    "Centre",
    "CentreChange",
    "CentreCheck",
    "Hotline",
    "KeptCheck",
    "Loaded",
    "Mistake",
    "add_check",
    "all_centres",
    "all_of_region",
    "centre",
    "centres_in",
    "centres_with_ids",
    "changes_of",
    "checked_in",
    "checks_of",
    "count_all",
    "count_due",
    "count_never_checked",
    "count_reporters",
    "drafts_in",
    "due_for_checking",
    "forget_reporters",
    "forget_where",
    "has_reported",
    "hide_centre",
    "hotlines",
    "import_centres",
    "import_hotlines",
    "load_centres",
    "load_hotlines",
    "lock_centre",
    "never_checked",
    "note_changes",
    "open_check_note",
    "open_note",
    "regions_with_centres",
    "report_mistake",
    "reporter_mark",
    "reports_of",
    "say_full",
    "seal_check_note",
    "show_centre",
    "take_back",
]


@dataclass(frozen=True, slots=True)
class Hotline:
    number: str
    name_kk: str
    """The Russian name where no Kazakh one is known: a card without a name helps nobody."""
    name_ru: str
    hours: str | None
    """None when unknown or when sources disagree."""
    free: bool | None
    audience: str | None
    channels: tuple[str, ...]
    verified: str
    """`yes`, `partly`, `secondary` (a secondary source only) or `no`."""
    source_url: str | None
    source_date: str | None
    """As far as the source gives it: `2024-09-16`, `2014-03` or `2017`."""
    notes: str | None
    position: int
    """Its place in the file, which is the order people see."""
    kk_is_known: bool
    """False when `name_kk` is but the Russian name."""


@dataclass(frozen=True, slots=True)
class Centre:
    id: str
    region: str | None
    """ISO 3166-2; None when the source does not tell."""
    name_kk: str | None
    name_ru: str
    city_kk: str | None
    city_ru: str | None
    address: str | None
    """Shown to nobody when `address_secret`."""
    latitude: float | None
    longitude: float | None
    phones: tuple[str, ...]
    hours: str | None
    serves: tuple[str, ...]
    services: tuple[str, ...]
    shelter: str | None
    kind: str | None
    """Who runs it: `state`, `ngo` and the like."""
    publish_level: str
    """`public_office`, `city_only` or `phone_only`: how much may be shown."""
    status: str
    tier: str
    """`A` to `C`: how good the source is."""
    geo_precision: str | None
    source_url: str | None
    source_date: str | None
    notes: str | None
    position: int
    loaded_at: datetime
    """When a file last changed it (UTC)."""
    retired_at: datetime | None
    conditions: tuple[str, ...]
    """Codes of whom it takes and on what conditions."""
    languages: tuple[str, ...]
    """ISO 639-1, such as `kk`."""
    is_family_centre: bool
    """A Family Support Centre: an office for what is not urgent."""
    checked_at: datetime | None
    """When somebody last found it open (UTC); None for a draft."""
    hidden_at: datetime | None
    """Since when reports hide it (UTC)."""
    full_until: datetime | None
    """Until when it has said that it has no room (UTC)."""

    @property
    def address_secret(self) -> bool:
        """True unless the centre is a public office whose address no source calls secret."""
        return is_secret(self.publish_level, self.notes)


_HOTLINES = (
    select(
        *(hotline_rows.c[name] for name in Hotline.__dataclass_fields__ if name != "kk_is_known"),
        hotline_rows.c.name_kk.is_not(None).label("kk_is_known"),
    )
    .where(hotline_rows.c.retired_at.is_(None))
    .order_by(hotline_rows.c.position, hotline_rows.c.number)
)
_CENTRE_COLUMNS = [centre_rows.c[name] for name in Centre.__dataclass_fields__]
_CENTRES_IN = (
    select(*_CENTRE_COLUMNS)
    .where(centre_rows.c.region == bindparam("in_region"), centre_rows.c.retired_at.is_(None))
    .order_by(centre_rows.c.position, centre_rows.c.id)
)
_ALL_CENTRES = (
    select(*_CENTRE_COLUMNS)
    .where(centre_rows.c.retired_at.is_(None))
    .order_by(centre_rows.c.position, centre_rows.c.id)
)
_CENTRES_WITH_IDS = select(*_CENTRE_COLUMNS).where(
    centre_rows.c.id.in_(bindparam("ids", expanding=True))
)
_CENTRE = select(*_CENTRE_COLUMNS).where(centre_rows.c.id == bindparam("centre"))
_REGIONS = (
    select(centre_rows.c.region, func.count())
    .where(centre_rows.c.region.is_not(None), centre_rows.c.retired_at.is_(None))
    .group_by(centre_rows.c.region)
    .order_by(centre_rows.c.region)
)


async def hotlines(conn: AsyncConnection) -> list[Hotline]:
    """All that the last file holds, in its order, unverified ones too."""
    found = []
    for row in (await conn.execute(_HOTLINES)).mappings():
        name_kk, channels = row["name_kk"] or row["name_ru"], _parts(row["channels"])
        found.append(Hotline(**{**row, "name_kk": name_kk, "channels": channels}))
    return found


async def centres_in(conn: AsyncConnection, region: str) -> list[Centre]:
    """The region's centres in the file's order, retired ones left out."""
    rows = (await conn.execute(_CENTRES_IN, {"in_region": region})).mappings()
    return [_centre(row) for row in rows]


async def all_centres(conn: AsyncConnection) -> list[Centre]:
    """All but the retired, in the order of the files. For exports, never for an answer."""
    return [_centre(row) for row in (await conn.execute(_ALL_CENTRES)).mappings()]


async def centres_with_ids(conn: AsyncConnection, ids: Sequence[str]) -> list[Centre]:
    """These centres in this order; an unknown id is left out."""
    rows = (await conn.execute(_CENTRES_WITH_IDS, {"ids": list(ids)})).mappings() if ids else ()
    found = {row["id"]: _centre(row) for row in rows}
    return [found[centre_id] for centre_id in ids if centre_id in found]


async def centre(conn: AsyncConnection, centre_id: str) -> Centre | None:
    """The centre, even a retired one: old messages still point to it."""
    row = (await conn.execute(_CENTRE, {"centre": centre_id})).mappings().one_or_none()
    return _centre(row) if row else None


async def regions_with_centres(conn: AsyncConnection) -> dict[str, int]:
    """ISO code to the number of centres, retired ones left out."""
    return {region: count for region, count in await conn.execute(_REGIONS)}  # noqa: C416 - rows are no pairs to dict()


_LISTS = ("phones", "serves", "services", "conditions", "languages")


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip()) if text else ()


def _centre(row: RowMapping) -> Centre:
    lists = {name: _parts(row[name]) for name in _LISTS}
    return Centre(**{**row, **lists})
