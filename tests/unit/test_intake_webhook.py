"""Telegram hears 200 only after the work, and strangers hear nothing."""

import asyncio
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiogram.methods import SetWebhook

from bot.intake.arrival import read_arrival
from bot.intake.asking import Asking
from bot.intake.reception import Reception
from bot.intake.webhook import LARGEST_BODY, Webhook
from bot.telegram.gate import Gate
from tests.unit.intake_doubles import Handler, MemoryShelf, Sleep, message

SECRET = "a-secret"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


class Scene:
    def __init__(self, parked=()):
        self.announced = []
        self.handler = Handler()
        self.shelf = MemoryShelf(parked)
        sleep = Sleep()
        reception = Reception(
            None,
            self.handler,
            self.shelf,
            Gate(),
            alarm=self.nothing,
            apologise=self.nothing,
            sleep=sleep,
        )
        self.webhook = Webhook(
            Asking(self.telegram, allowed_updates=["message"], sleep=sleep),
            reception,
            url="https://example.org/hook",
            secret=SECRET,
            host="127.0.0.1",
            port=0,
            path="/hook",
        )

    async def telegram(self, method, request_timeout=None):
        self.announced.append(method)
        return True

    async def nothing(self, *_):
        pass

    def delivers(self, update, headers=HEADERS):
        """Telegram's own call; its status once it is answered."""
        return asyncio.create_task(self._post(json=update, headers=headers))

    async def _post(self, **request):
        url = f"http://127.0.0.1:{self.webhook.port}/hook"
        async with aiohttp.ClientSession() as web, web.post(url, **request) as answer:
            return answer.status


@asynccontextmanager
async def listening(scene):
    task = asyncio.create_task(scene.webhook.run())
    await scene.webhook.listening.wait()
    try:
        yield
    finally:
        await scene.webhook.stop(grace=0)
        await task


async def test_telegram_hears_200_only_after_the_work():
    scene = Scene()
    scene.handler.hold(5)
    async with listening(scene):
        answer = scene.delivers(message(5))
        await scene.handler.until(lambda: scene.handler.started)
        assert not answer.done()
        scene.handler.let(5)
        assert await answer == 200
    assert scene.handler.handled == [5]


async def test_a_delivery_repeated_while_the_first_is_at_work_joins_it():
    scene = Scene()
    scene.handler.hold(5)
    async with listening(scene):
        first = scene.delivers(message(5))
        await scene.handler.until(lambda: scene.handler.started)
        second = scene.delivers(message(5))
        other = await scene.delivers(message(6, person=12))
        assert other == 200
        scene.handler.let(5)
        assert [await first, await second] == [200, 200]
    assert scene.handler.started == [5, 6]


async def test_a_caller_who_hangs_up_does_not_undo_the_others_wait():
    scene = Scene()
    scene.handler.hold(5)
    async with listening(scene):
        first = scene.delivers(message(5))
        await scene.handler.until(lambda: scene.handler.started)
        second = scene.delivers(message(5))
        assert await scene.delivers(message(6, person=12)) == 200
        first.cancel()
        scene.handler.let(5)
        assert await second == 200
    assert scene.handler.handled == [6, 5]


async def test_one_person_is_served_in_order():
    scene = Scene()
    scene.handler.hold(5)
    async with listening(scene):
        first = scene.delivers(message(5))
        await scene.handler.until(lambda: scene.handler.started)
        second = scene.delivers(message(6))
        assert await scene.delivers(message(7, person=12)) == 200
        assert scene.handler.started == [5, 7]
        scene.handler.let(5)
        assert [await first, await second] == [200, 200]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Telegram-Bot-Api-Secret-Token": ""},
        {"X-Telegram-Bot-Api-Secret-Token": "a-secreT"},
        {"X-Telegram-Bot-Api-Secret-Token": "қ"},
    ],
)
async def test_without_the_secret_nobody_is_listened_to(headers):
    scene = Scene()
    async with listening(scene):
        assert await scene.delivers(message(5), headers=headers) == 401
    assert scene.handler.started == []


@pytest.mark.parametrize(
    "body", [b"", b"-", b"[]", b"{}", b'{"update_id": "5"}', b"\xff", b"[" * 9999]
)
async def test_what_is_no_update_is_refused(body):
    scene = Scene()
    async with listening(scene):
        assert await scene._post(data=body, headers=HEADERS) == 400


async def test_a_body_too_large_is_refused_before_it_is_read():
    scene = Scene()
    async with listening(scene):
        reader, writer = await asyncio.open_connection("127.0.0.1", scene.webhook.port)
        head = (
            f"POST /hook HTTP/1.1\r\nHost: -\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
            f"Content-Length: {LARGEST_BODY + 1}\r\n\r\n"
        )
        writer.write(head.encode())  # and not a byte of the body
        assert b" 413 " in await reader.readline()
        writer.close()
        await writer.wait_closed()


async def test_a_body_that_does_not_say_how_long_it_is_is_refused_too():
    async def endless():
        for _ in range(20):
            yield b" " * 100_000

    scene = Scene()
    async with listening(scene):
        assert await scene._post(data=endless(), headers=HEADERS) == 413


async def test_an_update_that_always_fails_is_set_aside_and_answered_for():
    scene = Scene()
    scene.handler.failures[5] = [ValueError() for _ in range(3)]
    async with listening(scene):
        assert await scene.delivers(message(5)) == 200
    assert list(scene.shelf.aside) == [5]


async def test_stopping_lets_what_runs_end_and_leaves_the_rest_to_telegram():
    scene = Scene()
    scene.handler.hold(5, 7)
    task = asyncio.create_task(scene.webhook.run())
    await scene.webhook.listening.wait()
    running = scene.delivers(message(5))
    await scene.handler.until(lambda: 5 in scene.handler.started)
    queued = scene.delivers(message(6))
    assert await scene.delivers(message(8, person=12)) == 200  # so 6 has been queued before
    stopping = asyncio.create_task(scene.webhook.stop(grace=60))
    scene.handler.let(5)
    await stopping
    await task
    assert [await running, await queued] == [200, 503]
    assert scene.handler.handled == [8, 5]


async def test_what_is_cut_off_is_not_answered_for():
    scene = Scene()
    scene.handler.hold(5)
    async with listening(scene):
        answer = scene.delivers(message(5))
        await scene.handler.until(lambda: scene.handler.started)
    assert await answer == 503


async def test_it_says_that_it_is_alive():
    scene = Scene()
    async with (
        listening(scene),
        aiohttp.ClientSession() as web,
        web.get(f"http://127.0.0.1:{scene.webhook.port}/healthz") as answer,
    ):
        assert answer.status == 200


async def test_telegram_is_told_where_and_what_and_keeps_what_waits():
    scene = Scene()
    async with listening(scene):
        pass
    assert scene.announced == [
        SetWebhook(
            url="https://example.org/hook",
            secret_token=SECRET,
            allowed_updates=["message"],
            drop_pending_updates=False,
        )
    ]


async def test_what_polling_had_parked_is_replayed():
    scene = Scene(parked=[read_arrival(message(5))])
    async with listening(scene):
        await scene.handler.until(lambda: scene.handler.handled)
        assert await scene.delivers(message(6)) == 200  # the same person's, hence after 5's end
    assert scene.shelf.taken_down == [5]


async def test_without_a_secret_it_does_not_start():
    with pytest.raises(ValueError, match="WEBHOOK_SECRET"):
        Webhook(None, None, url="-", secret="", host="-", port=0, path="/hook")
