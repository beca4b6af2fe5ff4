"""What is said, before it is said in a language.

A ``Phrase`` is an English sentence with named places. Rules and scripts speak in phrases; only the
views turn them into Kazakh or Russian (``bot/views/tongue.py``). Were texts rendered where they
arise, a refusal raised deep in the rules could not be shown in the language that its reader has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

Filling: TypeAlias = "str | int | date | datetime | Bilingual | Phrase | tuple[Filling, ...]"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A name that the directories hold in both languages; either may be missing."""

    kk: str | None
    ru: str | None

    def in_language(self, code: str) -> str:
        """The name in this language, else in the other: a name is better than none."""
        return (self.kk if code == "kk" else self.ru) or self.kk or self.ru or ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An English sentence of the catalogues (msgid) and what goes into its ``{places}``.

    With ``plural`` and ``count`` the catalogue chooses the form by the count.
    """

    msgid: str
    fillings: Mapping[str, Filling] = field(default_factory=dict)
    plural: str | None = None
    count: int = 1


def _(msgid: str, /, **fillings: Filling) -> Phrase:
    """A sentence of the catalogues; ``make texts`` finds it by this call."""
    return Phrase(msgid, fillings)


def _n(singular: str, plural: str, count: int, /, **fillings: Filling) -> Phrase:
    """A sentence whose form follows ``count``, which is also its ``{count}``."""
    return Phrase(singular, {"count": count, **fillings}, plural, count)


VERBATIM = "{verbatim}"


def verbatim(filling: Filling) -> Phrase:
    """Somebody's own words, a name from the directories, a date, a list: in no catalogue."""
    return Phrase(VERBATIM, {"verbatim": filling})


def within(part: Filling, whole: Filling) -> Phrase:
    """A place and what it lies in, as an address has them: "Орал, Батыс Қазақстан облысы"."""
    return Phrase("{part}, {whole}", {"part": part, "whole": whole})


def in_a_row(parts: Sequence[Phrase]) -> Phrase:
    """Phrases with commas between, and no "and" before the last: they are no sentence."""
    named = {f"part{number}": part for number, part in enumerate(parts)}
    return Phrase(", ".join(f"{{{name}}}" for name in named), named)


def above(first: Phrase, second: Phrase) -> Phrase:
    """Two phrases as two paragraphs."""
    return Phrase("{first}\n\n{second}", {"first": first, "second": second})


def labelled(label: Filling, value: Filling) -> Phrase:
    """A name and what it holds, as forms have them: "Телефон: 150"."""
    return Phrase("{label}: {value}", {"label": label, "value": value})


class Refusal(Exception):  # noqa: N818 - it is an answer, not a failure
    """A rule says no, in words meant for the person.

    ``step`` names the question whose answer must change, when one can be named. ``learned`` is
    what a talk must know from now on in place of what it was started with: the world has moved on.
    """

    def __init__(
        self, why: Phrase, step: str | None = None, learned: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(why.msgid)
        self.why = why
        self.step = step
        self.learned = learned or {}
