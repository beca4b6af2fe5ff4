"""What a link `t.me/<bot>?start=…` may ask for."""

from __future__ import annotations

import re

from civic.regions import Region, regions

HELP = "help"
"""Straight to the lines, before anything is asked."""
LONGEST_LINK = 48
"""Telegram allows 64 characters; what comes back in a button must fit beside its prefix."""
PETITIONS = "petitions"
"""To the petitions."""
PETITION = "petition_"
_REGION = "region_"
_PETITION_LINK = re.compile(rf"{PETITION}([A-Za-z0-9-]{{1,36}})")


def region_wanted(payload: str) -> Region | None:
    """The region of a link such as `start=region_KZ-75`."""
    return regions().get(payload.removeprefix(_REGION)) if payload.startswith(_REGION) else None


def petition_wanted(payload: str) -> str | None:
    """The petition of a link such as `start=petition_abcd1234`."""
    found = _PETITION_LINK.fullmatch(payload)
    return found[1] if found else None


def link_of(username: str, petition_id: str) -> str:
    """The link that leads to this petition in the bot of this name."""
    return f"https://t.me/{username}?start={PETITION}{petition_id}"
