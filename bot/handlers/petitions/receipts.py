"""Receipts: to look at one, to check that it is counted, to change what is shown beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram import F, Router

from bot.flows.runner import Runner
from bot.handlers.showing import put
from bot.talk import Grounds, Talk
from bot.views.petitions.receipts import Held, checked_screen, receipt_screen
from bot.views.petitions.supporting import not_supported_screen
from bot.views.ways import Petition
from civic.act import Act
from civic.petitions import supporters
from civic.petitions.receipts import Why, check, receipt_of
from civic.phrases import Phrase, Refusal, _
from storage import outbox, petition_supports, petitions
from storage.outbox import Delivery, Lane, Letter

router = Router(name=__name__)
NAMELESS = _("I see no name in your Telegram profile that I could show.")


@router.callback_query(Petition.filter(F.to == "receipt"))
async def to_receipt(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """The receipt of one's own support."""
    await show_receipt(talk, runner, callback_data.id)


@router.callback_query(Petition.filter(F.to == "check"))
async def to_check(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Is it in the count? A proof that fails is told to the person and to the administrators."""
    held = await _held(talk, callback_data.id)
    if held is None:
        await put(talk, runner, not_supported_screen(talk.tongue, callback_data.id))
        return
    if not held.support.counts:
        await put(talk, runner, receipt_screen(talk.tongue, held))
        return
    async with talk.grounds.database.look() as connection:
        checked = await check(connection, talk.grounds.ring, held.support, talk.grounds.now())
    if checked.failed is not None:
        await _alarm(talk.grounds, callback_data.id, checked.failed)
    await put(talk, runner, checked_screen(talk.tongue, held, checked))


@router.callback_query(Petition.filter(F.to == "name"))
async def name(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Show one's name beside it, or hide it."""
    wanted = callback_data.what == "on"
    shown = supporters.shown_as(talk.user.first_name, talk.user.last_name) if wanted else None
    if wanted and shown is None:
        await talk.popup(NAMELESS)
        return

    async def change(act: Act) -> None:
        await supporters.set_name(act, callback_data.id, shown)

    await _changed(talk, runner, callback_data.id, change, _("✓ Noted."))


@router.callback_query(Petition.filter(F.to == "news"))
async def news(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """Hear of it, or no more."""

    async def change(act: Act) -> None:
        await supporters.set_news(act, callback_data.id, wanted=callback_data.what == "on")

    await _changed(talk, runner, callback_data.id, change, _("✓ Noted."))


async def show_receipt(
    talk: Talk, runner: Runner, petition_id: str, notice: Phrase | None = None
) -> None:
    """The receipt, or that there is none."""
    held = await _held(talk, petition_id)
    screen = (
        not_supported_screen(talk.tongue, petition_id)
        if held is None
        else receipt_screen(talk.tongue, held, notice)
    )
    await put(talk, runner, screen)


async def _changed(
    talk: Talk,
    runner: Runner,
    petition_id: str,
    change: Callable[[Act], Awaitable[None]],
    said: Phrase,
) -> None:
    try:
        async with talk.act() as act:
            await change(act)
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    await show_receipt(talk, runner, petition_id, said)


async def _held(talk: Talk, petition_id: str) -> Held | None:
    person = await talk.person()
    if person is None:
        return None
    async with talk.grounds.database.look() as connection:
        support = await petition_supports.of_person_in(connection, person.id, petition_id)
        petition = await petitions.get(connection, petition_id)
        if support is None or petition is None:
            return None
        receipt = await receipt_of(connection, support)
        shows_name = await petition_supports.is_shown(connection, support.id)
    return Held(petition, support, receipt, shows_name)


async def _alarm(grounds: Grounds, petition_id: str, why: Why) -> None:
    """Told once an hour for each petition, and without whose receipt it was."""
    now = grounds.now()
    async with grounds.database.act() as connection:
        for administrator in grounds.administrators:
            letter = Letter(
                dedupe_key=f"trouble:petition-log:{petition_id}:{now:%Y-%m-%dT%H}:{administrator}",
                chat_id=administrator,
                view="trouble",
                args={"where": f"petition log: {petition_id}", "what": why.value},
                lane=Lane.NOTICE,
                delivery=Delivery.AT_LEAST_ONCE,
                not_before=now,
            )
            await outbox.put(connection, grounds.ring, letter, now)
    grounds.letters_put()
