"""What a person sends into a ticket: while they write there, as a reply, or out of the blue.

Out of the blue only where nothing else listens: into the one ticket that may be meant, else the
person is asked which; a button takes it back. Words to a ticket that opens with a phrase wait for
it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram import F, Router
from aiogram.types import Message
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import staying
from bot.desk.seen import own_ticket
from bot.flows.runner import Runner
from bot.flows.ticket_small import OPEN, TICKET
from bot.handlers.asking.pages import GONE, show_card
from bot.handlers.desk.words import NOT_COPIED, SERVICE, as_said
from bot.talk import Talk
from bot.traceless import keep_only
from bot.views.asking.reading import for_nobody_screen, for_which_screen, passed_on_screen
from bot.views.asking.ways import Mine
from civic.desk import changing, saying, taking_back
from civic.desk.saying import IS_CLOSED
from civic.desk.ticket import State
from civic.phrases import Refusal, _
from storage import drafts, people, ticket_words, tickets
from storage.errors import VaultError
from storage.ticket_words import Copy
from storage.tickets import StoredTicket

router = Router(name=__name__)
FOCUS = "ticket:"
NOT_PASSED_ON = _(
    "Telegram does not let me pass this kind of message on. Please write it in words, or send a "
    "photo or a file."
)


async def for_ticket(message: Message, talk: Talk | None) -> bool | dict[str, Any]:
    """A filter: which ticket a message is for, if it is for one.

    A reply to something of a ticket is for it, whatever listens. What comes out of the blue is for
    the only one that may be meant; with several the person is asked.
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
        if person.focus is not None and await _listens(connection, talk, person.focus):
            return False
        own = await tickets.of_person(connection, person.id)
    meant = await _meant(talk, own)
    if not meant:
        return False
    if len(meant) > 1:
        return {"ticket_id": 0, "guessed": True, "several": meant}
    return {"ticket_id": meant[0].id, "guessed": True}


async def _listens(connection: AsyncConnection, talk: Talk, draft_id: str) -> bool:
    """Whether a script waits for an answer; one that has ended does not."""
    try:
        draft = await drafts.get(connection, talk.grounds.ring, draft_id)
    except VaultError:  # the runner says what is to be said of it
        return True
    return draft is not None and bool(draft.step)


async def _meant(talk: Talk, own: Sequence[StoredTicket]) -> list[StoredTicket]:
    """Those that words out of the blue may be for.

    A protected one only while its phrase has opened it; then they are for it, whatever else waits.
    """
    now = talk.grounds.now()
    alive = [one for one in own if one.state != State.CLOSED]
    opened = [one for one in alive if one.opened_until is not None and now < one.opened_until]
    if any(one.heavy for one in opened):
        return [one for one in opened if one.heavy][:1]
    if await staying.visit_of(talk) is not None:
        return []
    return [one for one in alive if not one.heavy]


@router.message(for_ticket)
async def said(
    message: Message,
    talk: Talk,
    runner: Runner,
    ticket_id: int,
    guessed: bool,
    several: Sequence[StoredTicket] = (),
) -> None:
    """Passed on, and said so briefly."""
    if several:
        if not talk.more_of_album:
            screen = for_which_screen(talk.tongue, several)
            await talk.show_below(screen, reply_to=message.message_id)
        return
    await pass_on(message, talk, runner, ticket_id, guessed=guessed)


@router.callback_query(Mine.filter(F.to == "for"))
async def for_this_one(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """They said which question it is for."""
    await talk.person()
    message = talk.message.reply_to_message if talk.message is not None else None
    if message is None:
        await talk.popup(_("Your message is gone. Please send it once more."))
        return
    await pass_on(message, talk, runner, callback_data.id, guessed=True)


@router.callback_query(Mine.filter(F.to == "for_none"))
async def for_none(_query: object, talk: Talk) -> None:
    """It was for nobody."""
    await talk.person()
    await talk.show(for_nobody_screen(talk.tongue))


async def pass_on(
    message: Message, talk: Talk, runner: Runner, ticket_id: int, *, guessed: bool
) -> None:
    """Into this ticket, if it is theirs and open to it."""
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
            kept = await changing.edit(act, talk.grounds.desk, copy, text)
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
