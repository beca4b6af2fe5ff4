"""What newcomers found in complaints, each finding a talk that would have gone wrong before."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from pypdf import PdfReader

from civic.complaints import keeping
from civic.complaints.circumstances import Before, What, Who
from civic.complaints.facts import ComplaintFacts, Language
from civic.complaints.filing import too_late
from civic.complaints.history import Event
from civic.complaints.kept import complaints_of
from civic.complaints.kinds import Kind, Topic
from civic.complaints.law import law
from civic.complaints.names import KIND_NAMES, TOPIC_NAMES
from civic.complaints.statuses import NAMES, Status
from civic.phrases import Phrase, _n
from sandbox import world
from storage import people
from tests.conversations.conftest import Town
from tests.conversations.desk_acts import Volunteers
from tests.conversations.test_complaint_reminders import Complainant as Waiting
from tests.conversations.test_complaint_talk import Complainant
from tests.conversations.test_my_complaints import FACTS, Owner
from tests.conversations.test_upkeep import ALMATY
from tests.conversations.voice import Speaker


@pytest.fixture
async def one(citizen: Speaker, town: Town) -> Complainant:
    town.clock.moment = datetime(2026, 6, 1, 12, tzinfo=ALMATY)
    await citizen.is_known()
    return Complainant(citizen, town)


@pytest.fixture
async def owner(citizen: Speaker, town: Town) -> Owner:
    town.clock.moment = datetime(2026, 6, 1, 12, tzinfo=ALMATY)
    await citizen.is_known()
    return Owner(citizen, town)


async def has(owner: Owner, facts: ComplaintFacts = FACTS, *events: Event) -> None:
    """A complaint to which this happened, on its card."""
    await owner.acts(keeping.prepare, "abcd1234", facts, [], ALMATY)
    for event in events:
        await owner.acts(keeping.note_event, "abcd1234", event, ALMATY, "ЖТ-1")


async def all_of(owner: Owner) -> list:
    assert owner.town.azamat is not None
    async with owner.town.azamat.grounds.database.look() as connection:
        telegram_id = world.AIGUL_ID if owner.speaker.language == "kk" else world.SERGEI_ID
        person = await people.look_up(connection, telegram_id)
        assert person is not None
        return await complaints_of(connection, person.id)


async def test_an_answer_that_came_after_all_puts_the_paper_on_silence_aside(
    owner: Owner, town: Town
) -> None:
    speaker = owner.speaker
    await has(owner, FACTS, Event(Status.REGISTERED, date(2026, 6, 1)))
    waiting = Waiting(speaker, town)
    await waiting.day_comes(date(2026, 6, 23))
    ready = "The next document is prepared from the same facts. Please look it over."
    await waiting.gets(speaker._(ready))
    letter = speaker.phone.last
    (on_silence,) = [it for it in await all_of(owner) if it.parent_id == "abcd1234"]
    answered = Event(Status.ANSWERED, date(2026, 6, 23), explained=True)
    await owner.acts(keeping.note_event, "abcd1234", answered, ALMATY)
    await speaker.phone.taps_old(letter, speaker._("The next document"))
    speaker.sees(
        "❗ This document says that nobody answered in time. By what you noted since then that is "
        "so no longer: do not hand it in. What fits now stands on the card of the first document."
    )
    assert speaker.phone.find_button(speaker._("How to hand it in")) is None
    await speaker.taps("← To the first document")
    await speaker.taps("Next document: {kind}", kind=KIND_NAMES[Kind.COMPLAINT])
    new = next(it for it in await all_of(owner) if it.parent_id == "abcd1234")
    assert new.id != on_silence.id
    assert (await owner.acts(keeping.hold, new.id)).facts.about_silence_of is None
    before = len(speaker.phone.history)
    await owner.acts(keeping.set_reminders, new.id, ALMATY, wanted=False)
    await waiting.day_comes(date(2026, 7, 1))
    await speaker.says("/menu")
    assert len(speaker.phone.history) == before + 2, "nothing urges the old paper"


async def test_an_answer_taken_back_makes_the_paper_on_silence_fit_again(owner: Owner) -> None:
    speaker, town = owner.speaker, owner.town
    await has(owner, FACTS, Event(Status.REGISTERED, date(2026, 6, 1)))
    town.clock.moment = datetime(2026, 6, 24, 12, tzinfo=ALMATY)
    await owner.opens_the_card()
    await speaker.taps("Next document: {kind}", kind=KIND_NAMES[Kind.COMPLAINT])
    answered = Event(Status.ANSWERED, date(2026, 6, 24), explained=True)
    await owner.acts(keeping.note_event, "abcd1234", answered, ALMATY)
    assert [it.is_overtaken for it in await all_of(owner) if it.id != "abcd1234"] == [True]
    await speaker.says("/menu")
    await speaker.taps("📂 My complaints")
    speaker.sees("Now: {state}", state=Phrase("prepared, and it fits no longer"))
    await owner.acts(keeping.undo_last_event, "abcd1234", ALMATY)
    (child,) = [it for it in await all_of(owner) if it.id != "abcd1234"]
    assert (child.is_overtaken, child.parent_id) == (False, "abcd1234")


async def test_where_it_was_redirected_is_asked_and_complained_of(owner: Owner) -> None:
    speaker, town = owner.speaker, owner.town
    await has(owner, FACTS, Event(Status.REGISTERED, date(2026, 6, 1)))
    await owner.opens_the_card()
    await speaker.taps("What happened?")
    await speaker.phone.taps(speaker._(NAMES[Status.REDIRECTED].msgid))
    await speaker.taps("Today")
    speaker.sees("To which body was it redirected?")
    await speaker.says("???")
    speaker.sees("Please say it in words.")
    await speaker.says("Прокуратура Тараза")
    await owner.opens_the_card()
    speaker.sees("It is with: {body}", body="Прокуратура Тараза")
    town.clock.moment = datetime(2026, 7, 20, 12, tzinfo=ALMATY)
    await owner.opens_the_card()
    await speaker.taps("Next document: {kind}", kind=KIND_NAMES[Kind.COMPLAINT])
    speaker.sees("About: {body}", body="Прокуратура Тараза")


async def test_on_the_day_after_ones_own_last_day_the_letter_says_so(
    owner: Owner, town: Town
) -> None:
    speaker = owner.speaker
    answered = Event(Status.ANSWERED, date(2026, 6, 10), explained=True)
    await has(owner, FACTS, Event(Status.REGISTERED, date(2026, 6, 1)))
    town.clock.moment = datetime(2026, 6, 10, 12, tzinfo=ALMATY)
    await owner.acts(keeping.note_event, "abcd1234", answered, ALMATY)
    waiting = Waiting(speaker, town)
    await waiting.day_comes(date(2026, 9, 11))
    await waiting.gets(speaker._("Your last day for this was {by}.", by=date(2026, 9, 10)))
    letter = speaker.phone.last
    speaker.phone.sees(speaker.reads(too_late(law())[0]))
    assert speaker._("You have time until {by}.", by=date(2026, 9, 10)) not in letter.text
    assert speaker.phone.find_button(speaker._("The answer has come")) is None
    await speaker.taps("The next document")
    speaker.phone.sees(speaker.reads(too_late(law())[0]))
    speaker.phone.sees("92")


async def goes_to_the_day_of_learning(one: Complainant) -> None:
    speaker = one.speaker
    await one.begins()
    await one.is_led(What.DECISION, Who.STATE_BODY, Before.NO)
    await speaker.taps("Yes, this one")
    await one.tells_whose_and_what()
    await speaker.says("Алмалы ауданының әкімдігі")
    await speaker.taps("Skip")
    await speaker.taps("Skip")
    await one.tells_the_story()
    await one.skips("Where was it?", "On which day was it?", "When was it, as far as you remember?")
    speaker.sees("On which day did you learn of it?")


async def finishes_the_complaint(one: Complainant) -> None:
    speaker = one.speaker
    await one.skips(
        "What should they do?",
        "What confirms it? Witnesses, papers, recordings: name them.",
        "Photos and documents, if you have them.",
    )
    await one.gives_name()
    await speaker.says("Алматы, Абай 1-1")
    await speaker.taps("Yes, there")
    await speaker.taps("Skip")
    await one.keeps_the_phone_to_themselves()
    await one.ends()


async def test_the_time_to_complain_is_counted_shown_and_reminded_of(
    one: Complainant, town: Town
) -> None:
    speaker = one.speaker
    await goes_to_the_day_of_learning(one)
    await speaker.says("10.03.2026")
    speaker.sees("Does the decision say how one can complain of it?")
    await speaker.taps("Yes")
    await finishes_the_complaint(one)
    told = "You have time to hand it in until {day}: I counted it by the law."
    speaker.sees(told, day=date(2026, 6, 10))
    await speaker.taps("Open the complaint")
    speaker.sees("by {day} (an estimate)", day=date(2026, 6, 10))
    left = _n("❗ One day is left.", "❗ {count} days are left.", 9)
    speaker.phone.sees(speaker.reads(left))
    await speaker.says("/menu")
    await speaker.taps("📂 My complaints")
    speaker.sees("by {day} (an estimate)", day=date(2026, 6, 10))
    waiting = Waiting(speaker, town)
    await waiting.day_comes(date(2026, 6, 10))
    last = "Today, {by}, is your last day for this."
    await waiting.gets(speaker._(last, by=date(2026, 6, 10)))


async def test_six_months_are_counted_and_late_is_said_without_frightening(
    one: Complainant,
) -> None:
    speaker = one.speaker
    await goes_to_the_day_of_learning(one)
    await speaker.says("10.03.2025")
    await speaker.taps("No")
    await finishes_the_complaint(one)
    speaker.sees("❗ The time to complain ended on {day}.", day=date(2025, 9, 10))
    speaker.phone.sees(speaker.reads(too_late(law())[0]))


async def test_a_day_of_learning_is_added_later_and_cites_its_own_part(owner: Owner) -> None:
    speaker = owner.speaker
    await has(owner, replace(FACTS, kind=Kind.COMPLAINT))
    await owner.opens_the_card()
    await speaker.taps("📄 The document")
    await speaker.taps("Change what I told")
    await speaker.phone.taps(f"＋ {speaker._('When you learned of it')}")
    await speaker.says("10.03.2026")
    await speaker.taps("No")
    await owner.opens_the_card()
    speaker.sees("by {day} (an estimate)", day=date(2026, 9, 10))
    speaker.phone.sees("1-1")


async def test_of_what_no_row_says_nothing_is_claimed(owner: Owner) -> None:
    await has(owner, replace(FACTS, kind=Kind.SERVICE_COMPLAINT))
    await owner.opens_the_card()
    owner.speaker.sees(
        "Until which day it may be handed in I do not know for sure. Better soon than late."
    )


async def test_without_a_name_nothing_asks_for_one(owner: Owner) -> None:
    speaker = owner.speaker
    nameless = replace(FACTS, kind=Kind.REPORT, anonymous=True, name="")
    await has(owner, nameless)
    await owner.opens_the_card()
    speaker.sees("hand it in, without a name")
    await speaker.taps("📄 The document")
    speaker.sees("But for the name and the signature it has everything.")
    assert speaker.phone.find_button(speaker._("Text to paste, field by field")) is None
    await speaker.taps("How to hand it in")
    speaker.sees(
        "<b>On paper.</b> Print it, and send it by post or leave it at the office of the body, "
        "without a signature. There will hardly be a slip with a number."
    )
    speaker.phone.does_not_see("eotinish.kz")
    await speaker.taps("Sign it with my name after all")
    speaker.sees("What is still missing:")


@pytest.fixture
async def teller(one: Complainant) -> Complainant:
    """Somebody before the first question that asks for words."""
    await one.begins()
    await one.is_led(What.RIGHTS, Who.STATE_BODY, Before.ANSWERED)
    await one.speaker.taps("Yes, this one")
    await one.taps(TOPIC_NAMES[Topic.OTHER])
    return one


async def test_insults_are_shown_in_every_text_and_no_answer_is_a_question_mark(
    teller: Complainant,
) -> None:
    speaker = teller.speaker

    async def insults(next_question: str) -> None:
        await speaker.says("?" * 5)
        speaker.sees("Please say it in words.")
        await speaker.says("Эта сволочь ответит")
        teller.phone.sees("сволочь")
        await speaker.taps("Leave it as it is")
        speaker.sees(next_question)

    await insults("For whom do you write?")
    await speaker.taps("For myself")
    await insults("Do you know the official: a name, a post?")
    await insults("What happened? Write it in your own words.")
    await teller.phone.sends("photo")
    speaker.sees(
        "Photos and documents come in a later step: I will ask for them. Please write in words "
        "here."
    )
    await teller.tells_the_story()
    await speaker.says("Неведомоград")
    speaker.sees(
        "I do not find this place. Choose the region below; then write the name as it is, even of "
        "a small village."
    )
    await speaker.taps("Skip")
    await speaker.taps("Skip")
    await insults("What should they do?")
    await insults("What confirms it? Witnesses, papers, recordings: name them.")
    await insults("Photos and documents, if you have them.")
    await speaker.taps("Skip")
    await insults("Does the earlier one have a number?")
    await speaker.says("—")
    speaker.sees("Please say it in words.")
    await speaker.taps("Skip")
    await speaker.taps("Skip")
    await speaker.says("Иванов")
    speaker.sees(
        "“{name}”: is this the whole name? In the document it stands as in the identity card: "
        "surname, name, patronymic. If there is one name only, leave it.",
        name="Иванов",
    )
    await speaker.taps("Write it anew")
    await teller.gives_name()
    speaker.sees("Where do you live or work?")


async def test_once_a_file_is_there_skip_does_not_lose_it(teller: Complainant) -> None:
    speaker = teller.speaker
    await speaker.taps("Skip")
    await speaker.taps("For myself")
    await speaker.says("Полиция бөлімі")
    await speaker.taps("Skip")
    await teller.tells_the_story()
    for _ in range(5):
        await speaker.taps("Skip")
    asked = teller.phone.last
    await teller.phone.sends_document("акт.pdf", 1000, "application/pdf")
    assert speaker._("Skip") not in {it.label for it in teller.phone.last.buttons}
    await teller.phone.taps_old(asked, speaker._("Skip"))
    await speaker.taps("Done")
    speaker.sees("Where did you turn before, and what did they say?")


async def test_what_was_skipped_is_added_and_what_is_optional_taken_out(owner: Owner) -> None:
    speaker = owner.speaker
    await has(owner, replace(FACTS, asked_for=""))
    await owner.opens_the_card()
    await speaker.taps("📄 The document")
    speaker.sees("what you ask for: an application is a request")
    await speaker.taps("Add what I ask for")
    await speaker.says("Жалақыны төлетсін")
    await speaker.taps("📄 The document")
    await speaker.taps("Change what I told")
    await speaker.phone.taps(f"＋ {speaker._('Earlier appeals')}")
    await speaker.says("Әкімдік бас тартты")
    await speaker.says("ЗТ-9")
    await speaker.taps("Skip")
    await speaker.taps("📄 The document")
    await speaker.taps("Change what I told")
    await speaker.phone.taps("ЗТ-9")
    screen = speaker.phone.last
    await speaker.taps("Yes, take it out")
    kept = await owner.acts(keeping.hold, "abcd1234")
    assert kept.facts.earlier_appeals == ()
    assert kept.facts.asked_for == "Жалақыны төлетсін"
    await speaker.phone.taps_old(screen, speaker._("Yes, take it out"))
    await speaker.phone.taps("✕")
    speaker.sees("<b>Take this out of the document?</b>")
    await speaker.taps("Yes, take it out")
    assert (await owner.acts(keeping.hold, "abcd1234")).facts.asked_for == ""


async def test_a_volunteer_is_given_what_was_told_with_one_word_of_consent(
    owner: Owner, town: Town
) -> None:
    volunteers = Volunteers(town)
    await volunteers.both_work()
    speaker = owner.speaker
    await has(owner)
    await owner.opens_the_card()
    await speaker.taps("Ask a volunteer to help")
    speaker.sees("May the volunteer read what you told for this complaint?")
    await speaker.taps("Yes, they may read it")
    speaker.sees("Please check. Volunteers see your words, and not your name or number.")
    await speaker.taps("Send it to the volunteers")
    await volunteers.reads("Екі айдан бері жалақы төленбейді")
    in_the_group = "\n".join(it.readable for it in volunteers.daniyar.phone.reads_group())
    kind = volunteers.daniyar._(KIND_NAMES[Kind.STATEMENT].msgid)
    assert kind in in_the_group or speaker._(KIND_NAMES[Kind.STATEMENT].msgid) in in_the_group
    assert "Сейтқали" not in in_the_group, "never who they are"


async def test_undone_and_withdrawn_twice_say_that_it_is_done(owner: Owner) -> None:
    speaker = owner.speaker
    await has(owner, FACTS, Event(Status.REGISTERED, date(2026, 6, 1)))
    await owner.opens_the_card()
    card = speaker.phone.last
    await speaker.taps("What happened?")
    menu = speaker.phone.last
    await speaker.taps("Undo the last one")
    await speaker.phone.taps_old(menu, speaker._("Undo the last one"))
    speaker.sees_popup("This is done already.")
    await owner.acts(
        keeping.note_event,
        "abcd1234",
        Event(Status.REGISTERED, date(2026, 6, 1)),
        ALMATY,
        "ЖТ-1",
    )
    withdrawn = Event(Status.WITHDRAWN, date(2026, 6, 1))
    await owner.acts(keeping.note_event, "abcd1234", withdrawn, ALMATY)
    await speaker.phone.taps_old(card, speaker._("Withdraw the document"))
    speaker.sees("It is withdrawn already: noted for {day}.", day=date(2026, 6, 1))


async def test_the_guide_understands_a_word_of_a_label_and_leads_to_help(one: Complainant) -> None:
    speaker = one.speaker
    await one.begins()
    await speaker.taps("A life is in danger now")
    one.phone.sees("112")
    await one.begins()
    await one.is_led(What.HELP, None, Before.NO)
    await speaker.taps("Yes, this one")
    await speaker.says("полиция")
    speaker.sees(
        "Which department was it, and do you know a name, a badge or the number of the case?"
    )


async def test_an_act_of_the_president_is_cited_by_no_repealed_law(one: Complainant) -> None:
    await one.begins()
    await one.is_led(What.PRESIDENT, None, None)
    one.speaker.sees("I cannot suggest a document for this.")
    one.phone.does_not_see("2021")
    await one.speaker.taps("Choose another document")
    names = [one.speaker._(name.msgid) for name in KIND_NAMES.values()]
    labels = [it.label for it in one.phone.last.buttons if it.label in names]
    commissioner = one.speaker._(KIND_NAMES[Kind.OMBUDSMAN].msgid)
    assert labels.index(commissioner) == len(labels) - 1


async def test_the_document_of_both_languages_has_its_readers_name_and_ru_lines_whole(
    owner: Owner,
) -> None:
    speaker = owner.speaker
    await has(owner, replace(FACTS, language=Language.BOTH))
    await owner.opens_the_card()
    await speaker.taps("📄 The document")
    await speaker.phone.taps("PDF")
    assert owner.file_name() == f"{speaker._('Document')}.pdf"
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(await owner.file())).pages]
    (line,) = [it for it in pages[-1].splitlines() if it.strip().startswith("«____»")]
    assert line.replace("\xa0", " ").strip().startswith("«____» __________ 20___ г.")
