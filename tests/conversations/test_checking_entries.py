"""An administrator finds what waits to be checked, phones, and makes it a checked entry."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from civic.directory.checking import Outcome
from sandbox.phone import Phone
from storage import directory
from storage.tables import audit
from tests.conversations.conftest import Town
from tests.conversations.directory_acts import checked, found_nobody, full
from tests.conversations.voice import Speaker

CENTRE = "kz55-01"
SHELTER = "kz75-01"
"""Its notes say that the address is secret."""
DAY = timedelta(days=1)


@pytest.fixture(params=["kk", "ru"])
async def administrator(request: pytest.FixtureRequest, asel: Phone) -> Speaker:
    """She works in Kazakh and in Russian."""
    language: str = request.param
    speaker = Speaker(asel, language)
    await asel.says("/start")
    await asel.taps("Қазақша" if language == "kk" else "Русский")
    await speaker.taps("Skip")
    return speaker


async def goes_to_the_tally(administrator: Speaker) -> None:
    await administrator.says("/admin")
    await administrator.taps("Entries to check")


async def goes_to_the_draft(administrator: Speaker, number: str = "3") -> None:
    """To the third of Pavlodar's drafts, which is ``CENTRE``."""
    await goes_to_the_tally(administrator)
    await administrator.taps("Never checked")
    await administrator.phone.taps(administrator.pavlodar)
    await administrator.phone.taps(number)
    administrator.phone.sees(CENTRE)


async def begins(administrator: Speaker, outcome: str = "It works, something has changed") -> None:
    await administrator.taps("Check it")
    await administrator.taps(outcome)
    await administrator.taps("I phoned")


async def the(town: Town, centre: str = CENTRE) -> directory.Centre:
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        found = await directory.centre(connection, centre)
    assert found is not None
    return found


async def test_a_draft_becomes_a_checked_entry(administrator: Speaker, town: Town) -> None:
    await goes_to_the_draft(administrator)
    administrator.sees("Nobody has checked it: people are told to ask 111 about it")
    administrator.phone.sees("https://almaty.tv/kz/news/")
    administrator.phone.sees("by own initiative OR referral")
    await begins(administrator)
    for field in ("Phones", "Opening hours", "Whom it takes", "Languages"):
        await administrator.taps(field)
    await administrator.taps("Address, and what people may see")
    await administrator.taps("Done")
    await administrator.says("8 7182 64 90 10, 150")
    await administrator.says("дс-жм 9:00-18:00")
    await administrator.taps("no papers needed")
    await administrator.taps("papers are asked for")
    administrator.phone.does_not_see(f"✓ {administrator._('no papers needed')}")
    await administrator.taps("Sons: up to which age?")
    await administrator.phone.taps("11")
    await administrator.taps("Done")
    await administrator.taps("Kazakh")
    await administrator.taps("Done")
    await administrator.taps("the phone, the city and the address: an office open to everybody")
    await administrator.says("Естай көшесі, 1")
    await administrator.says("Кезекшіден сұрадым")
    administrator.sees("Please check that everything is right.")
    administrator.phone.sees("+7 7182 64 90 10; 150")
    administrator.phone.sees("Естай көшесі, 1")
    await administrator.taps("Save")
    administrator.sees("Saved. The entry is up to date.")
    await administrator.taps("As people see it")
    administrator.phone.sees("+7 7182 64 90 10")
    administrator.sees("sons up to the age of {age}", age=11)
    await administrator.taps("← To the entry")
    administrator.sees("Checked: people see it")
    centre = await the(town)
    assert centre.phones == ("+7 7182 64 90 10", "150")
    assert centre.hours == "Mo-Fr 09:00-18:00"
    assert centre.conditions == ("sons-to-11", "papers-asked")
    assert (centre.address, centre.languages) == ("Естай көшесі, 1", ("kk",))
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        acts = (await connection.execute(select(audit.c.act, audit.c.subject))).all()
    assert ("centre.checked", f"centre:{CENTRE}") in [tuple(row) for row in acts]


