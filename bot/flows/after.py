"""What the small scripts of a complaint share: each begins on its card and ends back at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, tzinfo

from bot.flows.desk import put_away, unpack
from bot.flows.ending import Ending
from bot.flows.step import Answers
from civic.act import Act
from civic.complaints.kept import Kept, Listed
from civic.complaints.kinds import Topic
from civic.complaints.looking import step_of
from civic.complaints.names import TOPIC_NAMES
from civic.phrases import Phrase, _
from storage import drafts

COMPLAINT = "complaint"
"""The key under which a script knows the complaint that it is about."""
REGISTERED, STATUS, NUMBER = "after_registered", "after_status", "after_number"
FACT, FILES, MISSING = "after_fact", "after_files", "after_missing"
KEPT_APART = frozenset({FACT, FILES})
"""What was begun here for another complaint is offered again; elsewhere it is a word or a day."""
SCRIPTS = (REGISTERED, STATUS, NUMBER, FACT, FILES, MISSING)


def about(complaint: Listed, zone: tzinfo, **more: object) -> dict[str, object]:
    """What a script must know of its complaint: which, and how its person knows it apart."""
    prepared_on = complaint.prepared_at.astimezone(zone).date()
    named = {"topic": complaint.topic.value, "prepared": prepared_on.isoformat()}
    return {COMPLAINT: complaint.id, **named, **more}


def titled(what: Phrase) -> Callable[[Answers], Phrase]:
    """The title of a script: what is done, and to which complaint."""

    def title(answers: Answers) -> Phrase:
        topic, prepared = TOPIC_NAMES[Topic(answers["topic"])], answers["prepared"]
        day = date.fromisoformat(prepared)
        return Phrase("{what} ({topic}, {day})", {"what": what, "topic": topic, "day": day})

    return title


def noted(act: Act, kept: Kept, said: str, zone: tzinfo) -> Ending:
    """The ending that tells what comes next; ``said`` is a code of the view's."""
    step = step_of(kept.listed, act.now.astimezone(zone).date())
    args = {
        "complaint": kept.listed.id,
        "said": said,
        "kind": kept.listed.kind.value,
        "step": step.kind.value,
        "by": step.by.isoformat() if step.by else None,
        "estimate": step.estimate,
        "no_date": step.no_date.value if step.no_date else None,
    }
    return Ending("complaint_changed", args)


def changed(complaint_id: str, said: str) -> Ending:
    """The ending of a change to the document."""
    return Ending("complaint_changed", {"complaint": complaint_id, "said": said})


async def forget_drafts(act: Act, complaint_id: str) -> None:
    """What was begun about a complaint goes with it."""
    for stored in await drafts.of_person(act.connection, act.ring, act.person.id):
        if stored.script in SCRIPTS and unpack(stored).answers.get(COMPLAINT) == complaint_id:
            if act.person.focus == stored.id:
                await put_away(act)
            await drafts.delete(act.connection, stored.id)


async def forget_of_others(act: Act, script: str, known: Mapping[str, object]) -> None:
    """A number or a day that was begun for another complaint must not land in this one."""
    for stored in await drafts.of_person(act.connection, act.ring, act.person.id):
        answers = unpack(stored).answers
        is_other = any(answers.get(key) != value for key, value in known.items())
        if stored.script == script and script not in KEPT_APART and is_other:
            await drafts.delete(act.connection, stored.id)


def before_prepared(day: date, answers: Answers) -> Phrase | None:
    """What to look at where a registration lies before the document; ``None`` when it does not."""
    prepared = date.fromisoformat(answers["prepared"])
    if day >= prepared:
        return None
    return _(
        "You prepared this document here on {prepared}. Was it really registered before that, on "
        "{day}?",
        prepared=prepared,
        day=day,
    )


def number_fault(text: str) -> Phrase | None:
    """Why this cannot be a registration number; ``None`` when it can."""
    if any(map(str.isdigit, text)):
        return None
    return _("Please write the number as it stands on the slip or in e-Otinish.")
