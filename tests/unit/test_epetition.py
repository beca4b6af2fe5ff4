"""The portal misbehaves in every way we could think of; the reader says so, and asks less often."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientTimeout, web
from aiohttp.test_utils import TestServer

from bot.epetition import CACHED, PATH, PER_PAGE, Epetition, Unreadable, Why

NOON = datetime(2026, 6, 3, 7, tzinfo=UTC)
OURS = "0f8fad5b-d9cb-469f-a165-70867728950e"
OTHER = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
Answer = Callable[[int], Awaitable[web.StreamResponse]]


def row(of: str = OURS, votes: Any = 1234, **more: Any) -> dict[str, Any]:
    told = {"id": of, "title": "Петиция", "applyDate": "2026-05-10T09:00:00", "signersCount": votes}
    return {**told, **more}


def page(*rows: Any, last: Any = True, **more: Any) -> dict[str, Any]:
    return {"content": list(rows), "totalElements": len(rows), "last": last, **more}


class Portal:
    """A server that answers as it is told, and counts how often it is asked."""

    def __init__(self) -> None:
        self.pages: dict[int, Any] = {0: page(row())}
        self.asked: list[int] = []
        self.answer: Answer | None = None
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        assert request.query["size"] == str(PER_PAGE)
        number = int(request.query["page"])
        self.asked.append(number)
        if self.answer is not None:
            return await self.answer(number)
        told = self.pages[number]
        if isinstance(told, int):
            return web.Response(status=told)
        return web.json_response(told)


@pytest.fixture
async def portal() -> AsyncIterator[Portal]:
    told = Portal()
    app = web.Application()
    app.router.add_get(PATH, told.handle)
    server = TestServer(app)
    await server.start_server()
    told.url = str(server.make_url("/"))
    yield told
    await server.close()


def reader(portal: Portal) -> Epetition:
    return Epetition(portal.url, timeout=ClientTimeout(total=0.5), pause=0)


async def why(portal: Portal, wanted: tuple[str, ...] = (OURS,)) -> Why:
    with pytest.raises(Unreadable) as found:
        await reader(portal).read(wanted, NOON)
    return found.value.why


async def test_the_count_is_read(portal: Portal) -> None:
    found = await reader(portal).read([OURS], NOON)
    assert found[OURS].votes == 1234
    assert found[OURS].applied_on == date(2026, 5, 10)


async def test_pages_are_read_until_all_are_found(portal: Portal) -> None:
    portal.pages = {
        0: page(row(OTHER), last=False),
        1: page(row(), last=False),
        2: page(last=True),
    }
    found = await reader(portal).read([OURS], NOON)
    assert list(found) == [OURS]
    assert portal.asked == [0, 1]


async def test_what_it_does_not_name_is_left_out(portal: Portal) -> None:
    found = await reader(portal).read([OURS, OTHER], NOON)
    assert list(found) == [OURS]


async def test_a_bad_page_does_not_hide_those_behind_it(portal: Portal) -> None:
    portal.pages = {0: page(row(OTHER), last=False), 1: 500, 2: page(row())}
    assert OURS in await reader(portal).read([OURS], NOON)
    portal.pages = {0: page(row(OTHER), last=False), 1: 500, 2: 500}
    assert await why(portal) is Why.FAILED


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_it_fails(portal: Portal, status: int) -> None:
    portal.pages = {0: status}
    assert await why(portal) is Why.FAILED


@pytest.mark.parametrize("status", [204, 302, 403, 404, 429])
async def test_it_wants_something_else(portal: Portal, status: int) -> None:
    portal.pages = {0: status}
    assert await why(portal) is Why.CHANGED


@pytest.mark.parametrize(
    "told",
    [
        [],
        {"items": []},
        {"content": {}, "last": True},
        page(row(), last="yes"),
        page({"uuid": OURS, "count": 5}),
        page(row(votes="1234")),
        page(row(votes=-1)),
        page(row(votes=12.5)),
        page(row(votes=None)),
        page(row(votes=10**12)),
        page(row(title="")),
        page(row(title=None)),
        page(row(of="1")),
        page("x", 5, None),
        "petitions",
        None,
    ],
)
async def test_its_shape_has_changed(portal: Portal, told: Any) -> None:
    portal.pages = {0: told}
    assert await why(portal) is Why.CHANGED


async def test_rows_of_others_may_be_as_they_like(portal: Portal) -> None:
    portal.pages = {0: page({"id": 5}, row(), row(OTHER, votes="many"))}
    assert list(await reader(portal).read([OURS, OTHER], NOON)) == [OURS]


@pytest.mark.parametrize("told", ["10.05.2026", 1_746_000_000_000, None, "2026-99-99", {}])
async def test_a_date_that_cannot_be_read_harms_nothing(portal: Portal, told: Any) -> None:
    portal.pages = {0: page(row(applyDate=told))}
    assert (await reader(portal).read([OURS], NOON))[OURS].applied_on is None


async def test_garbage(portal: Portal) -> None:
    for body in (b"", b"<html>", b"\xff\xfe", b"[" * 100_000, b'{"content": [', b"NaN"):

        async def garbage(_page: int, body: bytes = body) -> web.StreamResponse:
            return web.Response(body=body, content_type="application/json")

        portal.answer = garbage
        assert await why(portal) is Why.CHANGED


async def test_silence(portal: Portal) -> None:
    async def silent(_page: int) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    portal.answer = silent
    assert await why(portal) is Why.SILENT


async def test_an_answer_that_never_ends(portal: Portal) -> None:
    async def endless(_page: int) -> web.StreamResponse:
        return web.Response(body=b" " * 3_000_000 + json.dumps(page(row())).encode())

    portal.answer = endless
    assert await why(portal) is Why.CHANGED


async def test_nobody_is_there() -> None:
    portal = Portal()
    portal.url = "http://127.0.0.1:1"
    assert await why(portal) is Why.SILENT


async def test_it_is_asked_less_often_while_it_fails(portal: Portal) -> None:
    portal.pages = {0: 500}
    asking, now = reader(portal), NOON
    for minutes in (5, 10, 20, 40, 80, 160, 320, 360, 360):
        with pytest.raises(Unreadable, match="failed"):
            await asking.read([OURS], now)
        with pytest.raises(Unreadable, match="resting"):
            await asking.read([OURS], now + timedelta(minutes=minutes, seconds=-1))
        now += timedelta(minutes=minutes)
    portal.pages = {0: page(row())}
    assert OURS in await asking.read([OURS], now)
    portal.pages = {0: 500}
    with pytest.raises(Unreadable, match="failed"):
        await asking.read([OURS], now + CACHED)
    with pytest.raises(Unreadable, match="failed"):
        await asking.read([OURS], now + CACHED + timedelta(minutes=5))


async def test_it_is_not_asked_twice_within_minutes(portal: Portal) -> None:
    asking = reader(portal)
    await asking.read([OURS], NOON)
    await asking.read([OURS], NOON + timedelta(minutes=4))
    assert portal.asked == [0]
    portal.pages = {0: page(row(votes=2000))}
    again = await asking.read([OURS], NOON + CACHED)
    assert again[OURS].votes == 2000
