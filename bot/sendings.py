"""What was just sent to whom: so that a finger that taps twice does not get a file twice.

In memory: after a restart nobody taps the same button within seconds.
"""

from __future__ import annotations

from datetime import datetime, timedelta

PAUSE = timedelta(seconds=5)
"""From the end of one sending to the next of the same that is meant."""
_MOST = 1000


class Sendings:
    """The latest files, by person and button."""

    def __init__(self) -> None:
        self._at: dict[tuple[int, str], datetime] = {}

    def is_repeated(self, person: int, what: str, now: datetime) -> bool:
        """Whether the same was sent to them a moment ago."""
        at = self._at.get((person, what))
        return at is not None and now - at < PAUSE

    def note(self, person: int, what: str, now: datetime) -> None:
        """It is sent."""
        if len(self._at) >= _MOST:
            self._at = {key: at for key, at in self._at.items() if now - at < PAUSE}
        self._at[person, what] = now
