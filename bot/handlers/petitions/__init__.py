"""Petitions: what each button of their pages does, and what is offered in other chats."""

from __future__ import annotations

from bot.handlers.petitions import (
    following,
    inline,
    looking,
    mine,
    proving,
    receipts,
    supporting,
    sweeping,
)

routers = (
    looking.router,
    supporting.router,
    receipts.router,
    mine.router,
    proving.router,
    sweeping.router,
    following.router,
)
inline_router = inline.router
"""What is typed in other chats has no talk."""
