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
from civic.complaints.names import KIND_NAMES
from civic.complaints.telling import facts_of, files_of, kind_of
from civic.phrases import Phrase, _
from storage import audit, people

NAME = "complaint"
LINK = "complaint"
"""The word of the deep link that leads to it."""


def _title(answers: Answers) -> Phrase:
    kind = kind_of(answers)
    return KIND_NAMES[kind] if kind else _("A complaint")


def complaint(zone: tzinfo) -> Script:
    """The script; days are those of ``zone``."""

    async def finish(act: Act, answers: Answers) -> Ending:
        complaint_id = answers[DRAFT]
        facts = facts_of(answers, joined(answers["story"]))
        await keeping.prepare(act, complaint_id, facts, files_of(answers), zone)
        await people.give_consent(
            act.connection,
            act.person.id,
            CONSENT,
            CONSENT_TEXT,
            act.person.language or "kk",
            act.now,
            act.proof,
        )
        await audit.note(act.connection, act.now, "consent.given", act.person.id, CONSENT)
        return Ending("complaint_ready", {"complaint": complaint_id})

    return Script(
        name=NAME,
        version=1,
        title=_title,
        steps=(*GUIDE, *FOR_WHOM, *STORY, *AUTHOR),
        finish=finish,
        keeps=timedelta(days=365),
        is_counted=lambda answers: bool(answers.get("topic")),
    )
