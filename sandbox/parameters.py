"""What a bot sends with a call, however it sends it.

Libraries differ: JSON, a form, multipart with attached files, objects as JSON strings.
Telegram reads them all alike, and so must the sandbox for bots of any framework.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, web

from sandbox.errors import bad_request
from sandbox.shapes import Json


@dataclass(frozen=True)
class Upload:
    """A file that came with the call itself."""

    name: str
    content: bytes
    mime_type: str | None = None


@dataclass
class Call:
    """One call of a method: its name in lower case and its parameters."""

    method: str
    fields: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """A string; None where it is absent."""
        value = self.fields.get(name)
        return None if value is None else str(value)

    def integer(self, name: str) -> int | None:
        """A whole number; None where it is absent or empty."""
        value = self.fields.get(name)
        if value is None or value == "":
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f'parameter "{name}" must be an integer') from None

    def number(self, name: str) -> float | None:
        value = self.fields.get(name)
        if value is None or value == "":
            return None
        try:
            return float(value)
        except (TypeError, ValueError):
            raise bad_request(f"{name} must be a number") from None

    def flag(self, name: str) -> bool:
        """A switch; absent means off."""
        return str(self.fields.get(name, "")).lower() in ("true", "1", "yes")

    def json(self, name: str) -> Any:
        """A value that may have been sent as a JSON string; None where it is absent."""
        value = self.fields.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def mapping(self, name: str) -> Json | None:
        """As `json`, and it must be an object."""
        value = self.json(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"can't parse {name} JSON object: expected an Object")
        return value

    def sequence(self, name: str) -> list[Any] | None:
        """As `json`, and it must be an array."""
        value = self.json(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {name} JSON object: expected an Array")
        return value

    def integers(self, name: str) -> list[int]:
        """An array of whole numbers, such as `message_ids`."""
        try:
            return [int(value) for value in self.sequence(name) or []]
        except (TypeError, ValueError):
            raise bad_request(f"can't parse {name}: expected an Array of Integers") from None


async def read_call(method: str, request: web.Request) -> Call:
    """Reads the parameters from the address and from the body."""
    call = Call(method.lower(), dict(request.query))
    if request.content_type == "application/json":
        body = await request.read()
        if body:
            call.fields.update(_object(body))
    elif request.content_type == "multipart/form-data":
        await read_parts(call, await request.multipart())
    elif request.content_type == "application/x-www-form-urlencoded":
        call.fields.update(await request.post())
    return call


def _object(body: bytes) -> Json:
    try:
        parsed = json.loads(body)
    except ValueError:
        raise bad_request("can't parse request JSON object") from None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse request JSON object")
    return parsed


async def read_parts(call: Call, reader: MultipartReader) -> None:
    """Adds the fields and the files of a multipart body to a call."""
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            call.fields[part.name] = content.decode("utf-8", "replace")
        else:
            mime_type = part.headers.get("Content-Type")
            call.uploads[part.name] = Upload(part.filename, content, mime_type)
