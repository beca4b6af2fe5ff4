"""Every screen in both languages: within Telegram's limits, in good HTML, with nothing left bare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import InlineKeyboardMarkup

from bot.desk.seat import COMMANDS as SEAT_COMMANDS
from bot.desk.seat import IN_TOPICS
from bot.flows import after
from bot.flows.catalogue import all_scripts
from bot.flows.complaint_author import CONSENT_TEXT
from bot.flows.draft import Draft
from bot.flows.moves import SentFile, SharedContact, SharedPlace, Tap, Typed, Unreadable
from bot.flows.page import page
from bot.flows.petition_story import CONSENT_TEXT as PETITION_CONSENT
from bot.flows.report_mistake import about
from bot.flows.script import Script, begin
from bot.flows.step import Step
from bot.handlers import finding
from bot.handlers import helping as helping_handlers
from bot.introduction import COMMANDS, DESCRIPTION, command_list
from bot.postman.errors import _ANY_FORBIDDEN, _BAD_REQUEST, _FORBIDDEN
from bot.talk import POPUP_LIMIT
from bot.views import helping, keeping
from bot.views.administration import post, set_aside
from bot.views.administration.alarm_letters import ALARMS
from bot.views.administration.home import home_screen
from bot.views.administration.reasons import is_explained
from bot.views.answers import answer_screen, list_screen
from bot.views.endings import ENDINGS, ending_screen
from bot.views.entry_card import entry_screen
from bot.views.exits import warned
from bot.views.finder import line_screen, lines_screen
from bot.views.menu import help_screen, language_screen, menu_screen, privacy_screen
from bot.views.resume import resume_screen
from bot.views.screen import Screen, units
from bot.views.staff.ways import COMMANDS as STAFF_COMMANDS
from bot.views.staff.ways import Staff
from bot.views.steps import step_screen
from bot.views.tongue import Tongue, tongue
from bot.views.ways import Admin, Help
from civic.desk.house import Desk
from civic.directory import Answer, Entry, Line, Standing
from civic.directory.vocabulary import CONDITIONS, LANGUAGES, SERVICES
from civic.help import TERMS, WHO, Search
from civic.petitions import signing
from civic.petitions.supporters import CONSENT_TEXT as SUPPORT_TEXT
from civic.phrases import Bilingual, Phrase, Refusal, verbatim
from civic.places import places
from civic.regions import regions
from storage.backlog import MOST_COUNTED, Backlog, Tally
from storage.letters import Delivery, Lane, State
from storage.stuck_letters import Stuck, Trouble
from storage.updates import NOTHING_KEPT, SetAside
from tests.unit.author_screens import author_screens
from tests.unit.complaint_screens import complaint_screens
from tests.unit.desk_screens import asking_screens, desk_screens
from tests.unit.entries_screens import entries_screens
from tests.unit.petition_screens import ENDING_ARGS, petition_screens
from tests.unit.proof_screens import proof_screens
from tests.unit.sample_script import TODAY, sample_script
from tests.unit.staff_screens import staff_screens

HOSTILE = "<b>&\"' {count} %s"
NAME = Bilingual(HOSTILE, HOSTILE)
AGREED = {"version": SUPPORT_TEXT, "yes": True}
LONG = Bilingual("Ұ" * 150, "Щ" * 150)
VISIBLE = 3900
KNOWN_COMMANDS = {
    *(name for name, _what in COMMANDS),
    *STAFF_COMMANDS,
    *(command.removeprefix("/") for command in (*SEAT_COMMANDS, *IN_TOPICS)),
    "setprivacy",  # of @BotFather
}

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
    "fact": (None, [[1, "words"]], {"held": [[1, "words"]]}),
    "needs": (None, ["a", "b"]),
    "problem": (None, {"held": "судья вор амнистия президент " + "Ж" * 1700}),
    "conditions": (None, {"codes": ["women"]}, {"codes": ["sons-to-11"], "scale": "sons-to-"}),
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
    "centre": "kz55-02",
    "now": {
        "phones": "150;" * 20,
        "hours": "24/7",
        "conditions": "women;sons-to-11",
        "services": "legal",
        "languages": "kk;ru",
        "publish_level": "public_office",
        "address": HOSTILE,
    },
    "secret": True,
    "seen": [0, 0],
    "of": "сәлем",
    "version": 1,
    "texts": {"kk": "Ұ" * 1500, "ru": HOSTILE},
    "weekday": 0,
    "so_far": "10:00-13:00,14:00-19:00",
}
CALLED: dict[str, object] = {"petition": "abcd1234", "called": ["Ә" * 120, HOSTILE]}
PETITION: dict[str, object] = {
    "language": "kk",
    "title": "Отставка министра: " + "Ә" * 100,
    "topic": "school",
    "level": "district",
    "region": {"region": "KZ-55", "city": None},
    "district": HOSTILE,
    "population": "22400",
    "body": "akimat",
    "problem": "судья вор амнистия " + "Ж" * 1780,
    "demand": "Ұ" * 900,
    "summary": "Қ" * 400,
    "other": "write",
    "other_title": "Ә" * 120,
    "other_problem": "Ж" * 1800,
    "other_demand": "Ұ" * 900,
    "other_summary": "Қ" * 400,
    "cover": [{"file_id": "f", "unique_id": "u"}],
    "author": HOSTILE,
    "proof": "phone",
    "consent": {"version": PETITION_CONSENT, "yes": True},
}
OF_SCRIPT: dict[str, dict[str, object]] = {
    "ready_answer": {"key": "сәлем", "topic": "work", "kk": "Ұ" * 1500, "ru": "Щ" * 1500},
    "desk_weekday": {"spans": "10:00-13:00,14:00-19:00"},
    "desk_day": {"day": "2026-12-31", "open": "hours", "spans": "10:00-13:00"},
    "desk_name": {"name": "Ұлжан"},
    "desk_group": {"topic": "work", "region": "KZ-75", "chat": "-1001234567890"},
    "desk_ban": {"ticket": "12", "how": "quiet", "term": "open", "reason": "Щ" * 300},
    "check": {
        "outcome": "changed",
        "way": "phone",
        "what": ["phones", "place"],
        "phones": "150",
        "hours": "Mo-Fr 09:00-18:00",
        "conditions": ["women", "stay-to-6"],
        "services": [],
        "languages": ["kk"],
        "publish_level": "city_only",
        "address": HOSTILE,
    },
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
    },
    "find_petition": {"words": HOSTILE},
    "support_petition": {
        "petition": "abcd1234",
        "title": ["Ұ" * 200, "Щ" * 200],
        "local": True,
        "by_phone": True,
        "offered_name": "Айгүл С.",
        "citizen": AGREED,
        "name": "yes",
        "news": "no",
        "consent": AGREED,
    },
    "start_petition": {
        **PETITION,
        "whose": "many",
        "way": "petition",
        "found": [
            {"id": f"abcd123{number}", "kk": "Ә" * 120, "ru": HOSTILE} for number in range(3)
        ],
        "alike": "other",
    },
    "edit_petition": {**PETITION, "of": "abcd1234", "note": "Щ" * 1000},
    "petition_update": {**CALLED, "kk": "Ұ" * 1000, "ru": "Щ" * 1000},
    "petition_return": {**CALLED, "note": "Щ" * 1500},
    "petition_translate": {
        **CALLED,
        "into": "ru",
        "own": {
            "title": "Ә" * 120,
            "problem": "Ж" * 1800,
            "demand": "Ұ" * 900,
            "summary": "Қ" * 400,
        },
        "title": "Ә" * 120,
        "problem": "Ж" * 1800,
        "demand": "Ұ" * 900,
        "summary": "Қ" * 400,
    },
    "petition_sent": {**CALLED, "on": "2026-06-02"},
    "petition_answered": {
        **CALLED,
        "outcome": "partly",
        "kk": "Ұ" * 1200,
        "ru": "Щ" * 1200,
        "promises": "yes",
    },
    "after_registered": {"number": HOSTILE, "on": "2026-06-02"},
    "after_number": {"number": HOSTILE},
    "after_status": {"on": "2026-06-02", "until": "2026-07-02", "explained": "no"},
    "after_fact": {"fact": [[1, "Ж" * 15_000]]},
    "after_missing": {
        **dict.fromkeys(
            ("addressee", "postal_address", "residence", "residence_or_work", "body", "evidence"),
            HOSTILE,
        ),
        "name": "Ә" * 200,
        "iin": "900101300017",
        "substance": [[1, "Ж" * 15_000]],
        "consent": "yes",
    },
}
ABOUT: dict[str, object] = {
    "complaint": "abcd1234",
    "topic": "housing",
    "prepared": "2026-06-01",
    "registered_on": "2026-06-02",
    "question": "Which court, and which case?",
    "status": "incomplete",
    "field": "addressee",
}
"""What the small scripts of a complaint are begun with."""


def answers_of(script: Script) -> dict[str, object]:
    return {**ANSWERS, **OF_SCRIPT.get(script.name, {})}


def known(script: Script) -> dict[str, object]:
    given = ABOUT if script.name in after.SCRIPTS else {}
    own = OF_SCRIPT.get(script.name, {}) if "petition" in script.name else {}
    return {k: v for k, v in {**ANSWERS, **given, **own}.items() if script.step(k) is None}


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
    yield "menu", menu_screen(speaking, None)
    yield "menu+", menu_screen(speaking, None, [("abcd1234", verbatim(HOSTILE))], verbatim(HOSTILE))
    yield "help", help_screen(speaking)
    yield "language", language_screen(speaking)
    yield "privacy", privacy_screen(speaking, None)
    yield "privacy+", privacy_screen(speaking, None, withdrawn=True)
    yield from help_questions(speaking, lines)
    yield from help_answers(speaking, lines, [*lines, odd])
    yield from complaint_screens(speaking)
    yield from entries_screens(speaking)
    yield from staff_screens(speaking)
    yield from proof_screens(speaking)
    yield from desk_screens(speaking)
    yield from asking_screens(speaking)
    yield from petition_screens(speaking)
    yield from author_screens(speaking)
    for name in ENDINGS:
        args = {"region": "KZ-75", "kind": "centre", "entry": "kz19-01", "complaint": "abcd1234"}
        args["days"] = 365
        args["said"] = "number"
        args |= {"ticket": 12, "by": None, "sure": True, "open": True, "urgent": False}
        args |= {"quiet": False, "protected": False, "myself": False}
        args["centre"] = "a" * 32
        args["then"] = "region_KZ-10"
        args |= {"petition": "abcd1234", **ENDING_ARGS}
        yield f"ending {name}", ending_screen(name, args, speaking)
    for then in ("region", "petition_abcd1234", "petitions"):
        yield f"ending welcome to {then}", ending_screen("welcome", {"then": then}, speaking)
    yield from administrators_pages(speaking)
    scripts = [
        *all_scripts(Desk(chat_id=None, zone=ZoneInfo("Asia/Almaty"))).values(),
        sample_script(),
    ]
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


MOST_SAID = Search("foreign", "roof", tuple(TERMS), urgent=True)
"""More than anybody can say: the buttons of a page must hold it all."""
FULL = Help(to="found", place="KZ-75", came="where", page=99).saying(MOST_SAID)
PLAIN_CONDITIONS = [it for codes in CONDITIONS.values() for it in codes if "-to-" not in it]
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Almaty"))


def checked_entry(days_ago: int) -> Entry:
    """A checked public office of which everything is known, with the longest id there may be."""
    return Entry(
        id="x" * 32,
        name=LONG,
        city=LONG,
        year="2026",
        region="KZ-75",
        standing=Standing.CHECKED,
        phones=("+7 7172 00-00-00", "111"),
        hours="Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-14:00",
        conditions=(*PLAIN_CONDITIONS, "sons-to-11", "stay-to-1", "stay-to-6"),
        services=SERVICES,
        languages=LANGUAGES,
        address=HOSTILE,
        place=(43.2, 76.9),
        full_until=NOON + timedelta(hours=5),
        checked_at=NOON - timedelta(days=days_ago),
    )


def help_questions(speaking: Tongue, lines: list[Line]) -> Iterator[tuple[str, Screen]]:
    astray = [*places().values()][:4]
    for at in (Help(to="safe"), FULL):
        for name, screen in finding.QUESTIONS.items():
            yield f"help: {name}", screen(speaking, at)
        yield (
            "help: who, warned",
            warned(speaking, helping.who_screen(speaking, at), helping_handlers.TAP_PLEASE),
        )
        yield "help: urgent", helping.urgent_screen(speaking, lines, at)
        yield "help: where, meant", helping.where_screen(speaking, at, verbatim(HOSTILE), astray)
    yield "help: a line's mistake", keeping.wrong_screen(speaking, Help(to="wrong", came="lines"))
    yield "help: terms", helping.terms_screen(speaking, FULL.saying(Search(terms=("son",))))
    yield "help: courses", helping.courses_screen(speaking)
    yield "help: cleaned", helping.cleaned_screen(speaking)


def help_answers(
    speaking: Tongue, lines: list[Line], every_line: list[Line]
) -> Iterator[tuple[str, Screen]]:
    region = regions()["KZ-59"]
    drafts = [Entry(f"kz19-{n:02}", LONG, LONG, "2024", "KZ-19") for n in range(4)]
    family = replace(drafts[0], id="family", is_family_centre=True)
    five = Answer((), (checked_entry(1), checked_entry(100), *drafts[:2], family), more=True)
    eight = replace(five, entries=(*five.entries, *drafts[:3]))
    for who in WHO:
        page = FULL.saying(replace(MOST_SAID, who=who))
        yield f"help: answer, {who}", answer_screen(speaking, page, lines, region, five, NOON)
    nothing = Answer((), (), more=False)
    yield "help: nothing near", answer_screen(speaking, FULL, lines, region, nothing, NOON)
    yield "help: phones", answer_screen(speaking, FULL, lines, None, nothing, NOON)
    yield "help: list", list_screen(speaking, FULL, region, eight, NOON)
    yield "help: lines", lines_screen(speaking, every_line, FULL)
    for line in every_line:
        yield f"help: line {line.number}", line_screen(speaking, line, FULL)
    card = FULL.at("entry", key="x" * 32, came="found", page=99)
    for standing in Standing:
        told = replace(checked_entry(1), standing=standing)
        yield f"help: {standing} entry", entry_screen(speaking, told, card, NOON)
    yield "help: old entry", entry_screen(speaking, checked_entry(91), card, NOON)
    always = replace(checked_entry(1), hours="24/7", phones=(), place=None, address=None)
    yield "help: bare entry", entry_screen(speaking, always, card, NOON, finding.THANKS)
    yield "help: nameless", entry_screen(speaking, Entry("x", NAME, None, None, None), card, NOON)


class GoodHtml(HTMLParser):
    """Only Telegram's tags, each closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in {"a", "b", "i", "code", "tg-spoiler"}, tag
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
        assert set(re.findall(r"(?<![\w</])/([a-z]+)", html.text)) <= KNOWN_COMMANDS, name
        assert not re.search(r"\{(?!count\})\w*\}", html.text), f"{name}: a place is left empty"
        is_of_topic = name.startswith("topic: ")  # what is said among volunteers leads nowhere
        has_keys = screen.inline is not None or screen.reply_keys is not None
        assert has_keys or is_of_topic, f"{name}: a dead end"
        for row in screen.inline.inline_keyboard if screen.inline else []:
            for button in row:
                assert button.text.strip(), name
                assert "<b>" not in button.text.replace(HOSTILE, ""), name
                if getattr(button, "url", None) or getattr(button, "switch_inline_query", None):
                    continue
                if getattr(button, "copy_text", None) is not None:
                    assert 1 <= units(button.copy_text.text) <= 256, name
                    continue
                assert 1 <= len((button.callback_data or "").encode()) <= 64, name
    assert seen > 200


ALARM_ARGS = {
    "volunteer_asks": [{"person": 7, "name": HOSTILE}],
    "desk_trouble": [
        {"chat": -1002000000001, "what": what} for what in ("out", "no_topics", "canary")
    ],
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
    "petition_not_signed": [
        {"petition": "abcd1234", "what": what.value} for what in signing.Trouble
    ],
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
            leads = button.callback_data or ""
            if view == "volunteer_asks":
                assert Staff.unpack(leads).to == "give"
            else:
                assert Admin.unpack(leads).to in {"aside", "shelf", "post", "home"}


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


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_what_is_said_above_the_chat_fits(code: str) -> None:
    speaking = tongue(code, ZoneInfo("Asia/Almaty"))
    for said in (helping_handlers.NOT_NOW, finding.GONE):
        assert 1 <= len(speaking.plain(said)) <= POPUP_LIMIT
