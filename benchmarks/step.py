"""Processor time for an accepted step with its durable draft, against the bare bot.

Rounds alternate, so that what else the machine does falls on both; a pair of neighbours gives one
ratio. What is told is the median of the ratios, with the least and the greatest.
"""

import json
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.postgres import postgres_database
from benchmarks.processes import Round, Side, side
from benchmarks.report import Line, Report
from benchmarks.screens import screens_of
from benchmarks.walk import WALKS

AT_MOST = 1.5


def measure(*, quick: bool) -> Report:
    """The ratio on SQLite, and on PostgreSQL where it answers."""
    people, pairs, walks = (10, 1, ("mixed",)) if quick else (100, 7, tuple(WALKS))
    screens = {walk: screens_of(walk) for walk in WALKS}
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "screens.json"
        written.write_text(json.dumps(screens), encoding="utf-8")
        with side("bare", str(written), screens) as bare:
            url = f"sqlite+aiosqlite:///{folder}/bench.db"
            with side("ours", url, screens) as ours:
                lines = [_line("SQLite", walk, ours, bare, people, pairs) for walk in walks]
            with postgres_database() as server:
                if server and not quick:
                    with side("ours", server, screens) as ours:
                        lines.append(_line("PostgreSQL", "mixed", ours, bare, people, pairs))
    return Report("step", "CPU of one accepted step, ms, against a bare aiogram handler", lines)


def _line(name: str, walk: str, ours: Side, bare: Side, people: int, pairs: int) -> Line:
    for one in (ours, bare):
        one.round(walk, people)  # what happens only once is not what a step costs
    rounds: list[tuple[Round, Round]] = [
        (ours.round(walk, people), bare.round(walk, people)) for _ in range(pairs)
    ]
    ratios = [mine.each / plain.each for mine, plain in rounds]
    return Line(
        f"{name}, {walk}",
        ours=median(mine.each for mine, _ in rounds),
        bare=median(plain.each for _, plain in rounds),
        ratio=median(ratios),
        least=min(ratios),
        greatest=max(ratios),
        at_most=AT_MOST if name == "SQLite" else None,
    )
