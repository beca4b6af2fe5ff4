"""The part of HSDS 3.0 that an export of ours must keep to, as a JSON schema of our own making.

Fields, types and what is required follow the specification of Open Referral; what we never write is
left out. Extra fields are refused, so that a misspelt name is noticed.
"""

from typing import Any

UUID = {
    "type": "string",
    "format": "uuid",
    "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
}
TEXT = {"type": "string", "minLength": 1}
ANY_TEXT = {"type": "string"}
NUMBER = {"type": "number"}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"}
CLOCK = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d[+-]\d\d:\d\d$"}
WEEKDAYS = "(MO|TU|WE|TH|FR|SA|SU)"


def record(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def many(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


ADDRESS = record(
    {
        "id": UUID,
        "address_1": TEXT,
        "city": TEXT,
        "state_province": ANY_TEXT,
        "postal_code": ANY_TEXT,
        "country": {"const": "KZ"},
        "address_type": {"enum": ["physical", "postal", "virtual"]},
    }
)
LOCATION = record(
    {"id": UUID, "location_type": {"enum": ["physical", "postal", "virtual"]}},
    {"name": TEXT, "latitude": NUMBER, "longitude": NUMBER, "addresses": many(ADDRESS)},
)
SCHEDULE = record(
    {"id": UUID},
    {
        "freq": {"enum": ["WEEKLY", "MONTHLY"]},
        "byday": {"type": "string", "pattern": f"^{WEEKDAYS}(,{WEEKDAYS})*$"},
        "opens_at": CLOCK,
        "closes_at": CLOCK,
        "description": TEXT,
    },
)
TAXONOMY_TERM = record(
    {"id": UUID, "name": TEXT, "description": TEXT}, {"code": TEXT, "taxonomy": TEXT}
)
ATTRIBUTE = record(
    {"id": UUID},
    {"link_type": TEXT, "link_entity": TEXT, "value": TEXT, "taxonomy_term": TAXONOMY_TERM},
)
ORGANIZATION = record({"id": UUID, "name": TEXT, "description": TEXT}, {"alternate_name": TEXT})
SERVICE = record(
    {
        "id": UUID,
        "name": TEXT,
        "status": {"enum": ["active", "inactive", "defunct", "temporarily closed"]},
        "organization": ORGANIZATION,
    },
    {
        "alternate_name": TEXT,
        "alert": TEXT,
        "assured_date": DAY,
        "assurer_email": {"type": "string", "format": "email"},
        "last_modified": MOMENT,
        "phones": many(record({"id": UUID, "number": TEXT}, {"type": TEXT})),
        "schedules": many(SCHEDULE),
        "languages": many(record({"id": UUID}, {"name": TEXT, "code": TEXT})),
        "service_at_locations": many(record({"id": UUID}, {"location": LOCATION})),
        "attributes": many(ATTRIBUTE),
    },
)
COUNT = {"type": "integer", "minimum": 0}
PAGE = record(
    {
        "total_items": COUNT,
        "total_pages": COUNT,
        "page_number": COUNT,
        "size": COUNT,
        "first_page": {"type": "boolean"},
        "last_page": {"type": "boolean"},
        "empty": {"type": "boolean"},
        "contents": many(SERVICE),
    }
)