async def test_the_history_tells_who_found_what_when_and_how(
    administrator: Speaker, town: Town
) -> None:
    await checked(town, CENTRE, phones="150", note="Кезекші жауап берді")
    await goes_to_the_tally(administrator)
    await administrator.taps("All entries")
    await administrator.phone.taps(administrator.pavlodar)
    await administrator.phone.taps("1")
    administrator.phone.sees("ID 700000001")
    await begins(administrator, "Nobody answered")
    await administrator.taps("Skip")
    await administrator.taps("Save")
    await administrator.taps("← To the entry")
    await administrator.taps("History: {count}", count=2)
    seen = administrator.phone.last.text
    assert seen.index(administrator._("Nobody answered")) < seen.index("ID 700000001")
    administrator.sees("you")
    administrator.phone.sees("Кезекші жауап берді")
    administrator.phone.sees("→ 150")


async def test_wrong_input_is_asked_again_and_nothing_is_lost(
    administrator: Speaker, town: Town
) -> None:
    await goes_to_the_draft(administrator)
    await begins(administrator)
    for field in ("Phones", "Opening hours", "Whom it takes"):
        await administrator.taps(field)
    await administrator.taps("Done")
    for wrong in ("12", "+7 7182 32 45 67", "позвоните нам", "1" * 600):
        await administrator.says(wrong)
        administrator.sees("Which phones?")
    await administrator.phone.sends_sticker()
    administrator.sees("Which phones?")
    await administrator.says("150")
    for wrong in ("когда светло", "пн-пт 9-18", "25:00-26:00"):
        await administrator.says(wrong)
        administrator.sees("When is it open?")
    await town.restarts()
    await administrator.says("пн-пт 09:00-18:00")
    administrator.sees("Whom does it take, and on what conditions?")
    await administrator.says("women; nice")
    administrator.sees("I do not know the word “{word}”.", word="nice")
    await administrator.says("women; no-papers")
    administrator.phone.sees(f"✓ {administrator._('no papers needed')}")
    await administrator.taps("Done")
    await administrator.taps("Skip")
    administrator.phone.sees("150")
    await administrator.taps("Change: {answer}", answer=administrator._("Opening hours"))
    await administrator.says("и что?")
    await administrator.says("24/7")
    administrator.sees("Please check that everything is right.")
    await administrator.taps("Save")
    centre = await the(town)
    assert (centre.phones, centre.hours) == (("150",), "24/7")
    assert centre.conditions == ("women", "no-papers")


async def test_what_is_right_is_confirmed_with_four_taps(
    administrator: Speaker, town: Town
) -> None:
    await checked(town, CENTRE, phones="150")
    town.clock.forward(days=91)
    await goes_to_the_tally(administrator)
    await administrator.taps("Not checked for 90 days")
    await administrator.phone.taps("1")
    await begins(administrator, "It is as it stands here")
    administrator.sees("What would you like to enter or change?")
    administrator.phone.sees("150")
    await administrator.taps("Done")
    await administrator.taps("Skip")
    await administrator.taps("Save")
    centre = await the(town)
    assert (centre.phones, centre.checked_at) == (("150",), town.clock())
    await administrator.taps("← Entries to check")
    waiting = administrator._("Not checked for 90 days")
    assert not any(waiting in label for label in administrator.phone.buttons)


async def test_what_is_wrong_is_taken_away(administrator: Speaker, town: Town) -> None:
    await checked(town, CENTRE, phones="150", hours="24/7")
    await goes_to_the_tally(administrator)
    await administrator.taps("All entries")
    await administrator.phone.taps(administrator.pavlodar)
    await administrator.phone.taps("1")
    await begins(administrator)
    await administrator.taps("Opening hours")
    await administrator.taps("Done")
    await administrator.taps("Take it away")
    await administrator.taps("Skip")
    administrator.sees("nothing: it is taken away")
    await administrator.taps("Save")
    assert (await the(town)).hours is None


