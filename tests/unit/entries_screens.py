"""Every page about entries that an administrator sees, with the longest and most hostile words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.views.administration.entries import (
    due_screen,
    region_list_screen,
    regions_screen,
    stands_in_list,
    tally_screen,
)
from bot.views.administration.entries_card import card_screen, seen_screen
from bot.views.administration.entries_history import history_screen, reports_screen
from bot.views.administration.entries_lines import line_screen, lines_screen
from bot.views.administration.entries_ways import ALL, DRAFTS, Entries, of_region
from bot.views.screen import Screen
from bot.views.tongue import Tongue
from civic.directory import vocabulary
from civic.directory.dossier import Dossier
from civic.directory.due import Due, Tally, Why
from civic.directory.entry import Entry, Standing
from civic.directory.vocabulary import LANGUAGES, SERVICES
from civic.phrases import Bilingual, verbatim
from civic.regions import regions
from storage.directory import Centre, CentreChange, Hotline, KeptCheck, Mistake

HOSTILE = "<b>&\"' {count} %s"
NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Asia/Almaty"))
LONGEST_ID = "a" * 32
CONDITIONS = (*(codes[-1] for codes in vocabulary.CONDITIONS.values()),)
CHECKED = Entry(
    LONGEST_ID,
    Bilingual("Ұ" * 150, HOSTILE),
    None,
    "2026",
    "KZ-19",
    Standing.CHECKED,
    phones=("+7 7272 00 00 00",) * 6,
    hours="Mo-Fr 09:00-18:00",
    conditions=CONDITIONS,
    services=SERVICES,
    languages=LANGUAGES,
    address=HOSTILE,
    checked_at=NOON,
    full_until=NOON + timedelta(hours=5),
)
WAY = Entries(to="card", key=LONGEST_ID, page=3, of=of_region(DRAFTS, "KZ-75"), at=12)
CENTRE = Centre(
    id=LONGEST_ID,
    region="KZ-75",
    name_kk="Ұ" * 150,
    name_ru=HOSTILE,
    city_kk="Алматы",
    city_ru=HOSTILE,
    address="А" * 200,
    latitude=None,
    longitude=None,
    phones=("+7 7272 00 00 00",) * 5,
    hours="Mo-Fr 09:00-18:00; Sa 10:00-14:00",
    serves=(HOSTILE,) * 4,
    services=SERVICES,
    shelter="yes",
    kind="state",
    publish_level="public_office",
    status="confirmed",
    tier="A",
    geo_precision="house",
    source_url="https://example.kz/" + "a" * 150,
    source_date="2026-01-14",
    notes=HOSTILE * 15,
    position=1,
    loaded_at=NOON,
    retired_at=None,
    conditions=CONDITIONS,
    languages=LANGUAGES,
    is_family_centre=False,
    checked_at=NOON - timedelta(days=1),
    hidden_at=NOON,
    full_until=NOON + timedelta(hours=1),
)
CHECK = KeptCheck(LONGEST_ID, NOON, 1, "phone", "changed", 7, has_note=True)
CHANGES = tuple(
    CentreChange(LONGEST_ID, NOON, by, what, was, became)
    for by in (1, 2)
    for what, was, became in (
        ("phones", "1" * 400, None),
        ("hours", None, "24/7"),
        ("conditions", ";".join(CONDITIONS), ""),
        ("publish_level", "city_only", "phone_only"),
        ("address", None, None),
        ("full_until", NOON.isoformat(), None),
        ("status", "unverified", "confirmed"),
        ("name_ru", HOSTILE, "b"),
    )
)
REPORTS = tuple(
    Mistake(f"r{n}", "centre", LONGEST_ID, None, kind, has_note=True, reported_at=NOON)
    for n, kind in enumerate(("silent", "moved", "odd"))
)
NOTES = {"r0": "Н" * 1000, "r1": HOSTILE, "r2": ""}


def entries_screens(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    zone = NOON.tzinfo
    assert zone is not None
    counts = dict.fromkeys((*regions(), ""), 12)
    yield "tally of nothing", tally_screen(speaking, Tally())
    yield "tally", tally_screen(speaking, Tally(1, 2, 3, counts))
    for kind in (DRAFTS, ALL):
        yield f"regions {kind}", regions_screen(speaking, kind, counts)
        yield f"no regions {kind}", regions_screen(speaking, kind, {})
    for why in Why:
        since = None if why is Why.NEVER else NOON
        due = [Due(replace(CENTRE, name_kk="Ұ" * 150, name_ru="Щ" * 150), why, since)] * 8
        yield f"due {why}", due_screen(speaking, WAY, due, 99, zone)
    yield "nothing due", due_screen(speaking, Entries(to="list", of="old"), [], 0, zone)
    stands = [
        stands_in_list(centre, NOON, zone)
        for centre in (
            CENTRE,
            replace(CENTRE, hidden_at=None),
            replace(CENTRE, checked_at=None),
            replace(CENTRE, status="closed"),
        )
    ] * 2
    for region in ("KZ-75", ""):
        way = Entries(to="list", of=of_region(ALL, region))
        yield "all", region_list_screen(speaking, way, [CENTRE] * 8, stands, 30)
    bare = Dossier(replace(CENTRE, region=None, notes=None), Standing.DRAFT, Why.NEVER, (), (), ())
    full = Dossier(CENTRE, Standing.CHECKED, Why.REPORTED, (CHECK,), CHANGES, REPORTS)
    for standing in Standing:
        for found in (replace(bare, standing=standing), replace(full, standing=standing)):
            yield f"card {standing}", card_screen(speaking, found, WAY, NOON, verbatim("ID 1"))
            yield f"card {standing}", card_screen(speaking, found, Entries(to="card"), NOON, None)
    yield "as people see it", seen_screen(speaking, CHECKED, WAY, NOON)
    people = {1: verbatim("ID 1")}
    first = WAY.model_copy(update={"page": 0})
    for note in ("Н" * 500, HOSTILE, "", None):
        events = full.history
        yield "history", history_screen(speaking, first, events, {7: note}, people, zone)
    yield "no history", history_screen(speaking, first, [], {}, people, zone)
    yield "reports", reports_screen(speaking, first, REPORTS, NOTES, NOON)
    yield "no reports", reports_screen(speaking, first, [], {}, None)
    lines = [
        Hotline(
            number,
            HOSTILE,
            HOSTILE,
            "24/7",
            free=True,
            audience=None,
            channels=(),
            verified=mark,
            source_url="https://example.kz",
            source_date="2026",
            notes=HOSTILE,
            position=1,
            kk_is_known=True,
        )
        for number in ("111", "116-16 / 11616", "+7 7172 54-76-03")
        for mark in ("yes", "partly", "secondary", "no")
    ]
    yield "all lines", lines_screen(speaking, lines)
    for line in lines:
        yield "a line", line_screen(speaking, first, line, REPORTS, NOTES)
    yield "a line without reports", line_screen(speaking, first, lines[0], [], {})
