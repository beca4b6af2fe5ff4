"""A person with a phone, for tests: says, taps, shares, and looks at the screen.

    aigul = Phone(sandbox.url, person="aigul")
    await aigul.says("/start")
    await aigul.taps("Шағым беру")
    aigul.sees("Кімге шағымданасыз?")

Everything goes over HTTP, so whatever bot is on the other side, the test is the same.
Every act waits until the bot has confirmed all updates (`BotSilent` where it does not within
`patience` seconds) and then looks at the screen anew; `wait=False` does not wait.

The screen is what the bot sent *or edited* in the private chat since the person last sent
something, less what was deleted. `sees` and `does_not_see` read texts, captions, cards,
labels of inline buttons and of the reply keyboard; a pop-up is in `popup`.

A bot that confirms an update before it has dealt with it (aiogram's and python-telegram-bot's
own polling do) may speak later: `waits_for` waits for words. What the bot says unasked
(letters, reminders) is waited for in the same way. Nothing has to be closed.

In the volunteers' group: `says(text, topic="name or id")` or `says(text, group=True)`,
`reads_group()`, `sees_in_group()`, `replies(message, text)`, `taps_old(message, label)`.
A link or a key that asks for a contact or a place does what it does on a phone; what a tap
on a url, copy_text or web_app button gave is in `opened`.
"""

import time
from typing import Any, Self

from sandbox import world
from sandbox.eyes import Eyes, button_labelled
from sandbox.line import Line
from sandbox.screen import Seen
from sandbox.shapes import Json


class BotSilent(AssertionError):  # noqa: N818 - it reads as what happened
    """The bot did not confirm the updates in time."""


