"""All scripts of the bot. A new conversation is added here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.check_entry import checking
from bot.flows.my_region import my_region
from bot.flows.onboarding import onboarding
from bot.flows.report_mistake import report_mistake
from bot.flows.script import Script


def all_scripts(administrators: Iterable[int]) -> dict[str, Script]:
    """The scripts by name. ``administrators`` (Telegram ids) are told what people report."""
    trusted = tuple(administrators)
    scripts = (onboarding, my_region, report_mistake(trusted), checking(trusted))
    return {script.name: script for script in scripts}
