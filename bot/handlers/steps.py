"""Answers to scripts, and what is said to everything else."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot import staying
from bot.flows import onboarding
from bot.flows.known import STALE
from bot.flows.moves import (
    Edited,
    Move,
    SentFile,
    SharedContact,
    SharedPlace,
    Tap,
    Typed,
    Unreadable,
)
from bot.flows.runner import Runner
from bot.handlers.helping import heard
from bot.handlers.pages import show_menu
from bot.talk import Talk
from bot.views.steps import PREFIX, read_callback
from bot.visits import Visits
from civic.phrases import _

router = Router(name=__name__)


@router.callback_query(F.data.startswith(f"{PREFIX}:"))
async def pressed(query: CallbackQuery, talk: Talk, runner: Runner) -> None:
    """A button of a step."""
    found = read_callback(query.data or "")
    if found is None:
        await talk.popup(STALE)
    else:
        draft, screen, action = found
        await runner.press(talk, draft, Tap(action, screen))


@router.callback_query()
async def outdated(_query: CallbackQuery, talk: Talk) -> None:
    """A button that no version of today knows."""
    await talk.person()
    await talk.popup(STALE)


@router.message()
async def said(message: Message, talk: Talk, runner: Runner, visits: Visits) -> None:
    """Anything that was sent: an answer if a script is listening, else a kind word."""
    command = (message.text or "").startswith("/")
    if not command and await runner.hear(talk, as_move(message)):
        return
    if visit := await staying.visit_of(talk):
        await heard(message, talk, visits, visit)
        return
    if talk.more_of_album:
        return
    if command and await runner.redraw(talk, _("I do not know this command.")):
        return
    person = await talk.person()
    if person is None or person.onboarded_at is None:
        await runner.begin(talk, onboarding.NAME, offer=False)
    elif command:
        await show_menu(talk, runner, _("I do not know this command."))
    elif message.text:
        await show_menu(
            talk,
            runner,
            _(
                "I did not understand this. In danger call <b>112</b>; the phones are here: "
                "/phones. This is what I can do:"
            ),
        )
    else:
        await show_menu(
            talk,
            runner,
            _("Thank you, but I cannot read this kind of message. Please write or tap."),
        )


@router.edited_message()
async def rewritten(message: Message, talk: Talk, runner: Runner) -> None:
    """A message that was sent before has other words now."""
    if message.text is not None:
        await runner.edit(talk, Edited(message.text, message.message_id))


def as_move(message: Message) -> Move:
    """What a message means to a script."""
    if message.text is not None:
        return Typed(message.text, message.message_id)
    if message.contact is not None:
        mine = message.from_user is not None and message.contact.user_id == message.from_user.id
        return SharedContact(message.contact.phone_number, mine)
    if message.location is not None and message.venue is None:
        return SharedPlace(message.location.latitude, message.location.longitude)
    if message.photo:
        largest = message.photo[-1]
        return SentFile(
            "photo",
            largest.file_id,
            largest.file_unique_id,
            largest.file_size or 0,
            mime="image/jpeg",
            caption=message.caption or "",
        )
    if message.document is not None and message.animation is None:
        sent = message.document
        return SentFile(
            "document",
            sent.file_id,
            sent.file_unique_id,
            sent.file_size or 0,
            name=sent.file_name or "",
            mime=sent.mime_type or "",
            caption=message.caption or "",
        )
    return Unreadable(spoken=message.voice is not None or message.video_note is not None)
