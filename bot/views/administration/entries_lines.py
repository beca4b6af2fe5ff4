"""The lines as an administrator sees them: how far each is confirmed, and what people reported."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.administration.entries_history import REPORTS_PER_PAGE, Opened, report_in_list
from bot.views.administration.entries_ways import Entries, go, turns
from bot.views.exits import bold, paragraphs
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from civic.phrases import Phrase, _, verbatim
from storage.directory import Hotline, Mistake

_IN_A_ROW = 3
MARK: dict[str, Phrase] = {
    "yes": _("confirmed"),
    "partly": _("only the number is confirmed: hours are not shown"),
    "secondary": _("from a secondary source: not shown"),
    "no": _("not confirmed: not shown"),
}


def lines_screen(tongue: Tongue, lines: Sequence[Hotline]) -> Screen:
    """All lines with how far each is confirmed."""
    told = "\n".join(f"<code>{line.number}</code> – {tongue.html(_mark(line))}" for line in lines)
    buttons = [
        press(f"ⓘ {line.number}", Entries(to="line", key=line.number).pack()) for line in lines
    ]
    return Screen(
        paragraphs(
            bold(tongue, _("Lines")),
            told,
            tongue.html(
                _(
                    "A line is changed in the table: <code>azamat export hotlines FILE.csv</code>, "
                    "then <code>azamat import hotlines FILE.csv</code>."
                )
            ),
        ),
        inline(
            *(buttons[begin : begin + _IN_A_ROW] for begin in range(0, len(buttons), _IN_A_ROW)),
            [go(tongue, _("← Entries to check"), Entries(to="home"))],
        ),
    )


def line_screen(
    tongue: Tongue, way: Entries, line: Hotline, reports: Sequence[Mistake], notes: Opened
) -> Screen:
    """One line: its source, and what people reported of it."""
    begin = way.page * REPORTS_PER_PAGE
    shown = reports[begin : begin + REPORTS_PER_PAGE]
    rows = [
        (_("Opening hours"), line.hours),
        (_("Source"), line.source_url),
        (_("Date of the source"), line.source_date),
        (_("Notes"), line.notes),
    ]
    return Screen(
        paragraphs(
            f"<code>{line.number}</code>\n<b>{tongue.html(verbatim(line.name_ru))}</b>",
            tongue.html(_mark(line)),
            "\n".join(
                f"{tongue.html(label)}: {tongue.html(verbatim(it))}" for label, it in rows if it
            ),
            bold(tongue, _("Reports")),
            *(report_in_list(tongue, report, notes, None) for report in shown),
            "" if shown else tongue.html(_("Nobody has reported anything.")),
        ),
        inline(
            turns(tongue, way, max(0, (len(reports) - 1) // REPORTS_PER_PAGE)),
            [go(tongue, _("← Lines"), Entries(to="lines"))],
        ),
    )


def _mark(line: Hotline) -> Phrase:
    return MARK.get(line.verified) or verbatim(line.verified)
