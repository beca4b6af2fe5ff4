"""Somebody corrects an earlier message: the answer that it gave changes, and they are told."""

from __future__ import annotations

import pytest

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Choice, Option, Review, Words
from bot.flows.steps.words import joined
from civic.act import Act
from civic.phrases import _, verbatim
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

TOLD: list[Answers] = []


async def finish(act: Act, answers: Answers) -> Ending:
    del act
    TOLD.append(answers)
    return Ending("deleted")


TALE = Script(
    name="tale",
    version=1,
    link="tale",
    title=verbatim("Tale"),
    steps=(
        Words(
            key="tale",
            name=verbatim("Tale"),
            ask=verbatim("Tale?"),
            at_least=3,
            at_most=100,
            in_several=True,
            caution=lambda text: _("Leave this?") if "!" in text else None,
        ),
        Words(key="title", name=verbatim("Title"), ask=verbatim("Title?"), at_least=3),
        Choice(
            key="sure",
            name=verbatim("Sure"),
            ask=verbatim("Sure?"),
            options=(Option("yes", verbatim("Surely")),),
        ),
        Review(submit=verbatim("Tell it")),
    ),
    finish=finish,
)


@pytest.fixture
async def teller(citizen: Speaker, town: Town) -> Speaker:
    """Somebody who has begun to tell."""
    TOLD.clear()
    await town.stop_the_bot()
    town.more_scripts = {"tale": TALE}
    await town.wake_the_bot()
    await citizen.is_known()
    await citizen.says("/start tale")
    return citizen


async def test_an_edit_changes_the_answer_and_the_person_sees_it(teller: Speaker) -> None:
    phone = teller.phone
    await phone.says("Жил-был")
    first = phone.history[-2]
    await phone.says("кот")
    await teller.taps("Done")
    await phone.says("Сказка")
    phone.sees("Sure?")
    await phone.edits(first, "Жила-была")
    teller.sees("I have changed “{answer}”.", answer=verbatim("Tale"))
    phone.sees("Sure?")
    await phone.edits(first, "ы" * 99)
    phone.sees("100")
    await phone.taps("Surely")
    phone.sees("Жила-была\nкот")
    await phone.taps("Tell it")
    assert joined(TOLD[0]["tale"]) == "Жила-была\nкот"
    await phone.edits(first, "Поздно")
    teller.sees(
        "You have changed an earlier message, but what it was part of is already finished. "
        "The change is not taken. The menu: /menu"
    )


async def test_a_message_that_was_refused_may_be_mended_by_an_edit(teller: Speaker) -> None:
    phone = teller.phone
    await phone.says("Жил-был кот")
    await teller.taps("Done")
    await phone.says("ы")
    phone.sees("Title?")
    await phone.edits(phone.history[-2], "Сказка")
    phone.sees("Sure?")


async def test_an_edit_brings_back_what_was_put_away_also_after_a_restart(
    teller: Speaker, town: Town
) -> None:
    phone = teller.phone
    await phone.says("Жил-был кот")
    tale = phone.history[-2]
    await teller.taps("Done")
    await phone.says("/menu")
    await town.stop_the_bot()
    await town.wake_the_bot()
    await phone.edits(tale, "Жил-был пёс")
    teller.sees("I have changed “{answer}”.", answer=verbatim("Tale"))
    phone.sees("Title?")


async def test_harsh_words_are_asked_about_and_may_stay(teller: Speaker) -> None:
    phone = teller.phone
    await phone.says("Негодяи!")
    await teller.taps("Done")
    teller.sees("Leave this?")
    await teller.taps("Write it anew")
    phone.sees("Tale?")
    await phone.says("Негодяи!")
    await teller.taps("Done")
    await teller.taps("Leave it as it is")
    phone.sees("Title?")


async def test_an_edit_of_something_else_is_nobodys_business(teller: Speaker) -> None:
    phone = teller.phone
    command = next(m for m in phone.history if m.text == "/start tale")
    before = len(phone.history)
    await phone.edits(command, "/start другое")
    assert len(phone.history) == before


async def test_a_voice_message_is_refused_kindly(teller: Speaker) -> None:
    await teller.phone.sends_voice()
    teller.sees("I cannot listen to voice messages. Please write, or tap a button.")
    teller.phone.sees("Tale?")
