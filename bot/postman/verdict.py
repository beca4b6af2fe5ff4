"""What became of one letter, and how that is written into its row.

Without one place for this the row, the person's mark and the alarm would tell different stories.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from storage import outbox, people
from storage.letters import Claimed


class Outcome(StrEnum):
    SENT = "sent"
    UNKNOWN = "unknown"
    """It may have arrived, and must not arrive twice."""
    FAILED = "failed"
    PUT_BACK = "put back"
    """A try that counts, to be made again."""
    RELEASED = "released"
    """It was not its turn: no try is counted."""
    CANCELLED = "cancelled"
    """What it would have said is no longer true."""


@dataclass(frozen=True, slots=True)
class Verdict:
    letter: Claimed
    outcome: Outcome
    reason: str = ""
    message_id: int = 0
    not_before: datetime | None = None
    """UTC; for letters that wait again."""
    is_unreachable: bool = False
    """The person cannot be written to at all until they write themselves."""
    is_alarming: bool = False
    """Somebody has to look: waiting will not help."""
    is_line_down: bool = False
    """No letter can leave just now."""


async def note(conn: AsyncConnection, verdict: Verdict, now: datetime) -> None:
    """Write it down in the caller's transaction."""
    letter = verdict.letter
    match verdict.outcome:
        case Outcome.SENT:
            await outbox.mark_sent(conn, letter.id, verdict.message_id, now)
        case Outcome.UNKNOWN:
            await outbox.mark_unknown(conn, letter.id, verdict.reason, now)
        case Outcome.FAILED:
            await outbox.mark_failed(conn, letter.id, verdict.reason, now)
            if verdict.is_unreachable:
                await people.mark_unreachable(conn, letter.chat_id, now)
        case Outcome.PUT_BACK:
            await outbox.put_back(conn, letter.id, verdict.not_before or now, verdict.reason)
        case Outcome.RELEASED:
            await outbox.release(conn, letter.id, verdict.not_before or now)
        case Outcome.CANCELLED:
            await outbox.mark_cancelled(conn, letter.id, now)
