"""The way of the updates that come most: an answer to a step goes past the routers.

Nine updates of ten are such, and every filter of every router was asked about each, some of them in
a thread of their own: that took as long as the step itself.
"""

from __future__ import annotations

from aiogram.types import Update

from bot.flows.moves import Typed
from bot.flows.runner import Runner
from bot.handlers.steps import pressed
from bot.talk import Talk
from bot.views.steps import PREFIX


async def straight(update: Update, talk: Talk | None, runner: Runner) -> bool:
    """Take what can only be meant for a step; False when the routers have to be asked.

    That is a press of a step's button, and a text that is no command while a script listens.
    """
    query, message = update.callback_query, update.message
    if talk is None:
        return False
    if query is not None and (query.data or "").startswith(f"{PREFIX}:"):
        await pressed(query, talk, runner)
        return True
    if message is not None and message.reply_to_message is not None:
        return False  # it may be for a ticket
    if message is not None and message.text and not message.text.startswith("/"):
        return await runner.hear(talk, Typed(message.text, message.message_id))
    return False
