"""An administrator decides about what people sent and the bot failed to handle."""

from __future__ import annotations

from civic.act import Act
from storage import audit, updates


async def try_again(act: Act, update_id: int) -> bool:
    """Mark it as being tried again; False when it is resolved, or being tried already."""
    administrator = act.person.telegram_id
    if not await updates.retry_set_aside(act.connection, update_id, administrator, act.now):
        return False
    await audit.note(
        act.connection, act.now, "update.retried", act.person.id, f"update:{update_id}"
    )
    return True


async def drop(act: Act, update_id: int) -> bool:
    """It is never handled, and what it says is destroyed; False when it was resolved."""
    if not await updates.resolve_set_aside(act.connection, update_id, "dropped", act.now):
        return False
    await audit.note(
        act.connection, act.now, "update.dropped", act.person.id, f"update:{update_id}"
    )
    return True
