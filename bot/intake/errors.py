"""What can end the intake of updates.

IntakeError
├── NotAnUpdateError    what arrived has no update id: it can be neither recognised nor confirmed
└── AbandonedError      the bot stops before this update was done; Telegram will repeat it
"""


class IntakeError(Exception):
    """The root of this package's errors."""


class NotAnUpdateError(IntakeError):
    """What arrived is not an update of the Bot API."""


class AbandonedError(IntakeError):
    """The bot stops before this update was done."""
