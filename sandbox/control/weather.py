"""What happens to everybody at once: trouble on the line, and the passing of time."""

from datetime import timedelta

from sandbox.errors import Misuse
from sandbox.faults import KINDS, Fault
from sandbox.shapes import Json
from sandbox.telegram import Telegram


def set_fault(telegram: Telegram, body: Json) -> Json:
    """{"kind", "calls"?, "method"?, "chat_id"?, "retry_after"?, "seconds"?}

    `calls` is 1 unless given; null means until it is switched off.
    """
    kind = str(body.get("kind"))
    if kind not in KINDS:
        raise Misuse(f"a fault is one of {', '.join(KINDS)}")
    calls = body.get("calls", 1)
    telegram.faults.on.append(
        Fault(
            kind=kind,
            calls=None if calls is None else int(calls),
            method=body.get("method"),
            chat_id=body.get("chat_id"),
            retry_after=int(body.get("retry_after") or 1),
            seconds=float(body.get("seconds") or 1.0),
        )
    )
    telegram.bell.ring()
    return {"ok": True, "faults": [fault.as_json() for fault in telegram.faults.on]}


def advance(telegram: Telegram, body: Json) -> Json:
    """{"seconds"}: pushes the sandbox's clock forward."""
    telegram.clock.advance(timedelta(seconds=float(body["seconds"])))
    telegram.bell.ring()
    return {"ok": True, "now": telegram.clock.now().isoformat()}
