"""A table for people and a line of JSON for records. Timings are told, never asserted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """``at_most`` is the required ratio, or the required figure where there is nothing to compare
    with; ``None`` where nothing is required.
    """

    what: str
    ours: float
    bare: float | None = None
    ratio: float | None = None
    least: float | None = None
    greatest: float | None = None
    at_most: float | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the requirement is met; ``None`` without one."""
        if self.at_most is None:
            return None
        return (self.ours if self.ratio is None else self.ratio) <= self.at_most


@dataclass(frozen=True, slots=True)
class Report:
    """What one benchmark found."""

    name: str
    title: str
    lines: Sequence[Line]


def print_report(report: Report) -> None:
    """The table."""
    print(f"\n{report.title}")
    print(f"{'':28}{'ours':>9}{'bare':>9}{'ratio':>8}{'spread':>15}{'at most':>9}  holds")
    for line in report.lines:
        spread = f"{line.least:.2f}..{line.greatest:.2f}" if line.least and line.greatest else ""
        holds = {True: "yes", False: "NO", None: ""}[line.holds]
        print(
            f"{line.what:28}{line.ours:>9.2f}{_shown(line.bare):>9}{_shown(line.ratio):>8}"
            f"{spread:>15}{_shown(line.at_most):>9}  {holds}"
        )


def print_record(reports: Sequence[Report], *, quick: bool) -> None:
    """One line of JSON."""
    kept = {
        report.name: [{**asdict(line), "holds": line.holds} for line in report.lines]
        for report in reports
    }
    print(f"\n{json.dumps({'quick': quick, **kept}, ensure_ascii=False)}")


def _shown(number: float | None) -> str:
    return "" if number is None else f"{number:.2f}"
