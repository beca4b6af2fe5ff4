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

from civic.complaints.facts_parts import (
    Attachment,
    EarlierAppeal,
    PassedOn,
    Represented,
    Silence,
    TopicAnswer,
    both,
    day_of,
    iso,
    names,
    text,
)
from civic.complaints.kinds import Kind, Topic
from civic.phrases import Bilingual

__all__ = [
    "Against",
    "Attachment",
    "ComplaintFacts",
    "EarlierAppeal",
    "Language",
    "PassedOn",
    "Represented",
    "Silence",
    "TopicAnswer",
]


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
    """In the person's own words; where there are none, ``place`` says it."""
    place: Bilingual | None = None
    """The place that was chosen from the directory: each page says it in its own language."""
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
    passed_on: tuple[PassedOn, ...] = ()
    """To whom this document itself was redirected, as far as that was told."""
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
            "when": {"day": iso(self.when)} if isinstance(self.when, date) else self.when,
            "topic_answers": [answer.to_json() for answer in self.topic_answers],
            "attachments": [attachment.to_json() for attachment in self.attachments],
            "earlier_appeals": [appeal.to_json() for appeal in self.earlier_appeals],
            "anonymous": self.anonymous,
            "on_behalf_of": represented.to_json() if represented else None,
            "about_silence_of": silence.to_json() if silence else None,
            "filed_on": iso(self.filed_on),
            "place": both(self.place),
            "passed_on": [passed.to_json() for passed in self.passed_on],
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
            when=day_of(when, "day") if isinstance(when, Mapping) else when,
            topic_answers=tuple(map(TopicAnswer.from_json, stored.get("topic_answers") or ())),
            attachments=tuple(map(Attachment.from_json, stored.get("attachments") or ())),
            earlier_appeals=tuple(
                map(EarlierAppeal.from_json, stored.get("earlier_appeals") or ())
            ),
            anonymous=stored.get("anonymous") is True,
            on_behalf_of=Represented.from_json(represented) if represented else None,
            about_silence_of=Silence.from_json(silence) if silence else None,
            filed_on=day_of(stored, "filed_on"),
            place=names(stored, "place"),
            passed_on=tuple(map(PassedOn.from_json, stored.get("passed_on") or ())),
        )
        words: dict[str, Any] = {name: text(stored, name) for name in _WORDS}
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
