"""All of the law that the bot knows, in one frozen value that is handed to the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from civic.complaints.kinds import Kind
from civic.complaints.law.borders import Border, border
from civic.complaints.law.clocks import Clock, clock
from civic.complaints.law.contacts import Contacts, contacts
from civic.complaints.law.fields import PaperForm, forms
from civic.complaints.law.rules import Principle, Rule, principle, rule
from civic.dated.reading import LawBroken, read
from civic.regions import DATA

NAMED = {
    "terms.toml": ("objection", "complain", "complain_unexplained", "court", "pass_up"),
    "principles.toml": (
        "must_be_accepted",
        "missing_things_are_told",
        "may_be_filed_again",
        "late_complaint_is_accepted",
        "court_after_complaint",
        "no_insults",
        "silence_is_refusal",
        "statement_is_a_request",
        "anonymous_is_ended",
    ),
    "borders.toml": ("president", "court_ruling", "prosecutor"),
}
"""The rows that the code names itself; without one of them it does not start."""


@dataclass(frozen=True, slots=True)
class Law:
    """Rows by id; clocks and forms by the kind of document, every kind of them."""

    rules: Mapping[str, Rule]
    principles: Mapping[str, Principle]
    clocks: Mapping[Kind, Clock]
    forms: Mapping[Kind, PaperForm]
    borders: Mapping[str, Border]
    contacts: Contacts


@cache
def law() -> Law:
    """The law as it comes with the code. Raises ``LawBroken``."""
    return law_of(DATA / "law")


def law_of(folder: Path) -> Law:
    """The law in these files, each row checked. Raises ``LawBroken``."""
    rules = read(folder / "terms.toml", "rule", "id", rule)
    principles = read(folder / "principles.toml", "principle", "id", principle)
    make = partial(clock, rules=rules, principles=principles)
    clocks = read(folder / "clocks.toml", "clock", "kind", make)
    book = Law(
        rules=rules,
        principles=principles,
        clocks={own.kind: own for own in clocks.values()},
        forms=forms(folder / "fields.toml"),
        borders=read(folder / "borders.toml", "border", "id", border),
        contacts=contacts(folder / "contacts.toml"),
    )
    _nothing_is_missing(book)
    return book


def _nothing_is_missing(book: Law) -> None:
    known = {
        "terms.toml": book.rules,
        "principles.toml": book.principles,
        "borders.toml": book.borders,
    }
    for file, names in NAMED.items():
        for name in names:
            if name not in known[file]:
                raise LawBroken(f"data/law/{file}: there is no “{name}”")
    for kind in Kind:
        for file, kinds in (("clocks.toml", book.clocks), ("fields.toml", book.forms)):
            if kind not in kinds:
                raise LawBroken(f"data/law/{file}: nothing is said of “{kind}”")
