"""What people see of a checked centre, in which order, and how they say that nobody is there."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sandbox.phone import Phone
from storage import directory, outbox, people
from storage.tables import centres
from tests.conversations.conftest import Town
from tests.conversations.directory_acts import checked, found_nobody, full, stands_at
from tests.conversations.voice import Speaker

CENTRE, OFFICE = "kz55-01", "kz55-02"
PHONE = "+7 7182 64 90 10"
NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Asia/Almaty"))
"""A Wednesday."""
DAY = timedelta(days=1)


async def goes_to_pavlodar(citizen: Speaker, need: str = "A lawyer", who: str = "For me") -> None:
    await citizen.says("/crisis")
    for label in ("Yes", "1 hour", who, "No", need):
        await citizen.taps(label)
    await citizen.says("Павлодар")


def numbers(phone: Phone) -> list[str]:
    """The lines that name the centres, in their order."""
    lines = phone.last.text.splitlines()
    return [line for line in lines if line[:2] in {f"{n}." for n in range(1, 10)}]


async def test_a_checked_centre_is_shown_with_all_that_was_found(
    citizen: Speaker, town: Town
) -> None:
    town.clock.moment = NOON
    await checked(
        town,
        CENTRE,
        phones=f"{PHONE}; 150",
        hours="Mo-Fr 09:00-18:00",
        conditions="women;no-papers;own-word;sons-to-11",
        services="legal;housing",
        languages="kk;ru",
        address="Естай көшесі, 1",
        publish_level="public_office",
    )
    await goes_to_pavlodar(citizen)
    citizen.phone.sees(PHONE)
    citizen.sees("open now")
    citizen.sees("✓ Checked on {day}", day=NOON.date())
    await citizen.phone.taps("1")
    for shown in (PHONE, "150", "09:00–18:00", "Естай көшесі, 1"):
        citizen.phone.sees(shown)
    for said in ("no papers needed", "come by yourself, no referral needed", "a lawyer", "Kazakh"):
        citizen.sees(said)
    citizen.sees("sons up to the age of {age}", age=11)
    await citizen.taps("Copy {number}", number=PHONE)
    assert citizen.phone.opened is not None
    assert citizen.phone.opened["text"] == PHONE
    town.clock.forward(hours=7)
    await citizen.taps("← Back")
    citizen.sees("closed now")


async def test_where_little_is_known_111_is_asked(citizen: Speaker, town: Town) -> None:
    await checked(town, CENTRE)
    await goes_to_pavlodar(citizen)
    await citizen.phone.taps("1")
    how = "байланысуға" if citizen.language == "kk" else "Как туда обратиться"
    citizen.phone.sees(how)
    citizen.phone.does_not_see(citizen._("open now"))
    citizen.phone.does_not_see(citizen._("closed now"))


async def test_after_90_days_it_looks_faded_and_says_so(citizen: Speaker, town: Town) -> None:
    await checked(town, CENTRE, phones=PHONE)
    await checked(town, OFFICE, phones="150", at=town.clock() - 90 * DAY)
    await goes_to_pavlodar(citizen)
    fresh, faded, *_drafts = numbers(citizen.phone)
    assert fresh.startswith("1. Балалары" if citizen.language == "kk" else "1. Павлодарский")
    assert faded.startswith("2. Отбасын" if citizen.language == "kk" else "2. Центр поддержки")
    citizen.sees("Checked long ago: phone before you set out.")
    await citizen.phone.taps("2")
    citizen.phone.sees("111")
    three_months = "үш айдан" if citizen.language == "kk" else "трёх месяцев"
    citizen.phone.sees(three_months)


async def test_drafts_stay_names_to_ask_about(citizen: Speaker, town: Town) -> None:
    await checked(town, CENTRE, phones=PHONE)
    await goes_to_pavlodar(citizen)
    text = citizen.phone.last.text
    asked_about = "ешкім тексерген жоқ" if citizen.language == "kk" else "никто не проверил"
    assert text.index(PHONE) < text.index(asked_about)
    await citizen.phone.taps("2")
    citizen.phone.sees("111")
    assert citizen._("Nobody answers") not in citizen.phone.buttons


async def test_who_needs_a_roof_is_not_sent_to_an_office(citizen: Speaker, town: Town) -> None:
    await checked(town, OFFICE, phones=PHONE)
    await goes_to_pavlodar(citizen, "A place to stay")
    citizen.phone.does_not_see(PHONE)
    await goes_to_pavlodar(citizen, "A lawyer")
    citizen.phone.sees(PHONE)


async def test_a_man_is_not_sent_where_men_are_refused(citizen: Speaker, town: Town) -> None:
    await checked(town, CENTRE, phones=PHONE, conditions="women;no-men")
    await goes_to_pavlodar(citizen, who="I am a man")
    citizen.phone.does_not_see(PHONE)
    await goes_to_pavlodar(citizen)
    citizen.phone.sees(PHONE)


async def test_what_fits_best_comes_first_and_what_is_full_last(
    citizen: Speaker, town: Town
) -> None:
    now = town.clock()
    await checked(town, "kz55-01", phones="150", services="food", at=now)
    await checked(town, "kz55-03", phones="111", services="legal", at=now - DAY)
    await checked(town, "kz55-04", phones="102", services="legal", at=now - 2 * DAY)
    await full(town, "kz55-03")
    await goes_to_pavlodar(citizen)
    first, second, third, *_rest = numbers(citizen.phone)
    assert "Ана үйі" in first
    assert "Балалары" in second or "Павлодарский" in second
    assert "ресоциализации" in third
    citizen.sees("no room now")
    await citizen.phone.taps("3")
    citizen.phone.sees("111")
    town.clock.forward(hours=25)
    await citizen.taps("← Back")
    citizen.phone.does_not_see(citizen._("no room now"))


async def test_the_nearest_comes_first_from_a_city_or_a_shared_place(
    citizen: Speaker, town: Town
) -> None:
    now = town.clock()
    for centre, name, place in (
        ("kz55-02", "far", (51.72, 75.32)),  # Ekibastuz
        ("kz55-03", "near", (52.29, 76.96)),  # Pavlodar
    ):
        await checked(town, centre, publish_level="public_office", address=name, at=now)
        await stands_at(town, centre, *place)
    await goes_to_pavlodar(citizen, "Just to know what is possible")
    assert "ресоциализации" in numbers(citizen.phone)[0]
    await citizen.phone.taps("1")
    citizen.phone.sees("Шамамен" if citizen.language == "kk" else "Примерно")
    await citizen.taps("← Back")
    await citizen.taps("← Back")
    await citizen.says("Экибастуз")
    assert "ресоциализации" in numbers(citizen.phone)[1]
    await citizen.taps("← Back")
    await citizen.phone.shares_place(52.2873, 76.9674)
    assert "ресоциализации" in numbers(citizen.phone)[0]
    assert not any("location" in message.json for message in citizen.phone.history)


async def test_an_office_is_shown_on_the_map_and_the_point_is_cleaned_up(
    citizen: Speaker, town: Town
) -> None:
    await checked(town, OFFICE, publish_level="public_office", address="Естай көшесі, 1")
    await stands_at(town, OFFICE, 52.29, 76.96)
    await goes_to_pavlodar(citizen)
    await citizen.phone.taps("1")
    await citizen.taps("Show on the map")
    (point,) = [message for message in citizen.phone.history if "venue" in message.json]
    assert point.json["venue"]["title"] == citizen._("Address")
    await citizen.taps("Clean up and leave")
    assert not any("venue" in message.json for message in citizen.phone.history)


@pytest.mark.parametrize("level", ["phone_only", "city_only"])
async def test_a_secret_place_has_no_address_and_no_point_whatever_its_row_says(
    citizen: Speaker, town: Town, level: str
) -> None:
    await checked(town, CENTRE, phones=PHONE, publish_level=level)
    assert town.azamat is not None
    told_anyway = {"address": "Тайная, 7", "latitude": 52.3, "longitude": 76.9}
    async with town.azamat.grounds.database.act() as connection:
        row = centres.update().where(centres.c.id == CENTRE)
        await connection.execute(row.values(**told_anyway, geo_precision="house"))
    await goes_to_pavlodar(citizen)
    citizen.phone.does_not_see("Тайная")
    await citizen.phone.taps("1")
    citizen.phone.sees(PHONE)
    citizen.phone.does_not_see("Тайная")
    assert citizen._("Show on the map") not in citizen.phone.buttons


async def test_one_tap_says_that_nobody_is_there_and_nobody_learns_who(
    citizen: Speaker, town: Town, asel: Phone
) -> None:
    await checked(town, CENTRE, phones=PHONE)
    await found_nobody(town, CENTRE, 5005)
    await goes_to_pavlodar(citizen)
    await citizen.phone.taps("1")
    await citizen.taps("Has moved")
    citizen.sees("Thank you. You spare others the way in vain.")
    citizen.phone.does_not_see(PHONE)
    await citizen.taps("← Back")
    citizen.phone.does_not_see(PHONE)
    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.look() as connection:
        assert await people.look_up(connection, citizen.phone.chat_id) is None
        assert await outbox.tally(connection, town.clock()) == []
        reports = await directory.reports_of(connection, "centre", CENTRE)
    assert [(it.kind, it.person_id) for it in reports].count(("moved", None)) == 1
    await asel.looks()
    assert asel.history == []


async def test_a_tap_by_mistake_is_taken_back(citizen: Speaker, town: Town) -> None:
    await checked(town, CENTRE, phones=PHONE)
    await found_nobody(town, CENTRE, 5005)
    await goes_to_pavlodar(citizen)
    await citizen.phone.taps("1")
    await citizen.taps("Nobody answers")
    citizen.phone.does_not_see(PHONE)
    await citizen.taps("I did not mean to: take it back")
    citizen.sees_popup("All right, it is taken back.")
    citizen.phone.sees(PHONE)


async def test_one_person_who_taps_again_and_again_hides_nothing(
    citizen: Speaker, town: Town
) -> None:
    await checked(town, CENTRE, phones=PHONE)
    for label in ("Nobody answers", "Has moved"):
        await goes_to_pavlodar(citizen)
        await citizen.phone.taps("1")
        await citizen.taps(label)
        citizen.phone.sees(PHONE)


async def test_a_long_list_is_turned_and_the_card_leads_back_to_its_page(citizen: Speaker) -> None:
    await citizen.says("/crisis")
    for label in ("Yes", "1 hour", "For me", "No", "A lawyer"):
        await citizen.taps(label)
    await citizen.phone.taps("Алматы облысы" if citizen.language == "kk" else "Алматинская")
    await citizen.taps("More →")
    second = numbers(citizen.phone)
    assert [line[:2] for line in second] == ["6.", "7."]
    await citizen.phone.taps("6")
    await citizen.taps("← Back")
    assert numbers(citizen.phone) == second
    await citizen.taps("← Earlier")
    assert [line[:2] for line in numbers(citizen.phone)] == ["1.", "2.", "3.", "4.", "5."]


async def test_the_buttons_of_older_messages_still_lead_somewhere(
    citizen: Speaker, town: Town
) -> None:
    """Messages of the bot's former version are in people's chats: they must find their way out."""
    await checked(town, CENTRE, phones=PHONE)
    await citizen.says("/crisis")
    screen = citizen.phone.last
    for data, shown in (
        ("h:need:me:::", citizen._("A lawyer")),
        ("f:region:KZ-55:0", PHONE),
        (f"f:centre:{CENTRE}:0", PHONE),
        ("f:lines::0", "112"),
        ("h:close::::", "JOLTAP"),
    ):
        pressed = {"message_id": screen.id, "callback_data": data, "even_if_gone": True}
        await citizen.phone.line.post(
            f"people/{citizen.phone.person}/tap", {**pressed, "wait": True}
        )
        await citizen.phone.looks()
        assert shown in citizen.phone.last.readable, data
    assert len(citizen.phone.history) == 1
