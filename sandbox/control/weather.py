"""What happens to everybody at once: trouble on the line, and the passing of time."""

import random
from datetime import timedelta

from sandbox.errors import Misuse
from sandbox.faults import KINDS, ON_WEBHOOK, WEBHOOK, Fault
from sandbox.shapes import Json
from sandbox.telegram import Telegram


def set_fault(telegram: Telegram, body: Json) -> Json:
    """{"kind", "calls"?, "method"?, "chat_id"?, "retry_after"?, "seconds"?}

    `calls` is 1 unless given; null means until it is switched off.
    """
    kind = str(body.get("kind"))
    if kind not in KINDS:
        raise Misuse(f"a fault is one of {', '.join(KINDS)}")
    if body.get("method") == WEBHOOK and kind not in ON_WEBHOOK:
        raise Misuse(f"on the way to a webhook a fault is one of {', '.join(ON_WEBHOOK)}")
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


def deliver_again(telegram: Telegram, body: Json) -> Json:
    """{"last"?, "seed"?}: updates that the bot has confirmed come once more, in any order.

    As after trouble within Telegram. `last` is 1 unless given; the seed decides the order.
    """
    chance = random.Random(body.get("seed", 0))  # noqa: S311 - an order that can be played again
    return {"again": telegram.updates.deliver_again(int(body.get("last", 1)), chance)}
