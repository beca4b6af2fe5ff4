"""What a procedure does not take, and where to go instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from civic.dated.basis import Basis, basis
from civic.dated.reading import Row
from civic.phrases import Bilingual


class Procedure(StrEnum):
    """The two procedures; each has its own law and its own clock."""

    APPK = "appk"
    """The administrative one, of state bodies."""
    OMBUDSMAN = "ombudsman"
    """The Commissioner for Human Rights."""


@dataclass(frozen=True, slots=True)
class Border:
    """``go`` is ``None`` where nothing confirmed says where to turn instead."""

    id: str
    not_by: tuple[Procedure, ...]
    what: Bilingual
    go: Bilingual | None
    basis: Basis

    @property
    def is_confirmed(self) -> bool:
        """Whether it may be told as a fact."""
        return self.basis.mark.may_be_shown


def border(row: Row) -> Border:
    """A row of ``borders.toml``."""
    return Border(
        id=row.text("id"),
        not_by=row.codes("not_by", Procedure),
        what=row.both("what"),
        go=row.both_if_any("go"),
        basis=basis(row),
    )
