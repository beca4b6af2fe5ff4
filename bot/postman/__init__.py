"""Letters out: everything that the bot says unasked, within Telegram's limits, none forgotten."""

from bot.postman.envelope import Envelope
from bot.postman.postman import Postman

__all__ = ["Envelope", "Postman"]
