"""The hours of the desk: the week, the days that differ from it, and what is open just now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from aiogram.types import InlineKeyboardButton

from bot.views.screen import Screen, inline
from bot.views.staff.ways import Staff, bold, go, to_own_page, told
from bot.views.tongue import Tongue
from civic.desk.hours import Hours, Spans
from civic.phrases import Phrase, _, labelled, verbatim

WEEKDAYS: tuple[Phrase, ...] = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
MOST_DAYS = 10


def hours_screen(
    tongue: Tongue, hours: Hours, now: datetime, *, may_change: bool, notice: Phrase | None = None
) -> Screen:
    """All of them; buttons for whoever may change them."""
    today = now.astimezone(hours.zone).date()
    differing = [(day, spans) for day, spans in sorted(hours.days.items()) if day >= today]
    week = "\n".join(
        tongue.html(labelled(day, spoken(spans)))
        for day, spans in zip(WEEKDAYS, hours.week, strict=True)
    )
    parts = [told(tongue, notice, _("<b>Hours of the desk</b>")), week]
    if differing:
        days = "\n".join(
            tongue.html(labelled(day, spoken(spans))) for day, spans in differing[:MOST_DAYS]
        )
        otherwise = tongue.html(_("Otherwise on these days:"))
        parts.append(f"{otherwise}\n{days}")
    parts.append(tongue.html(_now(hours, now)))
    parts.append(tongue.html(_("On days off of the country the desk is closed.")))
    return Screen(
        "\n\n".join(parts),
        inline(*_changes(tongue, differing) if may_change else [], [to_own_page(tongue)]),
    )


def _now(hours: Hours, now: datetime) -> Phrase:
    if hours.is_open(now):
        return _("Now: open.")
    opening = hours.next_opening(now)
    if opening is None:
        return _("Now: closed.")
    if not hours.is_sure_of(opening):
        return _(
            "Now: closed, until {moment} if that is no day off: the days off of that year are not "
            "confirmed yet.",
            moment=opening,
        )
    return _("Now: closed, until {moment}.", moment=opening)


def _changes(
    tongue: Tongue, differing: Sequence[tuple[date, Spans]]
) -> list[list[InlineKeyboardButton]]:
    days = [
        go(tongue, day, Staff(to="weekday", key=str(number))) for number, day in enumerate(WEEKDAYS)
    ]
    return [
        *(days[at : at + 2] for at in range(0, len(days), 2)),
        [go(tongue, _("Close or change one day"), Staff(to="one_day"))],
        *(
            [go(tongue, _("As always: {day}", day=day), Staff(to="as_always", key=str(day)))]
            for day, _spans in differing[:MOST_DAYS]
        ),
    ]


def weekday_screen(tongue: Tongue, weekday: int, spans: Spans) -> Screen:
    """One day of the week."""
    key = str(weekday)
    return Screen(
        told(
            tongue,
            bold(WEEKDAYS[weekday]),
            _("Now: {hours}", hours=spoken(spans)),
        ),
        inline(
            [go(tongue, _("Write other hours"), Staff(to="write_hours", key=key))],
            [go(tongue, _("Closed on this day"), Staff(to="closed", key=key))] if spans else [],
            [go(tongue, _("← Hours of the desk"), Staff(to="hours"))],
        ),
    )


def spoken(spans: Spans) -> Phrase:
    """The spans of a day as they are read."""
    written = ", ".join(str(span).replace("-", "–") for span in spans)
    return verbatim(written) if written else _("closed")
