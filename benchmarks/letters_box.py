"""The Telegram of the letters: takes every message, asks nothing, and answers at once."""

import asyncio
import time
from typing import Any

from benchmarks.orders import Order, obey
from benchmarks.telegram import Line, Telegram


class Letterbox(Telegram):
    """Every message arrives, whoever it is for."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def spoken(self, form: dict[str, Any], *, edited: bool) -> dict[str, Any]:
        """What Telegram says of a message that arrived."""
        del edited
        self.count += 1
        chat_id = int(form["chat_id"])
        return {
            "message_id": self.count,
            "from": {"id": 1, "is_bot": True, "first_name": "Azamat", "username": "azamat_bot"},
            "chat": {"id": chat_id, "type": "private", "first_name": "Адам"},
            "date": int(time.time()),
            "text": form["text"],
        }


async def main() -> None:
    """Open the port, tell it; tell how many came since the last question."""
    box = Letterbox()
    server = await asyncio.get_running_loop().create_server(lambda: Line(box), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async def answer(_order: Order) -> Order:
        came, box.count = box.count, 0
        return {"port": port, "came": came}

    await obey(answer)


if __name__ == "__main__":
    asyncio.run(main())
