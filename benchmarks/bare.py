"""The bot that ours is measured against: stock aiogram, one handler, nothing remembered on disk.

It makes the same calls with the same screens and does nothing else, so it is the least that any
aiogram bot can cost. It must never import ``bot``, whose start changes aiogram for the better.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.orders import Order, obey, used
from benchmarks.walk import FIRST_SCREEN, callback, draft_of

TOKEN = "123456:" + "A" * 35


def keyboard(rows: list[list[list[str]]], person: int, number: int) -> InlineKeyboardMarkup:
    """The buttons of a screen."""
    draft = draft_of(person)
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=label, callback_data=callback(draft, number, action))
                for label, action in row
            ]
            for row in rows
        ]
    )


async def main(port: str, screens: dict[str, list[Any]]) -> None:
    """Poll, answer, obey."""
    walk: list[Any] = []
    shown: dict[int, int] = {}
    session = AiohttpSession(api=TelegramAPIServer.from_base(f"http://127.0.0.1:{port}"))
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    dispatcher = Dispatcher(disable_fsm=True)

    @dispatcher.callback_query(F.data.startswith("d:"))
    async def pressed(query: CallbackQuery) -> None:
        number = int((query.data or "").split(":")[2]) + 1
        person = query.from_user.id
        shown[person] = number
        screen = walk[number - FIRST_SCREEN]
        await query.answer()
        assert isinstance(query.message, Message)
        await query.message.edit_text(
            screen["text"], reply_markup=keyboard(screen["rows"], person, number)
        )

    @dispatcher.message(F.text)
    async def typed(message: Message) -> None:
        person = message.chat.id
        number = shown[person] = shown.get(person, FIRST_SCREEN) + 1
        screen = walk[number - FIRST_SCREEN]
        await message.answer(screen["text"], reply_markup=keyboard(screen["rows"], person, number))

    async def answer(order: Order) -> Order:
        nonlocal walk
        if "walk" in order:
            walk = screens[order["walk"]]
            shown.clear()
        return used()

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    await obey(answer)
    polling.cancel()


if __name__ == "__main__":
    assert "bot" not in sys.modules, "the bare bot must stay bare"
    asyncio.run(main(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))))
