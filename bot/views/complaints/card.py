"""The card of one complaint: what it is, what happened, what comes next, and what can be done now.

Only what makes sense now has a button: whoever is offered everything finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

from aiogram.types import InlineKeyboardButton

from bot.views.complaints.words import (
    STEP_NAMES,
    cut,
    deadline,
    happened,
    hurry_up,
    lines,
    state,
    to,
)
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Complaint, to_menu
from civic.complaints.following import who_has_it
from civic.complaints.grounds import Ground, ground_of
from civic.complaints.kept import Kept
from civic.complaints.names import KIND_NAMES, TOPIC_NAMES
from civic.complaints.paper_fields import missing
from civic.complaints.statuses import Status
from civic.complaints.steps import NextStep, Step, next_documents
from civic.phrases import Phrase, _, _n

SHOWN_EVENTS = 8
_DOCUMENT_IS_WANTED = frozenset({Step.FILE, Step.FILE_AGAIN, Step.MEND})
Way: TypeAlias = Callable[..., list[InlineKeyboardButton]]
"""Makes a row of one button: its label, the page, and what of it."""


def card_screen(
    tongue: Tongue,
    kept: Kept,
    step: NextStep,
    notice: Phrase | None = None,
    today: date | None = None,
) -> Screen:
    """The card; with ``today`` it warns of a day that is near."""
    complaint = kept.listed
    parts = [f"✅ {tongue.html(notice)}"] if notice is not None else []
    heading = f"<b>{tongue.html(KIND_NAMES[complaint.kind])}</b>"
    parts.append(f"{heading}\n{tongue.html(TOPIC_NAMES[complaint.topic])}")
    parts.append("\n".join(map(tongue.html, _about(tongue, kept))))
    if complaint.history.events:
        parts.append(_story(tongue, kept))
    if complaint.is_overtaken:
        parts.append(tongue.html(overtaken(kept)))
    elif complaint.outcome is None:
        parts.append("\n".join(map(tongue.html, _next(kept, step, today))))
    return Screen("\n\n".join(parts), inline(*_ways(tongue, kept, step)))


def _about(tongue: Tongue, kept: Kept) -> Iterator[Phrase]:
    complaint, facts = kept.listed, kept.facts
    if facts.addressee.strip():
        yield _("To: {addressee}", addressee=cut(facts.addressee.strip()))
    if facts.body.strip() and facts.body.strip() != facts.addressee.strip():
        yield _("About: {body}", body=cut(facts.body.strip()))
    if facts.passed_on and (holder := who_has_it(facts, complaint.history)) != facts.addressee:
        yield _("It is with: {body}", body=cut(holder))
    yield _("Prepared: {day}", day=complaint.prepared_at.astimezone(tongue.zone).date())
    if kept.number:
        yield _("Number: <code>{number}</code>", number=cut(kept.number, 60))
    else:
        yield _("Number: none yet. The office gives it when it registers the document.")
    yield _("My own code for it, not an official number: <code>{code}</code>", code=complaint.id)
    if kept.files:
        yield _n("{count} file with it", "{count} files with it", len(kept.files))
    yield _("Now: {state}", state=state(complaint))
    if (lacks := len(missing(facts))) and not complaint.history.events:
        yield _n(
            "❗ The document lacks one thing: see “The document”.",
            "❗ The document lacks {count} things: see “The document”.",
            lacks,
        )
    if complaint.help_asked_at is not None:
        asked_on = complaint.help_asked_at.astimezone(tongue.zone).date()
        yield _("Help of a volunteer was asked for: {day}", day=asked_on)
    if complaint.quiet:
        yield _("Reminders: off")


def _story(tongue: Tongue, kept: Kept) -> str:
    events = kept.listed.history.events
    shown = lines(tongue, (happened(event) for event in events[-SHOWN_EVENTS:]))
    heading = _("<b>What happened so far</b>")
    if (earlier := len(events) - SHOWN_EVENTS) > 0:
        before = _n("(and one thing before)", "(and {count} things before)", earlier)
        return f"{tongue.html(heading)} {tongue.html(before)}\n{shown}"
    return f"{tongue.html(heading)}\n{shown}"


def overtaken(kept: Kept) -> Phrase:
    """Why a prepared document fits no longer, and where the right one is."""
    if ground_of(kept.facts) is Ground.SILENCE:
        return _(
            "❗ This document says that nobody answered in time. By what you noted since then that "
            "is so no longer: do not hand it in. What fits now stands on the card of the first "
            "document."
        )
    return _(
        "❗ This document complains of an answer that you took back since then: do not hand it in. "
        "What fits now stands on the card of the first document."
    )


def _next(kept: Kept, step: NextStep, today: date | None) -> Iterator[Phrase]:
    is_nameless = kept.facts.anonymous and step.kind is Step.FILE
    named = _("hand it in, without a name") if is_nameless else STEP_NAMES[step.kind]
    yield _("<b>Next:</b> {step}", step=named)
    if (when := deadline(kept.listed.kind, step)) is not None:
        yield Phrase("{when}", {"when": when})
    if today is not None and (hurry := hurry_up(step, today)) is not None:
        yield hurry
    if is_nameless:
        yield _("The document is ready. “How to hand it in” tells what is possible without a name.")
    else:
        yield step.why
    if step.norm is not None:
        yield _("The law: {norm}", norm=step.norm)
    if step.by is not None and step.estimate:
        yield _("I counted this day by the law. Only the body itself can name it for sure.")


def _ways(tongue: Tongue, kept: Kept, step: NextStep) -> Iterator[list[InlineKeyboardButton]]:
    complaint = kept.listed

    def way(label: Phrase, page: str, what: str = "") -> list[InlineKeyboardButton]:
        return to(tongue, label, page, complaint.id, what)

    is_open = complaint.outcome is None
    if complaint.went_on_from is not None:
        first = press(
            tongue.plain(_("← To the first document")),
            Complaint(to="card", id=complaint.went_on_from).pack(),
        )
        yield [first]
    if is_open:
        yield from _onward(way, kept, step)
    yield way(_("📄 The document"), "papers")
    is_wanted = step.kind in _DOCUMENT_IS_WANTED or not complaint.history.events
    if is_open and is_wanted and not complaint.is_overtaken:
        yield way(_("How to hand it in"), "how")
    yield way(_("🗓 The dates as a picture"), "dates")
    if is_open:
        yield [*way(_("Add a fact"), "fact"), *way(_("Add a file"), "file")]
    if kept.number:
        yield way(_("Correct the number"), "number")
    if is_open:
        yield from _less_often(way, kept)
    else:
        yield way(_("It goes on after all"), "ended", "open")
    yield way(_("Everything as one ZIP"), "zip")
    yield way(_("Delete"), "delete")
    mine = press(tongue.plain(_("📂 My complaints")), Complaint(to="list").pack())
    yield [mine, to_menu(tongue)]


def _onward(way: Way, kept: Kept, step: NextStep) -> Iterator[list[InlineKeyboardButton]]:
    """What moves it on now: the number, what happened, the next document."""
    history = kept.listed.history
    if Status.REGISTERED in history.can_follow:
        yield way(_("I have the number"), "registered")
    if history.can_follow or history.events:
        yield way(_("What happened?"), "status")
    for kind in next_documents(step):
        yield way(_("Next document: {kind}", kind=KIND_NAMES[kind]), "next", kind.value)


def _less_often(way: Way, kept: Kept) -> Iterator[list[InlineKeyboardButton]]:
    complaint = kept.listed
    last = complaint.history.last
    if complaint.quiet:
        yield way(_("Remind me of its days"), "reminders", "on")
    else:
        yield way(_("No more reminders of this"), "reminders", "off")
    if last is not None:
        yield way(_("How it ended"), "outcome")
    if complaint.help_asked_at is None:
        yield way(_("Ask a volunteer to help"), "help")
    if Status.WITHDRAWN in complaint.history.can_follow:
        yield way(_("Withdraw the document"), "withdraw")
