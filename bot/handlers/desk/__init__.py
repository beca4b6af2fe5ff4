"""What the volunteers do: in the groups of the desk, and with its pages in private.

Whoever is not of the desk meets none of it: in private these commands do not exist for them, in
the group each act says who may do it.
"""

from aiogram import Router

from bot.desk.seat import Seat
from bot.handlers.desk import banning, cards, changes, checking, commands, lists, numbers, words

__all__ = ["router"]


async def has_seat(_event: object, seat: Seat | None) -> bool:
    """Only what stands in a group of the desk, or is of the desk in private."""
    return seat is not None


router = Router(name=__name__)
for observer in (router.message, router.edited_message, router.callback_query):
    observer.filter(has_seat)
router.include_routers(
    changes.router,
    commands.router,
    banning.router,
    checking.router,
    lists.router,
    numbers.router,
    cards.router,
    words.router,  # the last: whatever else is written is a note or an answer
)
