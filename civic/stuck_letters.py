"""An administrator decides about letters that did not leave: again, or never.

Each decision leaves its audit line in the same transaction. Of two who decide at once the second
is told that it is done: the functions return how many letters this decision was about.
"""

from __future__ import annotations

from civic.act import Act
from storage import audit, stuck_letters
from storage.stuck_letters import Trouble

AT_A_TIME = 1000
"""Letters that one press decides about: more would hold up everybody who writes meanwhile."""


async def resend(act: Act, letter_id: int) -> int:
    """Let one leave again."""
    done = int(await stuck_letters.resend(act.connection, letter_id, act.now))
    return await _noted(act, "letter.resent", f"letter:{letter_id}", done)


async def drop(act: Act, letter_id: int) -> int:
    """Let one never leave."""
    done = int(await stuck_letters.drop(act.connection, letter_id, act.now))
    return await _noted(act, "letter.dropped", f"letter:{letter_id}", done)


async def resend_all(act: Act, trouble: Trouble) -> int:
    """Let all with this reason leave again, the oldest first."""
    done = await stuck_letters.resend_all(act.connection, trouble, act.now, AT_A_TIME)
    return await _noted(act, "letters.resent", f"{trouble.state}:{trouble.reason}", done)


async def drop_all(act: Act, trouble: Trouble) -> int:
    """Let all with this reason never leave."""
    done = await stuck_letters.drop_all(act.connection, trouble, act.now, AT_A_TIME)
    return await _noted(act, "letters.dropped", f"{trouble.state}:{trouble.reason}", done)


async def _noted(act: Act, what: str, subject: str, done: int) -> int:
    if done:
        await audit.note(act.connection, act.now, what, act.person.id, subject)
    return done
