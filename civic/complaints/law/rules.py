"""A rule with a number in it (how long, from when), and a principle without one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from civic.dated.basis import Basis, basis
from civic.dated.reading import Row
from civic.phrases import Bilingual


class Unit(StrEnum):
    """In what a term is counted."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


class Starts(StrEnum):
    """From what a term is counted; ``day_after`` and ``day_of`` as the law has it."""

    FILING = "day_after_filing"
    REGISTRATION = "day_after_registration"
    ARRIVAL = "day_after_arrival"
    DECISION = "day_of_decision"
    TIME_TO_MEND = "day_after_time_to_mend"
    TELLING = "day_after_telling"
    LEARNING = "day_of_learning"
    BEFORE_THE_ACT = "before_the_act"
    """A time that must be left before something, not a term."""


class Keeper(StrEnum):
    """Who must be in time."""

    BODY = "body"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Rule:
    """``value`` and ``unit`` are ``None`` only where nothing is confirmed."""

    id: str
    what: Bilingual
    value: int | None
    unit: Unit | None
    starts: Starts
    keeper: Keeper
    basis: Basis

    @property
    def is_confirmed(self) -> bool:
        """Whether a date may be promised by it."""
        return self.basis.mark.may_be_shown


@dataclass(frozen=True, slots=True)
class Principle:
    """What the law says without a number."""

    id: str
    what: Bilingual
    basis: Basis

    @property
    def is_confirmed(self) -> bool:
        """Whether it may be told as a fact."""
        return self.basis.mark.may_be_shown


def rule(row: Row) -> Rule:
    """A row of ``terms.toml``."""
    on = basis(row)
    bare = not on.mark.may_be_shown and not row.has("value") and not row.has("unit")
    return Rule(
        id=row.text("id"),
        what=row.both("what"),
        value=None if bare else row.number("value"),
        unit=None if bare else row.code("unit", Unit),
        starts=row.code("starts", Starts),
        keeper=row.code("keeper", Keeper),
        basis=on,
    )


def principle(row: Row) -> Principle:
    """A row of ``principles.toml``."""
    return Principle(id=row.text("id"), what=row.both("what"), basis=basis(row))
