"""A document or a picture made beside the talk: its seconds of work keep nobody waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from threading import Lock
from typing import TypeVar

from bot.papers.docx import docx
from bot.papers.pdf import pdf
from bot.papers.sheet import DOCUMENT
from bot.views.tongue import tongue
from civic.complaints.facts import ComplaintFacts
from civic.complaints.paper import papers
from civic.complaints.paper_parts import Paper

MAKERS: Mapping[str, Callable[[Sequence[Paper]], bytes]] = {"pdf": pdf, "docx": docx}
"""How a file of this ending is made."""
_one_at_a_time = Lock()
"""The library that draws pages shares its fonts between all documents."""
_Made = TypeVar("_Made")


async def beside(work: Callable[[], _Made]) -> _Made:
    """What this work makes, done in a thread, one such work at a time."""

    def alone() -> _Made:
        with _one_at_a_time:
            return work()

    return await asyncio.to_thread(alone)


async def made(facts: ComplaintFacts, ending: str) -> bytes:
    """The document in its language, or both in one file; ``ending`` is ``pdf`` or ``docx``."""
    return await beside(lambda: MAKERS[ending](papers(facts)))


def file_name(facts: ComplaintFacts, ending: str, reader: str) -> str:
    """A name that says nothing to who looks over the shoulder, in the document's language; where it
    has both, in the reader's."""
    codes = facts.language.codes
    code = reader if reader in codes else codes[0]
    return f"{tongue(code, UTC).plain(DOCUMENT)}.{ending}"
