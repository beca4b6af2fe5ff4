"""Peak memory of fresh processes after many updates, against the bare bot after as many."""

import json
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.processes import Screens, side
from benchmarks.report import Line, Report
from benchmarks.screens import screens_of

AT_MOST = 1.4
WALK = "mixed"


def measure(*, quick: bool) -> Report:
    """Pairs of processes one after the other; what a process once took it does not give back."""
    people, pairs = (20, 1) if quick else (200, 3)
    screens: Screens = {WALK: screens_of(WALK)}
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "screens.json"
        written.write_text(json.dumps(screens), encoding="utf-8")
        peaks = []
        for number in range(pairs):
            url = f"sqlite+aiosqlite:///{folder}/{number}.db"
            ours = _peak("ours", url, screens, people)
            peaks.append((ours, _peak("bare", str(written), screens, people)))
    ratios = [ours / bare for ours, bare in peaks]
    updates = people * (len(screens[WALK]) - 1)
    line = Line(
        f"after {updates} updates",
        ours=median(ours for ours, _ in peaks),
        bare=median(bare for _, bare in peaks),
        ratio=median(ratios),
        least=min(ratios),
        greatest=max(ratios),
        at_most=AT_MOST,
    )
    return Report("memory", "Peak memory, MB, against a bare aiogram bot", [line])


def _peak(module: str, argument: str, screens: Screens, people: int) -> float:
    with side(module, argument, screens) as measured:
        return measured.round(WALK, people).peak_mb
