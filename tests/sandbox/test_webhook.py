"""Knocking at the bot's door: once if it answers 2xx, again and again if it does not."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiohttp import MultipartWriter, web

from sandbox import Sandbox
from sandbox.errors import Misuse
from sandbox.phone import Phone
from sandbox.world import AIGUL_ID


class Door:
    """A bot's webhook that answers as it is told, and notes who knocked."""

    def __init__(self) -> None:
        self.answers: list[web.Response] = []
        self.knocks: list[tuple[str | None, str]] = []
        self.url = ""

    async def open(self, request: web.Request) -> web.Response:
        update = await request.json()
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.knocks.append((secret, update["message"]["text"]))
        return self.answers.pop(0) if self.answers else web.Response()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=False, webhook_backoff=0.01) as opened:
        yield opened


@pytest.fixture
async def door(sandbox: Sandbox) -> AsyncIterator[Door]:
    door = Door()
    app = web.Application()
    app.router.add_post("/hook", door.open)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield door
    await runner.cleanup()


async def test_an_update_is_delivered_with_the_secret(bot: Bot, aigul: Phone, door: Door):
    await bot.set_webhook(door.url, secret_token="s3cret")
    await aigul.says("сәлем")
    assert door.knocks == [("s3cret", "сәлем")]
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (door.url, 0)


async def test_an_update_is_kept_and_repeated_until_a_2xx(bot: Bot, aigul: Phone, door: Door):
    door.answers = [web.Response(status=500), web.Response(status=302), web.Response(status=204)]
    await bot.set_webhook(door.url)
    await aigul.says("сәлем")
    assert door.knocks == [(None, "сәлем")] * 3
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 302"


def in_a_form(fields: dict[str, str]) -> web.Response:
    parts = MultipartWriter("form-data")
    for name, value in fields.items():
        parts.append(value).set_content_disposition("form-data", name=name)
    return web.Response(body=parts)


@pytest.mark.parametrize("body", [web.json_response, in_a_form])
async def test_a_method_in_the_answer_is_carried_out(bot: Bot, aigul: Phone, door: Door, body):
    said = {"method": "sendMessage", "chat_id": str(AIGUL_ID), "text": "қайырлы күн"}
    door.answers = [body(said)]
    await bot.set_webhook(door.url)
    await aigul.says("сәлем")
    await aigul.waits_for("қайырлы күн")


async def test_a_wrong_method_in_the_answer_is_lost(bot: Bot, aigul: Phone, door: Door):
    door.answers = [web.json_response({"method": "sendMessage", "chat_id": 1, "text": "a"})]
    await bot.set_webhook(door.url)
    await aigul.says("сәлем")
    await aigul.says("тағы")
    assert [text for _, text in door.knocks] == ["сәлем", "тағы"]


async def test_a_closed_door_is_knocked_at_again(bot: Bot, aigul: Phone, door: Door):
    await bot.set_webhook("http://127.0.0.1:9/closed")
    await aigul.says("сәлем", wait=False)
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.set_webhook(door.url)
    await aigul.says("екінші")
    assert sorted(text for _, text in door.knocks) == ["екінші", "сәлем"]


async def test_listening_and_a_webhook_exclude_each_other(bot: Bot, door: Door):
    await bot.set_webhook(door.url)
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == []


async def test_what_is_pending_can_be_dropped(bot: Bot, aigul: Phone):
    await aigul.says("ескі", wait=False)
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/a", "https://example.org/a", "http://10.0.0.1/a"])
async def test_the_sandbox_knocks_at_this_machine_only(bot: Bot, url: str):
    with pytest.raises(TelegramBadRequest, match="bad webhook"):
        await bot.set_webhook(url)


async def test_an_update_whose_2xx_was_lost_is_delivered_again(bot: Bot, aigul: Phone, door: Door):
    await bot.set_webhook(door.url)
    fault = {"kind": "cut_after", "method": "webhook", "calls": 2}
    await aigul.line.post("faults", fault)
    await aigul.says("сәлем")
    assert door.knocks == [(None, "сәлем")] * 3


async def test_an_update_that_was_cut_off_on_its_way_is_delivered_later(
    bot: Bot, aigul: Phone, door: Door
):
    await bot.set_webhook(door.url)
    await aigul.line.post("faults", {"kind": "cut_before", "method": "webhook"})
    await aigul.says("сәлем")
    assert door.knocks == [(None, "сәлем")]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Connection failed: ConnectionResetError"


async def test_what_cannot_happen_on_the_way_to_a_webhook_is_refused(aigul: Phone):
    with pytest.raises(Misuse, match="cut_before, cut_after"):
        await aigul.line.post("faults", {"kind": "429", "method": "webhook"})
