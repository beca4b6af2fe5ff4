"""What the tests of the help branch look at: the chat, the ledger, and every place of the bot."""

from __future__ import annotations

from sqlalchemy import select

from bot.flows.catalogue import all_scripts
from bot.ticks import all_ticks
from civic.act import Act
from civic.directory.checking import Changes, Outcome, Way, check_entry
from sandbox import world
from sandbox.screen import Seen
from storage import people, tables, traces
from storage.traces import Visit
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

FORBIDDEN = (
    *("насили", "жертв", "кризис", "бьёт", "избив", "угроз", "шелтер", "приют"),
    *("зорлық", "құрбан", "дағдарыс", "ұрып", "соққы", "қорқыт", "паналай"),
)
"""What no label, first line or command that may be seen from outside may say."""
CENTRE = "kz55-03"
"""Of Pavlodar; the first of its drafts."""
OFFICE = "kz55-02"
"""A public office there."""


def chat(citizen: Speaker) -> list[Seen]:
    return citizen.phone.history


def said_by_the_bot(citizen: Speaker) -> list[Seen]:
    return [message for message in chat(citizen) if message.by_bot]


def said_by_them(citizen: Speaker) -> list[Seen]:
    return [message for message in chat(citizen) if not message.by_bot]


def labels(citizen: Speaker) -> list[str]:
    """What stands on the buttons of the one message."""
    return [button.label for button in citizen.phone.last.buttons]


async def ledger(town: Town, citizen: Speaker) -> list[int]:
    """The messages that are still to go, the screen too."""
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        noted = await traces.of_chat(connection, citizen.phone.chat_id)
    visit = await visit_of(town, citizen)
    screen = [visit.screen] if visit and not visit.is_left else []
    return sorted([*(trace.message_id for trace in noted), *screen])


async def visit_of(town: Town, citizen: Speaker) -> Visit | None:
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        return await traces.visit_of(connection, citizen.phone.chat_id)


async def passes(town: Town, citizen: Speaker, **time: float) -> None:
    """Time passes for the bot and for Telegram, and the bot's clock ticks."""
    before = town.clock()
    town.clock.forward(**time)
    seconds = (town.clock() - before).total_seconds()
    await citizen.phone.line.post("clock", {"seconds": seconds})
    await ticks(town)
    await citizen.phone.looks()


async def ticks(town: Town) -> None:
    """Everything that is due with time, once."""
    assert town.azamat is not None
    scripts = all_scripts(town.azamat.grounds.desk)
    for tick, _seconds in all_ticks(town.azamat.bot, town.azamat.grounds, scripts).values():
        await tick(town.clock())


async def restarts(town: Town) -> None:
    await town.stop_the_bot()
    await town.wake_the_bot()


async def trouble(citizen: Speaker, kind: str, method: str, **more: object) -> None:
    await citizen.phone.line.post("faults", {"kind": kind, "method": method, "calls": None, **more})
    citizen.phone.patience = 30


def trouble_ends(town: Town) -> None:
    town.sandbox.telegram.faults.on.clear()


async def is_checked(town: Town, centre_id: str = CENTRE, **found: str) -> None:
    """The administrator has phoned a centre, and found this (``Changes``)."""
    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.act() as connection:
        person = await people.meet(connection, world.ADMINISTRATOR_ID, None, grounds.now())
        act = Act(connection, grounds.ring, person, grounds.now(), 1)
        await check_entry(
            act,
            centre_id,
            Outcome.CONFIRMED,
            Way.PHONE,
            changes=Changes(**found),
            administrators=[world.ADMINISTRATOR_ID],
        )
    town.clock.forward(minutes=1)


async def letters(town: Town) -> list[object]:
    """What lies in the outbox or ever left it."""
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        return list(await connection.execute(select(tables.letters.c.id)))


async def is_known_to_the_bot(town: Town, citizen: Speaker) -> bool:
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        return await people.look_up(connection, citizen.phone.chat_id) is not None


def kept(town: Town) -> bytes:
    """Every byte of the database's files."""
    return b"".join(path.read_bytes() for path in sorted(town.folder.glob("azamat.db*")))
