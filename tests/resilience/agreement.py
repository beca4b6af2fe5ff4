"""After a storm: all that people said against all that was kept, and all that they got."""

import asyncio

from storage.outbox import Delivery
from tests.resilience import errand
from tests.resilience.walker import THANKS

NOT_KEPT = "could not be set aside"
"""What the operator reads when an update can be kept nowhere, and stays with Telegram."""

ONCE, AGAIN = Delivery.AT_MOST_ONCE.value, Delivery.AT_LEAST_ONCE.value


async def all_agree(sandbox, books, asel, walkers):
    """Waits for the last letters first. `asel` is the administrator."""
    await letters_have_left(sandbox, books)
    for walker in walkers:
        await nothing_is_lost_and_nothing_done_twice(walker, books)
    await the_administrator_knows_of_everything(asel, walkers, books)


async def letters_have_left(sandbox, books):
    """Wait until nothing waits and nothing is on its way."""
    gone = {"sent", "unknown", "failed"}
    await written(sandbox, books, lambda letters: {state for *_, state in letters} <= gone)


async def written(sandbox, books, condition):
    """Wait until the letters stand like that: looked at whenever anything changes, or a while."""
    bell = sandbox.telegram.bell
    async with asyncio.timeout(240):
        while not condition(await books.letters()):
            seen = bell.version
            await bell.until(lambda seen=seen: bell.version > seen, 0.5)


async def nothing_is_lost_and_nothing_done_twice(walker, books):
    await walker.phone.looks()
    written = await books.letters()
    for one in walker.said.errands:
        rows = {letter: count for letter, count in written.items() if letter[0] == one}
        assert sorted(delivery for _, delivery, _ in rows) == [AGAIN, ONCE], rows
        assert set(rows.values()) == {1}, "the act was done once"
        assert (one, AGAIN, "sent") in rows
        assert walker.times_got(AGAIN, one) >= 1
        times = {0, 1} if (one, ONCE, "unknown") in rows else {1}
        assert walker.times_got(ONCE, one) in times
    assert await books.region_of(walker.phone.chat_id) == walker.said.regions[-1]


async def the_administrator_knows_of_everything(asel, walkers, books):
    said = sorted(note for walker in walkers for note in walker.said.notes)
    assert await books.notes() == said
    assert all(asel.times_got(note) >= 1 for note in said)
    acts = await books.acts()
    assert acts["errand.finished"] == sum(len(walker.said.errands) for walker in walkers)
    assert acts["onboarding.finished"] == len(walkers)
    assert acts["region.finished"] == sum(len(walker.said.regions) - 1 for walker in walkers)
    assert await books.set_aside() == []


async def the_errand_is_run(walker, books):
    """For bread, told already: that was taken once, and the talk goes on to its end."""
    await walker.answers(errand.WHOM, "granny")
    await walker.sees(THANKS)
    for delivery in (AGAIN, ONCE):
        await walker.gets(delivery, errand.errand("bread", "granny"))
    assert (await books.letters()).total() == 2
    assert await books.set_aside() == []
