"""Every screen in both languages: within Telegram's limits, in good HTML, with nothing left bare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import InlineKeyboardMarkup

from bot.flows.catalogue import all_scripts
from bot.flows.draft import Draft
from bot.flows.moves import SentFile, SharedContact, SharedPlace, Tap, Typed, Unreadable
from bot.flows.page import page
from bot.flows.report_mistake import about
from bot.flows.script import Script, begin
from bot.flows.step import Step
from bot.introduction import DESCRIPTION, command_list
from bot.postman.errors import _ANY_FORBIDDEN, _BAD_REQUEST, _FORBIDDEN
from bot.views import helping
from bot.views.administration import post, set_aside
from bot.views.administration.alarm_letters import ALARMS
from bot.views.administration.home import home_screen
from bot.views.administration.reasons import is_explained
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
from bot.views.ways import Admin, Help
from civic.directory import Entry, Line
from civic.phrases import Bilingual, Phrase, Refusal, verbatim
from civic.regions import Region, regions
from storage.backlog import MOST_COUNTED, Backlog, Tally
from storage.letters import Delivery, Lane, State
from storage.stuck_letters import Stuck, Trouble
from storage.updates import NOTHING_KEPT, SetAside
from tests.unit.sample_script import TODAY, sample_script

HOSTILE = "<b>&\"' {count} %s"
NAME = Bilingual(HOSTILE, HOSTILE)
LONG = Bilingual("Ұ" * 150, "Щ" * 150)
VISIBLE = 3900

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
REASONS = (
    *sorted({rule.reason for rule in (*_FORBIDDEN, _ANY_FORBIDDEN, *_BAD_REQUEST)}),
    "not in the group",
    "file too large",
    "refused: message is too long",
    "rendering: KeyError",
    "given up: TelegramServerError",
    "given up: rendering: KeyError",
    "given up: not allowed to write",
    "KeyLost",
    "SealBroken",
    "stopped while sending",
)
"""Every reason that the postman can write into a row, apart from the types of unclear errors."""

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


def known(script: Script) -> dict[str, object]:
    return {key: value for key, value in ANSWERS.items() if script.step(key) is None}


def drafts_of(script: Script) -> Iterator[tuple[str, Draft]]:
    """Each step asked first, half answered, and again with its answer; the way out; the review."""
    fresh = begin(script, "abcd1234", known(script))
    answered = {**known(script), **ANSWERS}
    before = known(script)
    for step in script.steps:
        for part in PARTS.get(step.key, (None,)):
            asked = replace(fresh, step=step.key, part=part, answers=dict(before))
            yield f"{step.key} {part}", asked
        before[step.key] = ANSWERS.get(step.key)
        yield f"{step.key} again", replace(fresh, step=step.key, answers=answered)
    yield "leaving", replace(fresh, leaving=True)


def refusals_of(step: Step) -> Iterator[Phrase]:
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
                step.accept(move, part, ANSWERS, TODAY)
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
        args = {"region": "KZ-75", "kind": "centre", "entry": "kz19-01", "then": "region_KZ-10"}
        yield f"ending {name}", ending_screen(name, args, speaking)
    yield "ending welcome to a script", ending_screen("welcome", {"then": "region"}, speaking)
    yield from administrators_pages(speaking)
    scripts = [*all_scripts([]).values(), sample_script()]
    for script in scripts:
        for name, draft in drafts_of(script):
            shown = page(script, draft, TODAY)
            yield f"{script.name}: {name}", step_screen(shown, draft, speaking, None)
            yield f"{script.name}: {name}: resumed", resume_screen(script, draft, speaking)
        for step in script.steps:
            for why in refusals_of(step):
                draft = begin(script, "abcd1234", known(script))
                shown = page(script, draft, date(2026, 1, 1))
                yield f"{step.key} refuses", step_screen(shown, draft, speaking, why)


def administrators_pages(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    yield "administrators", home_screen(speaking)
    notice = verbatim(HOSTILE)
    lanes = [Backlog(lane, MOST_COUNTED + 1, NOON, 5) for lane in Lane]
    troubles = [Trouble(State.FAILED, reason, 10**6) for reason in REASONS]
    troubles += [Trouble(State.UNKNOWN, reason, 1) for reason in REASONS]
    yield "letters", post.post_screen(speaking, Tally(lanes, 7, MOST_COUNTED + 1), troubles, notice)
    empty = [Backlog(lane, 0, None, 0) for lane in Lane]
    yield "no letters", post.post_screen(speaking, Tally(empty, 0, 0), [])
    for trouble in troubles:
        yield f"trouble {trouble}", post.trouble_screen(speaking, trouble, [], 1, notice)
        question = post.resend_all_question(trouble)
        back = Admin(to="trouble", key=post.key_of(trouble))
        yield (
            f"sure {trouble}",
            post.sure_screen(
                speaking, question, verbatim("-"), Admin(to="resend_all_yes", key=back.key), back
            ),
        )
        for delivery in Delivery:
            for not_after in (None, NOON):
                letter = Stuck(
                    10**9,
                    HOSTILE,
                    Lane.NOTICE,
                    delivery,
                    trouble.state,
                    trouble.reason,
                    3,
                    NOON,
                    not_after,
                    to_group=not_after is None,
                )
                yield f"letter {letter}", post.letter_screen(speaking, letter, NOON)
                yield f"listed {letter}", post.trouble_screen(speaking, trouble, [letter] * 8, 0)
    for question in (post.drop_question(5), post.drop_all_question(5), set_aside.drop_question(5)):
        home = Admin(to="home")
        yield "sure", post.sure_screen(speaking, question, verbatim("-"), home, home)
    kept = SetAside(10**9, "message", HOSTILE, 3, NOON, None, None)
    yield "shelf", set_aside.shelf_screen(speaking, 100, [kept] * 8, 1, notice)
    yield "empty shelf", set_aside.shelf_screen(speaking, 0, [], 0)
    for state in (
        kept,
        replace(kept, kind="poll", retried_at=NOON, retried_by=1),
        replace(kept, error=NOTHING_KEPT),
        *(
            replace(kept, resolved_at=NOON, resolution=how)
            for how in ("retried", "handled", "dropped", HOSTILE)
        ),
    ):
        yield f"set aside {state}", set_aside.aside_screen(speaking, state, notice)


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
        assert not re.search(r"\{(?!count\})\w*\}", html.text), f"{name}: a place is left empty"
        assert screen.inline is not None or screen.reply_keys is not None, f"{name}: a dead end"
        for row in screen.inline.inline_keyboard if screen.inline else []:
            for button in row:
                assert button.text.strip(), name
                assert "<b>" not in button.text.replace(HOSTILE, ""), name
                assert 1 <= len((button.callback_data or "").encode()) <= 64, name
    assert seen > 200


ALARM_ARGS = {
    "update_set_aside": [{"reference": "ABC234", "update": 5, "error": HOSTILE}],
    "update_retried": [
        {"reference": "ABC234", "update": 5, "error": None},
        {"reference": "ABC234", "update": 5, "error": HOSTILE},
    ],
    "letter_failed": [{"letter": 5, "reason": reason} for reason in REASONS],
    "topic_lost": [
        {"chat": -5, "topic": 7, "why": why} for why in ("topic closed", "topic deleted")
    ],
    "group_moved": [{"old": -5, "new": -1005}],
    "trouble": [{"where": HOSTILE, "what": HOSTILE}],
}


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_every_alarm_is_good_and_leads_to_its_page(code: str) -> None:
    assert ALARM_ARGS.keys() == ALARMS.keys()
    speaking = tongue(code, ZoneInfo("Asia/Almaty"))
    for view, told in ALARM_ARGS.items():
        for args in told:
            envelope = ALARMS[view](speaking, args)
            html = GoodHtml()
            html.feed(envelope.text)
            html.close()
            assert not html.open, view
            assert 1 <= units(html.text) <= VISIBLE, view
            assert not re.search(r"\{(?!count\})\w*\}", html.text), view
            assert isinstance(envelope.reply_markup, InlineKeyboardMarkup)
            ((button,),) = envelope.reply_markup.inline_keyboard
            assert Admin.unpack(button.callback_data or "").to in {"aside", "shelf", "post", "home"}


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_explained_in_words_of_its_own(reason: str) -> None:
    assert is_explained(reason)


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_the_introduction_fits_telegrams_limits(code: str) -> None:
    speaking = tongue(code, ZoneInfo("Asia/Almaty"))
    for command in command_list(speaking, is_administrator=True):
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.command)
        assert 1 <= len(command.description) <= 256
    assert len(speaking.plain(DESCRIPTION)) <= 120
