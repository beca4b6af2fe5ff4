"""What each person agreed to, when, to which text and in which language.

The law asks to prove a consent and to honour its withdrawal, so rows are never overwritten: a
consent given again after a withdrawal is a new row. Callers reach these through `storage.people`.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import consents


@dataclass(frozen=True, slots=True)
class Consent:
    purpose: str
    text_version: str
    language: str
    given_at: datetime
    withdrawn_at: datetime | None
    proof: str | None
    """Where the agreement can be seen, such as `update:123456`."""


_GIVE = insert_unless_there(
    consents, ("person_id", "purpose", "text_version", "language", "given_at", "proof")
)
_WITHDRAW = (
    update(consents)
    .where(
        consents.c.person_id == bindparam("person"),
        consents.c.purpose == bindparam("for_purpose"),
        consents.c.withdrawn_at.is_(None),
    )
    .values(withdrawn_at=bindparam("now"))
)
_OF_PERSON = (
    select(
        consents.c.purpose,
        consents.c.text_version,
        consents.c.language,
        consents.c.given_at,
        consents.c.withdrawn_at,
        consents.c.proof,
    )
    .where(consents.c.person_id == bindparam("person"))
    .order_by(consents.c.id)
)


async def give_consent(
    conn: AsyncConnection,
    person_id: int,
    purpose: str,
    text_version: str,
    language: str,
    now: datetime,
    proof: str | None,
) -> None:
    """Note the consent; one that stands already for this text stays as it was given."""
    given = {
        "person_id": person_id,
        "purpose": purpose,
        "text_version": text_version,
        "language": language,
        "given_at": now,
        "proof": proof,
    }
    await conn.execute(for_database(conn, _GIVE), given)


async def withdraw_consent(
    conn: AsyncConnection, person_id: int, purpose: str, now: datetime
) -> None:
    """End every standing consent for this purpose, whatever text it was given to."""
    await conn.execute(_WITHDRAW, {"person": person_id, "for_purpose": purpose, "now": now})


async def consents_of(conn: AsyncConnection, person_id: int) -> list[Consent]:
    """Oldest first, the withdrawn ones too."""
    rows = await conn.execute(_OF_PERSON, {"person": person_id})
    return [Consent(*row) for row in rows]
