"""What cannot change once a petition is published, and its hash as anybody computes it.

The hash is the subject of the first line of the log: no head can be signed over another text. It is
computed from the fields of an export, by whoever checks one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from storage.petitions import StoredPetition

LAYOUT = "azamat-petition-text/1"
FIELDS = ("level", "body", "region", "place", "threshold")
TEXTS = ("title_kk", "title_ru", "summary_kk", "summary_ru", "text_kk", "text_ru")
FROZEN = (*FIELDS, *TEXTS)


def frozen_of(petition: StoredPetition) -> dict[str, Any]:
    """The fields that are frozen."""
    return {name: getattr(petition, name) for name in FROZEN}


def frozen_hash(petition_id: str, frozen: Mapping[str, Any]) -> str:
    """SHA-256 in hex, of JSON with its keys in order and no spaces, in UTF-8."""
    body = {"layout": LAYOUT, "petition": petition_id, **{name: frozen[name] for name in FROZEN}}
    told = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def text_hash(petition: StoredPetition) -> str:
    """The same, of a petition that we hold."""
    return frozen_hash(petition.id, frozen_of(petition))
