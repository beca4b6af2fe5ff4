"""The bot knows who it talks to, once, and holds them while it acts."""

from datetime import datetime, timedelta

from storage import people
from storage.database import Database
from storage.people import Person


async def test_a_person_is_met_once_and_keeps_the_language_they_chose(
    database: Database, now: datetime
) -> None:
    async with database.act() as conn:
        first = await people.meet(conn, 77, "kk", now)
    async with database.act() as conn:
        again = await people.meet(conn, 77, "ru", now + timedelta(days=1))
    assert again == first
    assert first.language == "kk"
    assert first.met_at == now


async def test_a_stranger_is_nobody(database: Database) -> None:
    async with database.act() as conn:
        assert await people.lock(conn, 77) is None
        assert await people.look_up(conn, 77) is None
        assert await people.by_id(conn, 77) is None


async def test_telegram_ids_longer_than_32_bits_are_kept(database: Database, now: datetime) -> None:
    long_id = 7_999_999_999
    async with database.act() as conn:
        person = await people.meet(conn, long_id, None, now)
    async with database.look() as conn:
        assert await people.by_id(conn, person.id) == person
    assert person.telegram_id == long_id
    assert person.language is None


async def test_what_a_person_chooses_is_remembered(
    database: Database, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        await people.set_language(conn, aigul.id, "ru")
        await people.set_region(conn, aigul.id, "KZ-75")
        await people.set_focus(conn, aigul.id, "draft001")
        await people.set_onboarded(conn, aigul.id, now)
    async with database.look() as conn:
        person = await people.look_up(conn, aigul.telegram_id)
    assert person is not None
    assert (person.language, person.region, person.focus) == ("ru", "KZ-75", "draft001")
    assert person.onboarded_at == now


async def test_the_first_moment_of_a_block_stays_until_the_person_is_back(
    database: Database, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        await people.mark_unreachable(conn, aigul.telegram_id, now)
        await people.mark_unreachable(conn, aigul.telegram_id, now + timedelta(days=1))
        blocked = await people.by_id(conn, aigul.id)
        await people.mark_reachable(conn, aigul.telegram_id)
        back = await people.by_id(conn, aigul.id)
    assert blocked is not None
    assert blocked.unreachable_since == now
    assert back == aigul


async def test_a_consent_given_twice_stands_once(
    database: Database, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        await people.give_consent(conn, aigul.id, "share", "2026-01", "kk", now, "update:5")
        await people.give_consent(
            conn, aigul.id, "share", "2026-01", "ru", now + timedelta(hours=1), "update:6"
        )
        given = await people.consents_of(conn, aigul.id)
    assert given == [people.Consent("share", "2026-01", "kk", now, None, "update:5")]


async def test_a_withdrawn_consent_stays_on_record_and_may_be_given_anew(
    database: Database, aigul: Person, now: datetime
) -> None:
    later = now + timedelta(days=1)
    async with database.act() as conn:
        await people.give_consent(conn, aigul.id, "share", "2026-01", "kk", now, None)
        await people.withdraw_consent(conn, aigul.id, "share", later)
        await people.give_consent(conn, aigul.id, "share", "2026-01", "kk", later, None)
        history = await people.consents_of(conn, aigul.id)
    assert [consent.withdrawn_at for consent in history] == [later, None]


async def test_withdrawing_one_purpose_leaves_the_others(
    database: Database, aigul: Person, now: datetime
) -> None:
    async with database.act() as conn:
        await people.give_consent(conn, aigul.id, "share", "1", "kk", now, None)
        await people.give_consent(conn, aigul.id, "remind", "1", "kk", now, None)
        await people.withdraw_consent(conn, aigul.id, "share", now)
        standing = [
            consent.purpose
            for consent in await people.consents_of(conn, aigul.id)
            if consent.withdrawn_at is None
        ]
    assert standing == ["remind"]
