"""One person's updates go in order, and nobody waits for anybody else."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.arrival import Arrival
from bot.intake.lanes import Lanes


def arrival(update_id, person=1, album=None):
    return Arrival(update_id, "message", person, album, {})


class Work:
    """Each update waits to be let through by its id."""

    def __init__(self):
        self.started = []
        self.ended = []
        self.albums = {}
        self.news = asyncio.Event()
        self.may_end = {}

    async def __call__(self, one, more_of_album):
        self.started.append(one.update_id)
        self.albums[one.update_id] = more_of_album
        self.news.set()
        await self.may_end.setdefault(one.update_id, asyncio.Event()).wait()
        self.ended.append(one.update_id)
        self.news.set()

    def let(self, *update_ids):
        for update_id in update_ids:
            self.may_end.setdefault(update_id, asyncio.Event()).set()

    async def until(self, condition):
        while not condition():
            self.news.clear()
            await self.news.wait()


async def test_a_slow_person_holds_up_nobody_else():
    work = Work()
    async with Lanes(work) as lanes:
        lanes.put(arrival(1, person=1))
        lanes.put(arrival(2, person=1))
        lanes.put(arrival(3, person=2))
        work.let(3)
        await work.until(lambda: 3 in work.ended)
        assert work.started == [1, 3]
        work.let(1, 2)
    assert work.ended == [3, 1, 2]


async def test_no_more_people_are_attended_to_than_there_is_room():
    work = Work()
    async with Lanes(work, people=2) as lanes:
        for number in (1, 2, 3):
            lanes.put(arrival(number, person=number))
        await work.until(lambda: len(work.started) == 2)
        assert not lanes.has_room
        assert work.started == [1, 2]
        work.let(1)
        await work.until(lambda: 3 in work.started)
        work.let(2, 3)
    assert lanes.has_room


async def test_the_parts_of_an_album_know_that_more_follow():
    work = Work()
    work.let(1, 2, 3, 4, 5)
    async with Lanes(work) as lanes:
        lanes.put(arrival(1, album="a"))
        lanes.put(arrival(2, album="a"))
        lanes.put(arrival(3, person=2, album="a"))
        lanes.put(arrival(4, album="b"))
        lanes.put(arrival(5))
    assert work.albums == {1: True, 2: False, 3: False, 4: False, 5: False}


async def test_closing_lets_what_runs_end_and_starts_nothing_more():
    work = Work()
    async with Lanes(work) as lanes:
        lanes.put(arrival(1))
        lanes.put(arrival(2))
        await work.until(lambda: work.started)
        work.let(1)
        await lanes.close(grace=60)
        lanes.put(arrival(3, person=3))
    assert work.started == work.ended == [1]


async def test_what_does_not_end_within_the_grace_is_cut_off():
    work = Work()
    async with Lanes(work) as lanes:
        lanes.put(arrival(1))
        await work.until(lambda: work.started)
        await lanes.close(grace=0)
    assert work.ended == []


async def test_an_error_that_escapes_ends_the_intake_instead_of_vanishing():
    async def broken(one, more_of_album):
        raise ZeroDivisionError

    async def scene():
        async with Lanes(broken) as lanes:
            lanes.put(arrival(1))
            await asyncio.Event().wait()

    with pytest.raises(ExceptionGroup):
        await scene()


async def test_an_error_of_the_body_is_not_wrapped():
    async def scene():
        async with Lanes(Work()) as lanes:
            lanes.put(arrival(1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await scene()


people = st.integers(1, 4)


@settings(deadline=None)
@given(
    senders=st.lists(people, max_size=30),
    room=st.integers(1, 3),
    order_of_ends=st.randoms(use_true_random=False),
)
def test_in_any_interleaving_everyone_is_served_in_order(senders, room, order_of_ends):
    async def scene():
        work = Work()
        running = set()
        busiest = 0
        async with Lanes(work, people=room) as lanes:
            for number, person in enumerate(senders):
                lanes.put(arrival(number, person))
            while len(work.ended) < len(senders):
                await work.until(lambda: set(work.started) - set(work.ended))
                running = set(work.started) - set(work.ended)
                busiest = max(busiest, len(running))
                work.let(chosen := order_of_ends.choice(sorted(running)))
                await work.until(lambda chosen=chosen: chosen in work.ended)
        assert busiest <= room
        for person in set(senders):
            own = [number for number, sender in enumerate(senders) if sender == person]
            assert [number for number in work.started if number in own] == own

    asyncio.run(scene())
