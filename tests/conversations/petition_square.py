"""Petitions for tests of whole talks: published, supported by many at once."""

from __future__ import annotations

from typing import Any

from bot.talk import Grounds
from storage import people, staff
from storage.petitions import StoredPetition
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker
from tests.storage.petition_grounds import PETITION, Crowd, is_published

__all__ = ["PETITION", "Square"]


class Square:
    """Where people support petitions without a talk each."""

    def __init__(self, town: Town) -> None:
        self.town = town

    @property
    def grounds(self) -> Grounds:
        """Of the bot that runs now."""
        assert self.town.azamat is not None
        return self.town.azamat.grounds

    async def publishes(self, **values: Any) -> StoredPetition:
        """A petition is there."""
        grounds = self.grounds
        return await is_published(grounds.database, grounds.ring, grounds.now(), **values)

    async def is_supported(self, first: int, count: int, petition: str = PETITION) -> None:
        """By these people."""
        grounds = self.grounds
        crowd = Crowd(grounds.database, grounds.ring, grounds.now())
        for who in range(first, first + count):
            await crowd.supports(who, petition)

    async def employs(self, speaker: Speaker, role: str) -> None:
        """They hold the role from now on."""
        grounds = self.grounds
        async with grounds.database.act() as connection:
            person = await people.look_up(connection, speaker.phone.chat_id)
            assert person is not None
            await staff.grant(connection, person.id, role, None, grounds.now())
