"""A step that asks for a day: tapped, or typed as people write dates in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names

from bot.flows.moves import Move, Tap, Typed
from bot.flows.step import Accepted, Answers, Button, Gathered, Json, Rows, Step, not_understood
from civic.phrases import Phrase, Refusal, _, verbatim

_NUMERIC = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{2}|\d{4})(?:\D.*)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})\s*-?\s*([^\W\d]+)\.?(?:\s+(\d{4}))?(?:\D.*)?")
_LETTERS_OF_A_MONTH = 3


@cache
def _months() -> dict[str, int]:
    """Month names of both languages, nominative and genitive, by their first letters."""
    return {
        name.casefold()[:_LETTERS_OF_A_MONTH]: number
        for language in ("kk", "ru")
        for context in ("format", "stand-alone")
        for number, name in get_month_names("wide", context, language).items()
    } | {"мая": 5}


def read_day(text: str, today: date) -> date | None:
    """The day that was meant, or ``None``. Without a year: the latest such day up to today."""
    text = " ".join(text.casefold().split())
    try:
        if found := _ISO.fullmatch(text):
            year, month, day = map(int, found.groups())
            return date(year, month, day)
        if found := _NUMERIC.fullmatch(text):
            day, month, year = map(int, found.groups())
            return date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004 - two digits
        if found := _NAMED.fullmatch(text):
            return _named(int(found[1]), found[2], found[3], today)
    except ValueError:
        pass
    return None


def _named(day: int, month_name: str, year: str | None, today: date) -> date | None:
    month = _months().get(month_name[:_LETTERS_OF_A_MONTH])
    if month is None:
        return None
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year <= today else date(today.year - 1, month, day)


@dataclass(frozen=True, kw_only=True)
class Day(Step):
    """A day, kept as ISO text. ``earliest`` and ``latest`` are days before (−) or after today.

    ``check`` says why it cannot be this day; ``caution`` says what to look at first: the day is
    then asked to be confirmed.
    """

    earliest: int = -365 * 100
    latest: int = 0
    check: Callable[[date, Answers], Phrase | None] | None = None
    caution: Callable[[date, Answers], Phrase | None] | None = None
    shortcuts: tuple[tuple[Phrase, int], ...] = (
        (_("Today"), 0),
        (_("Yesterday"), -1),
    )

    def note(self, part: Json, answers: Answers) -> Phrase | None:
        if part and self.caution is not None:
            return self.caution(date.fromisoformat(part), answers)
        return self.hinted(answers) or _("Tap a button or write the date, for example 05.11.2026.")

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        del answers, today
        if part:
            return ((Button(_("Yes, this day"), "sure"),), (Button(_("Another day"), "other"),))
        return (
            tuple(
                Button(label, f"={offset}")
                for label, offset in self.shortcuts
                if self.earliest <= offset <= self.latest
            ),
        )

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        match move:
            case Tap("sure") if part:
                return Accepted(part)
            case Tap("other") if part:
                return Gathered(None)
            case Tap(action) if action in self.actions(part, answers, today):
                return self._taken(today + timedelta(days=int(action[1:])), part, answers)
            case Typed(text):
                # without a year: the latest such day that may be meant
                day = read_day(text, today + timedelta(max(self.latest, 0)))
                if day is None:
                    raise Refusal(_("I cannot read this date. Please write it like 05.11.2026."))
                self._refuse_outside(day, today)
                return self._taken(day, part, answers)
            case _:
                raise not_understood(move)

    def _taken(self, day: date, part: Json, answers: Answers) -> Accepted | Gathered:
        """Said again, a day is meant as it was said."""
        if self.check is not None and (why := self.check(day, answers)) is not None:
            raise Refusal(why)
        is_new = part != day.isoformat()
        if is_new and self.caution is not None and self.caution(day, answers) is not None:
            return Gathered(day.isoformat())
        return Accepted(day.isoformat())

    def _refuse_outside(self, day: date, today: date) -> None:
        first, last = today + timedelta(self.earliest), today + timedelta(self.latest)
        if day > last == today:
            raise Refusal(_("This day has not come yet. Today is {today}.", today=today))
        if day > last:
            raise Refusal(_("This day is too late: {last} at the latest.", last=last))
        if day < first:
            raise Refusal(_("This day is too early: {first} at the earliest.", first=first))

    def fits(self, value: Json, answers: Answers) -> bool:
        # Not measured against today: a draft that waited a month still tells when it happened.
        del answers
        try:
            date.fromisoformat(value)
        except (TypeError, ValueError):
            return False
        return True

    def step_back(self, part: Json) -> Json:
        return {} if part else None

    def shown(self, value: Json, answers: Answers) -> Phrase:
        del answers
        return verbatim(date.fromisoformat(value))
