"""Letters that somebody has to decide about: they failed, or nobody knows whether they arrived.

Shown by id, view and reason. Never an argument: what a letter says is its reader's. A decision
changes only what is undecided still, so that of two people who decide at once the second is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Update, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.letters import Delivery, Lane, State, is_stuck
from storage.tables import letters


@dataclass(frozen=True, slots=True)
class Trouble:
    """Letters that share a fate (failed or unknown) and a reason."""

    state: State
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Stuck:
    """One of them. ``since`` is when it got stuck (UTC)."""

    id: int
    view: str
    lane: Lane
    delivery: Delivery
    state: State
    reason: str
    attempts: int
    since: datetime
    not_after: datetime | None
    to_group: bool


_reason = func.coalesce(letters.c.reason, "")
_alike = (letters.c.state == bindparam("fate"), _reason == bindparam("why"))
_TROUBLES = (
    select(letters.c.state, _reason, func.count())
    .where(is_stuck())
    .group_by(letters.c.state, _reason)
    .order_by(func.count().desc(), letters.c.state, _reason)
)
_STUCK = select(
    letters.c.id,
    letters.c.view,
    letters.c.lane,
    letters.c.delivery,
    letters.c.state,
    _reason,
    letters.c.attempts,
    func.coalesce(letters.c.failed_at, letters.c.unknown_at, letters.c.created_at),
    letters.c.not_after,
    letters.c.chat_id < 0,
).where(is_stuck())
_ONE = _STUCK.where(letters.c.id == bindparam("letter"))
_PAGE = (
    _STUCK.where(*_alike)
    .order_by(letters.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("passed"))
)
_this = letters.c.id == bindparam("letter")
_of_use = or_(letters.c.not_after.is_(None), letters.c.not_after > bindparam("now"))


def _these(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    oldest = select(letters.c.id).where(is_stuck(), *_alike, *where).order_by(letters.c.id)
    return letters.c.id.in_(oldest.limit(bindparam("most")).scalar_subquery())


def _resend(which: ColumnElement[bool]) -> Update:
    return (
        update(letters)
        .where(is_stuck(), which, _of_use)
        .values(
            state=State.WAITING.value,
            not_before=bindparam("now"),
            attempts=0,
            reason=None,
            failed_at=None,
            unknown_at=None,
        )
    )


def _drop(which: ColumnElement[bool]) -> Update:
    return (
        update(letters)
        .where(is_stuck(), which)
        .values(
            state=State.CANCELLED.value,
            cancelled_at=bindparam("now"),
            reason="dropped",
            sealed_args=None,
        )
    )


_RESEND, _RESEND_ALL = _resend(_this), _resend(_these(_of_use))
_RESEND_CHAT = _resend(
    letters.c.id.in_(
        select(letters.c.id)
        .where(
            is_stuck(),
            letters.c.chat_id == bindparam("chat"),
            letters.c.state == State.FAILED.value,
        )
        .order_by(letters.c.id)
        .limit(bindparam("most"))
        .scalar_subquery()
    )
)
_DROP, _DROP_ALL = _drop(_this), _drop(_these())


async def troubles(conn: AsyncConnection) -> list[Trouble]:
    """What went wrong and how often, the most frequent first."""
    rows = await conn.execute(_TROUBLES)
    return [Trouble(State(state), reason, count) for state, reason, count in rows]


async def page(
    conn: AsyncConnection, trouble: Trouble, at_most: int, passed: int
) -> Sequence[Stuck]:
    """Letters of this trouble, the newest first, after the first `passed`."""
    asked = {
        "fate": trouble.state.value,
        "why": trouble.reason,
        "most": at_most,
        "passed": passed,
    }
    return [_stuck(*row) for row in await conn.execute(_PAGE, asked)]


async def one(conn: AsyncConnection, letter_id: int) -> Stuck | None:
    """The letter, if it is to be decided about still."""
    row = (await conn.execute(_ONE, {"letter": letter_id})).one_or_none()
    return _stuck(*row) if row else None


async def resend(conn: AsyncConnection, letter_id: int, now: datetime) -> bool:
    """Let it wait for the postman again; False when it was decided about, or is of no use now."""
    return (await conn.execute(_RESEND, {"letter": letter_id, "now": now})).rowcount == 1


async def resend_chat(conn: AsyncConnection, chat_id: int, now: datetime, at_most: int) -> int:
    """The same for those of one chat, which can be written to again; returns how many."""
    asked = {"chat": chat_id, "now": now, "most": at_most}
    return (await conn.execute(_RESEND_CHAT, asked)).rowcount


async def resend_all(conn: AsyncConnection, trouble: Trouble, now: datetime, at_most: int) -> int:
    """The same for all of this trouble, `at_most` at a time; returns how many."""
    return (await conn.execute(_RESEND_ALL, _asked(trouble, now, at_most))).rowcount


async def drop(conn: AsyncConnection, letter_id: int, now: datetime) -> bool:
    """It never leaves, and its sealed arguments go; False when it was decided about."""
    return (await conn.execute(_DROP, {"letter": letter_id, "now": now})).rowcount == 1


async def drop_all(conn: AsyncConnection, trouble: Trouble, now: datetime, at_most: int) -> int:
    """The same for all of this trouble, `at_most` at a time; returns how many."""
    return (await conn.execute(_DROP_ALL, _asked(trouble, now, at_most))).rowcount


def _asked(trouble: Trouble, now: datetime, at_most: int) -> dict[str, object]:
    return {"fate": trouble.state.value, "why": trouble.reason, "now": now, "most": at_most}


def _stuck(
    number: int,
    view: str,
    lane: int,
    delivery: str,
    state: str,
    reason: str,
    attempts: int,
    since: datetime,
    not_after: datetime | None,
    to_group: bool,
) -> Stuck:
    return Stuck(
        number,
        view,
        Lane(lane),
        Delivery(delivery),
        State(state),
        reason,
        attempts,
        since,
        not_after,
        bool(to_group),
    )
