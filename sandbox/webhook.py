"""Knocking at the bot's door: updates delivered by POST.

An update leaves the queue only after a 2xx. A bot that answers before it has done the work,
or that falls over amid it, must meet the same repetitions here as in life.
The sandbox knocks only at this machine.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, MultipartReader

from sandbox.bell import Bell
from sandbox.clock import SandboxClock
from sandbox.errors import bad_request
from sandbox.faults import WEBHOOK, Fault, FaultSwitch
from sandbox.parameters import Call, read_parts
from sandbox.shapes import Json
from sandbox.updates import UpdateQueue

CONNECTIONS = 40
LONGEST_BACKOFF = 60.0
PATIENCE = ClientTimeout(total=60)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")

Answer = Callable[[Call], Awaitable[None]]
"""Carries out the method that a bot put into the body of its 200."""


@dataclass
class Webhook:
    """Where the bot wants its updates, and how the last knocks went."""

    updates: UpdateQueue
    bell: Bell
    clock: SandboxClock
    faults: FaultSwitch = field(default_factory=FaultSwitch)
    """Those that name the webhook: cut_before, and cut_after, when the bot's 2xx is lost."""
    backoff: float = 1.0
    """Seconds before the first repetition; doubled each time, to a minute at most."""
    url: str = ""
    secret: str = ""
    connections: int = CONNECTIONS
    last_error_at: datetime | None = None
    last_error: str = ""
    _failures: dict[int, int] = field(default_factory=dict)
    _not_before: dict[int, float] = field(default_factory=dict)
    _in_flight: dict[int, asyncio.Task[None]] = field(default_factory=dict)

    def point_to(self, call: Call) -> bool:
        """setWebhook. An empty address takes the webhook away."""
        url = call.text("url") or ""
        if not url:
            return self.remove(drop=call.flag("drop_pending_updates"))
        _check_address(url)
        secret = call.text("secret_token") or ""
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        allowed = call.sequence("allowed_updates")
        if allowed is not None:
            self.updates.allowed = [str(kind) for kind in allowed]
        if call.flag("drop_pending_updates"):
            self.updates.clear()
        self.url, self.secret = url, secret
        self.connections = min(max(call.integer("max_connections") or CONNECTIONS, 1), 100)
        self.last_error_at, self.last_error = None, ""
        self.bell.ring()
        return True

    def remove(self, *, drop: bool = False) -> bool:
        """deleteWebhook."""
        if drop:
            self.updates.clear()
        self.url, self.secret = "", ""
        self.bell.ring()
        return True

    def as_json(self) -> Json:
        """The Bot API's `WebhookInfo`."""
        shown: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending),
        }
        if self.url:
            shown["max_connections"] = self.connections
            shown["ip_address"] = "127.0.0.1"
        if self.last_error_at:
            shown["last_error_date"] = int(self.last_error_at.timestamp())
            shown["last_error_message"] = self.last_error
        if self.updates.allowed:
            shown["allowed_updates"] = self.updates.allowed
        return shown

    async def keep_delivering(self, answer: Answer) -> None:
        """Delivers for as long as the sandbox lives; cancel it to stop."""
        async with ClientSession(timeout=PATIENCE) as session:
            try:
                while not self.bell.closed:
                    version = self.bell.version
                    self._knock(session, answer)
                    await self.bell.until(
                        lambda seen=version: self.bell.version != seen,  # type: ignore[misc]  # bound now
                        self._pause(),
                    )
            finally:
                tasks = list(self._in_flight.values())
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    def _knock(self, session: ClientSession, answer: Answer) -> None:
        if not self.url:
            return
        now = asyncio.get_running_loop().time()
        for update in self.updates.pending:
            number = update["update_id"]
            if len(self._in_flight) >= self.connections:
                return
            if number not in self._in_flight and self._not_before.get(number, 0.0) <= now:
                self._in_flight[number] = asyncio.create_task(
                    self._deliver(session, answer, update), name=f"webhook {number}"
                )

    def _pause(self) -> float:
        now = asyncio.get_running_loop().time()
        waiting = [at - now for at in self._not_before.values() if at > now]
        return max(0.001, min(waiting, default=LONGEST_BACKOFF))

    async def _deliver(self, session: ClientSession, answer: Answer, update: Json) -> None:
        number = update["update_id"]
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        fault = self.faults.next_for(WEBHOOK, None)
        try:
            _cut(fault, "cut_before")
            async with session.post(self.url, json=update, headers=headers) as response:
                _cut(fault, "cut_after")
                if HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
                    call = await method_in(response)
                    self._done(number)
                    if call.method:
                        await answer(call)
                else:
                    self._failed(number, f"Wrong response from the webhook: {response.status}")
        except (ClientError, OSError, TimeoutError, ValueError) as error:
            self._failed(number, f"Connection failed: {type(error).__name__}")
        finally:
            self._in_flight.pop(number, None)
            self.bell.ring()

    def _done(self, number: int) -> None:
        self._failures.pop(number, None)
        self._not_before.pop(number, None)
        self.updates.take_out(number)

    def _failed(self, number: int, reason: str) -> None:
        self._failures[number] = self._failures.get(number, 0) + 1
        pause = min(self.backoff * 2 ** (self._failures[number] - 1), LONGEST_BACKOFF)
        self._not_before[number] = asyncio.get_running_loop().time() + pause
        self.last_error_at, self.last_error = self.clock.now(), reason


def _cut(fault: Fault | None, moment: str) -> None:
    if fault is not None and fault.kind == moment:
        raise ConnectionResetError


async def method_in(response: ClientResponse) -> Call:
    """The call in the body of a bot's answer: JSON, a form or multipart; often there is none."""
    call = Call("", {})
    if response.content_type == "multipart/form-data":
        await read_parts(call, MultipartReader.from_response(response).stream)
    else:
        body = await response.text()
        if response.content_type == "application/x-www-form-urlencoded":
            call.fields.update(parse_qsl(body))
        elif body.startswith("{"):
            call.fields.update(json.loads(body))
    call.method = str(call.fields.pop("method", "")).lower()
    return call


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    local = parts.hostname == "localhost"
    if not local:
        try:
            local = ip_address(parts.hostname).is_loopback
        except ValueError:
            local = False
    if not local:
        raise bad_request("bad webhook: the sandbox delivers to this machine only")
