"""What happened, in the person's own words: against whom, where, when, with what proof."""

from __future__ import annotations

from bot.flows.how_to_complain import explained
from bot.flows.step import Answers
from bot.flows.steps import Choice, Day, Files, Option, Place, Words
from bot.flows.words_on_paper import cautioned, says_nothing
from civic.complaints.circumstances import Before
from civic.complaints.facts import Against
from civic.complaints.kinds import Kind
from civic.complaints.law import law
from civic.complaints.promises import length
from civic.complaints.telling import (
    WITH_BODY,
    against_of,
    counts_from_learning,
    kind_of,
    needs_against,
    writes_to,
)
from civic.phrases import Phrase, _

LONGEST_STORY = 15_000
SHORTEST_STORY = 20
PAPERS = (
    "image/jpeg",
    "image/png",
    "image/heic",
    "image/webp",
    "application/pdf",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
    "application/rtf",
    "text/rtf",
    "text/plain",
)
"""Kinds of files that an office can open."""


_FILES_LATER = _(
    "Photos and documents come in a later step: I will ask for them. Please write in words here."
)


def _turned_before(answers: Answers) -> bool:
    return answers.get("before") in {Before.ANSWERED, Before.SILENCE}


def _no_day(answers: Answers) -> bool:
    return "day" in answers and answers["day"] is None


def _if_unknown(answers: Answers) -> Phrase:
    """That a complaint is passed up is the law of one kind; of services it is not confirmed."""
    if kind_of(answers) is Kind.COMPLAINT and law().rules["pass_up"].is_confirmed:
        return _(
            "If you do not know, skip it. You hand the complaint in where the matter arose, and "
            "they must pass it up."
        )
    return _("If you do not know, skip it.")


def _why_learned(answers: Answers) -> Phrase:
    """Why it is asked: the time to complain runs from that day."""
    kind = kind_of(answers)
    within = law().clocks[kind].file_within if kind else None
    if within is None or not within.is_confirmed:
        return _("Tap a button or write the date, for example 05.11.2026. Not sure? Skip it.")
    return _(
        "The time to complain runs from that day: {term}. I count it for you. Write the date, for "
        "example 05.11.2026. Not sure? Skip it.",
        term=length(within),
    )


def _may_be_explained(answers: Answers) -> bool:
    is_act = against_of(answers) is Against.ACT
    return is_act and bool(answers.get("learned")) and counts_from_learning(kind_of(answers))


def _asks(answers: Answers) -> Phrase:
    if kind_of(answers) is Kind.INQUIRY:
        return _("Which information do you need, and about what?")
    if kind_of(answers) in {Kind.PROPOSAL, Kind.RESPONSE}:
        return _("Write it in your own words.")
    return _("What happened? Write it in your own words.")


