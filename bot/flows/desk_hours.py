"""Hours of the desk are written: for a day of every week, or for one day that differs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, tzinfo

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Choice, Day, Option, Written
from civic.act import Act
from civic.desk.hours import Spans, read_spans, set_day, set_weekday, write_spans
from civic.phrases import Phrase, Refusal, _, verbatim

WEEKDAY = "desk_weekday"
ONE_DAY = "desk_day"
WRITE_SO = _("Please write the hours like this: 10:00-13:00 14:00-19:00.")
A_YEAR = 365


def about(weekday: int, spans: Spans) -> dict[str, object]:
    """What the script of a weekday must know: which one (Monday is 0), and how it is now."""
    return {"weekday": weekday, "so_far": write_spans(spans)}


def _kept(typed: str) -> str:
    """The hours in their one form; whoever wants none taps a button for that."""
    spans = read_spans(typed)
    if not spans:
        raise Refusal(WRITE_SO)
    return write_spans(spans)


def _spoken(kept: str) -> Phrase:
    return verbatim(kept.replace("-", "–").replace(",", ", "))


def _hint(answers: Answers) -> Phrase:
    if now := answers.get("so_far"):
        return _("Now: {hours}. Write them like this: 10:00-13:00 14:00-19:00", hours=_spoken(now))
    return _("Write them like this: 10:00-13:00 14:00-19:00")


def weekday_hours(administrators: Iterable[int]) -> Script:
    """For one day of every week. ``administrators``: Telegram ids of the settings."""
    chiefs = tuple(administrators)

    async def finish(act: Act, answers: Answers) -> Ending:
        await set_weekday(act, chiefs, int(answers["weekday"]), answers["spans"])
        return Ending("desk_hours_set")

    return Script(
        name=WEEKDAY,
        version=1,
        title=_("Hours of the desk"),
        steps=(
            Written(
                key="spans",
                name=_("Hours"),
                ask=_("When is the desk open on this day?"),
                hint=_hint,
                read=_kept,
                has_now=lambda _answers: False,
                said=_spoken,
            ),
        ),
        finish=finish,
    )


def day_hours(administrators: Iterable[int], zone: tzinfo) -> Script:
    """For one day that differs from its week; days are those of ``zone``."""
    chiefs = tuple(administrators)

    async def finish(act: Act, answers: Answers) -> Ending:
        spans = answers["spans"] if answers["open"] == "hours" else ""
        await set_day(act, chiefs, zone, date.fromisoformat(answers["day"]), spans)
        return Ending("desk_hours_set")

    return Script(
        name=ONE_DAY,
        version=1,
        title=_("Hours of the desk on one day"),
        steps=(
            Day(
                key="day",
                name=_("Day"),
                ask=_("Which day?"),
                earliest=0,
                latest=A_YEAR,
                shortcuts=((_("Today"), 0), (_("Tomorrow"), 1)),
            ),
            Choice(
                key="open",
                name=_("On that day"),
                ask=_("Is the desk closed on that day?"),
                options=(
                    Option("closed", _("Closed all day")),
                    Option("hours", _("Open at other hours")),
                ),
            ),
            Written(
                key="spans",
                name=_("Hours"),
                ask=_("When is the desk open on that day?"),
                hint=_hint,
                read=_kept,
                has_now=lambda _answers: False,
                said=_spoken,
                when=lambda answers: answers["open"] == "hours",
            ),
        ),
        finish=finish,
    )
