"""Somebody says that an entry of the directory is wrong: kept, and told to the administrators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from civic.act import Act
from civic.directory.reports import hide_when_two_say_so
from storage import directory, outbox
from storage.outbox import Delivery, Lane, Letter


@dataclass(frozen=True, slots=True)
class MistakeReport:
    """``note`` is sealed; ``name`` is the entry's, in Kazakh and Russian.

    ``id`` is random: one that leads to the draft would lead to the person.
    """

    id: str
    entry_kind: str
    entry_id: str
    what: str
    note: str | None
    name: tuple[str | None, ...] = (None, None)


async def report_mistake(act: Act, report: MistakeReport, administrators: Iterable[int]) -> None:
    """Keep the report and put a letter to each administrator (Telegram ids).

    Who reported is not kept: the entry may be a shelter, and its reporter in it. Only a mark is,
    which tells two reporters of one entry apart until the entry is checked again.
    """
    connection, ring, kind, entry_id = act.connection, act.ring, report.entry_kind, report.entry_id
    reporter = act.person.telegram_id
    mark = await directory.reporter_mark(connection, ring, reporter, kind, entry_id, act.now)
    if kind == "centre":
        # two reporters at once: the second must see the first one's report
        await directory.lock_centre(connection, entry_id)
    await directory.report_mistake(
        connection, ring, report.id, kind, entry_id, mark, report.what, report.note, act.now
    )
    if kind == "centre":
        await hide_when_two_say_so(connection, entry_id, act.now)
    for administrator in administrators:
        letter = Letter(
            dedupe_key=f"mistake:{report.id}:{administrator}",
            chat_id=administrator,
            view="mistake_reported",
            args={
                "entry_kind": report.entry_kind,
                "entry_id": report.entry_id,
                "what": report.what,
                "name": list(report.name),
            },
            sealed_args={"note": report.note} if report.note else {},
            lane=Lane.NOTICE,
            delivery=Delivery.AT_LEAST_ONCE,
            not_before=act.now,
        )
        await outbox.put(act.connection, act.ring, letter, act.now)
