"""Starting, stopping, and starting again."""

from datetime import datetime

import pytest

from sandbox import Sandbox
from sandbox.phone import Phone


async def test_a_taken_port_is_an_error_of_the_system(sandbox: Sandbox):
    port = int(sandbox.url.rsplit(":", 1)[1])
    with pytest.raises(OSError):
        await Sandbox(port).start()


async def test_message_ids_may_go_on_where_an_earlier_sandbox_left_off():
    async with Sandbox() as plain, Sandbox(counts_on=True) as counting:
        first, later = (Phone(one.url, "aigul") for one in (plain, counting))
        for phone in (first, later):
            await phone.says("сәлем", wait=False)
    assert first.history[0].id == 1
    assert 10**8 < later.history[0].id < 2**31


def test_the_clock_must_know_its_zone():
    with pytest.raises(ValueError, match="aware datetime"):
        Sandbox(clock=lambda: datetime(2026, 11, 22)).telegram.clock.now()  # noqa: DTZ001 - the point
