""" "There is a mistake in this entry": what is wrong, a word about it, a last look.

Started from the card of a line or a centre, which it is told by ``about``.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Choice, Option, Review, Words
from civic.act import Act
from civic.directory.words import REPORT
from civic.mistakes import MistakeReport
from civic.mistakes import report_mistake as keep_report
from civic.phrases import Bilingual, Phrase, _, verbatim

NAME = "mistake"

WHAT = tuple(Option(code, label) for code, label in REPORT.items())


def about(kind: str, entry_id: str, name: Bilingual) -> dict[str, object]:
    """What the script must know: ``kind`` is "line" or "centre"."""
    return {"kind": kind, "entry": entry_id, "name": [name.kk, name.ru]}


def _what_is_wrong(answers: Answers) -> Phrase:
    kk, ru = answers["name"]
    return _("What is wrong with “{entry}”?", entry=verbatim(Bilingual(kk, ru)))


def _title(answers: Answers) -> Phrase:
    """It stands in the menu: a line by its number, a centre by nothing, for it may be a shelter."""
    if answers["kind"] == "line":
        return _("Report of a mistake: {entry}", entry=answers["entry"])
    return _("Report of a mistake")


def _check_it(answers: Answers) -> Phrase:
    kk, ru = answers["name"]
    return _(
        "Your report about “{entry}”. Please check that everything is right.",
        entry=verbatim(Bilingual(kk, ru)),
    )


def report_mistake(administrators: Iterable[int]) -> Script:
    """The script; its reports are told to these administrators (Telegram ids)."""

    async def finish(act: Act, answers: Answers) -> Ending:
        report = MistakeReport(
            id=secrets.token_urlsafe(9),  # the draft's id would lead to the person
            entry_kind=answers["kind"],
            entry_id=answers["entry"],
            what=answers["what"],
            note=answers["note"],
            name=tuple(answers["name"]),
        )
        await keep_report(act, report, administrators)
        return Ending("mistake_reported", {"kind": answers["kind"], "entry": answers["entry"]})

    return Script(
        name=NAME,
        version=1,
        title=_title,
        steps=(
            Choice(key="what", name=_("What is wrong"), ask=_what_is_wrong, options=WHAT),
            Words(
                key="note",
                name=_("In your words"),
                ask=_("How should it be? What happened?"),
                hint=_("A sentence or two. Please no names and no numbers of private people."),
                at_most=1000,
                optional=True,
            ),
            Review(ask=_check_it, submit=_("Send the report")),
        ),
        finish=finish,
        quiet=True,
    )
