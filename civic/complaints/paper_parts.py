"""What a document is made of, before anybody lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from civic.phrases import Phrase, verbatim


class Speaker(Protocol):
    """Whoever turns phrases into one language (``bot.views.tongue.Tongue`` does)."""

    @property
    def code(self) -> str:
        """``kk`` or ``ru``."""

    def plain(self, phrase: Phrase) -> str:
        """The phrase without markup."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and what stands beside it; ``None`` is a line to fill by hand."""

    label: Phrase
    value: Phrase | None
    is_strong: bool = False
    """It is what a reader looks for first."""

    def label_in(self, speaker: Speaker) -> str:
        """The label with its colon, unless it is a question.

        Empty for a question that no catalogue has any more: its answer stands alone.
        """
        said = speaker.plain(self.label)
        if said == self.label.msgid:
            return ""
        return said if said.endswith(("?", ":", ".", "!")) else f"{said}:"


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write by hand."""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the body."""

    heading: Phrase
    items: tuple[Labelled | Phrase | Blank, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One document in one language."""

    language: str
    """``kk`` or ``ru``."""
    head: tuple[Labelled, ...]
    """Who it is for and who it is from; stands at the right."""
    title: Phrase
    law: Phrase | None
    """By which law it is filed; stands in brackets under the title."""
    sections: tuple[Section, ...]
    attachments: tuple[Phrase, ...]
    filed_on: date | None
    """``None``: a line to fill by hand."""
    signer: Phrase | None
    """Beside the line for the signature; ``None``: the name is written by hand too."""
    is_signed: bool
    """``False``: an anonymous paper has no place for a signature."""


def told(label: Phrase, words: str) -> tuple[Labelled, ...]:
    """The labelled words, or nothing where there are none."""
    return (Labelled(label, verbatim(words.strip())),) if words.strip() else ()


def wanted(label: Phrase, words: str) -> Labelled:
    """The labelled words, or a line to fill by hand where there are none."""
    return Labelled(label, verbatim(words.strip()) if words.strip() else None)
