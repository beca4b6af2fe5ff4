"""The export of a petition: everything that its count is made of, and nobody's identity.

The same file is read back by ``civic.petitions.auditing`` on any machine. Its form is told in
``docs/petitions-log.md`` and may only change together with ``LAYOUT``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions import heads, signing
from civic.petitions.events import Event, Line
from civic.petitions.frozen import frozen_of
from civic.petitions.heads import Head
from civic.petitions.hiding import hidden
from civic.petitions.kinds import Level
from civic.petitions.log import line_of
from civic.petitions.states import SHOWN, State
from storage import petition_logs, petition_windows, petitions
from storage.petitions import StoredPetition
from storage.vault import KeyRing

LAYOUT = "azamat-petition-export/1"
ELSEWHERE = "-"
"""The row of those who did not say where they live."""
Document = dict[str, Any]


async def export(
    conn: AsyncConnection, ring: KeyRing, petition_id: str, now: datetime
) -> Document | None:
    """The document, sealed by a signature; ``None``: there is no such petition with a log.

    Needs a transaction that may write: the log must not grow meanwhile. ``NotSigned`` when the log
    is not what it was.
    """
    signed = await signing.sign_now(conn, ring, petition_id, now)
    petition = await petitions.get(conn, petition_id)
    if petition is None or signed is None or State(petition.state) not in SHOWN:
        return None
    lines = [line_of(line) async for line in petition_logs.lines(conn, petition_id)]
    kept = await petition_logs.heads(conn, petition_id)
    regions = await petition_windows.standing_by_region(conn, petition_id)
    secret = await signing.seed(conn, ring, now)
    document: Document = {
        "layout": LAYOUT,
        "petition": _told(petition),
        "public_key": heads.public_key(secret),
        "head": head_row(signed.head, signed.signature),
        "heads": [head_row(signing.head_of(one), one.signature) for one in kept],
        "lines": [line_row(line) for line in lines],
        "by_day": table(by_day(lines), "day"),
        "by_region": table(_regions(petition, regions), "region"),
    }
    return sealed(document, secret)


def _told(petition: StoredPetition) -> Document:
    """What everybody may read of it. Of the author nothing: their name is sealed."""
    return {
        "id": petition.id,
        "kind": petition.kind,
        "state": petition.state,
        "text_hash": petition.text_hash,
        **frozen_of(petition),
    }


def line_row(line: Line) -> Document:
    """A line of the log."""
    return {
        "seq": line.seq,
        "event": line.event.value,
        "subject": line.subject,
        "day": line.day.isoformat(),
        "inside": line.inside,
    }


def head_row(head: Head, signature: bytes) -> Document:
    """A head as it was signed, and its signature."""
    told: Document = json.loads(head.told)
    return {**told, "signature": signature.hex()}


def by_day(lines: Iterable[Line]) -> dict[str, int | None]:
    """Supports given on each day, small numbers hidden."""
    days = Counter(line.day.isoformat() for line in lines if line.event is Event.SUPPORT)
    return hidden(days)


def _regions(petition: StoredPetition, counted: Mapping[str | None, int]) -> dict[str, int | None]:
    """Supports that count, by declared region, small numbers hidden.

    How many live where a local petition is for stands in the lines: that cell hides no other.
    """
    cells = {region or ELSEWHERE: count for region, count in counted.items()}
    is_local = petition.level != Level.REPUBLIC and petition.region is not None
    return hidden(cells, {petition.region or ""} if is_local else ())


def table(cells: Mapping[str, int | None], of: str) -> list[Document]:
    """Rows of a table with small numbers hidden."""
    return [{of: key, "supports": count} for key, count in cells.items()]


def sealed(document: Document, secret: bytes) -> Document:
    """With a signature over all of it."""
    signature = Ed25519PrivateKey.from_private_bytes(secret).sign(sealed_bytes(document))
    return {**document, "seal": signature.hex()}


def sealed_bytes(document: Document) -> bytes:
    """What the seal is over: the layout, and SHA-256 of the document without its seal."""
    body = {key: value for key, value in document.items() if key != "seal"}
    told = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return f"{LAYOUT}\n{hashlib.sha256(told.encode()).hexdigest()}".encode()


def as_json(document: Document) -> bytes:
    """For a file: a line for each row, so that two exports can be compared by eye."""
    parts = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in value)
            parts.append(f"{json.dumps(key)}: [\n{rows}\n]")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def as_csv(document: Document) -> bytes:
    """The two tables for a spreadsheet: ``table,key,supports``; a hidden number is empty."""
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(("table", "key", "supports"))
    head = document["head"]
    count = head["supports"] - head["withdrawals"] - head["invalidations"]
    rows.writerow(("count", "", count))
    for name in ("supports", "withdrawals", "invalidations", "outside"):
        rows.writerow(("head", name, head[name]))
    for name, of in (("by_day", "day"), ("by_region", "region")):
        for row in document[name]:
            rows.writerow((of, row[of], "" if row["supports"] is None else row["supports"]))
    return file.getvalue().encode("utf-8-sig")
