"""Where to turn: the lines that fit, then the centres, each only as far as it has been checked.

A checked centre is shown with its phone and whether it is open; one that nobody has checked is a
name to ask 111 about, and is never shown as a place to go.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.views.entry_card import checked_on
from bot.views.exits import at, bold, exits, paragraphs, to
from bot.views.finder import line_in_list, told_of
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import Help
from civic.directory import Answer, Entry, Line, Standing, words
from civic.phrases import _, verbatim
from civic.regions import Region

PER_PAGE = 5
_IN_A_ROW = 5
NONE_HERE = _(
    "I do not know a centre here yet. Call <code>111</code>: it is free, day and night, and they "
    "know where help is near you."
)
UNCHECKED = _(
    "<b>Nobody has checked these centres yet</b>: some may have moved or closed. Do not set out "
    "for one. Ask <code>111</code> (free, day and night) about it by its name:"
)


def answer_screen(
    tongue: Tongue,
    page: Help,
    lines: Sequence[Line],
    region: Region | None,
    found: Answer,
    local: datetime,
) -> Screen:
    """The answer to a search; the lines stand on its first page."""
    parts = [bold(tongue, _("Where to turn"))]
    if page.page == 0:
        parts.append("\n\n".join(line_with_who_learns(tongue, line) for line in lines))
    rows = []
    if region is not None:
        parts.append(_centres(tongue, region, found, page, local))
        rows = _to_cards(tongue, found, page, "entry")
    return Screen(
        paragraphs(*parts),
        inline(
            *rows,
            [
                to(tongue, _("All phones"), at(page, "lines")),
                to(tongue, _("A card to keep"), at(page, "keep")),
            ],
            *exits(tongue, at(page, "where", place="")),
        ),
    )


def region_screen(
    tongue: Tongue, page: Help, region: Region, found: Answer, local: datetime
) -> Screen:
    """All centres of a region, for whoever only looks."""
    return Screen(
        _centres(tongue, region, found, page, local),
        inline(
            *_to_cards(tongue, found, page, "centre"),
            [
                to(tongue, _("← Regions"), at(page, "regions")),
                to(tongue, _("All lines"), at(page, "lines")),
            ],
            *exits(tongue),
        ),
    )


def line_with_who_learns(tongue: Tongue, line: Line) -> str:
    """A line, who may learn of the call and whether one can write, as far as sources say so."""
    told = [f"<i>{tongue.html(it)}</i>" for it in told_of(line)]
    return "\n".join([line_in_list(tongue, line), *told])


def entry_title(entry: Entry, code: str) -> str:
    """The name with the city, unless the name says it already."""
    name = entry.name.in_language(code)
    city = entry.city.in_language(code) if entry.city else ""
    return name if city in name else f"{name} – {city}"


def _centres(tongue: Tongue, region: Region, found: Answer, page: Help, local: datetime) -> str:
    title = bold(tongue, region.name)
    if not found.entries:
        return paragraphs(title, tongue.html(NONE_HERE))
    numbered = list(enumerate(found.entries, page.page * PER_PAGE + 1))
    checked = [it for it in numbered if it[1].standing is Standing.CHECKED]
    drafts = [it for it in numbered if it[1].standing is not Standing.CHECKED]
    return paragraphs(
        title,
        "\n\n".join(_checked(tongue, number, entry, local) for number, entry in checked),
        tongue.html(UNCHECKED) if drafts else "",
        "\n".join(f"{number}. {_title(tongue, entry)}" for number, entry in drafts),
    )


def _title(tongue: Tongue, entry: Entry) -> str:
    return tongue.html(verbatim(entry_title(entry, tongue.code)))


def _checked(tongue: Tongue, number: int, entry: Entry, local: datetime) -> str:
    """A checked centre in a few words; one that is old or full does not look like the others."""
    title = _title(tongue, entry)
    is_old = entry.faded(local)
    named = f"<i>{number}. {title}</i>" if is_old else f"<b>{number}. {title}</b>"
    phone = f"<code>{entry.phones[0]}</code>" if entry.phones else None
    now = words.open_now(entry.open_at(local))
    full = _("no room now") if entry.full(local) else None
    told = [phone, *(tongue.html(it) for it in (now, full) if it)]
    when = _("Checked long ago: phone before you set out.") if is_old else checked_on(entry, local)
    return "\n".join(
        it for it in (named, " · ".join(it for it in told if it), tongue.html(when)) if it
    )


def _to_cards(
    tongue: Tongue, found: Answer, page: Help, card: str
) -> list[list[InlineKeyboardButton]]:
    """A button for each centre of the page, and the way to the page before and after."""
    cards = [
        to(tongue, str(number), at(page, card, key=entry.id, page=page.page))
        for number, entry in enumerate(found.entries, page.page * PER_PAGE + 1)
    ]
    turns = []
    if page.page > 0:
        turns.append(to(tongue, _("← Earlier"), at(page, page.to, page=page.page - 1)))
    if found.more:
        turns.append(to(tongue, _("More →"), at(page, page.to, page=page.page + 1)))
    return [*(cards[begin : begin + _IN_A_ROW] for begin in range(0, len(cards), _IN_A_ROW)), turns]
