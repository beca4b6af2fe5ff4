"""What moderators do: take a petition, approve it, send it back with words, refuse it with a code.

Each act asks the role anew and holds the petition; of two moderators at once one is told that the
other was quicker. Nobody decides on a petition of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.desk.roles import Right, must
from civic.petitions import log, telling
from civic.petitions.events import Event
from civic.petitions.moving import Why, held, move
from civic.petitions.reasons import Halt, Reason
from civic.petitions.states import State
from civic.petitions.supporting import GONE, case_id
from civic.petitions.terms import first_by
from civic.petitions.texts import LANGUAGES, Version, columns, is_bilingual, text_hash
from civic.phrases import Refusal, _
from civic.working_days import calendar
from storage import audit, petition_logs, petitions, staff
from storage.cases import in_hand, open_case
from storage.petitions import StoredPetition

CHECKER = "moderator"
"""Who checked a translation, where they show no name."""
OTHERS = _("Another moderator has taken this petition.")
OWN = _("This is your own petition: somebody else must decide on it.")
NOT_BILINGUAL = _("It is not there in both languages yet. Please add the translation first.")


QUEUE = (State.SUBMITTED.value, State.IN_MODERATION.value)
"""What waits to be decided."""


async def take(
    act: Act, administrators: Collection[int], petition_id: str, zone: tzinfo
) -> StoredPetition:
    """Read it; nobody else decides on it meanwhile. Taken twice by the same one, it stays so."""
    petition = await _held(act, administrators, petition_id)
    if petition.author_id == act.person.id:
        raise Refusal(OWN)
    if petition.state == State.IN_MODERATION:
        await _must_be_theirs(act, petition)
        return petition
    return await telling.step(
        act.connection,
        act.ring,
        petition,
        State.IN_MODERATION,
        act.now,
        zone,
        Why(by=act.person.id),
    )


async def give_back(act: Act, administrators: Collection[int], petition_id: str) -> StoredPetition:
    """Let others read it; also one that whoever took it left lying."""
    petition = await _held(act, administrators, petition_id)
    why = Why(by=act.person.id)
    return await move(act.connection, petition, State.SUBMITTED, act.now, why, look_at=act.now)


async def approve(
    act: Act, administrators: Collection[int], petition_id: str, zone: tzinfo
) -> StoredPetition:
    """Its text is frozen, its log begins with the hash of it, the first supporters may come."""
    petition = await _taken(act, administrators, petition_id)
    if not is_bilingual(petition):
        raise Refusal(NOT_BILINGUAL)
    conn, today = act.connection, act.now.astimezone(zone).date()
    checked_by = petition.translation_by or await _name(act)
    await petitions.change(conn, petition_id, translation_by=checked_by)
    hashed = text_hash(petition)
    await petition_logs.begin(conn, petition_id, act.now)
    its_log = await petition_logs.get(conn, petition_id, hold=True)
    assert its_log is not None, "it has just begun"
    await log.write(conn, its_log, Event.TEXT, hashed, today)
    return await telling.step(
        conn,
        act.ring,
        petition,
        State.GATHERING,
        act.now,
        zone,
        Why(by=act.person.id),
        text_hash=hashed,
        published_at=act.now,
        first_by=first_by(today, calendar()),
        moderate_by=None,
    )


async def return_(
    act: Act, administrators: Collection[int], petition_id: str, note: str, zone: tzinfo
) -> StoredPetition:
    """Back to its author, with words that only they read."""
    petition = await _taken(act, administrators, petition_id)
    why = Why(by=act.person.id, note=note)
    with in_hand(await open_case(act.connection, act.ring, case_id(petition_id), act.now)):
        return await telling.step(
            act.connection,
            act.ring,
            petition,
            State.RETURNED,
            act.now,
            zone,
            why,
            moderate_by=None,
        )


async def reject(
    act: Act, administrators: Collection[int], petition_id: str, reason: Reason, zone: tzinfo
) -> StoredPetition:
    """Not accepted, for a reason that everybody may read."""
    petition = await _taken(act, administrators, petition_id)
    why = Why(by=act.person.id, reason=reason.value)
    return await telling.step(
        act.connection,
        act.ring,
        petition,
        State.REJECTED,
        act.now,
        zone,
        why,
        moderate_by=None,
        look_at=None,
    )


async def translate(
    act: Act,
    administrators: Collection[int],
    petition_id: str,
    language: str,
    version: Version,
) -> StoredPetition:
    """The other language, written or put right by whoever reads it; the author's own stays."""
    petition = await _taken(act, administrators, petition_id)
    if language not in LANGUAGES or language == petition.written_in:
        raise Refusal(_("The author's own words are not changed. Send them back with a word."))
    values = columns(language, version)
    await petitions.change(act.connection, petition_id, translation_by=await _name(act), **values)
    await audit.note(act.connection, act.now, "petition.translated", act.person.id, petition_id)
    found = await petitions.get(act.connection, petition_id)
    assert found is not None, "it is held"
    return found


async def halt(
    act: Act,
    administrators: Collection[int],
    petition_id: str,
    after: State,
    reason: Halt,
    zone: tzinfo,
) -> StoredPetition:
    """Stop it while something is looked into, or remove it for good."""
    if after not in (State.STOPPED, State.REMOVED):
        raise ValueError(after)
    petition = await _held(act, administrators, petition_id)
    why = Why(by=act.person.id, reason=reason.value)
    return await telling.step(
        act.connection, act.ring, petition, after, act.now, zone, why, look_at=None
    )


async def resume(
    act: Act, administrators: Collection[int], petition_id: str, zone: tzinfo
) -> StoredPetition:
    """What was stopped goes on where it was; its days were not stopped with it."""
    petition = await _held(act, administrators, petition_id)
    after = State.GATHERING if petition.opened_at is None else State.OPEN
    why = Why(by=act.person.id)
    return await telling.step(act.connection, act.ring, petition, after, act.now, zone, why)


async def _held(act: Act, administrators: Collection[int], petition_id: str) -> StoredPetition:
    await must(act, administrators, Right.MODERATE)
    petition = await held(act.connection, petition_id)
    if petition is None:
        raise Refusal(GONE)
    return petition


async def _taken(act: Act, administrators: Collection[int], petition_id: str) -> StoredPetition:
    """One that is being read by whoever acts."""
    petition = await _held(act, administrators, petition_id)
    if petition.state != State.IN_MODERATION:
        raise Refusal(_("Take the petition first: nobody is reading it now."))
    await _must_be_theirs(act, petition)
    return petition


async def _must_be_theirs(act: Act, petition: StoredPetition) -> None:
    if await taken_by(act.connection, petition.id) != act.person.id:
        raise Refusal(OTHERS)


async def taken_by(conn: AsyncConnection, petition_id: str) -> int | None:
    """Who reads it (person id)."""
    steps = await petitions.steps_of(conn, petition_id)
    took = [step.by_id for step in steps if step.state == State.IN_MODERATION]
    return took[-1] if took else None


async def _name(act: Act) -> str:
    return await staff.shown_name(act.connection, act.ring, act.person.id) or CHECKER
