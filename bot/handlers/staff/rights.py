"""Who may open a page of the staff, asked at each press anew, and how such a page is opened."""

from __future__ import annotations

from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.flows.runner import Runner
from bot.talk import Talk
from civic.desk.roles import Right, Role, may, roles_of
from storage import people


async def roles_now(talk: Talk) -> frozenset[Role]:
    """What whoever is talking is at the desk."""
    async with talk.grounds.database.look() as connection:
        person = await people.look_up(connection, talk.user.id)
        if person is None:
            chief = talk.user.id in talk.grounds.administrators
            return frozenset({Role.ADMINISTRATOR}) if chief else frozenset()
        return await roles_of(connection, person, talk.grounds.administrators)


class Allowed(Filter):
    """Only whoever has the right; with none named, everybody of the desk. Hands on the roles."""

    def __init__(self, right: Right | None = None) -> None:
        self._right = right

    async def __call__(
        self, _event: Message | CallbackQuery, talk: Talk | None
    ) -> bool | dict[str, Any]:
        if talk is None:
            return False
        roles = await roles_now(talk)
        is_allowed = bool(roles) if self._right is None else may(roles, self._right)
        return {"roles": roles} if is_allowed else False


async def opened(talk: Talk, runner: Runner) -> bool:
    """Before a page is made: from now on their language is spoken, and a command leaves a talk.

    Whether that talk had put keys below. A press leaves nothing: its page stands in the message
    that was pressed.
    """
    person = await talk.person()
    return await runner.pause(talk) if talk.query is None and person and person.focus else False
