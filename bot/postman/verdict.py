"""What became of one letter, and how that is written into its row.

Without one place for this the row, the person's mark and the alarm would tell different stories.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.postman.deeds import Posted
from storage import outbox, reach
from storage.letters import Claimed

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    SENT = "sent"
    UNKNOWN = "unknown"
    """It may have arrived, and must not arrive twice."""
    FAILED = "failed"
    HELD = "held"
    """Its reader cannot be reached, and it waits for them."""
    PUT_BACK = "put back"
    """A try that counts, to be made again."""
    RELEASED = "released"
    """It was not its turn: no try is counted."""
    CANCELLED = "cancelled"
    """What it would have said is no longer true, or of no use any more."""


@dataclass(frozen=True, slots=True)
class Verdict:
    letter: Claimed
    outcome: Outcome
    reason: str = ""
    message_id: int = 0
    posted: Posted | None = None
    """All that arrived, where that is known."""
    not_before: datetime | None = None
    """UTC; for letters that wait again."""
    is_unreachable: bool = False
    """The person cannot be written to at all until they write themselves."""
    is_gone: bool = False
    """And they never will."""
    is_alarming: bool = False
    """Somebody has to look: waiting will not help."""
    is_line_down: bool = False
    """No letter can leave just now."""

    @property
    def waits_again(self) -> bool:
        """Whether it is to be claimed once more."""
        return self.outcome in {Outcome.PUT_BACK, Outcome.RELEASED}


Told = Callable[[AsyncConnection, Verdict, datetime], Awaitable[None]]
"""Whoever must know what became of a letter, in the transaction that writes it down (UTC)."""


async def note_all(
    conn: AsyncConnection,
    verdicts: Sequence[Verdict],
    now: datetime,
    listeners: Mapping[str, Told] | None = None,
) -> None:
    """Write them down in the caller's transaction; ``listeners`` by the name of the view."""
    sent = [one for one in verdicts if one.outcome is Outcome.SENT]
    told = [(one.letter.id, one.message_id) for one in sent]
    await outbox.mark_all_sent(conn, told, now)
    for verdict in verdicts:
        if verdict.outcome is not Outcome.SENT:
            await _note(conn, verdict, now)
    for verdict in verdicts:
        listener = (listeners or {}).get(verdict.letter.view)
        if listener is not None and not verdict.waits_again:
            await _tell(conn, listener, verdict, now)


async def _tell(conn: AsyncConnection, told: Told, verdict: Verdict, now: datetime) -> None:
    """What one of them cannot write down must not undo what became of the other letters."""
    try:
        async with conn.begin_nested():
            await told(conn, verdict, now)
    except Exception as error:  # noqa: BLE001 - the letter has left: nothing may undo that
        log.error(  # noqa: TRY400 - a traceback could quote a row
            "letter %d: what became of it is not noted: %s",
            verdict.letter.id,
            type(error).__name__,
        )


async def _note(conn: AsyncConnection, verdict: Verdict, now: datetime) -> None:
    letter, reason = verdict.letter, verdict.reason
    match verdict.outcome:
        case Outcome.UNKNOWN:
            await outbox.mark_unknown(conn, letter.id, reason, now)
        case Outcome.FAILED:
            await outbox.mark_failed(conn, letter.id, reason, now)
        case Outcome.HELD:
            await outbox.hold(conn, letter.id, reason, now)
        case Outcome.PUT_BACK:
            await outbox.put_back(conn, letter.id, verdict.not_before or now, reason)
        case Outcome.RELEASED:
            await outbox.release(conn, letter.id, verdict.not_before or now)
        case Outcome.CANCELLED:
            await outbox.mark_cancelled(conn, letter.id, now, reason or None)
    if verdict.is_unreachable:
        await reach.lost(conn, letter.chat_id, reason, now, for_good=verdict.is_gone)
