"""Which method is served by which function.

Telegram takes method names in any case, so they are kept in lower case.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.parameters import Call
from sandbox.telegram import Telegram

Method = Callable[[Telegram, Call], Any | Awaitable[Any]]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Enters a function as the Bot API method `name`."""

    def enter(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return enter
