"""Petitions: what each button of their pages does, and what is offered in other chats."""

from __future__ import annotations

from bot.handlers.petitions import inline, looking, mine, receipts, supporting

routers = (looking.router, supporting.router, receipts.router, mine.router)
inline_router = inline.router
"""What is typed in other chats has no talk."""
