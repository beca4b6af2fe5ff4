"""While the bot was away twenty people wrote all that they had to say, all at the same time.

More than Telegram shows at once, in an order that chance decides; each person's own words keep
theirs, and each ends where they wanted to.
"""

import asyncio
import random

import pytest

from civic.regions import regions
from tests.resilience import errand
from tests.resilience.walker import THANKS, Walker

PEOPLE = 20


def words_of(walker):
    """A first talk, an errand and a removal, every answer typed; and the region at the end."""
    first, last = walker.chance.sample(list(regions()), 2)
    agreed = walker._("Yes, remember it")
    name = walker._(regions()[first].seat), walker._(regions()[last].seat)
    mine = {"kk": "Қазақша", "ru": "Русский"}[walker.language]
    talk = [
        "/start",
        mine,
        name[0],
        agreed,
        "/start errand",
        walker.name,
        f"granny of {walker.name}",
    ]
    return [*talk, "/start region", name[1], agreed], last


@pytest.mark.parametrize("seed", [1, 2])
async def test_everybodys_words_are_taken_in_their_order(town, books, seed):
    walkers = await Walker.crowd(town.sandbox, PEOPLE, seed)
    await town.stop_the_bot()
    said = {walker: words_of(walker) for walker in walkers}
    turns = [walker for walker, (words, _) in said.items() for _ in words]
    random.Random(seed).shuffle(turns)
    waiting = {walker: iter(words) for walker, (words, _) in said.items()}
    for walker in turns:
        await walker.phone.says(next(waiting[walker]), wait=False)
    await town.wake_the_bot()
    await asyncio.gather(*(ends_well(walker, books, said[walker][1]) for walker in walkers))
    written = await books.letters()
    assert written.total() == 2 * PEOPLE
    errands = {errand.errand(walker.name, f"granny of {walker.name}") for walker in walkers}
    assert {what for what, _, _ in written} == errands
    assert await books.set_aside() == []


async def ends_well(walker, books, last):
    """The questions came in the order of the talk, and the last answer is the one that stands."""
    await walker.sees("Your region is now: {region}.", region=regions()[last].name)
    assert await books.region_of(walker.phone.chat_id) == last
    texts = [message.text for message in walker.phone.history if message.by_bot]
    questions = [errand.WHAT, errand.WHOM, walker._(THANKS), walker._("Where do you live?")]
    places = [max(i for i, text in enumerate(texts) if question in text) for question in questions]
    assert places == sorted(places), walker.phone.picture()
