"""The letters that did not leave: looked over, sent again, dropped."""

from __future__ import annotations

from aiogram import F, Router

from bot.handlers.administration.keys import number_in
from bot.handlers.administration.rights import is_administrator
from bot.talk import Talk
from bot.views.administration.post import (
    AGAIN,
    AGAIN_ALL,
    DROP,
    DROP_ALL,
    SHOWN,
    key_of,
    letter_screen,
    post_screen,
    question_screen,
    trouble_screen,
)
from bot.views.screen import Screen
from bot.views.ways import Admin
from civic import stuck_letters as deciding
from civic.phrases import Phrase, _, _n
from storage import backlog, stuck_letters
from storage.stuck_letters import Stuck, Trouble

router = Router(name=__name__)
router.callback_query.filter(is_administrator)

DECIDED = _("Somebody has decided about this already.")
OVER = _("Their time is over: they can only be dropped.")


@router.callback_query(Admin.filter(F.to == "post"))
async def to_post(_query: object, callback_data: Admin, talk: Talk) -> None:
    """How many wait, and what is stuck."""
    await talk.person()
    await talk.show(await _overview(talk, callback_data.page))


@router.callback_query(Admin.filter(F.to == "post_why"))
async def to_trouble(_query: object, callback_data: Admin, talk: Talk) -> None:
    """One reason, and its letters."""
    await talk.person()
    trouble = await _trouble(talk, callback_data.key)
    await talk.show(await _listed(talk, trouble, callback_data.page))


@router.callback_query(Admin.filter(F.to == "post_one"))
async def to_letter(_query: object, callback_data: Admin, talk: Talk) -> None:
    """One letter."""
    await talk.person()
    letter = await _letter(talk, callback_data.key)
    if letter is None:
        await talk.show(await _overview(talk, notice=DECIDED))
    else:
        await talk.show(letter_screen(talk.tongue, letter, talk.grounds.now()))


@router.callback_query(Admin.filter(F.to == "post_ask"))
async def ask(_query: object, callback_data: Admin, talk: Talk) -> None:
    """A question before anything is done."""
    await talk.person()
    act, letter, trouble = await _meant(talk, callback_data.key)
    if trouble is None:
        await talk.show(await _overview(talk, notice=DECIDED))
    else:
        await talk.show(question_screen(talk.tongue, act, letter, trouble))


@router.callback_query(Admin.filter(F.to == "post_do"))
async def do(_query: object, callback_data: Admin, talk: Talk) -> None:
    """What the question was about."""
    await talk.person()
    act, letter, trouble = await _meant(talk, callback_data.key)
    if trouble is None:
        await talk.show(await _overview(talk, notice=DECIDED))
        return
    done = await _decided(talk, act, letter, trouble)
    again = act in {AGAIN, AGAIN_ALL}
    if done and again:
        talk.grounds.letters_put()
    rest = await _trouble(talk, key_of(trouble))
    undone = OVER if again and rest else DECIDED
    notice = _done(done, again=again) if done else undone
    await talk.show(await _listed(talk, rest, 0, notice))


async def _meant(talk: Talk, key: str) -> tuple[str, Stuck | None, Trouble | None]:
    """What is to be done, and to what; no trouble: it is decided, or was never there."""
    act, _dot, what = key.partition(".")
    if act in {AGAIN, DROP}:
        letter = await _letter(talk, what)
        return act, letter, Trouble(letter.state, letter.reason, 1) if letter else None
    return act, None, await _trouble(talk, what) if act in {AGAIN_ALL, DROP_ALL} else None


async def _decided(talk: Talk, act: str, letter: Stuck | None, trouble: Trouble) -> int:
    async with talk.act() as decided:
        if letter is not None:
            decide = deciding.resend if act == AGAIN else deciding.drop
            return await decide(decided, letter.id)
        decide_all = deciding.resend_all if act == AGAIN_ALL else deciding.drop_all
        return await decide_all(decided, trouble)


def _done(count: int, *, again: bool) -> Phrase:
    if again:
        return _n(
            "Done: {count} letter waits to leave again.",
            "Done: {count} letters wait to leave again.",
            count,
        )
    return _n("Done: {count} letter is dropped.", "Done: {count} letters are dropped.", count)


async def _overview(talk: Talk, page: int = 0, notice: Phrase | None = None) -> Screen:
    async with talk.grounds.database.look() as connection:
        tally = await backlog.tally(connection, talk.grounds.now())
        troubles = await stuck_letters.troubles(connection)
    return post_screen(talk.tongue, tally, troubles, page, notice)


async def _listed(
    talk: Talk, trouble: Trouble | None, page: int, notice: Phrase | None = None
) -> Screen:
    """The letters of this reason; everything where none is left."""
    if trouble is None:
        return await _overview(talk, notice=notice or DECIDED)
    page = max(0, page)
    async with talk.grounds.database.look() as connection:
        letters = await stuck_letters.page(connection, trouble, SHOWN, page * SHOWN)
    if not letters and page:
        return await _listed(talk, trouble, 0, notice)
    return trouble_screen(talk.tongue, trouble, letters, page, notice)


async def _trouble(talk: Talk, key: str) -> Trouble | None:
    async with talk.grounds.database.look() as connection:
        troubles = await stuck_letters.troubles(connection)
    return next((trouble for trouble in troubles if key_of(trouble) == key), None)


async def _letter(talk: Talk, key: str) -> Stuck | None:
    number = number_in(key)
    if number is None:
        return None
    async with talk.grounds.database.look() as connection:
        return await stuck_letters.one(connection, number)
