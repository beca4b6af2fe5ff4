"""Every screen in both languages: within Telegram's limits, in good HTML, with nothing left bare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest

from bot.flows.catalogue import all_scripts
from bot.flows.complaint_author import CONSENT_TEXT
from bot.flows.draft import Draft
from bot.flows.moves import SentFile, SharedContact, SharedPlace, Tap, Typed, Unreadable
from bot.flows.page import page
from bot.flows.report_mistake import about
from bot.flows.script import Script, begin
from bot.flows.step import Step
from bot.introduction import COMMANDS, DESCRIPTION, command_list
from bot.views import helping
from bot.views.endings import ENDINGS, ending_screen
from bot.views.finder import (
    entry_screen,
    line_screen,
    lines_screen,
    region_screen,
    regions_screen,
)
from bot.views.menu import help_screen, language_screen, menu_screen, privacy_screen
from bot.views.resume import resume_screen
from bot.views.screen import Screen, units
from bot.views.steps import step_screen
from bot.views.tongue import Tongue, tongue
from bot.views.ways import Help
from civic.directory import Entry, Line
from civic.phrases import Bilingual, Phrase, Refusal, verbatim
from civic.regions import Region, regions
from tests.unit.sample_script import TODAY, sample_script

HOSTILE = "<b>&\"' {count} %s"
NAME = Bilingual(HOSTILE, HOSTILE)
LONG = Bilingual("Ұ" * 150, "Щ" * 150)
VISIBLE = 3900
KNOWN_COMMANDS = {name for name, _what in COMMANDS}

PARTS: dict[str, tuple[object, ...]] = {
    "region": (None, {"region": "KZ-27"}, {"guess": "KZ-75"}, {"sharing": True}),
    "place": (None, {"region": "KZ-27"}, {"guess": "KZ-75"}, {"sharing": True}),
    "files": (None, [{"file_id": "f", "unique_id": "u"}]),
    "story": (None, [[1, "words"]], {"held": [[1, "words"]]}),
    "needs": (None, ["a", "b"]),
}
ANSWERS: dict[str, object] = {
    "who": "friend",
    "friend_name": HOSTILE,
    "needs": ["a", "b"],
    "story": [[1, "Ж" * 50]],
    "day": "2026-11-20",
    "place": {"region": "KZ-27", "city": HOSTILE},
    "phone": "+77012345678",
    "files": [{"file_id": "f", "unique_id": "u"}],
    "consent": {"version": "1", "yes": True},
    "language": "kk",
    "region": {"region": "KZ-55", "city": None},
    "what": "moved",
    "note": "Н" * 1000,
    **about("centre", "kz55-02", NAME),
}
OF_SCRIPT: dict[str, dict[str, object]] = {
    "complaint": {
        "what": "decision",
        "who": "state_body",
        "before": "silence",
        "way": "complaint",
        "kind": "ombudsman",
        "topic": "police",
        "detail_0": HOSTILE,
        "detail_1": "Ы" * 1000,
        "whose": "other",
        "other_consent": {"version": "1", "yes": True},
        "against": "act",
        "story": [[1, "Ж" * 15_000]],
        "named": "named",
        "name": "Ә" * 200,
        "lives": "other",
        "iin": "900101300017",
        "consent": {"version": CONSENT_TEXT, "yes": True},
        **dict.fromkeys(
            ("other_name", "other_relation", "addressee", "body", "official", "higher"), HOSTILE
        ),
        **dict.fromkeys(
            ("day_words", "asked_for", "evidence", "earlier", "earlier_number"), HOSTILE
        ),
        **dict.fromkeys(("postal_address", "residence", "residence_or_work"), HOSTILE),
        "earlier_day": "2026-11-20",
    }
}


def answers_of(script: Script) -> dict[str, object]:
    return {**ANSWERS, **OF_SCRIPT.get(script.name, {})}


def known(script: Script) -> dict[str, object]:
    return {key: value for key, value in ANSWERS.items() if script.step(key) is None}


def drafts_of(script: Script) -> Iterator[tuple[str, Draft]]:
    """Each step asked first, half answered, and again with its answer; the way out; the review."""
    fresh = begin(script, "abcd1234", known(script))
    answered = {**known(script), **answers_of(script)}
    before = known(script)
    for step in script.steps:
        for part in PARTS.get(step.key, (None,)):
            asked = replace(fresh, step=step.key, part=part, answers=dict(before))
            yield f"{step.key} {part}", asked
        before[step.key] = answers_of(script).get(step.key)
        yield f"{step.key} again", replace(fresh, step=step.key, answers=answered)
    yield "leaving", replace(fresh, leaving=True)


def refusals_of(step: Step, answers: dict[str, object]) -> Iterator[Phrase]:
    moves = (
        Typed("?"),
        Typed("x" * 5000),
        Typed(""),
        Typed("31.12.2999"),
        Typed("01.01.1200"),
        SharedContact("1", own=False),
        SharedContact("1", own=True),
        SharedPlace(0, 0),
        SentFile("photo", "f", "u", 10**9),
        SentFile("video", "f", "u", 1),
        Unreadable(),
        Tap("gone", 1),
        Tap("done", 1),
        Tap("=no", 1),
    )
    for move in moves:
        for part in (None, ["a", "b"], [{"file_id": "f", "unique_id": "w"}] * 3):
            try:
                step.accept(move, part, answers, TODAY)
            except Refusal as refusal:
                yield refusal.why
            except (TypeError, AttributeError):
                continue  # this part belongs to another kind of step


def screens(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    line = Line("112", NAME, around_the_clock=True, free=True)
    odd = Line("+7 7172 00-00-00", LONG, around_the_clock=False, free=False)
    lines = [replace(line, number=n) for n in ("112", "102", "103", "101", "111", "150")]
    entries = [Entry(f"kz19-{n:02}", LONG, LONG, "2024", "KZ-19") for n in range(30)]
    region = regions()["KZ-59"]
    yield "menu", menu_screen(speaking, None)
    yield "menu+", menu_screen(speaking, None, [("abcd1234", verbatim(HOSTILE))], verbatim(HOSTILE))
    yield "help", help_screen(speaking)
    yield "language", language_screen(speaking)
    yield "privacy", privacy_screen(speaking, None)
    yield "privacy+", privacy_screen(speaking, None, withdrawn=True)
    yield "lines", lines_screen(speaking, [*lines, odd], region)
    yield "lines elsewhere", lines_screen(speaking, lines, None)
    yield "line", line_screen(speaking, line)
    yield "odd line", line_screen(speaking, odd)
    yield "regions", regions_screen(speaking)
    yield "no centres", region_screen(speaking, region, [], 0)
    for number in range(5):
        yield f"centres {number}", region_screen(speaking, region, entries, number)
    yield "centre", entry_screen(speaking, entries[0], 1)
    yield "bare centre", entry_screen(speaking, Entry("x", NAME, None, None, None), 0)
    yield from help_pages(speaking, lines, region, entries)
    for name in ENDINGS:
        args = {"region": "KZ-75", "kind": "centre", "entry": "kz19-01", "complaint": "abcd1234"}
        args["days"] = 365
        args["then"] = "region_KZ-10"
        yield f"ending {name}", ending_screen(name, args, speaking)
    yield "ending welcome to a script", ending_screen("welcome", {"then": "region"}, speaking)
    scripts = [*all_scripts([], ZoneInfo("Asia/Almaty")).values(), sample_script()]
    for script in scripts:
        for name, draft in drafts_of(script):
            shown = page(script, draft, TODAY)
            yield f"{script.name}: {name}", step_screen(shown, draft, speaking, None)
            yield f"{script.name}: {name}: resumed", resume_screen(script, draft, speaking)
        for step in script.steps:
            for why in refusals_of(step, answers_of(script)):
                draft = begin(script, "abcd1234", known(script))
                shown = page(script, draft, date(2026, 1, 1))
                yield f"{step.key} refuses", step_screen(shown, draft, speaking, why)


def help_pages(
    speaking: Tongue, lines: list[Line], region: Region, entries: list[Entry]
) -> Iterator[tuple[str, Screen]]:
    page = Help(to="answer", who="foreign", need="know", place="KZ-75")
    yield "help: safe", helping.safe_screen(speaking, page)
    yield "help: card", helping.card_screen(speaking, page)
    yield "help: who", helping.who_screen(speaking, page)
    yield "help: flags", helping.flags_screen(speaking, page)
    yield "help: need", helping.need_screen(speaking, page)
    yield "help: where", helping.where_screen(speaking, page)
    yield "help: where, not found", helping.where_screen(speaking, page, verbatim(HOSTILE))
    yield "help: urgent", helping.urgent_screen(speaking, lines, page)
    yield "help: answer", helping.answer_screen(speaking, page, lines, region, entries)
    yield "help: nothing near", helping.answer_screen(speaking, page, lines, region, [])
    yield "help: phones", helping.answer_screen(speaking, page, lines, None, [])
    yield "help: courses", helping.courses_screen(speaking)
    yield "help: cleaned", helping.cleaned_screen(speaking)


class GoodHtml(HTMLParser):
    """Only Telegram's tags, each closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in {"b", "i", "code"}, tag
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_every_screen_is_good(code: str) -> None:
    speaking = tongue(code, ZoneInfo("Asia/Almaty"))
    seen = 0
    for name, screen in screens(speaking):
        seen += 1
        html = GoodHtml()
        html.feed(screen.text)
        html.close()
        assert not html.open, name
        assert 1 <= units(html.text) <= VISIBLE, name
        assert set(re.findall(r"(?<![\w<])/([a-z]+)", html.text)) <= KNOWN_COMMANDS, name
        assert not re.search(r"\{(?!count\})\w*\}", html.text), f"{name}: a place is left empty"
        assert screen.inline is not None or screen.reply_keys is not None, f"{name}: a dead end"
        for row in screen.inline.inline_keyboard if screen.inline else []:
            for button in row:
                assert button.text.strip(), name
                assert "<b>" not in button.text.replace(HOSTILE, ""), name
                assert 1 <= len((button.callback_data or "").encode()) <= 64, name
    assert seen > 200


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_the_introduction_fits_telegrams_limits(code: str) -> None:
    speaking = tongue(code, ZoneInfo("Asia/Almaty"))
    for command in command_list(speaking):
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.command)
        assert 1 <= len(command.description) <= 256
    assert len(speaking.plain(DESCRIPTION)) <= 120
