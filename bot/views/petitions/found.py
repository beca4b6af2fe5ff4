"""What a search found, kept in the ended draft: shown again as it was when Telegram repeats it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from bot.views.petitions.listing import found_screen
from bot.views.screen import Screen
from bot.views.tongue import Tongue
from storage.petition_lists import ListedPetition

_LEFT_OUT = frozenset({"summary_kk", "summary_ru"})
_DAYS = ("closes_on", "first_by")


def kept(asked: str, found: Sequence[ListedPetition], today: date) -> dict[str, Any]:
    """The arguments of the ending."""
    return {"asked": asked, "today": today.isoformat(), "found": [_packed(it) for it in found]}


def found_again(tongue: Tongue, args: dict[str, Any]) -> Screen:
    """The screen of it."""
    found = [_unpacked(it) for it in args["found"]]
    return found_screen(tongue, args["asked"], found, date.fromisoformat(args["today"]))


def _packed(listed: ListedPetition) -> dict[str, Any]:
    values = {it.name: getattr(listed, it.name) for it in fields(listed)}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if name not in _LEFT_OUT
    }


def _unpacked(told: dict[str, Any]) -> ListedPetition:
    values = {**dict.fromkeys(_LEFT_OUT), **told}
    for name in _DAYS:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    read_at = values["read_at"]
    values["read_at"] = datetime.fromisoformat(read_at) if read_at else None
    return ListedPetition(**values)
