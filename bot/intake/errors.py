"""What can be wrong with an update before anybody looks into it.

IntakeError
└── NotAnUpdateError    what arrived has no update id: it can be neither recognised nor confirmed
"""


class IntakeError(Exception):
    """The root of this package's errors."""


class NotAnUpdateError(IntakeError):
    """What arrived is not an update of the Bot API."""
