"""What moderators do with a petition until it is published, and when it must be halted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram import F, Router
from aiogram.filters import Command

from bot.flows import moderate_petition
from bot.flows.runner import Runner
from bot.handlers.petitions.authoring import forget_others
from bot.handlers.showing import put
from bot.handlers.staff.rights import Allowed, opened
from bot.staying import first_depart
from bot.talk import Talk
from bot.views.petitions.moderation import (
    Waiting,
    halt_screen,
    petition_screen,
    queue_screen,
    reasons_screen,
    text_screen,
)
from bot.views.screen import Screen
from bot.views.ways import Petition
from civic.act import Act
from civic.desk.roles import NOT_YOURS, Right
from civic.petitions import moderating
from civic.petitions.own import Own, own
from civic.petitions.reasons import Halt, Reason
from civic.petitions.states import State
from civic.petitions.supporting import GONE
from civic.phrases import Phrase, Refusal, _
from civic.working_days import calendar
from storage import people, petition_news, petitions
from storage.petitions import StoredPetition

router = Router(name=__name__)
router.message.middleware(first_depart)
others = Router(name=f"{__name__}.others")
"""After all other pages of moderators: buttons that were made while their reader held the role."""
MAY = Allowed(Right.MODERATE)
_TO_LOOK_AT = (
    State.REACHED.value,
    State.SENT.value,
    State.UNDER_REVIEW.value,
    State.STOPPED.value,
    State.WATCHED.value,
)


@router.message(Command("moderation", ignore_case=True), MAY)
async def command(_message: object, talk: Talk, runner: Runner) -> None:
    """The queue."""
    keys = await opened(talk, runner)
    await talk.show(await queue(talk), drop_keys=keys)


@router.callback_query(Petition.filter(F.to == "mqueue"), MAY)
async def to_queue(_query: object, talk: Talk, runner: Runner) -> None:
    """Back to it."""
    await talk.person()
    await put(talk, runner, await queue(talk))


@router.callback_query(Petition.filter(F.to == "mod"), MAY)
async def to_petition(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """One of them."""
    await show(talk, runner, callback_data.id)


@router.callback_query(Petition.filter(F.to == "mtext"), MAY)
async def to_text(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Its whole text in one language."""
    if found := await read(talk, callback_data.id):
        await put(talk, runner, text_screen(talk.tongue, found.petition, callback_data.what))


@router.callback_query(Petition.filter(F.to == "mphoto"), MAY)
async def to_photo(_query: object, callback_data: Petition, talk: Talk) -> None:
    """Its photo, as a message of its own."""
    found = await read(talk, callback_data.id)
    if found is not None and found.petition.cover:
        await talk.rest()
        await talk.bot.send_photo(talk.user.id, found.petition.cover)


