"""Reads a table that somebody kept in a spreadsheet, and names everything that is wrong in it.

Half a file taken in would leave a directory that nobody can trust, so nothing is taken until all of
it is right, and then every mistake is told at once: line, column, reason.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_SEPARATORS = (",", ";", "\t")
"""Spreadsheets set to Russian or Kazakh write semicolons into what they call CSV."""
_LONGEST_CELL = 4000
_TOLD = 200

Cells = dict[str, str]
Read = Callable[[str], str]
"""Takes a cell that is not empty, gives it in its one form. ``ValueError`` says what is wrong."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """``line`` counts as editors do, from 1; ``column`` is ``None`` for the line as a whole."""

    line: int
    column: str | None
    reason: str

    def __str__(self) -> str:
        where = f", {self.column}" if self.column else ""
        return f"line {self.line}{where}: {self.reason}"


class FileRefused(Exception):  # noqa: N818 - it is an answer to whoever keeps the file
    """Nothing was taken from the file; the text says all that must be mended in it."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        self.wrong = tuple(wrong)
        told = "\n".join(map(str, self.wrong[:_TOLD]))
        rest = len(self.wrong) - _TOLD
        more = f"\nand {rest} more" if rest > 0 else ""
        super().__init__(f"Nothing was imported. Please mend:\n{told}{more}")


@dataclass(frozen=True, slots=True)
class Form:
    """What a table must look like."""

    key: str
    needed: Mapping[str, Read]
    """Every column that the file must have."""
    later: Mapping[str, Read]
    """Columns that older files do not have."""
    filled: frozenset[str]
    """Columns of which no cell may be empty."""
    whole_row: Callable[[Cells], None]
    """Raises ``WrongTogether`` for cells that do not go together."""

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them, in the order in which they are written."""
        return (*self.needed, *self.later)


class WrongTogether(ValueError):  # noqa: N818 - it says what it is
    """Each cell is right, the row is not; ``column`` is the one to mend."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


def read(content: bytes, form: Form) -> list[Cells]:
    """The rows, every cell in its one form, ``""`` for an empty one. Raises ``FileRefused``."""
    text = _decoded(content)
    lines = _lines(text, _separator(text, form))
    if not lines:
        raise FileRefused([Wrong(1, None, "the file is empty")])
    header_line, header = lines[0]
    header = [name.strip() for name in header]
    if wrong := _wrong_header(header_line, header, form):
        raise FileRefused(wrong)
    reader = _Reader(form, header)
    rows = [reader.row(number, cells) for number, cells in lines[1:]]
    if reader.wrong:
        raise FileRefused(reader.wrong)
    return rows


def write(rows: Sequence[Mapping[str, str]], form: Form, *, for_excel: bool = False) -> bytes:
    """The table as ``read`` reads it; ``for_excel`` as Excel in Kazakhstan opens it."""
    made = io.StringIO(newline="")
    writer = csv.writer(
        made, delimiter=";" if for_excel else ",", lineterminator="\r\n" if for_excel else "\n"
    )
    writer.writerow(form.columns)
    writer.writerows([row.get(column, "") for column in form.columns] for row in rows)
    return made.getvalue().encode("utf-8-sig" if for_excel else "utf-8")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reason = "the file is not in UTF-8: in the spreadsheet choose “CSV UTF-8” when you save"
        raise FileRefused([Wrong(line, None, reason)]) from None


def _separator(text: str, form: Form) -> str:
    first = text.lstrip("\r\n").partition("\n")[0]

    def known(separator: str) -> int:
        names = {name.strip(' "\r') for name in first.split(separator)}
        return len(names & set(form.columns))

    return max(_SEPARATORS, key=known)


def _lines(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Each filled row with the number of the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found, begins = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused([Wrong(begins, None, f"this is no table: {error}")]) from None
    return found


def _wrong_header(line: int, header: Sequence[str], form: Form) -> list[Wrong]:
    missing = [name for name in form.needed if name not in header]
    unknown = [name for name in header if name not in form.columns]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    return [
        *(Wrong(line, name, "this column is missing") for name in missing),
        *(Wrong(line, name or "(no name)", "there is no such column") for name in unknown),
        *(Wrong(line, name, "this column stands there twice") for name in twice),
    ]


class _Reader:
    """Reads one row after another and gathers what is wrong."""

    def __init__(self, form: Form, header: Sequence[str]) -> None:
        self.wrong: list[Wrong] = []
        self._form = form
        self._header = header
        self._reads = {**form.needed, **form.later}
        self._seen: dict[str, int] = {}

    def row(self, line: int, cells: Sequence[str]) -> Cells:
        if len(cells) != len(self._header):
            reason = f"it has {len(cells)} cells, the first line {len(self._header)}"
            self.wrong.append(Wrong(line, None, reason))
            return {}
        before = len(self.wrong)
        written = dict(zip(self._header, cells, strict=True))
        row = {name: self._cell(line, name, written.get(name, "")) for name in self._form.columns}
        if len(self.wrong) == before:
            try:
                self._form.whole_row(row)
            except WrongTogether as wrong:
                self.wrong.append(Wrong(line, wrong.column, str(wrong)))
        self._once(line, row[self._form.key])
        return row

    def _cell(self, line: int, column: str, written: str) -> str:
        text = written.replace("\r\n", "\n").replace("\r", "\n").strip()
        try:
            if not text:
                if column in self._form.filled:
                    raise ValueError("this cell must not be empty")  # noqa: TRY301 - told like the others
                return ""
            _refuse_unprintable(text)
            return self._reads[column](text)
        except ValueError as error:
            self.wrong.append(Wrong(line, column, str(error)))
            return ""

    def _once(self, line: int, key: str) -> None:
        first = self._seen.setdefault(key, line) if key else line
        if first != line:
            reason = f"“{key}” stands in line {first} already"
            self.wrong.append(Wrong(line, self._form.key, reason))


def _refuse_unprintable(text: str) -> None:
    if len(text) > _LONGEST_CELL:
        raise ValueError(f"longer than {_LONGEST_CELL} characters")
    if any(
        unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t" for letter in text
    ):
        raise ValueError("it holds characters that cannot be shown")
