"""The sixteen safety rules of the help branch, a test for each, in both languages."""

from __future__ import annotations

import ast
import logging
import re
from itertools import product
from pathlib import Path

import pytest
from aiogram.types import BotCommandScopeDefault

from bot.handlers import finding
from bot.introduction import COMMANDS, DESCRIPTION
from bot.views import answers, entry_card, exits, helping, keeping
from bot.views import finder as lines_view
from civic import help as civic_help
from civic.help import CHILD, NEED, TERMS, WHO
from civic.phrases import Phrase
from storage import directory
from tests.conversations.branch import (
    CENTRE,
    FORBIDDEN,
    chat,
    is_checked,
    is_known_to_the_bot,
    kept,
    labels,
    ledger,
    letters,
    passes,
    said_by_the_bot,
    said_by_them,
    trouble,
    visit_of,
)
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

ROOT = Path(__file__).resolve().parents[2]
SAFE = "<b>Is it safe for you to write now?</b>"


async def asked_first(citizen: Speaker) -> None:
    """The first question stands there, with nothing else, whatever was there before."""
    text = citizen.phone.last.text
    assert text == f"{citizen._('One question first.')}\n\n{citizen._(SAFE)}"
    citizen.phone.does_not_see("111")


async def test_rule_1_safe_to_write_is_asked_before_anything(citizen: Speaker, town: Town) -> None:
    for way in ("/crisis", "/phones", "/start help"):
        await citizen.says(way)
        await asked_first(citizen)
        await citizen.taps("No")
        citizen.sees_popup("I understand. In danger: 112, 102. Come back when it is safe.")
        citizen.phone.sees("JOLTAP")
        assert len(chat(citizen)) == 1, "the command is gone too"
        await citizen.phone.deletes(citizen.phone.last)
    await citizen.is_known()
    await citizen.says("/start region_KZ-75")
    await asked_first(citizen)
    await citizen.says("/menu")
    await citizen.taps("🤝 Where to turn for help")
    await asked_first(citizen)
    await citizen.goes_to_where()
    old = citizen.phone.last
    await citizen.taps("Clean up and leave")
    await citizen.phone.taps_old(old, citizen.pavlodar)
    await asked_first(citizen)
    assert await visit_of(town, citizen) is not None


async def test_rule_1_even_urgent_leads_back_to_the_question_and_to_the_card(
    citizen: Speaker,
) -> None:
    await citizen.says("/phones")
    await citizen.taps("Urgent: 112 · 102")
    await citizen.taps("← Back")
    await asked_first(citizen)
    await citizen.taps("Urgent: 112 · 102")
    await citizen.taps("Go on")
    citizen.sees("5 minutes")
    await citizen.taps("5 minutes")
    await citizen.taps("Urgent: 112 · 102")
    await citizen.taps("Go on")
    citizen.sees("For somebody close to me")


@pytest.mark.parametrize("fault", [{"kind": "500"}, {"kind": "slow", "seconds": 3}])
async def test_rule_1_the_neutral_page_waits_for_no_pop_up(
    citizen: Speaker, fault: dict[str, object]
) -> None:
    await citizen.says("/phones")
    await trouble(citizen, method="answerCallbackQuery", **fault)  # type: ignore[arg-type]
    await citizen.phone.taps(citizen._("No"), wait=False)
    await citizen.phone.waits_for("JOLTAP", within=2.0)
    assert len(said_by_the_bot(citizen)) == 1


async def test_rule_2_what_cannot_be_erased_is_said_first(citizen: Speaker) -> None:
    await citizen.says("/phones")
    await citizen.taps("Yes")
    signs = {
        "kk": ("хабарландыру", "тәулік", "бұрын", "шот", "Құрылғылар", "нөмірін"),
        "ru": ("уведомление", "суток", "до этого разговора", "счёта", "Устройства", "номера"),
    }
    for sign in signs[citizen.language]:
        citizen.phone.sees(sign)
    citizen.sees("<b>If you stop answering, after how long shall I delete it all?</b>")
    citizen.sees("I do not know: let it be 1 hour")
    assert citizen._("For me") not in labels(citizen)


