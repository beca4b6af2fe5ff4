"""Somebody is banned from the desk: by the number of a ticket of theirs, how, until when, and why.

The number stands for the person: who it is, nobody sees here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Choice, Option, Review, Words, Written
from civic.act import Act
from civic.desk.bans import LONGEST_REASON, ban
from civic.phrases import Refusal, _
from storage import tickets

NAME = "desk_ban"
_LONGEST_NUMBER = 9
TERMS = {
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
    "open": None,
}
"""How long a ban lasts, by its code; None: until it is lifted."""
NUMBER_PLEASE = _("Please write the number of a ticket, digits only.")
NO_SUCH = _("There is no ticket with this number any more.")


def _number(typed: str) -> str:
    digits = typed.lstrip("№# ").strip()
    if not digits.isdecimal() or len(digits) > _LONGEST_NUMBER:
        raise Refusal(NUMBER_PLEASE)
    return str(int(digits))


def desk_ban(administrators: Iterable[int]) -> Script:
    """The script. ``administrators``: Telegram ids of the settings."""
    chiefs = tuple(administrators)

    async def finish(act: Act, answers: Answers) -> Ending:
        ticket = await tickets.get(act.connection, int(answers["ticket"]))
        if ticket is None or ticket.shredded_at is not None:
            raise Refusal(NO_SUCH, "ticket")
        term = TERMS[answers["term"]]
        await ban(
            act,
            chiefs,
            ticket.person_id,
            answers["reason"],
            quiet=answers["how"] == "quiet",
            until=act.now + term if term else None,
        )
        return Ending("person_banned")

    return Script(
        name=NAME,
        version=1,
        title=_("A ban"),
        steps=(
            Written(
                key="ticket",
                name=_("Ticket"),
                ask=_("Whom? Write the number of a ticket of theirs."),
                hint=_("A ban is for whoever threatens or floods. Rude out of fear is no reason."),
                read=_number,
                has_now=lambda _answers: False,
            ),
            Choice(
                key="how",
                name=_("How"),
                ask=_("Shall the person be told?"),
                hint=_(
                    "Open: when they write, they are told until when. Quiet: they are told "
                    "nothing, and nobody sees what they write."
                ),
                options=(Option("open", _("Openly")), Option("quiet", _("Quietly"))),
                columns=2,
            ),
            Choice(
                key="term",
                name=_("How long"),
                ask=_("How long?"),
                options=(
                    Option("day", _("A day")),
                    Option("week", _("A week")),
                    Option("month", _("Thirty days")),
                    Option("open", _("Until somebody lifts it")),
                ),
                columns=2,
            ),
            Words(
                key="reason",
                name=_("Why"),
                ask=_("Why? The person is not told; colleagues are."),
                at_most=LONGEST_REASON,
            ),
            Review(submit=_("Ban")),
        ),
        finish=finish,
    )
