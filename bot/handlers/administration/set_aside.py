"""Updates that could not be handled: seen, tried again, or dropped."""

from __future__ import annotations

from aiogram import F, Router

from bot.handlers.administration.post import DECIDED, DROPPED
from bot.handlers.administration.rights import is_administrator
from bot.talk import Talk
from bot.views.administration import set_aside as views
from bot.views.administration.post import sure_screen
from bot.views.ways import Admin
from civic.phrases import Phrase, _
from storage import audit, updates
from storage.updates import SetAside

BEING_RETRIED = _("Somebody is having it tried again just now.")
WILL_BE_RETRIED = _("It will be tried again within a minute. I will write to you how it went.")
FORGOTTEN = _("This is not kept any more.")

router = Router(name=__name__)
router.message.filter(is_administrator)
router.callback_query.filter(is_administrator)


@router.callback_query(Admin.filter(F.to == "shelf"))
async def to_shelf(_query: object, callback_data: Admin, talk: Talk) -> None:
    """All of them."""
    await show_shelf(talk, callback_data.page)


@router.callback_query(Admin.filter(F.to == "aside"))
async def to_one(_query: object, callback_data: Admin, talk: Talk) -> None:
    """One of them, resolved or not."""
    await talk.person()
    if kept := await _kept(talk, callback_data.key):
        await talk.show(views.aside_screen(talk.tongue, kept))


@router.callback_query(Admin.filter(F.to == "retry"))
async def retry(_query: object, callback_data: Admin, talk: Talk) -> None:
    """It goes the way of every update once more; by whom it was asked stands in its row."""
    kept = await _kept(talk, callback_data.key)
    if kept is None:
        return
    async with talk.act() as act:
        asked = await updates.retry_set_aside(act.connection, kept.update_id, talk.user.id, act.now)
        if asked:
            await audit.note(
                act.connection, act.now, "update tried again", act.person.id, _subject(kept)
            )
    await _show_again(talk, kept, WILL_BE_RETRIED if asked else None)


@router.callback_query(Admin.filter(F.to == "drop_aside"))
async def ask_to_drop(_query: object, callback_data: Admin, talk: Talk) -> None:
    """A question first."""
    await talk.person()
    kept = await _kept(talk, callback_data.key)
    if kept is None:
        return
    if kept.resolved_at is not None or kept.retried_at is not None:
        await _show_again(talk, kept, None)
        return
    await talk.show(
        sure_screen(
            talk.tongue,
            views.drop_question(kept.update_id),
            _("Yes, drop it"),
            Admin(to="drop_aside_yes", key=callback_data.key),
            Admin(to="aside", key=callback_data.key),
        )
    )


@router.callback_query(Admin.filter(F.to == "drop_aside_yes"))
async def drop(_query: object, callback_data: Admin, talk: Talk) -> None:
    """What it says is destroyed."""
    kept = await _kept(talk, callback_data.key)
    if kept is None:
        return
    async with talk.act() as act:
        done = await updates.drop_set_aside(act.connection, kept.update_id, act.now)
        if done:
            await audit.note(
                act.connection, act.now, "update dropped", act.person.id, _subject(kept)
            )
    if done:
        await show_shelf(talk, 0, DROPPED)
    else:
        await _show_again(talk, kept, None)


async def show_shelf(talk: Talk, page: int, notice: Phrase | None = None) -> None:
    """The page, as things stand now."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        count, _oldest = await updates.set_aside_count(connection)
        page = max(0, min(page, (count - 1) // views.PER_PAGE))
        shown = await updates.set_aside_page(connection, views.PER_PAGE, page * views.PER_PAGE)
    await talk.show(views.shelf_screen(talk.tongue, count, shown, page, notice))


async def _show_again(talk: Talk, kept: SetAside, notice: Phrase | None) -> None:
    """It as it stands now, with the word; without one: another administrator was faster."""
    now_kept = await _kept(talk, str(kept.update_id))
    if now_kept is None:
        return
    if notice is None:
        notice = BEING_RETRIED if now_kept.resolved_at is None else DECIDED
    await talk.show(views.aside_screen(talk.tongue, now_kept, notice))


async def _kept(talk: Talk, key: str) -> SetAside | None:
    """What a button is about; when it is forgotten, that is said and the page shown."""
    async with talk.grounds.database.look() as connection:
        kept = await updates.one_set_aside(connection, int(key)) if key.isdecimal() else None
    if kept is None:
        await show_shelf(talk, 0, FORGOTTEN)
    return kept


def _subject(kept: SetAside) -> str:
    return f"update:{kept.update_id}"
