"""Petitions: what each button of their pages does, and what is offered in other chats."""

from __future__ import annotations

from bot.handlers.petitions import (
    answering,
    authoring,
    following,
    inline,
    looking,
    mine,
    moderating,
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
    authoring.router,
    moderating.router,
    answering.router,
    moderating.others,
)
inline_router = inline.router
"""What is typed in other chats has no talk."""
