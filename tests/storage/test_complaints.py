"""A complaint is kept whole, by its owner only, and goes for good; the clock reads no word of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, text

from civic.act import Act
from civic.complaints import keeping
from civic.complaints.facts import ComplaintFacts
from civic.complaints.following import prepare_following
from civic.complaints.history import Event
from civic.complaints.kept import KeptFile, Outcome, complaints_of, kept
from civic.complaints.kinds import Kind, Topic
from civic.complaints.looking import step_of
from civic.complaints.reminding import AT_ONCE, tell_what_is_due
from civic.complaints.statuses import Status
from civic.complaints.steps import Step
from civic.phrases import Refusal
from storage import people
from storage.database import Database
from storage.errors import CaseShredded
from storage.people import Person
from storage.tables import audit, complaint_events, complaints, letters
from storage.vault import KeyRing

ALMATY = ZoneInfo("Asia/Almaty")
MONDAY = datetime(2026, 6, 1, 10, tzinfo=ALMATY)
SECRET = "Ұрып-соқты, құжатымды алып қойды"
FACTS = ComplaintFacts(
    kind=Kind.STATEMENT,
    topic=Topic.POLICE,
    region="KZ-75",
    body="Алмалы аудандық полиция басқармасы",
    what_happened=SECRET,
    name="Сейтқали Айгүл",
    postal_address="Алматы, Абай 1-1",
)
PHOTO = KeptFile(kind="photo", file_id="f1", unique_id="u1", size=10, caption="Жара ізі")


@pytest.fixture
async def owner(database: Database) -> Person:
    async with database.act() as conn:
        return await people.meet(conn, 1001, "kk", MONDAY)


class Desk:
    """Acts of one person, each in a transaction of its own, numbered like updates."""

    def __init__(self, database: Database, ring: KeyRing, person: Person) -> None:
        self.database = database
        self.ring = ring
        self.person = person
        self.number = 0

    async def does(self, act, *args, at: datetime = MONDAY, update_id: int | None = None):
        self.number += 1
        async with self.database.act() as conn:
            one = Act(conn, self.ring, self.person, at, update_id or self.number)
            return await act(one, *args)

    async def reads(self, complaint_id: str = "abcd1234"):
        async with self.database.look() as conn:
            return await kept(conn, self.ring, self.person.id, complaint_id)

    async def ticks(self, at: datetime) -> list[str]:
        """What the clock says at this moment: the letters' keys, in the order they were put."""
        async with self.database.act() as conn:
            before = await conn.scalar(select(func.count()).select_from(letters))
            await tell_what_is_due(conn, self.ring, ALMATY, at, at)
            keys = (await conn.execute(select(letters.c.dedupe_key).order_by(letters.c.id))).all()
        return [key.split(":", 2)[2] for (key,) in keys[before:]]


@pytest.fixture
async def desk(database: Database, ring: KeyRing, owner: Person) -> Desk:
    """With one prepared complaint."""
    desk = Desk(database, ring, owner)
    await desk.does(keeping.prepare, "abcd1234", FACTS, [PHOTO], ALMATY)
    return desk


async def registers(desk: Desk, number: str = "ЖТ-2026-01") -> None:
    event = Event(Status.REGISTERED, MONDAY.date())
    await desk.does(keeping.note_event, "abcd1234", event, ALMATY, number)


async def test_what_was_told_comes_back_as_it_was(desk: Desk) -> None:
    found = await desk.reads()
    assert (found.facts, found.files, found.number) == (FACTS, (PHOTO,), None)
    assert found.listed.history.events == ()


async def test_the_same_draft_twice_is_one_complaint(desk: Desk) -> None:
    other = replace(FACTS, what_happened="екінші рет")
    await desk.does(keeping.prepare, "abcd1234", other, [], ALMATY)
    assert (await desk.reads()).facts == FACTS
    async with desk.database.look() as conn:
        assert len(await complaints_of(conn, desk.person.id)) == 1


async def test_nobody_elses_hand_reaches_it(desk: Desk, database: Database, ring: KeyRing) -> None:
    async with database.act() as conn:
        stranger = await people.meet(conn, 2002, "ru", MONDAY)
    other = Desk(database, ring, stranger)
    assert await other.reads() is None
    with pytest.raises(Refusal):
        await other.does(keeping.correct_number, "abcd1234", "1", ALMATY)
    await other.does(keeping.delete, "abcd1234")
    assert await desk.reads() is not None


