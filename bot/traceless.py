"""A talk of which nothing stays in the chat but the latest message of the bot.

For what is written to the volunteers from the help branch: whoever shares the phone must find
neither the words nor the phrase that opens them. By the same rows and the same clean-up as the
branch itself, so that a kill in between leaves nothing behind.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError

from bot.cleanup import clean_up
from bot.talk import Talk
from storage import traces

GOES_AFTER = timedelta(hours=1)
"""The last message too, when nobody goes on."""


async def keep_only(talk: Talk, shown: int, until: datetime | None = None) -> None:
    """The message that was just shown stays for a while; what was sent and shown before goes.

    For an hour at most, or ``until`` then: as long as a phrase has opened what it shows.
    """
    chat, now, grounds = talk.user.id, talk.grounds.now(), talk.grounds
    async with grounds.database.act() as connection:
        await traces.hurry(connection, chat, now)
        if talk.query is None and talk.message is not None:
            await traces.note(
                connection,
                chat,
                talk.message.message_id,
                is_ours=False,
                sent_at=talk.message.date,
                due_at=now,
            )
        due_at = until or now + GOES_AFTER
        await traces.note(connection, chat, shown, is_ours=True, sent_at=now, due_at=due_at)
        await traces.postpone(connection, chat, [shown], due_at)
    with suppress(TelegramNetworkError, TelegramServerError, TelegramRetryAfter):
        await clean_up(talk.bot, grounds.database, grounds.zone, chat, now)
