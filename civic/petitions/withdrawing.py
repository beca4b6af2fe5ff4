"""An author takes the petition itself back, as long as it was not sent."""

from __future__ import annotations

from civic.act import Act
from civic.petitions.moving import Why, held, move
from civic.petitions.states import State
from civic.petitions.supporting import GONE
from civic.phrases import Refusal
from storage.petitions import StoredPetition


async def withdraw(act: Act, petition_id: str) -> StoredPetition:
    """For good. ``Refusal`` once it is with those who decide, or when it is not theirs."""
    petition = await held(act.connection, petition_id)
    if petition is None or petition.author_id != act.person.id:
        raise Refusal(GONE)
    if petition.state == State.WITHDRAWN:
        return petition
    why = Why(by=act.person.id)
    return await move(act.connection, petition, State.WITHDRAWN, act.now, why, look_at=None)
