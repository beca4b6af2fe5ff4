"""The Telegram of the measurements: a canned Bot API in a process of its own, with people in it.

Each person makes their next move as soon as the bot has answered the last. It checks that the
answer is the next screen of the walk; a bot that refused an answer would look wonderfully cheap.
The sandbox is not used here: it checks everything, and would be slower than what it measures.
"""

import asyncio
import json
import random
import time
from collections import deque
from typing import Any
from urllib.parse import parse_qs

from benchmarks.orders import Order, obey
from benchmarks.walk import FIRST_SCREEN, WALKS, Move, callback, draft_of

WINDOW = 100
KNOWN = {
    "getMe": '{"id":1,"is_bot":true,"first_name":"Azamat","username":"azamat_bot"}',
    "getMyCommands": "[]",
    "getMyDescription": '{"description":""}',
    "getMyShortDescription": '{"short_description":""}',
    "getMyName": '{"name":""}',
}
"""What a bot asks at its start; everything else is answered with true."""
_Json = dict[str, Any]


class Person:
    """Somebody on their way through a walk; ``at`` counts the moves made."""

    def __init__(self, number: int, walk: tuple[Move, ...]) -> None:
        self.number = number
        self.walk = walk
        self.at = 0
        self.message: _Json = {}
        self.moved_at = 0.0

    @property
    def user(self) -> _Json:
        return {"id": self.number, "is_bot": False, "first_name": "Адам", "language_code": "kk"}

    @property
    def chat(self) -> _Json:
        return {"id": self.number, "type": "private", "first_name": "Адам"}


