"""The pages of one's own questions, and what their buttons do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram import F, Router
from aiogram.filters import Command

from bot import staying
from bot.desk.seen import answers_of, own_ticket
from bot.flows import ask_person
from bot.flows.runner import Runner
from bot.flows.ticket_small import FACE, OPEN, RATING, REACHING, TICKET
from bot.talk import Talk
from bot.traceless import keep_only
from bot.views.asking.card import card_screen, deletion_screen, list_screen
from bot.views.asking.news import answer_text
from bot.views.asking.reading import nothing_new_screen, shown_screen, writing_screen
from bot.views.asking.ways import Mine
from bot.views.screen import Screen
from bot.views.ways import Help
from bot.visits import Visits
from civic.act import Act
from civic.desk import own
from civic.desk.asking import must_be_free_to_ask
from civic.desk.house import Desk
from civic.desk.ticket import Rating
from civic.phrases import Phrase, Refusal, _
from storage import people, ticket_words, tickets
from storage.ticket_words import Copy
from storage.tickets import StoredTicket

router = Router(name=__name__)

GONE = _("This question is not there any more: it was deleted, with everything in it.")
Deed = Callable[[Act, Desk, int], Awaitable[StoredTicket]]


@router.message(Command("questions", ignore_case=True))
@router.callback_query(Mine.filter(F.to == "list"))
async def to_list(_event: object, talk: Talk, runner: Runner) -> None:
    """All of one's own."""
    person = await talk.person()
    keys = await runner.pause(talk) if person and person.focus else False
    async with talk.grounds.database.look() as connection:
        own_ones = await tickets.of_person(connection, person.id) if person else []
    await talk.show(list_screen(talk.tongue, own_ones), drop_keys=keys)


@router.callback_query(Mine.filter(F.to == "ask"))
async def ask(_query: object, talk: Talk, runner: Runner) -> None:
    """The talk, or the offer to go on with it; whoever may not ask now hears it at once."""
    try:
        async with talk.act() as act:
            await must_be_free_to_ask(act, talk.grounds.desk)
    except Refusal as refusal:
        await talk.show(list_screen(talk.tongue, await _own(talk), refusal.why))
        return
    await runner.begin(talk, ask_person.NAME)


@router.callback_query(Help.filter(F.to == "ask"))
async def ask_quietly(_query: object, talk: Talk, runner: Runner, visits: Visits) -> None:
    """From the help branch: its message becomes the talk's, and nothing of either stays."""
    if await staying.visit_of(talk) is not None and talk.message is not None:
        await staying.leave(talk, visits, neutral=talk.message.message_id)
    known: dict[str, object] = {ask_person.LANGUAGE: talk.tongue.code}
    await runner.begin(talk, ask_person.QUIETLY, known, offer=False)


