"""A complaint that must be answered: from what happened to a document that can be signed.

The bot files nothing. What it promises at the end is a document, and that it counts the days.
"""

from __future__ import annotations

from datetime import timedelta, tzinfo

from bot.flows.complaint_author import AUTHOR, CONSENT, CONSENT_TEXT, FOR_WHOM
from bot.flows.complaint_guide import GUIDE
from bot.flows.complaint_story import STORY
from bot.flows.ending import Ending
from bot.flows.script import DRAFT, Script
from bot.flows.step import Answers
from bot.flows.steps.words import joined
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.facts import ComplaintFacts
from civic.complaints.history import History
from civic.complaints.law import law
from civic.complaints.names import KIND_NAMES
from civic.complaints.rows import Learned
from civic.complaints.telling import facts_of, files_of, kind_of, learned_of
from civic.complaints.terms import next_step
from civic.people import agree
from civic.phrases import Phrase, _
from civic.working_days import calendar

NAME = "complaint"
LINK = "complaint"
"""The word of the deep link that leads to it."""


def _title(answers: Answers) -> Phrase:
    kind = kind_of(answers)
    return KIND_NAMES[kind] if kind else _("A complaint")


def _ready(
    act: Act, complaint_id: str, facts: ComplaintFacts, learned: Learned, zone: tzinfo
) -> dict[str, object]:
    """What the ending tells: by when it can be handed in, as far as that can be counted."""
    today = act.now.astimezone(zone).date()
    history = History(facts.kind, (), learned.on, learned.explained)
    by = next_step(history, law(), calendar(), today).by
    return {
        "complaint": complaint_id,
        "by": by.isoformat() if by else None,
        "late": by is not None and by < today,
        "anonymous": facts.anonymous,
    }


def complaint(zone: tzinfo) -> Script:
    """The script; days are those of ``zone``."""

    async def finish(act: Act, answers: Answers) -> Ending:
        complaint_id = answers[DRAFT]
        facts = facts_of(answers, joined(answers["story"]))
        learned = learned_of(answers)
        files = files_of(answers)
        await keeping.prepare(act, complaint_id, facts, files, zone, learned=learned)
        await agree(act, CONSENT, CONSENT_TEXT)
        return Ending("complaint_ready", _ready(act, complaint_id, facts, learned, zone))

    return Script(
        name=NAME,
        version=1,
        title=_title,
        steps=(*GUIDE, *FOR_WHOM, *STORY, *AUTHOR),
        finish=finish,
        keeps=timedelta(days=365),
        is_counted=lambda answers: bool(answers.get("topic")),
    )
