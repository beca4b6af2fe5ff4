"""The texts of a petition: how long they may be, how they are put together, and their hash.

The hash stands in the first line of the log: whoever has the text can see that it was not changed
after people had supported it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass

from storage.petitions import StoredPetition

LAYOUT = "azamat-petition-text/1"
TITLE, SUMMARY, PROBLEM, DEMAND = 120, 400, 1800, 900
"""Characters at most."""
SENTENCES = 3
"""Of a summary, at most."""
LANGUAGES = ("kk", "ru")
_END = re.compile(r"[.!?…]+(?=\s+[\"«“(]?[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ])")


@dataclass(frozen=True, slots=True)
class Version:
    """A petition in one language: what is wrong, and what is asked for."""

    title: str
    summary: str
    problem: str
    demand: str

    @property
    def text(self) -> str:
        """Both in one, as it is published: a blank line parts them and stands nowhere else."""
        return f"{_tight(self.problem)}\n\n{_tight(self.demand)}"


def _tight(text: str) -> str:
    return re.sub(r"\n\s*\n+", "\n", text.strip())


def sentences(text: str) -> int:
    """How many sentences it has; one without a stop is one. "5 км. на юг" is no end."""
    return len([part for part in _END.split(text.strip()) if part.strip()])


def version_of(petition: StoredPetition, language: str) -> Version | None:
    """The petition in this language; ``None`` while it is not whole."""
    title, summary, text = (
        getattr(petition, f"{part}_{language}") for part in ("title", "summary", "text")
    )
    if not (title and summary and text):
        return None
    problem, _blank, demand = text.partition("\n\n")
    return Version(title, summary, problem, demand)


def columns(language: str, version: Version | None) -> dict[str, str | None]:
    """What the rows hold of it."""
    return {
        f"title_{language}": version.title if version else None,
        f"summary_{language}": version.summary if version else None,
        f"text_{language}": version.text if version else None,
    }


def is_bilingual(petition: StoredPetition) -> bool:
    """Whether both languages are whole."""
    return all(version_of(petition, language) is not None for language in LANGUAGES)


def told(petition: StoredPetition) -> bytes:
    """What is hashed: JSON with its keys in order and no spaces."""
    body = {
        "layout": LAYOUT,
        "petition": petition.id,
        "level": petition.level,
        "body": petition.body,
        "region": petition.region,
        "place": petition.place,
        "threshold": petition.threshold,
    }
    for language in LANGUAGES:
        for part in ("title", "summary", "text"):
            body[f"{part}_{language}"] = getattr(petition, f"{part}_{language}")
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def text_hash(petition: StoredPetition) -> str:
    """SHA-256 of it, in hex."""
    return hashlib.sha256(told(petition)).hexdigest()
