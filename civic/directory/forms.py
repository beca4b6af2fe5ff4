"""The two tables of the directory as files: their columns, and what each may hold.

The files in ``data/``, an operator's spreadsheet and our own exports have one form, so that
whatever is exported can be mended and imported again.
"""

from __future__ import annotations

from functools import partial

from civic.directory import cells
from civic.directory.sheet import Cells, Form, WrongTogether
from civic.directory.vocabulary import LANGUAGES, chosen, conditions
from civic.regions import regions
from storage.secrecy import LEVELS

STATUSES = ("unverified", "changed_2026", "confirmed", "changed", "no_answer", "closed")
PRECISIONS = ("city", "street", "house")
_SURE = ("yes", "partly", "secondary")


def _region(text: str) -> str:
    return cells.one_of(*regions())(text)


def _centre_row(row: Cells) -> None:
    for one, other in (("lat", "lon"), ("lon", "lat")):
        if row[one] and not row[other]:
            raise WrongTogether(other, f"“{one}” is given, so this must be too")


CENTRES = Form(
    key="id",
    needed={
        "id": cells.like(r"[a-z0-9][a-z0-9-]{0,31}", "up to 32 of a-z, 0-9 and -"),
        "name_ru": cells.any_text,
        "name_kk": cells.any_text,
        "region_iso": _region,
        "city_ru": cells.any_text,
        "city_kk": cells.any_text,
        "address": cells.any_text,
        "lat": cells.coordinate(40, 56),
        "lon": cells.coordinate(46, 88),
        "phones": cells.phones,
        "hours": cells.hours,
        "serves": cells.words,
        "services": cells.words,
        "shelter": cells.any_text,
        "source_url": cells.url,
        "source_date": cells.date,
        "geo_precision": cells.one_of(*PRECISIONS),
        "org_type": cells.any_text,
        "status": cells.one_of(*STATUSES),
        "tier": cells.one_of("A", "B", "C"),
        "publish_level": cells.one_of(*LEVELS),
        "notes": cells.any_text,
    },
    later={
        "conditions": cells.codes(conditions),
        "languages": cells.codes(partial(chosen, allowed=LANGUAGES)),
    },
    filled=frozenset({"id", "name_ru"}),
    whole_row=_centre_row,
)


def _verified(text: str) -> str:
    word, _, condition = text.lower().partition(" ")
    mark = "partly" if word == "yes" and condition else word
    return cells.one_of(*_SURE, "no")(mark)


def _hotline_row(row: Cells) -> None:
    if row["verified"] not in _SURE:
        return
    try:
        cells.real_phone(row["number"])
    except ValueError as wrong:
        raise WrongTogether("number", str(wrong)) from None
    if not row["source_url"]:
        raise WrongTogether("source_url", "a number that is verified needs its source")


HOTLINES = Form(
    key="number",
    needed={
        "number": cells.not_invented,
        "name_ru": cells.any_text,
        "name_kk": cells.any_text,
        "hours": cells.hours,
        "free": cells.one_of("yes", "no"),
        "audience": cells.any_text,
        "channels": cells.words,
        "verified": _verified,
        "source_url": cells.url,
        "source_date": cells.date,
        "notes": cells.any_text,
    },
    later={},
    filled=frozenset({"number", "name_ru"}),
    whole_row=_hotline_row,
)
