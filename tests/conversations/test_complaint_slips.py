"""What goes wrong while somebody tells: each slip gets a clear sentence, and nothing is lost."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.flows.complaint_story import LONGEST_STORY, SHORTEST_STORY
from civic.complaints.circumstances import Before, What, Who
from civic.complaints.kinds import Kind, Topic
from civic.complaints.law import law
from civic.complaints.names import KIND_NAMES
from civic.iin import WHY, Fault
from civic.phrases import _n
from tests.conversations.conftest import Town
from tests.conversations.test_complaint_talk import GOOD_IIN, STORY, Complainant
from tests.conversations.test_upkeep import ALMATY
from tests.conversations.voice import Speaker

MEGABYTE = 1024 * 1024


@pytest.fixture
async def teller(citizen: Speaker, town: Town) -> Complainant:
    """Somebody who is about to tell what happened."""
    town.clock.moment = datetime(2026, 6, 1, 12, tzinfo=ALMATY)
    await citizen.is_known()
    one = Complainant(citizen, town)
    await one.begins()
    await one.is_led(What.RIGHTS, Who.STATE_BODY, Before.NO)
    await citizen.taps("Yes, this one")
    await one.tells_whose_and_what(Topic.OTHER)
    await citizen.says("Полиция бөлімі")
    await citizen.taps("Skip")
    citizen.sees("What happened? Write it in your own words.")
    return one


async def test_too_short_is_said_and_what_was_written_stays(teller: Complainant) -> None:
    await teller.speaker.says("Ұрды")
    await teller.speaker.taps("Done")
    too_short = _n(
        "This is too short: please write at least one character.",
        "This is too short: please write at least {count} characters.",
        SHORTEST_STORY,
    )
    assert teller.phone.popup == teller.in_words(too_short)
    await teller.speaker.says("Құжатымды алып қойды, қайтармайды")
    await teller.speaker.taps("Done")
    facts = (await teller.skips_to_the_end()).facts
    assert facts.what_happened == "Ұрды\nҚұжатымды алып қойды, қайтармайды"


async def test_a_long_story_comes_in_several_messages_up_to_its_limit(
    teller: Complainant,
) -> None:
    for letter in "әғқң":
        await teller.speaker.says(letter * 3700)
    await teller.speaker.says("ө" * 3700)
    too_long = _n(
        "Together this is too long. What you wrote before is kept: one character; this last "
        "message is not. In all {most} fit: send a shorter one, or tap “Done”.",
        "Together this is too long. What you wrote before is kept: {count} characters; this last "
        "message is not. In all {most} fit: send a shorter one, or tap “Done”.",
        4 * 3700 + 3,
        most=LONGEST_STORY,
    )
    teller.phone.sees(teller.in_words(too_long))
    await teller.speaker.taps("Done")
    facts = (await teller.skips_to_the_end()).facts
    assert facts.what_happened == "\n".join(letter * 3700 for letter in "әғқң")
    assert LONGEST_STORY == 15_000


async def test_what_was_forwarded_is_taken_as_it_reads(teller: Complainant) -> None:
    said = next(m for m in teller.phone.history if m.text == "Полиция бөлімі")
    await teller.phone.forwards(said)
    await teller.speaker.says(STORY)
    await teller.speaker.taps("Done")
    facts = (await teller.skips_to_the_end()).facts
    assert facts.what_happened == f"Полиция бөлімі\n{STORY}"


async def test_a_voice_message_is_asked_to_be_written(teller: Complainant) -> None:
    await teller.phone.sends_voice()
    teller.speaker.sees("I cannot listen to voice messages. Please write, or tap a button.")
    teller.speaker.sees("What happened? Write it in your own words.")


async def test_insulting_words_are_shown_once_and_may_stay(teller: Complainant) -> None:
    await teller.speaker.says("Он назвал меня: сволочь. И забрал документы.")
    await teller.speaker.taps("Done")
    teller.phone.sees("сволочь")
    await teller.speaker.taps("Leave it as it is")
    teller.speaker.sees("Where was it?")
    assert "сволочь" in (await teller.skips_to_the_end()).facts.what_happened


async def test_a_day_to_come_is_refused(teller: Complainant) -> None:
    await teller.tells_the_story()
    await teller.speaker.taps("Skip")
    await teller.speaker.says("05.11.2026")
    teller.speaker.sees("This day has not come yet. Today is {today}.", today=date(2026, 6, 1))
    teller.speaker.sees("On which day was it?")
    await teller.speaker.says("вчера была гроза")
    teller.speaker.sees("I cannot read this date. Please write it like 05.11.2026.")
    await teller.speaker.says("31.05.2026")
    teller.speaker.sees("What should they do?")


async def goes_to_the_files(teller: Complainant) -> None:
    await teller.tells_the_story()
    for _ in range(5):
        await teller.speaker.taps("Skip")
    teller.speaker.sees("Photos and documents, if you have them.")


async def test_files_of_a_wrong_kind_or_size_are_refused_and_the_good_ones_stay(
    teller: Complainant,
) -> None:
    await goes_to_the_files(teller)
    await teller.phone.sends_document("акт.pdf", 1000, "application/pdf")
    await teller.phone.sends_document("вирус.exe", 1000, "application/x-msdownload")
    teller.speaker.sees("I cannot take this kind of file.")
    await teller.phone.sends_document("фильм.pdf", 21 * MEGABYTE, "application/pdf")
    teller.speaker.sees("This file is too large.")
    await teller.phone.sends("video")
    teller.speaker.sees("At this step I am waiting for a photo or a document.")
    await teller.phone.sends_voice()
    teller.speaker.sees("I cannot listen to voice messages. Please write, or tap a button.")
    await teller.speaker.taps("Done")
    kept = await teller.gives_only_a_name()
    assert [file.name for file in kept.files] == ["акт.pdf"]


async def test_of_fifteen_photos_ten_are_kept_and_it_is_said_once(teller: Complainant) -> None:
    await goes_to_the_files(teller)
    await teller.phone.sends_album(8)
    await teller.phone.sends_album(7)
    teller.speaker.sees("I have as many as I can take. The others are not added.")
    screens = [m for m in teller.phone.history[-8:] if m.by_bot]
    assert len(screens) == 1
    await teller.speaker.taps("Done")
    kept = await teller.gives_only_a_name()
    assert len({file.unique_id for file in kept.files}) == 10


async def test_an_edit_of_what_was_told_takes_effect_at_the_end(teller: Complainant) -> None:
    await teller.speaker.says("Алып қойды, әлі де қайтармай жүр")
    told = teller.phone.history[-2]
    await teller.speaker.taps("Done")
    await teller.phone.edits(told, "Документы забрали и до сих пор не отдают")
    answer = teller.speaker._("What happened")
    teller.speaker.sees("I have changed “{answer}”.", answer=answer)
    for _ in range(6):
        await teller.speaker.taps("Skip")
    await teller.gives_name()
    await teller.speaker.says("Тараз")
    await teller.keeps_the_phone_to_themselves()
    assert (await teller.ends()).facts.what_happened == "Документы забрали и до сих пор не отдают"


async def test_months_of_silence_and_a_restart_lose_nothing(
    teller: Complainant, town: Town
) -> None:
    await teller.tells_the_story()
    await town.stop_the_bot()
    town.clock.forward(days=200)
    await town.wake_the_bot()
    await teller.speaker.says("/menu")
    await teller.speaker.taps("✍️ Make a complaint")
    await teller.speaker.taps("No, I want to write")
    await teller.speaker.taps("Go on")
    teller.speaker.sees("Where was it?")
    await teller.speaker.taps("← Back")
    teller.phone.sees(STORY)


async def test_another_language_amid_the_talk_shows_the_same_question(
    teller: Complainant,
) -> None:
    await teller.tells_the_story()
    await teller.speaker.says("/lang")
    other = "Русский" if teller.speaker.language == "kk" else "Қазақша"
    await teller.phone.taps(other)
    teller.phone.sees("Где это было?" if other == "Русский" else "Бұл қай жерде болды?")


async def test_each_slip_in_an_iin_is_named(citizen: Speaker, town: Town) -> None:
    town.clock.moment = datetime(2026, 6, 1, 12, tzinfo=ALMATY)
    await citizen.is_known()
    one = Complainant(citizen, town)
    await one.begins()
    await one.is_led(What.HELP, None, Before.NO)
    await citizen.taps("Yes, this one")
    await one.tells_whose_and_what(Topic.OTHER)
    await citizen.says("Тараз қаласының әкімдігі")
    await one.tells_the_story()
    for _ in range(6):
        await citizen.taps("Skip")
    await citizen.says("Айгүл 1")
    citizen.sees("A name has no digits. Please write surname, name and patronymic.")
    await one.gives_name()
    await citizen.says("Тараз, Төле би 5")
    named = set()
    for typed, fault in {
        "менде жоқ": Fault.NOT_DIGITS,
        "9001013": Fault.LENGTH,
        "901301300017": Fault.DATE,
        "900101300018": Fault.CHECK_DIGIT,
        "900101900017": Fault.CENTURY,
        "260701500016": Fault.FUTURE,
    }.items():
        await citizen.says(typed)
        citizen.sees(WHY[fault].msgid)
        named.add(fault)
    assert set(Fault) == named
    await citizen.says("900101 300017")
    citizen.sees("A phone number for the document?")
    await citizen.says("12")
    citizen.sees("This does not look like a phone number. Example: +7 701 234 56 78.")
    await citizen.says("8 701 234 56 78")
    facts = (await one.ends()).facts
    assert (facts.iin, facts.phone) == (GOOD_IIN, "+77012345678")


async def test_a_second_phone_presses_an_old_button(teller: Complainant) -> None:
    old = teller.phone.last
    await teller.speaker.says(STORY)
    before = len(teller.phone.history)
    await teller.phone.taps_old(old, teller.speaker._("Cancel"))
    teller.speaker.sees_popup("This button is from an earlier step. Please use the latest message.")
    assert len(teller.phone.history) == before


async def test_a_restart_between_two_messages_keeps_both(teller: Complainant, town: Town) -> None:
    await teller.speaker.says("Ұрды.")
    await town.stop_the_bot()
    await town.wake_the_bot()
    await teller.speaker.says("Құжатымды алып қойды.")
    await teller.speaker.taps("Done")
    facts = (await teller.skips_to_the_end()).facts
    assert facts.what_happened == "Ұрды.\nҚұжатымды алып қойды."


async def test_what_is_put_away_is_said_to_wait_for_a_year(teller: Complainant) -> None:
    await teller.speaker.taps("Cancel")
    await teller.speaker.taps("Put it away for later")
    waits = _n(
        "Put away. You will find it in the menu for one day.",
        "Put away. You will find it in the menu for {count} days.",
        365,
    )
    teller.phone.sees(teller.in_words(waits))


async def test_the_phones_are_one_tap_away_from_the_first_question(
    citizen: Speaker, town: Town
) -> None:
    await citizen.is_known()
    one = Complainant(citizen, town)
    await one.begins()
    one.phone.sees("/phones")
    await citizen.says("/phones")
    citizen.sees("Yes")
    citizen.sees("No")


async def test_a_court_or_a_prosecutor_is_told_where_to_go_and_may_write_all_the_same(
    citizen: Speaker, town: Town
) -> None:
    await citizen.is_known()
    one = Complainant(citizen, town)
    for who, border in ((Who.COURT, "court_ruling"), (Who.PROSECUTOR, "prosecutor")):
        await one.begins()
        await one.is_led(What.DECISION, who, Before.NO)
        citizen.sees("A complaint to a state body is not the way here.")
        go = law().borders[border].go
        assert go is not None
        one.phone.sees(go.in_language(citizen.language))
        one.phone.sees(law().borders[border].basis.norm.in_language(citizen.language))
        await citizen.taps("Cancel")
        await citizen.taps("Delete")
    await one.begins()
    await one.is_led(What.DECISION, Who.COURT, Before.NO)
    await citizen.taps("Choose another document")
    await one.taps(KIND_NAMES[Kind.OMBUDSMAN])
    citizen.sees("What is it about?")
