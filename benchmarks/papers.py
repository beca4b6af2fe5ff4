"""What the documents and pictures of a complaint cost, in milliseconds of processor time.

The first PDF of a process also reads the letters from the disk; it is made in a fresh process. The
longest is what the scripts let a person tell: 15,000 characters and ten files, in both languages.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, timedelta
from statistics import median

from benchmarks.report import Line, Report
from bot.papers.docx import docx
from bot.papers.pdf import pdf
from bot.pictures.card import _drawn, offline_card
from bot.pictures.timeline import Moment, State, timeline
from bot.views.tongue import tongue
from civic import directory
from civic.complaints.facts import Against, Attachment, ComplaintFacts, Language
from civic.complaints.kinds import Kind
from civic.complaints.paper import papers
from civic.phrases import Bilingual, verbatim

AT_MOST = 300.0
TODAY = date(2026, 11, 22)
ORDINARY = ComplaintFacts(
    kind=Kind.COMPLAINT,
    against=Against.INACTION,
    language=Language.KK,
    addressee="Алматы қаласының әкімдігі",
    body="Бостандық ауданы әкімінің аппараты",
    what_happened="Құжаттарымды тапсырдым, маман қабылдаудан бас тартты. " * 25,
    asked_for="Құжаттарымды қабылдауды.",
    name="Серікова Айгүл Болатқызы",
    iin="850101400123",
    postal_address="050040, Алматы қаласы, Тимирязев көшесі, 74",
    filed_on=TODAY,
)
LONGEST = replace(
    ORDINARY,
    language=Language.BOTH,
    what_happened=(ORDINARY.what_happened * 20)[:15_000],
    attachments=tuple(
        Attachment(kind="document", name=f"{number}_{'анықтама_' * 12}.pdf") for number in range(10)
    ),
)
MOMENTS = tuple(
    Moment(
        label=verbatim("Шағымға жауап беру мерзімінің соңғы күні"),
        state=State.LATER,
        day=TODAY + timedelta(days),
    )
    for days in range(8)
)


def measure(*, quick: bool) -> Report:
    """The median of several; what happens only once is told by itself."""
    times = 3 if quick else 15
    fresh = [_first() for _ in range(1 if quick else 5)]
    lines = [_line("the first PDF of a process", fresh, AT_MOST)]
    speaking = tongue("kk", UTC)
    made: dict[str, tuple[Callable[[], bytes], float | None]] = {
        "a PDF": (lambda: pdf(papers(ORDINARY)), AT_MOST),
        "the longest PDF": (lambda: pdf(papers(LONGEST)), AT_MOST),
        "a DOCX": (lambda: docx(papers(ORDINARY)), None),
        "the longest DOCX": (lambda: docx(papers(LONGEST)), None),
        "a time line": (lambda: timeline(MOMENTS, TODAY, speaking), None),
        "the card, once a process": (_card, None),
    }
    for what, (make, at_most) in made.items():
        make()
        lines.append(_line(what, [_cost(make) for _ in range(times)], at_most))
    return Report("papers", "A complaint's documents and pictures, ms of processor time", lines)


def _card() -> bytes:
    _drawn.cache_clear()
    numbers = ("112", "102", "111", "150")
    lines = [
        directory.Line(number, Bilingual(None, None), around_the_clock=True, free=True)
        for number in numbers
    ]
    return offline_card(lines, tongue("kk", UTC))


def _line(what: str, costs: list[float], at_most: float | None) -> Line:
    least, greatest = min(costs), max(costs)
    return Line(what, median(costs), least=least, greatest=greatest, at_most=at_most)


def _cost(make: Callable[[], bytes]) -> float:
    began = time.process_time()
    make()
    return (time.process_time() - began) * 1000


def _first() -> float:
    asked = [sys.executable, "-m", "benchmarks.papers"]
    return float(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    print(_cost(lambda: pdf(papers(ORDINARY))))
