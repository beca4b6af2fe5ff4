"""The sixteen safety rules of the help branch, each as a test with its name, in both languages.

The rules stand in the facts about crisis centres (§4.2). Whoever changes the branch and breaks one
of these tests has made it more dangerous for somebody.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from bot.introduction import COMMANDS, DESCRIPTION
from civic.help import RED_FLAGS, WHO
from sandbox.phone import Phone
from storage import outbox, people, traces
from tests.conversations.branch_acts import chat, ticks
from tests.conversations.conftest import Town
from tests.conversations.directory_acts import checked
from tests.conversations.voice import Speaker

FORBIDDEN = ("насили", "зорлық", "ұрып", "бьёт", "кризис", "дағдарыс")
"""What no label or first line that is seen from outside may say."""


async def spoken_to(town: Town) -> set[int]:
    """Fills with every chat that the bot calls from now on."""
    chats: set[int] = set()

    async def listen(make: Callable[..., Any], bot: object, method: Any) -> Any:
        if isinstance(chat_id := getattr(method, "chat_id", None), int):
            chats.add(chat_id)
        return await make(bot, method)

    assert town.azamat is not None
    town.azamat.bot.session.middleware(listen)
    return chats


async def test_rule_1_safe_to_write_is_asked_before_anything(citizen: Speaker) -> None:
    await citizen.says("/crisis")
    citizen.sees("One question first.")
    citizen.phone.does_not_see("111")
    await citizen.taps("No")
    citizen.sees_popup("All right. If you need help: 112, 102. Come back when it is safe.")
    citizen.phone.sees("JOLTAP")
    assert len(chat(citizen)) == 1, "the command is gone too"


async def test_rule_2_what_cannot_be_erased_is_said_first(citizen: Speaker) -> None:
    await citizen.says("/crisis")
    await citizen.taps("Yes")
    stays = ("қоңырау", "Құрылғылар") if citizen.language == "kk" else ("звонки", "Устройства")
    for words in stays:
        citizen.phone.sees(words)
    citizen.sees("Clean up by itself if you are silent for:")
    citizen.phone.does_not_see("111")


async def test_rule_3_one_message_is_edited_and_no_keys_are_put(
    citizen: Speaker, town: Town
) -> None:
    await checked(town, "kz55-01", phones="150")
    await citizen.goes_to_where()
    assert [message.by_bot for message in chat(citizen)] == [False, True]
    await citizen.says("Павлодар")
    for label in ("1", citizen._("Nobody answers"), citizen._("← Back"), citizen._("All phones")):
        await citizen.phone.taps(label)
        assert [message.by_bot for message in chat(citizen)] == [False, True]
    await citizen.phone.taps("ⓘ 111")
    await citizen.says("/crisis")
    assert [message.by_bot for message in chat(citizen)] == [False, True], "one, not two"
    assert not citizen.phone.keyboard


async def test_rule_4_nothing_is_ever_pushed_for_having_come(citizen: Speaker, town: Town) -> None:
    await citizen.goes_to_where()
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert await outbox.tally(connection, town.clock()) == []
        assert await people.look_up(connection, citizen.phone.chat_id) is None
    newest = chat(citizen)[-1].id
    for _hour in range(48):
        town.clock.forward(hours=1)
        await ticks(town)
    await citizen.phone.looks()
    assert chat(citizen)[-1].id == newest, "a clean-up deletes and edits; it never sends"


async def test_rule_5_first_lines_and_labels_are_neutral(citizen: Speaker, town: Town) -> None:
    await checked(town, "kz15-01", phones="150")  # its name says what it is
    await citizen.is_known()
    await citizen.says("/menu")
    seen = [label.casefold() for label in citizen.phone.buttons]
    await citizen.says("/crisis")
    for label in ("Yes", "1 hour", "For me", "No", "A lawyer", "Only the phones"):
        seen += [b.casefold() for b in citizen.phone.buttons]
        seen.append(citizen.phone.last.text.splitlines()[0].casefold())
        await citizen.taps(label)
    await citizen.taps("← Back")
    await citizen.phone.taps("Ақтөбе" if citizen.language == "kk" else "Актюбинская")
    await citizen.phone.taps("1")
    await citizen.taps("Report a mistake")
    await citizen.taps("Something else")
    await citizen.says("/menu")
    seen += [b.casefold() for b in citizen.phone.buttons]
    shown_outside = [what for _command, what in COMMANDS] + [DESCRIPTION]
    seen += [citizen._(what.msgid).casefold() for what in shown_outside]
    for text in seen:
        assert not any(word in text for word in FORBIDDEN), text


async def test_rule_6_nobody_is_ever_contacted_first(citizen: Speaker, town: Town) -> None:
    """Neither in the branch nor for having been there; the bot has no way to begin a talk."""
    stranger = await Phone.create(town.sandbox.url, "Дана")
    heard = await spoken_to(town)
    await citizen.goes_to_where()
    await citizen.says("Павлодар")
    await citizen.taps("Clean up and leave")
    town.clock.forward(days=3)
    await ticks(town)
    assert heard == {citizen.phone.chat_id}
    await stranger.looks()
    assert stranger.history == []
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert await outbox.tally(connection, town.clock()) == []


async def test_rule_7_a_location_is_deleted_at_once_and_kept_nowhere(
    citizen: Speaker, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await citizen.goes_to_where()
        await citizen.phone.shares_place(52.2873, 76.9674)
    citizen.phone.sees("Павлодар")
    await citizen.phone.taps("1")
    await citizen.taps("← Back")
    assert not any("location" in message.json for message in chat(citizen))
    assert "52.28" not in caplog.text
    database = (town.folder / "azamat.db").read_bytes()
    assert b"52.28" not in database


async def test_rule_8_no_name_and_no_number_is_asked(citizen: Speaker, town: Town) -> None:
    await checked(town, "kz55-01", phones="150")
    await citizen.says("/crisis")
    for label in ("Yes", "1 hour", "For me", "No", "A lawyer"):
        assert not citizen.phone.keyboard, "nothing asks for a contact"
        await citizen.taps(label)
    await citizen.phone.taps(citizen.pavlodar)
    await citizen.phone.taps("1")
    citizen.phone.sees("150")
    await citizen.taps("Nobody answers")
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert await people.look_up(connection, citizen.phone.chat_id) is None


async def test_rule_9_nobody_else_is_written_to(citizen: Speaker, town: Town, asel: Phone) -> None:
    """Not even whose contact is sent, and not for a tap that says that nobody is there."""
    await checked(town, "kz55-01", phones="150")
    heard = await spoken_to(town)
    await citizen.goes_to_where()
    await citizen.phone.shares_contact("+77770000000", own=False)
    assert not any("contact" in message.json for message in chat(citizen))
    await citizen.phone.taps(citizen.pavlodar)
    await citizen.phone.taps("1")
    await citizen.taps("Nobody answers")
    await citizen.taps("Close")
    assert heard == {citizen.phone.chat_id}
    await asel.looks()
    assert asel.history == []


async def test_rule_10_one_sign_of_danger_shows_the_lines_at_once(citizen: Speaker) -> None:
    await citizen.says("/crisis")
    await citizen.taps("Yes")
    await citizen.taps("5 minutes")
    await citizen.taps("For somebody close to me")
    citizen.phone.sees(citizen._("there is a weapon"))
    await citizen.taps("Yes")
    numbers = [line[:3] for line in citizen.phone.last.text.splitlines() if line[:3].isdigit()]
    assert numbers == ["112", "102", "111", "150"]
    await citizen.taps("Go on")
    citizen.phone.sees(citizen._("A place to stay"))


async def test_rule_10_nothing_is_scored_or_kept_of_the_signs(citizen: Speaker, town: Town) -> None:
    await citizen.says("/crisis")
    for label in ("Yes", "1 hour", "For me"):
        await citizen.taps(label)
    for sign in RED_FLAGS:
        citizen.sees(sign.msgid)
    answers = {citizen._(label) for label in ("Yes", "No", "I do not know")}
    assert answers <= set(citizen.phone.buttons), "one question for all of them, and no total"
    await citizen.taps("Yes")
    citizen.phone.does_not_see("балл")
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        (screen, *_rest) = [
            it for it in await traces.of_chat(connection, citizen.phone.chat_id) if it.is_screen
        ]
    assert set(type(screen).__dataclass_fields__) == {
        "message_id",
        "is_screen",
        "language",
        "noted_at",
        "due_at",
        "pause",
    }


@pytest.mark.parametrize("who", WHO)
async def test_rule_11_everybody_is_served(citizen: Speaker, who: str) -> None:
    await citizen.says("/crisis")
    await citizen.taps("Yes")
    await citizen.taps("1 hour")
    await citizen.taps(WHO[who].msgid)
    if who != "self":
        await citizen.taps("I do not know")
    citizen.phone.sees(citizen._("A lawyer"))
    await citizen.taps("Somebody to talk to")
    await citizen.taps("Only the phones")
    citizen.phone.sees("111")


async def test_rule_12_every_choice_can_be_taken_back(citizen: Speaker) -> None:
    await citizen.goes_to_where()
    for sign in ("A doctor", "For me", "5 minutes"):
        await citizen.taps("← Back")
        citizen.phone.sees(citizen._(sign))
    for question in ("who", "need"):
        await citizen.taps("1 hour" if question == "who" else "I do not know")
        assert citizen._("I do not know") in citizen.phone.buttons, question


async def test_rule_13_no_log_names_the_chat(
    citizen: Speaker, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await citizen.goes_to_where()
        await citizen.says("Павлодар")
        await citizen.taps("Clean up and leave")
    assert str(citizen.phone.chat_id) not in caplog.text


async def test_rule_14_nothing_of_a_visit_reaches_a_group(citizen: Speaker, town: Town) -> None:
    """There are no tickets from the branch: the volunteers' group hears nothing at all of it."""
    await checked(town, "kz55-01", phones="150")
    heard = await spoken_to(town)
    await citizen.goes_to_where()
    await citizen.says("помогите")
    await citizen.phone.taps(citizen.pavlodar)
    await citizen.phone.taps("1")
    await citizen.taps("Has moved")
    await citizen.taps("Clean up and leave")
    assert not any(chat_id < 0 for chat_id in heard), "groups have negative ids"
    daniyar = town.phone("daniyar")
    await daniyar.looks()
    assert not daniyar.reads_group()


