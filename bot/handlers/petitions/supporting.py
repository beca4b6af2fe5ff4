"""Supporting with one tap where all is known, by a short talk where it is not; and taking back."""

from __future__ import annotations

from aiogram import F, Router

from bot.flows import support_petition
from bot.flows.after import forget_of_others
from bot.flows.runner import Runner
from bot.flows.support_petition import begun_with, declared_by, is_known, supported
from bot.handlers.showing import put
from bot.talk import Talk
from bot.views.endings import ending_screen
from bot.views.petitions.listing import gone_screen
from bot.views.petitions.supporting import (
    refused_screen,
    take_back_screen,
    taken_back_screen,
)
from bot.views.ways import Petition
from civic.petitions.kinds import Kind
from civic.petitions.states import SHOWN, TAKES_SUPPORT, State
from civic.petitions.supporters import Habit, habit_of, shown_as
from civic.petitions.supporting import take_back
from civic.phrases import Refusal, _
from storage import petition_supports, petitions
from storage.petition_supports import StoredSupport
from storage.petitions import StoredPetition

router = Router(name=__name__)
CLOSED = _("This petition does not collect support now.")
NOBODY = Habit(agreed=False, region=None, shows_name=False, wants_news=False)


@router.callback_query(Petition.filter(F.to == "support"))
async def support(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """The support itself, or the questions that come before it."""
    petition, habit, mine = await _looked_up(talk, callback_data.id)
    if petition is None or petition.kind != Kind.NGO or State(petition.state) not in SHOWN:
        await put(talk, runner, gone_screen(talk.tongue))
    elif not _stands(mine) and State(petition.state) not in TAKES_SUPPORT:
        await put(talk, runner, refused_screen(talk.tongue, petition.id, CLOSED))
    elif _stands(mine) or is_known(petition, habit):
        await _support_at_once(talk, runner, petition, habit)
    else:
        known = begun_with(petition, habit, _name(talk))
        async with talk.act() as act:
            about = {support_petition.PETITION: petition.id}
            await forget_of_others(act, support_petition.NAME, about)
        await runner.begin(talk, support_petition.NAME, known, offer=False)


@router.callback_query(Petition.filter(F.to == "back"))
async def ask_to_take_back(
    _query: object, callback_data: Petition, talk: Talk, runner: Runner
) -> None:
    """Are you sure?"""
    petition, _habit, mine = await _looked_up(talk, callback_data.id)
    if petition is None:
        await put(talk, runner, gone_screen(talk.tongue))
    elif not _stands(mine):
        gone = taken_back_screen(talk.tongue, petition.id, was_there=False)
        await put(talk, runner, gone)
    else:
        await put(talk, runner, take_back_screen(talk.tongue, petition))


@router.callback_query(Petition.filter(F.to == "back_yes"))
async def taken_back(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Take it back. Tapped twice, the second tap finds nothing, and says the same."""
    try:
        async with talk.act() as act:
            await take_back(act, callback_data.id, talk.grounds.zone)
            mine = await petition_supports.of_person_in(
                act.connection, act.person.id, callback_data.id
            )
    except Refusal as refusal:
        await put(talk, runner, refused_screen(talk.tongue, callback_data.id, refusal.why))
        return
    screen = taken_back_screen(talk.tongue, callback_data.id, was_there=mine is not None)
    await put(talk, runner, screen)


async def _support_at_once(
    talk: Talk, runner: Runner, petition: StoredPetition, habit: Habit
) -> None:
    declared = declared_by(habit, _name(talk))
    try:
        async with talk.act() as act:
            ending = await supported(act, petition.id, declared, talk.grounds.zone)
    except Refusal as refusal:
        await put(talk, runner, refused_screen(talk.tongue, petition.id, refusal.why))
        return
    await put(talk, runner, ending_screen(ending.view, ending.args, talk.tongue))


async def _looked_up(
    talk: Talk, petition_id: str
) -> tuple[StoredPetition | None, Habit, StoredSupport | None]:
    person = await talk.person()
    async with talk.grounds.database.look() as connection:
        petition = await petitions.get(connection, petition_id)
        if petition is None or person is None:
            return petition, NOBODY, None
        habit = await habit_of(connection, person.id)
        mine = await petition_supports.of_person_in(connection, person.id, petition_id)
    return petition, habit, mine


def _stands(mine: StoredSupport | None) -> bool:
    return mine is not None and mine.counts


def _name(talk: Talk) -> str | None:
    return shown_as(talk.user.first_name, talk.user.last_name)
