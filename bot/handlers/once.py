"""What is no step of a talk is done once: its id is written down when it is done and shown.

Telegram repeats what it was not told of: after a kill, after an answer lost on the way, at times
long after. Without this a /menu of yesterday would put away the talk that the person is in, an old
word would answer a new question, and a page that was closed in haste would open again.

A step writes its id down itself, together with the answer (``bot/flows/runner.py``): an answer must
not count twice even if it was never shown. Here it is the other way round: what was done but not
shown is done again, which harms nobody.
"""

from __future__ import annotations

import logging

from aiogram.types import Update
from sqlalchemy.exc import SQLAlchemyError

from bot.talk import Grounds, Talk
from storage import updates
from storage.errors import DatabaseUnavailable

log = logging.getLogger(__name__)


def happens_once(update: Update, talk: Talk | None) -> bool:
    """Whether it is worth a row: what is said in a group changes nothing."""
    return talk is not None or update.my_chat_member is not None


async def was_done(grounds: Grounds, update: Update) -> bool:
    """Whether Telegram only repeats it."""
    async with grounds.database.look() as connection:
        return await updates.is_recorded(connection, update.update_id)


async def note_done(grounds: Grounds, update: Update) -> None:
    """Write it down; what cannot be written down may be shown once more, and that is all."""
    try:
        async with grounds.database.act() as connection:
            await updates.record(connection, update.update_id, grounds.now())
    except (DatabaseUnavailable, SQLAlchemyError, OSError) as error:
        log.warning("update %d is done, but not noted: %s", update.update_id, type(error).__name__)
