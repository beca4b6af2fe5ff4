"""The hash of a petition's text: what was published is what was supported, to the letter.

It is the subject of the first line of the log, so that no head can be signed over a changed text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from storage.petitions import StoredPetition

LAYOUT = "azamat-petition-text/1"
FROZEN = ("title_kk", "title_ru", "summary_kk", "summary_ru", "text_kk", "text_ru")
"""What nobody can change once it is published."""


def texts_of(petition: StoredPetition) -> dict[str, str | None]:
    """The texts that are frozen."""
    return {name: getattr(petition, name) for name in FROZEN}


def text_hash(texts: Mapping[str, str | None]) -> str:
    """SHA-256 of the texts, in hex: JSON with its keys in order and no spaces."""
    body = {"layout": LAYOUT, **{name: texts[name] for name in FROZEN}}
    told = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()
