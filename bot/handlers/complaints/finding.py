"""Whose complaint it is, before anything of it is shown or done."""

from __future__ import annotations

from bot.flows.runner import Runner
from bot.handlers.showing import put
from bot.talk import Talk
from bot.views.complaints.card import card_screen
from bot.views.complaints.listing import gone_screen
from civic.complaints.keeping import GONE
from civic.complaints.kept import Kept, kept
from civic.complaints.looking import step_of
from civic.complaints.steps import NextStep
from civic.phrases import Phrase


async def find(talk: Talk, complaint_id: str) -> Kept | None:
    """The person's own complaint; ``None`` when it is gone or never was theirs."""
    person = await talk.person()
    if person is None:
        return None
    async with talk.grounds.database.look() as connection:
        return await kept(connection, talk.grounds.ring, person.id, complaint_id)


async def tell_gone(talk: Talk, runner: Runner) -> None:
    """An old button of a complaint that is no more."""
    await put(talk, runner, gone_screen(talk.tongue, GONE))


def next_step_of(talk: Talk, found: Kept) -> NextStep:
    """What comes next for it today."""
    return step_of(found.listed, talk.today().date())


async def show_card(
    talk: Talk, runner: Runner, complaint_id: str, notice: Phrase | None = None
) -> None:
    """The card, or that there is none any more."""
    found = await find(talk, complaint_id)
    if found is None:
        await tell_gone(talk, runner)
        return
    today = talk.today().date()
    screen = card_screen(talk.tongue, found, next_step_of(talk, found), notice, today)
    await put(talk, runner, screen)
