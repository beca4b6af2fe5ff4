"""After the threshold: sent, under review, answered, and what became of the promise.

Moderators note what happens outside; every moment is a step. The term is the law's for official
petitions; an open letter binds nobody, and whoever is told the day is told that too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum

from civic.act import Act
from civic.complaints.promises import add_months
from civic.desk.roles import Right, must
from civic.petitions import telling
from civic.petitions.kinds import Body
from civic.petitions.moving import Why, held, move
from civic.petitions.states import Outcome, State
from civic.petitions.supporting import GONE
from civic.petitions.terms import answer_by
from civic.phrases import Phrase, Refusal, _
from civic.working_days import Calendar, calendar
from storage import audit, petition_promises, petition_tellings, petitions
from storage.petitions import StoredPetition

WATCHED_AFTER = (3, 6, 12)
"""Months after an answer with a promise at which it is asked what became of it."""


class Kept(StrEnum):
    """What became of a promise."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


KEPT_NAMES: Mapping[Kept, Phrase] = {
    Kept.DONE: _("It is done"),
    Kept.PARTLY: _("It is done in part"),
    Kept.NOT_DONE: _("It is not done"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the body answered; the text in one language at least. ``promises``: to be watched."""

    outcome: Outcome
    kk: str | None
    ru: str | None
    promises: bool


def days_late(petition: StoredPetition, today: date, days: Calendar) -> int:
    """How many working days the body is late with its answer; 0 when it is not, or nobody knows."""
    waits = petition.state in (State.SENT, State.UNDER_REVIEW)
    if not waits or petition.answer_by is None or today <= petition.answer_by:
        return 0
    return days.working_days_between(petition.answer_by, today) or 0


async def send(
    act: Act, administrators: Collection[int], petition_id: str, registered: date, zone: tzinfo
) -> StoredPetition:
    """It went to whoever decides; ``registered`` is the day on which they took it in."""
    petition = await _held(act, administrators, petition_id)
    if registered > act.now.astimezone(zone).date():
        raise Refusal(_("That day has not come yet."), "on")
    why = Why(by=act.person.id, reason=registered.isoformat())
    return await telling.step(
        act.connection,
        act.ring,
        petition,
        State.SENT,
        act.now,
        zone,
        why,
        answer_by=answer_by(registered, Body(petition.body), calendar()),
    )


async def under_review(
    act: Act, administrators: Collection[int], petition_id: str, zone: tzinfo
) -> StoredPetition:
    """They have begun to look at it."""
    petition = await _held(act, administrators, petition_id)
    why = Why(by=act.person.id)
    return await telling.step(
        act.connection, act.ring, petition, State.UNDER_REVIEW, act.now, zone, why
    )


async def note_answer(
    act: Act, administrators: Collection[int], petition_id: str, answer: Answer, zone: tzinfo
) -> StoredPetition:
    """The answer, for everybody; one with a promise is watched for a year."""
    conn = act.connection
    petition = await _held(act, administrators, petition_id)
    why = Why(by=act.person.id, reason=answer.outcome.value)
    moved = await telling.step(
        conn,
        act.ring,
        petition,
        State.ANSWERED,
        act.now,
        zone,
        why,
        outcome=answer.outcome.value,
        answer_kk=answer.kk,
        answer_ru=answer.ru,
        look_at=None,
    )
    await petition_tellings.begin(conn, petition_id, "answer", act.now)
    if not answer.promises:
        return moved
    today = act.now.astimezone(zone).date()
    for months in WATCHED_AFTER:
        await petition_promises.add(conn, petition_id, months, add_months(today, months))
    # one letter is enough: the move that follows at once is not told by itself
    by = Why(by=act.person.id)
    return await move(conn, moved, State.WATCHED, act.now, by, look_at=act.now)


async def note_promise(
    act: Act,
    administrators: Collection[int],
    petition_id: str,
    months: int,
    found: Kept,
    zone: tzinfo,
) -> StoredPetition:
    """What became of it until then; supporters who wish it hear. After a year it is archived."""
    conn = act.connection
    petition = await _held(act, administrators, petition_id)
    looks = {look.months: look for look in await petition_promises.of(conn, petition_id)}
    if petition.state != State.WATCHED or months not in looks:
        raise Refusal(_("Nothing is watched here now."))
    if looks[months].found is not None:
        raise Refusal(_("This is noted already."))
    if looks[months].due_on > act.now.astimezone(zone).date():
        raise Refusal(_("The day to look at this has not come yet."))
    await petition_promises.found(conn, petition_id, months, found.value, act.now)
    await petition_tellings.begin(conn, petition_id, f"promise:{months}", act.now)
    await audit.note(conn, act.now, "petition.promise_noted", act.person.id, petition_id)
    await telling.author(conn, act.ring, petition, f"promise:{months}", act.now, zone)
    if months == WATCHED_AFTER[-1]:
        return await archive(act, administrators, petition_id, zone)
    await petitions.change(conn, petition_id, look_at=act.now)
    return petition


async def archive(
    act: Act, administrators: Collection[int], petition_id: str, zone: tzinfo
) -> StoredPetition:
    """It is over; it stays to be read."""
    petition = await _held(act, administrators, petition_id)
    why = Why(by=act.person.id)
    return await telling.step(
        act.connection, act.ring, petition, State.ARCHIVED, act.now, zone, why, look_at=None
    )


async def _held(act: Act, administrators: Collection[int], petition_id: str) -> StoredPetition:
    await must(act, administrators, Right.MODERATE)
    petition = await held(act.connection, petition_id)
    if petition is None:
        raise Refusal(GONE)
    return petition
