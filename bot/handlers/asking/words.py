"""What a person sends into a ticket: while they write there, as a reply, or out of the blue.

Out of the blue only where there is one open ticket and nothing else listens; then a button takes it
back. Words to a ticket that opens with a phrase wait for the phrase.
"""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.types import Message

from bot import staying
from bot.desk.seen import own_ticket
from bot.flows.runner import Runner
from bot.flows.ticket_small import OPEN, TICKET
from bot.handlers.asking.pages import GONE, show_card
from bot.handlers.desk.words import NOT_COPIED, SERVICE, as_said
from bot.talk import Talk
from bot.traceless import keep_only
from bot.views.asking.reading import passed_on_screen
from bot.views.asking.ways import Mine
from civic.desk import saying, taking_back
from civic.desk.saying import IS_CLOSED
from civic.desk.ticket import State
from civic.phrases import Refusal, _
from storage import people, ticket_words, tickets
from storage.ticket_words import Copy

router = Router(name=__name__)
FOCUS = "ticket:"
NOT_PASSED_ON = _(
    "Telegram does not let me pass this kind of message on. Please write it in words, or send a "
    "photo or a file."
)


async def for_ticket(message: Message, talk: Talk | None) -> bool | dict[str, Any]:
    """A filter: which ticket a message is for, if it is for one.

    A reply to something of a ticket is for it, whatever listens.
    """
    if talk is None or (message.text or "").startswith("/") or message.content_type in SERVICE:
        return False
    async with talk.grounds.database.look() as connection:
        reply = message.reply_to_message
        if reply is not None:
            copy = await ticket_words.copy_of(connection, talk.user.id, reply.message_id)
            if copy is not None:
                return {"ticket_id": copy.ticket_id, "guessed": False}
        person = await people.look_up(connection, talk.user.id)
        if person is None:
            return False
        if (person.focus or "").startswith(FOCUS):
            number = str(person.focus).removeprefix(FOCUS)
            return {"ticket_id": int(number), "guessed": False}
        if person.focus is not None or message.text is None or person.onboarded_at is None:
            return False
        open_ones = await tickets.open_of_person(connection, person.id)
    if len(open_ones) != 1 or open_ones[0].heavy or await staying.visit_of(talk) is not None:
        return False
    return {"ticket_id": open_ones[0].id, "guessed": True}


@router.message(for_ticket)
async def said(message: Message, talk: Talk, runner: Runner, ticket_id: int, guessed: bool) -> None:
    """Passed on, and said so briefly."""
    found = await own_ticket(talk, ticket_id)
    if found is None:
        await talk.popup(GONE)
        return
    if message.content_type in NOT_COPIED:
        await talk.popup(NOT_PASSED_ON)
        return
    if found.needs_phrase:
        await runner.begin(talk, OPEN, {TICKET: found.ticket.id}, offer=False)
        return
    try:
        async with talk.act() as act:
            kept = await saying.person_says(
                act, talk.grounds.desk, found.ticket.id, as_said(message)
            )
    except Refusal as refusal:
        if refusal.why == IS_CLOSED:
            await show_card(talk, runner, found.ticket.id, refusal.why)
        else:
            await talk.popup(refusal.why)
        return
    talk.grounds.letters_put()
    if talk.more_of_album:
        return
    reopened = kept.was == State.SOLVED and not kept.is_part
    screen = passed_on_screen(talk.tongue, kept.ticket, reopened=reopened, guessed=guessed)
    shown = await talk.show(screen)
    if kept.ticket.heavy:
        await keep_only(talk, shown)


async def of_ticket(message: Message, talk: Talk | None) -> bool | dict[str, Any]:
    """A filter: whether an edited message was said in a ticket."""
    if talk is None:
        return False
    async with talk.grounds.database.look() as connection:
        copy = await ticket_words.copy_of(connection, talk.user.id, message.message_id)
    return {"copy": copy} if copy is not None and copy.words_id and not copy.is_ours else False


@router.edited_message(of_ticket)
async def rewritten(message: Message, talk: Talk, copy: Copy) -> None:
    """An earlier message has other words: the volunteer sees both."""
    await talk.person()
    try:
        async with talk.act() as act:
            text = message.text or message.caption
            kept = await saying.edit(act, talk.grounds.desk, copy, text)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    talk.grounds.letters_put()
    if kept is not None:
        await talk.popup(_("Changed. The volunteers see both."))


@router.callback_query(Mine.filter(F.to == "not_for_them"))
async def not_for_them(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """What was passed on out of the blue is taken back."""
    try:
        async with talk.act() as act:
            done = await taking_back.take_back_last(act, talk.grounds.desk, callback_data.id)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    talk.grounds.letters_put()
    said_so = (
        _("Taken back.")
        if done
        else _("A volunteer may have read it already. It is marked that it was not for them.")
    )
    await show_card(talk, runner, callback_data.id, said_so)
