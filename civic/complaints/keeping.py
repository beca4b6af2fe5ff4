"""What a person does with a complaint once it is written: each an act that holds the complaint.

Whatever changes what happened also changes when the clock looks next, in the same transaction:
otherwise somebody would be reminded of an answer that they already have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.complaints.facts import ComplaintFacts
from civic.complaints.history import Event, happened, moved
from civic.complaints.kept import Kept, KeptFile, Listed, Outcome, case_id, listed, opened
from civic.complaints.looking import next_look
from civic.complaints.statuses import Status
from civic.phrases import Refusal, _
from storage import audit, complaints, outbox
from storage.cases import in_hand, open_case, shred
from storage.complaints import StoredComplaint, StoredEvent, Words
from storage.vault import KeyRing

LONGEST_NUMBER = 60
MOST_FILES = 10
MOST_ADDED = 15_000
"""Characters that what happened may have with all that is added later."""
GONE = _("This complaint is no longer there.")


async def prepare(
    act: Act,
    complaint_id: str,
    facts: ComplaintFacts,
    files: Sequence[KeptFile],
    zone: tzinfo,
    parent_id: str | None = None,
) -> None:
    """Keep a new complaint; the same id again changes nothing."""
    added = await keep_new(
        act.connection,
        act.ring,
        act.person.id,
        complaint_id,
        facts,
        files,
        act.now,
        zone,
        parent_id,
    )
    if added:
        await _note(act, complaint_id, "prepared")


async def keep_new(
    connection: AsyncConnection,
    ring: KeyRing,
    person_id: int,
    complaint_id: str,
    facts: ComplaintFacts,
    files: Sequence[KeptFile],
    now: datetime,
    zone: tzinfo,
    parent_id: str | None = None,
) -> bool:
    """Add it with its own key; False when it was there already."""
    row = StoredComplaint(
        id=complaint_id,
        person_id=person_id,
        kind=facts.kind.value,
        topic=facts.topic.value,
        region=facts.region,
        prepared_at=now,
        touched_at=now,
        parent_id=parent_id,
    )
    row = replace(row, look_at=next_look(listed(row, []), _today(now, zone), zone))
    with in_hand(await open_case(connection, ring, case_id(complaint_id), now)):
        words = Words(facts.to_json(), [file.to_json() for file in files], None)
        return await complaints.add(connection, row, words)


async def note_event(
    act: Act, complaint_id: str, event: Event, zone: tzinfo, number: str | None = None
) -> Kept:
    """Something happened to it; with REGISTERED the number that the body gave.

    Raises ``Refusal`` for what cannot have happened so; its step is ``status``, ``on``, ``until``
    or ``number``.
    """
    held = await hold(act, complaint_id)
    if await complaints.was_noted(act.connection, complaint_id, act.proof):
        return held  # Telegram repeated the update
    today = _today(act.now, zone)
    history = happened(held.listed.history, event, today)
    stored = StoredEvent(
        complaint_id=complaint_id,
        status=event.status.value,
        day=event.on,
        until=event.until,
        explained=event.explained,
        noted_at=act.now,
        act=act.proof,
    )
    await complaints.note(act.connection, stored)
    if event.status is Status.REGISTERED and number:
        await _set_number(act, complaint_id, number)
    await _look_again(act, replace(held.listed, history=history), zone)
    await _note(act, complaint_id, event.status.value)
    return await hold(act, complaint_id)


async def undo_last_event(act: Act, complaint_id: str, zone: tzinfo) -> Kept:
    """What was noted last was a slip of the finger."""
    held = await hold(act, complaint_id)
    last = held.listed.history.last
    if await complaints.undo_last(act.connection, complaint_id):
        if last is not None and last.status is Status.REGISTERED:
            await complaints.change(act.connection, complaint_id, number=None)
        history = replace(held.listed.history, events=held.listed.history.events[:-1])
        await _look_again(act, replace(held.listed, history=history), zone)
        await _note(act, complaint_id, "undone")
    return await hold(act, complaint_id)


async def correct_number(act: Act, complaint_id: str, number: str) -> None:
    """The number was mistyped."""
    await hold(act, complaint_id)
    await _set_number(act, complaint_id, number)
    await _note(act, complaint_id, "number")


async def correct_registration_day(act: Act, complaint_id: str, day: date, zone: tzinfo) -> None:
    """It was registered on another day: every term is worked out anew from it."""
    held = await hold(act, complaint_id)
    if Status.REGISTERED not in {event.status for event in held.listed.history.events}:
        return
    history = moved(held.listed.history, Status.REGISTERED, day, _today(act.now, zone))
    await complaints.move_event(act.connection, complaint_id, Status.REGISTERED.value, day)
    await _look_again(act, replace(held.listed, history=history), zone)
    await _note(act, complaint_id, "day")


async def remove_file(act: Act, complaint_id: str, unique_id: str) -> bool:
    """A file is no part of it any more; False when it was not."""
    held = await hold(act, complaint_id)
    files = tuple(file for file in held.files if file.unique_id != unique_id)
    if len(files) == len(held.files):
        return False
    facts = replace(held.facts, attachments=tuple(file.as_attachment() for file in files))
    case = await open_case(act.connection, act.ring, case_id(complaint_id), act.now)
    with in_hand(case):
        await complaints.change(
            act.connection,
            complaint_id,
            facts=facts.to_json(),
            files=[file.to_json() for file in files],
            touched_at=act.now,
        )
    await _note(act, complaint_id, "files")
    return True


async def change_facts(act: Act, complaint_id: str, facts: ComplaintFacts) -> None:
    """Other words from now on: a fact added, another language of the document."""
    held = await hold(act, complaint_id)
    if len(facts.what_happened) > MOST_ADDED > len(held.facts.what_happened):
        raise Refusal(_("Together with what is there already this is too long."))
    case = await open_case(act.connection, act.ring, case_id(complaint_id), act.now)
    with in_hand(case):
        await complaints.change(
            act.connection, complaint_id, facts=facts.to_json(), touched_at=act.now
        )
    await _note(act, complaint_id, "changed")


async def add_files(act: Act, complaint_id: str, files: Sequence[KeptFile]) -> int:
    """Add what is not there yet; how many were added. Raises ``Refusal`` when there is no room."""
    held = await hold(act, complaint_id)
    there = {file.unique_id for file in held.files}
    new = [file for file in files if file.unique_id not in there]
    if len(held.files) + len(new) > MOST_FILES:
        raise Refusal(_("Ten files is the most. Please choose the most important ones."), "files")
    facts = replace(
        held.facts, attachments=(*held.facts.attachments, *(file.as_attachment() for file in new))
    )
    case = await open_case(act.connection, act.ring, case_id(complaint_id), act.now)
    with in_hand(case):
        kept = [file.to_json() for file in (*held.files, *new)]
        await complaints.change(
            act.connection, complaint_id, facts=facts.to_json(), files=kept, touched_at=act.now
        )
    await _note(act, complaint_id, "files")
    return len(new)


async def set_reminders(act: Act, complaint_id: str, zone: tzinfo, *, wanted: bool) -> None:
    """Whether its person is to hear of its days."""
    held = await hold(act, complaint_id)
    since = None if wanted else act.now
    await complaints.change(act.connection, complaint_id, quiet_since=since)
    await _look_again(act, replace(held.listed, quiet=not wanted), zone)


async def end(act: Act, complaint_id: str, outcome: Outcome | None, zone: tzinfo) -> None:
    """How it ended, in the person's view; ``None``: it goes on after all."""
    held = await hold(act, complaint_id)
    at = act.now if outcome else None
    value = outcome.value if outcome else None
    await complaints.change(act.connection, complaint_id, outcome=value, outcome_at=at)
    await _look_again(act, replace(held.listed, outcome=outcome, outcome_at=at), zone)
    await _note(act, complaint_id, f"outcome.{value}")


