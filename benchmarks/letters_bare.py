"""What letters are measured against: a loop of `send_message`, nothing kept, nothing rendered.

It must never import ``bot``, whose start changes aiogram for the better.
"""

import asyncio
import sys
import time

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from benchmarks.orders import Order, obey

TOKEN = "123456:" + "A" * 35


async def main(port: str) -> None:
    """Send, and tell the processor seconds that it took."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(f"http://127.0.0.1:{port}"))
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))

    async def answer(order: Order) -> Order:
        began = time.process_time()
        for chat_id in range(order["first"], order["first"] + order["count"]):
            await bot.send_message(chat_id, order["text"])
        return {"cpu": time.process_time() - began}

    await obey(answer)
    await bot.session.close()


if __name__ == "__main__":
    assert "bot" not in sys.modules, "the bare bot must stay bare"
    asyncio.run(main(sys.argv[1]))
