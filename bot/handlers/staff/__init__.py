"""The pages of those who work at the desk, in private: for everybody else they do not exist.

Each page asks the roles of whoever opens it, each act asks them again, in its own transaction.
"""

from aiogram import Router

from bot.handlers.staff import answers, bans, groups, home, hours, people

router = Router(name=__name__)
router.include_routers(
    home.router,
    people.router,
    hours.router,
    answers.router,
    bans.router,
    groups.router,
    home.others,
)

__all__ = ["router"]
