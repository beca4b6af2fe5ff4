"""The directory in and out as tables: what operators keep in a spreadsheet.

An import is all or nothing, and brings drafts: being checked is no column, only an administrator
who asked can make an entry a checked one. What was checked stays as it was found.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.directory.cells import parts
from civic.directory.forms import CENTRES, HOTLINES
from civic.directory.sheet import Cells, read, write
from civic.directory.vocabulary import codes_of
from storage import directory
from storage.directory import Centre, Hotline, Loaded
from storage.secrecy import LEVELS, is_secret

_FAMILY_CENTRE = ("центр поддержки семьи", "отбасын қолдау орталығы")
FileRow = Mapping[str, str | None]


def centre_rows(content: bytes) -> list[FileRow]:
    """The centres of a file, with what the rules derive of each. Raises ``FileRefused``."""
    return [_with_derived(row) for row in read(content, CENTRES)]


def hotline_rows(content: bytes) -> list[FileRow]:
    """The hotlines of a file. Raises ``FileRefused``."""
    return list[FileRow](read(content, HOTLINES))


def _with_derived(row: Cells) -> FileRow:
    names = f"{row['name_ru']} {row['name_kk']}".casefold()
    # a crisis centre that also calls itself so stays among those to turn to at night
    is_family_centre = any(name in names for name in _FAMILY_CENTRE) and "кризисн" not in names
    return {
        **row,
        "codes": joined_codes(
            parts(row["serves"]), parts(row["services"]), row["shelter"], parts(row["conditions"])
        ),
        "family_centre": "yes" if is_family_centre else "",
    }


def joined_codes(
    serves: list[str], services: list[str], shelter: str | None, conditions: list[str]
) -> str:
    """All codes of an entry as answers search them: ``;housing;women;``."""
    codes = codes_of(serves, services, shelter, conditions)
    return f";{';'.join(codes)};" if codes else ""


async def import_centres(connection: AsyncConnection, content: bytes, now: datetime) -> Loaded:
    """Take an operator's table. Raises ``FileRefused``, with nothing taken."""
    return await directory.import_centres(connection, centre_rows(content), now)


async def import_hotlines(connection: AsyncConnection, content: bytes, now: datetime) -> Loaded:
    """Take an operator's table. Raises ``FileRefused``, with nothing taken."""
    return await directory.import_hotlines(connection, hotline_rows(content), now)


async def export_centres(connection: AsyncConnection, *, for_excel: bool = False) -> bytes:
    """All centres, as ``import_centres`` reads them."""
    rows = [_centre_cells(centre) for centre in await directory.all_centres(connection)]
    return write(rows, CENTRES, for_excel=for_excel)


async def export_hotlines(connection: AsyncConnection, *, for_excel: bool = False) -> bytes:
    """All hotlines, as ``import_hotlines`` reads them."""
    rows = [_hotline_cells(hotline) for hotline in await directory.hotlines(connection)]
    return write(rows, HOTLINES, for_excel=for_excel)


IMPORTS: Mapping[str, Callable[[AsyncConnection, bytes, datetime], Awaitable[Loaded]]] = {
    "centres": import_centres,
    "hotlines": import_hotlines,
}
EXPORTS: Mapping[str, Callable[..., Awaitable[bytes]]] = {
    "centres": export_centres,
    "hotlines": export_hotlines,
}


def secret_addresses(content: bytes) -> int:
    """How many rows give an address that is not kept, since the place must stay secret."""
    return sum(
        1
        for row in read(content, CENTRES)
        if row["address"] and is_secret(row["publish_level"] or LEVELS[0], row["notes"])
    )


def _centre_cells(centre: Centre) -> Cells:
    return {
        "id": centre.id,
        "name_ru": centre.name_ru,
        "name_kk": centre.name_kk or "",
        "region_iso": centre.region or "",
        "city_ru": centre.city_ru or "",
        "city_kk": centre.city_kk or "",
        "address": "" if centre.address_secret else centre.address or "",
        "lat": "" if centre.latitude is None else repr(centre.latitude),
        "lon": "" if centre.longitude is None else repr(centre.longitude),
        "phones": ";".join(centre.phones),
        "hours": centre.hours or "",
        "serves": ";".join(centre.serves),
        "services": ";".join(centre.services),
        "shelter": centre.shelter or "",
        "source_url": centre.source_url or "",
        "source_date": centre.source_date or "",
        "geo_precision": centre.geo_precision or "",
        "org_type": centre.kind or "",
        "status": centre.status,
        "tier": centre.tier,
        "publish_level": centre.publish_level,
        "notes": centre.notes or "",
        "conditions": ";".join(centre.conditions),
        "languages": ";".join(centre.languages),
    }


def _hotline_cells(hotline: Hotline) -> Cells:
    return {
        "number": hotline.number,
        "name_ru": hotline.name_ru,
        "name_kk": hotline.name_kk if hotline.kk_is_known else "",
        "hours": hotline.hours or "",
        "free": {True: "yes", False: "no", None: ""}[hotline.free],
        "audience": hotline.audience or "",
        "channels": ";".join(hotline.channels),
        "verified": hotline.verified,
        "source_url": hotline.source_url or "",
        "source_date": hotline.source_date or "",
        "notes": hotline.notes or "",
    }
