"""Anybody sees what was signed; the channel gets it each morning; trouble reaches the administrators."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

import pytest

from bot.epetition import Epetition
from bot.proof.nights import close_night
from civic.petitions.signing import public_key
from sandbox import world
from storage import official, petition_logs
from storage.official import StoredOfficial
from tests.conversations.conftest import Town
from tests.conversations.petition_square import PETITION, Square
from tests.conversations.voice import Speaker

MORNING = datetime(2026, 6, 3, 5, tzinfo=UTC)
"""Ten o'clock in Kazakhstan."""


@pytest.fixture
async def square(town: Town) -> Square:
    await town.stop_the_bot()
    channel = {"channel_id": world.VOLUNTEERS_CHAT_ID}
    town.settings = town.settings.model_copy(update=channel)
    town.clock.moment = MORNING
    await town.wake_the_bot()
    return Square(town)


async def key_of(square: Square) -> str:
    async with square.grounds.database.act() as connection:
        return await public_key(connection, square.grounds.ring, MORNING)


async def test_anybody_sees_what_was_signed(square: Square, citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/verify")
    citizen.sees("Nothing has been signed yet.")
    key = await key_of(square)
    citizen.phone.sees(key)
    await square.publishes()
    await square.publishes(id="bylink00", state="gathering", title_kk="Жасырын", title_ru="Тайная")
    await square.is_supported(1000, 3)
    await close_night(square.grounds, MORNING)
    await citizen.says("/verify")
    citizen.phone.sees("1 петиция")
    title = "Жылы мектеп" if citizen.language == "kk" else "Тёплая школа"
    assert not any("айн" in label or "асыр" in label for label in citizen.phone.buttons)
    await citizen.phone.taps(f"3: {title}")
    async with square.grounds.database.look() as connection:
        head = await petition_logs.last_head(connection, PETITION)
    assert head is not None
    citizen.phone.sees(head.root.hex())
    citizen.phone.sees(head.signature.hex())
    citizen.phone.sees(f"azamat petitions verify {PETITION}.json --key {key}")
    await citizen.taps("← All signed counts")
    await citizen.taps("The file with all signatures")
    citizen.phone.sees("SHA-256: ")
    await citizen.phone.starts("verify")
    citizen.sees("<b>How the count proves itself</b>")


async def test_the_channel_gets_one_letter_a_day(square: Square, town: Town) -> None:
    await square.publishes()
    await square.is_supported(1000, 3)
    daniyar = town.phone("daniyar")
    for _time in range(3):
        await close_night(square.grounds, MORNING)
    await daniyar.waits_for("SHA-256: ", group=True)
    told = [one.readable for one in daniyar.reads_group() if "SHA-256: " in one.readable]
    assert len(told) == 1
    assert await key_of(square) in told[0]
    assert "Қол қойылған санақ" in told[0]
    assert "Подписанный подсчёт" in told[0]
    assert "?start=verify" in told[0]


async def test_a_count_that_does_not_agree_is_told_by_its_id_alone(
    square: Square, town: Town
) -> None:
    asel = Speaker(town.phone("asel"), "ru")
    await asel.is_known()
    await square.publishes()
    await square.is_supported(1000, 3)
    async with square.grounds.database.act() as connection:
        await connection.exec_driver_sql("UPDATE petition_logs SET supports = 1000")
    await close_night(square.grounds, MORNING)
    await asel.phone.waits_for(asel._("Its count is not what the lines of its log say."))
    asel.phone.sees(PETITION)
    asel.phone.does_not_see("школа")
    async with square.grounds.database.look() as connection:
        assert await petition_logs.heads_of_day(connection, date(2026, 6, 3)) == []


async def test_a_moderator_has_an_official_petition_followed(
    square: Square, citizen: Speaker
) -> None:
    await citizen.is_known()
    await square.employs(citizen, "moderator")
    await citizen.says("/me")
    await citizen.taps("Official petitions that are followed")
    citizen.sees("None yet.")
    await citizen.taps("Follow another one")
    await citizen.says("https://example.kz/petition/5")
    citizen.sees(
        "I do not find a petition in this link. It should look like this: "
        "https://epetition.kz/petition/1a2b3c4d-…"
    )
    await citizen.says("https://epetition.kz/petition/0f8fad5b-d9cb-469f-a165-70867728950e")
    await citizen.says("Ресми петиция")
    await citizen.says("Официальная петиция")
    await citizen.taps("Nature and air")
    await citizen.taps("Follow it")
    await citizen.taps("Official petitions that are followed")
    citizen.sees("{title}\nNo count yet.", title=in_their_words(citizen))
    read = StoredOfficial(
        id="0f8fad5b-d9cb-469f-a165-70867728950e",
        title="Официальная петиция",
        applied_on=None,
        votes=50_125,
        read_at=MORNING,
        tried_at=MORNING,
        failures=0,
    )
    async with square.grounds.database.act() as connection:
        await official.keep(connection, read, MORNING.date())
        await official.failed(connection, [read.id], MORNING)
    await citizen.says("/me")
    await citizen.taps("Official petitions that are followed")
    citizen.sees(
        "{title}\n{votes} on {moment}; tried again since, {failures} times, without an answer.",
        title=in_their_words(citizen),
        votes=50_125,
        moment=MORNING,
        failures=1,
    )


def in_their_words(citizen: Speaker) -> str:
    return "Ресми петиция" if citizen.language == "kk" else "Официальная петиция"


async def test_the_portal_is_not_asked_unless_it_is_set(
    square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_args: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Epetition, "read", never)
    assert square.town.azamat is not None
    await square.town.azamat.clock.tick("epetition")
    await asyncio.sleep(0)
