"""From answers to a petition, and from a petition back to the answers that it was made of."""

from __future__ import annotations

from bot.flows.petition_place import body, by_author, level, region
from bot.flows.petition_story import CONSENT_TEXT, LEAVE, WRITE, second
from bot.flows.step import Answers
from civic.petitions.kinds import Level, Proof, Topic
from civic.petitions.starting import Proposal
from civic.petitions.texts import Version, version_of
from storage.petitions import StoredPetition

OF, NOTE = "of", "note"
"""What a changed one is begun with: which petition, and the moderator's words."""
_PARTS = ("title", "summary", "problem", "demand")


def proposal_of(answers: Answers) -> Proposal:
    """What the answers come to."""
    cover = answers.get("cover")
    return Proposal(
        topic=Topic(answers["topic"]),
        level=level(answers),
        body=body(answers),
        region=region(answers),
        place=answers.get("district"),
        by_author=by_author(answers),
        proof=Proof(answers["proof"]),
        written_in=answers["language"],
        first=_version(answers, ""),
        other=_version(answers, "other_") if answers.get("other") == WRITE else None,
        cover=cover[0]["file_id"] if cover else None,
        name=answers.get("author"),
    )


def known_of(petition: StoredPetition, author: str | None, note: str | None) -> dict[str, object]:
    """The answers that a petition was made of: what is returned loses none of them."""
    first = version_of(petition, petition.written_in)
    other = version_of(petition, second(petition.written_in))
    is_local = petition.level != Level.REPUBLIC
    known: dict[str, object] = {
        OF: petition.id,
        NOTE: note,
        "language": petition.written_in,
        "topic": petition.topic,
        "level": petition.level,
        "proof": petition.proof,
        "other": WRITE if other else LEAVE,
        "cover": [{"file_id": petition.cover, "unique_id": ""}] if petition.cover else None,
        "author": author,
        "consent": {"version": CONSENT_TEXT, "yes": True},
        **_answers(first, ""),
        **_answers(other, "other_"),
    }
    if is_local:
        known["region"] = {"region": petition.region, "city": None}
        known["body"] = petition.body
        known["district"] = petition.place
        known["population"] = str(petition.population) if petition.population else None
    return known


def _version(answers: Answers, prefix: str) -> Version:
    return Version(**{part: answers[f"{prefix}{part}"] for part in _PARTS})


def _answers(version: Version | None, prefix: str) -> dict[str, str]:
    if version is None:
        return {}
    return {f"{prefix}{part}": getattr(version, part) for part in _PARTS}
