"""When the desk cannot work: the administrators hear of it, with what to do."""

from __future__ import annotations

from bot.talk import Grounds
from civic.act import Act
from storage import outbox
from storage.outbox import Delivery, Lane, Letter


async def tell_administrators(grounds: Grounds, chat_id: int, what: str) -> None:
    """Once a day for each group and trouble; ``what`` is a code of the letter's view."""
    now = grounds.now()
    async with grounds.database.act() as connection:
        for administrator in grounds.administrators:
            letter = Letter(
                dedupe_key=f"trouble:desk:{what}:{chat_id}:{now:%Y-%m-%d}:{administrator}",
                chat_id=administrator,
                view="desk_trouble",
                args={"chat": chat_id, "what": what},
                lane=Lane.NOTICE,
                delivery=Delivery.AT_LEAST_ONCE,
                not_before=now,
            )
            await outbox.put(connection, grounds.ring, letter, now)
    grounds.letters_put()


async def ask_for_role(grounds: Grounds, act: Act, first_name: str) -> None:
    """Somebody of the group would like to help: the administrators may make them a volunteer.

    Within the act that was refused to them; once a day for each.
    """
    for administrator in grounds.administrators:
        letter = Letter(
            dedupe_key=f"volunteer-asks:{act.person.id}:{act.now:%Y-%m-%d}:{administrator}",
            chat_id=administrator,
            view="volunteer_asks",
            args={"person": act.person.id},
            lane=Lane.NOTICE,
            delivery=Delivery.AT_LEAST_ONCE,
            not_before=act.now,
            sealed_args={"name": first_name},
        )
        await outbox.put(act.connection, act.ring, letter, act.now)
