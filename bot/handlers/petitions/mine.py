""" "My petitions": the list, a copy of everything as a file, and having it forgotten."""

from __future__ import annotations

import json

from aiogram import F, Router
from aiogram.types import BufferedInputFile

from bot.flows import support_petition
from bot.flows.desk import put_away
from bot.flows.runner import Runner
from bot.handlers.complaints.seeing import number
from bot.handlers.showing import put
from bot.sendings import Sendings
from bot.talk import Talk
from bot.views.petitions.mine import forget_screen, forgotten_screen, mine_screen
from bot.views.petitions.words import to
from bot.views.screen import inline
from bot.views.ways import Petition
from civic.petitions import supporters
from civic.petitions.own_copy import own_copy
from civic.phrases import Refusal, _
from storage import drafts, petition_lists, petition_supports, petitions

router = Router(name=__name__)
_SENT = _("It is sent already: look below.")
_EXPORT = "petitions-export"


@router.callback_query(Petition.filter(F.to == "mine"))
async def to_mine(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """What I supported and started."""
    person = await talk.person()
    async with talk.grounds.database.look() as connection:
        supports = await petition_supports.of_person(connection, person.id) if person else []
        own = await petitions.of_author(connection, person.id) if person else []
        wanted = {it.petition_id for it in supports} | {it.id for it in own}
        named = await petition_lists.several(connection, wanted)
    started = [named[it.id] for it in own]
    page = number(callback_data.what)
    await put(talk, runner, mine_screen(talk.tongue, supports, started, named, page))


@router.callback_query(Petition.filter(F.to == "export"))
async def export(_query: object, talk: Talk, sendings: Sendings) -> None:
    """Everything of mine as a file."""
    person = await talk.person()
    if person is None or sendings.is_repeated(talk.user.id, _EXPORT, talk.grounds.now()):
        await talk.popup(_SENT)
        return
    await talk.rest()
    grounds = talk.grounds
    async with grounds.database.look() as connection:
        told = await own_copy(connection, grounds.ring, person.id, grounds.now())
    file = json.dumps(told, ensure_ascii=False, indent=2).encode()
    await talk.bot.send_document(
        talk.user.id,
        BufferedInputFile(file, "my-petitions.json"),
        caption=talk.tongue.html(_("Everything that I keep of you and petitions.")),
        reply_markup=inline([to(talk.tongue, _("📂 My petitions"), Petition(to="mine"))]),
    )
    sendings.note(talk.user.id, _EXPORT, grounds.now())


@router.callback_query(Petition.filter(F.to == "forget"))
async def ask_to_forget(_query: object, talk: Talk, runner: Runner) -> None:
    """Are you sure?"""
    await talk.person()
    await put(talk, runner, forget_screen(talk.tongue))


@router.callback_query(Petition.filter(F.to == "forget_yes"))
async def forget(_query: object, talk: Talk, runner: Runner) -> None:
    """Taken back where that can be, forgotten everywhere."""
    try:
        async with talk.act() as act:
            done = await supporters.forget(act, talk.grounds.zone)
            for stored in await drafts.of_person(act.connection, act.ring, act.person.id):
                if stored.script == support_petition.NAME:
                    if act.person.focus == stored.id:
                        await put_away(act)
                    await drafts.delete(act.connection, stored.id)
    except Refusal as refusal:  # somebody closed one of them at this very moment
        await talk.popup(refusal.why)
        return
    await put(talk, runner, forgotten_screen(talk.tongue, done))
