"""One's own complaints: what each button of their pages does."""

from __future__ import annotations

from aiogram import Router

from bot.handlers.complaints import beginning, deciding, seeing, sending

router = Router(name=__name__)
router.include_routers(seeing.router, sending.router, beginning.router, deciding.router)
