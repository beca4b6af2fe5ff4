"""The sandbox with its real limits and many people, in a process of its own.

It tells how long the letters took to arrive, as its own clock has it, and how often it said 429.
"""

import asyncio
import sys

from benchmarks.orders import Order, obey
from sandbox import Sandbox
from sandbox.errors import BotApiError
from sandbox.people import Person

TOKEN = "123456:" + "A" * 35
FIRST_CHAT = 10_000_000


async def main(count: str) -> None:
    """Open it, settle the people, and obey."""
    async with Sandbox(port=0, token=TOKEN, limits=True) as sandbox:
        telegram = sandbox.telegram
        chats = range(FIRST_CHAT, FIRST_CHAT + int(count))
        for number in chats:
            telegram.add_person(
                Person(f"p{number}", number, "Адам", "kk", started=True, spoke_in_version=1)
            )
        refused = 0
        check = telegram.limits.check

        def counting(chat_id: int, *, editing: bool = False) -> None:
            nonlocal refused
            try:
                check(chat_id, editing=editing)
            except BotApiError:
                refused += 1
                raise

        telegram.limits.check = counting  # type: ignore[method-assign]  # only to count

        async def answer(order: Order) -> Order:
            if "url" in order:
                return {"url": sandbox.url}
            moments = sorted(
                message.sent_at for number in chats for message in telegram.chats[number].visible()
            )
            took = (moments[-1] - moments[0]).total_seconds() if moments else 0.0
            return {"arrived": len(moments), "seconds": took, "refused": refused}

        await obey(answer)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
