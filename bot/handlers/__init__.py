"""Which command, button or message starts what. The order of the routers is the order of rights:
commands before steps, known buttons before outdated ones.
"""

from functools import cache

from aiogram import Dispatcher, F
from aiogram.enums import ChatType

from bot.handlers import (
    administration,
    commands,
    complaining,
    complaints,
    finding,
    helping,
    membership,
    pages,
    steps,
)
from bot.talk import Talk


async def is_private(_event: object, talk: Talk | None) -> bool:
    """Buttons are pressed in private chats only; elsewhere nobody put any."""
    return talk is not None


@cache
def dispatcher() -> Dispatcher:
    """One for the process, since a router has one parent; what differs comes with each update.

    The handlers of private chats: what happens in groups is nobody's business here yet."""
    root = Dispatcher(disable_fsm=True, name="azamat")
    root.message.filter(F.chat.type == ChatType.PRIVATE)
    root.callback_query.filter(is_private)
    root.edited_message.filter(F.chat.type == ChatType.PRIVATE)
    root.my_chat_member.filter(F.chat.type == ChatType.PRIVATE)
    root.include_routers(
        commands.router,
        administration.router,
        finding.router,  # before the branch's pages: what is done comes before what is shown
        helping.router,
        complaining.router,
        complaints.router,
        pages.router,
        steps.router,
        membership.router,
    )
    return root
