"""What a failed try says about an update: nobody is there, Telegram is away, or it is the update.

Without this an outage of a minute would put aside what people said meanwhile, and somebody who
blocks the bot in haste would raise an alarm.
"""

from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter

from bot.telegram.repetition import is_mishap

LONGEST_OUTAGE = 900.0  # seconds of waiting for Telegram before an update counts as failed
LONGEST_PAUSE = 30.0  # seconds between two tries of an update that waits


class Outage:
    """How long one update has waited for Telegram, and how long it waits next."""

    def __init__(self) -> None:
        self._waited = 0.0
        self._pause = 1.0

    def next_pause(self) -> float:
        """Seconds, doubling each time; 0.0 when it has waited long enough."""
        if self._waited >= LONGEST_OUTAGE:
            return 0.0
        pause = self._pause
        self._waited, self._pause = self._waited + pause, min(LONGEST_PAUSE, pause * 2)
        return pause


def is_outage(error: BaseException) -> bool:
    """Whether the line or Telegram failed, or Telegram asked to wait once more, and nothing else.

    When the gate opens, all who waited pass at once, and Telegram may well send the same one back
    every time.
    """
    if isinstance(error, BaseExceptionGroup):
        return all(is_outage(part) for part in error.exceptions)
    return isinstance(error, TelegramRetryAfter) or (
        isinstance(error, Exception) and is_mishap(error)
    )


def is_unheard(error: BaseException) -> bool:
    """Whether the person blocks the bot: what they did is done, and nobody hears the answer."""
    if isinstance(error, BaseExceptionGroup):
        return any(is_unheard(part) for part in error.exceptions)
    return isinstance(error, TelegramForbiddenError)