@router.callback_query(Petition.filter(F.to == "mtake"), MAY)
async def take(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Whoever takes it decides."""
    await act_on(talk, runner, callback_data.id, _("It is yours to read now."), _take(talk))


@router.callback_query(Petition.filter(F.to == "mback"), MAY)
async def give_back(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Somebody else may read it."""

    async def deed(act: Act, petition_id: str) -> object:
        return await moderating.give_back(act, talk.grounds.administrators, petition_id)

    await act_on(talk, runner, callback_data.id, _("It waits for another moderator."), deed)


@router.callback_query(Petition.filter(F.to == "mok"), MAY)
async def approve(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """It is published, for its first supporters."""

    async def deed(act: Act, petition_id: str) -> object:
        grounds = talk.grounds
        return await moderating.approve(act, grounds.administrators, petition_id, grounds.zone)

    said = _("Published: its text cannot be changed any more. Its author has the link.")
    await act_on(talk, runner, callback_data.id, said, deed)


@router.callback_query(Petition.filter(F.to == "mno"), MAY)
async def ask_why_not(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Which of the public reasons?"""
    if found := await read(talk, callback_data.id):
        await put(talk, runner, reasons_screen(talk.tongue, found.petition))


@router.callback_query(Petition.filter(F.to == "mreason"), MAY)
async def reject(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Not accepted."""
    reason = callback_data.what

    async def deed(act: Act, petition_id: str) -> object:
        grounds = talk.grounds
        return await moderating.reject(
            act, grounds.administrators, petition_id, Reason(reason), grounds.zone
        )

    if reason in set(Reason):
        said = _("Not accepted. Its author hears the reason.")
        await act_on(talk, runner, callback_data.id, said, deed)


@router.callback_query(Petition.filter(F.to.in_({"mreturn", "mtranslate"})), MAY)
async def write(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Words to the author, or the other language."""
    found = await read(talk, callback_data.id)
    if found is None:
        return
    returns = callback_data.to == "mreturn"
    script = moderate_petition.RETURN if returns else moderate_petition.TRANSLATE
    known = moderate_petition.about(found.petition)
    if returns:
        known = {key: known[key] for key in (moderate_petition.PETITION, "called")}
    await begin(talk, runner, script, known, found.petition)


@router.callback_query(Petition.filter(F.to == "mhalt"), MAY)
async def ask_why_halt(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Why it is stopped or removed."""
    found = await read(talk, callback_data.id)
    after = callback_data.what
    if found is not None and after in (State.STOPPED, State.REMOVED):
        await put(talk, runner, halt_screen(talk.tongue, found.petition, State(after)))


@router.callback_query(Petition.filter(F.to == "mhalted"), MAY)
async def halt(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Stopped, or removed for good."""
    after, _dot, reason = callback_data.what.partition(".")

    async def deed(act: Act, petition_id: str) -> object:
        grounds = talk.grounds
        return await moderating.halt(
            act, grounds.administrators, petition_id, State(after), Halt(reason), grounds.zone
        )

    if after in (State.STOPPED, State.REMOVED) and reason in set(Halt):
        said = _("Stopped.") if after == State.STOPPED else _("Removed.")
        await act_on(talk, runner, callback_data.id, said, deed)


@router.callback_query(Petition.filter(F.to == "mresume"), MAY)
async def resume(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """It goes on."""

    async def deed(act: Act, petition_id: str) -> object:
        grounds = talk.grounds
        return await moderating.resume(act, grounds.administrators, petition_id, grounds.zone)

    await act_on(talk, runner, callback_data.id, _("It goes on."), deed)


@others.callback_query(Petition.filter(F.to.regexp(r"m(?!ine$)\w+")))
async def not_yours(_query: object, talk: Talk) -> None:
    """The role is gone since the button was made."""
    await talk.person()
    await talk.popup(NOT_YOURS)


def _take(talk: Talk) -> Callable[[Act, str], Awaitable[object]]:
    async def deed(act: Act, petition_id: str) -> object:
        grounds = talk.grounds
        return await moderating.take(act, grounds.administrators, petition_id, grounds.zone)

    return deed


async def begin(
    talk: Talk, runner: Runner, script: str, known: dict[str, object], petition: StoredPetition
) -> None:
    """A small talk about this petition; one that was begun about another is not mixed with it."""
    async with talk.act() as act:
        await forget_others(act, script, moderate_petition.PETITION, petition.id)
    await runner.begin(talk, script, known, offer=False)


async def act_on(
    talk: Talk,
    runner: Runner,
    petition_id: str,
    said: Phrase,
    deed: Callable[[Act, str], Awaitable[object]],
) -> None:
    """Do it in one act and show the petition; a refusal is told above the chat."""
    try:
        async with talk.act() as act:
            await deed(act, petition_id)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    talk.grounds.letters_put()
    await show(talk, runner, petition_id, said)


async def show(talk: Talk, runner: Runner, petition_id: str, notice: Phrase | None = None) -> None:
    """The moderators' page of one."""
    if found := await read(talk, petition_id):
        async with talk.grounds.database.look() as connection:
            reader = await people.look_up(connection, talk.user.id)
        screen = petition_screen(talk.tongue, found, reader.id if reader else 0, notice)
        await put(talk, runner, screen)


async def read(talk: Talk, petition_id: str) -> Own | None:
    """Any petition; ``None`` once it was told that there is none."""
    await talk.person()
    grounds = talk.grounds
    async with grounds.database.look() as connection:
        found = await own(connection, grounds.ring, petition_id, grounds.now(), grounds.zone)
    if found is None:
        await talk.popup(GONE)
    return found


async def queue(talk: Talk, notice: Phrase | None = None) -> Screen:
    """What waits, with its age and term."""
    today, days = talk.today().date(), calendar()
    async with talk.grounds.database.look() as connection:
        waiting = await petitions.in_states(connection, moderating.QUEUE)
        news = await petition_news.waiting(connection)
        alive = await petitions.in_states(connection, _TO_LOOK_AT)

    def waits(petition: StoredPetition) -> Waiting:
        submitted = (petition.submitted_at or petition.state_at).astimezone(talk.grounds.zone)
        left = None
        if (by := petition.moderate_by) is not None:
            late = days.working_days_between(by, today)
            left = -late if late else days.working_days_between(today, by)
        return Waiting(petition, max((today - submitted.date()).days, 0), left)

    return queue_screen(talk.tongue, [waits(it) for it in waiting], news, alive, notice)
