"""`@bot word` in any chat: petitions are offered while it is typed, and a card is sent."""

from __future__ import annotations

from contextlib import suppress

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineQuery

from bot.talk import Grounds
from bot.views.deep_links import petition_wanted
from bot.views.petitions.inline import article, to_all
from bot.views.tongue import guessed, tongue
from civic.petitions.looking import COLLECTING, card_of
from storage import people, petition_lists
from storage.petition_lists import ListedPetition

router = Router(name=__name__)
MOST_OFFERED = 10
KEPT_FOR = 30
"""Seconds for which Telegram may show the same results again: counts move on."""
_LONGEST = 200


@router.inline_query()
async def offer(query: InlineQuery, bot: Bot, grounds: Grounds) -> None:
    """What fits the words; without words the most supported. A link's word finds its petition,
    also one that is in no list.
    """
    asked = query.query.strip()[:_LONGEST]
    async with grounds.database.look() as connection:
        person = await people.look_up(connection, query.from_user.id)
        found: list[ListedPetition]
        if petition := petition_wanted(asked):
            card = await card_of(connection, petition)
            found = [card.listed] if card else []
        elif asked:
            found = await grounds.search.find(connection, asked, MOST_OFFERED)
        else:
            found = await petition_lists.popular(connection, COLLECTING, MOST_OFFERED)
    language = (person.language if person else None) or guessed(query.from_user.language_code)
    speaking = tongue(language, grounds.zone)
    today = grounds.now().astimezone(grounds.zone).date()
    name = (await bot.me()).username or ""
    with suppress(TelegramBadRequest):  # too late: they have typed on
        await bot.answer_inline_query(
            query.id,
            [article(speaking, listed, today, name) for listed in found],
            cache_time=KEPT_FOR,
            is_personal=True,
            button=to_all(speaking, found=bool(found)),
        )
