"""What is written in a ticket's topic: a note, or an answer to the person.

Only a reply to the person's words goes out, or /send. Everything else is a note, kept with the
ticket; a note of whoever owes an answer asks whether it was meant as one.
"""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.types import Message

from bot.desk.guarding import worries_about
from bot.desk.seat import Seat
from bot.views.desk.answering import (
    change_confirmation_screen,
    changed_screen,
    commands_screen,
    confirmation_screen,
    kept_as_note_screen,
    looked_at,
    not_copied_screen,
    settled_screen,
    unchanged_screen,
)
from bot.views.desk.ways import Desk as To
from civic.desk import changing, saying
from civic.desk.saying import Kept, Said
from civic.desk.ticket import Side, State
from civic.phrases import Refusal
from storage import ticket_words, tickets
from storage.cases import case_of, in_hand
from storage.errors import CaseShredded, CaseUnknown
from storage.ticket_words import Copy

router = Router(name=__name__)

ON_ITS_WAY, WAITS = "✍", "😴"
NOT_COPIED = frozenset({"poll", "game", "invoice", "story", "giveaway", "paid_media", "checklist"})
"""What Telegram does not let a bot pass on."""

SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "group_chat_created",
        "supergroup_chat_created",
        "channel_chat_created",
        "message_auto_delete_timer_changed",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "video_chat_scheduled",
        "video_chat_started",
        "video_chat_ended",
        "video_chat_participants_invited",
        "boost_added",
        "chat_background_set",
    }
)
"""What Telegram itself says in a group, of the bot's own doing too: nobody's words."""


@dataclass(frozen=True, slots=True)
class Found:
    """The ticket that a message belongs to; ``replied`` is what it answers there."""

    ticket_id: int
    replied: Copy | None
    is_answer: bool


async def find(seat: Seat, message: Message) -> Found | None:
    """By what it replies to, else by the topic that it stands in; None: not about a ticket."""
    reply = message.reply_to_message
    async with seat.grounds.database.look() as connection:
        copy = None
        if reply is not None:
            copy = await ticket_words.copy_of(connection, seat.chat_id, reply.message_id)
        if copy is None:
            thread = seat.thread_id
            if thread is None:
                return None
            ticket = await tickets.in_topic(connection, seat.chat_id, thread)
            return Found(ticket.id, None, is_answer=False) if ticket else None
        if copy.words_id is None:
            return Found(copy.ticket_id, copy, is_answer=False)
        ticket = await tickets.get(connection, copy.ticket_id)
        if ticket is None:
            return None
        try:
            case = await case_of(connection, seat.grounds.ring, ticket.case_id)
        except (CaseShredded, CaseUnknown):
            return None
        with in_hand(case):
            words = await ticket_words.get(connection, copy.words_id)
        is_answer = words is not None and words.side == Side.PERSON
        return Found(copy.ticket_id, copy, is_answer=is_answer)


@router.message(~F.content_type.in_(SERVICE))
async def said(message: Message, seat: Seat) -> None:
    """Somebody wrote in the group."""
    found = await find(seat, message)
    if found is None:
        return
    if (message.text or "").startswith("/"):
        await seat.say(commands_screen(seat.tongue), reply_to=message.message_id)
        return
    if found.is_answer:
        await answer(seat, message, found.ticket_id)
    else:
        reply = message.reply_to_message
        is_ours = reply is not None and reply.from_user is not None and reply.from_user.is_bot
        is_topic = reply is not None and reply.forum_topic_created is not None
        lost = found.replied is None and is_ours and not is_topic
        await note(seat, message, found.ticket_id, answers_something_unknown=lost)


async def answer(seat: Seat, message: Message, ticket_id: int, text: str | None = None) -> None:
    """It goes to the person, unless it holds what should be looked at twice."""
    if message.content_type in NOT_COPIED:
        await seat.say(not_copied_screen(seat.tongue), reply_to=message.message_id)
        return
    words = as_said(message, text)
    try:
        async with seat.act() as act:
            worries = await worries_about(act, seat.grounds.desk, ticket_id, words.text)
            if worries:  # nobody looks twice at what they may not send
                await saying.must_be_free_to_answer(act, seat.grounds.desk, ticket_id)
            does = saying.note if worries else saying.volunteer_says
            kept = await does(act, seat.grounds.desk, ticket_id, words)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    if kept.is_part:
        return
    if worries:
        to = To(to="send", ticket=kept.ticket.id, words=kept.words.id)
        screen = confirmation_screen(seat.tongue, to, worries, words.text)
        await seat.say(screen, reply_to=message.message_id)
    else:
        await mark(seat, kept)


