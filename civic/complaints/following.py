"""The next document from the same facts: on silence, or on an answer that does not help.

Whoever got no answer should not have to tell everything anew; what changes is whom it goes to and
what it complains of.
"""

from __future__ import annotations

import secrets
import string
from dataclasses import replace
from datetime import date, datetime, tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.complaints.facts import Against, ComplaintFacts, EarlierAppeal, Silence
from civic.complaints.history import History
from civic.complaints.keeping import keep_new
from civic.complaints.kept import Kept
from civic.complaints.kinds import Kind
from civic.complaints.statuses import Status
from civic.complaints.steps import NextStep, Step
from storage import complaints
from storage.vault import KeyRing

_LETTERS = string.ascii_lowercase + string.digits
_ON_SILENCE = {Step.COMPLAIN_ON_SILENCE, Step.COURT, Step.ASK}


def following(kept: Kept, step: NextStep, kind: Kind) -> ComplaintFacts:
    """The facts of the document that comes next."""
    history, facts = kept.listed.history, kept.facts
    registered = registered_on(history)
    earlier = EarlierAppeal(text=facts.addressee or facts.body, number=kept.number or "")
    earlier = replace(earlier, day=registered)
    silence = None
    if step.kind in _ON_SILENCE and not _answered(history):
        silence = Silence(
            number=kept.number or "",
            registered_on=registered,
            term_ended_on=step.since,
            norm=step.norm,
        )
    return replace(
        facts,
        kind=kind,
        # whom it goes to is the person's to name: the higher body, or the Commissioner
        addressee="",
        body=facts.body or facts.addressee,
        against=Against.INACTION if silence else (facts.against or Against.ACT),
        earlier_appeals=(*facts.earlier_appeals, earlier),
        residence=facts.residence or facts.postal_address,
        residence_or_work=facts.residence_or_work or facts.residence or facts.postal_address,
        postal_address=facts.postal_address or facts.residence,
        about_silence_of=silence,
        filed_on=None,
    )


async def prepare_following(
    connection: AsyncConnection,
    ring: KeyRing,
    kept: Kept,
    step: NextStep,
    kind: Kind,
    now: datetime,
    zone: tzinfo,
) -> str:
    """Keep the next document of this kind, once; its id. The first one's row must be held."""
    listed = kept.listed
    there = await complaints.child(connection, listed.id, kind.value)
    if there is not None:
        return there.id
    new_id = "".join(secrets.choice(_LETTERS) for _ in range(8))
    facts = following(kept, step, kind)
    await keep_new(
        connection, ring, listed.person_id, new_id, facts, kept.files, now, zone, listed.id
    )
    return new_id


def registered_on(history: History) -> date | None:
    """The day of the latest registration."""
    days = [event.on for event in history.events if event.status is Status.REGISTERED]
    return days[-1] if days else None


def _answered(history: History) -> bool:
    return history.last is not None and history.last.status in {Status.ANSWERED, Status.REFUSED}
