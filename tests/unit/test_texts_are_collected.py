"""A text inside an f-string is not found by the collector, and would be read in English for ever."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = sorted(path for folder in ("bot", "civic") for path in (ROOT / folder).rglob("*.py"))


def hidden_texts(source: str) -> Iterator[int]:
    """The lines on which ``_(…)`` or ``_n(…)`` stands inside an f-string."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.JoinedStr):
            continue
        for inner in ast.walk(node):
            if (
                isinstance(inner, ast.Call)
                and isinstance(inner.func, ast.Name)
                and inner.func.id in {"_", "_n"}
            ):
                yield inner.lineno


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_stands_inside_an_f_string(path: Path) -> None:
    assert list(hidden_texts(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "planted",
    [
        "x = f\"<b>{tongue.html(_('Hello'))}</b>\"",
        "x = f\"{a} {_n('one', 'many', 2)}\"",
        "x = f\"{len(_('deep').msgid)}\"",
    ],
)
def test_a_planted_one_is_found(planted: str) -> None:
    assert list(hidden_texts(planted)) == [1]


def test_one_beside_an_f_string_is_none() -> None:
    assert list(hidden_texts("x = f'{label}' + tongue.html(_('Hello'))")) == []
