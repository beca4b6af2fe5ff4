"""The picture with the phones: drawn once, then sent by the id that Telegram gave it.

On a weak network an upload takes long; the id of a picture that Telegram has takes nothing. The
message is there, and noted, before the picture is in it: no kill in between leaves a picture in the
chat that no clean-up knows of.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import BufferedInputFile, InputFile, InputMediaPhoto, Message

from bot import staying
from bot.pictures.card import offline_card
from bot.talk import Talk
from bot.views.keeping import CAPTION
from civic.directory import Line

_FILE_NAME = "numbers.png"
"""May be seen in the gallery."""


class Keepsakes:
    """The pictures that Telegram has, by language and content; in memory only."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, tuple[Line, ...]], str] = {}
        self._one_upload = asyncio.Lock()

    async def send(self, talk: Talk, lines: Sequence[Line]) -> None:
        """Send the picture to whoever is talking, without a sound."""
        content = talk.tongue.code, tuple(lines)
        caption = talk.tongue.plain(CAPTION)
        place = await talk.bot.send_message(talk.user.id, caption, disable_notification=True)
        await staying.note(talk, place.message_id, talk.grounds.now(), is_ours=True)
        try:
            if not await self._show_known(place, content, caption):
                async with self._one_upload:
                    if not await self._show_known(place, content, caption):
                        drawn = await asyncio.to_thread(offline_card, lines, talk.tongue)
                        file = BufferedInputFile(drawn, _FILE_NAME)
                        self._ids[content] = await _put(place, file, caption)
        except TelegramAPIError:
            await place.delete()
            await staying.forget(talk, place.message_id)
            raise

    async def _show_known(
        self, place: Message, content: tuple[str, tuple[Line, ...]], caption: str
    ) -> bool:
        """Show the one that Telegram has; False when it has none, or does not know it any more."""
        if (known := self._ids.get(content)) is None:
            return False
        try:
            await _put(place, known, caption)
        except TelegramBadRequest:
            self._ids.pop(content, None)
            return False
        return True


async def _put(place: Message, picture: InputFile | str, caption: str) -> str:
    """The picture stands in this message now; the id by which Telegram knows it."""
    shown = await place.edit_media(InputMediaPhoto(media=picture, caption=caption))
    assert isinstance(shown, Message), "it is no inline message"
    assert shown.photo, "a picture was put there"
    return shown.photo[-1].file_id
