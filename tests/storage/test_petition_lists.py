"""Lists hold what they say, a search follows what changes, who is forgotten leaves a count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from civic.act import Act
from civic.petitions import log, receipts, supporters
from civic.petitions.looking import PetitionSearch, card_of, page_of
from civic.petitions.moving import held, move
from civic.petitions.states import State
from civic.petitions.supporting import Declared, Given, support
from storage import people, petition_lists, petition_supports, petitions
from storage.database import Database
from storage.tables import official_petitions
from storage.vault import KeyRing
from tests.storage.test_petitions import ALMATY, NOON, PETITION, Town, is_there


@pytest.fixture
async def town(database: Database, ring: KeyRing) -> Town:
    await is_there(database, ring, opened_at=NOON)
    later = NOON + timedelta(days=1)
    await is_there(
        database,
        ring,
        id="local001",
        level="oblast",
        body="akimat",
        region="KZ-55",
        topic="roads",
        threshold=2,
        opened_at=later,
        title_kk="Жол керек",
        title_ru="Нужна дорога",
    )
    await is_there(database, ring, id="link0001", state="gathering")
    await is_there(database, ring, id="comp0001", kind="companion", official_id="uuid-1")
    return Town(database, ring)


async def listed(town: Town, which: str, page: int = 0, per_page: int = 6) -> list[str] | None:
    async with town.database.look() as conn:
        found = await page_of(conn, which, page, per_page)
    return None if found is None else [it.id for it in found.petitions]


async def test_each_list_holds_its_own(town: Town) -> None:
    assert await listed(town, "new") == ["local001", PETITION]
    assert await listed(town, "new", per_page=1) == ["local001"]
    assert await listed(town, "new", page=1, per_page=1) == [PETITION]
    assert await listed(town, "new", page=99) == []
    assert await listed(town, "near") == []
    assert await listed(town, "official") == ["comp0001"]
    assert await listed(town, "KZ-55") == ["local001"]
    assert await listed(town, "roads") == ["local001"]
    assert set(await listed(town, "school") or ()) == {"comp0001", PETITION}
    assert await listed(town, "nothing like it") is None


async def test_popular_and_near_follow_the_count_that_is_shown(town: Town) -> None:
    for who in (1, 2, 3, 4):
        await town.supports(who)
    await town.act(5, supports_from, "local001", "KZ-55")
    await town.act(6, supports_from, "local001", "KZ-75")
    assert await listed(town, "near") == [], "not shown yet"
    await town.refresh()
    assert await listed(town, "popular") == [PETITION, "local001"]
    near = await listed(town, "near")
    assert near is not None
    assert set(near) == {PETITION, "local001"}, "from elsewhere does not bring it nearer"
    async with town.database.look() as conn:
        card = await card_of(conn, "local001")
    assert card is not None
    assert (card.listed.shown, card.listed.shown_outside, card.listed.inside) == (2, 1, 1)


async def supports_from(act: Act, petition: str, region: str) -> Given:
    return await support(act, petition, Declared(region=region), ALMATY)


async def test_the_two_counts_stand_apart(town: Town) -> None:
    row = {"id": "uuid-1", "title": "x", "votes": 50, "read_at": NOON, "tried_at": NOON}
    async with town.database.act() as conn:
        await conn.execute(official_petitions.insert(), row)
    async with town.database.look() as conn:
        card = await card_of(conn, "comp0001")
    assert card is not None
    assert (card.listed.shown, card.listed.votes, card.listed.read_at) == (0, 50, NOON)


async def test_a_card_is_for_whom_it_is(town: Town) -> None:
    async with town.database.look() as conn:
        assert await card_of(conn, "link0001") is not None, "by link"
        assert await card_of(conn, "never001") is None
        counts = await petition_lists.how_many_of_regions(conn, [State.OPEN])
    assert counts == {"KZ-55": 1}


async def test_a_search_follows_what_is_listed(town: Town, database: Database) -> None:
    search = PetitionSearch()

    async def found(text: str) -> list[str]:
        async with database.look() as conn:
            return [it.id for it in await search.find(conn, text)]

    assert await found("жылы мектеп") == ["abcd1234", "comp0001"]
    async with database.act() as conn:
        petition = await held(conn, "link0001")
        assert petition is not None
        await move(conn, petition, State.OPEN, NOON)
    assert "link0001" in await found("жылы мектеп")
    async with database.act() as conn:
        petition = await held(conn, "link0001")
        assert petition is not None
        await move(conn, petition, State.REMOVED, NOON)
    assert "link0001" not in await found("жылы мектеп")


async def test_whoever_is_forgotten_stays_in_the_count_of_what_is_closed(
    town: Town, database: Database
) -> None:
    await town.supports(1, name="Айгүл С.", wants_news=True)
    kept = await town.act(1, supports_from, "local001", "KZ-55")
    async with database.act() as conn:
        await petitions.change(conn, "local001", state="sent")
    done = await town.act(1, supporters.forget, ALMATY)
    assert (done.taken_back, done.left) == (1, 1)
    again = await town.act(1, supporters.forget, ALMATY)
    assert (again.taken_back, again.left) == (0, 0)
    async with database.look() as conn:
        assert (await log.recount(conn, "local001")).counted.count == 1  # type: ignore[union-attr]
        assert (await log.recount(conn, PETITION)).counted.count == 0  # type: ignore[union-attr]
        row = await petition_supports.get(conn, kept.support.id)
        assert row is not None
        assert (row.person_id, row.region, row.counts) == (None, None, True)
        checked = await receipts.check(conn, row)
    assert checked.failed is None
    back = await town.supports(1)
    assert (back.is_new, back.support.number) == (True, 1)


async def habit(database: Database, telegram_id: int) -> supporters.Habit:
    async with database.look() as conn:
        person = await people.look_up(conn, telegram_id)
        assert person is not None
        return await supporters.habit_of(conn, person.id)


async def test_what_was_told_is_known_the_next_time(town: Town, database: Database) -> None:
    await town.act(1, supporters.agree)
    await town.supports(1, name="Айгүл С.", wants_news=True, region="KZ-55")
    await town.supports(2, wants_news=True)
    first, second = await habit(database, 1), await habit(database, 2)
    assert first == supporters.Habit(agreed=True, region="KZ-55", shows_name=True, wants_news=True)
    assert second == supporters.Habit(agreed=False, region=None, shows_name=False, wants_news=False)
    await town.takes_back(1)
    taken = await habit(database, 1)
    assert not taken.shows_name, "what was taken back says nothing of the next"


async def test_who_was_forgotten_while_it_was_stopped_finds_their_support_again(
    town: Town, database: Database
) -> None:
    await town.supports(1)
    async with database.act() as conn:
        await petitions.change(conn, PETITION, state="stopped")
    await town.act(1, supporters.forget, ALMATY)
    async with database.act() as conn:
        await petitions.change(conn, PETITION, state="open")
    again = await town.supports(1)
    assert (again.is_new, again.support.number) == (False, 1)
    assert await town.takes_back(1)
    async with database.look() as conn:
        kept = await petition_supports.get(conn, again.support.id)
    assert kept is not None
    assert kept.person_id is not None
