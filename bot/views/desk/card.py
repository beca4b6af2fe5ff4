"""The card on top of a ticket's topic: how it stands, and what can be done with it.

It is read in the middle of an evening by somebody with ten other things to do: first what is
wanted and by when, then whose it is, then how the person may be written to.
"""

from __future__ import annotations

from collections.abc import Iterator

from aiogram.types import InlineKeyboardButton

from bot.views.desk.ways import Desk, way
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from civic.complaints.handing_over import about
from civic.desk.looking import Seen
from civic.desk.reaching import Waits
from civic.desk.ticket import (
    OPEN,
    RATING_FACES,
    STATE_NAMES,
    TOPIC_NAMES,
    Rating,
    Source,
    State,
    Topic,
)
from civic.phrases import Phrase, _, _n, labelled, verbatim
from civic.regions import regions
from storage.tickets import StoredTicket

STATE_SIGNS: dict[State, str] = {
    State.NEW: "🆕",
    State.NEEDS_ANSWER: "❗",
    State.WAITING: "⏳",
    State.SNOOZED: "💤",
    State.SOLVED: "✅",
    State.CLOSED: "🔒",
}
_SOURCES: dict[Source, Phrase] = {
    Source.MENU: _("the menu"),
    Source.COMPLAINT: _("a complaint"),
    Source.COURSE: _("a course"),
    Source.PETITION: _("a petition"),
    Source.HELP: _("“Where to turn for help”"),
    Source.CANARY: _("the bot's own trial"),
}
_LANGUAGES = {"kk": _("Kazakh"), "ru": _("Russian")}
_WAITS: dict[Waits, Phrase] = {
    Waits.CODE: _("🔑 Opens with a code phrase: answers wait until the person opens it"),
    Waits.UNSAFE: _("🚫 Not safe to write now: answers wait"),
    Waits.NOT_WANTED: _("🚫 Did not want to be written to: looks in themselves, answers wait"),
}


def topic_title(tongue: Tongue, ticket: StoredTicket) -> str:
    """The topic's name (128 characters at most): what one sees in the list of topics."""
    sign = STATE_SIGNS[State(ticket.state)]
    hurry = "🔥 " if ticket.urgent and ticket.state in OPEN else ""
    name = tongue.plain(TOPIC_NAMES[Topic(ticket.topic)])
    return f"{sign} {hurry}№ {ticket.id} · {name}"[:128]


def ticket_card(tongue: Tongue, seen: Seen, notice: Phrase | None = None) -> Screen:
    """The whole card, in the language of whoever looks."""
    ticket = seen.ticket
    head = (
        f"{STATE_SIGNS[State(ticket.state)]} <b>№ {ticket.id} · "
        f"{tongue.html(TOPIC_NAMES[Topic(ticket.topic)])}</b>"
    )
    parts = [tongue.html(notice)] if notice is not None else []
    parts += [head, "\n".join(map(tongue.html, _lines(seen)))]
    if isinstance(seen.handover, dict) and any(seen.handover.values()):
        head, *told = map(tongue.html, _handover(seen.handover))
        # what was told in danger is hidden until it is tapped
        shown = [f"<tg-spoiler>{line}</tg-spoiler>" for line in told] if ticket.heavy else told
        parts.append("\n".join((head, *shown)))
    return Screen("\n\n".join(parts), inline(*_ways(tongue, seen)))


def _lines(seen: Seen) -> Iterator[Phrase]:
    ticket = seen.ticket
    if ticket.urgent and ticket.state in OPEN:
        yield _("🔥 <b>Urgent</b>")
    if ticket.heavy:
        yield _("🕊 Heavy: from “Where to turn for help”. Take care of yourself too.")
    yield _("State: {state}", state=STATE_NAMES[State(ticket.state)])
    if ticket.due_at is not None:
        yield _("Answer by: {moment}", moment=ticket.due_at)
    if ticket.snoozed_until is not None:
        yield _("Put off until: {moment}", moment=ticket.snoozed_until)
    if seen.owner_telegram_id is not None:
        name = seen.owner_name or _("volunteer {number}", number=str(ticket.owner_id))
        owner = str(seen.owner_telegram_id)
        yield _('Has it: <a href="tg://user?id={id}">{name}</a>', id=owner, name=name)
    else:
        yield _("Has it: nobody yet")
    yield _("Reads: {language}", language=_LANGUAGES[seen.language])
    yield from _reach(seen)
    yield from _story(seen)


