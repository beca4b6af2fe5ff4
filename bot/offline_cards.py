"""Sends the card that can be kept offline: drawn once, sent by Telegram's own id from then on.

On a weak network a picture takes long; the id of one that Telegram has takes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InputFile

from bot.pictures.card import offline_card
from bot.talk import Talk
from bot.views.keeping import CAPTION
from civic.directory import Line

FILE_NAME = "card.png"
_Content = tuple[str, tuple[Line, ...]]


class OfflineCards:
    """The cards that Telegram has, by language and content; in memory only."""

    def __init__(self) -> None:
        self._ids: dict[_Content, str] = {}

    async def send(self, talk: Talk, lines: Sequence[Line]) -> None:
        """Send the card to whoever is talking, without a sound."""
        content = talk.tongue.code, tuple(lines)
        if (known := self._ids.get(content)) is not None:
            try:
                await self._send(talk, known)
            except TelegramBadRequest:  # Telegram no longer knows it
                del self._ids[content]
            else:
                return
        drawn = await asyncio.to_thread(offline_card, lines, talk.tongue)
        self._ids[content] = await self._send(talk, BufferedInputFile(drawn, FILE_NAME))

    async def _send(self, talk: Talk, photo: InputFile | str) -> str:
        sent = await talk.bot.send_photo(
            talk.user.id, photo, caption=talk.tongue.plain(CAPTION), disable_notification=True
        )
        talk.sent.append(sent.message_id)
        assert sent.photo is not None, "a photo was sent"
        return sent.photo[-1].file_id
