"""What people sent and the bot failed to handle: looked over, tried again, dropped."""

from __future__ import annotations

from aiogram import F, Router

from bot.handlers.administration.keys import number_in
from bot.handlers.administration.rights import is_administrator
from bot.intake.arrival import reference_of
from bot.talk import Talk
from bot.views.administration.pages import last_page
from bot.views.administration.set_aside import (
    SHOWN,
    drop_screen,
    set_aside_screen,
    update_screen,
)
from bot.views.ways import Admin
from civic import set_aside as deciding
from civic.phrases import Phrase, _
from storage import updates
from storage.updates import SetAside

router = Router(name=__name__)
router.callback_query.filter(is_administrator)

RESOLVED = _("Somebody has looked into this already.")
TRIED = _("It is being tried again already.")
UNREADABLE = _(
    "It cannot be read: the key that it was encrypted with is missing. Bring secrets/master_keys "
    "back from the backup and restart the bot."
)


@router.callback_query(Admin.filter(F.to == "aside"))
async def to_list(_query: object, callback_data: Admin, talk: Talk) -> None:
    """All that is set aside."""
    await talk.person()
    await _show_list(talk, callback_data.page)


@router.callback_query(Admin.filter(F.to == "aside_one"))
async def to_one(_query: object, callback_data: Admin, talk: Talk) -> None:
    """One update."""
    await talk.person()
    update = await _update(talk, callback_data.key)
    if update is None:
        await _show_list(talk, notice=RESOLVED)
    else:
        await talk.show(update_screen(talk.tongue, update))


@router.callback_query(Admin.filter(F.to == "aside_again"))
async def try_again(_query: object, callback_data: Admin, talk: Talk) -> None:
    """Let it be handled as if it had just arrived, behind what its person sent meanwhile."""
    await talk.person()
    update = await _update(talk, callback_data.key)
    if update is None:
        await _show_list(talk, notice=RESOLVED)
        return
    async with talk.act() as act:
        is_mine = await deciding.try_again(act, update.update_id)
    notice = None if is_mine else TRIED
    if is_mine and not await talk.grounds.try_again(update.update_id):
        notice = UNREADABLE
    tried = await _update(talk, callback_data.key)
    if tried is None:
        await _show_list(talk, notice=notice)
    else:
        await talk.show(update_screen(talk.tongue, tried, notice))


@router.callback_query(Admin.filter(F.to == "aside_ask"))
async def ask(_query: object, callback_data: Admin, talk: Talk) -> None:
    """A question before it is dropped."""
    await talk.person()
    update = await _update(talk, callback_data.key)
    if update is None:
        await _show_list(talk, notice=RESOLVED)
    else:
        await talk.show(drop_screen(talk.tongue, update))


@router.callback_query(Admin.filter(F.to == "aside_drop"))
async def drop(_query: object, callback_data: Admin, talk: Talk) -> None:
    """It is never handled."""
    await talk.person()
    update = await _update(talk, callback_data.key)
    is_mine = False
    if update is not None:
        async with talk.act() as act:
            is_mine = await deciding.drop(act, update.update_id)
    notice = RESOLVED
    if update is not None and is_mine:
        notice = _("Done: {reference} is dropped.", reference=reference_of(update.update_id))
    await _show_list(talk, notice=notice)


async def _show_list(talk: Talk, page: int = 0, notice: Phrase | None = None) -> None:
    async with talk.grounds.database.look() as connection:
        count, oldest = await updates.set_aside_count(connection)
        page = max(0, min(page, last_page(count, SHOWN)))
        kept = await updates.set_aside_page(connection, SHOWN, page * SHOWN)
    await talk.show(set_aside_screen(talk.tongue, count, oldest, kept, page, notice))


async def _update(talk: Talk, key: str) -> SetAside | None:
    """The update, if nobody has resolved it yet."""
    number = number_in(key)
    if number is None:
        return None
    async with talk.grounds.database.look() as connection:
        update = await updates.one_set_aside(connection, number)
    return update if update and update.resolved_at is None else None
