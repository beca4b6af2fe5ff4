"""A picture with the phones: only where it is safe, once, and taken back with the rest."""

from __future__ import annotations

from sandbox.screen import Seen
from tests.conversations.branch_acts import chat, ticks, traces_of
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker


def pictures(citizen: Speaker) -> list[Seen]:
    return [message for message in chat(citizen) if "photo" in message.json]


async def gets_the_card(citizen: Speaker) -> None:
    await citizen.taps("A card to keep")
    await citizen.taps("Yes, send it")


async def test_the_card_is_sent_and_cleaned_up_with_the_rest(citizen: Speaker, town: Town) -> None:
    await citizen.goes_to_where()
    await citizen.says("Павлодар")
    await gets_the_card(citizen)
    (card,) = pictures(citizen)
    assert card.text == citizen._("Phones")
    assert card.id in await traces_of(town, citizen)
    gallery = "Телефонның суреттеріне" if citizen.language == "kk" else "в фотографии телефона"
    assert any(gallery in message.text for message in chat(citizen))
    await citizen.taps("Clean up and leave")
    assert pictures(citizen) == []
    assert await traces_of(town, citizen) == []


async def test_it_goes_by_itself_after_the_chosen_pause(citizen: Speaker, town: Town) -> None:
    await citizen.says("/crisis")
    await citizen.taps("Urgent: 112 · 102")
    await citizen.taps("← Back")
    await citizen.taps("← Back")
    await citizen.taps("5 minutes")
    await citizen.taps("Urgent: 112 · 102")
    await gets_the_card(citizen)
    await town.restarts()
    town.clock.forward(minutes=6)
    await ticks(town)
    await citizen.phone.looks()
    assert pictures(citizen) == []
    assert len(chat(citizen)) == 1


async def test_from_each_page_it_leads_back_there(citizen: Speaker) -> None:
    await citizen.goes_to_where()
    await citizen.taps("Only the phones")
    await citizen.taps("All phones")
    await citizen.taps("Keep a card with the phones")
    await citizen.taps("No")
    citizen.phone.sees("103")
    await citizen.taps("← Back")
    await citizen.taps("A card to keep")
    await citizen.taps("What does it look like?")
    await citizen.taps("← Back")
    await citizen.taps("← Back")
    citizen.phone.sees("150")


async def test_telegrams_own_copy_is_sent_from_the_second_time_on(
    citizen: Speaker, town: Town
) -> None:
    """On a weak network a picture is long in coming; one that Telegram has is not."""
    await citizen.goes_to_where()
    await citizen.taps("Only the phones")
    await gets_the_card(citizen)
    await citizen.taps("← Back")
    await gets_the_card(citizen)
    first, second = pictures(citizen)
    assert first.json["photo"][-1]["file_id"] == second.json["photo"][-1]["file_id"]
    other = Speaker(citizen.phone, "ru" if citizen.language == "kk" else "kk")
    await citizen.says("/crisis")
    await citizen.phone.taps("Русский" if citizen.language == "kk" else "Қазақша")
    await other.taps("Urgent: 112 · 102")
    await gets_the_card(other)
    (third,) = pictures(citizen)
    assert third.json["photo"][-1]["file_id"] != second.json["photo"][-1]["file_id"]
    del town
