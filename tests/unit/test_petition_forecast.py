"""A forecast is an interval, gets no worse by more support, and says when it knows nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from civic.petitions.forecast import FLOOR, YOUNGEST, Chance, Pace, forecast

NOW = datetime(2026, 6, 20, 7, tzinfo=UTC)
TODAY = date(2026, 6, 20)
ORDER = (Chance.UNLIKELY, Chance.POSSIBLE, Chance.LIKELY)


@st.composite
def paces(draw: st.DrawFn) -> Pace:
    last_day = draw(st.integers(0, 5000))
    last_week = last_day + draw(st.integers(0, 20000))
    return Pace(
        count=draw(st.integers(last_week, 60_000)),
        threshold=draw(st.integers(50, 100_000)),
        last_day=last_day,
        last_week=last_week,
        opened_at=NOW - timedelta(hours=draw(st.integers(0, 24 * 150))),
        closes_on=TODAY + timedelta(days=draw(st.integers(-3, 184))),
    )


@given(paces())
def test_it_is_an_interval_that_holds_together(pace: Pace) -> None:
    told = forecast(pace, NOW, TODAY)
    if told is None:
        return
    assert 0 <= told.slowest <= told.fastest
    assert told.needed >= 1
    assert told.by == pace.closes_on
    if told.earliest and told.latest:
        assert TODAY < told.earliest <= told.latest
    if told.chance is Chance.LIKELY:
        assert told.latest is not None
        assert told.latest <= pace.closes_on + timedelta(days=1)
    if told.chance is Chance.UNLIKELY and told.earliest is not None:
        assert told.earliest >= pace.closes_on


@given(paces(), st.integers(1, 3000))
def test_more_support_never_makes_it_worse(pace: Pace, more: int) -> None:
    before = forecast(pace, NOW, TODAY)
    after = forecast(replace(pace, count=pace.count + more), NOW, TODAY)
    if before is None or after is None:
        return
    assert ORDER.index(after.chance) >= ORDER.index(before.chance)
    assert after.needed <= before.needed


@given(paces(), st.integers(1, 200))
def test_more_time_never_makes_it_worse(pace: Pace, days: int) -> None:
    before = forecast(pace, NOW, TODAY)
    after = forecast(replace(pace, closes_on=pace.closes_on + timedelta(days=days)), NOW, TODAY)
    if before is not None:
        assert after is not None
        assert ORDER.index(after.chance) >= ORDER.index(before.chance)


@given(paces())
def test_it_says_nothing_below_its_floor(pace: Pace) -> None:
    few = replace(pace, last_week=min(pace.last_week, FLOOR - 1), last_day=0)
    assert forecast(few, NOW, TODAY) is None
    young = replace(pace, opened_at=NOW - YOUNGEST + timedelta(seconds=1))
    assert forecast(young, NOW, TODAY) is None
    reached = replace(pace, count=pace.threshold)
    assert forecast(reached, NOW, TODAY) is None


def test_one_that_is_sure_one_that_is_open_one_that_is_lost() -> None:
    pace = Pace(
        count=1000,
        threshold=4000,
        last_day=100,
        last_week=700,
        opened_at=NOW - timedelta(days=30),
        closes_on=TODAY + timedelta(days=99),
    )
    told = forecast(pace, NOW, TODAY)
    assert told is not None
    assert (told.needed, told.chance) == (30, Chance.LIKELY)
    assert told.slowest <= 100 <= told.fastest
    nearly = forecast(replace(pace, threshold=11_000), NOW, TODAY)
    assert nearly is not None
    assert nearly.chance is Chance.POSSIBLE
    lost = forecast(replace(pace, threshold=50_000), NOW, TODAY)
    assert lost is not None
    assert lost.chance is Chance.UNLIKELY
