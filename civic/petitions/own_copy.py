"""Everything that is kept of a person and petitions, to be handed over to that person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions.receipts import receipt_of
from civic.petitions.supporters import CONSENT
from civic.petitions.supporting import case_id
from storage import people, petition_supports, petitions
from storage.cases import cases_of, in_hand
from storage.petition_supports import StoredSupport
from storage.vault import KeyRing

LAYOUT = "azamat-my-petitions/1"


async def own_copy(
    conn: AsyncConnection, ring: KeyRing, person_id: int, now: datetime
) -> dict[str, Any]:
    """The copy, as JSON has it; moments are UTC."""
    supports = await petition_supports.of_person(conn, person_id)
    cases = await cases_of(conn, ring, {case_id(it.petition_id) for it in supports})
    with in_hand(*cases.values()):
        names = await petition_supports.names_of_person(conn, person_id)
    return {
        "layout": LAYOUT,
        "made_at": _told(now),
        "consents": [
            {
                "text": it.text_version,
                "language": it.language,
                "given_at": _told(it.given_at),
                "withdrawn_at": _told(it.withdrawn_at),
            }
            for it in await people.consents_of(conn, person_id)
            if it.purpose == CONSENT
        ],
        "supported": [await _support(conn, it, names.get(it.id)) for it in supports],
        "started": [
            {
                "petition": it.id,
                "state": it.state,
                "state_at": _told(it.state_at),
                "title_kk": it.title_kk,
                "title_ru": it.title_ru,
                "summary_kk": it.summary_kk,
                "summary_ru": it.summary_ru,
                "text_kk": it.text_kk,
                "text_ru": it.text_ru,
                "published_at": _told(it.published_at),
            }
            for it in await petitions.of_author(conn, person_id)
        ],
    }


async def _support(conn: AsyncConnection, kept: StoredSupport, name: str | None) -> dict[str, Any]:
    petition = await petitions.get(conn, kept.petition_id)
    receipt = await receipt_of(conn, kept)
    return {
        "petition": kept.petition_id,
        "title_kk": petition.title_kk if petition else None,
        "title_ru": petition.title_ru if petition else None,
        "state": petition.state if petition else None,
        "number": kept.number,
        "given_at": _told(kept.supported_at),
        "taken_back_at": _told(kept.withdrawn_at),
        "found_invalid_at": _told(kept.invalidated_at),
        "region": kept.region,
        "lives_there": kept.inside,
        "shown_name": name,
        "wants_news": kept.wants_news,
        "log": {
            "line": receipt.line,
            "subject": kept.subject,
            "size_then": receipt.size,
            "root_then": receipt.root,
        },
    }


def _told(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
