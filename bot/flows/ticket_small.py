"""The small talks about a ticket of one's own: its code phrase, its hours, a word on how it was."""

from __future__ import annotations

from bot.flows.ask_person import HOURS, MYSELF, REACH, SAFE_HOURS, read_span
from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Words
from civic.act import Act
from civic.desk import own
from civic.desk.house import Desk
from civic.desk.ticket import Rating
from civic.phrases import _

OPEN, REACHING, RATING = "open_ticket", "ticket_reach", "ticket_rating"
TICKET, FACE = "ticket", "face"
"""What they are started with: the ticket's number; the face that was chosen."""


def open_ticket(desk: Desk) -> Script:
    """The code phrase. What is typed goes from the chat at once."""

    async def finish(act: Act, answers: Answers) -> Ending:
        number = int(answers[TICKET])
        opened = await own.open_by_code(act, desk, number, answers["phrase"])
        # an ending and no refusal: a refusal would undo the counting of misses
        return Ending("ticket_opened" if opened else "ticket_not_opened", {"ticket": number})

    return Script(
        name=OPEN,
        version=1,
        title=_("A question to a volunteer"),
        steps=(
            Words(
                key="phrase",
                name=_("Code phrase"),
                ask=_("The code phrase, please."),
                hint=_("I delete it from the chat at once."),
                at_most=60,
            ),
        ),
        finish=finish,
        quiet=True,
        is_traceless=True,
    )


def ticket_reach(desk: Desk) -> Script:
    """When the person may be written to."""

    async def finish(act: Act, answers: Answers) -> Ending:
        number = int(answers[TICKET])
        chosen = answers["reach"]
        span = read_span(answers["safe_hours"]) if chosen == HOURS else None
        await own.set_reach(
            act,
            desk,
            number,
            may_write=chosen != MYSELF,
            safe_from=span[0] if span else None,
            safe_until=span[1] if span else None,
        )
        return Ending("ticket_reach_set", {"ticket": number})

    return Script(
        name=REACHING,
        version=1,
        title=_("When a volunteer may write"),
        steps=(REACH, SAFE_HOURS),
        finish=finish,
        quiet=True,
    )


def ticket_rating(desk: Desk) -> Script:
    """A word beside the face."""

    async def finish(act: Act, answers: Answers) -> Ending:
        number, face = int(answers[TICKET]), Rating(answers[FACE])
        await own.rate(act, desk, number, face, answers["word"])
        return Ending("ticket_rated", {"ticket": number})

    return Script(
        name=RATING,
        version=1,
        title=_("How it was"),
        steps=(
            Words(
                key="word",
                name=_("In your words"),
                ask=_("Would you add a word?"),
                hint=_("The volunteers read it. If you have nothing to add, skip it."),
                at_most=500,
                optional=True,
            ),
        ),
        finish=finish,
        quiet=True,
    )
