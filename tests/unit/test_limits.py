"""What the bot says stays within Telegram's limits, whatever the moments and the chats."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.limits import EVERYONE, GROUP, PERSON, Allowance, Limits

GROUP_CHAT = -100
CHATS = (1, 2, 3, GROUP_CHAT, -200)

gaps = st.floats(min_value=0, max_value=5, allow_nan=False)
asks = st.lists(st.tuples(gaps, st.sampled_from(CHATS)), max_size=150)


def most_within(seconds, moments):
    """The largest number of moments in any half-open span of that length."""
    return max(
        (sum(1 for other in moments if start <= other < start + seconds) for start in moments),
        default=0,
    )


@settings(deadline=None)
@given(asks)
def test_no_span_of_time_ever_holds_more_than_is_allowed(asked):
    limits, now = Limits(), 0.0
    granted = []
    for gap, chat in asked:
        now += gap / 20
        if limits.reserve(chat, now) == 0.0:
            granted.append((now, chat))
    everyone = [moment for moment, _ in granted]
    assert most_within(EVERYONE.seconds, everyone) <= EVERYONE.count
    assert most_within(1.0, everyone) <= 30
    for chat in CHATS:
        allowed = GROUP if chat < 0 else PERSON
        own = [moment for moment, to in granted if to == chat]
        assert most_within(allowed.seconds, own) <= allowed.count


@settings(deadline=None)
@given(asks)
def test_who_waits_as_long_as_told_is_let_through(asked):
    limits, now = Limits(), 0.0
    for gap, chat in asked:
        now += gap / 20
        wait = limits.reserve(chat, now)
        if wait > 0:
            # A hair more: the sum of two floats may fall short of the moment that is meant.
            now += wait + 1e-9
            assert limits.reserve(chat, now) == 0.0


def test_a_refused_place_is_not_counted():
    limits = Limits(everyone=Allowance(1, 1.0))
    assert limits.reserve(1, 0.0) == 0.0
    for _ in range(5):
        assert limits.reserve(2, 0.5) == 0.5
    assert limits.reserve(2, 1.0) == 0.0


def test_answers_to_people_go_first_and_letters_wait_for_them():
    limits = Limits(everyone=Allowance(2, 1.0))
    for moment in (0.0, 0.1, 0.2, 0.3):
        limits.spend(5, moment)
    assert limits.free(0.4) == 0
    assert limits.wait_for_anyone(0.4) == 0.2 + 1.0 - 0.4
    assert limits.free(1.25) == 1


def test_a_full_chat_is_named_with_its_wait_and_the_others_are_not():
    limits = Limits(everyone=Allowance(100, 1.0), person=Allowance(2, 3.0))
    limits.spend(1, 0.0)
    limits.spend(1, 1.0)
    limits.spend(2, 1.0)
    assert limits.full(1.5) == {1: 1.5}


def test_chats_are_forgotten_once_their_limits_are_whole_again():
    limits = Limits(everyone=Allowance(100_000, 1.0))
    for chat in range(1, 5_001):
        limits.reserve(chat, chat * 0.1)
        limits.reserve(-chat, chat * 0.1)
    assert limits.remembered <= PERSON.seconds / 0.1 + GROUP.seconds / 0.1 + 2
