"""A complaint as plain text, for the ZIP: readable in ten years, without this bot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.views.complaints.words import happened, next_line, state
from bot.views.tongue import Tongue
from civic.complaints.kept import Kept
from civic.complaints.names import KIND_NAMES, TOPIC_NAMES
from civic.complaints.steps import NextStep
from civic.phrases import Phrase, _, verbatim


def story(tongue: Tongue, kept: Kept, step: NextStep, left_out: Sequence[Phrase]) -> str:
    """What it is, what happened by days, what is next, and what is not in the archive."""
    return "\n".join(map(tongue.plain, _lines(tongue, kept, step, left_out))) + "\n"


def files_folder() -> Phrase:
    """The folder of what the person sent."""
    return _("Files")


def story_name() -> Phrase:
    """The file of this text."""
    return _("What happened")


def _lines(
    tongue: Tongue, kept: Kept, step: NextStep, left_out: Sequence[Phrase]
) -> Iterator[Phrase]:
    complaint = kept.listed
    empty = verbatim("")
    yield KIND_NAMES[complaint.kind]
    yield TOPIC_NAMES[complaint.topic]
    yield empty
    if kept.facts.addressee:
        yield _("To: {addressee}", addressee=kept.facts.addressee)
    if kept.facts.body:
        yield _("About: {body}", body=kept.facts.body)
    if kept.number:
        yield _("Number: {number}", number=kept.number)
    yield _("Prepared: {day}", day=complaint.prepared_at.astimezone(tongue.zone).date())
    yield _("Now: {state}", state=state(complaint))
    if complaint.outcome is None and not complaint.is_overtaken:
        yield _("Next: {step}", step=next_line(complaint.kind, step))
    yield empty
    yield _("What happened so far:")
    if not complaint.history.events:
        yield _("nothing yet")
    yield from map(happened, complaint.history.events)
    if left_out:
        yield empty
        yield _("Not in this archive:")
        yield from left_out
