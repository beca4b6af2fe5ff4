"""The directory of lines and centres: what may be shown, to whom, in which order, and who says so.

What is not verified never reaches a person as a fact: an unconfirmed number may ring at a
stranger's home, and a wrong address may send somebody to a closed door at night.
"""

from civic.directory.entry import FADES_AFTER, Entry, Standing, entry
from civic.directory.finding import Answer, Need, answer, entry_with_id
from civic.directory.lines import Line, line, line_with_number, lines
from civic.directory.seed import load_data

__all__ = [
    "FADES_AFTER",
    "Answer",
    "Entry",
    "Line",
    "Need",
    "Standing",
    "answer",
    "entry",
    "entry_with_id",
    "line",
    "line_with_number",
    "lines",
    "load_data",
]
