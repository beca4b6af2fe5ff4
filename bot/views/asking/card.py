"""One's own questions: the list, the card of one, and what each state means in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.views.asking.ways import to
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import to_menu
from civic.desk.ticket import OPEN, TOPIC_NAMES, State, Topic
from civic.phrases import Phrase, _, _n
from storage.tickets import StoredTicket

MOST_LISTED = 10
_MARKS = {State.SOLVED: "✅", State.CLOSED: "🔒"}


def list_screen(
    tongue: Tongue, own: Sequence[StoredTicket], notice: Phrase | None = None
) -> Screen:
    """All of one's own, the newest first. Heavy ones by their number alone.

    With a ``notice`` another one cannot be asked now.
    """
    text = (
        _("<b>Your questions to the volunteers</b>")
        if own
        else _("You have asked the volunteers nothing yet.")
    )
    said = [notice, text] if notice is not None else [text]
    return Screen(
        "\n\n".join(map(tongue.html, said)),
        inline(
            *(to(tongue, named(tongue, one), "card", one.id) for one in own[:MOST_LISTED]),
            to(tongue, _("Ask a person"), "ask") if notice is None else [],
            [to_menu(tongue)],
        ),
    )


def card_screen(
    tongue: Tongue,
    ticket: StoredTicket,
    now: datetime,
    *,
    waiting: int,
    needs_phrase: bool,
    notice: Phrase | None = None,
) -> Screen:
    """How it stands and what can be done. ``waiting`` answers are not read yet."""
    parts = [tongue.html(notice)] if notice is not None else []
    if needs_phrase:
        parts.append(f"<b>№ {ticket.id}</b>")
        parts.append(tongue.html(_("It opens with your code phrase.")))
        return Screen(
            "\n\n".join(parts),
            inline(
                to(tongue, _("🔑 Open it"), "open", ticket.id),
                to(tongue, _("← My questions"), "list"),
                [to_menu(tongue)],
            ),
        )
    parts.append(f"<b>{tongue.html(named(tongue, ticket))}</b>")
    parts.append("\n".join(map(tongue.html, _lines(ticket, now, waiting))))
    return Screen("\n\n".join(parts), inline(*_ways(tongue, ticket)))


def deletion_screen(tongue: Tongue, ticket_id: int) -> Screen:
    """Once more before it is gone for good."""
    text = _(
        "<b>Delete this question?</b>\n\nEverything that was said in it goes, at the volunteers' "
        "too, and its key is destroyed: nobody can read it again."
    )
    return Screen(
        tongue.html(text),
        inline(
            to(tongue, _("Yes, delete it for good"), "deleted", ticket_id),
            to(tongue, _("← Back"), "card", ticket_id),
        ),
    )


def named(tongue: Tongue, ticket: StoredTicket) -> Phrase:
    """How it is called in lists: a heavy one by its number alone."""
    mark = _MARKS.get(State(ticket.state), "✉️")
    if ticket.heavy:
        return Phrase("{verbatim}", {"verbatim": f"{mark} № {ticket.id}"})
    topic = tongue.plain(TOPIC_NAMES[Topic(ticket.topic)])
    return Phrase("{verbatim}", {"verbatim": f"{mark} № {ticket.id} · {topic}"})


def _lines(ticket: StoredTicket, now: datetime, waiting: int) -> Iterator[Phrase]:
    yield _state(ticket)
    if ticket.due_at is not None and ticket.state in OPEN:
        late = ticket.due_at < now
        yield (
            _("The answer is late; the coordinators know. In danger: 112, /phones")
            if late
            else _("They mean to answer by {moment}.", moment=ticket.due_at)
        )
    if waiting:
        yield _n("One answer waits for you.", "{count} answers wait for you.", waiting)
    if ticket.unsafe_since is not None:
        yield _("🚫 You marked that it is not safe: nothing is sent to you.")
    elif not ticket.may_write and not ticket.heavy:
        yield _("Nothing is sent to you: you look here yourself.")
    elif ticket.safe_from is not None and ticket.safe_until is not None:
        yield _(
            "You are written to between {start} and {end}.",
            start=f"{ticket.safe_from // 60:02}:{ticket.safe_from % 60:02}",
            end=f"{ticket.safe_until // 60:02}:{ticket.safe_until % 60:02}",
        )


def _state(ticket: StoredTicket) -> Phrase:
    match State(ticket.state):
        case State.NEW if ticket.owner_id is None:
            return _("Sent. Nobody has taken it yet.")
        case State.NEW | State.NEEDS_ANSWER if ticket.owner_id is not None:
            return _("A volunteer has it, and will write.")
        case State.NEW | State.NEEDS_ANSWER:
            return _("Your words are there. Nobody has them in hand just now.")
        case State.WAITING:
            return _("You have an answer. If something is still open, write.")
        case State.SNOOZED if ticket.snoozed_until is not None:
            return _(
                "Put off until {moment}. Write, and it is taken up.", moment=ticket.snoozed_until
            )
        case State.SOLVED:
            return _("Solved. If it is not, write here, and it is open again.")
        case _:
            return _("Closed.")


def _ways(tongue: Tongue, ticket: StoredTicket) -> Iterator[list[InlineKeyboardButton]]:
    number = ticket.id
    if ticket.first_answer_at is not None:
        yield to(tongue, _("Read the answers"), "read", number)
    if ticket.state != State.CLOSED:
        yield to(tongue, _("✏️ Write"), "write", number)
    if ticket.state in OPEN:
        if ticket.unsafe_since is None:
            yield to(tongue, _("🚫 Not safe now"), "unsafe", number)
        else:
            yield to(tongue, _("It is safe again"), "safe", number)
        if not ticket.heavy:
            yield to(tongue, _("When to write to me"), "reach", number)
        yield to(tongue, _("I need no answer any more"), "withdraw", number)
    if ticket.state == State.CLOSED:
        yield to(tongue, _("Ask a person"), "ask")
    if ticket.opened_until is not None:
        yield to(tongue, _("Close it here"), "leave", number)
    yield to(tongue, _("🗑 Delete it"), "delete", number)
    yield to(tongue, _("← My questions"), "list")
    yield [to_menu(tongue)]
