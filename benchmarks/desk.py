"""What the desk costs as tickets pile up: 5,000 open ones of 50 volunteers against 50 of them.

Rounds alternate, as in the other benchmarks; told is the median of the ratios of neighbours. How
long a reply takes until its letter departs is measured by ``benchmarks/relay.py``.
"""

import asyncio
import itertools
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.postgres import postgres_database
from benchmarks.report import Line, Report
from civic.act import Act
from civic.desk import moving, saying, taking
from civic.desk.asking import Asked, ask
from civic.desk.house import Desk
from civic.desk.looking import rows_of
from civic.desk.saying import Said
from civic.desk.terms import DeskTerms
from civic.desk.ticket import Source, Topic
from storage import migrate, outbox, people, staff, tickets
from storage.database import Database
from storage.people import Person
from storage.vault import KeyRing

FEW, MANY, VOLUNTEERS, AT_MOST = 50, 5_000, 50, 1.5
SHOWN = 11
LISTED = 5
"""The volunteer whose own tickets are listed; as many in both, which is the most that one has."""
LISTED_ONES = 10
OWN = range(6)
"""Tickets of the one who writes; everybody else has three."""
GROUP = -1002000000001
ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 6, 3, 6, tzinfo=UTC)
RING = KeyRing({"bench": bytes(32)})
TERMS = DeskTerms(most_owned=10_000, open_at_once=10_000, words_a_minute=10_000)
DESK = Desk(chat_id=GROUP, zone=ALMATY, terms=TERMS)
STORY = "Жәрдемақым екі айдан бері түспей жатыр. Кімге жазамын? " * 5


class House:
    """A database with so many open tickets, and acts in it."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self.volunteers: list[Person] = []
        self.asker: Person
        self._numbers = itertools.count(1)
        self.free: list[int] = []

    async def fill(self, count: int) -> None:
        """Half of them have an owner, half wait."""
        await migrate.upgrade(self.database.url.render_as_string(hide_password=False))
        async with self.database.act() as conn:
            self.asker = await people.meet(conn, 1, "kk", NOW)
            askers = [await people.meet(conn, 10_000 + n, "kk", NOW) for n in range(count // 3 + 1)]
            for number in range(VOLUNTEERS):
                one = await people.meet(conn, 100 + number, "kk", NOW)
                await staff.grant(conn, one.id, "volunteer", None, NOW)
                self.volunteers.append(one)
        for start in range(0, count, 250):
            async with self.database.act() as conn:
                for number in range(start, min(start + 250, count)):
                    asker = self.asker if number in OWN else askers[number // 3]
                    act = Act(conn, RING, asker, NOW, number)
                    asked = Asked(
                        draft=f"d{number}",
                        topic=Topic.PAPERS,
                        source=Source.MENU.value,
                        words=STORY,
                    )
                    ticket = await ask(act, DESK, asked)
                    if number % 2:
                        is_listed = number < 2 * LISTED_ONES
                        others = number % (VOLUNTEERS - LISTED - 1)
                        owner = self.volunteers[LISTED if is_listed else LISTED + 1 + others]
                        await tickets.take(conn, ticket.id, owner.id, NOW)
                    else:
                        self.free.append(ticket.id)
        async with self.database.act() as conn:
            await outbox.cancel(conn, "ticket:", NOW)

    async def act(self, person: Person, deed: Callable[..., Awaitable[Any]], *told: Any) -> Any:
        """One act of this person's."""
        async with self.database.act() as conn:
            await people.lock(conn, person.telegram_id)
            moment = NOW + timedelta(seconds=next(self._numbers))
            return await deed(Act(conn, RING, person, moment, next(self._numbers)), *told)

    def said(self, chat_id: int) -> Said:
        """A message."""
        number = 10_000 + next(self._numbers)
        return Said(kind="text", text=STORY, chat_id=chat_id, message_id=number)


async def _take(house: House) -> None:
    number, one = house.free[0], house.volunteers[0]
    await house.act(one, taking.take, DESK, number)
    await house.act(one, taking.release, DESK, number)


async def _answer(house: House) -> None:
    number, one = house.free[1], house.volunteers[1]
    await house.act(one, saying.volunteer_says, DESK, number, house.said(GROUP))


async def _word(house: House) -> None:
    await house.act(house.asker, saying.person_says, DESK, house.free[2], house.said(1))


async def _urgent(house: House) -> None:
    for urgent in (True, False):
        await house.act(
            house.volunteers[3],
            lambda act, u=urgent: moving.set_urgent(act, DESK, house.free[3], urgent=u),
        )


async def _queue(house: House) -> None:
    async with house.database.look() as conn:
        await rows_of(conn, (await tickets.queue(conn, SHOWN))[:10])


async def _own(house: House) -> None:
    async with house.database.look() as conn:
        await rows_of(conn, (await tickets.of_owner(conn, house.volunteers[LISTED].id))[:10])


DEEDS = (
    ("take and let go", _take),
    ("an answer", _answer),
    ("a person's word", _word),
    ("urgent and back", _urgent),
    ("the queue", _queue),
    ("one's own tickets", _own),
)


def measure(*, quick: bool) -> Report:
    """The ratios on SQLite, and on PostgreSQL where it answers."""
    many, rounds = (200, 1) if quick else (MANY, 7)
    lines = []
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        urls = [f"sqlite+aiosqlite:///{Path(folder) / name}.db" for name in ("few", "many")]
        lines += asyncio.run(_lines("SQLite", urls, many, rounds))
        servers = [closing.enter_context(postgres_database()) for _ in urls]
        if all(servers):
            urls = [server for server in servers if server]
            lines += asyncio.run(_lines("PG", urls, many, rounds))
    title = f"The desk, ms: {many:,} open tickets (ours), {FEW} (bare)"
    return Report("desk", title, lines)


async def _lines(name: str, urls: list[str], count: int, rounds: int) -> list[Line]:
    few, many = [House(url) for url in urls]
    await few.fill(FEW)
    await many.fill(count)
    lines = []
    for what, deed in DEEDS:
        for house in (many, few):  # what happens only once is not what it costs
            await _timed(deed, house, 2)
        pairs = [(await _timed(deed, many), await _timed(deed, few)) for _ in range(rounds)]
        ratios = [ours / bare for ours, bare in pairs]
        lines.append(
            Line(
                f"{name}, {what}",
                ours=median(ours for ours, _ in pairs),
                bare=median(bare for _, bare in pairs),
                ratio=median(ratios),
                least=min(ratios),
                greatest=max(ratios),
                at_most=AT_MOST,
            )
        )
    for house in (few, many):
        await house.database.close()
    return lines


async def _timed(deed: Callable[[House], Awaitable[None]], house: House, times: int = 10) -> float:
    """Milliseconds of one."""
    began = time.perf_counter()
    for _ in range(times):
        await deed(house)
    return (time.perf_counter() - began) * 1000 / times
