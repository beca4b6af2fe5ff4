"""From the answers of the talk to the facts of the complaint.

One place knows both shapes, so that a question can be put differently without touching what is
kept, and what is kept can be read years after the talk has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from civic.complaints.circumstances import Before, What, Who
from civic.complaints.facts import (
    Against,
    ComplaintFacts,
    EarlierAppeal,
    Language,
    Represented,
    TopicAnswer,
)
from civic.complaints.guide import Advice, advise
from civic.complaints.kept import KeptFile
from civic.complaints.kinds import SIMPLIFIED, Kind, Topic
from civic.complaints.law import PaperForm, law
from civic.complaints.rows import Learned
from civic.complaints.topics import QUESTIONS
from civic.phrases import Bilingual
from civic.places import place_called
from civic.regions import regions

Told = Mapping[str, Any]
"""The answers by the keys of the script's steps."""
OTHER = "other"
ASKED_WHO = frozenset({What.DECISION, What.ACTION, What.INACTION, What.RIGHTS})
"""What happened, where the way depends on who did it."""
NOT_ASKED_BEFORE = frozenset({What.RULING, What.PRESIDENT})
"""What happened, where it does not matter whether a body was asked already."""
AGAINST = {
    What.DECISION: Against.ACT,
    What.ACTION: Against.ACTION,
    What.INACTION: Against.INACTION,
}
EXPLAINED = {"yes": True, "no": False}
"""Whether the act tells how it can be complained of; any other answer is none."""
WITH_BODY = frozenset({Kind.COMPLAINT, Kind.SERVICE_COMPLAINT, Kind.OMBUDSMAN})
"""Documents against somebody; the others are asked of somebody."""


def advice(told: Told) -> Advice:
    """What the guide says to these answers."""
    what = What(told["what"])
    who = Who(told.get("who") or Who.UNKNOWN) if what in ASKED_WHO else Who.UNKNOWN
    before = Before.NO if what in NOT_ASKED_BEFORE else Before(told.get("before") or Before.NO)
    return advise(what, who, before, law())


def kind_of(told: Told) -> Kind | None:
    """The document that is written; ``None`` while it is not chosen."""
    chosen = told.get("kind") if told.get("way") == OTHER else told.get("way")
    return Kind(chosen) if chosen in set(Kind) else None


def form_of(told: Told) -> PaperForm | None:
    """What the law wants to find in the document."""
    kind = kind_of(told)
    return law().forms[kind] if kind else None


def asks_for(told: Told, field: str) -> bool:
    """Whether the document has this field, and its author a name."""
    form = form_of(told)
    return form is not None and form.asks_for(field) and not is_anonymous(told)


def is_anonymous(told: Told) -> bool:
    """Only a report of a violation may be so."""
    return kind_of(told) is Kind.REPORT and told.get("named") == "anonymous"


def is_for_another(told: Told) -> bool:
    """Whether somebody else is spoken for."""
    return bool(told.get("whose") == OTHER)


def needs_against(told: Told) -> bool:
    """Whether it must be asked what exactly is complained of."""
    is_against = kind_of(told) in {Kind.COMPLAINT, Kind.SERVICE_COMPLAINT}
    return is_against and What(told["what"]) not in AGAINST


def against_of(told: Told) -> Against | None:
    """What exactly is complained of, where the document says it."""
    kind = kind_of(told)
    return _against(told, kind) if kind else None


def counts_from_learning(kind: Kind | None) -> bool:
    """Whether the law counts the time to file such a document, from the day of learning."""
    within = law().clocks[kind].file_within if kind else None
    return within is not None and within.is_confirmed


def learned_of(told: Told) -> Learned:
    """Since when the time to complain runs, as far as it was told."""
    if not counts_from_learning(kind_of(told)) or not told.get("learned"):
        return Learned()
    return Learned(date.fromisoformat(told["learned"]), EXPLAINED.get(told.get("explained", "")))


def files_of(told: Told) -> list[KeptFile]:
    """What was sent as evidence."""
    return [KeptFile.from_json(file) for file in told.get("files") or ()]


def facts_of(told: Told, story: str) -> ComplaintFacts:
    """The facts; ``story`` is what happened, put together. Raises ``KeyError`` without a kind."""
    kind = kind_of(told)
    if kind is None:
        raise KeyError("kind")
    language = Language(told["language"])
    postal = _words(told, "postal_address")
    return ComplaintFacts(
        kind=kind,
        topic=Topic(told["topic"]),
        region=(told.get("place") or {}).get("region"),
        language=language,
        addressee=_words(told, "addressee") or _words(told, "higher"),
        body=_words(told, "body") if kind in WITH_BODY else "",
        official=_words(told, "official"),
        against=_against(told, kind),
        what_happened=story,
        place=_place(told),
        when=_when(told),
        asked_for=_words(told, "asked_for"),
        topic_answers=_topic_answers(told),
        evidence=_words(told, "evidence"),
        attachments=tuple(file.as_attachment() for file in files_of(told)),
        earlier_appeals=_earlier(told),
        name=_words(told, "name"),
        iin=_words(told, "iin"),
        postal_address=postal,
        residence=postal if told.get("lives") == "same" else _words(told, "residence"),
        residence_or_work=_words(told, "residence_or_work"),
        phone=_words(told, "phone"),
        anonymous=is_anonymous(told),
        on_behalf_of=_represented(told),
    )


def _words(told: Told, key: str) -> str:
    return str(told.get(key) or "")


def _against(told: Told, kind: Kind) -> Against | None:
    if kind not in {Kind.COMPLAINT, Kind.SERVICE_COMPLAINT}:
        return None
    known = AGAINST.get(What(told["what"]))
    return known or (Against(told["against"]) if told.get("against") else None)


def _place(told: Told) -> Bilingual | None:
    place = told.get("place")
    if not place:
        return None
    region, city = regions()[place["region"]], place.get("city")
    if not city:
        return Bilingual(region.name_kk, region.name_ru)
    known = place_called(region.iso, city)  # kept by its Kazakh name
    kk, ru = (known.name_kk, known.name_ru) if known else (city, city)
    return Bilingual(f"{kk}, {region.name_kk}", f"{ru}, {region.name_ru}")


def _when(told: Told) -> date | str | None:
    return date.fromisoformat(told["day"]) if told.get("day") else told.get("day_words")


def _topic_answers(told: Told) -> tuple[TopicAnswer, ...]:
    questions = QUESTIONS[Topic(told["topic"])]
    return tuple(
        TopicAnswer(question=question, answer=answer)
        for number, question in enumerate(questions)
        if (answer := _words(told, f"detail_{number}"))
    )


def _earlier(told: Told) -> tuple[EarlierAppeal, ...]:
    text, number = _words(told, "earlier"), _words(told, "earlier_number")
    if not text and not number:
        return ()
    day = date.fromisoformat(told["earlier_day"]) if told.get("earlier_day") else None
    return (EarlierAppeal(text=text, number=number, day=day),)


def _represented(told: Told) -> Represented | None:
    if not is_for_another(told):
        return None
    return Represented(
        name=_words(told, "other_name"),
        relation=_words(told, "other_relation"),
        consent_attached=bool((told.get("other_consent") or {}).get("yes")),
    )


def writes_to(told: Told) -> bool:
    """Whether the document names the body that considers it, and that body is asked first."""
    return kind_of(told) is Kind.STATEMENT or kind_of(told) in SIMPLIFIED
