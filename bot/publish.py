"""Writes the pages of all listed petitions into a folder that any web server can show."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from bot.cli_directory import write_whole
from bot.pictures.link_preview import Preview, link_preview
from bot.views.petitions.proof import title_of
from bot.views.petitions.published import (
    Place,
    count_words,
    index_page,
    kind_words,
    petition_page,
)
from bot.views.tongue import LANGUAGES, Tongue, tongue
from civic.petitions.exporting import as_json
from civic.petitions.publishing import Published, published
from storage.database import Database
from storage.vault import KeyRing

MANIFEST = "published.json"
"""The names of the files that were written: what is no longer published goes."""


async def publish(
    database: Database, ring: KeyRing, folder: Path, place: Place, now: datetime, zone: tzinfo
) -> int:
    """How many petitions were published."""
    tongues = [tongue(code, zone) for code in LANGUAGES]
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    written, found = ["index.html"], []
    async for one in published(database, ring, now):
        files = await asyncio.to_thread(_files_of, tongues, one, place, now)
        for name, content in files.items():
            await asyncio.to_thread(write_whole, folder / name, content)
        written += files
        found.append(Published(one.petition, _without_lines(one), one.read))
    index = index_page(tongues, found, place, now).encode()
    await asyncio.to_thread(write_whole, folder / "index.html", index)
    await asyncio.to_thread(_forget_others, folder, written)
    return len(found)


def _without_lines(one: Published) -> dict[str, object] | None:
    """For the index: a million lines need not stay in memory."""
    return None if one.document is None else {"head": one.document["head"]}


def _files_of(
    tongues: Sequence[Tongue], one: Published, place: Place, now: datetime
) -> dict[str, bytes]:
    petition = one.petition
    first, other = tongues
    title = title_of(petition)
    share = ((one.count or 0) - one.outside) / petition.threshold
    picture = Preview(
        title.in_language(first.code),
        title.in_language(other.code),
        first.plain(kind_words(one)),
        first.plain(count_words(one)),
        share,
    )
    files = {
        f"{petition.id}.html": petition_page(tongues, one, place, now).encode(),
        f"{petition.id}.png": link_preview(picture),
    }
    if one.document is not None:
        files[f"{petition.id}.json"] = as_json(one.document)
    return files


def _forget_others(folder: Path, written: Sequence[str]) -> None:
    """What was published before and is not any more; nothing that others put there."""
    manifest = folder / MANIFEST
    try:
        before = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = []
    for name in {str(one) for one in before} - set(written):
        if Path(name).name == name:
            (folder / name).unlink(missing_ok=True)
    write_whole(manifest, json.dumps(sorted(written), indent=1).encode() + b"\n")