async def test_a_secret_address_cannot_be_opened(administrator: Speaker, town: Town) -> None:
    await goes_to_the_tally(administrator)
    await administrator.taps("Never checked")
    await administrator.phone.taps("Алматы: 5")
    await administrator.phone.taps("1")
    administrator.phone.sees(SHELTER)
    administrator.sees("not kept: the place is not to be found")
    await begins(administrator)
    await administrator.taps("Address, and what people may see")
    await administrator.taps("Done")
    open_door = "the phone, the city and the address: an office open to everybody"
    assert administrator._(open_door) not in administrator.phone.buttons
    await administrator.types(open_door)
    administrator.sees("Please choose one of the buttons.")
    await administrator.taps("the phone and the city")
    administrator.sees("A note for the other administrators?")
    await administrator.taps("Skip")
    await administrator.taps("Save")
    centre = await the(town, SHELTER)
    assert (centre.publish_level, centre.address) == ("city_only", None)


async def test_of_two_administrators_the_second_is_told_what_changed(
    administrator: Speaker, town: Town
) -> None:
    await goes_to_the_draft(administrator)
    await begins(administrator)
    await administrator.taps("Phones")
    await administrator.taps("Done")
    await administrator.says("111")
    await administrator.taps("Skip")
    await checked(town, CENTRE, phones="150", hours="24/7")
    await administrator.taps("Save")
    administrator.phone.sees("150")
    administrator.sees("Please check that everything is right.")
    assert (await the(town)).phones == ("150",), "nothing is written over unseen"
    await administrator.taps("Change: {answer}", answer=administrator._("Phones"))
    administrator.sees("Now: {now}", now="150")
    await administrator.taps("Leave as it is")
    await administrator.taps("Save")
    administrator.sees("Saved. The entry is up to date.")
    centre = await the(town)
    assert (centre.phones, centre.hours) == (("111",), "24/7")


async def test_whoever_is_no_administrator_any_more_saves_nothing(
    administrator: Speaker, town: Town
) -> None:
    await goes_to_the_draft(administrator)
    card = administrator.phone.last
    await begins(administrator, "It is closed for good")
    await administrator.taps("Skip")
    await town.stop_the_bot()
    town.administrators_are()
    await town.wake_the_bot()
    await administrator.taps("Save")
    administrator.sees("Only an administrator can do this.")
    assert (await the(town)).status == "unverified"
    await administrator.phone.taps_old(card, administrator._("As people see it"))
    administrator.sees_popup("This button is from an earlier step. Please use the latest message.")


async def test_for_others_the_buttons_do_nothing(
    administrator: Speaker, citizen: Speaker, town: Town
) -> None:
    await citizen.is_known()
    menu = citizen.phone.last
    for way in ("e:home::0::0", f"e:reports:{CENTRE}:0::0", f"e:check:{CENTRE}:0::0"):
        forged = {"message_id": menu.id, "callback_data": way, "even_if_gone": True}
        await citizen.phone.line.post(
            f"people/{citizen.phone.person}/tap", {**forged, "wait": True}
        )
        await citizen.phone.looks()
        assert citizen.phone.last.text == menu.text
    assert (await the(town)).status == "unverified"
    del administrator


async def test_reports_are_read_with_what_was_written(
    administrator: Speaker, citizen: Speaker, town: Town
) -> None:
    await checked(town, "kz55-03", phones="150")
    await citizen.is_known()
    await citizen.goes_to_the_centres_of_pavlodar()
    await citizen.phone.taps("1")
    await citizen.begins_a_report()
    await citizen.taps("They refused to help")
    await citizen.says("Сказали <прийти> завтра")
    await citizen.taps("Send the report")
    await administrator.phone.waits_for("Сказали <прийти> завтра")
    await administrator.taps("Look at the entry")
    await administrator.taps("Reports: {count}", count=1)
    administrator.sees("They refused to help")
    administrator.phone.sees("Сказали <прийти> завтра")
    administrator.phone.does_not_see(str(citizen.phone.chat_id))
    await administrator.taps("← To the entry")
    administrator.sees("Checked: people see it")


