"""“Ask a person”: what it is about, how urgent it is, and how the answer may come.

In two manners with the same questions: from the menu or a complaint; and from the help branch,
where it leaves nothing in the chat and the answer opens with a code phrase alone.
"""

from __future__ import annotations

import re
from datetime import UTC

from bot.flows.ending import Ending
from bot.flows.script import DRAFT, Script
from bot.flows.step import Answers, Step, always
from bot.flows.steps import Choice, Option, Review, Words
from bot.flows.steps.words import joined
from bot.traceless import GOES_AFTER
from bot.views.tongue import DEFAULT, tongue
from civic.act import Act
from civic.complaints.handing_over import in_short
from civic.complaints.keeping import hold, note_help_asked
from civic.desk.asking import Asked, ask
from civic.desk.hours import hours_of
from civic.desk.house import Desk
from civic.desk.ticket import TOPIC_NAMES, Source, Topic
from civic.desk.timetable import promised_by
from civic.phrases import Phrase, _

NAME, QUIETLY = "ask_person", "ask_quietly"
LINK = "ask"
"""The word of the deep link."""
SOURCE, ABOUT, LANGUAGE = "source", "topic", "language"
"""What the script may be started with: from where it is asked (``civic.desk.ticket.Source``, an id
after a colon), and, with that, the topic's code: the question for it is then not asked; and with
the language of the talk, which is theirs if they never chose one."""
SHARED = "yes"
ANY_TIME, HOURS, MYSELF = "any_time", "hours", "myself"
_SPAN = re.compile(
    r"\D*(?P<from>\d{1,2})(?:[:.](?P<from_m>\d{2}))?\s*(?:-|–|—|до|дейін|ға|ке|қа|ге|бастап|\s)+\s*"
    r"(?P<to>\d{1,2})(?:[:.](?P<to_m>\d{2}))?\D*"
)
_SHORTEST_PHRASE = 4


def read_span(typed: str) -> tuple[int, int] | None:
    """Minutes of the day from "18-21", "18:30–21:00", "с 9 до 12"; ``None``: not understood."""
    found = _SPAN.fullmatch(typed.strip().lower())
    if found is None:
        return None
    hours = (int(found["from"]), int(found["to"]))
    minutes = (int(found["from_m"] or 0), int(found["to_m"] or 0))
    if any(hour > 24 for hour in hours) or any(minute > 59 for minute in minutes):  # noqa: PLR2004 - a clock
        return None
    begins, ends = ((hour % 24) * 60 + minute for hour, minute in zip(hours, minutes, strict=True))
    return None if begins == ends else (begins, ends)


def no_span(typed: str) -> Phrase | None:
    """Why these are no hours; ``None`` when they are."""
    if read_span(typed) is not None:
        return None
    return _("I cannot read these hours. Please write them like 18-21 or 9:30-12:00.")


def no_phrase(typed: str) -> Phrase | None:
    """Why this cannot be a code phrase; ``None`` when it can."""
    if sum(map(str.isalnum, typed)) >= _SHORTEST_PHRASE:
        return None
    return _("Please take a longer one: at least four letters or digits.")


def _offered(_answers: Answers) -> tuple[Option, ...]:
    return tuple(
        Option(topic.value, name) for topic, name in TOPIC_NAMES.items() if topic != Topic.DANGER
    )


REACH = Choice(
    key="reach",
    name=_("Writing back"),
    ask=_("May the answer come here?"),
    hint=_("Think of who else may see this phone."),
    options=(
        Option(ANY_TIME, _("Yes, at any time")),
        Option(HOURS, _("Yes, but between certain hours")),
        Option(MYSELF, _("No: I will look here myself")),
    ),
)
SAFE_HOURS = Words(
    key="safe_hours",
    name=_("Safe hours"),
    ask=_("Between which hours?"),
    hint=_("For example: 18-21. Kazakhstan time."),
    at_most=40,
    check=no_span,
    when=lambda answers: answers.get("reach") == HOURS,
)


def _code_phrase(*, required: bool) -> Words:
    why = (
        _(
            "Nothing comes by itself: you open the answer here with this phrase. Take one that "
            "others would not guess, and remember it: I cannot tell it to you."
        )
        if required
        else _(
            "If others may look into this chat: the answer then opens with your phrase alone. "
            "Without a phrase, skip it."
        )
    )
    return Words(
        key="code_phrase",
        name=_("Code phrase"),
        ask=_("A code phrase for the answer?"),
        hint=why,
        at_most=60,
        optional=not required,
        check=no_phrase,
        when=lambda answers: required or answers.get("reach") in {HOURS, MYSELF},
    )


def _of_complaint(answers: Answers) -> str | None:
    """The complaint that it is asked from, with its kind and subject behind."""
    source, _colon, of = str(answers.get(SOURCE) or "").partition(":")
    return of if source == Source.COMPLAINT and of else None


