"""Who may do this, asked at each press anew: a right that was taken away is gone at once."""

from __future__ import annotations

from bot.talk import Talk


async def is_administrator(_event: object, talk: Talk | None) -> bool:
    """A filter for handlers."""
    return talk is not None and talk.user.id in talk.grounds.administrators