async def test_a_number_and_a_day_start_the_clock_once_however_often_they_come(desk: Desk) -> None:
    event = Event(Status.REGISTERED, MONDAY.date())
    for _ in range(2):
        await desk.does(keeping.note_event, "abcd1234", event, ALMATY, "ЖТ-2026-01", update_id=77)
    found = await desk.reads()
    assert (found.number, len(found.listed.history.events)) == ("ЖТ-2026-01", 1)
    step = step_of(found.listed, MONDAY.date())
    assert (step.kind, step.by) == (Step.WAIT, date(2026, 6, 22))


async def test_what_cannot_have_happened_changes_nothing(desk: Desk) -> None:
    for event in (
        Event(Status.ANSWERED, MONDAY.date()),
        Event(Status.REGISTERED, MONDAY.date() + timedelta(days=1)),
    ):
        with pytest.raises(Refusal):
            await desk.does(keeping.note_event, "abcd1234", event, ALMATY)
    with pytest.raises(Refusal) as refused:
        await registers(desk, number="нөмір жоқ")
    assert refused.value.step == "number"
    assert (await desk.reads()).listed.history.events == ()


async def test_a_slip_is_undone(desk: Desk) -> None:
    await registers(desk)
    await desk.does(keeping.note_event, "abcd1234", Event(Status.REFUSED, MONDAY.date()), ALMATY)
    await desk.does(keeping.undo_last_event, "abcd1234", ALMATY)
    found = await desk.reads()
    assert [event.status for event in found.listed.history.events] == [Status.REGISTERED]
    assert step_of(found.listed, MONDAY.date()).kind is Step.WAIT


async def test_files_are_added_once_and_ten_at_most(desk: Desk) -> None:
    more = [replace(PHOTO, unique_id=f"u{n}", file_id=f"f{n}") for n in range(1, 11)]
    assert await desk.does(keeping.add_files, "abcd1234", more) == 9
    found = await desk.reads()
    assert len(found.files) == 10
    assert len(found.facts.attachments) == 9
    with pytest.raises(Refusal):
        await desk.does(keeping.add_files, "abcd1234", [replace(PHOTO, unique_id="u99")])
    assert len((await desk.reads()).files) == 10


async def test_deleted_it_is_gone_and_its_key_with_it(desk: Desk, ring: KeyRing) -> None:
    await registers(desk)
    await desk.ticks(datetime(2026, 6, 11, 10, tzinfo=ALMATY))
    await desk.does(keeping.delete, "abcd1234")
    assert await desk.reads() is None
    async with desk.database.look() as conn:
        for table in (complaints, complaint_events):
            assert (await conn.execute(select(table))).all() == []
        states = (await conn.execute(select(letters.c.state))).scalars().all()
    assert states == ["cancelled"]
    with pytest.raises(CaseShredded):
        await desk.does(keeping.prepare, "abcd1234", FACTS, [], ALMATY)


async def test_words_stand_nowhere_in_the_open(desk: Desk) -> None:
    await registers(desk, number="ЖТ-СЕКРЕТ-7")
    async with desk.database.look() as conn:
        held = [
            str(row)
            for table in (complaints, complaint_events, audit, letters)
            for row in (await conn.execute(text(f"SELECT * FROM {table.name}"))).all()
        ]
    for secret in (SECRET, "Айгүл", "Абай 1-1", "СЕКРЕТ", "Жара ізі"):
        assert not any(secret in row for row in held)
        assert not any(secret.encode().hex() in row for row in held)


async def test_the_clock_tells_each_day_once(desk: Desk) -> None:
    await registers(desk)
    said = []
    for day in range(40):
        for hour in (9, 15):
            at = datetime(2026, 6, 1, hour, tzinfo=ALMATY) + timedelta(days=day)
            said += await desk.ticks(at)
    assert said == [
        "half_way:wait:2026-06-11",
        "near:wait:2026-06-17",
        "the_day:wait:2026-06-22",
        "overdue:complain_on_silence:2026-06-23",
        "not_filed:file:2026-06-30",  # of the next document, that lay ready since
    ]


async def test_a_clock_that_stood_still_tells_only_what_is_of_use_now(desk: Desk) -> None:
    await registers(desk)
    assert await desk.ticks(datetime(2026, 6, 19, 10, tzinfo=ALMATY)) == ["near:wait:2026-06-17"]


