"""A script with every kind of step, for the tests of the engine."""

from __future__ import annotations

from datetime import date

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import (
    Choice,
    Consent,
    Day,
    Files,
    Option,
    Phone,
    Place,
    Review,
    Several,
    Words,
)
from civic.act import Act
from civic.phrases import Phrase

TODAY = date(2026, 11, 22)


async def finish(act: Act, answers: Answers) -> Ending:
    del act
    return Ending("done", dict(answers))


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code, Phrase(f"option {code}")) for code in codes)


def sample_script(version: int = 1, *, without: frozenset[str] = frozenset()) -> Script:
    steps = (
        Choice(key="who", name=Phrase("Who"), ask=Phrase("Who?"), options=options("me", "friend")),
        Words(
            key="friend_name",
            name=Phrase("Friend"),
            ask=Phrase("Friend's name?"),
            when=lambda answers: answers.get("who") == "friend",
        ),
        Several(
            key="needs",
            name=Phrase("Needs"),
            ask=Phrase("What is needed?"),
            options=options("a", "b", "c"),
            at_most=2,
        ),
        Words(
            key="story",
            name=Phrase("Story"),
            ask=Phrase("What happened?"),
            at_least=3,
            at_most=50,
            in_several=True,
        ),
        Day(key="day", name=Phrase("Day"), ask=Phrase("When?"), optional=True),
        Place(
            key="place",
            name=Phrase("Place"),
            ask=Phrase("Where?"),
            with_city=True,
            location_allowed=True,
        ),
        Phone(key="phone", name=Phrase("Phone"), ask=Phrase("Phone?"), optional=True),
        Files(
            key="files",
            name=Phrase("Files"),
            ask=Phrase("Papers?"),
            at_most=3,
            megabytes=1,
            optional=True,
        ),
        Consent(key="consent", name=Phrase("Consent"), ask=Phrase("May I?"), version="1"),
        Review(submit=Phrase("Send it")),
    )
    return Script(
        name="sample",
        version=version,
        title=Phrase("A sample"),
        steps=tuple(step for step in steps if step.key not in without),
        finish=finish,
    )
