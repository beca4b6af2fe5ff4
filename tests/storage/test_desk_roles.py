"""Roles are asked in the act; an invitation is good once; who leaves the group is a volunteer no more."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from civic.desk import invitations
from civic.desk.invitations import accept, invite
from civic.desk.roles import (
    RIGHTS,
    Right,
    Role,
    grant,
    left_the_group,
    may,
    must,
    roles_of,
    take_away,
    telegram_ids_of,
)
from civic.phrases import Refusal
from storage import staff
from storage.database import Database
from storage.tables import staff_invitations
from storage.vault import KeyRing
from tests.storage.desk_grounds import ADMINISTRATORS, CHIEF, House

DANA, NURLAN = 2001, 2002


@pytest.fixture
def house(database: Database, ring: KeyRing, now: datetime) -> House:
    return House(database, ring, now)


async def roles(house: House, telegram_id: int) -> frozenset[Role]:
    async with house.act(telegram_id) as act:
        return await roles_of(act.connection, act.person, ADMINISTRATORS)


def test_nobody_opens_identities_but_a_custodian() -> None:
    able = {role for role, rights in RIGHTS.items() if Right.SEE_IDENTITY in rights}
    assert able == {Role.CUSTODIAN}


def test_a_custodian_reads_no_stories_and_a_citizen_may_nothing() -> None:
    assert not may({Role.CUSTODIAN}, Right.SEE_TICKETS)
    assert not any(may((), right) for right in Right)


def test_every_right_is_somebodys() -> None:
    assert frozenset().union(*RIGHTS.values()) == set(Right)


async def test_an_administrator_of_the_settings_is_one_from_the_first_start(house: House) -> None:
    assert await roles(house, CHIEF) == {Role.ADMINISTRATOR}
    assert await roles(house, DANA) == frozenset()


async def test_a_role_is_given_once_and_taken_once_with_its_lines(house: House) -> None:
    dana = await house.id_of(DANA)
    assert await house.does(CHIEF, grant, dana, Role.VOLUNTEER)
    assert not await house.does(CHIEF, grant, dana, Role.VOLUNTEER)
    assert await roles(house, DANA) == {Role.VOLUNTEER}
    assert await house.does(CHIEF, take_away, dana, Role.VOLUNTEER)
    assert not await house.does(CHIEF, take_away, dana, Role.VOLUNTEER)
    assert await roles(house, DANA) == frozenset()
    assert await house.does(CHIEF, grant, dana, Role.VOLUNTEER), "given again after it was taken"
    subject = f"volunteer:{dana}"
    assert await house.noted("staff.granted", "staff.taken") == [
        ("staff.granted", subject),
        ("staff.taken", subject),
        ("staff.granted", subject),
    ]


async def test_only_administrators_give_roles(house: House) -> None:
    dana = await house.hires(DANA, Role.VOLUNTEER, Role.COORDINATOR, Role.CUSTODIAN)
    nurlan = await house.id_of(NURLAN)
    for act in (grant, take_away):
        with pytest.raises(Refusal):
            await house.does(DANA, act, nurlan, Role.VOLUNTEER)
    with pytest.raises(Refusal):
        await house.does(CHIEF, grant, 10**6, Role.VOLUNTEER)
    assert await house.does(DANA, take_away, dana, Role.CUSTODIAN), "one's own may be laid down"


async def test_a_role_that_was_taken_is_gone_for_the_next_act(house: House) -> None:
    """A button that was made while they held it does nothing any more."""
    dana = await house.hires(DANA, Role.VOLUNTEER)
    await house.does(DANA, must, Right.TAKE_TICKETS)
    await house.does(CHIEF, take_away, dana, Role.VOLUNTEER)
    with pytest.raises(Refusal):
        await house.does(DANA, must, Right.TAKE_TICKETS)


async def test_a_role_is_not_taken_amid_an_act_that_asked_for_it(house: House) -> None:
    dana = await house.hires(DANA, Role.VOLUNTEER)
    order: list[str] = []
    asked = asyncio.Event()

    async def works() -> None:
        async with house.act(DANA) as act:
            await must(act, ADMINISTRATORS, Right.TAKE_TICKETS)
            asked.set()
            for _turn in range(20):
                await asyncio.sleep(0)
            order.append("worked")

    async def takes() -> None:
        await asked.wait()
        await house.does(CHIEF, take_away, dana, Role.VOLUNTEER)
        order.append("taken")

    await house.id_of(CHIEF)
    await asyncio.gather(works(), takes())
    assert order == ["worked", "taken"]


async def test_nobody_gives_themselves_the_identities_where_there_is_another(house: House) -> None:
    chief = await house.id_of(CHIEF)
    assert await house.does(CHIEF, grant, chief, Role.CUSTODIAN), "the only administrator"
    await house.does(CHIEF, take_away, chief, Role.CUSTODIAN)
    await house.hires(DANA, Role.ADMINISTRATOR)
    with pytest.raises(Refusal, match="another administrator"):
        await house.does(CHIEF, grant, chief, Role.CUSTODIAN)
    assert await house.does(DANA, grant, chief, Role.CUSTODIAN)


async def test_who_leaves_the_group_is_no_volunteer_and_no_coordinator(house: House) -> None:
    dana = await house.hires(DANA, Role.VOLUNTEER, Role.COORDINATOR, Role.CUSTODIAN)
    async with house.database.act() as conn:
        assert await left_the_group(conn, DANA, house.now) == dana
        assert await left_the_group(conn, DANA, house.now) is None
        assert await left_the_group(conn, 31337, house.now) is None
    assert await roles(house, DANA) == {Role.CUSTODIAN}
    assert await house.noted("staff.left_the_group") == [
        ("staff.left_the_group", f"volunteer:{dana}"),
        ("staff.left_the_group", f"coordinator:{dana}"),
    ]


async def test_letters_for_coordinators_reach_administrators_where_there_are_none(
    house: House,
) -> None:
    async with house.database.look() as conn:
        assert await telegram_ids_of(conn, Role.COORDINATOR, ADMINISTRATORS) == [CHIEF]
    await house.hires(DANA, Role.COORDINATOR)
    await house.hires(NURLAN, Role.ADMINISTRATOR)
    async with house.database.look() as conn:
        assert await telegram_ids_of(conn, Role.COORDINATOR, ADMINISTRATORS) == [DANA]
        assert await telegram_ids_of(conn, Role.ADMINISTRATOR, ADMINISTRATORS) == [NURLAN, CHIEF]


async def test_an_invitation_makes_one_person_a_volunteer(house: House) -> None:
    token = await house.does(CHIEF, invite, Role.VOLUNTEER)
    assert len(f"{invitations.LINK}{token}") <= 64, "Telegram's longest deep link"
    assert await house.does(DANA, accept, token) == Role.VOLUNTEER
    assert await roles(house, DANA) == {Role.VOLUNTEER}
    with pytest.raises(Refusal, match="used"):
        await house.does(NURLAN, accept, token)
    dana = await house.id_of(DANA)
    assert await house.noted("staff.granted") == [("staff.granted", f"volunteer:{dana}")]


async def test_the_word_of_an_invitation_is_not_kept(house: House) -> None:
    token = await house.does(CHIEF, invite, Role.VOLUNTEER)
    async with house.database.look() as conn:
        rows = (await conn.execute(select(staff_invitations))).all()
    assert token not in repr(rows)
    assert len(token) * 6 >= 128


async def test_an_invitation_expires(house: House) -> None:
    token = await house.does(CHIEF, invite, Role.VOLUNTEER)
    late = house.after(timedelta(hours=48))
    with pytest.raises(Refusal, match="expired"):
        await late.does(DANA, accept, token)
    in_time = house.after(timedelta(hours=47, minutes=59))
    assert await in_time.does(DANA, accept, token) == Role.VOLUNTEER


async def test_an_invitation_is_not_for_its_maker_nor_for_who_has_the_role(house: House) -> None:
    token = await house.does(CHIEF, invite, Role.VOLUNTEER)
    await house.hires(DANA, Role.VOLUNTEER)
    for somebody in (CHIEF, DANA):
        with pytest.raises(Refusal, match="Pass the link on"):
            await house.does(somebody, accept, token)
    assert await house.does(NURLAN, accept, token) == Role.VOLUNTEER, "it was not used up"


async def test_an_unknown_word_invites_nobody(house: House) -> None:
    with pytest.raises(Refusal, match="not known"):
        await house.does(DANA, accept, "A" * 32)


async def test_an_invitation_goes_with_the_right_of_its_maker(house: House) -> None:
    dana = await house.hires(DANA, Role.ADMINISTRATOR)
    token = await house.does(DANA, invite, Role.COORDINATOR)
    await house.does(CHIEF, take_away, dana, Role.ADMINISTRATOR)
    with pytest.raises(Refusal, match="not good any more"):
        await house.does(NURLAN, accept, token)
    with pytest.raises(Refusal):
        await house.does(DANA, invite, Role.COORDINATOR)


async def test_of_two_who_accept_at_once_one_wins(house: House) -> None:
    for round_ in range(10):
        token = await house.does(CHIEF, invite, Role.COORDINATOR)
        both = (3000 + 2 * round_, 3001 + 2 * round_)
        came = await asyncio.gather(
            *(house.does(one, accept, token) for one in both), return_exceptions=True
        )
        assert sorted(isinstance(it, Refusal) for it in came) == [False, True], came
        held = [await roles(house, one) for one in both]
        assert sorted(map(len, held)) == [0, 1]


async def test_a_volunteers_breaks_names_and_loads_are_kept(house: House, ring: KeyRing) -> None:
    dana = await house.hires(DANA, Role.VOLUNTEER)
    later = house.now + timedelta(minutes=5)
    async with house.database.act() as conn:
        assert await staff.volunteer(conn, dana) is None
        assert await staff.shown_name(conn, ring, dana) is None
        await staff.note_taken(conn, dana, house.now, heavy=True)
        known = await staff.volunteer(conn, dana)
        assert known is not None
        assert known.last_was_heavy
        await staff.note_taken(conn, dana, later, heavy=False)
        await staff.set_break(conn, dana, later)
        await staff.set_shown_name(conn, ring, dana, "Дана")
        known = await staff.volunteer(conn, dana)
        assert known == staff.Volunteer(dana, later, later, house.now)
        assert not known.last_was_heavy
        assert await staff.shown_name(conn, ring, dana) == "Дана"
        await staff.set_break(conn, dana, None)
        await staff.set_shown_name(conn, ring, dana, None)
        assert await staff.shown_name(conn, ring, dana) is None