async def test_rule_15_a_card_is_sent_only_once_it_is_said_to_be_safe(citizen: Speaker) -> None:
    await citizen.goes_to_where()
    await citizen.taps("Only the phones")
    await citizen.taps("A card to keep")
    safe = "сурет сақтау қауіпсіз бе" if citizen.language == "kk" else "Безопасно ли хранить"
    citizen.phone.sees(safe)
    await citizen.taps("No")
    assert not any("photo" in message.json for message in chat(citizen))
    await citizen.taps("A card to keep")
    await citizen.taps("What does it look like?")
    assert not any("photo" in message.json for message in chat(citizen))
    await citizen.taps("Yes, send it")
    (card,) = [message for message in chat(citizen) if "photo" in message.json]
    assert card.text == citizen._("Phones")
    assert not any(word in card.text.casefold() for word in FORBIDDEN)


async def test_rule_16_for_a_minor_111_comes_first_and_no_parents_are_told(
    citizen: Speaker,
) -> None:
    seen = []
    await citizen.says("/crisis")
    for label in ("Yes", "1 hour", "For a child or a teenager", "No", "Somebody to talk to"):
        await citizen.taps(label)
        seen.append(citizen.phone.last.text)
    await citizen.phone.taps(citizen.pavlodar)
    seen.append(citizen.phone.last.text)
    lines = [line for line in seen[-1].splitlines() if line[:3].isdigit()]
    assert lines[0].startswith("111")
    for text in seen:
        for word in ("родител", "ата-ана", "әкең", "анаң"):
            assert word not in text.casefold()
