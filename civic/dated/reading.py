"""Reads the rows of a TOML file, one cell after another, and says exactly which cell is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from civic.phrases import Bilingual

_URL = re.compile(r"https?://[^\s/]+\S*")
Code = TypeVar("Code", bound=StrEnum)
Found = TypeVar("Found")


class LawBroken(Exception):  # noqa: N818 - it says what is wrong
    """A file of ``data/law/`` is wrong; the text names it, the row and the field."""


class Row:
    """One table of a file. Every cell must be taken once; ``done`` refuses those left over."""

    def __init__(self, file: str, name: str, cells: Mapping[str, Any]) -> None:
        self._where = f"data/law/{file}, {name}"
        self._cells = cells
        self._taken: set[str] = set()

    def broken(self, field: str, reason: str) -> LawBroken:
        """What to raise for a cell that is wrong."""
        return LawBroken(f"{self._where}, {field}: {reason}")

    def text(self, field: str) -> str:
        """Words; at least one."""
        cell = self._cell(field)
        if not isinstance(cell, str) or not cell.strip():
            raise self.broken(field, "it must hold words")
        return cell.strip()

    def text_if_any(self, field: str) -> str:
        """Words, or nothing when the cell is not there."""
        return self.text(field) if self.has(field) else ""

    def both(self, field: str) -> Bilingual:
        """The words of ``field_kk`` and ``field_ru``; neither may be missing."""
        return Bilingual(self.text(f"{field}_kk"), self.text(f"{field}_ru"))

    def both_if_any(self, field: str) -> Bilingual | None:
        """The same, or ``None`` when neither is there."""
        there = self.has(f"{field}_kk") or self.has(f"{field}_ru")
        return self.both(field) if there else None

    def number(self, field: str) -> int:
        """A whole number from 1."""
        cell = self._cell(field)
        if not isinstance(cell, int) or isinstance(cell, bool) or cell < 1:
            raise self.broken(field, f"“{cell}” must be a whole number from 1")
        return cell

    def flag(self, field: str) -> bool:
        """True, false, or false when the cell is not there."""
        cell = self._cell(field) if self.has(field) else False
        if not isinstance(cell, bool):
            raise self.broken(field, f"“{cell}” must be true or false")
        return cell

    def day(self, field: str) -> date:
        """A day, written without quotes."""
        cell = self._cell(field)
        if not isinstance(cell, date) or isinstance(cell, datetime):
            raise self.broken(field, f"“{cell}” must be a day like 2026-11-01, without quotes")
        return cell

    def url(self, field: str) -> str:
        """An address on the web."""
        text = self.text(field)
        if not _URL.fullmatch(text):
            raise self.broken(field, f"“{text}” must begin with http:// or https://")
        return text

    def code(self, field: str, codes: type[Code]) -> Code:
        """One of these codes."""
        return self._one(field, self.text(field), codes)

    def codes(self, field: str, codes: type[Code]) -> tuple[Code, ...]:
        """A list of these codes, none of them twice."""
        names = self.names(field)
        return tuple(self._one(field, name, codes) for name in names)

    def names(self, field: str) -> tuple[str, ...]:
        """A list of names, at least one, none of them twice."""
        cell = self._cell(field)
        if not isinstance(cell, list) or not cell or not all(isinstance(it, str) for it in cell):
            raise self.broken(field, "it must be a list of names")
        if len(set(cell)) != len(cell):
            raise self.broken(field, "a name stands in it twice")
        return tuple(cell)

    def names_if_any(self, field: str) -> tuple[str, ...]:
        """The same, or an empty list when the cell is not there."""
        return self.names(field) if self.has(field) else ()

    def named(self, field: str, known: Mapping[str, Found]) -> Found:
        """What another file calls by this id."""
        name = self.text(field)
        if name not in known:
            raise self.broken(field, f"there is no “{name}”")
        return known[name]

    def named_if_any(self, field: str, known: Mapping[str, Found]) -> Found | None:
        """The same, or ``None`` when the cell is not there."""
        return self.named(field, known) if self.has(field) else None

    def has(self, field: str) -> bool:
        """Whether the cell is there."""
        return field in self._cells

    def done(self) -> None:
        """Refuses cells that nobody asked for: a misspelt name is not silently left out."""
        for field in self._cells:
            if field not in self._taken:
                raise self.broken(field, "there is no such field")

    def _cell(self, field: str) -> Any:
        self._taken.add(field)
        if field not in self._cells:
            raise self.broken(field, "it is missing")
        return self._cells[field]

    def _one(self, field: str, text: str, codes: type[Code]) -> Code:
        try:
            return codes(text)
        except ValueError:
            allowed = ", ".join(codes)
            raise self.broken(field, f"“{text}” is none of: {allowed}") from None


def tables(path: Path, *allowed: str) -> dict[str, Any]:
    """The file's tables, only those that are ``allowed``. Raises ``LawBroken``."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise LawBroken(f"data/law/{path.name}: {error}") from None
    if unknown := sorted(set(found) - set(allowed)):
        raise LawBroken(f"data/law/{path.name}, {unknown[0]}: there is no such table")
    return found


def rows(path: Path, table: str, key: str, *beside: str) -> Iterator[Row]:
    """The rows of one table, each named by its ``key``, no key twice. Raises ``LawBroken``."""
    seen: set[str] = set()
    listed = tables(path, table, *beside).get(table)
    if not isinstance(listed, list) or not listed:
        raise LawBroken(f"data/law/{path.name}, {table}: there are no rows")
    for number, cells in enumerate(listed, start=1):
        named = cells.get(key, number)
        if named in seen:
            raise LawBroken(f"data/law/{path.name}, {table} “{named}”: it stands there twice")
        seen.add(named)
        yield Row(path.name, f"{table} “{named}”", cells)


def read(
    path: Path, table: str, key: str, make: Callable[[Row], Found], *beside: str
) -> dict[str, Found]:
    """Each row made into what it stands for, by its key; every cell of it used."""
    made: dict[str, Found] = {}
    for row in rows(path, table, key, *beside):
        name = row.text(key)
        made[name] = make(row)
        row.done()
    return made
