"""Petitions: which button or command starts what."""

from __future__ import annotations

from bot.handlers.petitions import answering, authoring, moderating

routers = (authoring.router, moderating.router, answering.router, moderating.others)

__all__ = ["routers"]
