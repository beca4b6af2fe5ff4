"""Ready answers: everybody of the desk reads and writes them, some approve and withdraw."""

from __future__ import annotations

from collections.abc import Collection

from aiogram import F, Router
from aiogram.filters import Command, CommandObject

from bot.flows import ready_answer
from bot.flows.runner import Runner
from bot.handlers.staff.rights import Allowed, opened
from bot.staying import first_depart
from bot.talk import Talk
from bot.views.screen import Screen
from bot.views.staff.answers import answer_screen, answers_screen, withdraw_question
from bot.views.staff.ways import Staff, sure_screen
from bot.views.ways import Admin
from civic.desk.ready import GONE, approve, search, withdraw
from civic.desk.roles import Right, Role, may
from civic.phrases import Phrase, Refusal, _
from storage import ready_answers
from storage.ready_answers import ReadyAnswer

router = Router(name=__name__)
router.message.middleware(first_depart)
OVER_AGAIN = 1
"""The "page" of a button that gives up the change begun before."""
APPROVED = _("Approved: volunteers are offered it from now on.")
WITHDRAWN = _("Withdrawn: nobody is offered it any more.")


@router.message(Command("answers", ignore_case=True), Allowed())
async def find(_message: object, command: CommandObject, talk: Talk, runner: Runner) -> None:
    """All of them, or those that begin with the letters after the command."""
    letters = (command.args or "").strip()
    keys = await opened(talk, runner)
    await talk.show(await _list(talk, Staff(to="answers"), letters), drop_keys=keys)


@router.callback_query(Admin.filter(F.to == "answers"), Allowed())
async def from_home(_query: object, talk: Talk) -> None:
    """From the administrators' page."""
    await talk.person()
    await talk.show(await _list(talk, Staff(to="answers")))


@router.callback_query(Staff.filter(F.to == "answers"), Allowed())
async def to_list(_query: object, callback_data: Staff, talk: Talk) -> None:
    """A page of the list."""
    await talk.person()
    await talk.show(await _list(talk, callback_data))


@router.callback_query(Staff.filter(F.to == "answer"), Allowed())
async def to_answer(
    _query: object, callback_data: Staff, talk: Talk, roles: Collection[Role]
) -> None:
    """One of them, in both languages."""
    await talk.person()
    if answer := await _answer(talk, callback_data):
        may_approve = may(roles, Right.APPROVE_ANSWERS)
        await talk.show(answer_screen(talk.tongue, answer, may_approve=may_approve))


@router.callback_query(Staff.filter(F.to == "new_answer"), Allowed(Right.WRITE_ANSWERS))
async def write_new(_query: object, callback_data: Staff, talk: Talk, runner: Runner) -> None:
    """The talk in which one is written."""
    again = callback_data.model_copy(update={"page": OVER_AGAIN}).pack()
    over = callback_data.page == OVER_AGAIN
    await runner.begin(talk, ready_answer.NAME, {}, again=again, over=over)


@router.callback_query(Staff.filter(F.to == "change"), Allowed(Right.WRITE_ANSWERS))
async def change(_query: object, callback_data: Staff, talk: Talk, runner: Runner) -> None:
    """The same talk, about this one."""
    if answer := await _answer(talk, callback_data):
        again = callback_data.model_copy(update={"page": OVER_AGAIN}).pack()
        over = callback_data.page == OVER_AGAIN
        known = ready_answer.about(answer)
        await runner.begin(talk, ready_answer.NAME, known, again=again, over=over)


@router.callback_query(Staff.filter(F.to == "approve"), Allowed(Right.APPROVE_ANSWERS))
async def approve_both(_query: object, callback_data: Staff, talk: Talk) -> None:
    """Both texts of one version."""
    try:
        async with talk.act() as act:
            await approve(act, talk.grounds.administrators, int(callback_data.key))
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    if answer := await _answer(talk, callback_data):
        await talk.show(answer_screen(talk.tongue, answer, may_approve=True, notice=APPROVED))


@router.callback_query(Staff.filter(F.to == "withdraw"), Allowed(Right.APPROVE_ANSWERS))
async def ask_to_withdraw(_query: object, callback_data: Staff, talk: Talk) -> None:
    """A question first."""
    await talk.person()
    if answer := await _answer(talk, callback_data):
        key = callback_data.key
        await talk.show(
            sure_screen(
                talk.tongue,
                withdraw_question(answer),
                _("Yes, withdraw it"),
                Staff(to="withdraw_yes", key=key),
                Staff(to="answer", key=key),
            )
        )


@router.callback_query(Staff.filter(F.to == "withdraw_yes"), Allowed(Right.APPROVE_ANSWERS))
async def withdraw_it(_query: object, callback_data: Staff, talk: Talk) -> None:
    """All versions under the key."""
    answer = await _answer(talk, callback_data)
    if answer is None:
        return
    try:
        async with talk.act() as act:
            await withdraw(act, talk.grounds.administrators, answer.key)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await talk.show(await _list(talk, Staff(to="answers"), notice=WITHDRAWN))


async def _answer(talk: Talk, way: Staff) -> ReadyAnswer | None:
    async with talk.grounds.database.look() as connection:
        answer = await ready_answers.get(connection, int(way.key))
    if answer is None or answer.withdrawn_at is not None:
        await talk.popup(GONE)
        return None
    return answer


async def _list(talk: Talk, at: Staff, letters: str = "", notice: Phrase | None = None) -> Screen:
    async with talk.grounds.database.look() as connection:
        found = search(await ready_answers.newest(connection), letters)
    return answers_screen(talk.tongue, found, at, letters, notice)
