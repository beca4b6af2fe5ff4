"""The lines that answer: what each does, how it can be reached, who learns of it.

Seen by somebody who may be afraid and watched: short, no label that names a misfortune, and the
ways out of the help branch on each page.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.views.exits import exits, paragraphs, to
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import Help
from civic.directory import Line
from civic.phrases import Phrase, _, verbatim

_IN_A_ROW = 4

WHAT_FOR: dict[str, Phrase] = {
    "112": _("any danger to life: they send police, doctors or rescuers"),
    "102": _("police"),
    "103": _("doctors, when somebody is hurt or ill"),
    "101": _("fire"),
    "111": _("family, women and children: psychologists and lawyers"),
    "150": _("they listen and advise: children, young people, whoever has it hard at home"),
    "1414": _("state services: where and how to apply"),
    "109": _("questions to your city or region: utilities, the akimat"),
}
"""What a line does, in our words; facts as the sources in ``data/hotlines.csv`` have them."""

WHO_LEARNS: dict[str, Phrase] = {
    "111": _(
        "You need not give your name. They note down every call, and may tell the police or the "
        "guardianship office if somebody is in danger."
    ),
}
"""Who may learn of a call, where a source says so."""

WRITTEN: dict[tuple[str, str], Phrase] = {
    ("111", "school-qr"): _("You can also write to 111: its QR code hangs in schools."),
    ("102", "app"): _(
        "There is an app “102” with an alarm button. It tells the police where you are."
    ),
}
"""A line and one of its ``channels``: how it is reached without speaking."""


def lines_screen(tongue: Tongue, lines: Sequence[Line], page: Help) -> Screen:
    """All lines that may be shown."""
    cards = [to(tongue, f"ⓘ {line.number}", page.at("line", key=line.number)) for line in lines]
    return Screen(
        paragraphs(
            tongue.html(_("<b>Where to turn</b>")),
            "\n".join(line_in_list(tongue, line) for line in lines),
            tongue.html(_("Tap a number in the text to copy it, ⓘ to learn more.")),
        ),
        inline(
            *(cards[at : at + _IN_A_ROW] for at in range(0, len(cards), _IN_A_ROW)),
            *exits(tongue, page.at("found")),
        ),
    )


def line_screen(tongue: Tongue, line: Line, page: Help) -> Screen:
    """One line: its official name, what it does, what is known of its hours and price."""
    known = [
        _("Answers day and night.") if line.around_the_clock else _("Its hours are not checked."),
        _("The call is free.") if line.free else None,
    ]
    what = WHAT_FOR.get(line.number)
    return Screen(
        paragraphs(
            f"<code>{line.number}</code>\n<b>{tongue.html(verbatim(line.name))}</b>",
            _sentence(tongue.html(what)) if what else "",
            " ".join(tongue.html(phrase) for phrase in known if phrase),
            " ".join(tongue.html(phrase) for phrase in _more(line)),
            unknown_who_learns(tongue, [line]),
        ),
        inline(
            [copying(tongue, line.number)],
            [
                to(
                    tongue,
                    _("Report a mistake"),
                    page.at("wrong", key=line.number, came="lines"),
                )
            ],
            *exits(tongue, page.at("lines")),
        ),
    )


def line_in_list(tongue: Tongue, line: Line) -> str:
    """A line as it stands among others: its number, what it does, whether it always answers."""
    what = WHAT_FOR.get(line.number) or verbatim(line.name)
    hours = _("day and night") if line.around_the_clock else _("hours not checked")
    return f"<code>{line.number}</code> – {tongue.html(what)} ({tongue.html(hours)})"


def line_with_more(tongue: Tongue, line: Line) -> str:
    """A line, who learns of a call to it, and whether one can write, as far as sources say so."""
    more = " ".join(tongue.html(phrase) for phrase in _more(line))
    return line_in_list(tongue, line) + (f"\n<i>{more}</i>" if more else "")


def _more(line: Line) -> list[Phrase]:
    learns = WHO_LEARNS.get(line.number)
    written = [WRITTEN.get((line.number, channel)) for channel in line.channels]
    return [phrase for phrase in (learns, *written) if phrase]


def cannot_speak(tongue: Tongue, lines: Sequence[Line]) -> str:
    """For whoever must not be heard: the lines that can be reached in silence."""
    silent = [
        line.number for line in lines if any((line.number, it) in WRITTEN for it in line.channels)
    ]
    if not silent:
        return ""
    return tongue.html(
        _("You cannot speak aloud? Without a word you can reach: {numbers}.", numbers=tuple(silent))
    )


def unknown_who_learns(tongue: Tongue, lines: Sequence[Line]) -> str:
    """Of which lines nobody has checked who learns of a call."""
    unknown = tuple(line.number for line in lines if line.number not in WHO_LEARNS)
    if not unknown:
        return ""
    return tongue.html(_("Who else learns of a call to {numbers} is not checked.", numbers=unknown))


def copying(tongue: Tongue, number: str) -> InlineKeyboardButton:
    """A button that puts a number on the clipboard, without a call and without a message."""
    return InlineKeyboardButton(
        text=tongue.plain(_("Copy {number}", number=number)),
        copy_text=CopyTextButton(text=number),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
