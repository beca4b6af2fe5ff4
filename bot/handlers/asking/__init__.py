"""What the person who asks the volunteers does: their questions, and what they write into them."""

from aiogram import Router

from bot.handlers.asking import pages, words

__all__ = ["router"]

router = Router(name=__name__)
router.include_routers(pages.router, words.router)