@router.callback_query(Mine.filter(F.to == "card"))
async def to_card(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """One of them; whoever looks at it may be told what waited for that."""
    await show_card(talk, runner, callback_data.id)


@router.callback_query(Mine.filter(F.to == "open"))
async def open_it(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """The code phrase is asked for."""
    await runner.begin(talk, OPEN, {TICKET: callback_data.id}, offer=False)


@router.callback_query(Mine.filter(F.to == "reach"))
async def to_reach(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """When the volunteers may write."""
    await runner.begin(talk, REACHING, {TICKET: callback_data.id}, offer=False)


@router.callback_query(Mine.filter(F.to == "rate"))
async def rate(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """A face is kept at once; a word may follow."""
    if callback_data.what not in set(Rating):
        return
    face = Rating(callback_data.what)

    async def give(act: Act, desk: Desk, ticket: int) -> StoredTicket:
        return await own.rate(act, desk, ticket, face)

    if await _do(talk, callback_data.id, give):
        known: dict[str, object] = {TICKET: callback_data.id, FACE: face.value}
        await runner.begin(talk, RATING, known, offer=False)


@router.callback_query(Mine.filter(F.to.in_({"unsafe", "safe"})))
async def safety(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """One tap: nothing is sent from now on, or again."""
    safe = callback_data.to == "safe"

    async def change(act: Act, desk: Desk, ticket: int) -> StoredTicket:
        return await own.set_safety(act, desk, ticket, safe=safe)

    if await _do(talk, callback_data.id, change):
        said = (
            _("All right: what waited comes now.")
            if safe
            else _("All right: nothing is sent to you until you say that it is safe again.")
        )
        await show_card(talk, runner, callback_data.id, said)


@router.callback_query(Mine.filter(F.to == "withdraw"))
async def withdraw(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """No answer is needed any more."""
    if await _do(talk, callback_data.id, own.withdraw):
        await show_card(talk, runner, callback_data.id, _("Closed. The volunteers are told."))


@router.callback_query(Mine.filter(F.to == "leave"))
async def leave(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """The ticket is put away: what was shown of it goes, and nothing more comes."""
    ticket = await _do(talk, callback_data.id, own.leave)
    if ticket is None:
        return
    await runner.pause(talk)
    await _let_nothing_listen(talk)
    shown = await talk.show(list_screen(talk.tongue, await _own(talk)))
    if ticket.heavy:
        await keep_only(talk, shown)


@router.callback_query(Mine.filter(F.to == "delete"))
async def ask_to_delete(_query: object, callback_data: Mine, talk: Talk) -> None:
    """A question first."""
    await talk.person()
    await talk.show(deletion_screen(talk.tongue, callback_data.id))


@router.callback_query(Mine.filter(F.to == "deleted"))
async def delete(_query: object, callback_data: Mine, talk: Talk) -> None:
    """For good."""
    try:
        async with talk.act() as act:
            await own.delete_for_good(act, talk.grounds.desk, callback_data.id)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    talk.grounds.letters_put()
    await _let_nothing_listen(talk)
    await talk.show(list_screen(talk.tongue, await _own(talk)))


@router.callback_query(Mine.filter(F.to == "write"))
async def write(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """What is sent from now on goes into this ticket."""
    found = await own_ticket(talk, callback_data.id)
    if found is None:
        await talk.popup(GONE)
        return
    if found.needs_phrase:
        await open_it(None, callback_data, talk, runner)
        return
    await runner.pause(talk)
    async with talk.act() as act:
        await people.set_focus(act.connection, act.person.id, f"ticket:{callback_data.id}")
    screen = writing_screen(talk.tongue, found.ticket)
    if not found.ticket.heavy and await _is_answer(talk):
        await talk.show_below(screen)  # the answer stays to be read
    else:
        await _show_apart(talk, screen, found.ticket)


@router.callback_query(Mine.filter(F.to == "show"))
async def show(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """The words of an answer, in place of the neutral line."""
    found = await own_ticket(talk, callback_data.id)
    if found is None:
        await talk.popup(GONE)
    elif found.needs_phrase:
        await open_it(None, callback_data, talk, runner)
    else:
        await _read(talk, found.ticket, only=int(callback_data.what or 0))


@router.callback_query(Mine.filter(F.to == "read"))
async def read(_query: object, callback_data: Mine, talk: Talk, runner: Runner) -> None:
    """All answers that were not read yet, in order; else the latest."""
    found = await own_ticket(talk, callback_data.id)
    if found is None:
        await talk.popup(GONE)
    elif found.needs_phrase:
        await open_it(None, callback_data, talk, runner)
    else:
        await _read(talk, found.ticket)


async def show_card(
    talk: Talk, runner: Runner, ticket_id: int, notice: Phrase | None = None
) -> None:
    """The card; what waited for somebody who looks themselves comes by that."""
    found = await own_ticket(talk, ticket_id)
    if found is None:
        await talk.popup(GONE)
        return
    if not found.needs_phrase and await _do(talk, ticket_id, own.look_in) is None:
        return
    screen = card_screen(
        talk.tongue,
        found.ticket,
        talk.grounds.now(),
        waiting=found.waiting,
        needs_phrase=found.needs_phrase,
        notice=notice,
    )
    await runner.pause(talk)
    await _let_nothing_listen(talk)
    await _show_apart(talk, screen, found.ticket)


async def _read(talk: Talk, ticket: StoredTicket, only: int = 0) -> None:
    said = [one for one in await answers_of(talk, ticket) if not only or one.words.id == only]
    if not said:
        await _show_apart(talk, nothing_new_screen(talk.tongue, ticket), ticket)
        return
    texts = []
    for one in said:
        words = one.words
        if words.kind != "text" and words.messages and words.from_chat is not None:
            await _copy(talk, ticket, words.id, words.from_chat, words.messages)
        else:
            texts.append(answer_text(talk.tongue, talk.grounds.desk, one.name, words.text or ""))
    await _show_apart(talk, shown_screen(talk.tongue, ticket, texts), ticket)


async def _copy(
    talk: Talk, ticket: StoredTicket, words_id: int, from_chat: int, messages: tuple[int, ...]
) -> None:
    """A photo or a voice of the answer, which goes with the rest when the ticket is closed."""
    made = await talk.bot.copy_messages(talk.user.id, from_chat, list(messages))
    now = talk.grounds.now()
    async with talk.grounds.database.act() as connection:
        copies = [
            Copy(talk.user.id, one.message_id, ticket.id, words_id, is_ours=True) for one in made
        ]
        await ticket_words.note_copies(connection, copies)
    if ticket.heavy:
        for one in made:
            await staying.note(talk, one.message_id, now, is_ours=True)


async def _show_apart(talk: Talk, screen: Screen, ticket: StoredTicket) -> None:
    """A heavy ticket leaves nothing behind it in the chat but what is on the screen."""
    shown = await talk.show(screen)
    if ticket.heavy:
        now, until = talk.grounds.now(), ticket.opened_until
        await keep_only(talk, shown, until if until is not None and now < until else None)


async def _is_answer(talk: Talk) -> bool:
    """Whether the pressed message shows what a volunteer said."""
    if talk.message is None:
        return False
    async with talk.grounds.database.look() as connection:
        copy = await ticket_words.copy_of(connection, talk.user.id, talk.message.message_id)
    return copy is not None and copy.words_id is not None


async def _let_nothing_listen(talk: Talk) -> None:
    async with talk.act() as act:
        if act.person.focus is not None:
            await people.set_focus(act.connection, act.person.id, None)


async def _own(talk: Talk) -> list[StoredTicket]:
    person = await talk.person()
    async with talk.grounds.database.look() as connection:
        return await tickets.of_person(connection, person.id) if person else []


async def _do(talk: Talk, ticket_id: int, deed: Deed) -> StoredTicket | None:
    """The act; None once the person has been told why it was not done."""
    try:
        async with talk.act() as act:
            ticket = await deed(act, talk.grounds.desk, ticket_id)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return None
    talk.grounds.letters_put()
    return ticket
