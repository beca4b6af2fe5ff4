"""Under which law a document is filed, as `data/papers.csv` has it.

The line under the title tells the office which procedure, and so which clock, it is bound by. A law
that nobody verified is not named: a wrong citation would hurt the person who signs below it.
"""

from __future__ import annotations

import csv
from functools import cache

from civic.complaints.kinds import Kind
from civic.phrases import Bilingual
from civic.regions import DATA

_VERIFIED = "V"


def law_of(kind: Kind) -> Bilingual | None:
    """The law or article, in the nominative; ``None`` where nothing is verified."""
    return _laws().get(kind)


@cache
def _laws() -> dict[Kind, Bilingual]:
    with (DATA / "papers.csv").open(encoding="utf-8", newline="") as file:
        return {
            Kind(row["kind"]): Bilingual(row["law_kk"], row["law_ru"])
            for row in csv.DictReader(file)
            if row["mark"] == _VERIFIED
        }
