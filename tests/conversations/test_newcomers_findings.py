"""What somebody who tried everything for the first time stumbled over; each held by a test."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.flows.step import Answers, Step
from bot.flows.steps import Choice
from bot.upkeep import expire_drafts, remind_of_drafts
from civic.phrases import Phrase, verbatim
from storage import updates
from tests.conversations.conftest import Town
from tests.conversations.test_every_kind_of_step import SAMPLE, options
from tests.conversations.test_upkeep import ALMATY
from tests.conversations.voice import Speaker

REMINDER = (
    "You began this and left it: {title}. In three days I will delete it. Would you like to go on?"
)


@pytest.fixture
async def writer(citizen: Speaker, town: Town) -> Speaker:
    """Somebody who began the sample script at noon and answered its first question."""
    await town.stop_the_bot()
    town.more_scripts = {"sample": SAMPLE}
    town.clock.moment = datetime(2026, 11, 4, 12, tzinfo=ALMATY)
    await town.wake_the_bot()
    await citizen.is_known()
    await citizen.says("/start sample")
    await citizen.phone.taps("Me")
    return citizen


async def passes(town: Town, **time: float) -> None:
    assert town.azamat is not None
    grounds, scripts = town.azamat.grounds, {"sample": SAMPLE}
    town.clock.forward(**time)
    now = town.clock()
    await remind_of_drafts(grounds.database, grounds.ring, scripts, ALMATY, now)
    await expire_drafts(grounds.database, scripts, now)
    grounds.letters_put()


async def comes_back_with(town: Town, steps: tuple[Step, ...]) -> None:
    """The bot restarts with another version of the sample script."""
    await town.stop_the_bot()
    town.more_scripts = {"sample": replace(SAMPLE, version=2, steps=steps)}
    await town.wake_the_bot()


async def test_a_draft_left_twice_within_a_month_is_reminded_of_twice(
    writer: Speaker, town: Town
) -> None:
    await passes(town, days=27, minutes=5)
    await writer.phone.waits_for(writer._(REMINDER, title="Sample"))
    await writer.taps("Go on")
    await writer.phone.taps("Bread")
    await writer.says("/menu")
    await passes(town, days=27, minutes=5)
    await writer.phone.waits_for(writer._(REMINDER, title="Sample"))


async def test_a_bot_that_was_off_for_a_month_reminds_before_it_deletes(
    writer: Speaker, town: Town
) -> None:
    await passes(town, days=31)
    await writer.phone.waits_for(writer._(REMINDER, title="Sample"))
    await writer.taps("Go on")
    writer.phone.sees("Needs?")


async def test_a_word_typed_at_leave_this_does_not_answer_the_question_beneath(
    writer: Speaker,
) -> None:
    await writer.phone.taps("Bread")
    await writer.taps("Done")
    await writer.says("/cancel")
    await writer.says("нет")
    writer.sees("Leave this?")
    writer.sees("Please choose one of the buttons.")
    await writer.taps("No, go on")
    writer.phone.sees("Story?")
    writer.phone.does_not_see("нет")


async def test_a_condition_may_miss_what_an_older_version_never_asked(
    writer: Speaker, town: Town
) -> None:
    asked_first = Choice(
        key="whose", name=verbatim("Whose"), ask=verbatim("Whose?"), options=options("Mine")
    )

    def is_mine(answers: Answers) -> bool:
        return bool(answers["whose"] == "mine")

    steps = tuple(
        replace(step, when=is_mine) if step.key == "day" else step for step in SAMPLE.steps
    )
    await comes_back_with(town, (asked_first, *steps))
    await writer.phone.taps("Bread")
    await writer.says("/menu")
    await writer.taps("↩ Go on: {title}", title="Sample")
    await writer.taps("Go on")
    writer.phone.sees("Whose?")


async def test_a_question_may_lean_on_what_an_older_draft_never_told(
    writer: Speaker, town: Town
) -> None:
    def about(answers: Answers) -> Phrase:
        return verbatim(f"About {answers['entry']}")

    steps = tuple(
        replace(step, ask=about) if step.key == "needs" else step for step in SAMPLE.steps
    )
    await comes_back_with(town, steps)
    await writer.says("/start sample")
    writer.phone.sees("Who?")


async def test_an_album_gets_one_answer_wherever_it_arrives(writer: Speaker) -> None:
    before = len(writer.phone.history)
    await writer.phone.sends_album(4)
    writer.sees("I cannot take a file at this step.")
    assert len(writer.phone.history) == before + 4 + 1
    await writer.says("/menu")
    before = len(writer.phone.history)
    await writer.phone.sends_album(3)
    assert len(writer.phone.history) == before + 3 + 1


async def test_the_menu_says_where_a_draft_was_left_and_offers_both_ways(writer: Speaker) -> None:
    await writer.says("/menu")
    await writer.taps("↩ Go on: {title}", title="Sample")
    writer.sees(
        "You began this earlier: {title}. You stopped at step {step} of {steps}.",
        title="Sample",
        step=2,
        steps=8,
    )
    await writer.taps("Start over")
    writer.phone.sees("Who?")


async def test_what_was_only_opened_is_not_offered_in_the_menu(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/start region")
    await citizen.says("/menu")
    citizen.phone.does_not_see(citizen._("↩ Go on: {title}", title="").strip())


async def test_a_report_says_what_it_is_about_in_its_title_and_at_the_last_look(
    citizen: Speaker,
) -> None:
    await citizen.is_known()
    await citizen.goes_to_all_phones()
    await citizen.phone.taps("102")
    await citizen.begins_a_report()
    await citizen.taps("Something else")
    await citizen.says("/menu")
    citizen.phone.sees(citizen._("Report of a mistake: {entry}", entry="")[:12])
    await citizen.taps(
        "↩ Go on: {title}", title=citizen._("Report of a mistake: {entry}", entry="102")
    )
    await citizen.taps("Go on")
    await citizen.taps("Skip")
    citizen.sees(
        "Your report about “{entry}”. Please check that everything is right.", entry="Полиция"
    )


async def test_whoever_blocks_amid_an_answer_is_no_failure_of_ours(
    citizen: Speaker, town: Town
) -> None:
    await citizen.is_known()
    trouble = {"kind": "429", "method": "sendMessage", "retry_after": 1}
    await citizen.phone.line.post("faults", trouble)
    await citizen.phone.says("/menu", wait=False)
    await citizen.phone.blocks()
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert await updates.set_aside_waiting(connection) == []
    await citizen.phone.starts()
    citizen.sees("What would you like to do?")


async def test_who_skips_the_region_is_told_what_is_kept_all_the_same(citizen: Speaker) -> None:
    await citizen.phone.says("/start")
    await citizen.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
    await citizen.taps("Skip")
    citizen.sees("I keep only your Telegram number (ID) and your language.")


async def test_commands_are_known_in_capitals_too(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/MENU")
    citizen.sees("What would you like to do?")
