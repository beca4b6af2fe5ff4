"""Checks an export without a database: whoever trusts nobody counts for themselves.

Everything that can be recomputed is; whatever cannot (regions, the petition's own words) is under
the seal. ``docs/petitions-log.md`` tells how to write another one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from civic.petitions import heads
from civic.petitions.events import Counting, Event, Line, LogBroken, Tally
from civic.petitions.exporting import LAYOUT, Document, by_day, sealed_bytes, table
from civic.petitions.frozen import frozen_hash
from civic.petitions.heads import Head
from civic.petitions.merkle import Peaks

PARTS = {
    "layout",
    "petition",
    "public_key",
    "head",
    "heads",
    "lines",
    "by_day",
    "by_region",
    "seal",
}


class NotAnExport(Exception):  # noqa: N818 - it says what the file is not
    """The file cannot be read as an export at all."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at, and whether it is as it should be."""

    holds: bool
    what: str


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A head that somebody kept, from the channel for example."""

    head: Head
    signature: bytes


def read(content: bytes) -> Document:
    """The document of a file. ``NotAnExport`` with a sentence."""
    document = _loaded(content)
    if not isinstance(document, dict) or document.get("layout") != LAYOUT:
        raise NotAnExport(f"It is no export of a petition in the form {LAYOUT}.")
    if document.keys() != PARTS:
        raise NotAnExport("Parts of the export are missing, or there are some too many.")
    return document


def kept_heads(content: bytes) -> list[KeptHead]:
    """The heads in a file: that of a day from the channel, or a list of some."""
    document = _loaded(content)
    rows = document.get("heads") if isinstance(document, dict) else document
    try:
        return [_head(row) for row in rows or ()]
    except (KeyError, TypeError, ValueError) as error:
        raise NotAnExport("The file with the heads cannot be read.") from error


def _loaded(content: bytes) -> Any:
    try:
        return json.loads(content, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as error:
        raise NotAnExport("It cannot be read as JSON.") from error


def _without_doubles(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("A name stands twice.")
    return found


def check(
    document: Document, key: str | None = None, kept: Sequence[KeptHead] = ()
) -> Iterator[Checked]:
    """Everything, one thing after the other.

    ``key``: the public key that the reader knows from elsewhere (hex); ``kept``: heads that they
    kept from before.
    """
    try:
        yield from _checked(document, key, kept)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield Checked(False, f"A row has another shape than it should ({type(error).__name__}).")


def _checked(document: Document, key: str | None, kept: Sequence[KeptHead]) -> Iterator[Checked]:
    public_key: str = document["public_key"]
    if key is not None:
        yield Checked(key == public_key, "The key is the one that you named.")
    yield Checked(_is_sealed(document, public_key), "The seal over the whole file is good.")
    petition_id = document["petition"]["id"]
    lines = [_line(petition_id, row) for row in document["lines"]]
    own = [_head(row) for row in document["heads"]]
    last = _head(document["head"])
    asked = [one for one in (*own, *kept, last) if one.head.petition == petition_id]
    try:
        marks = _recounted(lines, {one.head.size for one in asked})
    except LogBroken as broken:
        yield Checked(False, str(broken))
        return
    yield Checked(True, f"{len(lines)} lines, none of which contradicts another.")
    yield Checked(
        all(row.head.petition == petition_id for row in (*own, last))
        and last.head.size == len(lines),
        "The newest head is of this petition and of all its lines.",
    )
    count = last.head.tally.count
    yield _of_head(last, public_key, marks, f"The count, {count}, is what the lines say.")
    for one in own:
        when = f"{one.head.signed_at:%Y-%m-%d}"
        yield _of_head(one, public_key, marks, f"The log begins with what was signed on {when}.")
    for one in kept:
        if one.head.petition == petition_id:
            when = f"{one.head.signed_at:%Y-%m-%d}"
            what = f"The log begins with the head of {when} that you kept."
            yield _of_head(one, public_key, marks, what)
    yield Checked(
        document["by_day"] == table(by_day(lines), "day"),
        "The counts by day follow from the lines.",
    )
    yield _text(document["petition"], lines)


def _of_head(one: KeptHead, key: str, marks: dict[int, tuple[bytes, Tally]], what: str) -> Checked:
    """Signed with the key, and of exactly what the first lines say."""
    is_true = marks.get(one.head.size) == (one.head.root, one.head.tally)
    return Checked(is_true and heads.is_signed(one.head, one.signature, key), what)


def _recounted(lines: Sequence[Line], sizes: set[int]) -> dict[int, tuple[bytes, Tally]]:
    """Root and count of the log at each of these sizes."""
    counting, peaks = Counting(), Peaks()
    found = {0: (peaks.root, counting.told)} if 0 in sizes else {}
    for line in lines:
        counting.add(line)
        peaks, _complete = peaks.append(line.leaf)
        if counting.size in sizes:
            found[counting.size] = (peaks.root, counting.told)
    return found


def _text(petition: Document, lines: Sequence[Line]) -> Checked:
    told = [line.subject for line in lines if line.event is Event.TEXT]
    hashed = frozen_hash(petition["id"], petition)
    is_frozen = bool(told) and told[-1] == petition["text_hash"] == hashed
    return Checked(is_frozen or not told, "The text is the one that was published.")


def _is_sealed(document: Document, key: str) -> bool:
    try:
        seal = bytes.fromhex(document["seal"])
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(seal, sealed_bytes(document))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _line(petition_id: str, row: Document) -> Line:
    if row.keys() != {"seq", "event", "subject", "day", "inside"}:
        raise ValueError("A line has other fields.")
    if type(row["seq"]) is not int or type(row["inside"]) is not bool:
        raise TypeError("A field is of another type.")
    if not isinstance(row["subject"], str):
        raise TypeError("A subject is a text.")
    return Line(
        petition_id,
        row["seq"],
        Event(row["event"]),
        row["subject"],
        date.fromisoformat(row["day"]),
        row["inside"],
    )


def _head(row: Document) -> KeptHead:
    numbers = [row[name] for name in ("supports", "withdrawals", "invalidations", "outside")]
    if any(type(number) is not int for number in (*numbers, row["size"])):
        raise TypeError("A field is of another type.")
    signed_at = datetime.fromisoformat(row["signed_at"])
    if signed_at.tzinfo is None:
        raise ValueError("A moment without a time zone.")
    head = Head(
        row["petition"],
        row["size"],
        bytes.fromhex(row["root"]),
        Tally(*numbers),
        signed_at.astimezone(UTC),
    )
    if json.loads(head.told) != {key: value for key, value in row.items() if key != "signature"}:
        raise ValueError("A head has another form than the signed one.")
    return KeptHead(head, bytes.fromhex(row["signature"]))
