"""What a link `t.me/<bot>?start=…` may ask for."""

from __future__ import annotations

from civic.regions import Region, regions

HELP = "help"
"""Straight to the lines, before anything is asked."""
LONGEST_LINK = 48
"""Telegram allows 64 characters; what comes back in a button must fit beside its prefix."""
_REGION = "region_"


def region_wanted(payload: str) -> Region | None:
    """The region of a link such as `start=region_KZ-75`."""
    return regions().get(payload.removeprefix(_REGION)) if payload.startswith(_REGION) else None
