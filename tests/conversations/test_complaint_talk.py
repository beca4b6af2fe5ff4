"""Somebody tells what was done to them and leaves with a document: every kind, every slip."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.views.tongue import tongue
from civic.complaints.circumstances import BEFORE_NAMES, WHAT_NAMES, WHO_NAMES, Before, What, Who
from civic.complaints.facts import Language
from civic.complaints.kept import Kept, complaints_of, kept
from civic.complaints.kinds import Kind, Topic
from civic.complaints.names import KIND_NAMES, TOPIC_NAMES
from civic.complaints.paper_fields import lacking
from civic.complaints.reasons import SILENCE
from civic.complaints.topics import QUESTIONS
from civic.phrases import Phrase
from sandbox import world
from storage import people
from tests.conversations.conftest import Town
from tests.conversations.test_upkeep import ALMATY
from tests.conversations.voice import Speaker

GOOD_IIN = "900101300017"
STORY = "Құжатымды алып қойды, қайтармайды. Документы забрали и не отдают."


class Complainant:
    """A person who tells; every answer is a word of theirs or a tap on what a phrase says."""

    def __init__(self, speaker: Speaker, town: Town) -> None:
        self.speaker = speaker
        self.phone = speaker.phone
        self.town = town

    def in_words(self, phrase: Phrase) -> str:
        return tongue(self.speaker.language, ALMATY).plain(phrase)

    async def taps(self, phrase: Phrase) -> None:
        await self.phone.taps(self.speaker._(phrase.msgid, **phrase.fillings))

    def is_asked(self, phrase: Phrase) -> None:
        __tracebackhide__ = True
        self.phone.sees(self.speaker._(phrase.msgid, **phrase.fillings))

    async def begins(self) -> None:
        await self.speaker.says("/menu")
        await self.speaker.taps("✍️ Make a complaint")
        await self.speaker.taps("No, I want to write")
        self.speaker.sees("What has happened?")

    async def is_led(self, what: What, who: Who | None, before: Before | None) -> None:
        await self.taps(WHAT_NAMES[what])
        if who is not None:
            await self.taps(WHO_NAMES[who])
        if before is not None:
            await self.taps(BEFORE_NAMES[before])

    async def tells_whose_and_what(self, topic: Topic = Topic.LABOUR) -> None:
        await self.taps(TOPIC_NAMES[topic])
        for question in QUESTIONS[topic]:
            self.is_asked(question)
            await self.speaker.says("Екінші айдан бері. Второй месяц.")
        await self.speaker.taps("For myself")

    async def tells_the_story(self) -> None:
        await self.speaker.says(STORY)
        await self.speaker.taps("Done")

    async def skips(self, *questions: str) -> None:
        for question in questions:
            self.speaker.sees(question)
            await self.speaker.taps("Skip")

    async def keeps_the_phone_to_themselves(self) -> None:
        self.speaker.sees("A phone number for the document?")
        await self.speaker.types("Skip")  # the keys are under the input field

    async def gives_name(self) -> None:
        self.speaker.sees("Your surname, name and patronymic?")
        await self.speaker.says("Сейтқали Айгүл Маратқызы")

    async def skips_to_the_end(self) -> Kept:
        """From the place to the document to the Commissioner, telling nothing that may be left."""
        for _ in range(6):
            await self.speaker.taps("Skip")
        return await self.gives_only_a_name()

    async def gives_only_a_name(self) -> Kept:
        """From the name to the document to the Commissioner."""
        await self.gives_name()
        await self.speaker.says("Тараз")
        await self.keeps_the_phone_to_themselves()
        return await self.ends()

    async def ends(self) -> Kept:
        self.speaker.sees("In which language shall the document be?")
        await self.speaker.taps("In both")
        await self.speaker.taps("Yes, keep it")
        await self.speaker.taps("Prepare the document")
        self.phone.sees(self.speaker._("📄 The document"))
        return await self.complaint()

    async def complaint(self) -> Kept:
        """The newest complaint, as it is kept."""
        assert self.town.azamat is not None
        grounds = self.town.azamat.grounds
        telegram_id = world.AIGUL_ID if self.speaker.language == "kk" else world.SERGEI_ID
        async with grounds.database.look() as connection:
            person = await people.look_up(connection, telegram_id)
            assert person is not None
            listed = await complaints_of(connection, person.id)
            found = await kept(connection, grounds.ring, person.id, listed[0].id)
        assert found is not None
        return found


@pytest.fixture
async def one(citizen: Speaker, town: Town) -> Complainant:
    """Somebody known, on a summer day."""
    town.clock.moment = datetime(2026, 6, 1, 12, tzinfo=ALMATY)
    await citizen.is_known()
    return Complainant(citizen, town)


async def test_a_complaint_against_a_decision(one: Complainant) -> None:
    speaker = one.speaker
    await one.begins()
    await one.is_led(What.DECISION, Who.STATE_BODY, Before.ANSWERED)
    one.phone.sees(speaker._(KIND_NAMES[Kind.COMPLAINT].msgid))
    await speaker.taps("Yes, this one")
    await one.tells_whose_and_what()
    await speaker.says("Алмалы ауданының әкімдігі")
    await one.skips("Do you know the official: a name, a post?")
    await speaker.says("Алматы қаласының әкімдігі")
    await one.tells_the_story()
    await speaker.says("Алматы")
    await speaker.says("20.05.2026")
    await speaker.says("25.05.2026")
    await speaker.taps("Yes")
    await speaker.says("Шешімді жойсын. Отменить решение.")
    await speaker.says("Екі куәгер")
    await one.phone.sends_album(2)
    await speaker.taps("Done")
    await speaker.says("Әкімдікке жаздым, бас тартты")
    await speaker.says("ЗТ-2026-7")
    await speaker.says("25.05.2026")
    await one.gives_name()
    await speaker.says("Алматы, Абай 1-1")
    await speaker.taps("Yes, there")
    await speaker.says(GOOD_IIN)
    await one.keeps_the_phone_to_themselves()
    found = await one.ends()
    facts = found.facts
    assert (facts.kind, facts.language) == (Kind.COMPLAINT, Language.BOTH)
    assert (facts.body, facts.addressee) == (
        "Алмалы ауданының әкімдігі",
        "Алматы қаласының әкімдігі",
    )
    assert (facts.when, facts.what_happened) == (date(2026, 5, 20), STORY)
    assert (facts.iin, facts.residence) == (GOOD_IIN, "Алматы, Абай 1-1")
    assert facts.earlier_appeals[0].number == "ЗТ-2026-7"
    assert len(found.files) == len(facts.attachments) == 2
    assert lacking(facts) == ()


async def test_an_application_when_nothing_was_asked_yet(one: Complainant) -> None:
    await one.begins()
    await one.is_led(What.HELP, None, Before.NO)
    await one.speaker.taps("Yes, this one")
    await one.tells_whose_and_what(Topic.OTHER)
    await one.speaker.says("Тараз қаласының әкімдігі")
    await one.tells_the_story()
    await one.skips(
        "Where was it?",
        "On which day was it?",
        "When was it, as far as you remember?",
        "What should they do?",
        "What confirms it? Witnesses, papers, recordings: name them.",
        "Photos and documents, if you have them.",
    )
    await one.gives_name()
    await one.speaker.says("Тараз, Төле би 5")
    await one.skips("Your IIN?")
    await one.keeps_the_phone_to_themselves()
    facts = (await one.ends()).facts
    assert (facts.kind, facts.addressee) == (Kind.STATEMENT, "Тараз қаласының әкімдігі")
    assert facts.iin == ""


async def test_to_the_commissioner_neither_iin_nor_postal_address_is_asked(
    one: Complainant,
) -> None:
    await one.begins()
    await one.is_led(What.RIGHTS, Who.STATE_BODY, Before.NO)
    await one.speaker.taps("Yes, this one")
    await one.tells_whose_and_what(Topic.POLICE)
    await one.speaker.says("Полиция бөлімі")
    await one.skips("Do you know the official: a name, a post?")
    await one.tells_the_story()
    await one.skips(
        "Where was it?",
        "On which day was it?",
        "When was it, as far as you remember?",
        "What should they do?",
        "What confirms it? Witnesses, papers, recordings: name them.",
        "Photos and documents, if you have them.",
    )
    await one.gives_name()
    one.speaker.sees("Where do you live or work?")
    await one.speaker.says("Тараз, №5 мектеп")
    await one.keeps_the_phone_to_themselves()
    facts = (await one.ends()).facts
    assert facts.kind is Kind.OMBUDSMAN
    assert (facts.iin, facts.postal_address) == ("", "")
    assert lacking(facts) == ()


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        (What.SERVICE, Kind.SERVICE_COMPLAINT),
        (What.BREACH, Kind.REPORT),
        (What.SUGGESTION, Kind.PROPOSAL),
        (What.OPINION, Kind.RESPONSE),
        (What.INFORMATION, Kind.INQUIRY),
    ],
)
async def test_every_other_document(one: Complainant, what: What, kind: Kind) -> None:
    speaker = one.speaker
    await one.begins()
    await one.is_led(what, None, Before.NO)
    one.phone.sees(speaker._(KIND_NAMES[kind].msgid))
    await speaker.taps("Yes, this one")
    await one.tells_whose_and_what(Topic.OTHER)
    await speaker.says("Денсаулық сақтау басқармасы")
    if kind is Kind.SERVICE_COMPLAINT:
        await speaker.taps("Skip")
        await speaker.taps("Skip")
        await speaker.taps("Something that was done")
    await one.tells_the_story()
    for _ in range(12):
        if one.phone.find_button(speaker._("Skip")) and not one.phone.find_button(
            speaker._("With my name")
        ):
            await speaker.taps("Skip")
    if kind is Kind.REPORT:
        await speaker.taps("With my name")
    await one.gives_name()
    await speaker.says("Тараз, Төле би 5")
    if kind is Kind.SERVICE_COMPLAINT:
        await speaker.taps("No, elsewhere")
        await speaker.says("Тараз, Абай 7")
        await speaker.taps("Skip")
    await one.keeps_the_phone_to_themselves()
    facts = (await one.ends()).facts
    assert facts.kind is kind
    assert facts.what_happened == STORY


async def test_the_advice_is_explained_and_can_be_overruled(one: Complainant) -> None:
    await one.begins()
    await one.is_led(What.INACTION, Who.STATE_BODY, Before.SILENCE)
    one.phone.sees(one.speaker._(KIND_NAMES[Kind.COMPLAINT].msgid))
    one.is_asked(SILENCE)
    await one.speaker.taps("Choose another document")
    await one.taps(KIND_NAMES[Kind.OMBUDSMAN])
    one.speaker.sees("What is it about?")
    await one.speaker.taps("← Back")
    await one.speaker.taps("← Back")
    await one.speaker.taps("Yes, this one")
    one.speaker.sees("What is it about?")


async def test_what_neither_procedure_takes_is_said(one: Complainant) -> None:
    await one.begins()
    await one.taps(WHAT_NAMES[What.PRESIDENT])
    one.speaker.sees("I cannot suggest a document for this.")
    await one.speaker.taps("Choose another document")
    await one.taps(KIND_NAMES[Kind.STATEMENT])
    one.speaker.sees("What is it about?")


async def test_danger_comes_before_any_paper(one: Complainant) -> None:
    await one.speaker.says("/menu")
    await one.speaker.taps("✍️ Make a complaint")
    await one.speaker.taps("Yes")
    one.phone.sees("112")
    one.phone.sees("102")


async def test_a_link_leads_to_the_same_question(one: Complainant) -> None:
    await one.speaker.says("/start complaint")
    one.speaker.sees("Before we begin: is somebody's life or health in danger right now?")


async def test_a_report_without_a_name_says_what_that_means(one: Complainant) -> None:
    speaker = one.speaker
    await one.begins()
    await one.is_led(What.BREACH, None, Before.NO)
    await speaker.taps("Yes, this one")
    await one.tells_whose_and_what(Topic.OTHER)
    await speaker.says("Экология департаменті")
    await one.tells_the_story()
    await one.skips(
        "Where was it?",
        "On which day was it?",
        "When was it, as far as you remember?",
        "What should they do?",
        "What confirms it? Witnesses, papers, recordings: name them.",
        "Photos and documents, if you have them.",
    )
    speaker.sees(
        "Without name, address and signature it is not considered as an appeal, and nobody answers "
        "you. Only a report of a crime or of a threat to safety is passed on all the same."
    )
    await speaker.taps("Without a name")
    facts = (await one.ends()).facts
    assert facts.anonymous
    assert (facts.name, facts.postal_address, facts.phone) == ("", "", "")


async def test_for_somebody_else_their_consent_is_wanted(one: Complainant) -> None:
    speaker = one.speaker
    await one.begins()
    await one.is_led(What.RIGHTS, Who.STATE_BODY, Before.NO)
    await speaker.taps("Yes, this one")
    await one.taps(TOPIC_NAMES[Topic.OTHER])
    await speaker.taps("Skip")
    await speaker.taps("For somebody else")
    await speaker.says("Ержан 2-ші")
    speaker.sees("A name has no digits. Please write surname, name and patronymic.")
    await speaker.says("Омаров Ержан")
    await speaker.says("анасы")
    speaker.sees("Their consent in writing goes with the document. Will you attach it?")
    await speaker.taps("Not yet")
    await speaker.says("Полиция бөлімі")
    await speaker.taps("Skip")
    await one.tells_the_story()
    await one.skips(
        "Where was it?",
        "On which day was it?",
        "When was it, as far as you remember?",
        "What should they do?",
        "What confirms it? Witnesses, papers, recordings: name them.",
        "Photos and documents, if you have them.",
    )
    await one.gives_name()
    await speaker.says("Тараз")
    await one.keeps_the_phone_to_themselves()
    facts = (await one.ends()).facts
    assert facts.on_behalf_of is not None
    assert facts.on_behalf_of.name == "Омаров Ержан"
    assert [field.value for field in lacking(facts)] == ["consent"]


async def test_without_consent_there_is_no_document(one: Complainant) -> None:
    await test_an_application_up_to_the_consent(one)
    await one.speaker.taps("No")
    one.speaker.sees_popup(
        "Without this I cannot make the document. You can cancel and delete what you wrote."
    )


async def test_an_application_up_to_the_consent(one: Complainant) -> None:
    await one.begins()
    await one.is_led(What.HELP, None, Before.NO)
    await one.speaker.taps("Yes, this one")
    await one.tells_whose_and_what(Topic.OTHER)
    await one.speaker.says("Тараз қаласының әкімдігі")
    await one.tells_the_story()
    for _ in range(6):
        await one.speaker.taps("Skip")
    await one.gives_name()
    await one.speaker.says("Тараз, Төле би 5")
    await one.speaker.taps("Skip")
    await one.keeps_the_phone_to_themselves()
    await one.speaker.taps("In Kazakh")
    one.speaker.sees("May I keep what you have told me?")
