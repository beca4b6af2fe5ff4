"""All scripts of the bot. A new conversation is added here, and nowhere else."""

from __future__ import annotations

from bot.flows.add_companion import add_companion
from bot.flows.after_fact import after_fact
from bot.flows.after_files import after_files
from bot.flows.after_missing import after_missing
from bot.flows.after_number import after_number
from bot.flows.after_registered import after_registered
from bot.flows.after_status import after_status
from bot.flows.ask_person import ask_person, ask_quietly
from bot.flows.check_entry import checking
from bot.flows.complaint import complaint
from bot.flows.desk_ban import desk_ban
from bot.flows.desk_group import desk_group
from bot.flows.desk_hours import day_hours, weekday_hours
from bot.flows.desk_name import desk_name
from bot.flows.find_petition import find_petition
from bot.flows.moderate_petition import return_petition, translate_petition
from bot.flows.my_region import my_region
from bot.flows.onboarding import onboarding
from bot.flows.petition_answer import petition_answered, petition_sent
from bot.flows.petition_update import petition_update
from bot.flows.ready_answer import ready_answer
from bot.flows.report_mistake import report_mistake
from bot.flows.script import Script
from bot.flows.start_petition import edit_petition, start_petition
from bot.flows.support_petition import support_petition
from bot.flows.ticket_small import open_ticket, ticket_rating, ticket_reach
from civic.desk.house import Desk
from civic.petitions.looking import PetitionSearch


def all_scripts(desk: Desk, search: PetitionSearch | None = None) -> dict[str, Script]:
    """The scripts by name. The desk's administrators are told what people report; days are those
    of its zone; petitions are looked for in ``search``.
    """
    trusted, zone = desk.administrators, desk.zone
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
        ask_person(desk),
        ask_quietly(desk),
        open_ticket(desk),
        ticket_reach(desk),
        ticket_rating(desk),
        find_petition(search or PetitionSearch(), zone),
        support_petition(zone),
        add_companion(trusted),
        start_petition(desk),
        edit_petition(desk),
        petition_update(desk),
        return_petition(desk),
        translate_petition(desk),
        petition_sent(desk),
        petition_answered(desk),
    )
    return {script.name: script for script in scripts}
