"""What is read of an update before it is parsed."""

import pytest

from bot.intake.arrival import NOBODY, read_arrival, reference_of
from bot.intake.errors import NotAnUpdateError

AIGUL = {"id": 11, "is_bot": False, "first_name": "-"}
GROUP = {"id": -100, "type": "supergroup"}


@pytest.mark.parametrize(
    ("event", "kind", "person"),
    [
        ({"message": {"from": AIGUL, "chat": GROUP}}, "message", 11),
        ({"callback_query": {"id": "1", "from": AIGUL}}, "callback_query", 11),
        ({"my_chat_member": {"chat": GROUP, "from": AIGUL}}, "my_chat_member", 11),
        ({"poll_answer": {"poll_id": "1", "user": AIGUL}}, "poll_answer", 11),
        ({"channel_post": {"chat": GROUP}}, "channel_post", -100),
        ({"poll": {"id": "1"}}, "poll", NOBODY),
        ({}, "unknown", NOBODY),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_joins_the_queue_of_whoever_sent_it(event, kind, person):
    arrival = read_arrival({"update_id": 5, **event})
    assert (arrival.update_id, arrival.kind, arrival.person) == (5, kind, person)


def test_a_part_of_an_album_is_known_as_one():
    raw = {"update_id": 5, "message": {"from": AIGUL, "media_group_id": "77"}}
    assert read_arrival(raw).album == "77"


@pytest.mark.parametrize("raw", [None, [], "-", {}, {"update_id": "5"}, {"update_id": True}])
def test_what_has_no_update_id_is_no_update(raw):
    with pytest.raises(NotAnUpdateError):
        read_arrival(raw)


def test_references_are_short_stable_and_apart():
    references = {reference_of(number) for number in range(2000)}
    assert len(references) == 2000
    assert all(len(reference) == 6 for reference in references)
    assert reference_of(700_000_003) == "TU2SGD"
