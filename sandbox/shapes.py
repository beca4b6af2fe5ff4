"""The names of the JSON shapes that travel between the bot, the sandbox and the page.

Without these names every signature would spell out the same `dict[str, Any]`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

Json = dict[str, Any]
"""A JSON object, as Telegram's documentation describes it."""

Clock = Callable[[], datetime]
"""Tells the present moment as an aware datetime."""
