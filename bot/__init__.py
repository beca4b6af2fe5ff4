"""Azamat's Telegram face: the only part of the house that knows aiogram."""

import bot.quick_aiogram  # noqa: F401 - must come before anything of aiogram
