"""What people and moderators do with petitions."""

from bot.handlers.petitions import following, proving, sweeping

routers = (proving.router, sweeping.router, following.router)

__all__ = ["routers"]
