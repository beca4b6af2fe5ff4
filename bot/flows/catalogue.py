"""All scripts of the bot. A new conversation is added here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from bot.flows.complaint import complaint
from bot.flows.my_region import my_region
from bot.flows.onboarding import onboarding
from bot.flows.report_mistake import report_mistake
from bot.flows.script import Script


def all_scripts(administrators: Iterable[int], zone: tzinfo) -> dict[str, Script]:
    """The scripts by name. ``administrators`` (Telegram ids) are told what people report; days are
    those of ``zone``.
    """
    scripts = (onboarding, my_region, report_mistake(tuple(administrators)), complaint(zone))
    return {script.name: script for script in scripts}
