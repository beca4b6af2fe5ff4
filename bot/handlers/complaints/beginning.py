"""Buttons that ask something: each starts a small script about its complaint."""

from __future__ import annotations

from aiogram import F, Router

from bot.flows import after, after_missing
from bot.flows.after_number import ON
from bot.flows.runner import Runner
from bot.handlers.complaints.finding import find, show_card, tell_gone
from bot.talk import Talk
from bot.views.ways import Complaint
from civic.complaints.history import refused
from civic.complaints.kept import Kept
from civic.complaints.statuses import Status
from civic.phrases import _

router = Router(name=__name__)
AGAIN = "again"
ALREADY_NOTED = _("This is noted already.")
_SIMPLE = {"fact": after.FACT, "file": after.FILES}


@router.callback_query(Complaint.filter(F.to == "registered"))
async def registered(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """It has a number."""
    found = await find(talk, callback_data.id)
    if found is None:
        await tell_gone(talk, runner)
    elif Status.REGISTERED not in found.listed.history.can_follow:
        noted = _("It is registered already. The number can be corrected here.")
        await show_card(talk, runner, callback_data.id, noted)
    else:
        await _begin(talk, runner, after.REGISTERED, found, callback_data)


@router.callback_query(Complaint.filter(F.to == "number"))
async def number(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """The number or the day of registration was mistyped."""
    if (found := await find(talk, callback_data.id)) is None:
        await tell_gone(talk, runner)
        return
    days = [e.on for e in found.listed.history.events if e.status is Status.REGISTERED]
    on = {ON: days[-1].isoformat()} if days else {}
    await _begin(talk, runner, after.NUMBER, found, callback_data, **on)


@router.callback_query(Complaint.filter(F.to.in_(frozenset(_SIMPLE))))
async def simple(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """A fact, a file."""
    if (found := await find(talk, callback_data.id)) is None:
        await tell_gone(talk, runner)
    else:
        await _begin(talk, runner, _SIMPLE[callback_data.to], found, callback_data)


@router.callback_query(Complaint.filter(F.to == "missing"))
async def missing(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """A field of the document."""
    found = await find(talk, callback_data.id)
    known = after_missing.known_of(found, _asked(callback_data)) if found else None
    if found is None or known is None:
        await tell_gone(talk, runner)
    else:
        await _begin(talk, runner, after.MISSING, found, callback_data, **known)


@router.callback_query(Complaint.filter(F.to == "note"))
async def note(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """Something happened; what cannot come now is said with the reason."""
    asked, found = _asked(callback_data), await find(talk, callback_data.id)
    if found is None or asked not in set(Status):
        await tell_gone(talk, runner)
        return
    status, history = Status(asked), found.listed.history
    if status not in history.can_follow:
        is_again = history.last is not None and history.last.status is status
        await talk.popup(ALREADY_NOTED if is_again else refused(history, status))
    elif status is Status.REGISTERED:
        await _begin(talk, runner, after.REGISTERED, found, callback_data)
    else:
        last = history.last
        before = {"last": last.status.value, "last_on": last.on.isoformat()} if last else {}
        await _begin(talk, runner, after.STATUS, found, callback_data, status=asked, **before)


async def _begin(
    talk: Talk, runner: Runner, script: str, found: Kept, pressed: Complaint, **more: object
) -> None:
    """Start it; where it was left half answered, offer to go on with that."""
    asked, _dot, over = pressed.what.partition(".")
    known = after.about(found.listed, talk.grounds.zone, **more)
    async with talk.act() as act:
        await after.forget_of_others(act, script, known)
    again = pressed.model_copy(update={"what": f"{asked}.{AGAIN}"}).pack()
    await runner.begin(talk, script, known, again=again, over=over == AGAIN)


def _asked(pressed: Complaint) -> str:
    """What the button is about."""
    return pressed.what.partition(".")[0]
