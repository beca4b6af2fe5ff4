"""All that a person has told about one complaint, in the shape that its documents are made from.

The scripts collect it, the case keeps it sealed, the papers are drawn from it months later. Were it
kept as a finished text instead, a fact could not be added, a language not changed, and the next
document (on silence) not be prepared from the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from civic.complaints.kinds import Kind, Topic
from civic.phrases import Bilingual, Phrase


class Against(StrEnum):
    """What is complained of (art. 93)."""

    ACT = "act"
    """A decision that was taken."""
    ACTION = "action"
    INACTION = "inaction"


class Language(StrEnum):
    """The language of the document; it need not be the one that the person reads the bot in."""

    KK = "kk"
    RU = "ru"
    BOTH = "both"

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages to write, in the order of the pages."""
        return ("kk", "ru") if self is Language.BOTH else (self.value,)


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
        return cls(question=Phrase(_text(stored, "question")), answer=_text(stored, "answer"))


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
        kind = _text(stored, "kind") or "document"
        return cls(kind=kind, name=_text(stored, "name"), note=_text(stored, "note"))


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAppeal:
    """Where the person has turned already; any part may be empty."""

    text: str = ""
    """Whom they asked and what came of it."""
    number: str = ""
    day: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Strings only."""
        return {"text": self.text, "number": self.number, "day": _iso(self.day)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` gave."""
        return cls(
            text=_text(stored, "text"), number=_text(stored, "number"), day=_day(stored, "day")
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
            name=_text(stored, "name"),
            relation=_text(stored, "relation"),
            consent_attached=stored.get("consent_attached") is True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """The appeal that was not answered in time, for a complaint on that silence."""

    number: str
    registered_on: date | None = None
    term_ended_on: date | None = None
    """The last day of the term; the silence counts as a refusal from then on."""
    norm: Bilingual | None = None
    """Where the law says so, ready to be read after "by"; ``None`` while nobody verified it."""

    def to_json(self) -> dict[str, Any]:
        """Strings only."""
        norm = None if self.norm is None else {"kk": self.norm.kk, "ru": self.norm.ru}
        return {
            "number": self.number,
            "registered_on": _iso(self.registered_on),
            "term_ended_on": _iso(self.term_ended_on),
            "norm": norm,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` gave."""
        norm = stored.get("norm")
        return cls(
            number=_text(stored, "number"),
            registered_on=_day(stored, "registered_on"),
            term_ended_on=_day(stored, "term_ended_on"),
            norm=Bilingual(norm.get("kk"), norm.get("ru")) if norm else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintFacts:
    """One complaint. Words are the person's own, kept as written; an empty one was not told."""

    kind: Kind
    topic: Topic = Topic.OTHER
    region: str | None = None
    """ISO 3166-2 code."""
    language: Language = Language.KK

    addressee: str = ""
    """Who is to consider it; may stay empty for the ombudsman."""
    body: str = ""
    """The body or organisation complained of."""
    official: str = ""
    """The official complained of, with their post."""
    against: Against | None = None

    what_happened: str = ""
    where: str = ""
    when: date | str | None = None
    """A day, or words where the day is not known."""
    asked_for: str = ""
    topic_answers: tuple[TopicAnswer, ...] = ()
    evidence: str = ""
    attachments: tuple[Attachment, ...] = ()
    earlier_appeals: tuple[EarlierAppeal, ...] = ()

    name: str = ""
    """Surname, name and patronymic of the person who files."""
    iin: str = ""
    postal_address: str = ""
    residence: str = ""
    """The address where they in fact live (art. 93); the postal one again where it is the same."""
    residence_or_work: str = ""
    """What the ombudsman's procedure asks for: place of residence or of work."""
    phone: str = ""
    email: str = ""
    anonymous: bool = False
    """Nothing of who files is written, whatever stands above."""
    on_behalf_of: Represented | None = None

    about_silence_of: Silence | None = None
    filed_on: date | None = None
    """The date on the document; ``None`` leaves a line to fill by hand."""

    def to_json(self) -> dict[str, Any]:
        """Only what JSON knows; for the case's sealed column."""
        words = {name: getattr(self, name) for name in _WORDS}
        represented, silence = self.on_behalf_of, self.about_silence_of
        return {
            "kind": self.kind.value,
            "topic": self.topic.value,
            "region": self.region,
            "language": self.language.value,
            "against": self.against.value if self.against else None,
            "when": {"day": _iso(self.when)} if isinstance(self.when, date) else self.when,
            "topic_answers": [answer.to_json() for answer in self.topic_answers],
            "attachments": [attachment.to_json() for attachment in self.attachments],
            "earlier_appeals": [appeal.to_json() for appeal in self.earlier_appeals],
            "anonymous": self.anonymous,
            "on_behalf_of": represented.to_json() if represented else None,
            "about_silence_of": silence.to_json() if silence else None,
            "filed_on": _iso(self.filed_on),
            **words,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` gave, also when an older version gave it: a missing key is not told.

        Raises ``ValueError`` for a kind, topic, language or date that it does not know.
        """
        against, when = stored.get("against"), stored.get("when")
        represented, silence = stored.get("on_behalf_of"), stored.get("about_silence_of")
        bare = cls(
            kind=Kind(stored["kind"]),
            topic=Topic(stored.get("topic") or Topic.OTHER),
            region=stored.get("region"),
            language=Language(stored.get("language") or Language.KK),
            against=Against(against) if against else None,
            when=_day(when, "day") if isinstance(when, Mapping) else when,
            topic_answers=tuple(map(TopicAnswer.from_json, stored.get("topic_answers") or ())),
            attachments=tuple(map(Attachment.from_json, stored.get("attachments") or ())),
            earlier_appeals=tuple(
                map(EarlierAppeal.from_json, stored.get("earlier_appeals") or ())
            ),
            anonymous=stored.get("anonymous") is True,
            on_behalf_of=Represented.from_json(represented) if represented else None,
            about_silence_of=Silence.from_json(silence) if silence else None,
            filed_on=_day(stored, "filed_on"),
        )
        words: dict[str, Any] = {name: _text(stored, name) for name in _WORDS}
        return replace(bare, **words)


_WORDS = (
    "addressee",
    "body",
    "official",
    "what_happened",
    "where",
    "asked_for",
    "evidence",
    "name",
    "iin",
    "postal_address",
    "residence",
    "residence_or_work",
    "phone",
    "email",
)
"""The fields that are plain words of the person."""


def _text(stored: Mapping[str, Any], key: str) -> str:
    return stored.get(key) or ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(stored: Mapping[str, Any], key: str) -> date | None:
    written = stored.get(key)
    return date.fromisoformat(written) if written else None
