"""Showing a page outside of the scripts: the one way for every handler that only shows."""

from __future__ import annotations

from bot.flows.runner import Runner
from bot.talk import Talk
from bot.views.screen import Screen


async def put(talk: Talk, runner: Runner, screen: Screen) -> None:
    """Show a page; what was being asked listens no more, and waits in the menu."""
    person = await talk.person()
    keys = await runner.pause(talk) if person and person.focus else False
    await talk.show(screen, drop_keys=keys)
