"""All scripts of the bot. A new conversation is added here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from bot.flows.after_fact import after_fact
from bot.flows.after_files import after_files
from bot.flows.after_missing import after_missing
from bot.flows.after_number import after_number
from bot.flows.after_registered import after_registered
from bot.flows.after_status import after_status
from bot.flows.check_entry import checking
from bot.flows.complaint import complaint
from bot.flows.desk_ban import desk_ban
from bot.flows.desk_group import desk_group
from bot.flows.desk_hours import day_hours, weekday_hours
from bot.flows.desk_name import desk_name
from bot.flows.my_region import my_region
from bot.flows.onboarding import onboarding
from bot.flows.ready_answer import ready_answer
from bot.flows.report_mistake import report_mistake
from bot.flows.script import Script


def all_scripts(administrators: Iterable[int], zone: tzinfo) -> dict[str, Script]:
    """The scripts by name. ``administrators`` (Telegram ids) are told what people report; days are
    those of ``zone``.
    """
    trusted = tuple(administrators)
    scripts = (
        onboarding,
        my_region,
        report_mistake(trusted),
        checking(trusted),
        complaint(zone),
        after_registered(zone),
        after_status(zone),
        after_number(zone),
        after_fact(),
        after_files(),
        after_missing(zone),
        ready_answer(trusted),
        weekday_hours(trusted),
        day_hours(trusted, zone),
        desk_name(trusted),
        desk_ban(trusted),
        desk_group(trusted),
    )
    return {script.name: script for script in scripts}
