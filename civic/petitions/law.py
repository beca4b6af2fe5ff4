"""The law of petitions as dated data: thresholds, terms, forbidden subjects (``data/law``).

The code holds none of the numbers. A row that nobody could confirm never becomes a number that a
citizen is told as the law's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from civic.complaints.law.rules import Unit
from civic.dated import Basis, LawBroken, Row, basis, read
from civic.petitions.kinds import BODIES_OF, Body, Level
from civic.phrases import Bilingual
from civic.regions import DATA

TERMS = ("moderation", "first", "collection", "review_central", "review_local")
"""The terms that the code names itself."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many votes a unit of so many people needs: a number, or a share of its people."""

    id: str
    level: Level
    body: Body
    people_from: int | None
    people_to: int | None
    votes: int | None
    per_cent: int | None
    basis: Basis

    def is_for(self, population: int | None) -> bool:
        """Whether it holds for this population; ``None``: nobody knows it."""
        if population is None:
            return self.people_from is None and self.people_to is None and self.votes is not None
        return (self.people_from or 0) <= population <= (self.people_to or population)

    def of(self, population: int | None) -> int:
        """The votes, rounded up. ValueError when the population is needed and unknown."""
        if self.votes is not None:
            return self.votes
        if population is None or self.per_cent is None:
            raise ValueError("A share needs a population.")
        return -(-population * self.per_cent // 100)


@dataclass(frozen=True, slots=True)
class Term:
    """How long something may take. ``ours``: a rule of the bot's own, never called the law's.

    ``votes``: how many must come within it.
    """

    value: int
    unit: Unit
    ours: bool
    votes: int | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Subject:
    """What an official petition may not be about; ``signs`` are beginnings of words.

    ``instead``: how the same wish can be said so that it may be one.
    """

    id: str
    what: Bilingual
    signs: tuple[str, ...]
    basis: Basis
    instead: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class PetitionLaw:
    """All of it."""

    thresholds: tuple[Threshold, ...]
    terms: Mapping[str, Term]
    subjects: tuple[Subject, ...]

    @property
    def first_votes(self) -> int:
        """How many supporters a petition needs before it is listed."""
        votes = self.terms["first"].votes
        assert votes is not None, "checked when it was read"
        return votes

    def threshold(self, level: Level, body: Body, population: int | None) -> Threshold | None:
        """The row that holds; ``None`` where the population must be known first."""
        found = (
            row
            for row in self.thresholds
            if (row.level, row.body) == (level, body) and row.is_for(population)
        )
        return next(found, None)


@cache
def petition_law() -> PetitionLaw:
    """The law as it comes with the code. Raises ``LawBroken``."""
    return petition_law_of(DATA / "law")


def petition_law_of(folder: Path) -> PetitionLaw:
    """The law in these files, each row checked. Raises ``LawBroken``."""
    thresholds = read(folder / "petition_thresholds.toml", "threshold", "id", _threshold)
    terms = read(folder / "petition_terms.toml", "term", "id", _term)
    subjects = read(folder / "petition_subjects.toml", "subject", "id", _subject)
    told = {(row.level, row.body) for row in thresholds.values()}
    for level, bodies in BODIES_OF.items():
        for body in bodies:
            if (level, body) not in told:
                raise LawBroken(f"data/law/petition_thresholds.toml: none for {level}, {body}")
    for name in TERMS:
        if name not in terms:
            raise LawBroken(f"data/law/petition_terms.toml: there is no “{name}”")
    if terms["first"].votes is None:
        raise LawBroken("data/law/petition_terms.toml, term “first”, votes: it is missing")
    return PetitionLaw(tuple(thresholds.values()), terms, tuple(subjects.values()))


def _threshold(row: Row) -> Threshold:
    made = Threshold(
        id=row.text("id"),
        level=row.code("level", Level),
        body=row.code("body", Body),
        people_from=row.number("from") if row.has("from") else None,
        people_to=row.number("to") if row.has("to") else None,
        votes=row.number("votes") if row.has("votes") else None,
        per_cent=row.number("per_cent") if row.has("per_cent") else None,
        basis=basis(row),
    )
    if (made.votes is None) == (made.per_cent is None):
        raise row.broken("votes", "either votes or per_cent, one of the two")
    if not made.basis.mark.may_be_shown:
        raise row.broken("mark", "people are told this number, so it must be confirmed")
    return made


def _term(row: Row) -> Term:
    votes = row.number("votes") if row.has("votes") else None
    made = Term(row.number("value"), row.code("unit", Unit), row.flag("ours"), votes, basis(row))
    if not made.ours and not made.basis.mark.may_be_shown:
        raise row.broken("mark", "an unconfirmed term can only be a rule of our own (ours = true)")
    return made


def _subject(row: Row) -> Subject:
    return Subject(
        row.text("id"),
        row.both("what"),
        row.names("signs"),
        basis(row),
        row.both_if_any("instead"),
    )
