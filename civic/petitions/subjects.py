"""Whether a text may be refused for its subject: an explained question, never a verdict.

A computer that finds "сот" in "сотка" must not stop a person. So what is found is shown with the
norm and how to say it otherwise, and the author decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from civic.petitions.law import PetitionLaw, Subject
from civic.places.spelling import words


@dataclass(frozen=True, slots=True)
class Doubt:
    """A subject that the text may be about, and the words that made the bot ask."""

    subject: Subject
    because: tuple[str, ...]


def doubts(text: str, law: PetitionLaw) -> list[Doubt]:
    """What the text may be refused for, in the order of the list."""
    spoken = words(text)
    found = []
    for subject in law.subjects:
        because = tuple(sign for sign in subject.signs if _is_said(words(sign), spoken))
        if because:
            found.append(Doubt(subject, because))
    return found


def _is_said(sign: list[str], spoken: list[str]) -> bool:
    """Whether words that begin like the sign's stand one after another."""
    width = len(sign)
    return any(
        all(word.startswith(part) for part, word in zip(sign, spoken[at : at + width], strict=True))
        for at in range(len(spoken) - width + 1)
    )
