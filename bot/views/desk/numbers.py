"""The numbers of the desk in words, and what stands on their picture."""

from __future__ import annotations

from datetime import timedelta

from aiogram.types import InlineKeyboardMarkup

from bot.pictures.desk_numbers import Bars, Tile
from bot.views.desk.ways import Desk, way
from bot.views.screen import inline
from bot.views.tongue import Tongue
from civic.desk.numbers import FEWEST, Cell, Numbers
from civic.desk.ticket import TOPIC_NAMES, Rating, Topic
from civic.phrases import Phrase, _, _n, verbatim
from civic.regions import regions

PERIODS = (7, 30, 90)
MOST_BARS = 8
_HOUR = 60
_RATINGS: dict[Rating, Phrase] = {
    Rating.GOOD: _("good"),
    Rating.SO_SO: _("so-so"),
    Rating.BAD: _("bad"),
}


def title(tongue: Tongue, told: Numbers) -> str:
    """Of which days."""
    return tongue.plain(_n("The desk in one day", "The desk in {count} days", told.days))


def tiles(tongue: Tongue, told: Numbers) -> list[Tile]:
    """The large numbers."""
    return [
        Tile(_count(told.came if told.came >= FEWEST else None), tongue.plain(_("questions came"))),
        Tile(str(told.waiting), tongue.plain(_("wait for a volunteer now"))),
        Tile(str(told.open_now), tongue.plain(_("are open now"))),
        Tile(_count(told.solved), tongue.plain(_("were solved"))),
        Tile(_duration(tongue, told.first_answer), tongue.plain(_("to the first answer"))),
        Tile(
            "–" if told.in_time is None else f"{told.in_time} %",
            tongue.plain(_("answered in time")),
        ),
    ]


def charts(tongue: Tongue, told: Numbers) -> list[Bars]:
    """By subject, region and rating."""
    return [
        Bars(tongue.plain(heading), _bars(tongue, cells, kind))
        for heading, cells, kind in (
            (_("By subject"), told.topics, "topic"),
            (_("By region"), told.regions, "region"),
            (_("How people rate it"), told.ratings, "rating"),
        )
        if cells
    ]


def caption(tongue: Tongue, told: Numbers) -> str:
    """The same in words, for whoever cannot see the picture."""
    lines = [f"<b>{tongue.html(verbatim(title(tongue, told)))}</b>"]
    lines.extend(
        tongue.html(verbatim(f"{tile.number} – {tile.words}")) for tile in tiles(tongue, told)
    )
    why = _(
        "Numbers below {fewest} are hidden: they could tell of somebody. What waits and is open "
        "now is told whole: it is work to do.",
        fewest=FEWEST,
    )
    return "\n".join([*lines, tongue.html(why)])


def periods(tongue: Tongue) -> InlineKeyboardMarkup:
    """The other periods."""
    return inline(
        [
            way(tongue, _n("1 day", "{count} days", days), Desk(to="stats", what=str(days)))
            for days in PERIODS
        ]
    )


def _bars(
    tongue: Tongue, cells: tuple[Cell, ...], kind: str
) -> tuple[tuple[str, int | None, str], ...]:
    return tuple(
        (
            _name(tongue, kind, cell.code),
            cell.count,
            tongue.plain(_("hidden")) if cell.count is None else str(cell.count),
        )
        for cell in cells[:MOST_BARS]
    )


def _name(tongue: Tongue, kind: str, code: str) -> str:
    if kind == "topic":
        return tongue.plain(TOPIC_NAMES[Topic(code)])
    if kind == "rating":
        return tongue.plain(_RATINGS[Rating(code)])
    region = regions().get(code)
    return tongue.plain(region.short_name) if region else code


def _count(count: int | None) -> str:
    return f"<{FEWEST}" if count is None else str(count)


def _duration(tongue: Tongue, took: timedelta | None) -> str:
    if took is None:
        return "–"
    minutes = round(took.total_seconds() / _HOUR)
    if minutes < _HOUR:
        return tongue.plain(_("{minutes} min", minutes=minutes))
    return tongue.plain(_("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60))
