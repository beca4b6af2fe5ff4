"""An administrator has called, visited, written or looked: the entry becomes a checked one.

Everything that people are shown of a centre comes through here. What is typed in haste is refused
when it cannot be true: a wrong phone or an open address does harm at once. Of two who check the
same entry the second is told what the first has changed, before anything is written over.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from civic.act import Act
from civic.directory import words
from civic.directory.dossier import Dossier, Seen, dossier
from civic.directory.entry import Entry, entry
from civic.directory.exchange import joined_codes
from civic.directory.typed import READERS
from civic.phrases import Phrase, Refusal, _
from storage import audit, directory
from storage.centre_checks import FOUND_OPEN
from storage.directory import Centre, CentreCheck
from storage.secrecy import OPEN_DOOR, ROUGH, is_secret, notes_say_secret, without_secrets

ADDRESS_OF_OFFICES_ONLY = _(
    "An address is kept only of a public office. Leave it out, or change what is shown."
)


class Way(StrEnum):
    """How it was checked."""

    PHONE = "phone"
    VISIT = "visit"
    LETTER = "letter"
    SITE = "site"


class Outcome(StrEnum):
    """What was found. The first two make the entry a checked one."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    NO_ANSWER = "no_answer"
    """The last good check stays, and the entry stays due for checking."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to become of an entry, as typed. ``None`` leaves it, an empty text takes it away.

    Lists are separated by semicolons, commas or lines. ``conditions`` and ``services`` are codes of
    ``civic.directory.vocabulary``; ``hours`` in the grammar of ``civic.directory.hours``.
    """

    phones: str | None = None
    hours: str | None = None
    conditions: str | None = None
    services: str | None = None
    languages: str | None = None
    address: str | None = None
    publish_level: str | None = None
    """``phone_only``, ``city_only`` or ``public_office``."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed the entry since it was looked at; ``now`` is what is known of it."""

    def __init__(self, why: Phrase, now: Dossier) -> None:
        super().__init__(why)
        self.now = now


async def check_entry(
    act: Act,
    centre_id: str,
    outcome: Outcome,
    way: Way,
    note: str | None = None,
    changes: Changes | None = None,
    *,
    administrators: Collection[int],
    seen: Seen | None = None,
) -> Entry:
    """Note the check and make the changes; the entry as it is shown from now on.

    ``administrators`` are Telegram ids; ``seen`` is how much of its history the checker knows.
    Raises ``Refusal``, whose step is the field to mend, and ``ChangedMeanwhile``. The reports so
    far no longer count, and the marks of who made them are forgotten.
    """
    refuse_others(act, administrators)
    connection = act.connection
    await directory.lock_centre(connection, centre_id)
    found = await dossier(connection, centre_id, act.now)
    if found is None or found.centre.retired_at is not None:
        raise Refusal(_("This entry is no longer in the directory."))
    if seen is not None and seen != found.seen:
        raise ChangedMeanwhile(_what_changed(found, seen), found)
    centre, changes = found.centre, changes or Changes()
    becomes = _becomes(centre, changes)
    check = CentreCheck(centre_id, act.now, act.person.id, way.value, outcome.value)
    check_id = await directory.add_check(connection, check, becomes)
    if note:
        await directory.seal_check_note(connection, act.ring, check_id, note)
    if is_secret(becomes.get("publish_level", centre.publish_level), centre.notes):
        await directory.forget_where(connection, centre_id)
    if outcome.value in FOUND_OPEN or outcome is Outcome.CLOSED:
        await directory.forget_reporters(connection, "centre", centre_id)
    await audit.note(connection, act.now, "centre.checked", act.person.id, f"centre:{centre_id}")
    checked = await directory.centre(connection, centre_id)
    assert checked is not None, "it is locked"
    return entry(checked)


def refuse_others(act: Act, administrators: Collection[int]) -> None:
    """Raise ``Refusal`` for whoever is no administrator (any more)."""
    if act.person.telegram_id not in administrators:
        raise Refusal(_("Only an administrator can do this."))


def _what_changed(found: Dossier, seen: Seen) -> Phrase:
    """What somebody else found and changed since, in words, the oldest first."""
    checks = reversed(found.checks[: len(found.checks) - seen.checks])
    changes = reversed(found.changes[: len(found.changes) - seen.changes])
    told = [
        *(words.OUTCOME[check.outcome] for check in checks),
        *(
            words.changed(
                change.what,
                words.value(change.what, change.was),
                words.value(change.what, change.became),
            )
            for change in changes
            if change.what in words.FIELD
        ),
    ]
    return _(
        "Since you began, somebody else has checked or changed this entry: {changes}. Nothing of "
        "yours is lost. Please look it over once more, then save.",
        changes=tuple(told) or _("details of the source"),
    )


def _becomes(centre: Centre, changes: Changes) -> dict[str, Any]:
    """Column to its new value, only what was asked for and what follows from it."""
    becomes: dict[str, Any] = {}
    for field in fields(changes):
        typed = getattr(changes, field.name)
        if typed is not None:
            becomes[field.name] = READERS[field.name](typed) or None
    if "conditions" in becomes or "services" in becomes:
        becomes["codes"] = joined_codes(
            list(centre.serves),
            _new_list(becomes, "services", centre.services),
            centre.shelter,
            _new_list(becomes, "conditions", centre.conditions),
        )
    return becomes | _place(centre, becomes)


def _place(centre: Centre, becomes: dict[str, Any]) -> dict[str, Any]:
    """What the level makes of the place. Refuses an open door where a source says secret."""
    level = becomes.get("publish_level", centre.publish_level)
    if level == OPEN_DOOR and "publish_level" in becomes and notes_say_secret(centre.notes):
        raise Refusal(
            _("A source says that this address is secret. It cannot be shown."), "publish_level"
        )
    if becomes.get("address") and is_secret(level, centre.notes):
        raise Refusal(ADDRESS_OF_OFFICES_ONLY, "address")
    if not is_secret(level, centre.notes):
        return _without_old_point(centre, becomes)
    kept = {
        "publish_level": level,
        "notes": centre.notes,
        "geo_precision": centre.geo_precision,
        "address": centre.address,
        "latitude": centre.latitude,
        "longitude": centre.longitude,
    }
    safe = without_secrets(kept)
    return {name: value for name, value in safe.items() if value != kept[name]}


def _without_old_point(centre: Centre, becomes: dict[str, Any]) -> dict[str, Any]:
    """A point on the map belongs to its address: with another one it would lead to a wrong door."""
    moved = "address" in becomes and becomes["address"] != centre.address
    if not moved or centre.geo_precision in (None, ROUGH):
        return {}
    return {"latitude": None, "longitude": None, "geo_precision": None}


def _new_list(becomes: dict[str, Any], name: str, old: tuple[str, ...]) -> list[str]:
    if name not in becomes:
        return list(old)
    return becomes[name].split(";") if becomes[name] else []
