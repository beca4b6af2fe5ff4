"""What the clean-up does where Telegram says no: it waits, gives up in the end, and goes on."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import GetMe

from bot.cleanup import BLOCKED_FOR_GOOD, clean_up, clean_up_what_is_due
from storage import traces
from storage.database import Database
from storage.traces import Visit

CHAT, SCREEN = 200000001, 9
ALMATY = ZoneInfo("Asia/Almaty")


class Telegram:
    """Notes what it is asked to do; refuses what it is told to refuse."""

    def __init__(self) -> None:
        self.deleted: list[int] = []
        self.neutral: list[int] = []
        self.undeletable: set[int] = set()
        self.is_blocked = False

    async def __call__(self, method: object) -> None:
        self._may()
        self.neutral.append(method.parameters["message_id"])  # type: ignore[attr-defined]

    async def delete_messages(self, _chat: int, ids: list[int]) -> None:
        self._may()
        if self.undeletable & set(ids):
            raise TelegramBadRequest(GetMe(), "message can't be deleted for everyone")
        self.deleted += ids

    async def delete_message(self, _chat: int, message_id: int) -> None:
        self._may()
        await self.delete_messages(_chat, [message_id])

    def _may(self) -> None:
        if self.is_blocked:
            raise TelegramForbiddenError(GetMe(), "bot was blocked by the user")


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


async def is_there(database: Database, now: datetime, **at: object) -> None:
    visit = Visit(CHAT, SCREEN, "kk", None, False, False, now, now + timedelta(hours=1))
    async with database.act() as conn:
        await traces.stay(conn, replace(visit, **at))  # type: ignore[arg-type]  # as the tests say it
        for number in (3, 4, 5):
            await traces.note(
                conn,
                CHAT,
                number,
                is_ours=number == 4,
                sent_at=now,
                due_at=now + timedelta(hours=46),
            )


async def cleans(telegram: Telegram, database: Database, at: datetime) -> None:
    await clean_up(telegram, database, ALMATY, CHAT, at)  # type: ignore[arg-type]


async def left(database: Database) -> tuple[Visit | None, list[int]]:
    async with database.look() as conn:
        noted = await traces.of_chat(conn, CHAT)
        return await traces.visit_of(conn, CHAT), [trace.message_id for trace in noted]


async def test_what_is_not_due_stays(database: Database, now: datetime, telegram: Telegram) -> None:
    await is_there(database, now)
    await cleans(telegram, database, now)
    assert (telegram.deleted, telegram.neutral) == ([], [])


async def test_the_screen_is_neutral_and_all_the_rest_is_gone(
    database: Database, now: datetime, telegram: Telegram
) -> None:
    await is_there(database, now)
    await cleans(telegram, database, now + timedelta(hours=1))
    assert (telegram.deleted, telegram.neutral) == ([3, 4, 5], [SCREEN])
    assert await left(database) == (None, [])


async def test_what_cannot_be_deleted_is_made_neutral_waits_or_is_given_up(
    database: Database, now: datetime, telegram: Telegram
) -> None:
    await is_there(database, now)
    telegram.undeletable = {4, 5}
    await cleans(telegram, database, now + timedelta(hours=2))
    assert (telegram.deleted, telegram.neutral) == ([3], [SCREEN, 4])
    assert await left(database) == (None, [5]), "it may be a throw of dice"
    await cleans(telegram, database, now + timedelta(hours=23))
    assert await left(database) == (None, [5])
    telegram.undeletable = set()
    await cleans(telegram, database, now + timedelta(hours=24))
    assert telegram.deleted == [3, 5]
    assert await left(database) == (None, [])


async def test_what_is_too_old_is_forgotten(
    database: Database, now: datetime, telegram: Telegram
) -> None:
    await is_there(database, now)
    telegram.undeletable = {3, 4, 5}
    await cleans(telegram, database, now + timedelta(hours=49))
    assert await left(database) == (None, [])


async def test_who_blocks_is_waited_for_and_given_up_after_a_month(
    database: Database, now: datetime, telegram: Telegram
) -> None:
    await is_there(database, now)
    telegram.is_blocked = True
    await cleans(telegram, database, now + timedelta(hours=2))
    visit, noted = await left(database)
    assert visit is not None
    assert visit.due_at > now + timedelta(hours=2)
    assert noted == [3, 4, 5]
    await cleans(telegram, database, now + timedelta(days=3))
    assert (await left(database))[1] == [], "nothing of it could be deleted any more"
    await cleans(telegram, database, now + BLOCKED_FOR_GOOD + timedelta(days=2))
    assert await left(database) == (None, [])


async def test_who_comes_back_is_cleaned_up_after(
    database: Database, now: datetime, telegram: Telegram
) -> None:
    await is_there(database, now)
    telegram.is_blocked = True
    await cleans(telegram, database, now + timedelta(hours=2))
    telegram.is_blocked = False
    back = now + timedelta(hours=3)
    async with database.act() as conn:
        await traces.hurry_visit(conn, CHAT, back)
    await clean_up_what_is_due(telegram, database, ALMATY, back)  # type: ignore[arg-type]
    assert (telegram.deleted, telegram.neutral) == ([3, 4, 5], [SCREEN])
    assert await left(database) == (None, [])


async def test_who_taps_while_it_is_cleaned_up_stays(
    database: Database, now: datetime, telegram: Telegram
) -> None:
    await is_there(database, now, due_at=now)

    async def taps(_chat: int, _ids: list[int]) -> None:
        await is_there(database, now, due_at=now + timedelta(hours=1))

    telegram.delete_messages = taps  # type: ignore[method-assign]
    await cleans(telegram, database, now)
    visit, _noted = await left(database)
    assert visit is not None, "the page that they see is still to be cleaned up"
