"""When the desk cannot work: the administrators hear of it, with what to do."""

from __future__ import annotations

from bot.talk import Grounds
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
