"""Somebody supports a petition: the first time with questions, later with one tap; and takes it back."""

from __future__ import annotations

import asyncio

import pytest

from civic.petitions import log
from civic.petitions.supporters import CONSENT
from civic.phrases import Bilingual, Phrase
from sandbox.phone import Phone
from storage import people, petition_supports, petitions
from storage.petitions import StoredStep
from tests.conversations.conftest import Town
from tests.conversations.petition_acts import (
    WARM,
    is_counted,
    is_local,
    is_there,
    log_of,
    opens,
    supports,
    supports_of,
)
from tests.conversations.voice import Speaker

COUNTED = "✓ <b>You are no. {number}.</b> Your support is counted."
TITLE = Bilingual("Мектептерде жылу болсын", "Тёплые школы зимой")


async def comes_again(phone: Phone, last: int) -> None:
    """The last updates come once more."""
    asked = {"last": last, "seed": 7, "wait": True, "timeout": 20}
    assert (await phone.line.post("updates/again", asked))["settled"]
    await phone.looks()


async def test_the_first_time_and_then_with_one_tap(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await is_there(town, id="other001", title_kk="Екінші", title_ru="Вторая")
    await citizen.is_known()
    await opens(citizen)
    await supports(citizen, shows_name=True, news=True)
    citizen.sees(COUNTED, number=1)
    citizen.phone.sees(WARM)
    await opens(citizen, "other001")
    await citizen.taps("✍️ Support it")
    citizen.sees(COUNTED, number=1)
    second, first = await supports_of(town, citizen.phone)
    assert (first.wants_news, second.wants_news) == (True, True)
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as conn:
        assert await petition_supports.is_shown(conn, second.id)
        given = await people.consents_of(conn, first.person_id or 0)
    assert [it.withdrawn_at for it in given if it.purpose == CONSENT] == [None]
    await opens(citizen)
    citizen.sees("✓ I support it: receipt")
    await citizen.taps("Who supports it")
    citizen.phone.sees("№ 1: ")


async def test_who_is_no_citizen_cannot_support(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await citizen.is_known()
    await opens(citizen)
    await citizen.taps("✍️ Support it")
    await citizen.taps("No, I am not")
    citizen.sees_popup(
        "Only citizens of Kazakhstan can support a petition. You can read it and pass it on."
    )
    await citizen.says("мен азаматпын")
    citizen.sees("Please choose one of the buttons.")
    assert (await log_of(town)).supports == 0


async def test_without_consent_nothing_is_kept(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await citizen.is_known()
    await opens(citizen)
    await citizen.taps("✍️ Support it")
    await citizen.taps("Yes, I am")
    await citizen.taps("No")
    await citizen.taps("No")
    citizen.sees("Do you support “{title}”?", title=TITLE)
    await citizen.taps("No")
    citizen.sees_popup("Without your yes I keep nothing. To leave, tap “Cancel”.")
    await citizen.taps("Cancel")
    await citizen.taps("Delete")
    assert (await log_of(town)).supports == 0
    assert await supports_of(town, citizen.phone) == []


async def test_a_local_one_asks_where_one_lives_and_shows_the_rest_apart(
    citizen: Speaker, town: Town
) -> None:
    await is_local(town)
    await is_local(town, id="local002", region="KZ-75")
    await citizen.is_known()
    await opens(citizen, "local001")
    await citizen.taps("✍️ Support it")
    await citizen.taps("Yes, I am")
    citizen.sees("Where do you live?")
    await citizen.says("Павлодар")
    await citizen.taps("No")
    await citizen.taps("No")
    await citizen.taps("✍️ Yes, I support it")
    citizen.sees(COUNTED, number=1)
    await opens(citizen, "local002")
    await citizen.taps("✍️ Support it")
    citizen.sees(
        "You live elsewhere: your support is counted, and shown apart from those who live there."
    )
    await is_counted(town)
    outside = await log_of(town, "local002")
    assert (outside.shown, outside.shown_outside) == (1, 1)
    assert (await log_of(town, "local001")).shown_outside == 0


async def test_a_phone_is_taken_only_as_ones_own_contact_and_not_kept(
    citizen: Speaker, sergei: Phone, aigul: Phone, town: Town
) -> None:
    await is_there(town, proof="phone")
    await citizen.is_known()
    await opens(citizen)
    await supports(citizen)
    citizen.sees("Please share your own phone number.")
    await citizen.says("+7 701 234 56 78")
    citizen.sees(
        "Please tap the key “Share my number” below: a number that is typed proves nothing."
    )
    await citizen.phone.shares_contact("+77012345678", own=False)
    citizen.sees("This is somebody else's contact. Please share your own number.")
    await citizen.phone.shares_contact("+77012345678")
    citizen.sees(COUNTED, number=1)
    other = Speaker(*((sergei, "ru") if citizen.language == "kk" else (aigul, "kk")))
    await other.is_known()
    await opens(other)
    await supports(other)
    await other.phone.shares_contact("+77012345678")
    other.sees("Somebody has supported this petition with this phone number already.")
    assert (await log_of(town)).supports == 1
    dump = (town.folder / "azamat.db").read_bytes()
    assert b"7012345678" not in dump, "only a keyed hash of it is kept"


async def test_the_phone_is_all_that_is_asked_the_second_time(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await is_there(town, id="phone001", proof="phone")
    await citizen.is_known()
    await opens(citizen)
    await supports(citizen)
    await opens(citizen, "phone001")
    await citizen.taps("✍️ Support it")
    citizen.sees("Please share your own phone number.")
    await citizen.phone.shares_contact("+77012345678")
    citizen.sees(COUNTED, number=1)


async def test_two_taps_are_one_support(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await is_there(town, id="other001")
    await citizen.is_known()
    await opens(citizen)
    await supports(citizen)
    await opens(citizen, "other001")
    card = citizen.phone.history[-1]
    label = citizen._("✍️ Support it")
    await citizen.phone.taps_old(card, label, wait=False)
    await citizen.phone.taps_old(card, label)
    await citizen.phone.taps_old(card, label)
    citizen.sees("You support it already: you are no. {number}.", number=1)
    assert (await log_of(town, "other001")).supports == 1


async def test_what_telegram_repeats_counts_once(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await is_there(town, id="other001")
    await citizen.is_known()
    await opens(citizen)
    await supports(citizen)
    await comes_again(citizen.phone, 4)
    citizen.sees(COUNTED, number=1)
    await opens(citizen, "other001")
    await citizen.taps("✍️ Support it")
    await comes_again(citizen.phone, 1)
    citizen.sees(COUNTED, number=1)
    await citizen.taps("📂 My petitions")
    await citizen.phone.taps("1.")
    await citizen.taps("Take back my support")
    await citizen.taps("Yes, take it back")
    await comes_again(citizen.phone, 6)
    for petition, withdrawn in ((WARM, 0), ("other001", 1)):
        kept = await log_of(town, petition)
        assert (kept.supports, kept.withdrawals) == (1, withdrawn)


async def test_two_people_at_once_get_two_numbers(aigul: Phone, sergei: Phone, town: Town) -> None:
    await is_there(town)
    both = [Speaker(aigul, "kk"), Speaker(sergei, "ru")]
    for one in both:
        await one.is_known()
        await opens(one)
        for label in ("✍️ Support it", "Yes, I am", "No", "No"):
            await one.taps(label)
    await asyncio.gather(*(one.taps("✍️ Yes, I support it") for one in both))
    numbers = {(await supports_of(town, one.phone))[0].number for one in both}
    assert numbers == {1, 2}
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as conn:
        told = await log.recount(conn, WARM)
    assert told is not None
    assert told.agrees
    assert told.counted.count == 2


async def test_a_restart_in_the_middle_loses_nothing(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await citizen.is_known()
    await opens(citizen)
    await citizen.taps("✍️ Support it")
    await citizen.taps("Yes, I am")
    await town.restarts()
    await citizen.taps("Yes")
    await citizen.taps("No")
    await town.restarts()
    await citizen.taps("✍️ Yes, I support it")
    citizen.sees(COUNTED, number=1)
    await town.restarts()
    await citizen.taps("🔍 Check that I am counted")
    citizen.sees("✓ <b>Your support is counted.</b>")


async def test_another_petition_is_not_supported_by_what_was_begun_for_the_first(
    citizen: Speaker, town: Town
) -> None:
    await is_there(town)
    await is_there(town, id="other001", title_kk="Екінші", title_ru="Вторая")
    await citizen.is_known()
    await opens(citizen)
    await citizen.taps("✍️ Support it")
    await citizen.taps("Yes, I am")
    await opens(citizen, "other001")
    await supports(citizen)
    assert (await log_of(town)).supports == 0
    assert (await log_of(town, "other001")).supports == 1


async def test_one_that_closed_meanwhile_says_so(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await citizen.is_known()
    await opens(citizen)
    for label in ("✍️ Support it", "Yes, I am", "No", "No"):
        await citizen.taps(label)
    assert town.azamat is not None
    async with town.azamat.grounds.database.act() as conn:
        await petitions.change(conn, WARM, state="expired", state_at=town.clock())
        step = StoredStep(petition_id=WARM, state="expired", at=town.clock())
        await petitions.note_step(conn, step)
    await citizen.taps("✍️ Yes, I support it")
    citizen.phone.sees(citizen._("This petition does not collect support now."))
    assert (await log_of(town)).supports == 0


async def test_taken_back_it_is_gone_from_the_count_and_can_be_given_again(
    citizen: Speaker, town: Town, asel: Phone
) -> None:
    await is_there(town)
    await citizen.is_known()
    await opens(citizen)
    await supports(citizen, news=True)
    await opens(citizen)
    await citizen.taps("✓ I support it: receipt")
    await citizen.taps("Take back my support")
    await citizen.taps("No, leave it")
    await citizen.taps("Take back my support")
    question = citizen.phone.history[-1]
    yes = citizen._("Yes, take it back")
    await citizen.phone.taps_old(question, yes)
    citizen.sees("Your support is taken back. Nobody was told.")
    await citizen.phone.taps_old(question, yes)
    citizen.sees("Your support is taken back. Nobody was told.")
    kept = await log_of(town)
    assert (kept.supports, kept.withdrawals) == (1, 1)
    await asel.looks()
    assert not asel.history, "nobody hears of it"
    await opens(citizen)
    await citizen.taps("✍️ Support it")
    citizen.sees(COUNTED, number=1)


@pytest.mark.parametrize("state", ["sent", "answered", "removed"])
async def test_what_is_closed_cannot_be_taken_back(
    citizen: Speaker, town: Town, state: str
) -> None:
    await is_there(town)
    await citizen.is_known()
    await opens(citizen)
    await supports(citizen)
    await citizen.taps("📂 My petitions")
    await citizen.phone.taps("1.")
    await citizen.taps("Take back my support")
    assert town.azamat is not None
    async with town.azamat.grounds.database.act() as conn:
        await petitions.change(conn, WARM, state=state, state_at=town.clock())
    await citizen.taps("Yes, take it back")
    citizen.phone.sees(
        citizen.reads(
            Phrase("This petition no longer collects support, so it cannot be taken back any more.")
        )
    )
    assert (await log_of(town)).withdrawals == 0
