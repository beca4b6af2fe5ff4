"""What the staff writes as commands in a ticket's topic, or as a reply to one of its messages."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.desk.seat import Seat
from bot.handlers.desk.words import answer, find
from bot.views.desk.card import ticket_card
from bot.views.desk.ready import none_found_screen, ready_list_screen, ready_preview_screen
from bot.views.desk.ways import Desk as To
from bot.views.screen import Screen
from civic.act import Act
from civic.desk import changing, moving, saying, taking
from civic.desk.looking import see
from civic.desk.ready import search
from civic.desk.saying import Said
from civic.desk.taking import Handover
from civic.phrases import Refusal, _, verbatim
from storage import people, ready_answers, ticket_words, tickets

router = Router(name=__name__)

WHERE = _("Please write this in a ticket's topic, or as a reply to one of its messages.")
NOTHING = _("Please write the words after the command: /send Сәлеметсіз бе!")
MOST_DIGITS = 9
LINES = 3
"""Of a hand-over: asked, promised, next."""


@router.message(Command("send", ignore_case=True))
async def send(message: Message, command: CommandObject, seat: Seat) -> None:
    """An answer without a reply; under a photo or a file too."""
    found = await find(seat, message)
    has_file = message.text is None
    if found is None:
        await seat.popup(WHERE)
    elif not command.args and not has_file:
        await seat.popup(NOTHING)
    else:
        await answer(seat, message, found.ticket_id, command.args or "")


@router.message(Command("withdraw", ignore_case=True))
async def withdraw(message: Message, seat: Seat) -> None:
    """As a reply to the answer that is to be taken back."""
    reply = message.reply_to_message
    async with seat.grounds.database.look() as connection:
        copy = (
            await ticket_words.copy_of(connection, seat.chat_id, reply.message_id)
            if reply is not None
            else None
        )
    if copy is None or copy.words_id is None:
        await seat.popup(_("Please reply with /withdraw to the answer that is to be taken back."))
        return
    try:
        async with seat.act() as act:
            await changing.withdraw_answer(act, seat.grounds.desk, copy)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    await seat.popup(_("It is being taken back: in a moment it is gone from their chat."))


@router.message(Command("tag", ignore_case=True))
async def tag(message: Message, command: CommandObject, seat: Seat) -> None:
    """Put a tag on the ticket, or take it off."""
    found = await find(seat, message)
    if found is None:
        await seat.popup(WHERE)
        return
    try:
        async with seat.act() as act:
            is_on = await moving.tag(act, seat.grounds.desk, found.ticket_id, command.args or "")
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    await seat.popup(_("The tag is on.") if is_on else _("The tag is off."))


@router.message(Command("hand", ignore_case=True))
async def hand(message: Message, command: CommandObject, seat: Seat) -> None:
    """The hand-over card, a line for each: asked, promised, what is next."""
    found = await find(seat, message)
    lines = [line.strip() for line in (command.args or "").splitlines() if line.strip()]
    if found is None:
        await seat.popup(WHERE)
    elif len(lines) < LINES:
        await seat.popup(
            _(
                "Three lines, please, so that nobody has to ask again:\n/hand what was asked\n"
                "what was promised\nwhat is next, and when"
            )
        )
    else:
        card = Handover(lines[0], lines[1], " ".join(lines[2:]))
        try:
            async with seat.act() as act:
                await taking.hand_over(act, seat.grounds.desk, found.ticket_id, card)
        except Refusal as refusal:
            await seat.popup(refusal.why)


@router.message(Command("card", ignore_case=True))
async def card(message: Message, command: CommandObject, seat: Seat) -> None:
    """The card anew: of the topic's ticket, or of the one with this number."""
    found = await find(seat, message)
    number = _number(command.args) or (found.ticket_id if found else None)
    if number is None:
        await seat.popup(_("Please name the ticket: /card 12"))
        return
    try:
        async with seat.act() as act:
            await taking.must_see(act, seat.grounds.desk)
            seen = await see(act.connection, act.ring, seat.grounds.desk, number, act.now)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    if seen is None:
        await seat.popup(_("There is no ticket with this number any more."))
    else:
        await seat.show(ticket_card(seat.group_tongue, seen))


@router.message(Command("a", "answer", ignore_case=True))
async def ready(message: Message, command: CommandObject, seat: Seat) -> None:
    """Ready answers by a letter or more of their key or of their words."""
    found = await find(seat, message)
    if found is None:
        await seat.popup(WHERE)
    else:
        await _offer_ready(seat, found.ticket_id, command.args or "")


@router.callback_query(To.filter(F.to == "ready"))
async def ready_pressed(_query: object, callback_data: To, seat: Seat) -> None:
    """From the card: all of them; with an id: the text as the person will read it."""
    if not callback_data.what:
        await seat.rest()
        await _offer_ready(seat, callback_data.ticket, "")
        return
    async with seat.act() as act:
        chosen = await ready_answers.get(act.connection, int(callback_data.what))
        ticket = await tickets.get(act.connection, callback_data.ticket)
        person = await people.by_id(act.connection, ticket.person_id) if ticket else None
    if chosen is None or ticket is None:
        await seat.popup(_("This is not there any more."))
        return
    language = (person.language if person else None) or "kk"
    await seat.show(ready_preview_screen(seat.tongue, ticket.id, chosen, language))


@router.callback_query(To.filter(F.to == "say"))
async def say_ready(_query: object, callback_data: To, seat: Seat) -> None:
    """A ready answer goes to the person, in their language."""
    try:
        async with seat.act() as act:
            text = await _ready_text(act, callback_data.ticket, callback_data.words)
            said = Said(
                kind="text",
                text=text,
                chat_id=seat.chat_id,
                message_id=seat.message.message_id,
            )
            await saying.volunteer_says(act, seat.grounds.desk, callback_data.ticket, said)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    await seat.show(sent_screen(seat, text))


async def _ready_text(act: Act, ticket_id: int, answer_id: int) -> str:
    """As the person of the ticket reads it; ``Refusal`` when it was withdrawn meanwhile."""
    chosen = await ready_answers.get(act.connection, answer_id)
    ticket = await tickets.get(act.connection, ticket_id)
    if chosen is None or ticket is None or chosen.withdrawn_at is not None:
        raise Refusal(_("This is not there any more."))
    person = await people.by_id(act.connection, ticket.person_id)
    return chosen.in_language((person.language if person else None) or "kk")


async def _offer_ready(seat: Seat, ticket_id: int, letters: str) -> None:
    try:
        async with seat.act() as act:
            await taking.must_see(act, seat.grounds.desk)
            offered = search(await ready_answers.offered(act.connection), letters)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    screen = (
        ready_list_screen(seat.tongue, ticket_id, offered)
        if offered
        else none_found_screen(seat.tongue)
    )
    await seat.say(screen, reply_to=seat.message.message_id)


def sent_screen(seat: Seat, text: str) -> Screen:
    """What was said by a ready answer stays to be read in the topic."""
    return Screen(f"✍ {seat.tongue.html(verbatim(text))}")


def _number(typed: str | None) -> int | None:
    digits = (typed or "").strip().lstrip("№#").strip()
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None
