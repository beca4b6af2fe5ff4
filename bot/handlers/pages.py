"""The pages of the menu and what their buttons do."""

from __future__ import annotations

from aiogram import F, Router

from bot.flows import complaint, my_region
from bot.flows.runner import Runner
from bot.handlers.complaining import ask_first
from bot.handlers.petitions.looking import show_home
from bot.introduction import introduce_to
from bot.staying import first_depart
from bot.talk import Talk
from bot.views.deep_links import PETITIONS
from bot.views.menu import help_screen, language_screen, menu_screen, privacy_screen
from bot.views.resume import Resume
from bot.views.ways import Begin, Go, Speak
from civic.people import choose_language, withdraw_region
from civic.phrases import Phrase
from storage import complaints, tickets

router = Router(name=__name__)
router.callback_query.middleware(first_depart)


@router.callback_query(Go.filter(F.to == "menu"))
async def to_menu(_query: object, talk: Talk, runner: Runner) -> None:
    """The menu."""
    await show_menu(talk, runner)


@router.callback_query(Go.filter(F.to == "help"))
async def to_help(_query: object, talk: Talk) -> None:
    """What the bot can do."""
    await talk.person()
    await talk.show(help_screen(talk.tongue))


@router.callback_query(Go.filter(F.to == "language"))
async def to_language(_query: object, talk: Talk) -> None:
    """The choice of the language."""
    await talk.person()
    await talk.show(language_screen(talk.tongue))


@router.callback_query(Go.filter(F.to == "privacy"))
async def to_privacy(_query: object, talk: Talk) -> None:
    """What is kept."""
    person = await talk.person()
    await talk.show(privacy_screen(talk.tongue, person, talk.grounds.desk.terms))


@router.callback_query(Go.filter(F.to == "forget_region"))
async def forget_region(_query: object, talk: Talk) -> None:
    """The consent is taken back."""
    async with talk.act() as act:
        await withdraw_region(act)
    person = await talk.person()
    await talk.show(privacy_screen(talk.tongue, person, talk.grounds.desk.terms, withdrawn=True))


@router.callback_query(Go.filter(F.to == "region"))
async def to_region(_query: object, talk: Talk, runner: Runner) -> None:
    """The choice of the region."""
    await runner.begin(talk, my_region.NAME, offer=False)


@router.callback_query(Speak.filter())
async def speak(_query: object, callback_data: Speak, talk: Talk, runner: Runner) -> None:
    """Another language: what is on the screen is shown again in it."""
    async with talk.act() as act:
        await choose_language(act, callback_data.language)
    talk.speak(callback_data.language)
    await introduce_to(talk.bot, talk.user.id, talk.tongue, talk.grounds.administrators)
    if not await runner.redraw(talk):
        await show_menu(talk, runner)


@router.callback_query(Resume.filter())
async def go_on(_query: object, callback_data: Resume, talk: Talk, runner: Runner) -> None:
    """Go on with what was left, or start it over."""
    if callback_data.look:
        await runner.offer(talk, callback_data.draft)
    elif callback_data.over:
        await runner.start_over(talk, callback_data.draft)
    else:
        await runner.resume(talk, callback_data.draft)


@router.callback_query(Begin.filter())
async def begin(_query: object, callback_data: Begin, talk: Talk, runner: Runner) -> None:
    """What a deep link asked for, after the first talk."""
    if callback_data.word == complaint.LINK:
        await ask_first(talk, runner)
    elif callback_data.word == PETITIONS:
        await show_home(talk, runner)
    elif script := runner.linked(callback_data.word):
        await runner.begin(talk, script)
    else:
        await show_menu(talk, runner)


async def show_menu(talk: Talk, runner: Runner, notice: Phrase | None = None) -> None:
    """The menu, with what was left unfinished; from now on no draft listens."""
    person = await talk.person()
    keys = await runner.pause(talk) if person and person.focus else False
    unfinished = await runner.unfinished(talk, person)
    async with talk.grounds.database.look() as connection:
        has_complaints = person is not None and await complaints.has_any(connection, person.id)
        asked = await tickets.of_person(connection, person.id, 1) if person is not None else []
    screen = menu_screen(
        talk.tongue,
        person,
        unfinished,
        notice,
        has_complaints=has_complaints,
        has_questions=bool(asked),
    )
    await talk.show(screen, drop_keys=keys)
