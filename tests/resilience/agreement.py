"""After a storm: all that people said against all that was kept, and all that they got."""

import asyncio

from storage.outbox import Delivery

ONCE, AGAIN = Delivery.AT_MOST_ONCE.value, Delivery.AT_LEAST_ONCE.value


async def all_agree(sandbox, books, asel, walkers):
    """Waits for the last letters first. `asel` is the administrator."""
    await letters_have_left(sandbox, books)
    for walker in walkers:
        await nothing_is_lost_and_nothing_done_twice(walker, books)
    await the_administrator_knows_of_everything(asel, walkers, books)


async def letters_have_left(sandbox, books):
    """Wait until nothing waits and nothing is on its way; looked at whenever anything changes."""
    bell = sandbox.telegram.bell
    async with asyncio.timeout(240):
        while any(state in {"waiting", "sending"} for *_, state in await books.letters()):
            seen = bell.version
            await bell.until(lambda seen=seen: bell.version > seen, 1)


async def nothing_is_lost_and_nothing_done_twice(walker, books):
    await walker.phone.looks()
    written = await books.letters()
    for errand in walker.said.errands:
        rows = {letter: count for letter, count in written.items() if letter[0] == errand}
        assert sorted(delivery for _, delivery, _ in rows) == [AGAIN, ONCE], rows
        assert set(rows.values()) == {1}, "the act was done once"
        assert (errand, AGAIN, "sent") in rows
        assert walker.times_got(AGAIN, errand) >= 1
        times = {0, 1} if (errand, ONCE, "unknown") in rows else {1}
        assert walker.times_got(ONCE, errand) in times
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
