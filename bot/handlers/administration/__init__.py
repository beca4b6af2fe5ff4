"""What administrators do from Telegram: one page, `/admin`, and a router for each subject below it.

Whoever is no administrator at the moment of the press meets none of it: for them these commands and
buttons do not exist.
"""

from bot.handlers.administration import entries, post, set_aside
from bot.handlers.administration.home import router

router.include_routers(entries.router, post.router, set_aside.router)

__all__ = ["router"]
