"""What the bot says stays within Telegram's limits, whatever the moments, the chats and the line."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.limits import EVERYONE, GROUP, MOST_KEPT, PERSON, RECENTLY, Allowance, Limits

GROUP_CHAT = -100
CHATS = (1, 2, 3, GROUP_CHAT, -200)

gaps = st.floats(min_value=0, max_value=5, allow_nan=False)
asks = st.lists(st.tuples(gaps, st.sampled_from(CHATS)), max_size=150)
shares = st.floats(min_value=0, max_value=1)
posts = st.lists(st.tuples(gaps, st.sampled_from(CHATS), gaps, shares), max_size=150)


def said(limits, chat, now):
    """A message that is answered at once."""
    limits.spend(chat, now)
    limits.settle(chat, now)


def most_within(seconds, moments):
    """The largest number of moments in any half-open span of that length."""
    return max(
        (sum(1 for other in moments if start <= other < start + seconds) for start in moments),
        default=0,
    )


@settings(deadline=None)
@given(posts)
def test_no_span_of_time_ever_holds_more_than_is_allowed_however_the_line_delays(posted):
    limits, now = Limits(), 0.0
    counted, under_way = [], []
    for gap, chat, delay, share in posted:
        now += gap / 20
        while under_way and under_way[0][0] <= now:
            moment, to = under_way.pop(0)
            limits.settle(to, moment)
        if limits.reserve(chat, now) == 0.0:
            answered = now + delay / 5
            under_way.append((answered, chat))
            under_way.sort()
            # Telegram counts it somewhere between the question and its answer
            counted.append((now + (answered - now) * share, chat))
    everyone = [moment for moment, _ in counted]
    assert most_within(EVERYONE.seconds - 1e-9, everyone) <= EVERYONE.count
    assert most_within(1.0, everyone) <= 30
    for chat in CHATS:
        allowed = GROUP if chat < 0 else PERSON
        own = [moment for moment, to in counted if to == chat]
        assert most_within(allowed.seconds - 1e-9, own) <= allowed.count


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
        limits.settle(chat, now)


def test_a_refused_place_is_not_counted():
    limits = Limits(everyone=Allowance(1, 1.0))
    assert limits.reserve(1, 0.0) == 0.0
    limits.settle(1, 0.0)
    for _ in range(5):
        assert limits.reserve(2, 0.5) == 0.5
    assert limits.reserve(2, 1.0) == 0.0


def test_what_is_on_its_way_keeps_its_place_for_as_long_as_the_answer_takes():
    limits = Limits(everyone=Allowance(2, 1.0))
    limits.reserve(1, 0.0)
    limits.reserve(2, 0.0)
    assert limits.free(9.0) == 0
    assert limits.reserve(3, 9.0) == 1.0
    limits.settle(1, 9.0)
    assert limits.reserve(3, 9.5) == 0.5
    assert limits.reserve(3, 10.0) == 0.0


def test_answers_to_people_go_first_and_letters_wait_for_them():
    limits = Limits(everyone=Allowance(2, 1.0))
    for moment in (0.0, 0.1, 0.2, 0.3):
        said(limits, 5, moment)
    assert limits.free(0.4) == 0
    assert limits.wait_for_anyone(0.4) == 0.2 + 1.0 - 0.4
    assert limits.free(1.25) == 1


def test_while_people_write_letters_leave_room_for_the_answers():
    limits = Limits()
    for chat in (1, 2, 3):
        said(limits, chat, 0.0)
    assert limits.free(2.0) == EVERYONE.count - 3
    for chat in range(100, 100 + EVERYONE.count):
        limits.reserve(chat, 2.0)
    assert limits.free(2.0) == 0
    assert limits.reserve(7, 2.0) > 0
    assert limits.reserve(7, 2.0, is_answer=True) == 0.0
    assert Limits().free(RECENTLY) == EVERYONE.count


def test_however_many_people_write_letters_go_on_leaving():
    limits = Limits()
    for chat in range(1, 200):
        said(limits, chat, chat / 100)
    assert limits.free(4.0) == EVERYONE.count - MOST_KEPT
    assert limits.free(2.0 + RECENTLY) == EVERYONE.count


def test_a_full_chat_is_named_with_its_wait_and_the_others_are_not():
    limits = Limits(everyone=Allowance(100, 1.0), person=Allowance(2, 3.0))
    said(limits, 1, 0.0)
    said(limits, 1, 1.0)
    said(limits, 2, 1.0)
    assert limits.full(1.5) == {1: 1.5}
    assert limits.full(3.5) == {}


def test_chats_are_forgotten_once_their_limits_are_whole_again():
    limits = Limits(everyone=Allowance(100_000, 1.0))
    for chat in range(1, 5_001):
        for to in (chat, -chat):
            limits.reserve(to, chat * 0.1)
            limits.settle(to, chat * 0.1)
    assert limits.remembered <= PERSON.seconds / 0.1 + GROUP.seconds / 0.1 + 4
