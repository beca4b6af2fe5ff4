"""What is sent as a file of its own: the document, the picture of the dates, everything in one."""

from __future__ import annotations

from contextlib import suppress

from aiogram import F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup

from bot.complaint_zip import OpenFile, everything
from bot.flows.runner import Runner
from bot.handlers.complaints.finding import find, next_step_of, tell_gone
from bot.papers.made import MAKERS, beside, file_name, made
from bot.pictures.timeline import timeline
from bot.sendings import Sendings
from bot.talk import Talk
from bot.views.complaints.dates import TITLE, moments
from bot.views.complaints.words import next_line, to, to_card
from bot.views.screen import inline
from bot.views.ways import Complaint
from civic.complaints.kept import Kept
from civic.phrases import _, _n
from civic.working_days import calendar

router = Router(name=__name__)
_PATIENCE = 300
"""Seconds that sending a large archive may take."""
_SENT = _("It is sent already: look below.")


@router.callback_query(Complaint.filter(F.to.in_(frozenset({*MAKERS, "dates", "zip"}))))
async def send(
    _query: object, callback_data: Complaint, talk: Talk, runner: Runner, sendings: Sendings
) -> None:
    """Make it beside the talk and send it, once."""
    found = await find(talk, callback_data.id)
    if found is None:
        await tell_gone(talk, runner)
        return
    wanted = f"{callback_data.to}:{callback_data.id}"
    if sendings.is_repeated(talk.user.id, wanted, talk.grounds.now()):
        await talk.popup(_SENT)
        return
    await talk.rest()
    match callback_data.to:
        case "dates":
            await _send_dates(talk, found)
        case "zip":
            await _send_everything(talk, found)
        case ending:
            await _send_document(talk, found, ending)
    sendings.note(talk.user.id, wanted, talk.grounds.now())


async def _send_document(talk: Talk, found: Kept, ending: str) -> None:
    await _uploading(talk, "upload_document")
    document = await made(found.facts, ending)
    await talk.bot.send_document(
        talk.user.id,
        BufferedInputFile(document, file_name(found.facts, ending, talk.tongue.code)),
        reply_markup=_back(talk, found),
    )


async def _send_dates(talk: Talk, found: Kept) -> None:
    await _uploading(talk, "upload_photo")
    step, today = next_step_of(talk, found), talk.today().date()
    points = moments(found.listed, step, today, talk.tongue, calendar())
    picture = await beside(lambda: timeline(points, today, talk.tongue, TITLE))
    caption = _("Next: {step}", step=next_line(found.listed.kind, step))
    await talk.bot.send_photo(
        talk.user.id,
        BufferedInputFile(picture, "dates.png"),
        caption=talk.tongue.html(caption) if found.listed.outcome is None else None,
        reply_markup=_back(talk, found),
    )


async def _send_everything(talk: Talk, found: Kept) -> None:
    await _uploading(talk, "upload_document")
    step = next_step_of(talk, found)
    name = talk.tongue.plain(_("Document"))
    async with everything(talk.bot, found, step, talk.tongue) as packed:
        await _uploading(talk, "upload_document")
        told = [_("Everything of it: the document, your files, what happened. Keep it safe.")]
        if packed.left_out:
            told.append(
                _n(
                    "One file is not in it; the text inside says which, and why.",
                    "{count} files are not in it; the text inside says which, and why.",
                    len(packed.left_out),
                )
            )
        await talk.bot.send_document(
            talk.user.id,
            OpenFile(packed.file, f"{name}.zip"),
            caption="\n\n".join(map(talk.tongue.html, told)),
            reply_markup=_back(talk, found),
            request_timeout=_PATIENCE,
        )


def _back(talk: Talk, found: Kept) -> InlineKeyboardMarkup:
    complaint_id = found.listed.id
    return inline(
        to(talk.tongue, _("How to hand it in"), "how", complaint_id)
        if not found.listed.history.events
        else [],
        to_card(talk.tongue, complaint_id),
    )


async def _uploading(talk: Talk, action: str) -> None:
    """Say that something is coming; that this failed, nobody needs to know."""
    with suppress(TelegramAPIError):
        await talk.bot.send_chat_action(talk.user.id, action)
