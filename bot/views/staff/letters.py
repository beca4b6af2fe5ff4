"""What those who work at the desk are told unasked: that a role of theirs came or went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.postman.envelope import Envelope
from bot.talk import Grounds
from bot.views.screen import inline
from bot.views.staff.ways import Staff, go
from bot.views.tongue import Tongue
from bot.views.ways import to_menu
from civic.desk.roles import ROLE_NAMES, Role, roles_of
from civic.phrases import _
from storage.people import Person


async def role_news(
    grounds: Grounds, speaking: Tongue, reader: Person | None, args: Mapping[str, Any]
) -> Envelope | None:
    """Given or taken; nothing where it has changed again since."""
    if reader is None:
        return None
    role = Role(args["role"])
    async with grounds.database.look() as connection:
        held = await roles_of(connection, reader, grounds.administrators)
    if (role in held) is not args["given"]:
        return None
    told = (
        _("From now on you are at the desk: {role}.", role=ROLE_NAMES[role])
        if args["given"]
        else _("This role at the desk is not yours any more: {role}.", role=ROLE_NAMES[role])
    )
    own = [go(speaking, _("My place at the desk"), Staff(to="me"))] if held else []
    return Envelope(speaking.html(told), inline(own, [to_menu(speaking)]))
