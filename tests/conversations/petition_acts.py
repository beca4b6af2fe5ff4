"""Petitions that are there already, and what their supporters do, for talks about them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.petition_ticks import count_supports
from civic.petitions.supporting import case_id
from sandbox.phone import Phone
from storage import people, petition_logs, petition_supports, petitions
from storage.cases import in_hand, open_case
from storage.petition_supports import StoredSupport
from storage.petitions import StoredPetition
from storage.tables import official_petitions
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

WARM = "warm0001"


async def is_there(town: Town, **values: Any) -> str:
    """An open petition of the republic; its id."""
    assert town.azamat is not None
    grounds = town.azamat.grounds
    now = grounds.now()
    kept = StoredPetition(
        **{
            "id": WARM,
            "kind": "ngo",
            "author_id": None,
            "state": "open",
            "state_at": now,
            "topic": "school",
            "level": "republic",
            "body": "government",
            "threshold": 50_000,
            "proof": "account",
            "written_in": "kk",
            "title_kk": "Мектептерде жылу болсын",
            "title_ru": "Тёплые школы зимой",
            "summary_kk": "Қыста сыныптар суық. Балалар ауырады. Жылу жүйесін жөндеу керек.",
            "summary_ru": "Зимой в классах холодно. Дети болеют. Отопление нужно починить.",
            "text_kk": "Ұзақ мәтін. " * 400,
            "text_ru": "Длинный текст. " * 400,
            "opened_at": now,
            "closes_on": (now + timedelta(days=100)).date(),
            **values,
        }
    )
    async with grounds.database.act() as conn:
        with in_hand(await open_case(conn, grounds.ring, case_id(kept.id), now)):
            await petitions.add(conn, kept, None)
        await petition_logs.begin(conn, kept.id, now)
    return kept.id


async def is_local(town: Town, **values: Any) -> str:
    """One about the region of Pavlodar."""
    local = {"level": "oblast", "body": "akimat", "region": "KZ-55", "threshold": 7500}
    return await is_there(town, **{"id": "local001", **local, **values})


async def is_official(town: Town, official_id: str, votes: int) -> str:
    """A companion whose count was read."""
    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.act() as conn:
        await conn.execute(
            official_petitions.insert(),
            {
                "id": official_id,
                "title": "Утильсбор",
                "votes": votes,
                "read_at": grounds.now(),
                "tried_at": grounds.now(),
            },
        )
    named = {"title_kk": "Утиль алымын жою", "title_ru": "Отменить утильсбор"}
    return await is_there(town, id="comp0001", kind="companion", official_id=official_id, **named)


async def is_counted(town: Town) -> None:
    """The clock ticks: what was counted is shown."""
    assert town.azamat is not None
    await count_supports(town.azamat.grounds, town.clock())


async def log_of(town: Town, petition: str = WARM) -> petition_logs.StoredLog:
    """Where the log stands."""
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as conn:
        log = await petition_logs.get(conn, petition)
    assert log is not None
    return log


async def supports_of(town: Town, phone: Phone) -> list[StoredSupport]:
    """All supports of whoever has this phone."""
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as conn:
        person = await people.look_up(conn, phone.history[-1].chat_id)
        assert person is not None
        return await petition_supports.of_person(conn, person.id)


async def opens(speaker: Speaker, petition: str = WARM) -> None:
    """By its link."""
    await speaker.phone.starts(f"petition_{petition}")


async def supports(speaker: Speaker, *, shows_name: bool = False, news: bool = False) -> None:
    """From the card, for the first time, of a petition of the republic."""
    await speaker.taps("✍️ Support it")
    await speaker.taps("Yes, I am")
    await speaker.taps("Yes" if shows_name else "No")
    await speaker.taps("Yes" if news else "No")
    await speaker.taps("✍️ Yes, I support it")
