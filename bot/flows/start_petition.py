"""A petition, from what is wrong to a text that waits for a moderator; and the same, changed.

The talk looks for others that ask for the same before a word too much is written, names the exact
number of votes, and says what it may be refused for. What was returned comes back into the same
questions, each with its answer (``edit_petition``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import reduce
from typing import Any

from bot.flows import petition_doubts
from bot.flows.ending import Ending
from bot.flows.petition_place import PLACE, route_of, votes_line
from bot.flows.petition_proposal import NOTE, OF, proposal_of
from bot.flows.petition_story import CONSENT_TEXT, LANGUAGE_NAMES, SHOWN, STORY, TITLE_STEP
from bot.flows.script import DRAFT, Script
from bot.flows.step import Answers, Step
from bot.flows.steps import Choice, Option, Review
from civic.act import Act
from civic.desk.house import Desk
from civic.people import agree
from civic.petitions import starting
from civic.petitions.kinds import TOPIC_NAMES
from civic.phrases import Bilingual, Phrase, _, above
from storage.petitions import StoredPetition

NAME, EDIT = "start_petition", "edit_petition"
LINK = "newpetition"
"""The word of the deep link that leads to it."""
CONSENT = "petition"
_MANY, _ONE, _OTHER = "many", "one", "other"
_CUT = 36


def _is_petition(answers: Answers) -> bool:
    """Whether it is for many: one person's case is a complaint."""
    return answers["whose"] == _MANY or answers.get("way") == "petition"


def _goes_on(answers: Answers) -> bool:
    """Whether it is neither a complaint nor one that is there already."""
    return _is_petition(answers) and answers.get("alike", _OTHER) in (None, _OTHER)


def _only(condition: Callable[[Answers], bool], *steps: Step) -> tuple[Step, ...]:
    """The steps, asked only where this holds too."""

    def both(when: Callable[[Answers], bool]) -> Callable[[Answers], bool]:
        return lambda answers: condition(answers) and when(answers)

    return tuple(replace(step, when=both(step.when)) for step in steps)


def _cut(title: str | None) -> str | None:
    return title if title is None or len(title) <= _CUT else f"{title[: _CUT - 1].rstrip()}…"


def _joins(answers: Answers) -> tuple[Option, ...]:
    joins = [
        Option(one["id"], _("Join: {title}", title=Bilingual(_cut(one["kk"]), _cut(one["ru"]))))
        for one in answers.get("found") or ()
    ]
    return (*joins, Option(_OTHER, _("Mine is another one")))


def _alike(answers: Answers) -> Phrase:
    head = _("There are petitions like yours. Together there is a better chance:")
    titles = (
        Phrase("• {title}", {"title": Bilingual(one["kk"], one["ru"])})
        for one in answers.get("found") or ()
    )
    return reduce(lambda one, other: Phrase("{a}\n{b}", {"a": one, "b": other}), titles, head)


def _last_look(answers: Answers) -> Phrase:
    parts = [_("Please check that everything is right.")]
    if answers.get(NOTE):
        parts.append(_("The moderator wrote: {note}", note=answers[NOTE]))
    way = route_of(answers)
    if way is not None:
        parts.append(votes_line(way))
    written = " ".join(str(answers.get(key) or "") for key in ("title", "problem", "demand"))
    if (doubts := petition_doubts.named(written)) is not None:
        parts.append(doubts)
    parts.append(
        _("It will be an open letter without legal force: support here is no vote on epetition.kz.")
    )
    return reduce(above, parts)


def _title(answers: Answers) -> Phrase:
    if answers.get("title"):
        return _("Petition: {title}", title=_cut(answers["title"]) or "")
    return _("A petition")


_WRITTEN: tuple[Step, ...] = (
    Choice(
        key="language",
        name=_("Language"),
        ask=_("In which language do you write first?"),
        options=tuple(Option(code, name) for code, name in LANGUAGE_NAMES.items()),
    ),
    TITLE_STEP,
)
_REST: tuple[Step, ...] = (
    Choice(
        key="topic",
        name=_("Topic"),
        ask=_("What is it about?"),
        options=tuple(Option(topic.value, name) for topic, name in TOPIC_NAMES.items()),
        columns=2,
    ),
    *PLACE,
    *STORY,
    *SHOWN,
    Review(ask=_last_look, submit=_("Give it to a moderator")),
)
_FIRST: tuple[Step, ...] = (
    Choice(
        key="whose",
        name=_("Whose matter"),
        ask=_("Whose matter is it?"),
        options=(
            Option(_MANY, _("Of many people")),
            Option(_ONE, _("My own or my family's")),
        ),
    ),
    Choice(
        key="way",
        name=_("Complaint or petition"),
        ask=_("For one person's case a complaint is the better way."),
        hint=_(
            "A complaint must be answered within a term and needs no supporters. A petition about "
            "one person is usually not accepted."
        ),
        options=(
            Option("complaint", _("Make a complaint")),
            Option("petition", _("It is for many after all")),
        ),
        when=lambda answers: answers["whose"] == _ONE,
    ),
)
_JOIN = Choice(
    key="alike",
    name=_("Like others"),
    ask=_alike,
    hint=_("Join one of them, or go on with yours."),
    options=_joins,
    when=lambda answers: bool(answers.get("found")),
)


async def _look_for_similar(act: Act, answers: Answers) -> Mapping[str, Any]:
    found = await starting.look_for_similar(act, answers["title"])
    return {"found": [{"id": it.id, "kk": it.title_kk, "ru": it.title_ru} for it in found]}


def start_petition(desk: Desk) -> Script:
    """The script; those who moderate hear of each, where nobody does, the desk's administrators."""

    async def finish(act: Act, answers: Answers) -> Ending:
        if not _is_petition(answers):
            return Ending("petition_complaint")
        if answers.get("alike") not in (None, _OTHER):
            return Ending("petition_join", {"petition": answers["alike"]})
        petition = await starting.start(
            act, answers[DRAFT], proposal_of(answers), desk.zone, desk.administrators
        )
        await agree(act, CONSENT, CONSENT_TEXT)
        return _submitted(petition)

    return Script(
        name=NAME,
        version=1,
        title=_title,
        steps=(
            *_FIRST,
            *_only(_is_petition, *_WRITTEN, _JOIN),
            *_only(_goes_on, *_REST),
        ),
        finish=finish,
        learns={"title": _look_for_similar},
        link=LINK,
        keeps=timedelta(days=90),
        is_counted=lambda answers: "level" in answers,
    )


def edit_petition(desk: Desk) -> Script:
    """The same questions, for what a moderator has returned; it opens at its last look."""

    async def finish(act: Act, answers: Answers) -> Ending:
        petition = await starting.resubmit(
            act, answers[OF], proposal_of(answers), desk.zone, desk.administrators
        )
        return _submitted(petition)

    return Script(
        name=EDIT,
        version=1,
        title=_title,
        steps=(*_WRITTEN, *_REST),
        finish=finish,
        keeps=timedelta(days=90),
    )


def _submitted(petition: StoredPetition) -> Ending:
    by = petition.moderate_by
    args = {"petition": petition.id, "by": by.isoformat() if by else None}
    return Ending("petition_submitted", args)
