"""Everything of one complaint in one file, for who wants to keep it or to leave.

It is packed into a file without a name: should the bot be killed meanwhile, the system itself
takes it away, and no word of a person stays on the disk.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import unicodedata
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNotFound
from aiogram.types import InputFile
from aiohttp import ClientResponseError

from bot.papers.made import MAKERS, file_name, made
from bot.views.complaints.story import files_folder, story, story_name
from bot.views.tongue import Tongue
from civic.complaints.kept import Kept, KeptFile
from civic.complaints.steps import NextStep
from civic.phrases import Phrase, _

MEGABYTE = 1024 * 1024
MOST = 48 * MEGABYTE
"""A bot may send 50 MB; the rest is for the documents, the texts and the archive's own lists."""
_LONGEST_NAME = 80
_CHUNK = 256 * 1024
_ENDINGS = {"photo": ".jpg"}
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN}


class OpenFile(InputFile):
    """A file that is open and has no name of its own on the disk."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        super().__init__(filename=name, chunk_size=_CHUNK)
        self._file = file

    async def read(self, bot: Bot) -> AsyncGenerator[bytes, None]:
        """From its beginning, each time that it is sent."""
        del bot
        await asyncio.to_thread(self._file.seek, 0)
        while chunk := await asyncio.to_thread(self._file.read, self.chunk_size):
            yield chunk


@dataclass(frozen=True, slots=True)
class Packed:
    """The archive, open for reading, and what is not in it, with the reasons."""

    file: IO[bytes]
    left_out: tuple[Phrase, ...]


@asynccontextmanager
async def everything(
    bot: Bot, kept: Kept, step: NextStep, speaking: Tongue, most: int = MOST
) -> AsyncIterator[Packed]:
    """The archive; with the context it is gone. ``most`` is in bytes."""
    with tempfile.TemporaryFile(prefix="azamat-") as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for ending in MAKERS:
                document = await made(kept.facts, ending)
                name = file_name(kept.facts, ending, speaking.code)
                archive.writestr(_entry(name), document)
            left_out = await _add_files(bot, archive, kept.files, speaking, most)
            told = story(speaking, kept, step, left_out)
            archive.writestr(_entry(f"{speaking.plain(story_name())}.txt"), told)
            archive.writestr(
                _entry("facts.json"), json.dumps(_facts(kept), ensure_ascii=False, indent=2)
            )
        yield Packed(file, tuple(left_out))


async def _add_files(
    bot: Bot, archive: ZipFile, files: tuple[KeptFile, ...], speaking: Tongue, most: int
) -> list[Phrase]:
    """Fetch them one by one; what is not added, with the reason."""
    left_out, room = [], most
    for number, file in enumerate(files, 1):
        name = name_in_archive(number, file, speaking)
        if file.size > room:
            left_out.append(_no_room(name))
            continue
        with tempfile.TemporaryFile(prefix="azamat-") as fetched:
            if not await _fetch(bot, file, fetched):
                left_out.append(_("{file}: Telegram has it no longer.", file=name))
                continue
            size = fetched.seek(0, 2)
            if size > room:
                left_out.append(_no_room(name))
                continue
            room -= size
            folder = speaking.plain(files_folder())
            await asyncio.to_thread(_copy, archive, f"{folder}/{name}", fetched)
    return left_out


def _no_room(name: str) -> Phrase:
    return _("{file}: there was no room, it stays in this chat.", file=name)


async def _fetch(bot: Bot, file: KeptFile, to: IO[bytes]) -> bool:
    """False when Telegram has it no longer, or gives it to no bot. Other mishaps are raised."""
    try:
        await bot.download(file.file_id, destination=to, timeout=120)  # type: ignore[arg-type]
    except (TelegramBadRequest, TelegramNotFound):
        return False
    except ClientResponseError as error:
        if error.status in _GONE:
            return False
        raise
    return True


def _copy(archive: ZipFile, name: str, fetched: IO[bytes]) -> None:
    fetched.seek(0)
    with archive.open(_entry(name, ZIP_STORED), "w", force_zip64=False) as place:
        while chunk := fetched.read(_CHUNK):
            place.write(chunk)


def _entry(name: str, how: int = ZIP_DEFLATED) -> ZipInfo:
    """A file of the archive that does not tell when it was packed."""
    entry = ZipInfo(name)
    entry.compress_type = how
    return entry


def name_in_archive(number: int, file: KeptFile, speaking: Tongue) -> str:
    """A name that is good on every disk: numbered, so that two of the same name are both there."""
    bare = PurePosixPath(file.name.replace("\\", "/")).name
    clean = "".join(" " if _is_bad(letter) else letter for letter in bare).strip(" .")
    if not clean:
        nameless = speaking.plain(_("File"))
        clean = f"{nameless}{_ENDINGS.get(file.kind, '')}"
    stem, dot, ending = clean.rpartition(".")
    if dot and len(ending) <= 8:  # noqa: PLR2004 - longer is no ending
        clean = f"{stem[:_LONGEST_NAME]}.{ending}"
    else:
        clean = clean[:_LONGEST_NAME]
    return f"{number:02} {clean}"


def _is_bad(letter: str) -> bool:
    return letter in '<>:"|?*/\\' or unicodedata.category(letter)[0] == "C"


def _facts(kept: Kept) -> dict[str, object]:
    complaint = kept.listed
    return {
        "facts": kept.facts.to_json(),
        "number": kept.number,
        "prepared_at": complaint.prepared_at.isoformat(),
        "events": [
            {
                "status": event.status.value,
                "day": event.on.isoformat(),
                "until": event.until.isoformat() if event.until else None,
                "explained": event.explained,
            }
            for event in complaint.history.events
        ],
        "outcome": complaint.outcome.value if complaint.outcome else None,
        "files": [
            {"kind": file.kind, "name": file.name, "caption": file.caption, "size": file.size}
            for file in kept.files
        ],
    }
