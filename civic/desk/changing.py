"""What was said is changed, taken back, tried again or given up."""

from __future__ import annotations

from dataclasses import replace

from civic.act import Act
from civic.desk.held import Held, held
from civic.desk.house import Desk
from civic.desk.letters import Mark
from civic.desk.saying import ONLY_ITS_WRITER, SETTLED, Kept, send_what_waits
from civic.desk.ticket import Side
from civic.phrases import Refusal, _
from storage import audit, people, ticket_words
from storage.ticket_words import Copy, StoredWords


async def edit(
    act: Act, desk: Desk, copy: Copy, text: str | None, *, looked_at: bool = True
) -> Kept | None:
    """A message that was said in a ticket has other words now: both are kept.

    None where nothing changed (Telegram also tells of previews and reactions). An answer that
    should be looked at once more (``looked_at`` false) stays as it is until ``let_change``.
    """
    assert copy.words_id is not None
    async with held(act, desk, copy.ticket_id) as one:
        words = await ticket_words.get(act.connection, copy.words_id, hold=True)
        if words is None or text in (words.text, words.pending):
            return None
        if words.author_id != act.person.id:
            return None
        if words.side == Side.VOLUNTEER and not looked_at:
            await ticket_words.change(act.connection, words.id, pending=text)
            return Kept(one.ticket, replace(words, pending=text), one.ticket.state)
        return await _changed(one, words, text)


async def let_change(act: Act, desk: Desk, ticket_id: int, words_id: int) -> Kept:
    """Its writer has looked at the change once more: the person sees it from now on."""
    async with held(act, desk, ticket_id) as one:
        words = await ticket_words.get(act.connection, words_id, hold=True)
        if words is None or words.pending is None:
            raise Refusal(SETTLED)
        if words.author_id != act.person.id:
            raise Refusal(ONLY_ITS_WRITER)
        return await _changed(one, words, words.pending)


async def keep_unchanged(act: Act, desk: Desk, ticket_id: int, words_id: int) -> None:
    """The change was not meant so: the person keeps what they have."""
    async with held(act, desk, ticket_id):
        words = await ticket_words.get(act.connection, words_id, hold=True)
        if words is None or words.author_id != act.person.id:
            raise Refusal(ONLY_ITS_WRITER)
        await ticket_words.change(act.connection, words_id, pending=None)


async def pending_of(act: Act, desk: Desk, ticket_id: int, words_id: int) -> StoredWords | None:
    """What was said, with what it was changed to; None when it is gone."""
    async with held(act, desk, ticket_id):
        return await ticket_words.get(act.connection, words_id, hold=True)


async def _changed(one: Held, words: StoredWords, text: str | None) -> Kept:
    act = one.act
    await ticket_words.keep_version(act.connection, words, act.now)
    await ticket_words.change(act.connection, words.id, text=text, pending=None, edited_at=act.now)
    changed = replace(words, text=text, pending=None, edited_at=act.now)
    if words.side == Side.PERSON:
        await one.post.edit_in_group(one.ticket, changed)
    elif words.side == Side.VOLUNTEER and words.delivered_at is not None:
        person = await people.by_id(act.connection, one.ticket.person_id)
        if person is not None:
            await one.post.edit_to_person(one.ticket, changed, person.telegram_id)
    return Kept(one.ticket, changed, one.ticket.state)


async def withdraw_answer(act: Act, desk: Desk, copy: Copy) -> Kept:
    """A volunteer takes an answer back: it does not leave, or goes from the person's chat."""
    assert copy.words_id is not None
    async with held(act, desk, copy.ticket_id) as one:
        words = await ticket_words.get(act.connection, copy.words_id, hold=True)
        if words is None or words.side != Side.VOLUNTEER:
            raise Refusal(_("Only an answer to the person can be taken back."))
        if words.withdrawn_at is not None:
            raise Refusal(_("It was taken back already."))
        if act.person.id not in {words.author_id, one.ticket.owner_id}:
            raise Refusal(_("Only whoever wrote it, or has the ticket, can take it back."))
        if words.delivered_at and act.now - words.delivered_at > desk.terms.withdraw_within:
            raise Refusal(_("It is too late: Telegram lets a message be deleted for two days."))
        await ticket_words.change(act.connection, words.id, withdrawn_at=act.now)
        await one.post.take_back(one.ticket, f"out:{words.id}:")
        person = await people.by_id(act.connection, one.ticket.person_id)
        if words.put_at is not None and person is not None:
            await one.post.withdrawal(one.ticket, words, person.telegram_id)
        await one.post.mark(one.ticket, words, Mark.WITHDRAWN)
        await audit.note(
            act.connection, act.now, "ticket.answer_withdrawn", act.person.id, one.ticket.case_id
        )
        return Kept(one.ticket, replace(words, withdrawn_at=act.now), one.ticket.state)


async def send_again(act: Act, desk: Desk, ticket_id: int, words_id: int) -> bool:
    """An answer that failed is tried anew; False when it did not fail, or was taken back."""
    async with held(act, desk, ticket_id) as one:
        words = await ticket_words.get(act.connection, words_id, hold=True)
        if words is None or words.failed_at is None or words.withdrawn_at is not None:
            return False
        await ticket_words.change(act.connection, words.id, put_at=None)
        await send_what_waits(one)
        await one.post.mark(one.ticket, words, Mark.ON_ITS_WAY)
        return True


async def drop(act: Act, desk: Desk, ticket_id: int, words_id: int) -> bool:
    """An answer that failed is not to be sent any more; False when it did not fail."""
    async with held(act, desk, ticket_id) as one:
        words = await ticket_words.get(act.connection, words_id, hold=True)
        if words is None or words.failed_at is None or words.withdrawn_at is not None:
            return False
        await ticket_words.change(act.connection, words.id, withdrawn_at=act.now)
        await one.post.mark(one.ticket, words, Mark.WITHDRAWN)
        return True
