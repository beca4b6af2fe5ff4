"""Letters: what waits, what did not leave; sent again or dropped, one or all of a reason."""

from __future__ import annotations

from aiogram import F, Router

from bot.handlers.administration.rights import is_administrator
from bot.talk import Talk
from bot.views.administration import post as views
from bot.views.ways import Admin
from civic.act import Act
from civic.phrases import Phrase, _, _n
from storage import audit, backlog, stuck_letters
from storage.stuck_letters import Stuck, Trouble

AT_A_TIME = 500
"""Letters of one transaction."""
DECIDED = _("Somebody has decided about this already.")
SENT_AGAIN = _("It waits to be sent again.")
DROPPED = _("It is dropped.")
TOO_LATE = _("Its time is over: it can only be dropped.")

router = Router(name=__name__)
router.message.filter(is_administrator)
router.callback_query.filter(is_administrator)


@router.callback_query(Admin.filter(F.to == "post"))
async def to_post(_query: object, talk: Talk) -> None:
    """The page."""
    await show_post(talk)


@router.callback_query(Admin.filter(F.to == "trouble"))
async def to_trouble(_query: object, callback_data: Admin, talk: Talk) -> None:
    """Letters with one reason."""
    await _show_trouble(talk, callback_data.key, callback_data.page)


@router.callback_query(Admin.filter(F.to == "letter"))
async def to_letter(_query: object, callback_data: Admin, talk: Talk) -> None:
    """One letter."""
    if letter := await _letter(talk, callback_data.key):
        await talk.show(views.letter_screen(talk.tongue, letter, talk.grounds.now()))


@router.callback_query(Admin.filter(F.to == "resend"))
async def resend(_query: object, callback_data: Admin, talk: Talk) -> None:
    """One letter waits for the postman again."""
    letter = await _letter(talk, callback_data.key)
    if letter is None:
        return
    async with talk.act() as act:
        done = await stuck_letters.resend(act.connection, letter.id, act.now)
        if done:
            await _note(act, "letter sent again", letter)
    if done:
        talk.grounds.letters_put()
        await _show_trouble(talk, views.key_of(_trouble_of(letter)), 0, SENT_AGAIN)
        return
    is_late = letter.not_after is not None and letter.not_after <= talk.grounds.now()
    await _show_trouble(
        talk, views.key_of(_trouble_of(letter)), 0, TOO_LATE if is_late else DECIDED
    )


@router.callback_query(Admin.filter(F.to == "drop"))
async def ask_to_drop(_query: object, callback_data: Admin, talk: Talk) -> None:
    """A question first."""
    if letter := await _letter(talk, callback_data.key):
        key = str(letter.id)
        await talk.show(
            views.sure_screen(
                talk.tongue,
                views.drop_question(letter.id),
                _("Yes, drop it"),
                Admin(to="drop_yes", key=key),
                Admin(to="letter", key=key),
            )
        )


@router.callback_query(Admin.filter(F.to == "drop_yes"))
async def drop(_query: object, callback_data: Admin, talk: Talk) -> None:
    """It never leaves."""
    letter = await _letter(talk, callback_data.key)
    if letter is None:
        return
    async with talk.act() as act:
        done = await stuck_letters.drop(act.connection, letter.id, act.now)
        if done:
            await _note(act, "letter dropped", letter)
    notice = DROPPED if done else DECIDED
    await _show_trouble(talk, views.key_of(_trouble_of(letter)), 0, notice)


@router.callback_query(Admin.filter(F.to.in_({"resend_all", "drop_all"})))
async def ask_about_all(_query: object, callback_data: Admin, talk: Talk) -> None:
    """A question first, with how many they are."""
    trouble = await _trouble(talk, callback_data.key)
    if trouble is None:
        return
    dropping = callback_data.to == "drop_all"
    question = (
        views.drop_all_question(trouble.count) if dropping else views.resend_all_question(trouble)
    )
    await talk.show(
        views.sure_screen(
            talk.tongue,
            question,
            _("Yes, drop all") if dropping else _("Yes, send all again"),
            Admin(to=f"{callback_data.to}_yes", key=callback_data.key),
            Admin(to="trouble", key=callback_data.key),
        )
    )


@router.callback_query(Admin.filter(F.to.in_({"resend_all_yes", "drop_all_yes"})))
async def settle_all(_query: object, callback_data: Admin, talk: Talk) -> None:
    """All of one reason, bit by bit: nobody's step waits for ten thousand rows."""
    trouble = await _trouble(talk, callback_data.key)
    if trouble is None:
        return
    dropping = callback_data.to == "drop_all_yes"
    settle = stuck_letters.drop_all if dropping else stuck_letters.resend_all
    what = "letters dropped" if dropping else "letters sent again"
    count = 0
    while True:
        async with talk.act() as act:
            some = await settle(act.connection, trouble, act.now, AT_A_TIME)
            if some:
                subject = f"letters:{trouble.state}:{trouble.reason}:{some}"
                await audit.note(act.connection, act.now, what, act.person.id, subject)
        count += some
        if some < AT_A_TIME:
            break
    talk.grounds.letters_put()
    await show_post(talk, _settled(count, dropping=dropping))


async def show_post(talk: Talk, notice: Phrase | None = None) -> None:
    """The page, as things stand now."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        tally = await backlog.tally(connection, talk.grounds.now())
        troubles = await stuck_letters.troubles(connection)
    await talk.show(views.post_screen(talk.tongue, tally, troubles, notice))


async def _show_trouble(talk: Talk, key: str, page: int, notice: Phrase | None = None) -> None:
    """The letters of a reason; the page of all where none is left."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        trouble = _find(await stuck_letters.troubles(connection), key)
        if trouble is not None:
            last = (trouble.count - 1) // views.PER_PAGE
            page = max(0, min(page, last))
            letters = await stuck_letters.page(
                connection, trouble, views.PER_PAGE, page * views.PER_PAGE
            )
    if trouble is None:
        await show_post(talk, notice or DECIDED)
        return
    await talk.show(views.trouble_screen(talk.tongue, trouble, letters, page, notice))


async def _letter(talk: Talk, key: str) -> Stuck | None:
    """The letter of a button; when it is decided about, that is said and the page shown."""
    async with talk.grounds.database.look() as connection:
        letter = await stuck_letters.one(connection, int(key)) if key.isdecimal() else None
    if letter is None:
        await show_post(talk, DECIDED)
        return None
    await talk.person()
    return letter


async def _trouble(talk: Talk, key: str) -> Trouble | None:
    """What a button is about; when nothing is left of it, that is said and the page shown."""
    async with talk.grounds.database.look() as connection:
        trouble = _find(await stuck_letters.troubles(connection), key)
    if trouble is None:
        await show_post(talk, DECIDED)
        return None
    await talk.person()
    return trouble


def _find(troubles: list[Trouble], key: str) -> Trouble | None:
    return next((trouble for trouble in troubles if views.key_of(trouble) == key), None)


def _trouble_of(letter: Stuck) -> Trouble:
    return Trouble(letter.state, letter.reason, 1)


async def _note(act: Act, what: str, letter: Stuck) -> None:
    await audit.note(act.connection, act.now, what, act.person.id, f"letter:{letter.id}")


def _settled(count: int, *, dropping: bool) -> Phrase:
    if dropping:
        return _n("One letter is dropped.", "{count} letters are dropped.", count)
    return _n("One letter waits to be sent again.", "{count} letters wait to be sent again.", count)
