"""The help branch: how help is found, how somebody leaves, and what is left when something breaks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.views.ways import Help
from bot.visits import MOST, Visits
from sandbox.phone import Phone
from storage import directory, traces, updates
from tests.conversations.branch import (
    CENTRE,
    OFFICE,
    chat,
    is_checked,
    is_known_to_the_bot,
    labels,
    ledger,
    passes,
    restarts,
    said_by_the_bot,
    said_by_them,
    ticks,
    trouble,
    trouble_ends,
    visit_of,
)
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

DONE = (
    "Done. The chat stays in your list, earlier messages stay in the chat, calls stay in the "
    "phone's list and on the operator's bill."
)
TAP = "Please tap a button. In danger, call 112."
PHONE = "+7 7182 64 90 10"
HOURS = timedelta(hours=1)


async def finds_pavlodar(citizen: Speaker) -> None:
    await citizen.goes_to_where()
    await citizen.phone.taps(citizen.pavlodar)


# Where


@pytest.mark.parametrize("typed", ["Капчагай", "конаев", "Qonaev", "Қапшағай"])
async def test_a_city_is_known_by_any_of_its_names(citizen: Speaker, typed: str) -> None:
    await citizen.goes_to_where()
    await citizen.says(typed)
    citizen.phone.sees("Алматы облысы" if citizen.language == "kk" else "Алматинская область")


async def test_a_misspelt_city_is_asked_about_and_a_foreign_place_refused(
    citizen: Speaker,
) -> None:
    await citizen.goes_to_where()
    await citizen.says("Пвлодар")
    citizen.sees("Did you mean this place?")
    await citizen.phone.taps(next(label for label in labels(citizen) if ", Павлодар" in label))
    citizen.sees("All phones")
    await citizen.taps("← Back")
    await citizen.says("Атлантида")
    citizen.sees("I cannot find such a place. Please choose the region below.")
    for point in ((55.75, 37.6), (42.8746, 74.5698), (41.2995, 69.2401)):
        await citizen.phone.shares_place(*point)
        abroad = "This place does not seem to be in Kazakhstan. Please choose the region."
        assert citizen._(abroad) in citizen.phone.last.text
    assert [message.by_bot for message in chat(citizen)] == [False, True]


async def test_what_is_sent_where_nothing_is_asked_is_answered_and_deleted(
    citizen: Speaker,
) -> None:
    await citizen.says("/phones")
    await citizen.taps("Yes")
    for kind in ("sends_photo", "sends_sticker", "sends_voice", "shares_contact", "sends_album"):
        await getattr(citizen.phone, kind)()
        assert citizen._(TAP) in citizen.phone.last.text
        assert citizen._("5 minutes") in labels(citizen)
    await citizen.says("мен қорқамын")
    await citizen.says("/fly")
    assert citizen._(TAP) in citizen.phone.last.text
    assert [message.by_bot for message in chat(citizen)] == [False, True]
    await citizen.taps("5 minutes")
    assert citizen._(TAP) not in citizen.phone.last.text


async def test_a_city_is_typed_after_a_restart_or_on_another_worker(
    citizen: Speaker, town: Town
) -> None:
    await citizen.goes_to_where()
    await restarts(town)
    await citizen.says("Павлодар")
    citizen.phone.sees(citizen._("All phones"))
    citizen.phone.sees("Павлодар")
    assert [message.by_bot for message in chat(citizen)] == [False, True]
    await restarts(town)
    await citizen.says("мен қорқамын")
    citizen.sees("One question first.")
    assert [message.by_bot for message in chat(citizen)] == [False, True]


async def test_a_draft_does_not_take_the_city_for_its_answer(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/start region")
    await citizen.says("/phones")
    for label in ("Yes", "1 hour", "For me", "No", "A lawyer"):
        await citizen.taps(label)
    await citizen.says("Павлодар")
    citizen.sees("All phones")


# What is found


async def test_a_checked_centre_is_shown_with_all_that_was_found(
    citizen: Speaker, town: Town
) -> None:
    await is_checked(
        town,
        phones=f"{PHONE}; 150",
        hours="24/7",
        conditions="women; children; sons-to-11; no-papers; stay-to-6",
        services="housing; legal",
        languages="kk; ru",
        publish_level="phone_only",
    )
    await finds_pavlodar(citizen)
    text = citizen.phone.last.text
    assert text.index("111 – ") < text.index(PHONE)
    assert labels(citizen)[0] == "1"
    await citizen.phone.taps("1")
    for sign in (PHONE, citizen._("no papers needed"), citizen._("a lawyer")):
        citizen.phone.sees(sign)
    citizen.phone.sees(citizen._("sons up to the age of {age}", age=11))
    citizen.phone.sees(citizen._("day and night"))
    citizen.phone.sees("2026")
    assert citizen._("Copy {number}", number=PHONE) in labels(citizen)
    await citizen.taps("Copy {number}", number=PHONE)
    assert PHONE in str(citizen.phone.opened)
    await citizen.taps("← Back")
    citizen.sees("All phones")


async def test_a_secret_place_shows_no_address_and_no_pin_whatever_the_row_says(
    citizen: Speaker, town: Town
) -> None:
    await is_checked(town, phones=PHONE)
    assert town.azamat is not None
    async with town.azamat.grounds.database.act() as connection:
        await connection.exec_driver_sql(
            "UPDATE centres SET address = 'Тайная, 5', latitude = 52.3, longitude = 76.9, "
            f"geo_precision = 'house', notes = 'Адрес секретный' WHERE id = '{CENTRE}'"
        )
    await finds_pavlodar(citizen)
    citizen.phone.does_not_see("Тайная")
    await citizen.phone.taps("1")
    citizen.phone.does_not_see("Тайная")
    assert citizen._("Show on the map") not in labels(citizen)


async def test_the_pin_of_an_office_goes_with_the_rest(citizen: Speaker, town: Town) -> None:
    await is_checked(town, OFFICE, phones=PHONE, address="Естай, 99", publish_level="public_office")
    assert town.azamat is not None
    async with town.azamat.grounds.database.act() as connection:
        await connection.exec_driver_sql(
            "UPDATE centres SET latitude = 52.3, longitude = 76.9, geo_precision = 'house' "
            f"WHERE id = '{OFFICE}'"
        )
    await citizen.goes_to_where()
    await citizen.phone.taps(citizen.pavlodar)
    await citizen.phone.taps("1")
    citizen.phone.sees("Естай, 99")
    await citizen.taps("Show on the map")
    (pin,) = [message for message in chat(citizen) if "location" in message.json]
    assert pin.id in await ledger(town, citizen)
    await citizen.taps("Close")
    assert not any("location" in message.json for message in chat(citizen))
    assert len(chat(citizen)) == 1


async def test_who_is_refused_is_not_sent_there(citizen: Speaker, town: Town) -> None:
    await is_checked(town, phones=PHONE, conditions="women; no-men; papers-asked; sons-to-11")
    await is_checked(town, "kz55-01", phones="150", conditions="men; no-papers")
    first = {"kk": "Центр ресоциализации", "ru": "Центр ресоциализации"}[citizen.language]
    await citizen.says("/phones")
    for label in ("Yes", "1 hour", "For me, I am a man", "No", "A place to stay"):
        await citizen.taps(label)
    await citizen.taps("None of this, or I do not know")
    await citizen.phone.taps(citizen.pavlodar)
    citizen.phone.does_not_see(first)
    await citizen.taps("← Back")
    for label in ("← Back", "← Back", "← Back", "For me", "No", "A place to stay"):
        await citizen.taps(label)
    await citizen.taps("A son older than 11 comes along")
    await citizen.taps("No papers at hand")
    assert f"✓ {citizen._('No papers at hand')}" in labels(citizen)
    await citizen.taps("Go on")
    await citizen.phone.taps(citizen.pavlodar)
    citizen.phone.does_not_see(first)
    citizen.phone.sees(citizen._("there are no papers at hand"))
    await citizen.taps("← Back")
    await citizen.taps("← Back")
    for label in ("A son older than 11 comes along", "No papers at hand"):
        await citizen.phone.taps(f"✓ {citizen._(label)}")
    await citizen.taps("None of this, or I do not know")
    await citizen.phone.taps(citizen.pavlodar)
    citizen.phone.sees(first)


async def test_checked_come_before_drafts_and_offices_last(citizen: Speaker, town: Town) -> None:
    await is_checked(town, "kz55-04", phones=PHONE)
    await finds_pavlodar(citizen)
    text = citizen.phone.last.text
    family = "Отбасын қолдау орталығы (Павлодар)"
    family = family if citizen.language == "kk" else "Центр поддержки семьи (Павлодар)"
    unchecked = citizen._(
        "<b>We have not checked these centres yet</b>: some may have moved or closed. Do not set "
        "out for one. First call <code>111</code> (free, day and night) and ask about it by its "
        "name:"
    )
    assert text.index(PHONE) < text.index(unchecked) < text.index(family)
    for label in ("← Back", "← Back", "← Back", "← Back"):
        await citizen.taps(label)
    for label in ("For me", "Yes", "Go on", "A place to stay"):
        await citizen.taps(label)
    await citizen.phone.taps(citizen.pavlodar)
    citizen.phone.does_not_see(family)
    citizen.phone.sees("102 – ")


async def test_the_nearest_comes_first(citizen: Speaker, town: Town) -> None:
    await is_checked(town, "kz35-01", phones=PHONE)
    await is_checked(town, "kz35-04", phones="150")
    await citizen.goes_to_where()
    for city, first in (("Шахтинск", "150"), ("Темиртау", PHONE)):
        await citizen.says(city)
        await citizen.phone.taps("1")
        citizen.phone.sees(f"☎ {first}")
        await citizen.taps("← Back")
        await citizen.taps("← Back")


async def test_a_check_fades_after_ninety_days(citizen: Speaker, town: Town) -> None:
    await is_checked(town, phones=PHONE, hours="Mo-Su 09:00-18:00")
    town.clock.forward(days=91)
    await finds_pavlodar(citizen)
    citizen.sees("Checked long ago: phone before you set out.")
    await citizen.phone.taps("1")
    citizen.sees(
        "<b>Checked more than three months ago.</b> Phone before you set out. If nobody answers, "
        "call <code>111</code>: free, day and night."
    )
    citizen.phone.sees("күн сайын" if citizen.language == "kk" else "ежедневно")
    citizen.phone.sees(PHONE)


async def test_two_people_hide_a_centre_with_one_tap_each_and_leave_a_mark_only(
    citizen: Speaker, town: Town, aigul: Phone, sergei: Phone
) -> None:
    await is_checked(town, phones=PHONE)
    other = Speaker(sergei, "ru") if citizen.language == "kk" else Speaker(aigul, "kk")
    for speaker in (citizen, citizen, other):
        await finds_pavlodar(speaker)
        await speaker.phone.taps("1")
        speaker.phone.sees(PHONE)
        await speaker.taps("Does not answer")
        speaker.sees("Thank you. You spare others the way in vain.")
        await speaker.taps("Clean up and leave")
        assert not await is_known_to_the_bot(town, speaker)
    await finds_pavlodar(citizen)
    citizen.phone.does_not_see(PHONE)
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert len(await directory.reports_of(connection, "centre", CENTRE)) == 2


async def test_a_card_opened_before_it_was_hidden_tells_nothing(
    citizen: Speaker, town: Town
) -> None:
    await is_checked(town, phones=PHONE)
    await finds_pavlodar(citizen)
    assert town.azamat is not None
    async with town.azamat.grounds.database.act() as connection:
        await directory.hide_centre(connection, CENTRE, town.clock())
    await citizen.phone.taps("1")
    citizen.phone.does_not_see(PHONE)
    citizen.phone.sees("111")
    assert citizen._("Does not answer") not in labels(citizen)


async def test_the_list_of_a_region_keeps_the_ways_out(citizen: Speaker) -> None:
    await citizen.goes_to_where()
    await citizen.says("Қонаев")
    await citizen.taps("All centres of the region")
    citizen.phone.sees("7. ")
    await citizen.phone.taps("7")
    assert {citizen._("Close"), citizen._("Clean up and leave")} <= set(labels(citizen))
    await citizen.taps("← Back")
    citizen.phone.sees("7. ")


async def test_the_picture_is_uploaded_once_for_everybody(
    citizen: Speaker, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []

    def draw(*_: object) -> bytes:
        drawn.append(1)
        return PNG

    monkeypatch.setattr("bot.keepsakes.offline_card", draw)
    for _time in range(2):
        await finds_pavlodar(citizen)
        await citizen.taps("A picture to keep")
        await citizen.taps("Yes, send it")
        assert any("photo" in message.json for message in chat(citizen))
        await citizen.taps("Close")
        assert not any("photo" in message.json for message in chat(citizen))
    assert len(drawn) == 1
    assert town.azamat is not None


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63680000008200816f6f2f8e0000000049454e44ae426082"
)


# Leaving


@pytest.mark.parametrize("page", ["All phones", "A picture to keep", "1", "Urgent: 112 · 102"])
async def test_quick_exit_leaves_a_page_about_courses_from_every_page(
    citizen: Speaker, town: Town, page: str
) -> None:
    await finds_pavlodar(citizen)
    await (citizen.phone.taps(page) if page.isdigit() else citizen.taps(page))
    await citizen.taps("Close")
    assert len(chat(citizen)) == 1
    citizen.phone.sees("JOLTAP")
    assert await ledger(town, citizen) == []
    assert await visit_of(town, citizen) is None


async def test_clean_up_deletes_everything_and_says_what_stays(
    citizen: Speaker, town: Town
) -> None:
    await citizen.goes_to_where()
    await citizen.says("мен қорқамын")
    await citizen.taps("Clean up and leave")
    assert len(chat(citizen)) == 1
    citizen.sees(DONE)
    assert await ledger(town, citizen) == []


@pytest.mark.parametrize("command", ["/menu", "/start", "/cancel", "/lang", "/help", "/privacy"])
async def test_whoever_goes_elsewhere_leaves_nothing_behind(
    citizen: Speaker, town: Town, command: str
) -> None:
    await citizen.is_known()
    before = len(chat(citizen))
    await finds_pavlodar(citizen)
    await citizen.says(command)
    assert len(chat(citizen)) == before + 2, "the command and its answer"
    assert await ledger(town, citizen) == []
    await citizen.says("привет, помогите")
    assert citizen.phone.last.id > chat(citizen)[-2].id, "what is said then is answered beneath"


async def test_a_button_of_the_menu_leaves_the_branch_as_well(citizen: Speaker, town: Town) -> None:
    await citizen.is_known()
    await citizen.says("/menu")
    await citizen.says("/phones")
    await citizen.phone.taps_old(
        next(
            message
            for message in chat(citizen)
            if any(button.label == citizen._("What I keep") for button in message.buttons)
        ),
        citizen._("What I keep"),
    )
    assert await ledger(town, citizen) == []
    assert await visit_of(town, citizen) is None


@pytest.mark.parametrize("leaving", ["Close", "Clean up and leave", "No"])
async def test_leaving_by_an_older_page_leaves_no_newer_one(
    citizen: Speaker, town: Town, leaving: str
) -> None:
    """Two pages stand there when a kill came between a page and its note."""
    await citizen.says("/phones")
    older = citizen.phone.last
    if leaving != "No":
        await citizen.taps("Yes")
        older = citizen.phone.last
    assert town.azamat is not None
    async with town.azamat.grounds.database.act() as connection:
        visit = await traces.visit_of(connection, citizen.phone.chat_id)
        assert visit is not None
        await traces.end(connection, visit)
    await citizen.says("/phones")
    await citizen.taps("Urgent: 112 · 102")
    await citizen.phone.taps_old(older, citizen._(leaving))
    assert len(said_by_the_bot(citizen)) == 1
    assert not said_by_them(citizen)
    assert await ledger(town, citizen) == []
    assert "111" not in citizen.phone.last.text


async def test_it_cleans_up_by_itself_after_the_chosen_pause(citizen: Speaker, town: Town) -> None:
    await citizen.says("/phones")
    await citizen.taps("Yes")
    await citizen.taps("5 minutes")
    await passes(town, citizen, minutes=4)
    assert len(chat(citizen)) == 2
    await citizen.taps("For me")
    await passes(town, citizen, minutes=4)
    assert len(chat(citizen)) == 2, "a tap is a sign of life"
    await passes(town, citizen, minutes=2)
    assert len(chat(citizen)) == 1
    citizen.sees(DONE)
    assert await ledger(town, citizen) == []


async def test_without_a_choice_it_cleans_up_after_an_hour(citizen: Speaker, town: Town) -> None:
    await citizen.says("/phones")
    await citizen.taps("Urgent: 112 · 102")
    await passes(town, citizen, minutes=61)
    citizen.sees(DONE)


async def test_the_chosen_pause_outlives_a_restart_and_an_hour(
    citizen: Speaker, town: Town
) -> None:
    await citizen.says("/phones")
    await citizen.taps("Yes")
    await citizen.taps("5 minutes")
    await restarts(town)
    await citizen.taps("For me")
    visit = await visit_of(town, citizen)
    assert visit is not None
    assert visit.due_at - town.clock() == timedelta(minutes=5)
    await citizen.says("/phones")
    await citizen.taps("Yes")
    await citizen.taps("1 day")
    await passes(town, citizen, hours=20)
    await citizen.taps("For me")
    visit = await visit_of(town, citizen)
    assert visit is not None
    assert visit.due_at - town.clock() == timedelta(days=1)


async def test_reading_the_finders_pages_is_a_sign_of_life(citizen: Speaker, town: Town) -> None:
    await finds_pavlodar(citizen)
    for label in ("All phones", "← Back", "A picture to keep", "← Back"):
        await passes(town, citizen, minutes=40)
        await citizen.taps(label)
    citizen.sees("All phones")


async def test_nothing_stays_beyond_telegrams_term_however_long_somebody_stays(
    citizen: Speaker, town: Town
) -> None:
    await citizen.says("/phones")
    await citizen.taps("Yes")
    await citizen.taps("1 day")
    await citizen.phone.sends("dice")
    for _ in range(3):
        await passes(town, citizen, hours=15.5)
        await citizen.taps("For me")
        await citizen.taps("← Back")
    assert not said_by_them(citizen), "what they sent went by itself, before 48 hours"
    await passes(town, citizen, hours=25)
    citizen.sees(DONE)
    assert len(chat(citizen)) == 1
    assert await ledger(town, citizen) == []


async def test_one_message_that_cannot_be_deleted_yet_keeps_no_other(
    citizen: Speaker, town: Town
) -> None:
    await citizen.says("/phones")
    await citizen.taps("Yes")
    await citizen.phone.sends("dice")
    await citizen.taps("Clean up and leave")
    assert [("dice" in message.json) for message in chat(citizen)] == [False, True]
    citizen.phone.sees(citizen._(DONE))
    assert len(await ledger(town, citizen)) == 1, "it is not forgotten"
    await passes(town, citizen, hours=25)
    assert len(chat(citizen)) == 1
    assert await ledger(town, citizen) == []


async def test_an_old_menu_that_became_the_page_is_made_neutral(
    citizen: Speaker, town: Town
) -> None:
    await citizen.is_known()
    await citizen.says("/menu")
    await passes(town, citizen, days=3)
    await citizen.taps("🤝 Where to turn for help")
    await citizen.taps("Yes")
    menu = citizen.phone.last
    await ticks(town)
    await citizen.phone.looks()
    citizen.sees("5 minutes")
    await citizen.says("/phones")
    (old,) = [message for message in chat(citizen) if message.id == menu.id]
    assert old.text == citizen._(DONE), "too old to be deleted, it tells nothing"
    await citizen.taps("Yes")
    await citizen.taps("Clean up and leave")
    assert await ledger(town, citizen) == []


# When something breaks


async def test_a_clean_up_that_was_cut_short_goes_on_after_the_restart(
    citizen: Speaker, town: Town
) -> None:
    await citizen.goes_to_where()
    await trouble(citizen, "500", "deleteMessages")
    await citizen.taps("Clean up and leave")
    citizen.sees(DONE)
    assert await ledger(town, citizen), "what could not be deleted stays noted"
    await town.stop_the_bot()
    trouble_ends(town)
    await town.wake_the_bot()
    await ticks(town)
    await citizen.phone.looks()
    assert await ledger(town, citizen) == []
    assert not said_by_them(citizen)


async def test_close_while_the_line_is_down_ends_on_the_page_about_courses(
    citizen: Speaker, town: Town
) -> None:
    await citizen.goes_to_where()
    await trouble(citizen, "500", "deleteMessages")
    await citizen.taps("Close")
    citizen.phone.sees("JOLTAP")
    trouble_ends(town)
    await ticks(town)
    await citizen.phone.looks()
    citizen.phone.sees("JOLTAP")
    assert len(chat(citizen)) == 1
    assert await ledger(town, citizen) == []


async def test_a_failure_keeps_nothing_of_what_was_said_and_its_apology_goes(
    citizen: Speaker, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await citizen.goes_to_where()
    citizen.phone.patience = 30

    def fails(*_point: float) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("bot.handlers.helping.nearest_region", fails)
        await citizen.phone.shares_place(52.2873, 76.9674)
    citizen.sees(
        "Sorry, that did not work. Please tap once more, or write once more. In danger call "
        "<b>112</b>."
    )
    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.look() as connection:
        (aside,) = await updates.set_aside_waiting(connection)
        kept = await updates.open_set_aside(connection, grounds.ring, aside.update_id)
    assert kept == f'{{"update_id": {aside.update_id}}}'.encode()
    await ticks(town)
    await citizen.taps("Clean up and leave")
    assert len(chat(citizen)) == 1


async def test_one_chat_that_cannot_be_cleaned_keeps_no_other_waiting(
    citizen: Speaker, town: Town, aigul: Phone, sergei: Phone
) -> None:
    other = Speaker(sergei, "ru") if citizen.language == "kk" else Speaker(aigul, "kk")
    await citizen.goes_to_where()
    await other.goes_to_where()
    fault = {"kind": "500", "method": "deleteMessages", "chat_id": citizen.phone.chat_id}
    await citizen.phone.line.post("faults", {**fault, "calls": None})
    town.clock.forward(hours=2)
    with pytest.raises(Exception, match="Internal Server Error"):
        await ticks(town)
    trouble_ends(town)
    assert await ledger(town, other) == []
    assert await ledger(town, citizen)


async def test_memory_is_bounded_and_ends_with_the_pause(town: Town) -> None:
    visits, now = Visits(), town.clock()
    for chat_id in range(MOST + 5):
        visits.remember(chat_id, Help(to="where"), now + HOURS, now)
    assert visits.of(0, now) is None
    assert visits.of(MOST, now) is not None
    visits.look_from(MOST, (52.3, 76.9), now)
    assert visits.of(MOST, now + HOURS) is None
