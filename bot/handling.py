"""What the intake does with an update: find who is talking, and hand it on, once.

Between Telegram's queue and the handlers: without it each handler would have to find out by itself
whose talk an update belongs to, and whether it was there before.
"""

from __future__ import annotations

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.types import Message, Update, User

from bot.desk.seat import seat_of
from bot.flows.runner import Runner
from bot.handlers import dispatcher
from bot.handlers.once import happens_once, note_done, was_done
from bot.handlers.straight import straight
from bot.intake.reception import Handle
from bot.keepsakes import Keepsakes
from bot.sendings import Sendings
from bot.talk import Grounds, Talk
from bot.visits import Visits


def handler(bot: Bot, grounds: Grounds, runner: Runner) -> Handle:
    """For the reception: feeds the handlers."""
    root, visits, keepsakes, sendings = dispatcher(), Visits(), Keepsakes(), Sendings()

    async def handle(update: Update, more_of_album: bool) -> None:
        if is_of_our_own(update, bot.id):
            return
        talk = talk_of(update, bot, grounds, more_of_album=more_of_album)
        if await straight(update, talk, runner):
            return
        seat = await seat_of(update, bot, grounds)
        once = happens_once(update, talk) or seat is not None
        if once and await was_done(grounds, update):
            if talk is not None:
                await talk.rest()
            return
        await root.feed_update(
            bot,
            update,
            talk=talk,
            seat=seat,
            runner=runner,
            grounds=grounds,
            visits=visits,
            keepsakes=keepsakes,
            sendings=sendings,
        )
        if once:
            await note_done(grounds, update)

    return handle


def is_of_our_own(update: Update, bot_id: int) -> bool:
    """Whether it is a card that somebody took from this bot by `@bot word`: no word of theirs."""
    message = update.message
    return message is not None and message.via_bot is not None and message.via_bot.id == bot_id


def talk_of(update: Update, bot: Bot, grounds: Grounds, *, more_of_album: bool) -> Talk | None:
    """The talk that an update belongs to; ``None`` outside of private chats."""
    query = update.callback_query
    message = update.message or update.edited_message
    user: User | None = None
    if query is not None:
        user, pressed = query.from_user, query.message
        if pressed is not None and pressed.chat.type != ChatType.PRIVATE:
            return None
        message = pressed if isinstance(pressed, Message) else None
    elif message is not None and message.chat.type == ChatType.PRIVATE:
        user = message.from_user
    if user is None:
        return None
    return Talk(grounds, bot, update.update_id, user, message, query, more_of_album)