async def test_rule_3_one_message_is_edited_and_no_keys_are_put(citizen: Speaker) -> None:
    await citizen.goes_to_where()
    first = citizen.phone.last.id
    await citizen.says("Павлодар")
    for label in ("All phones", "← Back", "Urgent: 112 · 102", "← Back"):
        await citizen.taps(label)
        assert [message.id for message in said_by_the_bot(citizen)] == [first]
        assert not citizen.phone.keyboard
    await citizen.says("/phones")
    assert len(said_by_the_bot(citizen)) == 1, "coming anew, the message of before is gone"


async def test_rule_4_nothing_is_ever_pushed_for_having_come(citizen: Speaker, town: Town) -> None:
    await citizen.goes_to_where()
    await citizen.phone.taps(citizen.pavlodar)
    await citizen.taps("Urgent: 112 · 102")
    assert await letters(town) == []
    assert not await is_known_to_the_bot(town, citizen), "nobody to write to"
    for _day in range(4):
        before = {message.id for message in chat(citizen)}
        await passes(town, citizen, days=1)
        assert {message.id for message in chat(citizen)} <= before, "nothing is sent, ever"
    assert await letters(town) == []


def test_rule_4_no_broadcast_can_know_who_came() -> None:
    """Only what cleans up and what shows the branch may read who is there."""
    may = {"bot/staying.py", "bot/cleanup.py", "bot/alarms.py", "bot/unspoken.py"}
    may |= {"bot/handlers/helping.py", "bot/handlers/membership.py", "bot/traceless.py"}
    read_by = set()
    for path in (*ROOT.glob("bot/**/*.py"), *ROOT.glob("civic/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (
                node.module == "storage.traces"
                or (node.module == "storage" and any(it.name == "traces" for it in node.names))
            ):
                read_by.add(path.relative_to(ROOT).as_posix())
    assert read_by == may
    tables = [*ROOT.glob("storage/*.py")]
    assert [p.name for p in tables if re.search(r"import.*\bvisits\b", p.read_text())] == [
        "traces.py"
    ]


async def test_rule_5_nothing_that_is_seen_from_outside_names_a_misfortune(
    citizen: Speaker, town: Town
) -> None:
    assert town.azamat is not None
    seen: list[str] = []

    def looks() -> None:
        seen.extend(citizen.phone.buttons)
        seen.append(citizen.phone.last.text.split("\n")[0])

    await citizen.says("/start")
    seen.append(citizen.phone.last.text)
    await citizen.says("/lang")
    await citizen.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
    seen.append(citizen.phone.last.text)
    await citizen.is_known()
    for outside in ("/menu", "/help", "/privacy", "/cancel", "абракадабра", "/start"):
        await citizen.says(outside)
        seen.append(citizen.phone.last.text)
        looks()
    await citizen.goes_to_where()
    await citizen.phone.taps(citizen.pavlodar)
    await citizen.phone.taps("1")
    await citizen.begins_a_report()
    await citizen.taps("Something else")
    await citizen.says("/menu")
    seen.append(citizen.phone.last.text)
    looks()
    await citizen.says("/phones")
    looks()
    for label in ("Yes", "1 hour", "For me", "No", "A place to stay"):
        await citizen.taps(label)
        looks()
    for label in ("None of this, or I do not know", "I do not know: only the phones"):
        await citizen.taps(label)
        looks()
    await citizen.taps("A picture to keep")
    looks()
    await citizen.taps("Yes, send it")
    seen.append(said_by_the_bot(citizen)[-1].text)
    await citizen.taps("Close")
    seen.append(citizen.phone.last.text)
    commands = await town.azamat.bot.get_my_commands(
        BotCommandScopeDefault(), language_code=citizen.language
    )
    seen += [f"{command.command} {command.description}" for command in commands]
    seen.append(citizen._(DESCRIPTION.msgid))
    for text in seen:
        assert not [word for word in FORBIDDEN if word in text.casefold()], text
    assert "crisis" not in str(seen), "the command works, and stands nowhere"
    assert "phones" in dict(COMMANDS)


async def test_rule_6_nobody_is_contacted_and_nothing_is_asked_to_do_so(
    citizen: Speaker, town: Town
) -> None:
    await citizen.goes_to_where()
    await citizen.says("+7 701 234 56 78")
    await citizen.phone.shares_contact()
    assert [message for message in chat(citizen) if "contact" in message.json] == []
    await citizen.says("Павлодар")
    await citizen.taps("Close")
    assert b"701" not in kept(town).replace(str(citizen.phone.chat_id).encode(), b"")
    before = {message.id for message in chat(citizen)}
    for _week in range(3):
        await passes(town, citizen, days=7)
    assert {message.id for message in chat(citizen)} == before
    assert await letters(town) == []


@pytest.mark.parametrize("page", ["where", "safe", "need"])
async def test_rule_7_a_location_is_deleted_at_once_and_kept_nowhere(
    citizen: Speaker, town: Town, caplog: pytest.LogCaptureFixture, page: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        await citizen.goes_to_where()
        if page == "need":
            await citizen.taps("← Back")
            await citizen.taps("← Back")
        elif page == "safe":
            await citizen.says("/phones")
        await citizen.phone.shares_place(52.2873, 76.9674)
    shown = citizen.phone.last.text
    assert ("Павлодар" in shown) == (page == "where"), "it is used only where it is asked for"
    assert not any("location" in message.json for message in chat(citizen))
    assert "76.967" not in caplog.text
    await town.stop_the_bot()
    assert b"76.967" not in kept(town)


async def test_rule_7_after_a_restart_a_location_goes_as_well(citizen: Speaker, town: Town) -> None:
    await citizen.goes_to_where()
    await town.stop_the_bot()
    await town.wake_the_bot()
    await citizen.phone.shares_place(52.2873, 76.9674)
    assert not any("location" in message.json for message in chat(citizen))
    citizen.phone.sees("Павлодар")
    await citizen.says("мен қорқамын")
    assert not any("қорқамын" in message.text for message in chat(citizen))
    assert not await is_known_to_the_bot(town, citizen), "it is no answer to another question"


async def test_rule_8_no_name_and_no_story_is_needed(citizen: Speaker, town: Town) -> None:
    await citizen.goes_to_where()
    await citizen.phone.taps(citizen.pavlodar)
    citizen.phone.sees("111")
    citizen.phone.sees("Павлодар")
    await citizen.taps("Clean up and leave")
    assert not await is_known_to_the_bot(town, citizen)
    assert b"aigul" not in kept(town).lower()


async def test_rule_9_nobody_else_gets_a_word(citizen: Speaker, town: Town) -> None:
    await is_checked(town, phones="+7 7182 64 90 10")
    others = [town.phone(name) for name in ("aigul", "sergei", "asel", "daniyar")]
    others = [it for it in others if it.person != citizen.phone.person]
    before = {}
    for other in others:
        await other.looks()
        before[other.person] = [message.id for message in other.history]
    await citizen.says("/phones")
    for label in ("Yes", "1 hour", "For somebody close to me", "Yes", "Go on", "A place to stay"):
        await citizen.taps(label)
    await citizen.phone.taps(citizen.pavlodar)
    await citizen.phone.taps("1")
    await citizen.taps("Does not answer")
    await citizen.taps("Clean up and leave")
    await passes(town, citizen, days=2)
    for other in others:
        await other.looks()
        assert [message.id for message in other.history] == before[other.person]
        assert not other.reads_group()
    assert await letters(town) == []


async def test_rule_10_plain_signs_are_not_counted_and_one_yes_is_enough(
    citizen: Speaker, town: Town
) -> None:
    await citizen.says("/phones")
    for label in ("Yes", "5 minutes", "For somebody close to me"):
        await citizen.taps(label)
    citizen.sees("there is a weapon")
    assert not re.search(r"\d", citizen.phone.last.text), "no points, no total"
    unasked = await visit_of(town, citizen)
    await citizen.taps("Yes")
    numbers = re.findall(r"^(\d{3,4}) – ", citizen.phone.last.text, re.MULTILINE)
    assert numbers == ["112", "102", "111", "150"]
    assert await visit_of(town, citizen) == unasked, "the answer is written down nowhere"
    await citizen.taps("Go on")
    citizen.sees("A place to stay")


async def test_rule_11_everybody_is_served_whatever_they_need(citizen: Speaker) -> None:
    """Each "for whom" with each "what is needed": the lines in order, and an honest sentence."""
    await citizen.says("/phones")
    await citizen.taps("Yes")
    await citizen.taps("1 hour")
    for who, need in product(WHO, NEED):
        await citizen.taps(WHO[who].msgid)
        if who != civic_help.AFRAID_OF_SELF:
            await citizen.taps("I do not know")
        await citizen.taps(NEED[need].msgid)
        if need == civic_help.ROOF:
            await citizen.taps("None of this, or I do not know")
        await citizen.phone.taps(citizen.pavlodar)
        numbers = re.findall(r"^(\d{3,4}) – ", citizen.phone.last.text, re.MULTILINE)
        assert numbers[0] == ("103" if need == civic_help.DOCTOR and who in _ANYBODY else "111")
        assert "111" in numbers or need == civic_help.DOCTOR
        assert "112" in numbers, (who, need)
        sentence = answers._TO_WHOM.get(who)
        if sentence is not None:
            citizen.phone.sees(citizen.reads(sentence))
        citizen.phone.sees("Павлодар")
        citizen.phone.does_not_see("суперЦОН")
        back = ["← Back", "← Back", "← Back"]
        for label in [*back, "← Back"] if need == civic_help.ROOF else back:
            await citizen.taps(label)
        citizen.sees("For me")


_ANYBODY = set(WHO) - {civic_help.CHILD, civic_help.AFRAID_OF_SELF}


async def test_rule_12_every_choice_can_be_taken_back_and_nobody_has_to_know(
    citizen: Speaker, town: Town
) -> None:
    await is_checked(town, phones="+7 7182 64 90 10")
    await citizen.goes_to_where()
    for sign in ("No papers at hand", "A doctor", "For me", "5 minutes", "Yes"):
        await citizen.taps("← Back")
        citizen.sees(sign)
    for label in ("Yes", "I do not know: let it be 1 hour", "I do not know", "I do not know"):
        await citizen.taps(label)
    citizen.sees("A place to stay")
    await citizen.taps("I do not know")
    await citizen.taps("I do not know: only the phones")
    citizen.phone.sees("111")
    await citizen.taps("← Back")
    await citizen.phone.taps(citizen.pavlodar)
    await citizen.phone.taps("1")
    await citizen.taps("Has moved")
    await citizen.taps("I did not mean to: take it back")
    citizen.sees("Has moved")
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert await directory.reports_of(connection, "centre", CENTRE) == []


async def test_rule_13_no_log_names_the_chat_or_what_was_said(
    citizen: Speaker,
    town: Town,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with caplog.at_level(logging.INFO):
        await citizen.goes_to_where()
        await citizen.says("Павлодар")
        await citizen.taps("← Back")
        with monkeypatch.context() as broken:
            broken.setattr("bot.handlers.helping.nearest_region", fails)
            citizen.phone.patience = 30
            await citizen.phone.shares_place(52.2873, 76.9674)
        await citizen.taps("Clean up and leave")
        await passes(town, citizen, days=2)
    assert "RuntimeError" in caplog.text, "it is told that something failed"
    for said in (str(citizen.phone.chat_id), "Павлодар", "76.967", "KZ-55"):
        assert said not in caplog.text


def fails(*_point: float) -> None:
    raise RuntimeError("76.9674")


async def test_rule_14_nothing_of_the_branch_becomes_a_ticket(citizen: Speaker, town: Town) -> None:
    """What people say goes to no group, and a report of the branch is a mark and nothing else."""
    await is_checked(town, phones="+7 7182 64 90 10")
    await citizen.goes_to_where()
    await citizen.says("мені күйеуім ұрды, көмектесіңіздер")
    await citizen.phone.taps(citizen.pavlodar)
    await citizen.phone.taps("1")
    await citizen.taps("Does not answer")
    daniyar = town.phone("daniyar")
    await daniyar.looks()
    assert not daniyar.reads_group()
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        (report,) = await directory.reports_of(connection, "centre", CENTRE)
    assert (report.person_id, report.has_note) == (None, False)
    assert not await is_known_to_the_bot(town, citizen)
    await town.stop_the_bot()
    assert "күйеуім".encode() not in kept(town)


async def test_rule_15_the_picture_comes_only_after_the_question_and_goes_with_the_rest(
    citizen: Speaker, town: Town
) -> None:
    await citizen.goes_to_where()
    await citizen.phone.taps(citizen.pavlodar)
    await citizen.taps("A picture to keep")
    citizen.sees("<b>Is it safe to keep a picture on this phone?</b>")
    for no in ("No", "I do not know: better not"):
        await citizen.taps(no)
        citizen.sees("All phones")
        await citizen.taps("A picture to keep")
    assert not any("photo" in message.json for message in chat(citizen))
    await citizen.taps("Yes, send it")
    (photo,) = [message for message in chat(citizen) if "photo" in message.json]
    assert photo.text == citizen._("Useful numbers")
    assert not any(word in photo.text.casefold() for word in FORBIDDEN)
    assert photo.id in await ledger(town, citizen)
    screen = next(message for message in said_by_the_bot(citizen) if message.id != photo.id)
    stays = {"kk": "суреттеріне сақтасаңыз, сонда қалады", "ru": "в фото на телефоне, она там"}
    assert stays[citizen.language] in screen.text
    await citizen.taps("Clean up and leave")
    assert len(chat(citizen)) == 1
    assert "photo" not in citizen.phone.last.json
    assert not said_by_them(citizen)


async def test_rule_16_minors_are_led_to_111_and_never_told_on(citizen: Speaker) -> None:
    await citizen.says("/phones")
    for label in ("Yes", "1 hour", WHO[CHILD].msgid, "No"):
        await citizen.taps(label)
    for need in NEED:
        await citizen.taps(NEED[need].msgid)
        if need == civic_help.ROOF:
            await citizen.taps("None of this, or I do not know")
        await citizen.taps("I do not know: only the phones")
        numbers = re.findall(r"^(\d{3,4}) – ", citizen.phone.last.text, re.MULTILINE)
        assert numbers[0] == "111", need
        back = ["← Back", "← Back"]
        for label in [*back, "← Back"] if need == civic_help.ROOF else back:
            await citizen.taps(label)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_rule_16_no_text_of_the_branch_speaks_of_telling_parents(
    language: str,
) -> None:
    speaker = Speaker(None, language)  # type: ignore[arg-type]  # it only speaks
    told = " ".join(speaker.reads(phrase) for phrase in phrases_of_the_branch())
    assert len(told) > 2000
    for word in ("родител", "ата-ана", "әке", "шеше", "мам", "отец", "отцу"):
        assert not re.search(rf"\b{word}", told.casefold()), word


def phrases_of_the_branch() -> list[Phrase]:
    """Every sentence that stands in the files of the branch."""
    modules = (helping, answers, entry_card, exits, keeping, lines_view, finding, civic_help)
    found = []
    for module in modules:
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        found += [
            Phrase(ast.literal_eval(node.args[0]))
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "_"
            and not node.keywords
        ]
    return [*found, *WHO.values(), *NEED.values(), *TERMS.values()]
