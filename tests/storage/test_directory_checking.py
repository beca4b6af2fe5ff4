"""An administrator checks an entry; two people who find nobody there take it out of the answers."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from civic.act import Act
from civic.directory import Entry, Need, Standing, answer, entry_with_id
from civic.directory.checking import ChangedMeanwhile, Changes, Outcome, Way, check_entry
from civic.directory.dossier import Seen, dossier, opened_check
from civic.directory.due import Why, due, tally
from civic.directory.reports import say_in_vain, take_it_back
from civic.directory.room import say_no_room, say_room_again
from civic.directory.seed import load_data
from civic.mistakes import MistakeReport, report_mistake
from civic.phrases import Refusal
from storage import directory, people
from storage.database import Database
from storage.people import Person
from storage.tables import audit, centre_checks, centres, mistakes
from storage.vault import KeyRing

DAY = timedelta(days=1)
CENTRE = "kz55-01"


@pytest.fixture
async def town(database: Database, now: datetime) -> Database:
    async with database.act() as conn:
        await load_data(conn, now)
    return database


class Desk:
    """Where an administrator checks and people report."""

    def __init__(self, database: Database, ring: KeyRing, administrator: Person) -> None:
        self.database, self.ring, self.administrator = database, ring, administrator
        self._reports = 0

    async def checks(
        self,
        at: datetime,
        outcome: Outcome = Outcome.CONFIRMED,
        centre: str = CENTRE,
        by: Person | None = None,
        seen: Seen | None = None,
        **changes: str,
    ) -> Entry:
        async with self.database.act() as conn:
            act = Act(conn, self.ring, by or self.administrator, at, 1)
            return await check_entry(
                act,
                centre,
                outcome,
                Way.PHONE,
                "spoke to the duty officer",
                Changes(**changes),
                administrators={self.administrator.telegram_id},
                seen=seen,
            )

    async def taps(self, telegram_id: int, at: datetime, what: str = "silent") -> None:
        async with self.database.act() as conn:
            await say_in_vain(conn, self.ring, telegram_id, CENTRE, what, at)

    async def takes_it_back(self, telegram_id: int, at: datetime) -> None:
        async with self.database.act() as conn:
            await take_it_back(conn, self.ring, telegram_id, CENTRE, at)

    async def says_that_there_is_no_room(self, at: datetime, administrators: set[int]) -> None:
        async with self.database.act() as conn:
            act = Act(conn, self.ring, self.administrator, at, 1)
            await say_no_room(act, CENTRE, administrators=administrators)

    async def hears(
        self, telegram_id: int, at: datetime, what: str = "silent", note: str | None = None
    ) -> None:
        self._reports += 1
        report = MistakeReport(f"rep{self._reports:05}", "centre", CENTRE, what, note)
        async with self.database.act() as conn:
            person = await people.meet(conn, telegram_id, "kk", at)
            await report_mistake(Act(conn, self.ring, person, at, 1), report, [])

    async def shows(self, centre: str = CENTRE) -> Entry:
        async with self.database.look() as conn:
            shown = await entry_with_id(conn, centre)
        assert shown is not None
        return shown

    async def answers_with(self, centre: str, now: datetime) -> bool:
        async with self.database.look() as conn:
            told = await answer(conn, Need("KZ-55"), now, per_page=50)
        return centre in [shown.id for shown in told.entries]


@pytest.fixture
def desk(town: Database, ring: KeyRing, aigul: Person) -> Desk:
    return Desk(town, ring, aigul)


async def test_a_checked_entry_shows_what_was_found_and_when(desk: Desk, now: datetime) -> None:
    shown = await desk.checks(
        now + DAY,
        phones="8 7182 64 90 10, 150",
        hours="пн-пт 9:00-18:00",
        conditions="own-word; women\nno-papers",
        services="legal, housing",
        languages="ru, kk",
        address="Естай, 99",
        publish_level="public_office",
    )
    assert shown == await desk.shows()
    assert shown.standing is Standing.CHECKED
    assert shown.checked_at == now + DAY
    assert shown.phones == ("+7 7182 64 90 10", "150")
    assert shown.hours == "Mo-Fr 09:00-18:00"
    assert shown.conditions == ("women", "no-papers", "own-word")
    assert shown.services == ("housing", "legal")
    assert shown.address == "Естай, 99"
    async with desk.database.look() as conn:
        centre = await directory.centre(conn, CENTRE)
        changes = await directory.changes_of(conn, CENTRE)
        lines = (await conn.execute(audit.select())).mappings().all()
        told = await answer(conn, Need("KZ-55", wishes=("no-papers",)), now + DAY)
    assert centre is not None
    assert told.entries[0] == shown
    assert {change.what for change in changes} >= {"phones", "hours", "address", "publish_level"}
    assert {change.changed_by for change in changes} == {desk.administrator.id}
    assert [(line["act"], line["subject"]) for line in lines] == [
        ("centre.checked", f"centre:{CENTRE}")
    ]


async def test_what_is_not_named_stays_and_an_empty_text_takes_away(
    desk: Desk, now: datetime
) -> None:
    await desk.checks(now, phones="150", hours="24/7", conditions="women")
    shown = await desk.checks(now + DAY, hours="", conditions=" ")
    assert shown.phones == ("150",)
    assert shown.hours is None
    assert shown.conditions == ()


@pytest.mark.parametrize(
    ("changes", "step", "said"),
    [
        ({"phones": "+7 7182 32 45 67"}, "phones", "looks made up"),
        ({"phones": "150; 12"}, "phones", "is not a phone number"),
        ({"hours": "when the light is on"}, "hours", "I cannot read"),
        ({"conditions": "women; nice"}, "conditions", "I do not know the word"),
        ({"conditions": "men; no-men"}, "conditions", "contradict"),
        ({"services": "magic"}, "services", "I do not know the word"),
        ({"languages": "latin"}, "languages", "I do not know the word"),
        ({"publish_level": "all"}, "publish_level", "I do not know the word"),
        ({"publish_level": ""}, "publish_level", "I do not know the word"),
        ({"address": "Естай, 99"}, "address", "only of a public office"),
    ],
)
async def test_what_cannot_be_true_is_refused_and_nothing_is_changed(
    desk: Desk, now: datetime, changes: dict[str, str], step: str, said: str
) -> None:
    with pytest.raises(Refusal) as refused:
        await desk.checks(now, **changes)
    assert refused.value.step == step
    assert said in refused.value.why.msgid
    assert (await desk.shows()).standing is Standing.DRAFT


async def test_nobody_but_an_administrator_checks(desk: Desk, now: datetime) -> None:
    async with desk.database.act() as conn:
        somebody = await people.meet(conn, 2002, "ru", now)
    with pytest.raises(Refusal, match="administrator"):
        await desk.checks(now, by=somebody)


async def test_there_is_nothing_to_check_where_there_is_no_entry(desk: Desk, now: datetime) -> None:
    with pytest.raises(Refusal, match="no longer in the directory"):
        await desk.checks(now, centre="kz00-00")


async def test_what_a_source_calls_secret_cannot_be_opened(desk: Desk, now: datetime) -> None:
    with pytest.raises(Refusal) as refused:
        await desk.checks(now, centre="kz75-01", publish_level="public_office")
    assert refused.value.step == "publish_level"


async def test_an_office_that_becomes_secret_is_forgotten_where_it_was(
    desk: Desk, now: datetime
) -> None:
    await desk.checks(now, address="Естай, 99", publish_level="public_office")
    shown = await desk.checks(now + DAY, publish_level="city_only")
    assert shown.address is None
    async with desk.database.look() as conn:
        centre = await directory.centre(conn, CENTRE)
        changes = await directory.changes_of(conn, CENTRE)
    assert centre is not None
    assert centre.address is None
    assert not any("Естай" in f"{change.was}{change.became}" for change in changes)


async def test_a_start_of_the_bot_changes_nothing_that_was_checked(
    desk: Desk, now: datetime
) -> None:
    before = await desk.checks(now, phones="150", publish_level="public_office", address="Естай, 9")
    async with desk.database.act() as conn:
        await load_data(conn, now + DAY)
    assert await desk.shows() == before


async def test_two_people_who_find_nobody_hide_the_entry(desk: Desk, now: datetime) -> None:
    await desk.checks(now, phones="150")
    await desk.hears(2002, now + DAY)
    assert await desk.answers_with(CENTRE, now + DAY)
    await desk.hears(3003, now + 2 * DAY, "moved")
    hidden = await desk.shows()
    assert hidden.standing is Standing.HIDDEN
    assert (hidden.phones, hidden.checked_at) == ((), None)
    assert not await desk.answers_with(CENTRE, now + 2 * DAY)


async def test_one_person_who_reports_twice_hides_nothing(desk: Desk, now: datetime) -> None:
    await desk.checks(now)
    await desk.hears(2002, now + DAY)
    await desk.hears(2002, now + 2 * DAY, "moved")
    assert (await desk.shows()).standing is Standing.CHECKED


async def test_other_complaints_hide_nothing(desk: Desk, now: datetime) -> None:
    await desk.checks(now)
    await desk.hears(2002, now + DAY, "refused")
    await desk.hears(3003, now + DAY, "other")
    await desk.hears(4004, now + DAY)
    assert (await desk.shows()).standing is Standing.CHECKED


async def test_reports_from_before_the_check_do_not_count(desk: Desk, now: datetime) -> None:
    await desk.hears(2002, now - DAY)
    await desk.checks(now)
    await desk.hears(3003, now + DAY)
    assert (await desk.shows()).standing is Standing.CHECKED


async def test_a_check_brings_a_hidden_entry_back(desk: Desk, now: datetime) -> None:
    await desk.checks(now, phones="150")
    for telegram_id in (2002, 3003):
        await desk.hears(telegram_id, now + DAY)
    await desk.checks(now + 2 * DAY, Outcome.NO_ANSWER)
    assert (await desk.shows()).standing is Standing.HIDDEN
    await desk.checks(now + 3 * DAY)
    assert (await desk.shows()).phones == ("150",)
    await desk.hears(2002, now + 4 * DAY)
    assert (await desk.shows()).standing is Standing.CHECKED


async def test_who_reported_is_not_kept(desk: Desk, now: datetime) -> None:
    await desk.checks(now)
    await desk.hears(2002, now + DAY)
    async with desk.database.look() as conn:
        (row,) = (await conn.execute(mistakes.select())).mappings()
    assert row["person_id"] is None
    assert len(row["mark"]) == 32
    await desk.checks(now + 2 * DAY)
    async with desk.database.look() as conn:
        (row,) = (await conn.execute(mistakes.select())).mappings()
    assert row["mark"] is None, "nobody needs to tell the reporters apart any more"


async def test_two_who_report_at_once_are_two(desk: Desk, now: datetime) -> None:
    await desk.checks(now)
    await asyncio.gather(desk.hears(2002, now + DAY), desk.hears(3003, now + DAY))
    assert (await desk.shows()).standing is Standing.HIDDEN


async def test_a_closed_centre_is_gone_until_somebody_finds_it_open(
    desk: Desk, now: datetime
) -> None:
    assert (await desk.checks(now, Outcome.CLOSED)).standing is Standing.CLOSED
    assert not await desk.answers_with(CENTRE, now)
    assert (await desk.checks(now + DAY)).standing is Standing.CHECKED


async def test_what_is_due_says_why_and_since_when(desk: Desk, now: datetime) -> None:
    await desk.checks(now - 100 * DAY, centre="kz55-02")
    await desk.checks(now - 9 * DAY, centre="kz55-03")
    await desk.checks(now - 8 * DAY, Outcome.NO_ANSWER, centre="kz55-03")
    await desk.checks(now - 5 * DAY)
    for telegram_id in (2002, 3003):
        await desk.hears(telegram_id, now - DAY)
    async with desk.database.look() as conn:
        counted = await tally(conn, now)
        told = [it for why in Why for it in await due(conn, now, why, 9, region="KZ-55")]
        known = [await dossier(conn, it.centre.id, now) for it in told]
    assert [(it.centre.id, it.why, it.since) for it in told] == [
        (CENTRE, Why.REPORTED, now - DAY),
        ("kz55-02", Why.OLD, now - 10 * DAY),
        ("kz55-03", Why.NO_ANSWER, now - 9 * DAY),
        ("kz55-04", Why.NEVER, None),
    ]
    assert [counted.of(why) for why in Why] == [1, 1, 1, 48]
    assert counted.pressing == 2, "what nobody has checked yet is no surprise to anybody"
    assert [it.why for it in known if it] == [it.why for it in told], "the card says the same"


async def test_of_two_who_check_at_once_the_second_is_told_what_changed(
    desk: Desk, now: datetime
) -> None:
    async with desk.database.look() as conn:
        begun = await dossier(conn, CENTRE, now)
    assert begun is not None
    await desk.checks(now, phones="150", conditions="no-papers")
    with pytest.raises(ChangedMeanwhile) as told:
        await desk.checks(now + DAY, seen=begun.seen, phones="111")
    assert "somebody else" in told.value.why.msgid
    assert told.value.now.centre.phones == ("150",), "what it is now is told as well"
    assert (await desk.shows()).phones == ("150",)
    shown = await desk.checks(now + DAY, seen=told.value.now.seen, phones="111")
    assert (shown.phones, shown.conditions) == (("111",), ("no-papers",))


async def test_what_the_checker_noted_is_sealed_and_read_by_who_checks_next(
    desk: Desk, now: datetime
) -> None:
    await desk.checks(now)
    async with desk.database.look() as conn:
        found = await dossier(conn, CENTRE, now)
        assert found is not None
        (event,) = found.history
        assert event.check is not None
        note = await opened_check(conn, desk.ring, event.check)
        lost = await opened_check(conn, KeyRing({"k9": bytes(32)}), event.check)
        kept = (await conn.execute(centre_checks.select())).mappings().one()["note"]
    assert note == "spoke to the duty officer"
    assert lost == "", "there is one, and it cannot be read"
    assert b"officer" not in bytes(kept)


async def test_one_tap_of_two_people_hides_an_entry_and_names_nobody(
    desk: Desk, now: datetime
) -> None:
    await desk.checks(now, phones="150")
    for _again in range(2):
        await desk.taps(2002, now + DAY)
    assert (await desk.shows()).standing is Standing.CHECKED
    await desk.taps(3003, now + DAY, "moved")
    assert (await desk.shows()).standing is Standing.HIDDEN
    async with desk.database.look() as conn:
        assert await people.look_up(conn, 2002) is None
        kept = (await conn.execute(mistakes.select())).mappings().all()
    assert [(it["person_id"], it["note"]) for it in kept] == [(None, None)] * 2
    assert "2002" not in str(kept)
    assert "3003" not in str(kept)


async def test_who_taps_and_writes_is_one_person(desk: Desk, now: datetime) -> None:
    await desk.checks(now)
    await desk.taps(2002, now + DAY)
    await desk.hears(2002, now + DAY)
    assert (await desk.shows()).standing is Standing.CHECKED


async def test_a_tap_is_taken_back_and_what_was_written_stays(desk: Desk, now: datetime) -> None:
    await desk.checks(now, phones="150")
    await desk.hears(2002, now + DAY, note="Дверь закрыта")
    await desk.taps(3003, now + DAY)
    assert (await desk.shows()).standing is Standing.HIDDEN
    await desk.takes_it_back(3003, now + DAY)
    assert (await desk.shows()).phones == ("150",)
    await desk.takes_it_back(2002, now + DAY)
    await desk.taps(3003, now + DAY)
    assert (await desk.shows()).standing is Standing.HIDDEN, "her words still count"


async def test_of_a_draft_nothing_is_tapped(desk: Desk, now: datetime) -> None:
    with pytest.raises(Refusal, match="no longer"):
        await desk.taps(2002, now)


async def test_that_there_is_no_room_expires_by_itself(desk: Desk, now: datetime) -> None:
    administrators = {desk.administrator.telegram_id}
    with pytest.raises(Refusal, match="Only of a checked entry"):
        await desk.says_that_there_is_no_room(now, administrators)
    await desk.checks(now)
    await desk.says_that_there_is_no_room(now, administrators)
    shown = await desk.shows()
    assert shown.full(now + timedelta(hours=23))
    assert not shown.full(now + DAY)
    async with desk.database.act() as conn:
        act = Act(conn, desk.ring, desk.administrator, now, 1)
        await say_room_again(act, CENTRE, administrators=administrators)
    assert not (await desk.shows()).full(now)
    async with desk.database.look() as conn:
        told = await directory.changes_of(conn, CENTRE)
        acts = (await conn.execute(select(audit.c.act))).scalars().all()
    assert [it.what for it in told].count("full_until") == 2
    assert acts[-2:] == ["centre.full", "centre.has_room"]


async def test_nobody_but_an_administrator_says_that_there_is_no_room(
    desk: Desk, now: datetime
) -> None:
    await desk.checks(now)
    with pytest.raises(Refusal, match="administrator"):
        await desk.says_that_there_is_no_room(now, set())


async def test_an_office_with_a_new_address_loses_the_old_point_on_the_map(
    desk: Desk, now: datetime
) -> None:
    async with desk.database.act() as conn:
        where = {"latitude": 52.1, "longitude": 76.1, "geo_precision": "house"}
        office = {"publish_level": "public_office", "address": "Естай, 99", **where}
        await conn.execute(centres.update().where(centres.c.id == CENTRE).values(**office))
    assert (await desk.checks(now)).place == (52.1, 76.1)
    shown = await desk.checks(now + DAY, address="Абай, 1")
    assert (shown.address, shown.place) == ("Абай, 1", None)
