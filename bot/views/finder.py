"""The finder: the lines that answer, the centres of a region, and a card of each.

Seen by somebody who may be afraid and watched: short, no label that names a misfortune, the lines
first. A centre that nobody has checked is never shown as a place to go.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Find, to_menu
from civic.directory import Entry, Line
from civic.phrases import Phrase, _, verbatim
from civic.regions import Region, regions

PER_PAGE = 8
_IN_A_ROW = 4

WHAT_FOR: dict[str, Phrase] = {
    "112": _("any danger to life: they send police, doctors or rescuers"),
    "102": _("police"),
    "103": _("doctors, when somebody is hurt or ill"),
    "101": _("fire"),
    "111": _("family, women and children: psychologists and lawyers"),
    "150": _("to talk to somebody: children, young people, families"),
    "1414": _("state services: where and how to apply"),
    "109": _("questions to your city or region: utilities, the akimat"),
}
"""What a line does, in our words; facts as the sources in ``data/hotlines.csv`` have them."""

WHO_LEARNS: dict[str, Phrase] = {
    "111": _(
        "You need not give your name. If somebody is in danger, they may tell the police or the "
        "guardianship office."
    ),
}
"""Who may learn of a call, where a source says so."""


def lines_screen(tongue: Tongue, lines: Sequence[Line], region: Region | None) -> Screen:
    """The lines that may be shown, and the way to the centres."""
    listed = "\n".join(_line(tongue, line) for line in lines)
    title = tongue.html(_("Where to turn"))
    copying = tongue.html(_("Tap a number in the text to copy it, ⓘ to learn more."))
    text = f"<b>{title}</b>\n\n{listed}\n\n{copying}"
    cards = [press(f"ⓘ {line.number}", Find(to="line", key=line.number).pack()) for line in lines]
    here = (
        [
            press(
                tongue.plain(_("Centres: {region}", region=region.short_name)),
                Find(to="region", key=region.iso).pack(),
            )
        ]
        if region
        else []
    )
    anywhere = press(
        tongue.plain(_("Centres of another region") if region else _("Centres by region")),
        Find(to="regions").pack(),
    )
    rows = [cards[at : at + _IN_A_ROW] for at in range(0, len(cards), _IN_A_ROW)]
    return Screen(text, inline(here, [anywhere], *rows, [to_menu(tongue)]))


def _line(tongue: Tongue, line: Line) -> str:
    what = WHAT_FOR.get(line.number) or verbatim(line.name)
    around = _("day and night") if line.around_the_clock else None
    hours = f" ({tongue.html(around)})" if around else ""
    return f"<code>{line.number}</code> – {tongue.html(what)}{hours}"


def line_screen(tongue: Tongue, line: Line) -> Screen:
    """One line: its official name, what it does, what is known of its hours and price."""
    known = [
        _("Answers day and night.") if line.around_the_clock else None,
        _("The call is free.") if line.free else None,
    ]
    parts = [f"<code>{line.number}</code>\n<b>{tongue.html(verbatim(line.name))}</b>"]
    if line.number in WHAT_FOR:
        parts.append(_sentence(tongue.html(WHAT_FOR[line.number])))
    parts.append(" ".join(tongue.html(phrase) for phrase in known if phrase))
    if line.number in WHO_LEARNS:
        parts.append(tongue.html(WHO_LEARNS[line.number]))
    return Screen(
        "\n\n".join(part for part in parts if part),
        inline(
            [_report(tongue, "line", line.number)],
            [press(tongue.plain(_("← All lines")), Find(to="lines").pack())],
        ),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def regions_screen(tongue: Tongue) -> Screen:
    """The regions, to look at the centres of one."""
    buttons = [
        press(tongue.plain(region.short_name), Find(to="region", key=region.iso).pack())
        for region in regions().values()
    ]
    return Screen(
        tongue.html(_("Which region?")),
        inline(
            *(buttons[at : at + 2] for at in range(0, len(buttons), 2)),
            [press(tongue.plain(_("← All lines")), Find(to="lines").pack())],
        ),
    )


def region_screen(tongue: Tongue, region: Region, entries: Sequence[Entry], page: int) -> Screen:
    """The centres of a region, unchecked as they are."""
    back = [
        press(tongue.plain(_("← Regions")), Find(to="regions").pack()),
        press(tongue.plain(_("All lines")), Find(to="lines").pack()),
    ]
    title = f"<b>{tongue.html(region.name)}</b>"
    if not entries:
        none = _(
            "I do not know a centre here yet. Call <code>111</code>: it is free, day and night, "
            "and they know where help is near you."
        )
        return Screen(f"{title}\n\n{tongue.html(none)}", inline(back))
    last = (len(entries) - 1) // PER_PAGE
    page = max(0, min(page, last))
    shown = entries[page * PER_PAGE : (page + 1) * PER_PAGE]
    warning = _(
        "These centres are known from public sources. <b>Nobody has checked them yet</b>: some may "
        "have moved or closed. Do not set out for one. Call <code>111</code> (free, day and "
        "night) and ask about it by its name."
    )
    listed = "\n".join(
        f"{number}. {_entry(tongue, entry)}"
        for number, entry in enumerate(shown, page * PER_PAGE + 1)
    )
    cards = [
        press(str(number), Find(to="centre", key=entry.id, page=page).pack())
        for number, entry in enumerate(shown, page * PER_PAGE + 1)
    ]
    return Screen(
        f"{title}\n\n{tongue.html(warning)}\n\n{listed}",
        inline(
            *(cards[at : at + _IN_A_ROW] for at in range(0, len(cards), _IN_A_ROW)),
            _pages(tongue, region, page, last),
            back,
        ),
    )


def _pages(tongue: Tongue, region: Region, page: int, last: int) -> list[InlineKeyboardButton]:
    turns = []
    if page > 0:
        turns.append((_("← Earlier"), page - 1))
    if page < last:
        turns.append((_("More →"), page + 1))
    return [
        press(tongue.plain(label), Find(to="region", key=region.iso, page=to).pack())
        for label, to in turns
    ]


def entry_title(entry: Entry, code: str) -> str:
    """The name with the city, unless the name says it already."""
    name = entry.name.in_language(code)
    city = entry.city.in_language(code) if entry.city else ""
    return name if city in name else f"{name} – {city}"


def _entry(tongue: Tongue, entry: Entry) -> str:
    return tongue.html(verbatim(entry_title(entry, tongue.code)))


def entry_screen(tongue: Tongue, entry: Entry, page: int) -> Screen:
    """One unchecked centre: ask 111 about it."""
    parts = [f"<b>{tongue.html(verbatim(entry.name))}</b>"]
    if entry.city:
        parts[0] += f"\n{tongue.html(verbatim(entry.city))}"
    parts.append(
        tongue.html(
            _(
                "<b>Not checked.</b> Ask <code>111</code> about this centre by its name: whether "
                "it works, whom it takes, how to come. Free, day and night."
            )
        )
    )
    if entry.year:
        parts.append(tongue.html(_("The public source is of the year {year}.", year=entry.year)))
    back = Find(to="region", key=entry.region, page=page) if entry.region else Find(to="regions")
    return Screen(
        "\n\n".join(parts),
        inline(
            [_report(tongue, "centre", entry.id)],
            [press(tongue.plain(_("← Back to the list")), back.pack())],
        ),
    )


def _report(tongue: Tongue, kind: str, entry_id: str) -> InlineKeyboardButton:
    return press(
        tongue.plain(_("Report a mistake")), Find(to=f"report_{kind}", key=entry_id).pack()
    )
