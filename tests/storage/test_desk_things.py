"""Ready answers, hours, groups and the canary of the night, as they are kept."""

import asyncio
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from civic.desk import hours as desk_hours
from civic.desk import ready
from civic.desk.groups import chosen, group_for, send_home, send_to
from civic.desk.hours import hours_of
from civic.desk.house import Desk
from civic.desk.ready import Wording, search
from civic.desk.roles import Role
from civic.desk.seed import first_answers, load_desk
from civic.phrases import Refusal
from storage import canaries, moved_chats
from storage import ready_answers as rows
from storage.database import Database
from storage.desk_groups import ANY, GroupRule
from storage.vault import KeyRing
from tests.storage.desk_grounds import CHIEF, House

ALMATY = ZoneInfo("Asia/Almaty")
DANA, NURLAN, VERA = 2001, 2002, 2003
HELLO = Wording("сау", "Сау болыңыз!", "Всего доброго!")


@pytest.fixture
async def house(database: Database, ring: KeyRing, now: datetime) -> House:
    made = House(database, ring, now)
    await made.hires(DANA, Role.COORDINATOR)
    await made.hires(NURLAN, Role.COORDINATOR)
    await made.hires(VERA, Role.VOLUNTEER)
    async with database.act() as conn:
        await load_desk(conn, now)
    return made


async def offered(house: House) -> dict[str, rows.ReadyAnswer]:
    async with house.database.look() as conn:
        return {answer.key: answer for answer in await rows.offered(conn)}


async def waiting(house: House, key: str) -> rows.ReadyAnswer:
    async with house.database.look() as conn:
        return next(one for one in await rows.newest(conn) if one.key == key)


async def test_the_first_answers_are_there_at_once_and_come_once(house: House) -> None:
    assert len(await offered(house)) == len(first_answers()) >= 12
    await house.does(DANA, ready.withdraw, "сәлем")
    async with house.database.act() as conn:
        await load_desk(conn, house.now + timedelta(days=1))
    assert "сәлем" not in await offered(house), "what was withdrawn stays so"


async def test_two_that_start_at_once_take_the_files_once(
    database: Database, now: datetime
) -> None:
    async def start() -> None:
        async with database.act() as conn:
            await load_desk(conn, now)

    await asyncio.gather(start(), start())
    async with database.look() as conn:
        assert len(await rows.newest(conn)) == len(first_answers())


async def test_an_answer_is_offered_when_somebody_else_has_approved_it(house: House) -> None:
    await house.does(VERA, ready.write, HELLO)
    assert "сау" not in await offered(house)
    answer = await waiting(house, "сау")
    with pytest.raises(Refusal, match="not for your role"):
        await house.does(VERA, ready.approve, answer.id)
    await house.does(DANA, ready.approve, answer.id)
    assert (await offered(house))["сау"].in_language("ru") == "Всего доброго!"
    with pytest.raises(Refusal, match="already"):
        await house.does(NURLAN, ready.approve, answer.id)
    assert [act for act, _ in await house.noted("answer.written", "answer.approved")] == [
        "answer.written",
        "answer.approved",
    ]


async def test_who_wrote_it_asks_a_colleague(house: House) -> None:
    await house.does(DANA, ready.write, HELLO)
    answer = await waiting(house, "сау")
    with pytest.raises(Refusal, match="colleague"):
        await house.does(DANA, ready.approve, answer.id)
    await house.does(CHIEF, ready.approve, answer.id)
    assert "сау" in await offered(house)


