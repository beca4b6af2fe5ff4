"""Portals, sites and phones. A wrong one rings at a stranger's, or a complaint goes nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from civic.complaints.kinds import Kind
from civic.dated.reading import LawBroken, Row, read, tables
from civic.marks import Mark
from civic.phrases import Bilingual


class Sort(StrEnum):
    """What is found there."""

    PORTAL = "portal"
    """A document can be filed there."""
    SITE = "site"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Contact:
    """``value`` is an address on the web or a number, as it is shown."""

    id: str
    sort: Sort
    kinds: tuple[Kind, ...]
    name: Bilingual
    value: str
    source_url: str
    verified_on: date
    mark: Mark
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """All rows, also those that must not be seen."""

    rows: tuple[Contact, ...]
    hidden_after: timedelta

    def shown(self, kind: Kind, today: date) -> tuple[Contact, ...]:
        """The contacts for this kind that are confirmed and not too long ago, as in the file."""
        return tuple(
            contact
            for contact in self.rows
            if kind in contact.kinds
            and contact.mark.may_be_shown
            and today - contact.verified_on <= self.hidden_after
        )


def contacts(path: Path) -> Contacts:
    """The rows of ``contacts.toml``."""
    days = tables(path, "hide_after_days", "contact").get("hide_after_days")
    if not isinstance(days, int) or isinstance(days, bool) or days < 1:
        raise LawBroken(f"data/law/{path.name}, hide_after_days: it must be a whole number from 1")
    made = read(path, "contact", "id", _contact, "hide_after_days")
    return Contacts(tuple(made.values()), timedelta(days=days))


def _contact(row: Row) -> Contact:
    sort = row.code("sort", Sort)
    return Contact(
        id=row.text("id"),
        sort=sort,
        kinds=row.codes("for", Kind),
        name=row.both("name"),
        value=row.text("value") if sort is Sort.PHONE else row.url("value"),
        source_url=row.url("source_url"),
        verified_on=row.day("verified_on"),
        mark=row.code("mark", Mark),
        note=row.text_if_any("note"),
    )
