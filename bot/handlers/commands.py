"""The commands. They always win over a step that waits for text."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart

from bot.flows import complaint, onboarding
from bot.flows.runner import Runner
from bot.handlers.complaining import ask_first
from bot.handlers.helping import enter
from bot.handlers.pages import show_menu
from bot.handlers.petitions.looking import show_card, show_home
from bot.handlers.petitions.proving import show_proof
from bot.handlers.staff.home import take_up_invitation
from bot.proof.seen import PROOF
from bot.staying import first_depart
from bot.talk import Talk
from bot.views.deep_links import (
    HELP,
    LONGEST_LINK,
    PETITIONS,
    petition_wanted,
    region_wanted,
)
from bot.views.menu import help_screen, language_screen, privacy_screen
from bot.visits import Visits
from civic.desk.invitations import LINK as INVITATION
from civic.phrases import _

router = Router(name=__name__)
router.message.middleware(first_depart)


@router.message(CommandStart(ignore_case=True))
async def start(
    _message: object, command: CommandObject, talk: Talk, runner: Runner, visits: Visits
) -> None:
    """The first word of everybody, and the landing of deep links."""
    wanted = (command.args or "")[:LONGEST_LINK]
    person = await talk.person()
    if wanted.startswith(INVITATION):
        await take_up_invitation(talk, wanted.removeprefix(INVITATION))
    elif wanted == HELP:
        await enter(talk, runner, visits)
    elif person is None or person.onboarded_at is None:
        known: dict[str, object] = {onboarding.THEN: wanted} if wanted else {}
        await runner.begin(talk, onboarding.NAME, known, offer=False)
    elif wanted == PROOF:
        await show_proof(talk)
    elif wanted == complaint.LINK:
        await ask_first(talk, runner)
    elif wanted == PETITIONS:
        await show_home(talk, runner)
    elif petition := petition_wanted(wanted):
        await show_card(talk, runner, petition)
    elif script := runner.linked(wanted):
        await runner.begin(talk, script)
    elif region := region_wanted(wanted):
        await enter(talk, runner, visits, region)
    else:
        await show_menu(talk, runner)


@router.message(Command("menu", ignore_case=True))
async def menu(_message: object, talk: Talk, runner: Runner) -> None:
    """To the menu; what was begun waits there."""
    await show_menu(talk, runner)


@router.message(Command("petitions", ignore_case=True))
async def petitions(_message: object, talk: Talk, runner: Runner) -> None:
    """Where petitions are looked for."""
    await show_home(talk, runner)


@router.message(Command("help", ignore_case=True))
async def show_help(_message: object, talk: Talk) -> None:
    """What the bot can do."""
    await talk.person()
    await talk.show(help_screen(talk.tongue))


@router.message(Command("privacy", ignore_case=True))
async def privacy(_message: object, talk: Talk) -> None:
    """What is kept, and how to take the consent back."""
    person = await talk.person()
    await talk.show(privacy_screen(talk.tongue, person, talk.grounds.desk.terms))


@router.message(Command("lang", ignore_case=True))
async def language(_message: object, talk: Talk) -> None:
    """The choice of the language, in the middle of anything."""
    await talk.person()
    await talk.show(language_screen(talk.tongue))


@router.message(Command("cancel", ignore_case=True))
async def cancel(_message: object, talk: Talk, runner: Runner) -> None:
    """Leave what was begun, after a question."""
    if await runner.offer_to_leave(talk):
        return
    if not await runner.redraw(
        talk, _("These are only a few questions; there is nothing to leave yet.")
    ):
        await show_menu(talk, runner, _("Nothing is open now."))
