"""The volunteers' group: a ticket arrives, is taken by one, answered, and nothing gets lost."""

from __future__ import annotations

import pytest

from tests.conversations.conftest import Town
from tests.conversations.desk_acts import STORY, WEDNESDAY, Volunteers
from tests.conversations.voice import Speaker


@pytest.fixture
async def volunteers(town: Town) -> Volunteers:
    town.clock.moment = WEDNESDAY
    group = Volunteers(town)
    await group.both_work()
    return group


async def test_a_ticket_gets_a_topic_with_its_card_on_top(
    citizen: Speaker, volunteers: Volunteers
) -> None:
    await citizen.is_known()
    ticket = await volunteers.is_asked(citizen.phone.chat_id)
    await volunteers.reads(STORY)
    phone = volunteers.daniyar.phone
    (topic,) = phone.topics
    print(topic)
    for message in phone.reads_group():
        print(message)
    assert f"№ {ticket.id}" in topic
    await phone.taps_in_group("✋ Take it")
    await volunteers.reads("Has it: №")
    for message in phone.reads_group():
        print(message)
    print(phone.popup)
    assert 0
