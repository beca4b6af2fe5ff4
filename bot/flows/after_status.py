"""Something happened to a complaint: on which day, until when, and whether the answer explains."""

from __future__ import annotations

from datetime import date, tzinfo

from bot.flows.after import COMPLAINT, STATUS, noted, titled
from bot.flows.ending import Ending
from bot.flows.how_to_complain import explained
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Day, Words
from bot.flows.words_on_paper import says_nothing
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.history import UNTIL_TOO_EARLY, Event, earlier_than
from civic.complaints.statuses import NAMES, Status
from civic.phrases import Phrase, _

WITH_A_DAY = frozenset({Status.INCOMPLETE, Status.EXTENDED})
"""Of these the body itself names until when."""
WITH_AN_ANSWER = frozenset({Status.ANSWERED, Status.REFUSED})
_A_YEAR = 365
_EXPLAINED = {"yes": True, "no": False, "unknown": None}


def _status(answers: Answers) -> Status:
    return Status(answers["status"])


def _when(answers: Answers) -> Phrase:
    return _("“{status}”: on which day?", status=NAMES[_status(answers)])


def _until_when(answers: Answers) -> Phrase:
    if _status(answers) is Status.INCOMPLETE:
        return _("Until which day may you add what is missing?")
    return _("Until which day did they extend the term?")


def _before_the_last(day: date, answers: Answers) -> Phrase | None:
    """Why it cannot have happened on this day; what came before it is known from the start."""
    last, on = answers.get("last"), answers.get("last_on")
    if not last or not on or day >= date.fromisoformat(on):
        return None
    return earlier_than(Status(last), date.fromisoformat(on))


def _before_their_letter(day: date, answers: Answers) -> Phrase | None:
    return UNTIL_TOO_EARLY if day < date.fromisoformat(answers["on"]) else None


def after_status(zone: tzinfo) -> Script:
    """The script; days are those of ``zone``."""

    async def finish(act: Act, answers: Answers) -> Ending:
        until = answers.get("until")
        event = Event(
            _status(answers),
            date.fromisoformat(answers["on"]),
            until=date.fromisoformat(until) if until else None,
            explained=_EXPLAINED[answers.get("explained", "unknown")],
        )
        to = answers.get("to") or ""
        kept = await keeping.note_event(act, answers[COMPLAINT], event, zone, to=to)
        return noted(act, kept, "status", zone)

    return Script(
        name=STATUS,
        version=1,
        title=titled(_("What happened to the complaint")),
        steps=(
            Day(key="on", name=_("Day"), ask=_when, check=_before_the_last),
            Day(
                key="until",
                name=_("Until"),
                ask=_until_when,
                hint=_(
                    "Write the date as in their letter, for example 05.11.2026. If they named "
                    "none, skip it."
                ),
                latest=_A_YEAR,
                check=_before_their_letter,
                shortcuts=(),
                optional=True,
                when=lambda answers: _status(answers) in WITH_A_DAY,
            ),
            Words(
                key="to",
                name=_("Where it went"),
                ask=_("To which body was it redirected?"),
                hint=_("Its name stands in their letter. If you do not know, skip it."),
                at_least=3,
                at_most=300,
                check=says_nothing,
                optional=True,
                when=lambda answers: _status(answers) is Status.REDIRECTED,
            ),
            explained(
                _("Does the answer say how one can complain of it?"),
                _("I do not know"),
                lambda answers: _status(answers) in WITH_AN_ANSWER,
            ),
        ),
        finish=finish,
    )