class Phone(Eyes):
    """One person's phone. `person` is a key of the default world, or an id."""

    def __init__(
        self,
        url: str,
        person: str | int,
        *,
        patience: float = 5.0,
        group_id: int = world.VOLUNTEERS_CHAT_ID,
    ) -> None:
        super().__init__(person, group_id)
        self.line = Line(url)
        self.patience = patience
        self.opened: Json | None = None

    @classmethod
    async def create(
        cls, url: str, name: str, language_code: str = "kk", *, patience: float = 5.0
    ) -> Self:
        """A new person, not yet known to the bot."""
        made = await Line(url).post("people", {"name": name, "language_code": language_code})
        phone = cls(url, made["person"], patience=patience)
        await phone.looks()
        return phone

    async def looks(self) -> None:
        """Looks at the screen anew, without doing anything."""
        self.state = await self.line.get("state", person=self.person)

    async def waits_for(self, text: str, within: float = 10.0, *, group: bool = False) -> None:
        """Waits until the words are on the screen (or in the group), `within` seconds at most."""
        __tracebackhide__ = True
        until = time.monotonic() + within
        await self.looks()
        while not self._shows(text, group=group):
            left = until - time.monotonic()
            if left <= 0:
                where = " in the group" if group else ""
                raise AssertionError(
                    f"{self.person} waited {within} s for {text!r}{where}.\n{self.picture()}"
                )
            version = self.state["version"]
            self.state = await self.line.get(
                "state", left, since=version, timeout=left, person=self.person
            )

    # Saying

    async def says(
        self,
        text: str,
        *,
        topic: str | int | None = None,
        group: bool = False,
        reply_to: Seen | int | None = None,
        wait: bool = True,
    ) -> None:
        """Writes to the bot; with `topic` or `group`, into the volunteers' group."""
        body: Json = {"text": text, **self._where(topic, group=group)}
        if reply_to is not None:
            body["reply_to"] = reply_to.id if isinstance(reply_to, Seen) else reply_to
        await self._acts("text", body, wait=wait)

    async def starts(self, payload: str | None = None, *, wait: bool = True) -> None:
        """Presses Start, or opens a link with `?start=payload`; unblocks the bot if need be."""
        await self._acts("start", {"payload": payload}, wait=wait)

    async def replies(self, message: Seen, text: str, *, wait: bool = True) -> None:
        """Answers a message, in the chat where it stands."""
        body = {"text": text, "reply_to": message.id, "chat_id": message.chat_id}
        await self._acts("text", body, wait=wait)

    async def edits(self, message: Seen, text: str, *, wait: bool = True) -> None:
        """Rewrites a message of the person's own."""
        body = {"message_id": message.id, "text": text, "chat_id": message.chat_id}
        await self._acts("edit", body, wait=wait)

    async def deletes(self, message: Seen) -> None:
        """Deletes a message for both sides; the bot is not told."""
        body = {"message_id": message.id, "chat_id": message.chat_id}
        await self._acts("delete", body, wait=False)

    async def forwards(self, message: Seen, *, group: bool = False, wait: bool = True) -> None:
        """Forwards a message to the bot, or into the group."""
        body = {"message_id": message.id, "from_chat_id": message.chat_id}
        await self._acts("forward", body | self._where(None, group=group), wait=wait)

    # Tapping

    async def taps(self, label: str, *, wait: bool = True) -> None:
        """Taps the newest button with this label, else the key of the reply keyboard."""
        __tracebackhide__ = True
        await self.looks()
        found = self.find_button(label)
        if found is not None:
            message, button = found
            await self._taps(message, button.row, button.column, wait=wait)
            return
        key = self.find_key(label)
        if key is None:
            raise AssertionError(f"{self.person} finds no button {label!r}.\n{self.picture()}")
        await self._acts("key", {"label": key}, wait=wait)

    async def taps_old(self, message: Seen, label: str, *, wait: bool = True) -> None:
        """Taps a button of the message as it was when it was seen, here or in the group.

        A button that has gone since is pressed all the same, by its callback data: on a phone
        a finger can be quicker than an edit.
        """
        __tracebackhide__ = True
        button = button_labelled(message, label, exactly=True) or button_labelled(
            message, label, exactly=False
        )
        if button is None:
            raise AssertionError(f"There is no button {label!r} under\n{message}")
        if button.kind != "callback_data":
            await self._taps(message, button.row, button.column, wait=wait)
            return
        body = {
            "message_id": message.id,
            "chat_id": message.chat_id,
            "callback_data": button.value,
            "even_if_gone": True,
        }
        self.opened = await self._acts("tap", body, wait=wait)

    async def taps_in_group(
        self, label: str, topic: str | int | None = None, *, wait: bool = True
    ) -> None:
        """Taps the newest button with this label in the volunteers' group."""
        __tracebackhide__ = True
        await self.looks()
        for message in reversed(self.reads_group(topic)):
            button = button_labelled(message, label, exactly=True)
            if button is not None:
                await self._taps(message, button.row, button.column, wait=wait)
                return
        raise AssertionError(f"{self.person} finds no button {label!r} in the group.")

    # Sharing

    async def shares_contact(
        self,
        phone: str | None = None,
        *,
        own: bool = True,
        name: str | None = None,
        wait: bool = True,
    ) -> None:
        """Shares the person's own number (`phone` may change it), or somebody else's."""
        body = {"phone_number": phone, "own": own, "first_name": name}
        await self._acts("contact", body, wait=wait)

    async def shares_place(self, latitude: float, longitude: float, *, wait: bool = True) -> None:
        """Shares a place, in degrees."""
        await self._acts("location", {"latitude": latitude, "longitude": longitude}, wait=wait)

    async def sends_photo(
        self, caption: str | None = None, *, topic: str | int | None = None, wait: bool = True
    ) -> None:
        await self._acts("photo", {"caption": caption, **self._where(topic)}, wait=wait)

    async def sends_document(
        self,
        name: str = "qujat.pdf",
        size: int | None = None,
        mime: str | None = None,
        *,
        caption: str | None = None,
        topic: str | int | None = None,
        wait: bool = True,
    ) -> None:
        """Sends a file; `size` in bytes is what Telegram will say it has."""
        body = {"name": name, "size": size, "mime": mime, "caption": caption}
        await self._acts("document", body | self._where(topic), wait=wait)

    async def sends_album(
        self, count: int = 3, caption: str | None = None, *, wait: bool = True
    ) -> None:
        """Sends an album of `count` photos."""
        await self._acts("album", {"count": count, "caption": caption}, wait=wait)

    async def sends(self, kind: str, *, wait: bool = True, **details: Any) -> None:
        """Sends any other kind: voice, video, sticker, poll, dice."""
        await self._acts(kind, details, wait=wait)

    async def sends_voice(self, *, wait: bool = True) -> None:
        await self.sends("voice", wait=wait)

    async def sends_sticker(self, *, wait: bool = True) -> None:
        await self.sends("sticker", wait=wait)

    async def sends_poll(self, question: str = "?", *, wait: bool = True) -> None:
        await self.sends("poll", wait=wait, question=question)

    async def blocks(self, *, wait: bool = True) -> None:
        """Blocks the bot."""
        await self._acts("block", {}, wait=wait)

    async def unblocks(self, *, wait: bool = True) -> None:
        await self._acts("unblock", {}, wait=wait)

    async def queries_inline(self, text: str, *, wait: bool = True) -> list[Json]:
        """Types @bot and a text; returns the results that the bot offers."""
        answer = await self._acts("inline", {"query": text}, wait=wait)
        self.opened = answer
        return list((answer.get("answer") or {}).get("results", []))

    async def chooses(self, result_id: str, *, wait: bool = True) -> None:
        """Picks one of the results of the last inline query."""
        query_id = (self.opened or {}).get("inline_query_id")
        await self._acts("choose", {"inline_query_id": query_id, "result_id": result_id}, wait=wait)

    # How it is done

    async def _taps(self, message: Seen, row: int, column: int, *, wait: bool) -> None:
        body = {"message_id": message.id, "chat_id": message.chat_id, "row": row, "column": column}
        self.opened = await self._acts("tap", body, wait=wait)

    async def _acts(self, act: str, body: Json, *, wait: bool) -> Json:
        __tracebackhide__ = True
        sent = {name: value for name, value in body.items() if value is not None}
        sent |= {"wait": wait, "timeout": self.patience}
        answer = await self.line.post(f"people/{self.person}/{act}", sent)
        await self.looks()
        if wait and not answer["settled"]:
            raise BotSilent(
                f"The bot confirmed nothing within {self.patience} s after "
                f"{self.person}'s {act}.\n{self.picture()}"
            )
        return answer

    def _where(self, topic: str | int | None, *, group: bool = False) -> Json:
        if topic is None and not group:
            return {}
        return {"chat_id": self.group_id} | ({} if topic is None else {"topic": topic})

    def _shows(self, text: str, *, group: bool) -> bool:
        if group:
            return any(text in message.readable for message in self.reads_group())
        return text in self._everything()