async def note(
    seat: Seat, message: Message, ticket_id: int, *, answers_something_unknown: bool
) -> None:
    """It stays in the group.

    ``answers_something_unknown``: it replies to a message of the bot's that is not on record, such
    as the first of two when the process died between sending and noting. That it was for the
    person cannot be told, so its writer is asked.
    """
    try:
        async with seat.act() as act:
            kept = await saying.note(act, seat.grounds.desk, ticket_id, as_said(message))
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    ticket = kept.ticket
    owes = ticket.owner_id == act.person.id and ticket.state in (State.NEW, State.NEEDS_ANSWER)
    meant = owes or answers_something_unknown
    if meant and not kept.is_part and message.content_type not in NOT_COPIED:
        screen = kept_as_note_screen(seat.tongue, kept)
        await seat.say(screen, reply_to=message.message_id)


@router.callback_query(To.filter(F.to == "send"))
async def send_after_all(_query: object, callback_data: To, seat: Seat) -> None:
    """What was kept as a note goes to the person: its writer has looked at it again."""
    ticket_id, words_id = callback_data.ticket, callback_data.words
    try:
        async with seat.act() as act:
            words = await changing.pending_of(act, seat.grounds.desk, ticket_id, words_id)
            text = words.text if words else None
            worries = await worries_about(act, seat.grounds.desk, ticket_id, text)
            if worries and callback_data.what != looked_at(text):
                screen = confirmation_screen(seat.tongue, callback_data, worries, text)
            else:
                kept = await saying.answer_from_note(act, seat.grounds.desk, ticket_id, words_id)
                screen = settled_screen(seat.tongue, kept, act.now)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    await seat.show(screen)


@router.callback_query(To.filter(F.to == "leave"))
async def leave_as_note(_query: object, seat: Seat) -> None:
    """It is a note."""
    await seat.show(settled_screen(seat.tongue, None, seat.grounds.now()))


@router.callback_query(To.filter(F.to == "change"))
async def change_after_all(_query: object, callback_data: To, seat: Seat) -> None:
    """What an answer was changed to reaches the person: its writer has looked at it again."""
    ticket_id, words_id = callback_data.ticket, callback_data.words
    try:
        async with seat.act() as act:
            words = await changing.pending_of(act, seat.grounds.desk, ticket_id, words_id)
            text = words.pending if words else None
            worries = await worries_about(act, seat.grounds.desk, ticket_id, text)
            if worries and callback_data.what != looked_at(text):
                screen = change_confirmation_screen(seat.tongue, callback_data, worries, text)
            else:
                await changing.let_change(act, seat.grounds.desk, ticket_id, words_id)
                screen = changed_screen(seat.tongue)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    await seat.show(screen)


@router.callback_query(To.filter(F.to == "unchanged"))
async def keep_unchanged(_query: object, callback_data: To, seat: Seat) -> None:
    """The person keeps what they were sent."""
    try:
        async with seat.act() as act:
            await changing.keep_unchanged(
                act, seat.grounds.desk, callback_data.ticket, callback_data.words
            )
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    await seat.show(unchanged_screen(seat.tongue))


@router.edited_message()
async def rewritten(message: Message, seat: Seat) -> None:
    """Both are kept; the person sees the new words of an answer."""
    async with seat.grounds.database.look() as connection:
        copy = await ticket_words.copy_of(connection, seat.chat_id, message.message_id)
    if copy is None or copy.words_id is None or copy.is_ours:
        return
    text = message.text or message.caption
    try:
        async with seat.act() as act:
            worries = await worries_about(act, seat.grounds.desk, copy.ticket_id, text)
            kept = await changing.edit(act, seat.grounds.desk, copy, text, looked_at=not worries)
    except Refusal as refusal:
        await seat.popup(refusal.why)
        return
    if kept is not None and kept.words.pending is not None:
        to = To(to="change", ticket=kept.ticket.id, words=kept.words.id)
        screen = change_confirmation_screen(seat.tongue, to, worries, text)
        await seat.say(screen, reply_to=message.message_id)


async def mark(seat: Seat, kept: Kept) -> None:
    """What a volunteer sees at once: it is on its way, or it waits."""
    waits = kept.reach is not None and (kept.reach.at is None or kept.reach.at > seat.grounds.now())
    if not await seat.react(WAITS if waits else ON_ITS_WAY):
        screen = settled_screen(seat.tongue, kept, seat.grounds.now())
        await seat.say(screen, reply_to=seat.message.message_id)


def as_said(message: Message, text: str | None = None) -> Said:
    """What a message says in a ticket; ``text`` in place of its own."""
    return Said(
        kind=message.content_type,
        text=text if text is not None else message.text or message.caption,
        chat_id=message.chat.id,
        message_id=message.message_id,
        album=message.media_group_id,
    )
