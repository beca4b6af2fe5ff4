"""The wire between a test and the sandbox: JSON there and back.

A connection is opened for each call and closed after it, so that a test has nothing to
close and no warning about an open session to explain.
"""

from typing import Any

from aiohttp import ClientSession, ClientTimeout

from sandbox.errors import Misuse
from sandbox.shapes import Json

_SLACK = 30.0
"""Seconds that a call may take beyond what it was asked to wait."""


class Line:
    """Calls to the control part of one sandbox."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    async def post(self, path: str, body: Json) -> Json:
        """Raises `Misuse` with the sandbox's reason where it refuses."""
        timeout = ClientTimeout(total=float(body.get("timeout") or 0) + _SLACK)
        async with (
            ClientSession(timeout=timeout) as session,
            session.post(f"{self.url}/sandbox/{path}", json=body) as response,
        ):
            return _checked(await response.json())

    async def get(self, path: str, within: float = 0.0, **query: Any) -> Json:
        timeout = ClientTimeout(total=within + _SLACK)
        async with (
            ClientSession(timeout=timeout) as session,
            session.get(f"{self.url}/sandbox/{path}", params=query) as response,
        ):
            return _checked(await response.json())


def _checked(answer: Any) -> Json:
    if not isinstance(answer, dict) or answer.get("ok") is False:
        raise Misuse(str(answer.get("description") if isinstance(answer, dict) else answer))
    return answer
