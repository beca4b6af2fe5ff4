"""Whom the desk does not hear: openly or quietly, until an end, and by whose word."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from civic.desk.bans import ban, lift, standing_ban, standing_bans
from civic.desk.roles import Role
from civic.phrases import Refusal
from storage import bans as rows
from storage.database import Database
from storage.tables import bans
from storage.vault import KeyRing
from tests.storage.desk_grounds import House

DANA, AIGUL = 2001, 1001
DAY = timedelta(days=1)


@pytest.fixture
async def house(database: Database, ring: KeyRing, now: datetime) -> House:
    made = House(database, ring, now)
    await made.hires(DANA, Role.COORDINATOR)
    return made


async def test_an_open_ban_says_until_when_and_ends_by_itself(house: House) -> None:
    aigul = await house.id_of(AIGUL)
    await house.does(DANA, ban, aigul, "  угрожала\nволонтёрам ", until=house.now + DAY)
    async with house.database.look() as conn:
        standing = await standing_ban(conn, aigul, house.now)
        assert standing is not None
        assert not standing.quiet
        assert standing.until == house.now + DAY
        assert standing.told().fillings["until"] == house.now + DAY
        assert await rows.reason(conn, house.ring, standing.id) == "угрожала волонтёрам"
        assert await standing_ban(conn, aigul, house.now + DAY) is None
        assert await standing_bans(conn, house.now + DAY) == []


async def test_a_ban_without_an_end_stands_until_it_is_lifted(house: House) -> None:
    aigul = await house.id_of(AIGUL)
    ban_id = await house.does(DANA, ban, aigul, "спам", quiet=True)
    later = house.after(400 * DAY)
    async with house.database.look() as conn:
        standing = await standing_ban(conn, aigul, later.now)
        assert standing is not None
        assert standing.quiet
        assert standing.told().fillings == {}
    assert await later.does(DANA, lift, ban_id)
    assert not await later.does(DANA, lift, ban_id)
    async with house.database.look() as conn:
        assert await standing_ban(conn, aigul, later.now) is None
    assert await house.noted("person.banned_quietly", "ban.lifted") == [
        ("person.banned_quietly", f"ban:{ban_id}"),
        ("ban.lifted", f"ban:{ban_id}"),
    ]


async def test_the_last_word_counts(house: House) -> None:
    aigul = await house.id_of(AIGUL)
    await house.does(DANA, ban, aigul, "флуд", until=house.now + DAY)
    await house.does(DANA, ban, aigul, "снова флуд", quiet=True)
    ran_out = house.after(3 * DAY)
    await ran_out.does(DANA, ban, aigul, "опять", until=ran_out.now + DAY)
    async with house.database.look() as conn:
        (standing,) = await standing_bans(conn, ran_out.now)
        count = (await conn.execute(select(func.count()).select_from(bans))).scalar_one()
    assert not standing.quiet
    assert count == 3, "what was decided before is still told"


async def test_only_coordinators_and_administrators_ban(house: House) -> None:
    aigul = await house.id_of(AIGUL)
    await house.hires(2002, Role.VOLUNTEER, Role.CUSTODIAN)
    ban_id = await house.does(DANA, ban, aigul, "спам")
    for act, told in ((ban, (aigul, "спам")), (lift, (ban_id,))):
        with pytest.raises(Refusal, match="not for your role"):
            await house.does(2002, act, *told)


@pytest.mark.parametrize("reason", ["", "  \n", "д" * 301])
async def test_a_ban_needs_a_sentence(house: House, reason: str) -> None:
    aigul = await house.id_of(AIGUL)
    with pytest.raises(Refusal) as refused:
        await house.does(DANA, ban, aigul, reason)
    assert refused.value.step == "reason"


async def test_staff_and_strangers_are_not_banned(house: House) -> None:
    volunteer = await house.hires(2002, Role.VOLUNTEER)
    for somebody in (volunteer, 10**6):
        with pytest.raises(Refusal):
            await house.does(DANA, ban, somebody, "спам")
