"""Which command, button or message starts what. The order of the routers is the order of rights:
commands before steps, known buttons before outdated ones.
"""

from functools import cache

from aiogram import Dispatcher, F, Router
from aiogram.enums import ChatType

from bot.handlers import (
    administration,
    asking,
    commands,
    complaining,
    complaints,
    desk,
    finding,
    helping,
    membership,
    pages,
    petitions,
    staff,
    steps,
)
from bot.talk import Talk


async def is_private(_event: object, talk: Talk | None) -> bool:
    """What people press in their own chat with the bot."""
    return talk is not None


@cache
def dispatcher() -> Dispatcher:
    """One for the process, since a router has one parent; what differs comes with each update.

    The desk first: its commands and buttons in private are of the staff, and mean nothing to
    others. What happens in other groups is nobody's business."""
    root = Dispatcher(disable_fsm=True, name="azamat")
    private = Router(name="private")
    private.message.filter(F.chat.type == ChatType.PRIVATE)
    private.callback_query.filter(is_private)
    private.edited_message.filter(F.chat.type == ChatType.PRIVATE)
    private.my_chat_member.filter(F.chat.type == ChatType.PRIVATE)
    private.include_routers(
        commands.router,
        administration.router,
        staff.router,
        asking.router,  # what is said in answer to a volunteer is for the volunteer
        finding.router,  # before the branch's pages: what is done comes before what is shown
        helping.router,
        complaining.router,
        complaints.router,
        *petitions.routers,
        pages.router,
        steps.router,
        membership.router,
    )
    root.include_routers(desk.router, private, petitions.inline_router)
    return root
