"""The ticks of proof and fraud, and of what epetition.kz says."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.epetition import Epetition
from bot.proof.fraud import go_on_sweeping, look_for_fraud
from bot.proof.nights import close_night
from bot.proof.portal import read_portal
from bot.scheduler import Tick
from bot.talk import Grounds


def proof_ticks(grounds: Grounds) -> dict[str, tuple[Tick, float]]:
    """What is due with time, and every how many seconds it is looked for."""
    portal = Epetition(grounds.epetition_url) if grounds.epetition_url else None

    async def read(now: datetime) -> None:
        if portal is not None:
            await read_portal(grounds, portal, now)

    return {
        "petition_heads": (partial(close_night, grounds), 600),
        "petition_sweeps": (partial(go_on_sweeping, grounds), 5),
        "petition_suspicions": (partial(look_for_fraud, grounds), 300),
        "epetition": (read, 600),
    }
