"""What somebody hears of a complaint without asking, and what they never hear."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.upkeep import tell_of_complaints
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.facts import ComplaintFacts
from civic.complaints.history import Event
from civic.complaints.kinds import Kind, Topic
from civic.complaints.looking import step_of
from civic.complaints.statuses import Status
from sandbox import world
from storage import people
from tests.conversations.conftest import Town
from tests.conversations.test_upkeep import ALMATY
from tests.conversations.voice import Speaker

FACTS = ComplaintFacts(
    kind=Kind.STATEMENT, topic=Topic.FAMILY, body="Полиция", what_happened="Бұл ешкімге айтылмасын"
)


class Complainant:
    """Somebody with a registered complaint, and the days that pass."""

    def __init__(self, speaker: Speaker, town: Town) -> None:
        self.speaker = speaker
        self.town = town
        self.updates = 10_000

    async def acts(self, deed, *arguments, **named):
        assert self.town.azamat is not None
        grounds = self.town.azamat.grounds
        self.updates += 1
        async with grounds.database.act() as connection:
            kazakh = self.speaker.language == "kk"
            telegram_id = world.AIGUL_ID if kazakh else world.SERGEI_ID
            person = await people.look_up(connection, telegram_id)
            assert person is not None
            act = Act(connection, grounds.ring, person, grounds.now(), self.updates)
            return await deed(act, *arguments, **named)

    async def gets(self, words: str) -> None:
        """Waits for a letter; several at once leave one after the other, by the bot's own clock."""
        assert self.town.azamat is not None
        for _ in range(15):
            self.town.clock.forward(seconds=10)
            self.town.azamat.grounds.letters_put()
            with suppress(AssertionError):
                await self.speaker.phone.waits_for(words, within=1)
                return
        await self.speaker.phone.waits_for(words)

    async def day_comes(self, day: date, hour: int = 9) -> None:
        """The clock is pushed on to this day and ticks."""
        assert self.town.azamat is not None
        grounds = self.town.azamat.grounds
        self.town.clock.moment = datetime(day.year, day.month, day.day, hour, 1, tzinfo=ALMATY)
        await tell_of_complaints(grounds.database, grounds.ring, ALMATY, self.town.clock())
        grounds.letters_put()


@pytest.fixture
async def complainant(citizen: Speaker, town: Town) -> Complainant:
    town.clock.moment = datetime(2026, 6, 1, 12, tzinfo=ALMATY)
    await citizen.is_known()
    one = Complainant(citizen, town)
    await one.acts(keeping.prepare, "abcd1234", FACTS, [], ALMATY)
    registered = Event(Status.REGISTERED, date(2026, 6, 1))
    await one.acts(keeping.note_event, "abcd1234", registered, ALMATY, "ЖТ-1")
    return one


async def test_from_half_way_to_silence(complainant: Complainant) -> None:
    speaker = complainant.speaker
    due = date(2026, 6, 22)
    await complainant.day_comes(date(2026, 6, 11))
    half = "Half of the time for an answer has passed. It is due by {by}."
    await speaker.phone.waits_for(speaker._(half, by=due))
    speaker.sees("I counted this day by the law. Only the body itself can name it for sure.")
    await complainant.day_comes(date(2026, 6, 17))
    near = "Three working days are left: the answer is due by {by}."
    await speaker.phone.waits_for(speaker._(near, by=due))
    await complainant.day_comes(due)
    last = "Today, {by}, is the last day for the answer. If it has come, please note it."
    await speaker.phone.waits_for(speaker._(last, by=due))
    await complainant.day_comes(date(2026, 6, 23))
    ready = "The next document is prepared from the same facts. Please look it over."
    await speaker.phone.waits_for(speaker._(ready))
    first_lines = {m.text.split("\n")[0] for m in speaker.phone.history[-4:]}
    assert first_lines == {speaker._("📌 About the document that you prepared")}
    assert not any("айтылмасын" in m.text for m in speaker.phone.history), "no word of it is pushed"


async def test_an_answer_that_came_meanwhile_silences_the_letter(complainant: Complainant) -> None:
    town, speaker = complainant.town, complainant.speaker
    assert town.azamat is not None
    before = len(speaker.phone.history)
    await town.stop_the_bot()
    await town.wake_the_bot()
    answered = Event(Status.ANSWERED, date(2026, 6, 10), explained=True)
    town.clock.moment = datetime(2026, 6, 10, 20, tzinfo=ALMATY)
    await complainant.acts(keeping.note_event, "abcd1234", answered, ALMATY)
    await complainant.day_comes(date(2026, 6, 11))
    await complainant.day_comes(date(2026, 7, 10))
    asked = "A month has passed since the answer. What became of it?"
    await speaker.phone.waits_for(speaker._(asked))
    assert len(speaker.phone.history) == before + 1, "nothing was said of the old term"


async def test_by_night_it_waits_for_the_morning(complainant: Complainant) -> None:
    speaker, town = complainant.speaker, complainant.town
    before = len(speaker.phone.history)
    await complainant.day_comes(date(2026, 6, 11), hour=23)
    await speaker.says("/menu")
    assert len(speaker.phone.history) == before + 2
    town.clock.moment = datetime(2026, 6, 12, 10, tzinfo=ALMATY)
    assert town.azamat is not None
    town.azamat.grounds.letters_put()
    half = "Half of the time for an answer has passed. It is due by {by}."
    await speaker.phone.waits_for(speaker._(half, by=date(2026, 6, 22)))


async def test_deleted_meanwhile_nothing_is_said(complainant: Complainant) -> None:
    speaker = complainant.speaker
    await complainant.day_comes(date(2026, 6, 10), hour=23)
    before = len(speaker.phone.history)
    await complainant.acts(keeping.delete, "abcd1234")
    await complainant.day_comes(date(2026, 6, 22))
    await speaker.says("/menu")
    assert len(speaker.phone.history) == before + 2


async def test_each_procedure_comes_from_its_number_to_its_own_end_of_the_term(
    citizen: Speaker, town: Town
) -> None:
    """All kinds at once, registered on one day; each hears of its own last day and of silence."""
    town.clock.moment = datetime(2026, 6, 1, 12, tzinfo=ALMATY)
    await citizen.is_known()
    one = Complainant(citizen, town)
    due: dict[Kind, date] = {}
    for number, kind in enumerate(Kind):
        complaint = f"kind{number:04}"
        facts = replace(FACTS, kind=kind)
        await one.acts(keeping.prepare, complaint, facts, [], ALMATY)
        registered = Event(Status.REGISTERED, date(2026, 6, 1))
        held = await one.acts(keeping.note_event, complaint, registered, ALMATY, f"ЖТ-{number}")
        step = step_of(held.listed, date(2026, 6, 1))
        if step.by is not None:
            due[kind] = step.by
    assert due[Kind.STATEMENT] == date(2026, 6, 22)
    assert due[Kind.COMPLAINT] == date(2026, 6, 29)
    assert due[Kind.SERVICE_COMPLAINT] < due[Kind.STATEMENT]
    assert Kind.OMBUDSMAN in due
    for day in sorted({*due.values()}):
        last = "Today, {by}, is the last day for the answer. If it has come, please note it."
        await one.day_comes(day)
        await one.gets(citizen._(last, by=day))
    await one.day_comes(date(2026, 6, 30))
    ready = "The next document is prepared from the same facts. Please look it over."
    await one.gets(citizen._(ready))
