"""All that is known of an entry, for whoever is about to check it: its row, history and reports.

People see an ``Entry``, which withholds what is not checked. An administrator who phones a centre
needs the rest: the source, the notes, who checked when and how, what people said. A secret place
has no address here either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.directory.due import Why, why_due
from civic.directory.entry import Standing, standing
from civic.phrases import Bilingual
from storage import directory, people
from storage.directory import Centre, CentreChange, KeptCheck, Mistake
from storage.errors import VaultError
from storage.vault import KeyRing


@dataclass(frozen=True, slots=True)
class Seen:
    """How much of an entry's history somebody has seen, to tell them what came after."""

    checks: int
    changes: int


@dataclass(frozen=True, slots=True)
class Event:
    """A check with what it changed, or changes by themselves; ``by`` is a person's id, if any."""

    at: datetime
    by: int | None
    check: KeptCheck | None
    changes: tuple[CentreChange, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """``why`` says for which reason it is due, if it is. History and reports newest first."""

    centre: Centre
    standing: Standing
    why: Why | None
    checks: tuple[KeptCheck, ...]
    changes: tuple[CentreChange, ...]
    reports: tuple[Mistake, ...]

    @property
    def name(self) -> Bilingual:
        """In both languages, as far as it is known."""
        return Bilingual(self.centre.name_kk, self.centre.name_ru)

    @property
    def history(self) -> list[Event]:
        """Checks and changes put together by who did them when, the newest first."""
        events: dict[tuple[datetime, int | None], Event] = {}
        for check in self.checks:
            key = check.checked_at, check.checked_by
            events[key] = Event(*key, check, ())
        for change in self.changes:
            key = change.at, change.changed_by
            event = events.get(key) or Event(*key, None, ())
            events[key] = replace(event, changes=(*event.changes, change))
        return sorted(events.values(), key=lambda it: it.at, reverse=True)

    @property
    def seen(self) -> Seen:
        """What somebody who reads this now has seen."""
        return Seen(len(self.checks), len(self.changes))

    @property
    def reports_since_check(self) -> int:
        """How many reports came since it was last found open."""
        since = self.centre.checked_at
        return sum(1 for it in self.reports if since is None or it.reported_at > since)


async def dossier(connection: AsyncConnection, centre_id: str, now: datetime) -> Dossier | None:
    """What is known of the centre; ``None`` when there is none with this id."""
    centre = await directory.centre(connection, centre_id)
    if centre is None:
        return None
    return Dossier(
        centre=centre,
        standing=standing(centre),
        why=why_due(centre, now),
        checks=tuple(await directory.checks_of(connection, centre_id)),
        changes=tuple(await directory.changes_of(connection, centre_id)),
        reports=tuple(await directory.reports_of(connection, "centre", centre_id)),
    )


async def who_checked(connection: AsyncConnection, found: Dossier) -> dict[int, int]:
    """Telegram's ids of the people in its history, by their own ids."""
    wanted = {it.checked_by for it in found.checks} | {it.changed_by for it in found.changes}
    known = [await people.by_id(connection, it) for it in wanted if it is not None]
    return {person.id: person.telegram_id for person in known if person is not None}


async def opened_report(connection: AsyncConnection, ring: KeyRing, report: Mistake) -> str | None:
    """What the reporter wrote; ``None`` for nothing, an empty text when it cannot be read."""
    try:
        return await directory.open_note(connection, ring, report.id)
    except VaultError:
        return ""


async def opened_check(connection: AsyncConnection, ring: KeyRing, check: KeptCheck) -> str | None:
    """What the checker noted; ``None`` for nothing, an empty text when it cannot be read."""
    try:
        return await directory.open_check_note(connection, ring, check.id)
    except VaultError:
        return ""
