"""/verify: how the count proves itself, with the key and what was signed last."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile

from bot.flows.runner import Runner
from bot.handlers.staff.rights import opened
from bot.proof.seen import MAY_BE_SEEN, seen_heads
from bot.staying import first_depart
from bot.talk import Talk
from bot.views.petitions.proof import (
    file_name,
    file_words,
    heads_file,
    proof_of_screen,
    proof_screen,
)
from bot.views.ways import Petition
from civic.petitions.signing import public_key
from civic.petitions.states import State
from civic.petitions.supporting import GONE
from storage import petition_logs, petitions

router = Router(name=__name__)
router.message.middleware(first_depart)


@router.message(Command("verify", ignore_case=True))
async def verify(_message: object, talk: Talk, runner: Runner) -> None:
    """The page."""
    keys = await opened(talk, runner)
    await show_proof(talk, drop_keys=keys)


@router.callback_query(Petition.filter(F.to == "proof"))
async def to_page(_query: object, callback_data: Petition, talk: Talk) -> None:
    """A page of the list."""
    await talk.person()
    await show_proof(talk, int(callback_data.what or 0))


@router.callback_query(Petition.filter(F.to == "proof_of"))
async def to_petition(_query: object, callback_data: Petition, talk: Talk) -> None:
    """What was signed of one petition; with its link also of one that gathers its first fifty."""
    await talk.person()
    grounds = talk.grounds
    async with grounds.database.act() as connection:
        key = await public_key(connection, grounds.ring, grounds.now())
        petition = await petitions.get(connection, callback_data.id)
        head = await petition_logs.last_head(connection, callback_data.id)
    if petition is None or State(petition.state) not in MAY_BE_SEEN | {State.GATHERING}:
        await talk.popup(GONE)
        return
    await talk.show(proof_of_screen(talk.tongue, petition, head, key, callback_data.what))


@router.callback_query(Petition.filter(F.to == "proof_file"))
async def send_file(_query: object, talk: Talk) -> None:
    """All heads of the last day, to keep."""
    await talk.person()
    await talk.rest()
    grounds = talk.grounds
    async with grounds.database.act() as connection:
        heads = await seen_heads(connection, grounds.ring, grounds.now())
    if heads.day is None:
        return
    content = heads_file(heads)
    await talk.bot.send_document(
        talk.user.id,
        BufferedInputFile(content, file_name(heads.day)),
        caption=file_words(talk.tongue, heads, content),
    )


async def show_proof(talk: Talk, page: int = 0, *, drop_keys: bool = False) -> None:
    """The page, as things stand now."""
    grounds = talk.grounds
    async with grounds.database.act() as connection:
        heads = await seen_heads(connection, grounds.ring, grounds.now())
    await talk.show(proof_screen(talk.tongue, heads, page), drop_keys=drop_keys)
