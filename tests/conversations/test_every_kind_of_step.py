"""One script with every kind of step, played over Telegram: what the engine gives to all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import (
    Choice,
    Consent,
    Day,
    Files,
    Option,
    Phone,
    Place,
    Review,
    Several,
    Words,
)
from bot.flows.steps.choice import Options
from civic.act import Act
from civic.phrases import Phrase, Refusal, verbatim
from storage import drafts
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

SENT: list[Answers] = []


def options(*labels: str) -> Options:
    return tuple(Option(label.casefold(), verbatim(label)) for label in labels)


def asks(text: str) -> dict[str, Phrase]:
    return {"name": verbatim(text), "ask": verbatim(f"{text}?")}


async def finish(act: Act, answers: Answers) -> Ending:
    del act
    if answers["who"] == "nobody":
        raise Refusal(verbatim("Somebody is needed."), step="who")
    SENT.append(answers)
    return Ending("deleted")


SAMPLE = Script(
    name="sample",
    version=1,
    link="sample",
    title=verbatim("Sample"),
    steps=(
        Choice(key="who", **asks("Who"), options=options("Me", "Friend", "Nobody")),
        Several(key="needs", **asks("Needs"), options=options("Bread", "Roof")),
        Words(key="story", **asks("Story"), at_least=3),
        Day(key="day", **asks("Day"), optional=True),
        Place(key="place", **asks("Place"), with_city=True, location_allowed=True),
        Phone(key="phone", **asks("Phone")),
        Files(key="files", **asks("Files"), at_most=3, megabytes=1),
        Consent(key="consent", **asks("Consent"), version="1"),
        Review(submit=verbatim("Send it")),
    ),
    finish=finish,
)


@pytest.fixture
async def writer(citizen: Speaker, town: Town) -> Speaker:
    """Somebody who has begun the sample script."""
    SENT.clear()
    await town.stop_the_bot()
    town.more_scripts = {"sample": SAMPLE}
    await town.wake_the_bot()
    await citizen.is_known()
    await citizen.says("/start sample")
    citizen.phone.sees("Who?")
    return citizen


async def goes_to_the_review(writer: Speaker) -> None:
    phone = writer.phone
    await phone.taps("Friend")
    await phone.taps("Bread")
    await phone.taps("Roof")
    phone.sees("✓ Bread")
    phone.sees("✓ Roof")
    await phone.taps("Bread")
    phone.does_not_see("✓ Bread")
    await writer.taps("Done")
    await phone.says("Как это было")
    await writer.taps("Yesterday")
    await phone.says("ЗКО")
    await writer.phone.taps("Орал" if writer.language == "kk" else "Уральск")
    phone.sees("Phone?")
    await phone.shares_contact()
    phone.sees("Files?")
    await phone.sends_album(2)
    await writer.taps("Done")
    await writer.taps("I agree")


async def test_every_kind_of_step_is_answered_and_sent_once(writer: Speaker) -> None:
    await goes_to_the_review(writer)
    writer.sees("Please check that everything is right.")
    writer.phone.sees("Как это было")
    review = writer.phone.last
    await writer.phone.taps("Send it")
    assert len(SENT) == 1
    sent = SENT[0]
    assert (sent["who"], sent["needs"], sent["story"]) == ("friend", ["roof"], "Как это было")
    assert sent["place"] == {"region": "KZ-27", "city": "Орал"}
    assert sent["phone"].startswith("+7701")
    assert len(sent["files"]) == 2
    await writer.phone.taps_old(review, "Send it")
    writer.sees_popup("This is already done. Please open the menu: /menu")
    assert len(SENT) == 1


async def test_the_steps_are_counted(writer: Speaker) -> None:
    writer.sees("Step {step} of {steps}", step=1, steps=8)
    await writer.phone.taps("Me")
    writer.sees("Step {step} of {steps}", step=2, steps=8)


async def test_an_answer_is_changed_from_the_review(writer: Speaker) -> None:
    await goes_to_the_review(writer)
    await writer.taps("Change: {answer}", answer="Story")
    writer.phone.sees("Story?")
    writer.sees("Your answer now:")
    writer.phone.sees("Как это было")
    await writer.taps("← Back")
    writer.sees("Please check that everything is right.")
    await writer.taps("Change: {answer}", answer="Story")
    await writer.says("ab")
    writer.phone.sees("3")
    await writer.says("Иначе")
    writer.sees("Please check that everything is right.")
    writer.phone.sees("Иначе")
    writer.phone.does_not_see("Как это было")


async def test_a_refusal_at_the_end_leads_to_its_step_and_keeps_the_rest(writer: Speaker) -> None:
    await goes_to_the_review(writer)
    await writer.taps("Change: {answer}", answer="Who")
    await writer.phone.taps("Nobody")
    await writer.phone.taps("Send it")
    writer.phone.sees("Somebody is needed.")
    writer.phone.sees("Who?")
    assert not SENT
    await writer.phone.taps("Me")
    writer.phone.sees("Как это было")
    await writer.phone.taps("Send it")
    assert len(SENT) == 1


async def test_a_press_of_an_earlier_step_is_refused_with_a_popup(writer: Speaker) -> None:
    first = writer.phone.last
    await writer.says("Me")  # typed: the first message keeps its buttons
    writer.phone.sees("Needs?")
    await writer.phone.taps_old(first, "Friend")
    writer.sees_popup("This button is from an earlier step. Please use the latest message.")
    await writer.taps("← Back")
    writer.sees("Your answer now:")
    writer.phone.sees("Me")


async def test_back_keeps_what_was_answered(writer: Speaker) -> None:
    await writer.phone.taps("Me")
    await writer.phone.taps("Bread")
    await writer.taps("Done")
    await writer.taps("← Back")
    await writer.taps("← Back")
    writer.phone.sees("Who?")
    await writer.taps("Leave as it is")
    writer.phone.sees("Story?")


async def test_cancel_asks_and_may_be_taken_back(writer: Speaker) -> None:
    await writer.phone.taps("Me")
    await writer.taps("Cancel")
    writer.sees("Leave this?")
    await writer.taps("No, go on")
    writer.phone.sees("Needs?")
    await writer.says("/cancel")
    await writer.taps("Delete")
    writer.sees("Deleted. Nothing of it is kept.")
    await writer.says("/start sample")
    writer.phone.sees("Who?")


async def test_it_is_put_away_and_found_in_the_menu(writer: Speaker) -> None:
    await writer.phone.taps("Me")
    await writer.taps("Cancel")
    await writer.taps("Put it away for later")
    await writer.says("Это не ответ")
    writer.is_told_it_is_not_understood()
    await writer.taps("↩ Go on: {title}", title="Sample")
    await writer.taps("Go on")
    writer.phone.sees("Needs?")


async def test_coming_back_offers_to_go_on_or_start_over(writer: Speaker) -> None:
    await writer.phone.taps("Me")
    await writer.says("/menu")
    await writer.says("/start sample")
    writer.sees(
        "You began this earlier: {title}. You stopped at step {step} of {steps}.",
        title="Sample",
        step=2,
        steps=8,
    )
    offer = writer.phone.last
    await writer.taps("Go on")
    writer.phone.sees("Needs?")
    await writer.phone.says("/start sample")
    await writer.taps("Start over")
    writer.phone.sees("Who?")
    del offer


async def test_commands_win_over_a_step_that_waits_for_words(writer: Speaker) -> None:
    await writer.phone.taps("Me")
    await writer.phone.taps("Bread")
    await writer.taps("Done")
    await writer.says("/crisis")
    writer.sees("One question first.")
    await writer.says("/menu")
    await writer.taps("↩ Go on: {title}", title="Sample")
    await writer.taps("Go on")
    writer.phone.sees("Story?")


async def test_another_language_in_the_middle_shows_the_same_screen(writer: Speaker) -> None:
    await writer.phone.taps("Me")
    await writer.phone.taps("Bread")
    await writer.says("/lang")
    await writer.phone.taps("Русский" if writer.language == "kk" else "Қазақша")
    writer.phone.sees("✓ Bread")
    other = Speaker(writer.phone, "ru" if writer.language == "kk" else "kk")
    other.sees("Step {step} of {steps}", step=2, steps=8)
    await other.taps("Done")
    writer.phone.sees("Story?")


async def test_a_restart_changes_nothing(writer: Speaker, town: Town) -> None:
    await writer.phone.taps("Me")
    await writer.phone.taps("Bread")
    await town.stop_the_bot()
    await town.wake_the_bot()
    await writer.taps("Done")
    await writer.says("Как это было")
    writer.phone.sees("Day?")


async def test_a_strangers_contact_is_refused(writer: Speaker) -> None:
    await until(writer, "Phone?")
    await writer.phone.shares_contact("+77770000000", own=False)
    writer.sees("This is somebody else's contact. Please share your own number.")
    await writer.says("12")
    writer.sees("This does not look like a phone number. Example: +7 701 234 56 78.")
    await writer.says("8 777 123 45 67")
    writer.phone.sees("Files?")
    assert not writer.phone.keyboard


async def test_the_keys_under_the_input_go_when_the_step_is_left(writer: Speaker) -> None:
    await until(writer, "Phone?")
    assert writer._("📱 Share my number") in writer.phone.keyboard
    await writer.types("← Back")  # a key under the input sends its label
    writer.phone.sees("Place?")
    assert not writer.phone.keyboard
    await writer.taps("Leave as it is")
    await writer.says("/menu")
    assert not writer.phone.keyboard


async def test_a_location_is_confirmed_and_not_kept(writer: Speaker, town: Town) -> None:
    await until(writer, "Place?")
    await writer.taps("📍 Share my location")
    await writer.phone.shares_place(51.2329, 51.3671)
    await writer.taps("Yes, here")
    await writer.taps("I would rather not say")
    writer.phone.sees("Phone?")
    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.look() as connection:
        found = await drafts.with_focus(connection, grounds.ring, writer.phone.chat_id)
    assert found is not None
    assert found[1] is not None
    assert "51.2" not in str(found[1].state)


async def test_too_many_and_too_large_files_are_refused_and_the_rest_kept(
    writer: Speaker,
) -> None:
    await until(writer, "Files?")
    await writer.phone.sends_document(name="big.pdf", size=2_000_000, mime="application/pdf")
    writer.phone.sees("1")
    await writer.phone.sends_album(5)
    writer.sees("I have as many as I can take. The others are not added.")
    await writer.taps("Done")
    writer.phone.sees("Consent?")


async def test_a_new_version_of_the_script_does_not_break_an_old_draft(
    writer: Speaker, town: Town
) -> None:
    await writer.phone.taps("Me")
    await writer.phone.taps("Bread")
    old = writer.phone.last
    await town.stop_the_bot()
    steps = tuple(step for step in SAMPLE.steps if step.key != "needs")
    town.more_scripts = {"sample": replace(SAMPLE, version=2, steps=steps)}
    await town.wake_the_bot()
    await writer.phone.taps_old(old, writer._("Done"))
    writer.sees_popup("This button is from an earlier step. Please use the latest message.")
    await writer.says("Как это было")
    writer.phone.sees("Day?")


async def test_a_script_that_is_gone_does_not_break_the_talk(writer: Speaker, town: Town) -> None:
    await writer.phone.taps("Me")
    old = writer.phone.last
    await town.stop_the_bot()
    town.more_scripts = {}
    await town.wake_the_bot()
    await writer.phone.taps_old(old, "Bread")
    writer.sees_popup("This is already done. Please open the menu: /menu")
    await writer.says("и что теперь?")
    writer.sees("What would you like to do?")


async def until(writer: Speaker, question: str) -> None:
    """Answers well up to this question."""
    phone = writer.phone
    answers = {
        "Who?": lambda: phone.taps("Me"),
        "Needs?": lambda: needs(writer),
        "Story?": lambda: phone.says("Как это было"),
        "Day?": lambda: writer.taps("Skip"),
        "Place?": lambda: phone.says("Алматы"),
        "Phone?": phone.shares_contact,
    }
    for asked, answer in answers.items():
        if asked == question:
            break
        await answer()
    phone.sees(question)


async def needs(writer: Speaker) -> None:
    await writer.phone.taps("Bread")
    await writer.taps("Done")