async def test_the_only_one_who_can_approves_their_own(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    alone = House(database, ring, now)
    await alone.does(CHIEF, ready.write, HELLO)
    await alone.does(CHIEF, ready.approve, (await waiting(alone, "сау")).id)
    assert "сау" in await offered(alone)


async def test_what_was_approved_is_offered_while_a_change_waits(house: House) -> None:
    seen = (await offered(house))["сәлем"]
    change = Wording("сәлем", "Сәлем!", "Привет!", version=seen.version)
    await house.does(VERA, ready.write, change)
    assert (await offered(house))["сәлем"] == seen
    with pytest.raises(Refusal, match="just changed"):
        await house.does(DANA, ready.write, change)
    await house.does(DANA, ready.approve, (await waiting(house, "сәлем")).id)
    assert (await offered(house))["сәлем"].kk == "Сәлем!"


async def test_two_who_change_one_answer_at_once_do_not_overwrite_each_other(house: House) -> None:
    change = Wording("сәлем", "Сәлем!", "Привет!", version=1)
    came = await asyncio.gather(
        *(house.does(one, ready.write, change) for one in (DANA, NURLAN)), return_exceptions=True
    )
    assert sorted(isinstance(it, Refusal) for it in came) == [False, True], came


async def test_a_withdrawn_answer_can_be_written_anew(house: House) -> None:
    await house.does(DANA, ready.withdraw, "сәлем")
    with pytest.raises(Refusal, match="not there"):
        await house.does(DANA, ready.withdraw, "сәлем")
    assert await house.does(VERA, ready.write, Wording("Сәлем", "Сәлем!", "Привет!")) == 2
    await house.does(NURLAN, ready.approve, (await waiting(house, "сәлем")).id)
    assert (await offered(house))["сәлем"].kk == "Сәлем!"


@pytest.mark.parametrize(
    ("wording", "step"),
    [
        (Wording("екі сөз", "Сәлем", "Привет"), "key"),
        (Wording("", "Сәлем", "Привет"), "key"),
        (Wording("көп" * 7, "Сәлем", "Привет"), "key"),
        (Wording("жаңа", " ", "Привет"), "kk"),
        (Wording("жаңа", "Сәлем", ""), "ru"),
        (Wording("жаңа", "Сәлем, {name}", "Привет"), "kk"),
        (Wording("жаңа", "Сәлем", "Черновик: привет"), "ru"),
        (Wording("жаңа", "Сәлем" * 400, "Привет"), "kk"),
    ],
)
async def test_what_is_not_finished_is_not_kept(house: House, wording: Wording, step: str) -> None:
    with pytest.raises(Refusal) as refused:
        await house.does(VERA, ready.write, wording)
    assert refused.value.step == step


async def test_answers_are_found_by_a_letter_of_either_language(house: House) -> None:
    answers = [*(await offered(house)).values()]

    def found(letters: str) -> list[str]:
        return [answer.key for answer in search(answers, letters)]

    assert found("сәлем") == found("салем") == found("SALEM") == ["сәлем"]
    assert found("с")[0] == "сәлем"
    assert "шағым" in found("шагым")
    assert "шағым" in found("жалобу")
    assert "қауіпсіз" in found("безопасн")
    assert found("қауіпсіз")[0] == "қауіпсіз"
    assert found("проверенные центры") == ["телефондар"]
    assert found("ъъъ") == found("") == sorted(found(""))
    assert found("дирижабль") == []


async def test_the_week_is_changed_day_by_day(house: House) -> None:
    await house.does(DANA, desk_hours.set_weekday, 5, "11.00 – 15.00")
    await house.does(DANA, desk_hours.set_weekday, 0, "")
    async with house.database.act() as conn:
        await load_desk(conn, house.now)
        hours = await hours_of(conn, ALMATY)
    assert [bool(spans) for spans in hours.week] == [False, True, True, True, True, True, False]
    assert hours.is_open(datetime(2026, 3, 7, 14, 59, tzinfo=ALMATY))
    assert await house.noted("desk.hours") == [
        ("desk.hours", "weekday:5"),
        ("desk.hours", "weekday:0"),
    ]


async def test_a_desk_keeps_at_least_one_day(house: House) -> None:
    for weekday in range(4):
        await house.does(DANA, desk_hours.set_weekday, weekday, "")
    with pytest.raises(Refusal, match="At least one day"):
        await house.does(DANA, desk_hours.set_weekday, 4, "")
    with pytest.raises(Refusal, match="not for your role"):
        await house.does(VERA, desk_hours.set_weekday, 4, "10:00-11:00")


async def test_one_day_is_closed_and_open_again(house: House) -> None:
    day = date(2026, 3, 4)
    await house.does(DANA, desk_hours.set_day, ALMATY, day, "")
    async with house.database.look() as conn:
        assert (await hours_of(conn, ALMATY)).spans_on(day) == ()
    await house.does(DANA, desk_hours.forget_day, day)
    async with house.database.look() as conn:
        assert (await hours_of(conn, ALMATY)).spans_on(day)
    with pytest.raises(Refusal, match="still to come"):
        await house.does(DANA, desk_hours.set_day, ALMATY, date(2026, 3, 1), "")


async def test_a_desk_of_which_nothing_is_kept_is_never_open(
    database: Database, now: datetime
) -> None:
    async with database.look() as conn:
        assert (await hours_of(conn, ALMATY)).next_opening(now) is None


def test_the_rule_that_says_most_chooses_the_group() -> None:
    rules = [
        GroupRule(ANY, ANY, -1),
        GroupRule(ANY, "KZ-75", -2),
        GroupRule("work", ANY, -3),
        GroupRule("work", "KZ-75", -4),
    ]
    assert chosen(rules, "work", "KZ-75") == -4
    assert chosen(rules, "work", "KZ-10") == -3
    assert chosen(rules, "work", None) == -3
    assert chosen(rules, "family", "KZ-75") == -2
    assert chosen(rules, "family", None) == -1
    assert chosen(rules[1:], "family", None) is None


async def test_tickets_go_to_the_group_of_their_topic_and_follow_it(house: House) -> None:
    desk = Desk(chat_id=-100, zone=ALMATY)
    work = GroupRule("work", ANY, -200)
    with pytest.raises(Refusal, match="not for your role"):
        await house.does(DANA, send_to, work)
    await house.does(CHIEF, send_to, GroupRule("work", ANY, -150))
    await house.does(CHIEF, send_to, work)
    async with house.database.act() as conn:
        assert await group_for(conn, desk, "work", "KZ-75") == -200
        assert await group_for(conn, desk, "family", None) == -100
        assert await group_for(conn, Desk(chat_id=None, zone=ALMATY), "family", None) is None
        await moved_chats.note(conn, -200, -1002000, house.now)
        assert await group_for(conn, desk, "work", None) == -1002000
    assert await house.does(CHIEF, send_home, "work", ANY)
    assert not await house.does(CHIEF, send_home, "work", ANY)
    async with house.database.look() as conn:
        assert await group_for(conn, desk, "work", "KZ-75") == -100


async def test_a_canary_is_let_go_once_a_night_and_missed_once(
    database: Database, now: datetime
) -> None:
    night, minute = date(2026, 3, 2), timedelta(minutes=1)
    async with database.act() as conn:
        assert await canaries.last(conn) is None
        assert await canaries.let_go(conn, night, now)
        assert not await canaries.let_go(conn, night, now)
        assert await canaries.lost(conn, now - minute, now) == []
        assert await canaries.lost(conn, now, now + minute) == [night]
        assert await canaries.lost(conn, now, now + minute) == []
        assert await canaries.came_back(conn, night, now + minute)
        assert not await canaries.came_back(conn, night, now + minute)
        assert await canaries.last(conn) == (night, now + minute)
        assert await canaries.let_go(conn, night + timedelta(days=1), now)
        assert await canaries.came_back(conn, night + timedelta(days=1), now)
        assert await canaries.lost(conn, now + minute, now + minute) == []