def _story(seen: Seen) -> Iterator[Phrase]:
    ticket = seen.ticket
    region = regions().get(ticket.region or "")
    if region is not None:
        yield _("Region: {region}", region=region.name)
    yield _(
        "Asked: {moment}, from {source}",
        moment=ticket.opened_at,
        source=_from(ticket),
    )
    if ticket.reopened:
        yield _n("Opened again: once", "Opened again: {count} times", ticket.reopened)
    if seen.tags:
        yield _("Tags: {tags}", tags=" ".join(f"#{tag}" for tag in seen.tags))
    if ticket.rating is not None:
        yield _("The person says: {face}", face=RATING_FACES[Rating(ticket.rating)])
    if seen.rating_words:
        yield verbatim(f"«{seen.rating_words}»")


def _from(ticket: StoredTicket) -> Phrase:
    """From where it was asked; of a complaint also which document it is and about what."""
    source, _colon, of = ticket.source.partition(":")
    named = about(of) if source == Source.COMPLAINT else None
    return labelled(_SOURCES[Source(source)], named) if named else _SOURCES[Source(source)]


def _reach(seen: Seen) -> Iterator[Phrase]:
    ticket = seen.ticket
    if seen.reach.why is not None:
        yield _WAITS[seen.reach.why]
    elif ticket.safe_from is not None and ticket.safe_until is not None:
        yield _(
            "May be written to: {start}–{end}",
            start=clock(ticket.safe_from),
            end=clock(ticket.safe_until),
        )
    if seen.waiting:
        yield _n("One answer waits", "{count} answers wait", seen.waiting)
    if not seen.is_heard:
        yield _("The person blocks the bot now: answers wait until they come back")


def _handover(card: object) -> Iterator[Phrase]:
    assert isinstance(card, dict)
    yield _("<b>Hand-over</b>")
    labels = {
        "asked": _("Asked: {words}", words=str(card.get("asked") or "")),
        "promised": _("Promised: {words}", words=str(card.get("promised") or "")),
        "next_date": _("Next: {words}", words=str(card.get("next_date") or "")),
    }
    for name, line in labels.items():
        if card.get(name):
            yield line


def _ways(tongue: Tongue, seen: Seen) -> Iterator[list[InlineKeyboardButton]]:
    ticket = seen.ticket

    def to(label: Phrase, act: str, what: str = "") -> InlineKeyboardButton:
        return way(tongue, label, Desk(to=act, ticket=ticket.id, what=what))

    if ticket.state not in OPEN:
        yield [to(_("Open again"), "reopen"), to(_("What was said"), "history")]
        return
    if ticket.owner_id is None:
        yield [to(_("✋ Take it"), "take")]
    else:
        yield [to(_("Hand over"), "hand"), to(_("Let it go"), "release")]
    yield [
        to(_("Needs an answer"), "needs"),
        to(_("Waiting"), "waiting"),
        to(_("✅ Solved"), "solve"),
    ]
    yield [
        to(_("Not urgent"), "urgent", "no") if ticket.urgent else to(_("🔥 Urgent"), "urgent"),
        to(_("💤 Put off"), "snooze"),
        to(_("# Tags"), "tags"),
    ]
    yield [to(_("What was said"), "history"), to(_("Ready answers"), "ready")]
    yield [to(_("More"), "more")]


def more_screen(tongue: Tongue, seen: Seen) -> Screen:
    """What is done seldom, in place of the card."""
    ticket = seen.ticket

    def to(label: Phrase, act: str, what: str = "") -> list[InlineKeyboardButton]:
        return [way(tongue, label, Desk(to=act, ticket=ticket.id, what=what))]

    return Screen(
        ticket_card(tongue, seen).text,
        inline(
            to(_("Give it to somebody"), "give"),
            to(_("It is the same as another one"), "merge"),
            to(_("Who is it? (custodians)"), "identity"),
            to(_("Ban this person"), "ban"),
            to(_("Close without an answer"), "close", "ask"),
            to(_("← The card"), "card"),
        ),
    )


def clock(minute: int) -> str:
    """A minute of the day as a clock shows it."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
