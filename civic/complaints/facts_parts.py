"""The parts that the facts of a complaint are made of: answers, files, earlier appeals, silence.

Each knows how it is kept in the case's sealed column, and reads what an older version kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from civic.phrases import Bilingual, Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAnswer:
    """A question of the topic's own, without places to fill, and what was answered to it."""

    question: Phrase
    answer: str

    def to_json(self) -> dict[str, Any]:
        """Codes and words only."""
        return {"question": self.question.msgid, "answer": self.answer}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` gave."""
        return cls(question=Phrase(text(stored, "question")), answer=text(stored, "answer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with the document. The files themselves stay elsewhere."""

    kind: str
    """``photo``, ``video``, ``document`` … as Telegram says it; an unknown one is no error."""
    name: str = ""
    note: str = ""
    """What it shows, in the person's words."""

    def to_json(self) -> dict[str, Any]:
        """Strings only."""
        return {"kind": self.kind, "name": self.name, "note": self.note}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` gave."""
        kind = text(stored, "kind") or "document"
        return cls(kind=kind, name=text(stored, "name"), note=text(stored, "note"))


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAppeal:
    """Where the person has turned already; any part may be empty."""

    text: str = ""
    """Whom they asked and what came of it."""
    number: str = ""
    day: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Strings only."""
        return {"text": self.text, "number": self.number, "day": iso(self.day)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` gave."""
        return cls(
            text=text(stored, "text"), number=text(stored, "number"), day=day_of(stored, "day")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Represented:
    """Whoever it is filed for, when that is not the person who files."""

    name: str
    relation: str = ""
    """Who the filing person is to them: mother, representative of an association …"""
    consent_attached: bool = False
    """Their written consent goes with the document."""

    def to_json(self) -> dict[str, Any]:
        """Strings and a flag."""
        return {
            "name": self.name,
            "relation": self.relation,
            "consent_attached": self.consent_attached,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` gave."""
        return cls(
            name=text(stored, "name"),
            relation=text(stored, "relation"),
            consent_attached=stored.get("consent_attached") is True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """The body to which an appeal was redirected, as the person was told."""

    to: str
    on: date | None = None
    """Of the redirection; by it an undone one is known."""

    def to_json(self) -> dict[str, Any]:
        """Strings only."""
        return {"to": self.to, "on": iso(self.on)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` gave."""
        return cls(to=text(stored, "to"), on=day_of(stored, "on"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """The appeal that was not answered in time, for a complaint on that silence."""

    number: str
    registered_on: date | None = None
    term_ended_on: date | None = None
    """The last day of the term; the silence counts as a refusal from then on."""
    norm: Bilingual | None = None
    """Where the law says so, ready to be read after "by"; ``None`` while nobody verified it."""
    to: str = ""
    """Whom it was written to."""
    about: str = ""
    """Whom it was about, where that is somebody else."""
    passed_on: PassedOn | None = None
    """The body that had it in the end."""

    def to_json(self) -> dict[str, Any]:
        """Strings only."""
        return {
            "to": self.to,
            "about": self.about,
            "passed_on": self.passed_on.to_json() if self.passed_on else None,
            "number": self.number,
            "registered_on": iso(self.registered_on),
            "term_ended_on": iso(self.term_ended_on),
            "norm": both(self.norm),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` gave."""
        passed_on = stored.get("passed_on")
        return cls(
            to=text(stored, "to"),
            about=text(stored, "about"),
            passed_on=PassedOn.from_json(passed_on) if passed_on else None,
            number=text(stored, "number"),
            registered_on=day_of(stored, "registered_on"),
            term_ended_on=day_of(stored, "term_ended_on"),
            norm=names(stored, "norm"),
        )


def text(stored: Mapping[str, Any], key: str) -> str:
    """The words under a key; none when there is no such key."""
    return stored.get(key) or ""


def iso(day: date | None) -> str | None:
    """A day for JSON."""
    return day.isoformat() if day else None


def day_of(stored: Mapping[str, Any], key: str) -> date | None:
    """The day under a key. Raises ``ValueError`` for what is none."""
    written = stored.get(key)
    return date.fromisoformat(written) if written else None


def both(names: Bilingual | None) -> dict[str, str | None] | None:
    """A name in both languages for JSON."""
    return None if names is None else {"kk": names.kk, "ru": names.ru}


def names(stored: Mapping[str, Any], key: str) -> Bilingual | None:
    """The name in both languages under a key."""
    written = stored.get(key)
    return Bilingual(written.get("kk"), written.get("ru")) if written else None
