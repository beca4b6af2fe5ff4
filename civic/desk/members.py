"""Everybody of the desk in one list, and the first name under which somebody appears to people."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.desk.roles import NOT_YOURS, Role, roles_of
from civic.phrases import Refusal, _
from storage import people, staff
from storage.vault import KeyRing

LONGEST_NAME = 30
_NAME = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)?")
NAME_PLEASE = _("Please write a first name, letters only: it is all that people see of you.")


@dataclass(frozen=True, slots=True)
class Member:
    """``person_id`` None: an administrator of the settings who has never written to the bot.

    ``is_fixed``: an administrator by the settings; no button changes that.
    """

    person_id: int | None
    telegram_id: int
    roles: frozenset[Role]
    name: str | None = None
    is_fixed: bool = False


async def members(
    conn: AsyncConnection, ring: KeyRing, administrators: Collection[int]
) -> list[Member]:
    """All who hold a role; administrators of the settings first, then by how long."""
    roles: dict[int, set[Role]] = {chief: {Role.ADMINISTRATOR} for chief in administrators}
    for one in await staff.holders(conn, *Role):
        roles.setdefault(one.telegram_id, set()).add(Role(one.role))
    known = await people.look_up_all(conn, list(roles))
    found = []
    for telegram_id, held in roles.items():
        person = known.get(telegram_id)
        name = await staff.shown_name(conn, ring, person.id) if person else None
        is_fixed = telegram_id in administrators
        person_id = person.id if person else None
        found.append(Member(person_id, telegram_id, frozenset(held), name, is_fixed))
    return found


async def member(
    conn: AsyncConnection, ring: KeyRing, administrators: Collection[int], person_id: int
) -> Member | None:
    """One person, with whatever they hold now; None when the bot does not know them."""
    person = await people.by_id(conn, person_id)
    if person is None:
        return None
    held = await roles_of(conn, person, administrators)
    name = await staff.shown_name(conn, ring, person_id)
    return Member(person_id, person.telegram_id, held, name, person.telegram_id in administrators)


def read_name(typed: str) -> str:
    """The name as it is kept. Raises ``Refusal``."""
    name = " ".join(typed.split())
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise Refusal(NAME_PLEASE, "name")
    return name


async def appear_as(act: Act, administrators: Collection[int], name: str | None) -> None:
    """Sign one's answers with this first name; None: with the organisation's name alone."""
    if not await roles_of(act.connection, act.person, administrators, hold=True):
        raise Refusal(NOT_YOURS)
    kept = read_name(name) if name is not None else None
    await staff.set_shown_name(act.connection, act.ring, act.person.id, kept)
