"""A sandbox, a tiny scripted bot, and a browser that looks at the page."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    async_playwright,
)

from sandbox import Sandbox

LEFT_OUT = "Chromium is not installed: the browser test is left out"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Where Chromium is; without it the test is left out, but fails where CI is set."""
    found = shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(found).exists():
        if os.environ.get("CI"):
            pytest.fail(LEFT_OUT)
        pytest.skip(LEFT_OUT)
    return found


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=False) as opened:
        yield opened


async def scripted_bot(sandbox: Sandbox) -> None:
    """/start → a keyboard; "more" edits in place with a toast; "urgent" pops up an alert."""
    async with ClientSession() as session:

        async def call(method: str, **parameters: Any) -> Any:
            url = f"{sandbox.url}/bot{sandbox.token}/{method}"
            async with session.post(url, json=parameters) as response:
                return (await response.json())["result"]

        keyboard = {
            "inline_keyboard": [
                [{"text": "Тағы", "callback_data": "more"}],
                [{"text": "Шұғыл", "callback_data": "urgent"}],
            ]
        }
        keys = {"keyboard": [[{"text": "Нөмірім", "request_contact": True}]]}
        await call("setMyCommands", commands=[{"command": "help", "description": "Көмек"}])
        offset = 0
        while True:
            for update in await call("getUpdates", offset=offset, timeout=30):
                if query := update.get("callback_query"):
                    urgent = query["data"] == "urgent"
                    text = "102-ге қоңырау шалыңыз" if urgent else "Қосылды"
                    await call(
                        "answerCallbackQuery",
                        callback_query_id=query["id"],
                        text=text,
                        show_alert=urgent,
                    )
                    if not urgent:
                        place = {"chat_id": query["from"]["id"]}
                        place["message_id"] = query["message"]["message_id"]
                        await call(
                            "editMessageText", **place, text="Тағы бір", reply_markup=keyboard
                        )
                        await call(
                            "sendMessage",
                            chat_id=place["chat_id"],
                            text="Нөмір?",
                            reply_markup=keys,
                        )
                elif inline := update.get("inline_query"):
                    content = {"message_text": f"Петиция: {inline['query']}"}
                    result = {"type": "article", "id": "1", "title": "Жол туралы"}
                    await call(
                        "answerInlineQuery",
                        inline_query_id=inline["id"],
                        results=[result | {"input_message_content": content}],
                    )
                elif message := update.get("message"):
                    chat_id = message["chat"]["id"]
                    if message.get("text", "").startswith("/start"):
                        await call(
                            "sendMessage",
                            chat_id=chat_id,
                            text='<b>Сәлем</b>, <a href="https://t.me/azamat_sandbox_bot?start=p1">петиция</a> <tg-spoiler>құпия</tg-spoiler> &lt;img src=x onerror=alert(1)&gt;',
                            parse_mode="HTML",
                            reply_markup=keyboard,
                        )
                    elif "contact" in message:
                        number = message["contact"]["phone_number"]
                        gone = {"remove_keyboard": True}
                        await call(
                            "sendMessage",
                            chat_id=chat_id,
                            text=f"Рақмет: {number}",
                            reply_markup=gone,
                        )
                offset = update["update_id"] + 1


@pytest_asyncio.fixture(loop_scope="module")
async def bot(sandbox: Sandbox) -> AsyncIterator[None]:
    running = asyncio.create_task(scripted_bot(sandbox))
    yield
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


Opener = Callable[..., Coroutine[Any, Any, Page]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests: it takes longer to start than they do to run."""
    path = chromium()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def open_page(sandbox: Sandbox, browser: Browser) -> AsyncIterator[Opener]:
    """Opens the page in a window of a given size; at the end nothing may have gone wrong."""
    strangers: list[str] = []
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    async def open_it(width: int = 1600, height: int = 1000, **options: Any) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": height}, **{"locale": "kk-KZ"} | options
        )
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(10_000)

        def note_request(request: Request) -> None:
            if not request.url.startswith((sandbox.url, "data:", "blob:")):
                strangers.append(request.url)

        def note_console(message: ConsoleMessage) -> None:
            if message.type == "error":
                complaints.append(message.text)

        page.on("request", note_request)
        page.on("console", note_console)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(sandbox.url)
        await page.wait_for_selector(".phone")
        return page

    yield open_it
    for context in contexts:
        await context.close()
    assert strangers == []
    assert complaints == []