async def test_what_waits_is_counted_by_reason_and_listed_reported_first(
    administrator: Speaker, town: Town
) -> None:
    now = town.clock()
    await checked(town, "kz55-02", at=now - 100 * DAY)
    await checked(town, "kz55-03", at=now - 9 * DAY)
    await checked(town, "kz55-03", Outcome.NO_ANSWER, at=now - 8 * DAY)
    await checked(town, CENTRE, at=now - 5 * DAY)
    await found_nobody(town, CENTRE, 2002, 3003)
    await goes_to_the_tally(administrator)
    lines = administrator.phone.last.text.splitlines()
    counts = [int(line.rpartition(" ")[2]) for line in lines if line.startswith("•")]
    assert counts == [1, 1, 1, 48]
    first = administrator.phone.buttons[0]
    assert first == f"{administrator._('Reported by people, hidden')}: 1"
    await administrator.phone.taps(first)
    await administrator.phone.taps("1")
    administrator.sees("Hidden: two people found nobody there")
    await administrator.taps("As people see it")
    administrator.phone.sees("111")
    await administrator.taps("← To the entry")
    await administrator.taps("← Back to the list")
    administrator.sees("Reported by people, hidden")


async def test_long_lists_have_pages(administrator: Speaker) -> None:
    await goes_to_the_tally(administrator)
    await administrator.taps("All entries")
    region = "Алматы облысы: 7" if administrator.language == "kk" else "Алматинская: 7"
    await administrator.phone.taps(region)
    assert administrator._("More →") not in administrator.phone.buttons
    await administrator.taps("← Regions")
    unknown = administrator._("Region not known")
    await administrator.phone.taps(f"{unknown}: 2")
    await administrator.phone.taps("2")
    administrator.phone.sees(unknown)
    await administrator.taps("← Back to the list")
    administrator.phone.sees(unknown)


async def test_the_lines_are_told_with_how_far_they_are_confirmed(
    administrator: Speaker, citizen: Speaker
) -> None:
    await citizen.is_known()
    await citizen.goes_to_all_phones()
    await citizen.phone.taps("111")
    await citizen.begins_a_report()
    await citizen.taps("Nobody answers")
    await citizen.taps("Skip")
    await citizen.taps("Send the report")
    await goes_to_the_tally(administrator)
    await administrator.taps("Lines")
    administrator.phone.sees("1416")
    administrator.sees("not confirmed: not shown")
    await administrator.phone.taps("ⓘ 111")
    administrator.sees("Nobody answers")
    await administrator.taps("← Lines")
    await administrator.taps("← Entries to check")
    await administrator.taps("← For administrators")
    administrator.sees("Entries to check")


async def test_no_room_until_tomorrow_is_said_and_taken_back(
    administrator: Speaker, town: Town
) -> None:
    await checked(town, CENTRE, phones="150")
    await goes_to_the_tally(administrator)
    await administrator.taps("All entries")
    await administrator.phone.taps(administrator.pavlodar)
    await administrator.phone.taps("1")
    await administrator.taps("No room until tomorrow")
    assert (await the(town)).full_until == town.clock() + DAY
    await administrator.taps("There is room again")
    assert (await the(town)).full_until is None
    await full(town, CENTRE)
    town.clock.forward(hours=25)
    await administrator.says("/admin")
    await administrator.taps("Entries to check")
    await administrator.taps("All entries")
    await administrator.phone.taps(administrator.pavlodar)
    await administrator.phone.taps("1")
    assert administrator._("No room until tomorrow") in administrator.phone.buttons


async def test_a_check_that_was_begun_is_not_lost_to_another_one(administrator: Speaker) -> None:
    await goes_to_the_draft(administrator)
    await begins(administrator)
    await goes_to_the_tally(administrator)
    await administrator.taps("Never checked")
    await administrator.phone.taps(administrator.pavlodar)
    await administrator.phone.taps("1")
    await administrator.taps("Check it")
    administrator.phone.sees(
        "Балалары" if administrator.language == "kk" else "Павлодарский городской"
    )
    await administrator.taps("Go on")
    administrator.sees("What would you like to enter or change?")
    await administrator.says("/menu")
    await administrator.says("/admin")
    await administrator.taps("Entries to check")
    await administrator.taps("Never checked")
    await administrator.phone.taps(administrator.pavlodar)
    await administrator.phone.taps("1")
    await administrator.taps("Check it")
    await administrator.taps("Start over")
    administrator.phone.sees(
        "Отбасын қолдау" if administrator.language == "kk" else "Центр поддержки семьи"
    )