STORY = (
    Words(
        key="addressee",
        name=_("To whom"),
        ask=_("Which state body do you write to?"),
        hint=_("For example: Akimat of the city of Taraz, department of education."),
        at_least=3,
        at_most=300,
        check=says_nothing,
        caution=cautioned,
        when=writes_to,
    ),
    Words(
        key="body",
        name=_("About whom"),
        ask=_("Which body or organisation is it about?"),
        hint=_("Its name and place, as you know it. For example: Police department of Taraz."),
        at_least=3,
        at_most=300,
        check=says_nothing,
        caution=cautioned,
        when=lambda answers: kind_of(answers) in WITH_BODY,
    ),
    Words(
        key="official",
        name=_("Official"),
        ask=_("Do you know the official: a name, a post?"),
        at_most=200,
        check=says_nothing,
        caution=cautioned,
        optional=True,
        when=lambda answers: kind_of(answers) in WITH_BODY,
    ),
    Words(
        key="higher",
        name=_("To whom"),
        ask=_("Which body stands above them?"),
        hint=_if_unknown,
        at_least=3,
        at_most=300,
        check=says_nothing,
        caution=cautioned,
        optional=True,
        when=lambda answers: kind_of(answers) in {Kind.COMPLAINT, Kind.SERVICE_COMPLAINT},
    ),
    Choice(
        key="against",
        name=_("What it is against"),
        ask=_("What exactly do you complain of?"),
        options=(
            Option(Against.ACT.value, _("A decision on paper")),
            Option(Against.ACTION.value, _("Something that was done")),
            Option(Against.INACTION.value, _("That nothing was done")),
        ),
        when=needs_against,
    ),
    Words(
        key="story",
        name=_("What happened"),
        ask=_asks,
        hint=_(
            "In order, with days and names as far as you know them. You can send several messages, "
            "up to 15,000 characters in all; tap “Done” when everything is there."
        ),
        at_least=SHORTEST_STORY,
        at_most=LONGEST_STORY,
        in_several=True,
        on_file=_FILES_LATER,
        caution=cautioned,
    ),
    Place(
        key="place",
        name=_("Where"),
        ask=_("Where was it?"),
        hint=_("Tap the region, or write the city or district."),
        with_city=True,
        optional=True,
    ),
    Day(
        key="day",
        name=_("The day"),
        ask=_("On which day was it?"),
        hint=_("Tap a button or write the date, for example 05.11.2026. Not sure? Skip it."),
        optional=True,
        unsaid=lambda answers: bool(answers.get("day_words")),
        when=lambda answers: kind_of(answers) not in {Kind.PROPOSAL, Kind.RESPONSE, Kind.INQUIRY},
    ),
    Words(
        key="day_words",
        name=_("When"),
        ask=_("When was it, as far as you remember?"),
        hint=_("For example: last spring; every week since September."),
        at_most=200,
        check=says_nothing,
        caution=cautioned,
        optional=True,
        when=_no_day,
    ),
    Day(
        key="learned",
        name=_("When you learned of it"),
        ask=_("On which day did you learn of it?"),
        hint=_why_learned,
        optional=True,
        when=lambda answers: counts_from_learning(kind_of(answers)),
    ),
    explained(
        _("Does the decision say how one can complain of it?"),
        _("I do not know"),
        _may_be_explained,
    ),
    Words(
        key="asked_for",
        name=_("What you ask for"),
        ask=_("What should they do?"),
        hint=_("For example: cancel the decision; pay the wages; give a written answer."),
        at_least=5,
        at_most=2000,
        check=says_nothing,
        on_file=_FILES_LATER,
        caution=cautioned,
        optional=True,
        when=lambda answers: kind_of(answers) not in {Kind.INQUIRY, Kind.RESPONSE},
    ),
    Words(
        key="evidence",
        name=_("Evidence"),
        ask=_("What confirms it? Witnesses, papers, recordings: name them."),
        at_most=2000,
        check=says_nothing,
        on_file=_FILES_LATER,
        caution=cautioned,
        optional=True,
    ),
    Files(
        key="files",
        name=_("Files"),
        ask=_("Photos and documents, if you have them."),
        hint=_(
            "Up to 10 photos or documents, 20 MB each; several at once is fine. Please no photos "
            "of identity cards: the law forbids collecting them."
        ),
        at_most=10,
        mimes=PAPERS,
        optional=True,
    ),
    Words(
        key="earlier",
        name=_("Earlier appeals"),
        ask=_("Where did you turn before, and what did they say?"),
        at_most=1000,
        check=says_nothing,
        caution=cautioned,
        optional=True,
        when=_turned_before,
    ),
    Words(
        key="earlier_number",
        name=_("Number of the earlier one"),
        ask=_("Does the earlier one have a number?"),
        at_most=60,
        check=says_nothing,
        optional=True,
        when=_turned_before,
    ),
    Day(
        key="earlier_day",
        name=_("Day of the earlier one"),
        ask=_("On which day was it registered?"),
        optional=True,
        when=_turned_before,
    ),
)
"""The story, in the order in which people tell it."""