class Telegram:
    """Updates are repeated until an offset confirms them, a hundred at a time, as Telegram does."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.updates: deque[tuple[int, str]] = deque()
        self.asked = 0
        self.calls = 0
        self.on_the_way = 0
        self.trouble = ""
        self.think = 0.0
        self.waits: list[float] = []
        self._chance = random.Random(7)  # the same hesitation in every run
        self._last_update = 0
        self._last_message = 0
        self._news = asyncio.Event()
        self._confirmed = asyncio.Event()
        self.arrived = asyncio.Event()

    async def obey(self, order: Order) -> Order:
        """Send these people on their way, and tell when all have arrived and are confirmed.

        With `think` each hesitates for about so many seconds before every move, and how long they
        waited for each answer is told in milliseconds.
        """
        first, walk, text = order["first"], order["walk"], order["text"]
        self.people.clear()
        self.arrived.clear()
        self.waits, self.think = [], order.get("think", 0.0)
        self.calls, self.asked, self.on_the_way = 0, 0, order["count"]
        for number in range(first, first + order["count"]):
            person = self.people[number] = Person(number, WALKS[walk])
            keys = [
                [{"text": t, "callback_data": callback(draft_of(number), FIRST_SCREEN, a)}]
                for row in order["rows"]
                for t, a in row
            ]
            self._message(person, text, {"inline_keyboard": keys})
            self._thinks(person)
        await self.arrived.wait()
        if not self.trouble:
            await self._confirmed.wait()
        told = {"trouble": self.trouble, "calls": self.calls, "asked": self.asked}
        return {**told, "waits": self.waits} if self.think else told

    async def get_updates(self, offset: int, patience: float) -> str:
        """The oldest hundred from ``offset`` on; the older ones are forgotten."""
        self.asked += 1
        while self.updates and self.updates[0][0] < offset:
            self.updates.popleft()
        if not self.updates:
            self._confirmed.set()
        if not self.updates and patience:
            self._news.clear()
            try:
                async with asyncio.timeout(patience):
                    await self._news.wait()
            except TimeoutError:
                pass
        window = [self.updates[i][1] for i in range(min(WINDOW, len(self.updates)))]
        return f"[{','.join(window)}]"

    def spoken(self, form: _Json, *, edited: bool) -> _Json:
        """A message was sent or edited: its person makes the next move."""
        person = self.people[int(form["chat_id"])]
        markup = form["reply_markup"]
        if isinstance(markup, str):
            markup = json.loads(markup)
        number = int(form["message_id"]) if edited else None
        message = self._message(person, form["text"], markup, number)
        self._check(person, markup)
        self.waits.append((time.perf_counter() - person.moved_at) * 1000)
        if person.at < len(person.walk):
            self._thinks(person)
        else:
            self.on_the_way -= 1
            if not self.on_the_way:
                self.arrived.set()
        return message

    def _check(self, person: Person, markup: _Json) -> None:
        shown = markup["inline_keyboard"][0][0]["callback_data"].split(":")[2]
        if int(shown) != FIRST_SCREEN + person.at:
            self.trouble = f"screen {shown} was shown after move {person.at}"
            self.arrived.set()

    def _message(
        self, person: Person, text: str, markup: _Json | None, number: int | None = None
    ) -> _Json:
        if number is None:
            self._last_message += 1
        person.message = {
            "message_id": number or self._last_message,
            "from": {"id": 1, "is_bot": True, "first_name": "Azamat", "username": "azamat_bot"},
            "chat": person.chat,
            "date": int(time.time()),
            "text": text,
        }
        if markup:
            person.message["reply_markup"] = markup
        return person.message

    def _thinks(self, person: Person) -> None:
        if not self.think:
            self._move(person)
            return
        pause = self.think * self._chance.uniform(0.5, 1.5)
        asyncio.get_running_loop().call_later(pause, self._move, person)

    def _move(self, person: Person) -> None:
        kind, content = person.walk[person.at]
        person.at += 1
        person.moved_at = time.perf_counter()
        self._last_update += 1
        update: _Json = {"update_id": self._last_update}
        if kind == "type":
            self._last_message += 1
            update["message"] = {
                "message_id": self._last_message,
                "from": person.user,
                "chat": person.chat,
                "date": int(time.time()),
                "text": content,
            }
        else:
            pressed = callback(draft_of(person.number), FIRST_SCREEN + person.at - 1, content)
            if pressed not in str(person.message["reply_markup"]):
                self.trouble = f"there is no button {content} for move {person.at}"
                self.arrived.set()
            update["callback_query"] = {
                "id": str(self._last_update),
                "from": person.user,
                "message": person.message,
                "chat_instance": "1",
                "data": pressed,
            }
        self._confirmed.clear()
        self.updates.append((self._last_update, json.dumps(update, ensure_ascii=False)))
        self._news.set()


class Line(asyncio.Protocol):
    """One kept-alive HTTP connection of the bot."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._heard = bytearray()
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._heard += data
        head, gap, rest = bytes(self._heard).partition(b"\r\n\r\n")
        if not gap:
            return
        length = 0
        for line in head.split(b"\r\n")[1:]:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if len(rest) < length:
            return
        self._heard.clear()
        method = head.split(b" ", 2)[1].rsplit(b"/", 1)[1].decode()
        self._call(method, _form(rest[:length]))

    def _call(self, method: str, form: _Json) -> None:
        telegram = self._telegram
        if method == "getUpdates":
            offset, patience = int(form.get("offset") or 0), float(form.get("timeout") or 0)
            task = asyncio.ensure_future(self._poll(offset, patience))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            return
        if method in {"sendMessage", "editMessageText"}:
            telegram.calls += 1
            message = telegram.spoken(form, edited=method == "editMessageText")
            self._answer(json.dumps(message, ensure_ascii=False))
        elif method in KNOWN:
            self._answer(KNOWN[method])
        else:
            telegram.calls += method == "answerCallbackQuery"
            self._answer("true")

    async def _poll(self, offset: int, patience: float) -> None:
        self._answer(await self._telegram.get_updates(offset, patience))

    def _answer(self, result: str) -> None:
        body = f'{{"ok":true,"result":{result}}}'.encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        self._transport.write(f"{head}\r\n\r\n".encode() + body)


def _form(body: bytes) -> _Json:
    """What was asked: as JSON, or as the fields of a form."""
    if body.startswith(b"{"):
        asked: _Json = json.loads(body)
        return asked
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


async def main() -> None:
    """Open the port, tell it, and obey."""
    telegram = Telegram()
    server = await asyncio.get_running_loop().create_server(lambda: Line(telegram), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async def answer(order: Order) -> Order:
        return {"port": port} if "port" in order else await telegram.obey(order)

    await obey(answer)


if __name__ == "__main__":
    asyncio.run(main())
