"""Where to turn: the lines that fit, then the centres, each only as far as it has been checked.

A checked centre is shown with its phone and whether it is open; one that nobody has checked is a
name to ask 111 about, and is never shown as a place to go. Family Support Centres come last: they
are offices, for what can wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.views.entry_card import checked_on
from bot.views.exits import exits, paragraphs, to, urgent
from bot.views.finder import line_with_more
from bot.views.opening import open_now
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import Help
from civic.directory import Answer, Entry, Line, Standing
from civic.directory.hours import ALWAYS
from civic.help import (
    AFRAID_OF_SELF,
    CHILD,
    DISABILITY,
    ELSEWHERE,
    FOREIGNER,
    FRIEND,
    MAN,
    NO_PAPERS,
    NO_STATEMENT,
    SON,
    Search,
)
from civic.phrases import Phrase, _, verbatim
from civic.regions import Region

SHOWN_FIRST = 5
"""Centres beside the lines."""
PER_PAGE = 8
"""Centres of a page that shows nothing else."""
_IN_A_ROW = 5

_TO_WHOM: dict[str, Phrase] = {
    FRIEND: _(
        "Ask them first what they want, and when it is safe to reach them. You can call "
        "<code>111</code> yourself and ask how to help."
    ),
    CHILD: _(
        "Children and teenagers can call <code>111</code> themselves. They need not give a name."
    ),
    MAN: _(
        "Say at once that you are a man, and ask who takes you: not every place takes men. If they "
        "refuse, come back here, and we look where else to turn."
    ),
    DISABILITY: _(
        "Say at once what is needed: a way in without steps, somebody who comes along, sign "
        "language. Ask <code>111</code> where it is. If they refuse, come back here."
    ),
    FOREIGNER: _(
        "Say at once of which country you are and whether you have papers, and ask who takes you. "
        "If they refuse, come back here, and we look where else to turn."
    ),
    AFRAID_OF_SELF: _(
        "It is good that you look for help. If you feel that you cannot hold back, leave the room "
        "or the house, and call."
    ),
}
"""One honest sentence for whom it is, since not every door is open to everybody."""


def answer_screen(
    tongue: Tongue,
    page: Help,
    lines: Sequence[Line],
    region: Region | None,
    found: Answer,
    local: datetime,
) -> Screen:
    """The answer to a search: the lines, and the first of the region's centres."""
    parts = [tongue.html(_("<b>Where to turn</b>"))]
    parts.extend(tongue.html(phrase) for phrase in _first_words(page.search))
    parts.extend(line_with_more(tongue, line) for line in lines)
    rows: list[list[InlineKeyboardButton]] = []
    if region is not None:
        parts.append(_centres(tongue, region, found, 0, local))
        rows.append(_cards(tongue, found, page, 0))
        if found.more:
            rows.append([to(tongue, _("All centres of the region"), page.at("list"))])
    return Screen(
        paragraphs(*parts),
        inline(
            *rows,
            [
                to(tongue, _("All phones"), page.at("lines")),
                to(tongue, _("A picture to keep"), page.at("keep")),
            ],
            [to(tongue, _("Write to a volunteer"), page.at("ask"))],
            [urgent(tongue, page)],
            *exits(tongue, page.at("where", place="")),
        ),
    )


def list_screen(
    tongue: Tongue, page: Help, region: Region, found: Answer, local: datetime
) -> Screen:
    """The region's centres, page by page, in the order of the same search."""
    turns = []
    if page.page > 0:
        turns.append(to(tongue, _("← Earlier"), page.at("list", page=page.page - 1)))
    if found.more:
        turns.append(to(tongue, _("More →"), page.at("list", page=page.page + 1)))
    first = page.page * PER_PAGE
    return Screen(
        _centres(tongue, region, found, first, local),
        inline(*_rows(_cards(tongue, found, page, first)), turns, *exits(tongue, page.at("found"))),
    )


def _first_words(search: Search) -> list[Phrase]:
    """What to know before the first call."""
    words = [_TO_WHOM[search.who]] if search.who in _TO_WHOM else []
    if search.terms:
        said = tuple(_SAID[term] for term in search.terms)
        words.append(
            _("Tell <code>111</code> at once: {terms}. Some places refuse for it.", terms=said)
        )
    return words


_SAID: dict[str, Phrase] = {
    SON: _("a son older than 11 comes along"),
    NO_PAPERS: _("there are no papers at hand"),
    NO_STATEMENT: _("there is no statement to the police"),
    ELSEWHERE: _("registered in another region"),
}


def _centres(tongue: Tongue, region: Region, found: Answer, before: int, local: datetime) -> str:
    title = f"<b>{tongue.html(region.name)}</b>"
    if not found.entries:
        none = _(
            "I do not know a centre here yet. Call <code>111</code>: it is free, day and night, "
            "and they know where help is near you."
        )
        return paragraphs(title, tongue.html(none))
    numbered = list(enumerate(found.entries, before + 1))
    checked = [it for it in numbered if it[1].standing is Standing.CHECKED]
    drafts = [it for it in numbered if it[1].standing is not Standing.CHECKED]
    offices = [it for it in drafts if it[1].is_family_centre]
    return paragraphs(
        title,
        *(_checked(tongue, number, entry, local) for number, entry in checked),
        tongue.html(_UNCHECKED) if drafts else "",
        _named(tongue, (it for it in drafts if it not in offices)),
        tongue.html(_OFFICES) if offices else "",
        _named(tongue, offices),
    )


_UNCHECKED = _(
    "<b>We have not checked these centres yet</b>: some may have moved or closed. Do not set out "
    "for one. First call <code>111</code> (free, day and night) and ask about it by its name:"
)
_OFFICES = _("Family support centres are offices that advise, for what can wait:")


def _named(tongue: Tongue, numbered: Iterable[tuple[int, Entry]]) -> str:
    return "\n".join(f"{number}. {_title(tongue, entry)}" for number, entry in numbered)


def _checked(tongue: Tongue, number: int, entry: Entry, local: datetime) -> str:
    """A checked centre in a few words; one that is old does not look like the others."""
    title = f"{number}. {_title(tongue, entry)}"
    is_old = entry.faded(local)
    when = _("Checked long ago: phone before you set out.") if is_old else checked_on(entry, local)
    hours = _("day and night") if entry.hours == ALWAYS else open_now(entry.hours, local)
    reached = [
        f"☎ {tongue.html(verbatim(entry.phones[0]))}" if entry.phones else "",
        tongue.html(hours) if hours else "",
        tongue.html(_("no room now")) if entry.full(local) else "",
    ]
    return "\n".join(
        part
        for part in (
            f"<i>{title}</i>" if is_old else f"<b>{title}</b>",
            " · ".join(filter(None, reached)),
            tongue.html(when),
        )
        if part
    )


def _title(tongue: Tongue, entry: Entry) -> str:
    """The name with the city, unless the name says it already."""
    name = entry.name.in_language(tongue.code)
    city = entry.city.in_language(tongue.code) if entry.city else ""
    return tongue.html(verbatim(name if city in name else f"{name} – {city}"))


def _cards(tongue: Tongue, found: Answer, page: Help, before: int) -> list[InlineKeyboardButton]:
    return [
        to(tongue, str(number), page.at("entry", key=entry.id, came=page.to, page=page.page))
        for number, entry in enumerate(found.entries, before + 1)
    ]


def _rows(cards: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    return [cards[at : at + _IN_A_ROW] for at in range(0, len(cards), _IN_A_ROW)]
