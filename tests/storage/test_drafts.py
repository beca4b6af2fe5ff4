"""A half-finished conversation survives, is found again, and tells nothing to whoever has the file."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, make_url, text
from sqlalchemy.exc import IntegrityError, StatementError

from storage import drafts, people
from storage.database import Database
from storage.drafts import StoredDraft
from storage.errors import KeyLost, MomentRefused, NotSealed
from storage.people import Person
from storage.tables import drafts as rows
from storage.vault import KeyRing

SECRET = "Ол мені қайта ұрды"


def draft_of(person: Person, now: datetime, **changes: Any) -> StoredDraft:
    draft = StoredDraft(
        id="draft001",
        person_id=person.id,
        script="complaint",
        version=1,
        step="text",
        screen=3,
        state={"answers": {"region": "KZ-75", "text": SECRET}, "flags": ["seen"]},
        created_at=now,
        touched_at=now,
    )
    return replace(draft, **changes)


async def test_a_draft_comes_back_as_it_was_left(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    draft = draft_of(aigul, now)
    async with database.act() as conn:
        await drafts.insert(conn, ring, draft)
    async with database.look() as conn:
        assert await drafts.get(conn, ring, draft.id) == draft
        assert await drafts.get(conn, ring, "another1") is None


async def test_an_answer_moves_the_draft_on(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    later = now + timedelta(minutes=5)
    moved = draft_of(aigul, now, version=2, step="review", screen=4, state={}, touched_at=later)
    async with database.act() as conn:
        await drafts.insert(conn, ring, draft_of(aigul, now))
        await drafts.update(conn, ring, moved)
        assert await drafts.get(conn, ring, moved.id) == moved


async def test_a_person_has_one_draft_of_each_script(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        await drafts.insert(conn, ring, draft_of(aigul, now))
    with pytest.raises(IntegrityError):
        async with database.act() as conn:
            await drafts.insert(conn, ring, draft_of(aigul, now, id="draft002"))


async def test_the_draft_touched_last_comes_first(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    older = draft_of(aigul, now, id="older001", script="petition")
    newer = draft_of(aigul, now, id="newer001", touched_at=now + timedelta(seconds=1))
    async with database.act() as conn:
        await drafts.insert(conn, ring, newer)
        await drafts.insert(conn, ring, older)
        found = await drafts.of_person(conn, ring, aigul.id)
    assert [draft.id for draft in found] == ["newer001", "older001"]


async def test_the_draft_that_listens_is_read_with_its_person(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    draft = draft_of(aigul, now)
    async with database.act() as conn:
        await drafts.insert(conn, ring, draft)
        assert await drafts.with_focus(conn, ring, aigul.telegram_id) == (aigul, None)
        await people.set_focus(conn, aigul.id, draft.id)
        assert await drafts.with_focus(conn, ring, aigul.telegram_id) == (
            replace(aigul, focus=draft.id),
            draft,
        )
        assert await drafts.with_focus(conn, ring, 404) is None


async def test_a_deleted_draft_listens_no_more(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    draft = draft_of(aigul, now)
    async with database.act() as conn:
        await drafts.insert(conn, ring, draft)
        await people.set_focus(conn, aigul.id, draft.id)
        await drafts.delete(conn, draft.id)
        assert await drafts.get(conn, ring, draft.id) is None
        assert await people.by_id(conn, aigul.id) == aigul


async def test_deleting_one_draft_leaves_the_focus_on_another(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        await drafts.insert(conn, ring, draft_of(aigul, now))
        await people.set_focus(conn, aigul.id, "another1")
        await drafts.delete(conn, "draft001")
        person = await people.by_id(conn, aigul.id)
    assert person is not None
    assert person.focus == "another1"


async def test_a_draft_left_alone_is_reminded_of_once(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        await drafts.insert(conn, ring, draft_of(aigul, now))
        assert await drafts.unreminded(conn, now) == []
        due = await drafts.unreminded(conn, now + timedelta(seconds=1))
        assert due == [("draft001", aigul.id, "complaint")]
        await drafts.mark_reminded(conn, "draft001", now)
        assert await drafts.unreminded(conn, now + timedelta(days=1)) == []


async def test_reminders_open_nothing(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        await drafts.insert(conn, ring, draft_of(aigul, now))
    async with database.look() as conn:
        with pytest.raises(KeyLost):
            await drafts.get(conn, KeyRing({"other": bytes(32)}), "draft001")
        assert len(await drafts.unreminded(conn, now + timedelta(days=1))) == 1


async def test_old_drafts_expire_and_younger_ones_stay(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    young = draft_of(aigul, now, id="young001", script="petition", touched_at=now)
    old = draft_of(aigul, now, touched_at=now - timedelta(days=31))
    async with database.act() as conn:
        await drafts.insert(conn, ring, young)
        await drafts.insert(conn, ring, old)
        await people.set_focus(conn, aigul.id, old.id)
        assert await drafts.expire(conn, now - timedelta(days=30)) == 1
        assert await drafts.of_person(conn, ring, aigul.id) == [young]
        assert await people.by_id(conn, aigul.id) == aigul


async def test_expiry_keeps_the_focus_of_drafts_that_stay(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        await drafts.insert(conn, ring, draft_of(aigul, now))
        await people.set_focus(conn, aigul.id, "draft001")
        assert await drafts.expire(conn, now) == 0
        person = await people.by_id(conn, aigul.id)
    assert person is not None
    assert person.focus == "draft001"


async def test_the_bytes_at_rest_hold_no_answer(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        await drafts.insert(conn, ring, draft_of(aigul, now))
        row = (await conn.execute(text("SELECT * FROM drafts"))).one()
    at_rest = b"".join(bytes(value) if isinstance(value, bytes) else b"" for value in row)
    parts = make_url(database.url)
    if parts.get_backend_name() == "sqlite":
        file = Path(parts.database or "")
        at_rest += b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
        assert b"draft001" in at_rest
    assert len(at_rest) > len(SECRET)
    for form in (SECRET.encode(), SECRET.encode("utf-16-le"), b"KZ-75"):
        assert form not in at_rest


async def test_plain_bytes_never_reach_a_sealed_column(
    database: Database, aigul: Person, now: datetime
) -> None:
    plain = {
        "id": "draft001",
        "person_id": aigul.id,
        "script": "complaint",
        "version": 1,
        "step": "text",
        "screen": 1,
        "state": SECRET.encode(),
        "created_at": now,
        "touched_at": now,
    }
    with pytest.raises((NotSealed, StatementError), match="Only sealed bytes"):
        async with database.act() as conn:
            await conn.execute(insert(rows), plain)


async def test_a_moment_without_a_time_zone_is_refused(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    with pytest.raises((MomentRefused, StatementError), match="without a time zone"):
        async with database.act() as conn:
            await drafts.insert(
                conn, ring, draft_of(aigul, now, touched_at=now.replace(tzinfo=None))
            )


async def test_a_finished_draft_goes_after_a_while_and_is_never_reminded_of(
    database: Database, ring: KeyRing, aigul: Person, now: datetime
) -> None:
    ended = draft_of(aigul, now, step="", state={"ended": {"view": "welcome", "args": {}}})
    open_one = draft_of(aigul, now, id="draft002", script="region")
    async with database.act() as conn:
        await drafts.insert(conn, ring, ended)
        await drafts.insert(conn, ring, open_one)
        await people.set_focus(conn, aigul.id, ended.id)
    async with database.act() as conn:
        later = now + timedelta(days=40)
        assert [found[0] for found in await drafts.unreminded(conn, later)] == ["draft002"]
        assert await drafts.forget_ended(conn, now) == 0
        assert await drafts.forget_ended(conn, now + timedelta(seconds=1)) == 1
        assert await drafts.get(conn, ring, ended.id) is None
        assert await drafts.get(conn, ring, open_one.id) is not None
        met = await people.by_id(conn, aigul.id)
    assert met is not None
    assert met.focus is None
