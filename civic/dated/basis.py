"""What a row of law stands on: the norm, where it was read, when, and how far it is confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from civic.dated.reading import Row
from civic.marks import Mark
from civic.phrases import Bilingual


@dataclass(frozen=True, slots=True)
class Basis:
    """``norm`` is how the law is cited; ``note`` is for whoever keeps the rows."""

    norm: Bilingual
    source_url: str
    verified_on: date
    mark: Mark
    note: str = ""

    @property
    def shown_norm(self) -> Bilingual | None:
        """The norm as a citizen may read it; ``None`` when it is not confirmed."""
        return self.norm if self.mark.may_be_shown else None


def basis(row: Row) -> Basis:
    """The basis that every row of law must have."""
    return Basis(
        norm=row.both("norm"),
        source_url=row.url("source_url"),
        verified_on=row.day("verified_on"),
        mark=row.code("mark", Mark),
        note=row.text_if_any("note"),
    )
