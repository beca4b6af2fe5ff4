"""Tickets as a table for whoever reports to donors, and one ticket whole for whoever must look.

The table holds no words, no names and no Telegram ids. A ticket's own words leave only for a
coordinator, and never without a line in the audit.
"""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from io import StringIO

from civic.act import Act
from civic.desk.house import Desk
from civic.desk.looking import talk_of
from civic.desk.roles import Right, must
from civic.phrases import Refusal, _
from storage import audit, tickets
from storage.tickets import StoredTicket

COLUMNS = (
    "number",
    "topic",
    "region",
    "state",
    "urgent",
    "heavy",
    "opened",
    "first_answer",
    "solved",
    "closed",
    "closed_why",
    "rating",
    "reopened",
    "owner",
    "tags",
)
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"
"""Without it Excel reads Kazakh letters as noise."""


async def table(act: Act, desk: Desk, days: int) -> bytes:
    """The tickets of so many days as CSV."""
    await must(act, desk.administrators, Right.EXPORT)
    since = act.now - timedelta(days=days)
    found = await tickets.opened_since(act.connection, since)
    tags = await tickets.tags_of(act.connection, [one.id for one in found])
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for one in found:
        writer.writerow([safe_cell(cell) for cell in _cells(desk, one, tags[one.id])])
    await audit.note(act.connection, act.now, "desk.exported", act.person.id, f"days:{days}")
    return (_BOM + file.getvalue()).encode()


async def whole(act: Act, desk: Desk, ticket_id: int) -> bytes:
    """One ticket with all that was said in it, as a text."""
    await must(act, desk.administrators, Right.EXPORT)
    ticket = await tickets.get(act.connection, ticket_id)
    if ticket is None or ticket.shredded_at is not None or ticket.unseen:
        raise Refusal(_("There is no ticket with this number any more."))
    said = await talk_of(act.connection, act.ring, ticket, notes=True)
    lines = [f"№ {ticket.id} · {ticket.topic} · {_moment(desk, ticket.opened_at)}", ""]
    for one in said:
        words = one.words
        lines.append(f"[{_moment(desk, words.said_at)}] {words.side} ({words.kind})")
        lines.append(words.text or "–")
        lines += [f"  ({_moment(desk, until)}) {text or '–'}" for text, until in one.versions]
        lines.append("")
    await audit.note(act.connection, act.now, "ticket.exported", act.person.id, ticket.case_id)
    return "\n".join(lines).encode()


def safe_cell(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_STARTS_FORMULA) else cell


def _cells(desk: Desk, ticket: StoredTicket, tags: list[str]) -> list[str]:
    moments = (
        ticket.opened_at,
        ticket.first_answer_at,
        ticket.solved_at,
        ticket.closed_at,
    )
    opened, first, solved, closed = (_moment(desk, moment) for moment in moments)
    return [
        str(ticket.id),
        ticket.topic,
        ticket.region or "",
        ticket.state,
        "yes" if ticket.urgent else "no",
        "yes" if ticket.heavy else "no",
        opened,
        first,
        solved,
        closed,
        ticket.closed_why or "",
        ticket.rating or "",
        str(ticket.reopened),
        str(ticket.owner_id or ""),
        " ".join(tags),
    ]


def _moment(desk: Desk, moment: datetime | None) -> str:
    return f"{moment.astimezone(desk.zone):%Y-%m-%d %H:%M}" if moment else ""
