"""When a centre is open: a small grammar, and whether it is open now.

"Open now" sends somebody to a door. Hours in free words cannot answer that, so a checked entry has
them in this form or not at all:

    hours  = "24/7" | rule *( ";" rule )
    rule   = [ days " " ] times          without days: every day
    days   = day [ "-" day ] *( "," day [ "-" day ] )
    day    = "Mo" | "Tu" | "We" | "Th" | "Fr" | "Sa" | "Su"
    times  = time "-" time *( "," time "-" time )
    time   = "00:00" … "24:00"           "17:00-09:00" goes on into the next morning

Russian and Kazakh names of the days ("Пн-Пт", "Дс-Жм") are understood and written as above. A day
may stand in several rules; a day that no rule names is a closed one. All times are local.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

ALWAYS = "24/7"
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY_MINUTES = 24 * 60
_WEEK = 7
KAZAKH_DAYS = ("Дс", "Сс", "Ср", "Бс", "Жм", "Сн", "Жс")
RUSSIAN_DAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")
_SPOKEN = {
    day.casefold(): number
    for days in (DAYS, RUSSIAN_DAYS, KAZAKH_DAYS)
    for number, day in enumerate(days)
}
_RULE = re.compile(r"(?:(?P<days>[^\d\s][^\d]*?)\s+)?(?P<times>\d.*)")
_SPAN = re.compile(r"(\d{1,2})[:.](\d\d)-(\d{1,2})[:.](\d\d)")


class HoursNotUnderstood(ValueError):  # noqa: N818 - it says what it is
    """The hours are not in the form above; the text is the part that is wrong."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Minutes since midnight. A ``closes`` that is not after ``opens`` is tomorrow's."""

    opens: int
    closes: int

    @property
    def into_tomorrow(self) -> bool:
        """Whether it ends on the next day."""
        return self.closes <= self.opens

    def __str__(self) -> str:
        return f"{_clock(self.opens)}-{_clock(self.closes)}"


@dataclass(frozen=True, slots=True)
class Hours:
    """The spans of each day of the week, Monday first. ``always`` is day and night."""

    week: tuple[tuple[Span, ...], ...]
    always: bool = False

    def open_at(self, local: datetime) -> bool:
        """Whether the door is open at this local time."""
        if self.always:
            return True
        minute, day = local.hour * 60 + local.minute, local.weekday()
        today, yesterday = self.week[day], self.week[day - 1]
        return any(
            span.opens <= minute and (span.into_tomorrow or minute < span.closes) for span in today
        ) or any(span.into_tomorrow and minute < span.closes for span in yesterday)

    def __str__(self) -> str:
        """The one way to write these hours."""
        if self.always:
            return ALWAYS
        alike: dict[tuple[Span, ...], list[int]] = {}
        for day, spans in enumerate(self.week):
            if spans:
                alike.setdefault(spans, []).append(day)
        return "; ".join(
            f"{_named(days)}{','.join(map(str, spans))}" for spans, days in alike.items()
        )


def understood(text: str) -> Hours:
    """The hours of a text in the grammar above. Raises ``HoursNotUnderstood``."""
    text = re.sub(r"\s*[-–—]\s*", "-", text.strip())
    if text == ALWAYS:
        return Hours((), always=True)
    week: list[set[Span]] = [set() for _ in DAYS]
    for rule in filter(None, map(str.strip, text.split(";"))):
        matched = _RULE.fullmatch(rule)
        if matched is None:
            raise HoursNotUnderstood(rule)
        days = _days(matched["days"]) if matched["days"] else range(_WEEK)
        spans = [_span(part.strip()) for part in matched["times"].split(",")]
        for day in days:
            week[day].update(spans)
    if not any(week):
        raise HoursNotUnderstood(text)
    return Hours(tuple(tuple(sorted(spans)) for spans in week))


def spelled_out(text: str) -> tuple[str, str]:
    """Hours in their one form as they are written in Kazakh and in Russian, each rule with days."""
    kk, ru = (
        "; ".join(
            re.sub("|".join(DAYS), lambda day: days[DAYS.index(day[0])], rule)  # noqa: B023 - used at once
            if rule[:1].isalpha()
            else f"{every_day} {rule}"
            for rule in text.split("; ")
        )
        .replace("-", "–")
        .replace(",", ", ")
        for days, every_day in ((KAZAKH_DAYS, "күн сайын"), (RUSSIAN_DAYS, "ежедневно"))
    )
    return kk, ru


def is_open(text: str | None, local: datetime) -> bool | None:
    """Whether it is open at this local time; ``None`` when nobody can tell."""
    if not text:
        return None
    try:
        return understood(text).open_at(local)
    except HoursNotUnderstood:
        return None


def _days(text: str) -> Iterator[int]:
    for part in text.split(","):
        first, dash, last = (day.strip().rstrip(".") for day in part.partition("-"))
        try:
            begin = _SPOKEN[first.casefold()]
            end = _SPOKEN[last.casefold()] if dash else begin
        except KeyError:
            raise HoursNotUnderstood(text) from None
        yield from ((begin + step) % _WEEK for step in range((end - begin) % _WEEK + 1))


def _span(text: str) -> Span:
    matched = _SPAN.fullmatch(text)
    if matched is None:
        raise HoursNotUnderstood(text)
    numbers = [int(number) for number in matched.groups()]
    opens, closes = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
    minutes_fit = max(numbers[1], numbers[3]) < 60  # noqa: PLR2004 - minutes of an hour
    if not minutes_fit or opens >= _DAY_MINUTES or closes > _DAY_MINUTES:
        raise HoursNotUnderstood(text)
    return Span(opens, closes)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _named(days: list[int]) -> str:
    """ "Mo-Fr,Su "; nothing when it is every day."""
    if len(days) == _WEEK:
        return ""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(_run(run) for run in runs) + " "


def _run(run: list[int]) -> str:
    joint = "-" if len(run) > 2 else ","  # noqa: PLR2004 - two days are named, three are a run
    return joint.join(DAYS[day] for day in ((run[0], run[-1]) if len(run) > 1 else run))