def _is_shared(answers: Answers) -> bool:
    return bool(answers.get("share") == SHARED)


SHARE = Choice(
    key="share",
    name=_("What you told for the complaint"),
    ask=_("May the volunteer read what you told for this complaint?"),
    hint=_(
        "They see its kind and subject in any case. If you say yes, also the text: whom it is "
        "about, what happened, what you ask for. Your name, addresses, IIN, phone and files stay "
        "here. If you say no, you write anew what they need to know."
    ),
    options=(
        Option(SHARED, _("Yes, they may read it"), _("the volunteer reads it")),
        Option("no", _("No, I write it anew"), _("stays here")),
    ),
    when=lambda answers: _of_complaint(answers) is not None,
    # letters about the complaint come here anyway; the review says so, and it can be changed
    settles=lambda value: {"urgency": "days", "reach": ANY_TIME} if value == SHARED else {},
)
"""Whoever has told it all once need not tell it again."""


def _steps(*, quiet: bool) -> tuple[Step, ...]:
    topic = Choice(key="topic", name=_("Subject"), ask=_("What is it about?"), options=_offered)
    return (
        *(() if quiet else (topic, SHARE)),
        Words(
            key="words",
            name=_("In your words"),
            ask=_("What is wrong, and what do you need?"),
            hint=_(
                "A volunteer reads it. Please no passport or card numbers. Several messages are "
                "fine: tap “Done” when everything is there."
            ),
            at_least=10,
            at_most=10_000,
            in_several=True,
            when=lambda answers: not _is_shared(answers),
        ),
        Choice(
            key="urgency",
            name=_("How urgent"),
            ask=_("How urgent is it?"),
            hint=_("Volunteers are no rescue service. If somebody is in danger: 112, /phones"),
            options=(
                Option("urgent", _("Today: it cannot wait")),
                Option("days", _("It can wait for some days")),
            ),
        ),
        *(() if quiet else (REACH, SAFE_HOURS)),
        _code_phrase(required=quiet),
        Review(
            ask=_("Please check. Volunteers see your words, and not your name or number."),
            submit=_("Send it to the volunteers"),
        ),
    )


async def _words(act: Act, answers: Answers) -> str:
    """What was written for the volunteer, or what was told for the complaint, if they may read it.

    Raises ``Refusal`` when that complaint is gone.
    """
    of = _of_complaint(answers)
    if of is None or not _is_shared(answers):
        return joined(answers["words"])
    kept = await hold(act, of.partition(":")[0])
    speaking = tongue(act.person.language or DEFAULT, UTC)
    return "\n\n".join(map(speaking.plain, in_short(kept.facts)))


def _script(desk: Desk, *, quiet: bool) -> Script:
    async def finish(act: Act, answers: Answers) -> Ending:
        span = read_span(answers.get("safe_hours") or "") if answers.get("safe_hours") else None
        asked = Asked(
            draft=answers[DRAFT],
            topic=Topic.DANGER if quiet else Topic(answers["topic"]),
            source=Source.HELP.value if quiet else str(answers.get(SOURCE) or Source.MENU.value),
            words=await _words(act, answers),
            urgent=answers["urgency"] == "urgent",
            heavy=quiet,
            region=act.person.region,
            may_write=answers.get("reach") != MYSELF,
            safe_from=span[0] if span else None,
            safe_until=span[1] if span else None,
            code_phrase=answers.get("code_phrase"),
            language=answers.get(LANGUAGE),
        )
        ticket = await ask(act, desk, asked)
        if of := _of_complaint(answers):
            await note_help_asked(act, of.partition(":")[0])
        hours = await hours_of(act.connection, desk.zone)
        # the desk hears of what is urgent at once; the person is promised hours that are worked
        by = promised_by(ticket, desk.terms, hours, act.now)
        return Ending(
            "ticket_asked",
            {
                "ticket": ticket.id,
                "by": by.isoformat(),
                "sure": hours.is_sure_of(by),
                "open": hours.is_open(act.now),
                "urgent": ticket.urgent,
                "quiet": quiet,
                "protected": asked.code_phrase is not None,
                "myself": not asked.may_write,
            },
        )

    return Script(
        name=QUIETLY if quiet else NAME,
        version=1,
        title=_("A question to a volunteer"),
        steps=_steps(quiet=quiet),
        finish=finish,
        quiet=quiet,
        is_traceless=quiet,
        keeps=GOES_AFTER if quiet else Script.keeps,
        link=None if quiet else LINK,
        # how the answer may come decides how many questions are left
        is_counted=always if quiet else lambda answers: bool(answers.get("reach")),
    )


def ask_person(desk: Desk) -> Script:
    """From the menu, a complaint, a course, a petition."""
    return _script(desk, quiet=False)


def ask_quietly(desk: Desk) -> Script:
    """From the help branch."""
    return _script(desk, quiet=True)