async def delete(act: Act, complaint_id: str) -> None:
    """For good: the key is destroyed, the row goes, letters about it are taken back."""
    row = await complaints.get(act.connection, complaint_id, hold=True)
    if row is None or row.person_id != act.person.id:
        return
    await shred(act.connection, case_id(complaint_id), act.now)
    await complaints.remove(act.connection, complaint_id)
    await outbox.cancel(act.connection, f"{case_id(complaint_id)}:", act.now)
    await _note(act, complaint_id, "deleted")


async def note_help_asked(act: Act, complaint_id: str) -> None:
    """A volunteer was asked to help with it: its card says so from now on."""
    held = await hold(act, complaint_id)
    if held.listed.help_asked_at is None:
        await complaints.change(act.connection, complaint_id, help_asked_at=act.now)
        await _note(act, complaint_id, "help")


async def hold(act: Act, complaint_id: str) -> Kept:
    """The person's own complaint, locked until the act is over. Raises ``Refusal``: it is gone."""
    row = await complaints.get(act.connection, complaint_id, hold=True)
    if row is None or row.person_id != act.person.id:
        raise Refusal(GONE)
    case = await open_case(act.connection, act.ring, case_id(complaint_id), act.now)
    return await opened(act.connection, row, case)


async def look_next(
    connection: AsyncConnection, complaint: Listed, today: date, zone: tzinfo
) -> None:
    """Write down when the clock looks at it again."""
    await complaints.change(connection, complaint.id, look_at=next_look(complaint, today, zone))


async def _look_again(act: Act, complaint: Listed, zone: tzinfo) -> None:
    """What was to be said may be so no longer: a letter about it is judged anew as it leaves."""
    await look_next(act.connection, complaint, _today(act.now, zone), zone)
    await complaints.change(act.connection, complaint.id, touched_at=act.now)


async def _set_number(act: Act, complaint_id: str, number: str) -> None:
    typed = " ".join(number.split())
    if not 1 <= len(typed) <= LONGEST_NUMBER or not any(map(str.isdigit, typed)):
        raise Refusal(
            _("Please write the number as it stands on the slip or in e-Otinish."), "number"
        )
    case = await open_case(act.connection, act.ring, case_id(complaint_id), act.now)
    with in_hand(case):
        await complaints.change(act.connection, complaint_id, number=typed)


async def _note(act: Act, complaint_id: str, what: str) -> None:
    await audit.note(
        act.connection, act.now, f"complaint.{what}", act.person.id, case_id(complaint_id)
    )


def _today(now: datetime, zone: tzinfo) -> date:
    return now.astimezone(zone).date()
