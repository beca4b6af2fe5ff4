"""What keeps quiet hours leaves by day, and by day it is not delayed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.quiet_hours import EVENING, MORNING, put_off

START = datetime(2020, 1, 1, tzinfo=UTC)
ALMATY = ZoneInfo("Asia/Almaty")


@pytest.mark.parametrize(
    ("clock", "leaves"),
    [
        ("2 03:00", "2 08:00"),
        ("2 07:59", "2 08:00"),
        ("2 08:00", "2 08:00"),
        ("2 14:30", "2 14:30"),
        ("2 21:59", "2 21:59"),
        ("2 22:00", "3 08:00"),
        ("30 23:59", "1 08:00"),
    ],
)
def test_the_night_is_from_ten_to_eight_on_the_readers_clock(clock, leaves):
    day, hour = clock.split()
    moment = datetime(2026, 11, int(day), int(hour[:2]), int(hour[3:]), tzinfo=ALMATY)
    assert f"{put_off(moment, ALMATY).astimezone(ALMATY):%-d %H:%M}" == leaves


@given(
    st.integers(0, 15 * 365 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds)),
    st.sampled_from(["Asia/Almaty", "Asia/Oral", "Europe/Berlin", "America/New_York", "UTC"]),
)
def test_nothing_leaves_at_night_or_waits_longer_than_one(moment, name):
    zone = ZoneInfo(name)
    leaves = put_off(moment, zone)
    assert MORNING <= leaves.astimezone(zone).time() < EVENING
    assert timedelta() <= leaves - moment <= timedelta(hours=11)  # a night with a turned clock
    assert put_off(leaves, zone) == leaves
