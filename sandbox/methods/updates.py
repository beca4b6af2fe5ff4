"""How a bot hears: long polling, or where Telegram should knock.

Telegram serves one listener at a time; two copies of a bot that both believe they
are alone would share out the messages between them.
"""

import asyncio

from sandbox.errors import conflict
from sandbox.methods.registry import method
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram

LIMIT = 100
LONGEST_POLL = 50
"""Seconds."""
TERMINATED = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


@method("getUpdates")
async def get_updates(telegram: Telegram, call: Call) -> list[Json]:
    if telegram.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    queue = telegram.updates
    allowed = call.sequence("allowed_updates")
    if allowed is not None:
        queue.allowed = [str(kind) for kind in allowed]
    offset = call.integer("offset") or 0
    queue.confirm_through(offset)
    limit = min(max(call.integer("limit") or LIMIT, 1), LIMIT)
    timeout = min(max(call.integer("timeout") or 0, 0), LONGEST_POLL)

    telegram.poll_number += 1
    mine = telegram.poll_number
    if telegram.polls_in_flight:
        telegram.bell.ring()

    def ours_or_news() -> bool:
        return bool(queue.pending) or telegram.poll_number != mine

    telegram.polls_in_flight += 1
    if telegram.last_poll_ended is None:
        telegram.bell.ring()
    try:
        if timeout:
            await telegram.bell.until(ours_or_news, timeout)
    finally:
        telegram.polls_in_flight -= 1
        telegram.last_poll_ended = asyncio.get_running_loop().time()
    if telegram.poll_number != mine:
        raise conflict(TERMINATED)
    return queue.pending[:limit]


@method("setWebhook")
def set_webhook(telegram: Telegram, call: Call) -> bool:
    return telegram.webhook.point_to(call)


@method("deleteWebhook")
def delete_webhook(telegram: Telegram, call: Call) -> bool:
    return telegram.webhook.remove(drop=call.flag("drop_pending_updates"))


@method("getWebhookInfo")
def get_webhook_info(telegram: Telegram, _call: Call) -> Json:
    return telegram.webhook.as_json()
