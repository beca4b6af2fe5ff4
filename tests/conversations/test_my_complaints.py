"""One's own complaints: the document in hand, the number, the days, the answer, and the end of it."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.complaint_zip import everything
from bot.views.letters_of_complaints import OUTCOMES
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.facts import ComplaintFacts, Language
from civic.complaints.kept import Outcome, complaints_of
from civic.complaints.kinds import Kind, Topic
from civic.complaints.looking import step_of
from civic.complaints.names import KIND_NAMES
from civic.complaints.statuses import NAMES, Status
from civic.phrases import Phrase, _n
from sandbox import world
from sandbox.line import Line
from storage import people
from tests.conversations.conftest import Town
from tests.conversations.desk_acts import STORY, Volunteers
from tests.conversations.test_complaint_reminders import Complainant
from tests.conversations.test_upkeep import ALMATY
from tests.conversations.voice import Speaker

FACTS = ComplaintFacts(
    kind=Kind.STATEMENT,
    topic=Topic.LABOUR,
    region="KZ-75",
    language=Language.KK,
    addressee="Еңбек инспекциясы",
    what_happened="Екі айдан бері жалақы төленбейді. Зарплату не платят.",
    asked_for="Жалақыны төлетсін",
    name="Сейтқали Айгүл",
)
NEVER = "zzzz9999"


class Owner(Complainant):
    """Somebody with one prepared complaint, on its card."""

    async def opens_the_card(self) -> None:
        await self.speaker.says("/menu")
        await self.speaker.taps("📂 My complaints")
        await self.speaker.phone.taps("1")

    async def registers(self, number: str = "ЖТ-2026-17") -> None:
        await self.speaker.taps("I have the number")
        await self.speaker.says(number)
        await self.speaker.taps("Today")

    def file_name(self) -> str:
        documents = [m.json["document"] for m in self.speaker.phone.history if "document" in m.json]
        return str(documents[-1]["file_name"])

    async def file(self) -> bytes:
        """What the last document that the bot sent holds."""
        document = next(
            m.json["document"]
            for m in reversed(self.speaker.phone.history)
            if m.by_bot and "document" in m.json
        )
        assert self.town.azamat is not None
        held = await self.town.azamat.bot.download(document["file_id"])
        assert held is not None
        return held.read()


@pytest.fixture
async def owner(citizen: Speaker, town: Town) -> Owner:
    town.clock.moment = datetime(2026, 6, 1, 12, tzinfo=ALMATY)
    await citizen.is_known()
    one = Owner(citizen, town)
    await one.acts(keeping.prepare, "abcd1234", FACTS, [], ALMATY)
    await one.opens_the_card()
    return one


async def test_who_has_none_is_not_offered_a_list(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/menu")
    assert citizen.phone.find_button(citizen._("📂 My complaints")) is None


async def test_the_card_says_what_it_is_and_what_is_next(owner: Owner) -> None:
    speaker = owner.speaker
    speaker.phone.sees(speaker._(KIND_NAMES[Kind.STATEMENT].msgid))
    speaker.phone.sees("abcd1234")
    speaker.phone.sees("Еңбек инспекциясы")
    speaker.sees("Number: none yet. The office gives it when it registers the document.")


async def test_the_document_comes_as_pdf_and_as_word(owner: Owner) -> None:
    speaker = owner.speaker
    await speaker.taps("📄 The document")
    speaker.sees("What is still missing:")
    await speaker.phone.taps("PDF")
    assert (await owner.file()).startswith(b"%PDF")
    assert owner.file_name().endswith(".pdf")
    await owner.opens_the_card()
    await speaker.taps("📄 The document")
    await speaker.taps("In both")
    await speaker.phone.taps("DOCX")
    assert zipfile.is_zipfile(io.BytesIO(await owner.file()))


async def test_what_is_missing_is_added_and_a_slip_is_named(owner: Owner) -> None:
    speaker = owner.speaker
    await speaker.taps("📄 The document")
    await speaker.taps("Add my postal address")
    speaker.sees("Your postal address?")
    await speaker.says("я")
    speaker.sees("Your postal address?")
    await speaker.says("Алматы, Абай 1-1")
    await owner.opens_the_card()
    await speaker.taps("📄 The document")
    assert speaker.phone.find_button(speaker._("Add my postal address")) is None


async def test_the_text_is_pasted_field_by_field(owner: Owner) -> None:
    speaker = owner.speaker
    await speaker.taps("📄 The document")
    await speaker.taps("Text to paste, field by field")
    pages = 0
    told = speaker.phone.last.text
    while speaker.phone.find_button(speaker._("Next →")):
        await speaker.taps("Next →")
        told += speaker.phone.last.text
        pages += 1
    assert pages >= 3
    assert "Екі айдан бері жалақы төленбейді" in told
    await speaker.taps("← Previous")


async def test_how_to_hand_it_in_and_what_if_one_cannot(owner: Owner) -> None:
    speaker = owner.speaker
    await speaker.taps("How to hand it in")
    speaker.phone.does_not_see("1416")
    for why in (
        "I have no digital signature",
        "The portal does not work",
        "They refused to take it",
        "I am not sure about it",
        "Something else",
    ):
        await speaker.taps("I could not hand it in")
        await speaker.taps(why)
        speaker.sees(why)
        await owner.opens_the_card()
        await speaker.taps("How to hand it in")


async def test_a_number_and_a_day_start_the_clock(owner: Owner) -> None:
    speaker = owner.speaker
    await speaker.taps("I have the number")
    await speaker.says("нөмірі жоқ")
    speaker.sees("Please write the number as it stands on the slip or in e-Otinish.")
    await speaker.says("ЖТ-2026-17")
    await speaker.says("02.06.2026")
    speaker.sees("On which day was it registered?")
    await speaker.taps("Today")
    await owner.opens_the_card()
    speaker.phone.sees("ЖТ-2026-17")
    speaker.sees("by {day} (an estimate)", day=date(2026, 6, 22))
    await speaker.taps("Correct the number")
    await speaker.says("ЖТ-2026-18")
    speaker.sees("Is the day of registration right?")
    await speaker.taps("Skip")
    await owner.opens_the_card()
    speaker.phone.sees("ЖТ-2026-18")
    speaker.sees("by {day} (an estimate)", day=date(2026, 6, 22))


async def test_the_day_of_registration_is_corrected_and_the_term_with_it(owner: Owner) -> None:
    """A day before the document was prepared here is asked about, and may be right."""
    speaker = owner.speaker
    await owner.registers()
    await owner.opens_the_card()
    await speaker.taps("Correct the number")
    await speaker.says("ЖТ-2026-17")
    await speaker.says("29.05.2026")
    asked = (
        "You prepared this document here on {prepared}. Was it really registered before that, on "
        "{day}?"
    )
    speaker.sees(asked, prepared=date(2026, 6, 1), day=date(2026, 5, 29))
    await speaker.taps("Another day")
    speaker.sees("Is the day of registration right?")
    await speaker.says("29.05.2026")
    await speaker.taps("Yes, this day")
    await owner.opens_the_card()
    speaker.sees("by {day} (an estimate)", day=date(2026, 6, 19))


async def test_a_refused_day_can_be_left_and_another_be_said(owner: Owner) -> None:
    speaker = owner.speaker
    await owner.registers()
    await owner.opens_the_card()
    await speaker.taps("What happened?")
    await speaker.phone.taps(speaker._(NAMES[Status.IN_WORK].msgid))
    await speaker.says("29.05.2026")
    registered = Phrase(NAMES[Status.REGISTERED].msgid)
    speaker.sees(
        "This is earlier than “{status}” on {day}.", status=registered, day=date(2026, 6, 1)
    )
    assert speaker.phone.find_button(speaker._("Leave as it is")) is None
    await speaker.taps("Today")
    await owner.opens_the_card()
    speaker.phone.sees(speaker._(NAMES[Status.IN_WORK].msgid))


async def test_everything_that_was_told_can_be_told_anew(owner: Owner) -> None:
    speaker = owner.speaker
    await speaker.taps("📄 The document")
    await speaker.taps("Change what I told")
    await speaker.taps("What you ask for")
    speaker.sees("What should they do?")
    await speaker.says("Жалақыны толық төлетсін / пусть заплатят всё")
    await owner.opens_the_card()
    kept = await owner.acts(keeping.hold, "abcd1234")
    assert kept.facts.asked_for == "Жалақыны толық төлетсін / пусть заплатят всё"


async def test_a_file_is_taken_away_once(owner: Owner) -> None:
    speaker = owner.speaker
    await speaker.taps("Add a file")
    await speaker.phone.sends_document("jalaqy.pdf")
    await speaker.taps("Done")
    await owner.opens_the_card()
    await speaker.taps("📄 The document")
    await speaker.taps("Change what I told")
    await speaker.taps("Remove a file")
    old = speaker.phone.last
    await speaker.phone.taps("✕ jalaqy.pdf")
    speaker.sees("The file is not part of it any more.")
    speaker.sees("No file goes with it now.")
    await speaker.phone.taps_old(old, "✕ jalaqy.pdf")
    kept = await owner.acts(keeping.hold, "abcd1234")
    assert kept.files == ()


async def test_withdrawn_twice_is_noted_once(owner: Owner) -> None:
    speaker = owner.speaker
    await owner.registers()
    await owner.opens_the_card()
    await speaker.taps("Withdraw the document")
    screen = speaker.phone.last
    copied = next(button for button in screen.buttons if button.kind == "copy_text")
    assert "ЖТ-2026-17" in copied.value["text"]
    await speaker.taps("Yes, I withdrew it")
    await speaker.taps("Today")
    await speaker.phone.taps_old(screen, speaker._("Yes, I withdrew it"))
    speaker.sees_popup("This is noted already.")


async def test_what_the_portal_says_is_entered_by_taps_and_undone(owner: Owner) -> None:
    speaker = owner.speaker
    await owner.registers()
    await owner.opens_the_card()
    await speaker.taps("What happened?")
    menu = speaker.phone.last
    await speaker.phone.taps(speaker._(NAMES[Status.IN_WORK].msgid))
    await speaker.taps("Today")
    await owner.opens_the_card()
    speaker.phone.sees(speaker._(NAMES[Status.IN_WORK].msgid))
    await speaker.phone.taps_old(menu, speaker._(NAMES[Status.IN_WORK].msgid))
    assert speaker.phone.popup, "it cannot come twice, and it is said why"
    await owner.opens_the_card()
    await speaker.taps("What happened?")
    menu = speaker.phone.last
    await speaker.taps("Undo the last one")
    await speaker.phone.taps_old(menu, speaker._("Undo the last one"))
    await owner.opens_the_card()
    speaker.phone.sees("ЖТ-2026-17")
    speaker.phone.sees(speaker._(NAMES[Status.REGISTERED].msgid))


async def test_an_answer_leads_to_the_next_document_and_to_an_end(owner: Owner) -> None:
    speaker = owner.speaker
    await owner.registers()
    await owner.opens_the_card()
    await speaker.taps("What happened?")
    await speaker.phone.taps(speaker._(NAMES[Status.ANSWERED].msgid))
    await speaker.taps("Today")
    await speaker.taps("No")
    await owner.opens_the_card()
    label = speaker._("Next document: {kind}", kind=KIND_NAMES[Kind.COMPLAINT])
    card = speaker.phone.last
    await speaker.phone.taps(label)
    speaker.phone.sees(speaker._(KIND_NAMES[Kind.COMPLAINT].msgid))
    await speaker.phone.taps_old(card, label)
    assert owner.town.azamat is not None
    async with owner.town.azamat.grounds.database.look() as connection:
        telegram_id = world.AIGUL_ID if speaker.language == "kk" else world.SERGEI_ID
        person = await people.look_up(connection, telegram_id)
        assert person is not None
        assert len(await complaints_of(connection, person.id)) == 2, "one however often asked"
    await speaker.says("/menu")
    await speaker.taps("📂 My complaints")
    await speaker.phone.taps("1.")
    if speaker.phone.find_button(speaker._("How it ended")) is None:  # the other one was first
        await speaker.taps("📂 My complaints")
        await speaker.phone.taps("2.")
    await speaker.taps("How it ended")
    await speaker.phone.taps(speaker._(OUTCOMES[Outcome.RESTORED].msgid))
    speaker.sees("I am glad. I remind you of nothing more here.")
    await speaker.taps("It goes on after all")
    speaker.sees("It goes on. I count its days again.")


async def test_reminders_are_switched_off_and_on(owner: Owner) -> None:
    await owner.speaker.taps("No more reminders of this")
    owner.speaker.sees("Reminders: off")
    await owner.speaker.taps("Remind me of its days")
    owner.speaker.sees("I will remind you of its days.")


async def test_the_dates_come_as_a_picture(owner: Owner) -> None:
    await owner.registers()
    await owner.opens_the_card()
    await owner.speaker.taps("🗓 The dates as a picture")
    assert any("photo" in m.json for m in owner.speaker.phone.history if m.by_bot)


async def test_a_fact_and_a_file_are_added_and_everything_goes_into_one_archive(
    owner: Owner,
) -> None:
    speaker = owner.speaker
    await speaker.taps("Add a fact")
    await speaker.says("Тағы бір ай өтті")
    await speaker.taps("Done")
    await owner.opens_the_card()
    await speaker.taps("Add a file")
    await speaker.phone.sends_document("келісім.pdf", 1000, "application/pdf")
    await speaker.taps("Done")
    await owner.opens_the_card()
    await speaker.taps("Everything as one ZIP")
    with zipfile.ZipFile(io.BytesIO(await owner.file())) as archive:
        names = archive.namelist()
        facts = next(name for name in names if name.endswith(".json"))
        told = json.loads(archive.read(facts))
    assert sum(name.endswith(".pdf") for name in names) == 2
    assert any(name.endswith(".docx") for name in names)
    assert "Тағы бір ай өтті" in json.dumps(told, ensure_ascii=False)


async def adds_files(owner: Owner, *names: str) -> None:
    for name in names:
        await owner.speaker.taps("Add a file")
        await owner.speaker.phone.sends_document(name, 1000, "application/pdf")
        await owner.speaker.taps("Done")
        await owner.opens_the_card()


def files_in(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if "/" in name]


async def test_a_file_that_telegram_lost_is_named_and_the_others_are_there(
    owner: Owner, town: Town
) -> None:
    speaker = owner.speaker
    await adds_files(owner, "бірінші.pdf", "екінші.pdf")
    kept = await owner.acts(keeping.hold, "abcd1234")
    town.sandbox.telegram.files.forget(kept.files[0].file_id)
    await speaker.taps("Everything as one ZIP")
    missing = _n(
        "One file is not in it; the text inside says which, and why.",
        "{count} files are not in it; the text inside says which, and why.",
        1,
    )
    speaker.phone.sees(speaker.reads(missing))
    with zipfile.ZipFile(io.BytesIO(await owner.file())) as archive:
        (there,) = files_in(archive)
        told = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".txt")
        )
    assert there.endswith("екінші.pdf")
    assert speaker._("{file}: Telegram has it no longer.", file="01 бірінші.pdf") in told


async def test_what_has_no_room_in_the_archive_is_named(owner: Owner) -> None:
    await adds_files(owner, "бірінші.pdf", "екінші.pdf")
    kept = await owner.acts(keeping.hold, "abcd1234")
    assert owner.town.azamat is not None
    speaking = owner.speaker.tongue
    step = step_of(kept.listed, date(2026, 6, 1))
    async with everything(owner.town.azamat.bot, kept, step, speaking, most=1002) as packed:
        with zipfile.ZipFile(packed.file) as archive:
            assert len(files_in(archive)) == 1
    (left_out,) = packed.left_out
    assert speaking.plain(left_out) == owner.speaker._(
        "{file}: there was no room, it stays in this chat.", file="02 екінші.pdf"
    )


@pytest.mark.parametrize("kind", ["cut_before", "500"])
async def test_an_archive_that_a_cut_line_swallowed_comes_all_the_same(
    owner: Owner, town: Town, kind: str
) -> None:
    await adds_files(owner, "бірінші.pdf")
    await Line(town.sandbox.url).post("faults", {"kind": kind, "method": "sendDocument"})
    await owner.speaker.taps("Everything as one ZIP")
    await owner.speaker.phone.waits_for(
        owner.speaker._("Everything of it: the document, your files, what happened. Keep it safe.")
    )
    with zipfile.ZipFile(io.BytesIO(await owner.file())) as archive:
        assert len(files_in(archive)) == 1


async def test_a_volunteer_is_asked_once_and_learns_no_words(owner: Owner, town: Town) -> None:
    """What was told for the complaint stays with it: the group reads only what was written for it."""
    volunteers = Volunteers(town)
    await volunteers.both_work()
    speaker = owner.speaker
    await speaker.taps("Ask a volunteer to help")
    await speaker.taps("No, I write it anew")
    await speaker.says(STORY)
    await speaker.taps("Done")
    await speaker.taps("It can wait for some days")
    await speaker.taps("Yes, at any time")
    await speaker.taps("Send it to the volunteers")
    await volunteers.reads(STORY)
    await volunteers.daniyar.phone.looks()
    in_the_group = "\n".join(it.readable for it in volunteers.daniyar.phone.reads_group())
    assert "төленбейді" not in in_the_group, "the subject, and no word of theirs"
    await owner.opens_the_card()
    assert speaker.phone.find_button(speaker._("Ask a volunteer to help")) is None


async def test_deleted_it_is_gone_for_every_button(owner: Owner) -> None:
    speaker = owner.speaker
    card = speaker.phone.last
    await speaker.taps("Delete")
    await speaker.phone.taps_old(card, speaker._("📄 The document"))
    await owner.opens_the_card()
    await speaker.taps("Delete")
    deleting = speaker.phone.last
    await speaker.taps("Yes, delete it for good")
    speaker.phone.does_not_see("Еңбек инспекциясы")
    await speaker.phone.taps_old(deleting, speaker._("Yes, delete it for good"))
    speaker.sees("This complaint is no longer there.")
    await speaker.phone.taps_old(card, speaker._("📄 The document"))
    speaker.phone.does_not_see("Еңбек инспекциясы")


async def test_the_card_is_the_same_after_a_restart(owner: Owner, town: Town) -> None:
    await owner.registers()
    await town.stop_the_bot()
    await town.wake_the_bot()
    await owner.opens_the_card()
    owner.speaker.phone.sees("ЖТ-2026-17")


async def test_nobody_elses_complaint_is_shown(owner: Owner, town: Town) -> None:
    """A button of one person pressed by another: its callback data is all that they share."""
    other = "sergei" if owner.speaker.language == "kk" else "aigul"
    stranger = Speaker(town.phone(other), "ru" if other == "sergei" else "kk")
    await stranger.is_known()

    async def prepare(act: Act) -> None:
        await keeping.prepare(act, NEVER, replace(FACTS, body="Менікі"), [], ALMATY)

    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.act() as connection:
        telegram_id = world.SERGEI_ID if other == "sergei" else world.AIGUL_ID
        person = await people.look_up(connection, telegram_id)
        assert person is not None
        await prepare(Act(connection, grounds.ring, person, grounds.now(), 99_999))
    await owner.speaker.phone.taps_old(owner.speaker.phone.last, owner.speaker._("📄 The document"))
    await stranger.says("/menu")
    await stranger.taps("📂 My complaints")
    stranger.phone.does_not_see("abcd1234")
    found = stranger.phone.last
    body = {
        "message_id": found.id,
        "chat_id": found.chat_id,
        "callback_data": "c:papers:abcd1234:",
        "even_if_gone": True,
    }
    await stranger.phone._acts("tap", body, wait=True)
    stranger.phone.does_not_see("Еңбек инспекциясы")
