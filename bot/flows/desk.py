"""Drafts in and out of storage, within the act that changes them."""

from __future__ import annotations

from bot.flows.draft import Draft
from bot.flows.script import Script
from civic.act import Act
from storage import drafts, people
from storage.drafts import StoredDraft


def unpack(stored: StoredDraft) -> Draft:
    """The draft that a row holds."""
    return Draft.from_state(
        stored.id, stored.script, stored.version, stored.step, stored.screen, stored.state
    )


async def store(act: Act, stored: StoredDraft | None, draft: Draft) -> None:
    """Write the draft; from now on it is the one that listens."""
    row = StoredDraft(
        id=draft.id,
        person_id=act.person.id,
        script=draft.script,
        version=draft.version,
        step=draft.step,
        screen=draft.screen,
        state=draft.state(),
        created_at=stored.created_at if stored else act.now,
        touched_at=act.now,
    )
    write = drafts.update if stored else drafts.insert
    await write(act.connection, act.ring, row)
    if act.person.focus != draft.id:
        await people.set_focus(act.connection, act.person.id, draft.id)


async def open_draft(act: Act, script: Script) -> StoredDraft | None:
    """The person's row of this script, ended or not."""
    rows = await drafts.of_person(act.connection, act.ring, act.person.id)
    return next((row for row in rows if row.script == script.name), None)


async def put_away(act: Act) -> None:
    """No draft of the person listens any more."""
    await people.set_focus(act.connection, act.person.id, None)


async def discard(act: Act, stored: StoredDraft) -> None:
    """The row goes, and what it held with it."""
    await put_away(act)
    await drafts.delete(act.connection, stored.id)
