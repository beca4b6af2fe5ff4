"""From somebody's message to the departure of what passes it on, when the lane is free.

Our own time: from the handler's being given the update to Telegram's method being called, for a
person's word into the group and for a volunteer's answer to the person. A Telegram that answers at
once stands at the end, in this process; the database is a file.
"""

import asyncio
import contextlib
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from aiogram import Bot
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from pydantic import SecretStr

from benchmarks.report import Line, Report
from bot.app import Azamat, open_azamat
from bot.config import Settings
from civic.act import Act
from civic.desk.asking import Asked, ask
from civic.desk.ticket import Source, Topic
from sandbox import Sandbox, world
from sandbox.phone import Phone
from storage import people, staff

AT_MOST = 50.0
"""Milliseconds."""
NOON = datetime(2026, 6, 3, 7, tzinfo=UTC)
FREE_AFTER = 3.5
"""Seconds after which a person's allowance is whole again, and the group's is not used up."""
AHEAD = NOON - datetime.now(UTC)
"""It is noon, so that no letter waits for the morning."""
STORY = "Жәрдемақым екі айдан бері түспей жатыр."
KEYS = "k1:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="


def measure(*, quick: bool) -> Report:
    """The medians over some rounds."""
    rounds = 1 if quick else 5
    with tempfile.TemporaryDirectory() as folder:
        took = asyncio.run(_measured(Path(folder), rounds))
    lines = [
        Line(
            what,
            ours=median(times),
            bare=AT_MOST,
            ratio=median(times) / AT_MOST,
            least=min(times) / AT_MOST,
            greatest=max(times) / AT_MOST,
            at_most=1.0,
        )
        for what, times in took.items()
    ]
    return Report("relay", "Relaying, ms: until it departs (ours), what is allowed (bare)", lines)


async def _measured(folder: Path, rounds: int) -> dict[str, list[float]]:
    async with Sandbox(port=0, limits=False) as sandbox:
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            bot_token=SecretStr(sandbox.token),
            telegram_api_url=sandbox.url,
            database_url=f"sqlite+aiosqlite:///{folder / 'azamat.db'}",
            admin_ids=(world.ADMINISTRATOR_ID,),
            staff_chat_id=world.VOLUNTEERS_CHAT_ID,
            master_keys=SecretStr(KEYS),
        )
        async with open_azamat(settings, now=lambda: datetime.now(UTC) + AHEAD) as azamat:
            stopped = asyncio.Event()
            serving = asyncio.create_task(azamat.serve(stopped))
            try:
                return await _rounds(sandbox, azamat, rounds)
            finally:
                stopped.set()
                with contextlib.suppress(asyncio.CancelledError):
                    await serving


async def _rounds(sandbox: Sandbox, azamat: Azamat, rounds: int) -> dict[str, list[float]]:
    grounds, stamps = azamat.grounds, _Stamps(azamat.bot)
    aigul, daniyar = Phone(sandbox.url, world.AIGUL), Phone(sandbox.url, world.DANIYAR)
    await aigul.starts()
    async with grounds.database.act() as conn:
        person = await people.meet(conn, world.DANIYAR_ID, "kk", NOON)
        await staff.grant(conn, person.id, "volunteer", None, NOON)
        asker = await people.meet(conn, world.AIGUL_ID, "kk", NOON)
        await people.set_onboarded(conn, asker.id, NOON)
        asked = Asked(draft="d", topic=Topic.PAPERS, source=Source.MENU.value, words=STORY)
        ticket = await ask(Act(conn, grounds.ring, asker, NOON, 1), grounds.desk, asked)
        await people.set_focus(conn, asker.id, f"ticket:{ticket.id}")
    grounds.letters_put()
    await aigul.waits_for(STORY, within=20, group=True)
    took: dict[str, list[float]] = {"a person's word": [], "a volunteer's answer": []}
    for number in range(rounds):
        for what, phone, words in (
            ("a person's word", aigul, f"сөз {number}"),
            ("a volunteer's answer", daniyar, f"/send жауап {number} сізге"),
        ):
            shown = words.removeprefix("/send ")
            await asyncio.sleep(FREE_AFTER)
            await daniyar.looks()
            (room,) = daniyar.chat(world.VOLUNTEERS_CHAT_ID)["topics"]
            topic = room["id"] if phone is daniyar else None
            stamps.expect(shown)
            await phone.says(words, topic=topic, wait=False)
            took[what].append(await stamps.taken())
    return took


class _Stamps:
    """When an update came in and when the message with these words went out."""

    def __init__(self, bot: Bot) -> None:
        self._words, self._came = "", 0.0
        self._left: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        bot.session.middleware(self._watch)

    def expect(self, words: str) -> None:
        """The next ones."""
        self._words, self._came = words, 0.0
        self._left = asyncio.get_running_loop().create_future()

    async def taken(self) -> float:
        """Milliseconds between the two."""
        async with asyncio.timeout(20):
            return await self._left

    async def _watch(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        told = getattr(method, "parameters", None) or {}
        if self._words and self._words in str(told.get("text", "")) and not self._left.done():
            self._left.set_result((time.perf_counter() - self._came) * 1000)
        answer = await make_request(bot, method)
        if method.__api_method__ == "getUpdates" and answer and not self._came:
            self._came = time.perf_counter()
        return answer