async def test_overdue_the_next_document_lies_ready_and_there_is_one(desk: Desk) -> None:
    await registers(desk)
    at = datetime(2026, 6, 24, 10, tzinfo=ALMATY)
    await desk.ticks(at)
    async with desk.database.look() as conn:
        first, second = sorted(
            await complaints_of(conn, desk.person.id), key=lambda it: it.prepared_at
        )
    assert (second.parent_id, second.kind) == (first.id, Kind.COMPLAINT)
    ready = await desk.reads(second.id)
    silence = ready.facts.about_silence_of
    assert silence is not None
    assert (silence.number, silence.registered_on, silence.term_ended_on) == (
        "ЖТ-2026-01",
        MONDAY.date(),
        date(2026, 6, 22),
    )
    assert ready.facts.what_happened == SECRET
    found = await desk.reads()
    step = step_of(found.listed, at.date())

    async def prepare(act: Act) -> str:
        return await prepare_following(
            act.connection, act.ring, found, step, Kind.COMPLAINT, at, ALMATY
        )

    assert await desk.does(prepare) == second.id


async def test_who_wants_no_reminders_gets_none(desk: Desk) -> None:
    await registers(desk)

    async def stop(act: Act) -> None:
        await keeping.set_reminders(act, "abcd1234", ALMATY, wanted=False)

    await desk.does(stop)
    assert await desk.ticks(datetime(2026, 6, 30, 10, tzinfo=ALMATY)) == []

    async def go_on(act: Act) -> None:
        await keeping.set_reminders(act, "abcd1234", ALMATY, wanted=True)

    await desk.does(go_on, at=datetime(2026, 6, 16, 10, tzinfo=ALMATY))
    assert await desk.ticks(datetime(2026, 6, 17, 10, tzinfo=ALMATY)) == ["near:wait:2026-06-17"]


async def test_a_month_after_the_answer_somebody_asks_and_an_outcome_ends_it(desk: Desk) -> None:
    await registers(desk)
    answer = Event(Status.ANSWERED, date(2026, 6, 10), explained=True)
    at = datetime(2026, 6, 10, 12, tzinfo=ALMATY)

    await desk.does(keeping.note_event, "abcd1234", answer, ALMATY, at=at)
    a_month_later = datetime(2026, 7, 10, 9, tzinfo=ALMATY)
    said = [key for day in range(31) for key in await desk.ticks(at + timedelta(days=day))]
    assert said == ["how_it_went:complain_on_answer:2026-07-10"]
    await desk.does(keeping.end, "abcd1234", Outcome.PARTLY, ALMATY, at=a_month_later)
    assert await desk.ticks(datetime(2027, 6, 1, 9, tzinfo=ALMATY)) == []
    assert (await desk.reads()).listed.outcome is Outcome.PARTLY


async def test_one_that_was_never_filed_is_asked_about_once(desk: Desk) -> None:
    said = [key for day in range(60) for key in await desk.ticks(MONDAY + timedelta(days=day))]
    assert said == ["not_filed:file:2026-06-08"]


async def test_two_clocks_at_once_say_it_once(desk: Desk) -> None:
    await registers(desk)
    at = datetime(2026, 6, 17, 10, tzinfo=ALMATY)
    said = await asyncio.gather(*(desk.ticks(at) for _ in range(4)))
    async with desk.database.look() as conn:
        assert await conn.scalar(select(func.count()).select_from(letters)) == 1
    assert any(said)


async def test_that_help_was_asked_for_is_noted_once(desk: Desk) -> None:
    await desk.does(keeping.note_help_asked, "abcd1234")
    asked_at = (await desk.reads()).listed.help_asked_at
    assert asked_at is not None
    await desk.does(keeping.note_help_asked, "abcd1234", at=MONDAY + timedelta(days=3))
    assert (await desk.reads()).listed.help_asked_at == asked_at
    async with desk.database.look() as conn:
        noted = select(func.count()).select_from(audit).where(audit.c.act == "complaint.help")
        assert await conn.scalar(noted) == 1
        assert (await conn.execute(select(letters.c.id))).all() == []


async def test_many_that_are_due_are_taken_some_at_a_time(desk: Desk) -> None:
    for number in range(AT_ONCE + 5):
        await desk.does(keeping.prepare, f"many{number:04}", FACTS, [], ALMATY)
    at = MONDAY + timedelta(days=8)
    async with desk.database.act() as conn:
        assert await tell_what_is_due(conn, desk.ring, ALMATY, at, at) == AT_ONCE
        assert await tell_what_is_due(conn, desk.ring, ALMATY, at, at) == 6
        assert await tell_what_is_due(conn, desk.ring, ALMATY, at, at) == 0
