"""What a person does with a complaint once it is written: each an act that holds the complaint.

Whatever changes what happened also changes when the clock looks next, in the same transaction:
otherwise somebody would be reminded of an answer that they already have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from civic.act import Act
from civic.complaints.facts import ComplaintFacts, PassedOn
from civic.complaints.following import refit
from civic.complaints.history import Event, happened, moved
from civic.complaints.kept import Kept, KeptFile, Outcome, case_id, opened
from civic.complaints.looking import step_of
from civic.complaints.rows import Learned, keep_new, look_next
from civic.complaints.statuses import Status
from civic.phrases import Refusal, _
from storage import audit, complaints, outbox
from storage.cases import in_hand, open_case, shred
from storage.complaints import StoredEvent

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
    learned: Learned | None = None,
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
        learned,
    )
    if added:
        await _note(act, complaint_id, "prepared")


async def note_event(
    act: Act,
    complaint_id: str,
    event: Event,
    zone: tzinfo,
    number: str | None = None,
    to: str = "",
) -> Kept:
    """Something happened to it; with REGISTERED the number that the body gave.

    ``to`` is the body that has it now, where it was redirected and that was told.

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
        held = replace(held, number=" ".join(number.split()))
    if to:
        passed_on = (*held.facts.passed_on, PassedOn(to=to, on=event.on))
        held = replace(held, facts=replace(held.facts, passed_on=passed_on))
        await _keep_facts(act, complaint_id, held.facts)
    await _look_again(act, _with(held, history=history), zone)
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
        await _look_again(act, _with(held, history=history), zone)
        await _note(act, complaint_id, "undone")
    return await hold(act, complaint_id)


async def correct_number(act: Act, complaint_id: str, number: str, zone: tzinfo) -> None:
    """The number was mistyped; what goes on from it names the right one too."""
    held = await hold(act, complaint_id)
    await _set_number(act, complaint_id, number)
    await _look_again(act, replace(held, number=" ".join(number.split())), zone)
    await _note(act, complaint_id, "number")


async def correct_registration_day(act: Act, complaint_id: str, day: date, zone: tzinfo) -> None:
    """It was registered on another day: every term is worked out anew from it."""
    held = await hold(act, complaint_id)
    if Status.REGISTERED not in {event.status for event in held.listed.history.events}:
        return
    history = moved(held.listed.history, Status.REGISTERED, day, _today(act.now, zone))
    await complaints.move_event(act.connection, complaint_id, Status.REGISTERED.value, day)
    await _look_again(act, _with(held, history=history), zone)
    await _note(act, complaint_id, "day")


async def set_learned(act: Act, complaint_id: str, learned: Learned, zone: tzinfo) -> None:
    """Since when the time to complain runs; ``None`` in it takes what was told away."""
    held = await hold(act, complaint_id)
    await complaints.change(
        act.connection, complaint_id, learned_on=learned.on, explained=learned.explained
    )
    history = replace(held.listed.history, learned_on=learned.on, explained=learned.explained)
    await _look_again(act, _with(held, history=history), zone)
    await _note(act, complaint_id, "learned")


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
    await _keep_facts(act, complaint_id, facts)
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
    await _look_again(act, _with(held, quiet=not wanted), zone)


async def end(act: Act, complaint_id: str, outcome: Outcome | None, zone: tzinfo) -> None:
    """How it ended, in the person's view; ``None``: it goes on after all."""
    held = await hold(act, complaint_id)
    at = act.now if outcome else None
    value = outcome.value if outcome else None
    await complaints.change(act.connection, complaint_id, outcome=value, outcome_at=at)
    await _look_again(act, _with(held, outcome=outcome, outcome_at=at), zone)
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


async def _look_again(act: Act, changed: Kept, zone: tzinfo) -> None:
    """What was to be said may be so no longer: a letter about it is judged anew as it leaves.

    And the documents that go on from it may fit no longer.
    """
    complaint, today = changed.listed, _today(act.now, zone)
    await look_next(act.connection, complaint, today, zone)
    await complaints.change(act.connection, complaint.id, touched_at=act.now)
    step = step_of(complaint, today)
    await refit(act.connection, act.ring, changed, step, act.now, zone)


def _with(kept: Kept, **changes: object) -> Kept:
    """The complaint with other open facts of it."""
    return replace(kept, listed=replace(kept.listed, **changes))  # type: ignore[arg-type]  # its fields


async def _keep_facts(act: Act, complaint_id: str, facts: ComplaintFacts) -> None:
    case = await open_case(act.connection, act.ring, case_id(complaint_id), act.now)
    with in_hand(case):
        await complaints.change(
            act.connection, complaint_id, facts=facts.to_json(), touched_at=act.now
        )


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
