"""What was found and changed of an entry, by whom, when and how; and what people reported of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from bot.views.administration.entries_ways import Entries, to_card, turns
from bot.views.exits import bold, paragraphs
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from civic.directory import words
from civic.directory.dossier import Event
from civic.phrases import Phrase, _, labelled, verbatim
from storage.directory import CentreChange, Mistake

EVENTS_PER_PAGE = 3
REPORTS_PER_PAGE = 3
_LONGEST = 120
"""Characters of a value in the history; the whole stands in the table that is exported."""

Opened = Mapping[str, str | None]
"""Notes by report: ``None`` for nothing, an empty text for one that cannot be read."""


def history_screen(
    tongue: Tongue,
    way: Entries,
    events: Sequence[Event],
    notes: Mapping[int, str | None],
    people: Mapping[int, Phrase],
    zone: tzinfo,
) -> Screen:
    """A page of the history, the newest first. ``people`` are who did it, by their ids."""
    begin = way.page * EVENTS_PER_PAGE
    shown = events[begin : begin + EVENTS_PER_PAGE]
    return Screen(
        paragraphs(
            bold(tongue, _("History")),
            *(_event(tongue, event, notes, people, zone) for event in shown),
            "" if shown else tongue.html(_("Nothing has happened to it yet.")),
        ),
        inline(
            turns(tongue, way, max(0, (len(events) - 1) // EVENTS_PER_PAGE)),
            [to_card(tongue, way)],
        ),
    )


def reports_screen(
    tongue: Tongue,
    way: Entries,
    reports: Sequence[Mistake],
    notes: Opened,
    checked_at: datetime | None,
) -> Screen:
    """A page of what people reported, the newest first, with what they wrote."""
    begin = way.page * REPORTS_PER_PAGE
    shown = reports[begin : begin + REPORTS_PER_PAGE]
    return Screen(
        paragraphs(
            bold(tongue, _("Reports")),
            *(report_in_list(tongue, report, notes, checked_at) for report in shown),
            "" if shown else tongue.html(_("Nobody has reported anything.")),
            tongue.html(_("Who reported is not known to the bot, and cannot be found out.")),
        ),
        inline(
            turns(tongue, way, max(0, (len(reports) - 1) // REPORTS_PER_PAGE)),
            [to_card(tongue, way)],
        ),
    )


def _event(
    tongue: Tongue,
    event: Event,
    notes: Mapping[int, str | None],
    people: Mapping[int, Phrase],
    zone: tzinfo,
) -> str:
    day = event.at.astimezone(zone).date()
    if event.by is not None and event.by in people:
        who: Phrase = people[event.by]
    else:
        who = _("somebody whom the bot has forgotten") if event.check else _("a file")
    lines = [bold(tongue, labelled(day, who))]
    if (check := event.check) is not None:
        lines.append(tongue.html(words.found(check.outcome, check.way)))
    lines += [
        _change(tongue, change)
        for change in reversed(event.changes)
        if not (check and change.what == "status")
    ]
    if check is not None and (note := _note(tongue, notes.get(check.id))):
        lines.append(note)
    return "\n".join(lines)


def _change(tongue: Tongue, change: CentreChange) -> str:
    if change.was is None and change.became is None:
        field = words.FIELD.get(change.what) or verbatim(change.what)
        return tongue.html(_("{field}: what it was is not kept", field=field))
    was = _cut(tongue, change.what, change.was)
    return tongue.html(words.changed(change.what, was, _cut(tongue, change.what, change.became)))


def _cut(tongue: Tongue, field: str, value: str | None) -> Phrase:
    told = tongue.plain(words.value(field, value))
    return verbatim(told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…")


def report_in_list(
    tongue: Tongue, report: Mistake, notes: Opened, checked_at: datetime | None
) -> str:
    """A report among others: when, what, and what was written."""
    what = words.REPORT.get(report.kind) or verbatim(report.kind)
    is_old = checked_at is not None and report.reported_at <= checked_at
    lines = [
        bold(tongue, verbatim(report.reported_at)),
        tongue.html(what),
        tongue.html(_("before the last check")) if is_old else "",
        _note(tongue, notes.get(report.id)),
    ]
    return "\n".join(line for line in lines if line)


def _note(tongue: Tongue, note: str | None) -> str:
    if note is None:
        return ""
    if not note:
        return tongue.html(_("There is a note, but it cannot be read: a key is missing."))
    return f"<i>{tongue.html(verbatim(note))}</i>"
