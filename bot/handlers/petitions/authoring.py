"""What authors do with petitions of theirs: start, change, invite, tell, withdraw."""

from __future__ import annotations

from aiogram import F, Router

from bot.flows import moderate_petition, petition_update, start_petition
from bot.flows.desk import unpack
from bot.flows.petition_proposal import OF, known_of
from bot.flows.runner import Runner
from bot.handlers.showing import put
from bot.talk import Talk
from bot.views.letters_of_petitions import invite_link
from bot.views.petitions.own import (
    invite_screen,
    list_screen,
    own_screen,
    steps_screen,
    withdraw_screen,
)
from bot.views.ways import Petition
from civic.act import Act
from civic.petitions.own import Own, own
from civic.petitions.states import State
from civic.petitions.supporting import GONE
from civic.petitions.withdrawing import withdraw
from civic.phrases import Phrase, Refusal, _
from storage import drafts, petition_clocks, petition_follows, petitions

router = Router(name=__name__)
AGAIN = "again"


@router.callback_query(Petition.filter(F.to == "start"))
async def start(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """A new one, or the offer to go on with what was begun."""
    again = Petition(to="start", what=AGAIN).pack()
    over = callback_data.what == AGAIN
    await runner.begin(talk, start_petition.NAME, {}, again=again, over=over)


@router.callback_query(Petition.filter(F.to == "authored"))
async def authored(_query: object, talk: Talk, runner: Runner) -> None:
    """All that somebody began."""
    person = await talk.person()
    async with talk.grounds.database.look() as connection:
        mine = await petitions.of_author(connection, person.id) if person else []
    await put(talk, runner, list_screen(talk.tongue, mine))


@router.callback_query(Petition.filter(F.to == "own"))
async def to_own(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """One's own petition."""
    await show_own(talk, runner, callback_data.id)


@router.callback_query(Petition.filter(F.to == "steps"))
async def to_steps(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """What happened to it so far."""
    if found := await _mine(talk, callback_data.id):
        await put(talk, runner, steps_screen(talk.tongue, found))


@router.callback_query(Petition.filter(F.to == "invite"))
async def invite(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """The link to pass on."""
    if found := await _mine(talk, callback_data.id):
        link = await invite_link(talk.bot, found.petition.id)
        await put(talk, runner, invite_screen(talk.tongue, found.petition, link))


@router.callback_query(Petition.filter(F.to == "edit"))
async def edit(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """What was returned, with every answer that it was made of."""
    found = await _mine(talk, callback_data.id)
    if found is None:
        return
    if found.state is not State.RETURNED:
        await show_own(talk, runner, found.petition.id, _("It is not with you to be changed now."))
        return
    known = known_of(found.petition, found.author_name, found.note)
    async with talk.act() as act:
        await forget_others(act, start_petition.EDIT, OF, found.petition.id)
    again = Petition(to="edit", id=found.petition.id, what=AGAIN).pack()
    over = callback_data.what == AGAIN
    await runner.begin(talk, start_petition.EDIT, known, again=again, over=over)


@router.callback_query(Petition.filter(F.to == "update"))
async def update(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """News for the supporters."""
    found = await _mine(talk, callback_data.id)
    if found is None:
        return
    petition = found.petition
    known: dict[str, object] = {
        moderate_petition.PETITION: petition.id,
        "called": [petition.title_kk, petition.title_ru],
    }
    async with talk.act() as act:
        await forget_others(act, petition_update.NAME, moderate_petition.PETITION, petition.id)
    again = Petition(to="update", id=petition.id, what=AGAIN).pack()
    over = callback_data.what == AGAIN
    await runner.begin(talk, petition_update.NAME, known, again=again, over=over)


@router.callback_query(Petition.filter(F.to == "withdraw"))
async def ask_to_withdraw(
    _query: object, callback_data: Petition, talk: Talk, runner: Runner
) -> None:
    """A question first."""
    if found := await _mine(talk, callback_data.id):
        await put(talk, runner, withdraw_screen(talk.tongue, found.petition))


@router.callback_query(Petition.filter(F.to == "withdrawn"))
async def withdraw_it(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """For good."""
    try:
        async with talk.act() as act:
            await withdraw(act, callback_data.id)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await show_own(talk, runner, callback_data.id, _("Withdrawn. Nothing more is collected."))


@router.callback_query(Petition.filter(F.to == "quiet"))
async def no_more_news(_query: object, callback_data: Petition, talk: Talk) -> None:
    """A supporter has heard enough; the support stands. So has whoever follows an official one."""
    async with talk.act() as act:
        await petition_clocks.no_more_news(act.connection, callback_data.id, act.person.id)
        follows = await petition_follows.follows(act.connection, callback_data.id, act.person.id)
        await petition_follows.leave(act.connection, callback_data.id, act.person.id)
    if follows:
        await talk.popup(_("No more news of this petition."))
        return
    await talk.popup(_("No more news of this petition. Your support stands."))


async def show_own(
    talk: Talk, runner: Runner, petition_id: str, notice: Phrase | None = None
) -> None:
    """The author's page."""
    if found := await _mine(talk, petition_id):
        await put(talk, runner, own_screen(talk.tongue, found, notice))


async def _mine(talk: Talk, petition_id: str) -> Own | None:
    """The person's own petition; ``None`` once they were told that there is none."""
    person, grounds = await talk.person(), talk.grounds
    async with grounds.database.look() as connection:
        found = await own(connection, grounds.ring, petition_id, grounds.now(), grounds.zone)
    if found is None or person is None or found.petition.author_id != person.id:
        await talk.popup(GONE)
        return None
    return found


async def forget_others(act: Act, script: str, key: str, petition_id: str) -> None:
    """What was begun in this script for another petition must not land in this one."""
    for stored in await drafts.of_person(act.connection, act.ring, act.person.id):
        is_open = stored.script == script and bool(stored.step)
        if is_open and unpack(stored).answers.get(key) != petition_id:
            await drafts.delete(act.connection, stored.id)
