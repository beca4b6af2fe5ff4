"""Reads the counts of official petitions from epetition.kz, as its own page reads them.

Nobody promised this interface: it may be silent, answer with 500, or be another one tomorrow.
Whatever cannot be read is ``Unreadable``, and the last count stays with its age. Off unless
EPETITION_URL is set.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from pydantic import BaseModel, ConfigDict, Field, ValidationError

PATH = "/api/public/v1/petitions/short"
PER_PAGE = 21
"""As the page itself asks."""
MOST_PAGES = 60
MOST_BYTES = 2_000_000
TIMEOUT = ClientTimeout(total=20, sock_connect=5, sock_read=10)
CACHED = timedelta(minutes=5)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)
"""After failures: doubled each time."""
AGENT = "Azamat (civic Telegram bot; counts of petitions)"
_OK, _ERROR_OF_THEIRS = 200, 500
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

log = logging.getLogger(__name__)


class Why(StrEnum):
    """Why nothing was read."""

    SILENT = "silent"
    """No answer in time, or no connection."""
    FAILED = "failed"
    """It said that it failed."""
    CHANGED = "changed"
    """What came is of another shape than it was."""
    RESTING = "resting"
    """It failed a moment ago and is left alone for a while."""


class Unreadable(Exception):  # noqa: N818 - it says what the portal is
    """The portal could not be read."""

    def __init__(self, why: Why) -> None:
        super().__init__(f"epetition.kz could not be read: {why}")
        self.why = why


@dataclass(frozen=True, slots=True)
class Reading:
    """What it says of one petition."""

    id: str
    title: str
    applied_on: date | None
    votes: int


class _Row(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    id: str = Field(pattern=r"^[0-9a-fA-F-]{36}$")
    title: str = Field(min_length=1, max_length=3000)
    applyDate: Any = None  # noqa: N815 - their name; nobody said in which form
    signersCount: int = Field(ge=0, le=30_000_000)  # noqa: N815 - their name


class _Page(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    content: list[Any] = Field(max_length=1000)
    last: bool


class Epetition:
    """The portal at ``url``; ``pause`` between two pages, in seconds."""

    def __init__(self, url: str, *, timeout: ClientTimeout = TIMEOUT, pause: float = 0.3) -> None:
        self._url = url.rstrip("/") + PATH
        self._timeout = timeout
        self._pause = pause
        self._cache: dict[str, Reading] = {}
        self._read_at: datetime | None = None
        self._failures = 0
        self._not_before: datetime | None = None

    async def read(self, wanted: Collection[str], now: datetime) -> dict[str, Reading]:
        """What it says of these petitions; those that it does not name are left out.

        ``Unreadable`` when it could not be asked.
        """
        known = {one: self._cache[one] for one in wanted if one in self._cache}
        if self._read_at is not None and now - self._read_at < CACHED and len(known) == len(wanted):
            return known
        if self._not_before is not None and now < self._not_before:
            raise Unreadable(Why.RESTING)
        try:
            found = await self._pages(set(wanted))
        except Unreadable as error:
            self._rest(now)
            log.warning("epetition.kz could not be read: %s", error.why)
            raise
        self._failures, self._not_before = 0, None
        self._cache, self._read_at = found, now
        return found

    def _rest(self, now: datetime) -> None:
        pause = min(FIRST_PAUSE * 2 ** min(self._failures, 20), LONGEST_PAUSE)
        self._failures += 1
        self._not_before = now + pause

    async def _pages(self, wanted: set[str]) -> dict[str, Reading]:
        """Page after page until all are found. A page that fails is left out; all of them: an
        error."""
        found: dict[str, Reading] = {}
        trouble: Unreadable | None = None
        headers = {"Accept": "application/json", "User-Agent": AGENT}
        async with ClientSession(timeout=self._timeout, headers=headers) as session:
            for number in range(MOST_PAGES):
                if number:
                    await asyncio.sleep(self._pause)
                try:
                    page = await self._page(session, number)
                except Unreadable as error:
                    if error.why is not Why.FAILED or number == 0 or trouble is not None:
                        raise
                    trouble = error  # one bad page must not hide the pages behind it
                    continue
                found |= {one.id: one for one in _readings(page, wanted)}
                if page.last or not page.content or len(found) == len(wanted):
                    break
        return found

    async def _page(self, session: ClientSession, number: int) -> _Page:
        asked = {"size": str(PER_PAGE), "page": str(number)}
        try:
            async with session.get(self._url, params=asked, allow_redirects=False) as answer:
                if answer.status >= _ERROR_OF_THEIRS:
                    raise Unreadable(Why.FAILED)
                if answer.status != _OK:
                    raise Unreadable(Why.CHANGED)
                body = bytearray()
                async for some in answer.content.iter_chunked(65536):
                    body += some
                    if len(body) > MOST_BYTES:
                        raise Unreadable(Why.CHANGED)
        except (ClientError, TimeoutError, OSError) as error:
            raise Unreadable(Why.SILENT) from error
        try:
            return _Page.model_validate(json.loads(body))
        except (ValidationError, ValueError, RecursionError) as error:
            raise Unreadable(Why.CHANGED) from error


def _readings(page: _Page, wanted: set[str]) -> list[Reading]:
    """The rows of ours. Rows of others may be as they like, as long as one at least is whole."""
    found, whole = [], 0
    for content in page.content:
        try:
            row = _Row.model_validate(content)
        except ValidationError:
            continue
        whole += 1
        if row.id in wanted:
            found.append(Reading(row.id, row.title, _day(row.applyDate), row.signersCount))
    if page.content and not whole:
        raise Unreadable(Why.CHANGED)
    return found


def _day(told: object) -> date | None:
    """The day that a date of theirs begins with, if it does."""
    head = _DAY.match(told) if isinstance(told, str) else None
    try:
        return date.fromisoformat(head[0]) if head else None
    except ValueError:
        return None
