"""The lines that answer, a card of each, and the choice of a region.

Seen by somebody who may be afraid and watched: short, no label that names a misfortune, and the
ways out of the help branch on each page.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.views.exits import at, bold, exits, paragraphs, to
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Find, Help
from civic.directory import Line
from civic.phrases import Phrase, _, verbatim
from civic.regions import Region, regions

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

MAY_WRITE: dict[str, Phrase] = {
    "111": _("Pupils may also write: by the QR code that hangs in their school."),
}
"""Whether one can write instead, where a source says how."""


def lines_screen(
    tongue: Tongue, lines: Sequence[Line], region: Region | None, page: Help
) -> Screen:
    """The lines that may be shown, and the way to the centres."""
    copying = _("Tap a number in the text to copy it, ⓘ to learn more.")
    cards = [to(tongue, f"ⓘ {line.number}", at(page, "line", key=line.number)) for line in lines]
    here = (
        [
            to(
                tongue,
                _("Centres: {region}", region=region.short_name),
                at(page, "region", place=region.iso),
            )
        ]
        if region
        else []
    )
    anywhere = _("Centres of another region") if region else _("Centres by region")
    return Screen(
        paragraphs(
            bold(tongue, _("Where to turn")),
            "\n".join(line_in_list(tongue, line) for line in lines),
            tongue.html(copying),
        ),
        inline(
            here,
            [to(tongue, anywhere, at(page, "regions"))],
            *(cards[begin : begin + _IN_A_ROW] for begin in range(0, len(cards), _IN_A_ROW)),
            [to(tongue, _("Keep a card with the phones"), at(page, "keep", key="lines"))],
            *exits(tongue, at(page, "answer")),
        ),
    )


def line_in_list(tongue: Tongue, line: Line) -> str:
    """A line as it stands among others: its number, what it does, whether it always answers."""
    what = WHAT_FOR.get(line.number) or verbatim(line.name)
    around = tongue.html(_("day and night"))
    hours = f" ({around})" if line.around_the_clock else ""
    return f"<code>{line.number}</code> – {tongue.html(what)}{hours}"


def told_of(line: Line) -> list[Phrase]:
    """Who learns of a call, and whether one can write instead, as far as sources say so."""
    told = (WHO_LEARNS.get(line.number), MAY_WRITE.get(line.number))
    return [phrase for phrase in told if phrase]


def line_screen(tongue: Tongue, line: Line, page: Help) -> Screen:
    """One line: its official name, what it does, what is known of its hours and price."""
    known = [_("Answers day and night.")] * line.around_the_clock
    known += [_("The call is free.")] * line.free
    what = WHAT_FOR.get(line.number)
    more = [_sentence(tongue.html(what)) if what else "", " ".join(map(tongue.html, known))]
    return Screen(
        paragraphs(
            f"<code>{line.number}</code>\n<b>{tongue.html(verbatim(line.name))}</b>",
            *more,
            *(tongue.html(it) for it in told_of(line)),
        ),
        inline(
            [copy(tongue, line.number)],
            [report(tongue, "line", line.number)],
            *exits(tongue, at(page, "lines")),
        ),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def regions_screen(tongue: Tongue, page: Help) -> Screen:
    """The regions, to look at the centres of one."""
    buttons = [
        to(tongue, region.short_name, at(page, "region", place=region.iso))
        for region in regions().values()
    ]
    return Screen(
        tongue.html(_("Which region?")),
        inline(
            *(buttons[begin : begin + 2] for begin in range(0, len(buttons), 2)),
            *exits(tongue, at(page, "lines")),
        ),
    )


def copy(tongue: Tongue, number: str) -> InlineKeyboardButton:
    """A button that puts a number where it can be pasted from; nothing is sent, nobody is told."""
    label = tongue.plain(_("Copy {number}", number=number))
    return InlineKeyboardButton(text=label, copy_text=CopyTextButton(text=number))


def report(tongue: Tongue, kind: str, entry_id: str) -> InlineKeyboardButton:
    """To the talk about a mistake in this entry ("line" or "centre")."""
    return press(
        tongue.plain(_("Report a mistake")), Find(to=f"report_{kind}", key=entry_id).pack()
    )
