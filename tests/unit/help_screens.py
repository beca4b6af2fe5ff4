"""Every page of the help branch and its finder, with the longest and the most hostile of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.views import helping, keeping
from bot.views.answers import PER_PAGE, answer_screen, region_screen
from bot.views.entry_card import entry_screen
from bot.views.finder import line_screen, lines_screen, regions_screen
from bot.views.screen import Screen
from bot.views.tongue import Tongue
from bot.views.ways import Help
from civic.directory import Answer, Entry, Line, Standing
from civic.directory.vocabulary import LANGUAGES, SERVICES
from civic.phrases import Bilingual, verbatim
from civic.places import find_places
from civic.regions import regions

NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Asia/Almaty"))
LONG = Bilingual("Ұ" * 150, "Щ" * 150)
LONGEST_ID = "a" * 32
CONDITIONS = (
    "women",
    "children",
    "men-by-day",
    "sons-to-11",
    "papers-later",
    "statement-asked",
    "referral-asked",
    "no-foreigners",
    "own-region-only",
    "days-only",
    "step-free",
    "pregnant",
    "trafficking",
    "homeless",
    "stay-to-6",
)
CHECKED = Entry(
    LONGEST_ID,
    LONG,
    LONG,
    "2026",
    "KZ-19",
    Standing.CHECKED,
    phones=tuple(f"+7 7272 00 00 {n:02}" for n in range(6)),
    hours="Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-14:00",
    conditions=CONDITIONS,
    services=SERVICES,
    languages=LANGUAGES,
    address="<Абай көшесі>, 1 & 2",
    place=(43.25, 76.95),
    checked_at=NOON - timedelta(days=3),
    full_until=NOON + timedelta(hours=5),
)
OLD = replace(CHECKED, id="old", checked_at=NOON - timedelta(days=90), hours="24/7", phones=())
BARE = Entry("bare", LONG, None, None, None, Standing.CHECKED, checked_at=NOON)


def help_screens(speaking: Tongue, lines: list[Line], hostile: str) -> Iterator[tuple[str, Screen]]:
    page = Help(to="answer", who="foreign", need="know", place="KZ-75")
    name = Bilingual(hostile, hostile)
    odd = Line("+7 7172 00-00-00", LONG, around_the_clock=False, free=False)
    region = regions()["KZ-59"]
    yield "help: safe", helping.safe_screen(speaking, page)
    yield "help: card", helping.card_screen(speaking, page)
    yield "help: who", helping.who_screen(speaking, page)
    yield "help: flags", helping.flags_screen(speaking, page)
    yield "help: need", helping.need_screen(speaking, page)
    yield "help: where", helping.where_screen(speaking, page)
    meant = [found.place for found in find_places("Алматы", 20)]
    yield "help: where, not found", helping.where_screen(speaking, page, verbatim(hostile), meant)
    yield "help: urgent", helping.urgent_screen(speaking, lines, page)
    yield "help: courses", helping.courses_screen(speaking)
    yield "help: cleaned", helping.cleaned_screen(speaking)
    yield "lines", lines_screen(speaking, [*lines, odd], region, page)
    yield "lines elsewhere", lines_screen(speaking, lines, None, page)
    yield "line", line_screen(speaking, replace(lines[0], name=name), page)
    yield "odd line", line_screen(speaking, odd, page)
    yield "regions", regions_screen(speaking, page)
    for key in ("", "urgent", "lines"):
        asked = page.model_copy(update={"key": key})
        yield f"keep: {key}", keeping.keep_screen(speaking, asked)
        yield f"look: {key}", keeping.look_screen(speaking, asked)
        yield f"kept: {key}", keeping.kept_screen(speaking, asked)
    drafts = [Entry(f"kz19-{n:02}", LONG, LONG, "2024", "KZ-19") for n in range(PER_PAGE)]
    many = Answer((), tuple(drafts), more=True)
    mixed = Answer((), (CHECKED, OLD, BARE, *drafts[:2]), more=True)
    for number, found in ((0, mixed), (0, many), (98, many), (0, Answer((), (), more=False))):
        at = page.model_copy(update={"page": number})
        yield f"answer {number}", answer_screen(speaking, at, lines, region, found, NOON)
        there = at.model_copy(update={"to": "region"})
        yield f"region {number}", region_screen(speaking, there, region, found, NOON)
    yield (
        "only phones",
        answer_screen(speaking, page, lines, None, Answer((), (), more=False), NOON),
    )
    for standing in Standing:
        entry = replace(CHECKED, standing=standing, name=name)
        for to in ("entry", "centre", "silent"):
            at = page.model_copy(update={"to": to, "page": 98, "key": entry.id})
            for km in (None, 0, 1, 250):
                yield f"{standing} {to}", entry_screen(speaking, entry, at, NOON, km)
            yield f"{standing} {to}: thanked", entry_screen(speaking, entry, at, NOON, thanked=True)
    nowhere = Help(to="centre", key="bare")
    yield "old centre", entry_screen(speaking, OLD, nowhere, NOON)
    yield "bare centre", entry_screen(speaking, BARE, nowhere, NOON)
    yield "bare draft", entry_screen(speaking, Entry("x", name, None, None, None), nowhere, NOON)
