"""States, thresholds, terms and subjects of petitions."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from shutil import copytree

import pytest

from civic.complaints.promises import add_months
from civic.dated import LawBroken
from civic.petitions.events import Event, Line, LogBroken, Tally, tally
from civic.petitions.kinds import Body, Level
from civic.petitions.law import petition_law, petition_law_of
from civic.petitions.states import MOVES, OVER, STATE_NAMES, TAKES_SUPPORT, State, must_allow
from civic.petitions.subjects import doubts
from civic.petitions.terms import answer_by, closes_on, first_by, moderate_by
from civic.phrases import Refusal
from civic.regions import DATA
from civic.working_days import calendar

ALLOWED = {
    "draft": "self_check",
    "self_check": "draft submitted",
    "submitted": "in_moderation withdrawn",
    "in_moderation": "submitted returned rejected gathering withdrawn",
    "returned": "submitted withdrawn",
    "rejected": "archived",
    "gathering": "open expired withdrawn stopped removed",
    "open": "reached expired withdrawn stopped removed",
    "reached": "open sent withdrawn stopped removed",
    "sent": "under_review answered removed",
    "under_review": "answered removed",
    "answered": "watched archived removed",
    "watched": "archived removed",
    "stopped": "gathering open withdrawn removed",
    "expired": "archived removed",
    "withdrawn": "archived",
    "archived": "removed",
    "removed": "",
}
"""Written again by hand: a slip in the table of the code must not be its own proof."""


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_a_move_is_allowed_or_refused(before: State, after: State) -> None:
    if after.value in ALLOWED[before].split():
        must_allow(before, after)
    else:
        with pytest.raises(Refusal):
            must_allow(before, after)


def test_every_state_is_named_and_can_be_come_to_and_left() -> None:
    assert set(MOVES) == set(STATE_NAMES) == set(State)
    reached, new = {State.DRAFT}, {State.DRAFT}
    while new:
        new = {after for before in new for after in MOVES[before]} - reached
        reached |= new
    assert reached == set(State)
    for state in State:
        assert MOVES[state] or state is State.REMOVED
    assert not TAKES_SUPPORT & OVER


@pytest.mark.parametrize(
    ("level", "body", "people", "votes"),
    [
        (Level.REPUBLIC, Body.GOVERNMENT, None, 50_000),
        (Level.OBLAST, Body.AKIMAT, 1_000_000, 10_000),
        (Level.OBLAST, Body.MASLIKHAT, 1_000_000, 20_000),
        (Level.OBLAST, Body.AKIMAT, 700_001, 7_001),
        (Level.DISTRICT, Body.AKIMAT, 50_001, 2_500),
        (Level.DISTRICT, Body.MASLIKHAT, 50_001, 5_000),
        (Level.DISTRICT, Body.AKIMAT, 50_000, 2_500),
        (Level.DISTRICT, Body.MASLIKHAT, 50_000, 5_000),
        (Level.DISTRICT, Body.AKIMAT, 20_000, 1_000),
        (Level.DISTRICT, Body.MASLIKHAT, 20_000, 2_000),
        (Level.DISTRICT, Body.AKIMAT, 20_001, 1_001),
    ],
)
def test_the_number_of_votes(level: Level, body: Body, people: int | None, votes: int) -> None:
    row = petition_law().threshold(level, body, people)
    assert row is not None
    assert row.of(people) == votes


def test_a_share_of_nobody_knows_how_many_is_no_number() -> None:
    assert petition_law().threshold(Level.OBLAST, Body.AKIMAT, None) is None
    assert petition_law().threshold(Level.REPUBLIC, Body.AKIMAT, 5) is None


def test_the_days() -> None:
    days = calendar()
    # 8 December 2025 is a Monday; 16 December is a day off
    assert first_by(date(2025, 12, 8), days) == date(2025, 12, 23)
    # over the New Year: 1, 2 and 7 January
    assert moderate_by(date(2025, 12, 22), days) == days.add_working_days(date(2025, 12, 22), 20)
    assert answer_by(date(2026, 3, 2), Body.AKIMAT, days) == days.add_working_days(
        date(2026, 3, 2), 20
    )
    assert answer_by(date(2026, 3, 2), Body.GOVERNMENT, days) == days.add_working_days(
        date(2026, 3, 2), 40
    )
    assert closes_on(date(2026, 8, 31)) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)
    assert first_by(date(2099, 1, 5), days) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Просим отставку министра", ["dismissal"]),
        ("Министрді қызметтен босату керек", ["dismissal"]),
        ("Әскерге шақыру жасын көтеру", ["defence"]),
        ("Аскерге шакыру жасын котеру", ["defence"]),
        ("Нам нужна сотка земли под сквер", []),
        ("Мектепке жаңа жылыту жүйесі керек", []),
    ],
)
def test_a_forbidden_subject_is_asked_about(text: str, found: list[str]) -> None:
    assert [doubt.subject.id for doubt in doubts(text, petition_law())] == found


def test_a_broken_row_says_where(tmp_path: Path) -> None:
    folder = copytree(DATA / "law", tmp_path / "law")
    path = folder / "petition_terms.toml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("ours = true\n", ""), encoding="utf-8")
    with pytest.raises(LawBroken, match=r"petition_terms\.toml.*collection.*mark"):
        petition_law_of(folder)
    path.write_text(good.replace("votes = 50\n", ""), encoding="utf-8")
    with pytest.raises(LawBroken, match="first"):
        petition_law_of(folder)


def line(seq: int, event: Event, who: str = "a", *, inside: bool = True) -> Line:
    return Line("p", seq, event, who, date(2026, 6, 3), inside)


def test_lines_are_counted() -> None:
    told = tally(
        [
            line(0, Event.TEXT),
            line(1, Event.SUPPORT, "a"),
            line(2, Event.SUPPORT, "b", inside=False),
            line(3, Event.WITHDRAWAL, "a"),
            line(4, Event.SUPPORT, "a"),
            line(5, Event.INVALIDATION, "b", inside=False),
            line(6, Event.SUPPORT, "c", inside=False),
        ]
    )
    assert told == Tally(supports=4, withdrawals=1, invalidations=1, outside=1)
    assert (told.count, told.inside) == (2, 1)


@pytest.mark.parametrize(
    "lines",
    [
        [line(1, Event.SUPPORT)],
        [line(0, Event.WITHDRAWAL)],
        [line(0, Event.SUPPORT), line(1, Event.SUPPORT)],
        [line(0, Event.SUPPORT), line(1, Event.INVALIDATION, inside=False)],
        [line(0, Event.SUPPORT), line(1, Event.WITHDRAWAL), line(2, Event.INVALIDATION)],
    ],
)
def test_lines_that_cannot_be_true_are_found(lines: list[Line]) -> None:
    with pytest.raises(LogBroken):
        tally(lines)
