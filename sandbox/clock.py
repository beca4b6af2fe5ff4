"""The sandbox's own time.

Rules such as "deleting only under 48 hours" must be tried in a moment, not in two days:
so time comes from a clock that is handed in and can be pushed forward.
"""

from datetime import UTC, datetime, timedelta

from sandbox.shapes import Clock


def real_time() -> datetime:
    return datetime.now(UTC)


class SandboxClock:
    """A clock that adds to another one what it has been advanced by."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or real_time
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The present moment in UTC."""
        moment = self._clock()
        if moment.tzinfo is None:
            raise ValueError("The sandbox's clock must return an aware datetime.")
        return moment.astimezone(UTC) + self._ahead

    def advance(self, by: timedelta) -> None:
        """Pushes the time forward; it never goes back, as Telegram's does not."""
        if by < timedelta():
            raise ValueError("The sandbox's clock only goes forward.")
        self._ahead += by
