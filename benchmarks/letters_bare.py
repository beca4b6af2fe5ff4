"""The least that can send a letter: a loop of stock aiogram's ``send_message``, nothing kept.

It must never import ``bot``, whose start changes aiogram for the better.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from benchmarks.orders import Order, obey

TOKEN = "123456:" + "A" * 35
FIRST_CHAT = 10_000_000


async def main(port: str, text: str) -> None:
    """Send, and tell the cost."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(f"http://127.0.0.1:{port}"))
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))

    async def answer(order: Order) -> Order:
        began = time.process_time()
        for number in range(order["send"]):
            await bot.send_message(FIRST_CHAT + number, text)
        return {"cpu": time.process_time() - began}

    await obey(answer)
    await session.close()


if __name__ == "__main__":
    assert "bot" not in sys.modules, "the bare bot must stay bare"
    asyncio.run(main(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))))
