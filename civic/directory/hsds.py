"""The directory as Open Referral HSDS 3.0, the form in which help services exchange directories.

Made from what may be shown (``entry``), so an export can tell nothing that a card would not. Shape
and required fields as in the specification's schemas, https://docs.openreferral.org (version 3.0);
``last_modified`` is of 3.1 and allowed before. A draft is exported as inactive, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.directory import hours
from civic.directory.entry import Entry, Standing, entry
from civic.regions import regions
from storage import directory
from storage.directory import Centre

Shape: TypeAlias = dict[str, Any]

_NAMESPACE = UUID("5f0f2f8e-5f0e-5c1b-9d3a-8a6d0c8a7c11")
_STATUS = {
    Standing.DRAFT: "inactive",
    Standing.CHECKED: "active",
    Standing.HIDDEN: "temporarily closed",
    Standing.CLOSED: "defunct",
}
_ALERT = {
    Standing.DRAFT: "Not checked: known from public sources only. Ask line 111 before you go.",
    Standing.HIDDEN: "Reported as not answering or moved; being checked.",
}
_LANGUAGES = {
    "kk": "Kazakh",
    "ru": "Russian",
    "en": "English",
    "uz": "Uzbek",
    "tr": "Turkish",
    "zh": "Chinese",
    "ug": "Uyghur",
    "ky": "Kyrgyz",
    "tg": "Tajik",
}
_ALL_DAY = hours.Span(0, 24 * 60)


async def export_hsds(
    connection: AsyncConnection, now: datetime, zone: ZoneInfo, assurer_email: str | None = None
) -> Shape:
    """One page that holds every service, as an HSDS API would give it.

    ``now`` is an aware UTC time; ``zone`` that of the opening hours. ``assurer_email`` is the
    address of whoever answers for the checks.
    """
    offset = now.astimezone(zone).strftime("%z")
    zone_offset = f"{offset[:3]}:{offset[3:]}"
    services = [
        _service(centre, entry(centre), zone_offset, assurer_email)
        for centre in await directory.all_centres(connection)
    ]
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }


def _id(kind: str, key: str) -> str:
    """The same in each export, so that a reader can follow an entry."""
    return str(uuid5(_NAMESPACE, f"{kind}:{key}"))


def _service(centre: Centre, shown: Entry, offset: str, assurer_email: str | None) -> Shape:
    service: Shape = {
        "id": _id("service", shown.id),
        "name": centre.name_ru,
        "status": _STATUS[shown.standing],
        "last_modified": _moment(max(centre.loaded_at, centre.checked_at or centre.loaded_at)),
        "organization": {
            "id": _id("organization", shown.id),
            "name": centre.name_ru,
            "description": centre.kind or "unknown",
        },
        "phones": [
            {"id": _id("phone", f"{shown.id}:{number}"), "number": number, "type": "voice"}
            for number in shown.phones
        ],
        "schedules": list(_schedules(shown, offset)),
        "languages": [
            {"id": _id("language", f"{shown.id}:{code}"), "name": _LANGUAGES[code], "code": code}
            for code in shown.languages
        ],
        "service_at_locations": list(_locations(shown)),
        "attributes": [_attribute(shown, "status", shown.standing.value)]
        + [_attribute(shown, "eligibility", code) for code in shown.conditions]
        + [_attribute(shown, "service", code) for code in shown.services],
    }
    if centre.name_kk:
        service["alternate_name"] = service["organization"]["alternate_name"] = centre.name_kk
    if shown.standing in _ALERT:
        service["alert"] = _ALERT[shown.standing]
    if shown.checked_at is not None:
        service["assured_date"] = shown.checked_at.date().isoformat()
        service |= {"assurer_email": assurer_email} if assurer_email else {}
    return service


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _schedules(shown: Entry, offset: str) -> Iterator[Shape]:
    if shown.hours is None:
        return
    opening = hours.understood(shown.hours)
    week = ((_ALL_DAY,),) * len(hours.DAYS) if opening.always else opening.week
    days: dict[hours.Span, list[str]] = {}
    for name, spans in zip(hours.DAYS, week, strict=True):
        for span in spans:
            days.setdefault(span, []).append(name.upper())
    for span, named in days.items():
        opens, closes = str(span).split("-")
        yield {
            "id": _id("schedule", f"{shown.id}:{span}"),
            "freq": "WEEKLY",
            "byday": ",".join(named),
            "opens_at": opens + offset,
            # a day has no 24:00 outside of our own grammar
            "closes_at": closes.replace("24:00", "23:59") + offset,
            "description": shown.hours,
        }


def _locations(shown: Entry) -> Iterator[Shape]:
    """The city, and the door only where it may be shown; nothing where even the city is secret."""
    if shown.city is None:
        return
    city = shown.city.in_language("ru")
    location: Shape = {
        "id": _id("location", shown.id),
        "location_type": "physical",
        "name": city,
    }
    if shown.place is not None:
        location["latitude"], location["longitude"] = shown.place
    if shown.address is not None:
        region = regions().get(shown.region or "")
        location["addresses"] = [
            {
                "id": _id("address", shown.id),
                "address_1": shown.address,
                "city": city,
                "state_province": region.name_ru if region else "",
                "postal_code": "",
                "country": "KZ",
                "address_type": "physical",
            }
        ]
    yield {"id": _id("service_at_location", shown.id), "location": location}


def _attribute(shown: Entry, about: str, code: str) -> Shape:
    return {
        "id": _id("attribute", f"{shown.id}:{about}:{code}"),
        "link_type": about,
        "link_entity": "service",
        "value": code,
        "taxonomy_term": {
            "id": _id("taxonomy_term", f"{about}:{code}"),
            "code": code,
            "name": code,
            "description": f"azamat {about}: {code}",
            "taxonomy": "azamat",
        },
    }
