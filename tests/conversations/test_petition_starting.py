"""An author is led to a petition that has a chance, or to something better than one."""

from __future__ import annotations

from datetime import date

import pytest

from civic.petitions.kinds import BODY_NAMES, Body, Level
from civic.petitions.routing import route
from civic.phrases import _n
from tests.conversations.author_acts import Author, Petitions
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker


@pytest.fixture
async def author(citizen: Speaker, town: Town) -> Author:
    return await Author(citizen, town).is_known()


@pytest.fixture
def around(town: Town) -> Petitions:
    return Petitions(town)


async def test_one_persons_case_is_led_to_a_complaint(author: Author) -> None:
    speaker = author.speaker
    await speaker.says("/start newpetition")
    await speaker.taps("My own or my family's")
    speaker.sees("For one person's case a complaint is the better way.")
    await speaker.taps("Make a complaint")
    speaker.sees(
        "Then let us write a complaint: it must be answered, and I count the days for you. Nothing "
        "of the petition is kept."
    )
    await speaker.taps("✍️ Make a complaint")
    speaker.sees("Before we begin: is somebody's life or health in danger right now?")


async def test_a_published_population_gives_the_number_at_once(author: Author) -> None:
    speaker = author.speaker
    await author.begins()
    await speaker.taps("School and kindergarten")
    await speaker.taps("A region, Astana, Almaty or Shymkent")
    await speaker.says("Астана")
    votes = route(Level.OBLAST, Body.MASLIKHAT, "KZ-71", None)
    assert votes is not None
    assert votes.votes == 32_765
    for body, count in ((Body.AKIMAT, 16_383), (Body.MASLIKHAT, 32_765)):
        label = _n("{body}: {count} vote", "{body}: {count} votes", count, body=BODY_NAMES[body])
        assert speaker.phone.find_button(speaker.reads(label)), speaker.phone.last.text


async def test_what_may_be_refused_is_asked_about_and_never_stopped(author: Author) -> None:
    speaker = author.speaker
    await author.begins()
    await speaker.taps("School and kindergarten")
    await speaker.taps("The whole of Kazakhstan")
    words = {
        "kk": "Министрді қызметінен алу керек, мектептер суық, балалар ауырып жатыр.",
        "ru": "Отставка министра нужна, в школах холодно, дети болеют всю зиму подряд.",
    }[speaker.language]
    await speaker.says(words)
    speaker.sees("Please look at this again. A petition may be refused for its subject:")
    speaker.phone.sees("90-2")
    await speaker.taps("Write it anew")
    speaker.sees("What is wrong now?")
    await speaker.says(words)
    await speaker.taps("Leave it as it is")
    speaker.sees("What exactly do you ask for?")


async def test_wrong_input_is_refused_with_words_and_asked_again(author: Author) -> None:
    speaker = author.speaker
    await speaker.says("/start newpetition")
    await speaker.says("?")
    speaker.sees("Please choose one of the buttons.")
    await speaker.taps("Of many people")
    await speaker.taps("In Kazakh")
    await speaker.says("жол")
    speaker.sees("What should change? Say it in one sentence.")
    await speaker.phone.sends_sticker()
    speaker.sees("I cannot read this kind of message here.")
    await speaker.says(author.own_words["title"])
    await speaker.taps("School and kindergarten")
    await speaker.taps("A district or a city within a region")
    await speaker.phone.taps(speaker.pavlodar)
    await speaker.says("Баянауыл ауданы")
    for typed in ("көп", "7", "99999999999"):
        await speaker.says(typed)
        speaker.sees("How many people live there: {place}?", place="Баянауыл ауданы")
    await speaker.says("22 400 адам")
    await speaker.phone.taps(author.akimat(1120))
    await speaker.says(author.own_words["problem"])
    await speaker.says(author.own_words["demand"])
    await speaker.says("Бірінші сөйлем. Екінші сөйлем. Үшінші сөйлем. Төртінші сөйлем артық.")
    speaker.sees("Three sentences at most, please: many people read only this.")


async def test_a_like_one_is_offered_in_the_other_language_too(
    author: Author, around: Petitions
) -> None:
    speaker = author.speaker
    await around.is_open(author, "like1234")
    other = "ru" if speaker.language == "kk" else "kk"
    await speaker.says("/start newpetition")
    await speaker.taps("Of many people")
    await speaker.taps("In Russian" if other == "ru" else "In Kazakh")
    said = {
        "ru": "Пусть в школе будет тепло детям",
        "kk": "Мектепте балаларға жылы болсын",
    }[other]
    await speaker.says(said)
    speaker.sees("There are petitions like yours. Together there is a better chance:")
    await speaker.taps("Mine is another one")
    speaker.sees("What is it about?")
    await speaker.taps("← Back")
    joins = next(
        it.label for it in speaker.phone.last.buttons if "…" in it.label or ":" in it.label
    )
    await speaker.phone.taps(joins)
    speaker.sees("Good: together there is a better chance. Here it is.")


async def test_what_was_begun_is_there_after_a_restart(
    author: Author, around: Petitions, town: Town
) -> None:
    speaker = author.speaker
    await author.begins()
    await author.says_where()
    await town.restarts()
    await speaker.says(author.own_words["problem"])
    await speaker.says(author.own_words["demand"])
    await town.restarts()
    await speaker.says(author.own_words["summary"])
    await author.leaves_the_rest()
    await speaker.taps("Give it to a moderator")
    speaker.sees("<b>Your petition is with the moderators.</b>")
    petition = await around.of(author)
    assert petition.moderate_by == date(2026, 6, 29)
    assert (petition.title_kk is None) != (petition.title_ru is None)


async def test_both_languages_by_the_author_a_photo_and_no_name(
    author: Author, around: Petitions
) -> None:
    speaker = author.speaker
    await author.begins()
    await author.says_where()
    await author.tells()
    await speaker.taps("Yes, I write it")
    for part in ("title", "problem", "demand", "summary"):
        await speaker.says(author.other_words[part])
    await speaker.phone.sends_photo()
    await speaker.taps("Done")
    await speaker.taps("Skip")
    await speaker.taps("Their own phone number too")
    await speaker.taps("No")
    speaker.sees_popup(
        "Only citizens of Kazakhstan start petitions here, and without your consent nothing is "
        "published. You can cancel and delete what you wrote."
    )
    await speaker.taps("Yes, both")
    await speaker.taps("Give it to a moderator")
    petition = await around.of(author)
    assert petition.cover
    assert petition.proof == "phone"
    assert petition.title_kk
    assert petition.title_ru
    assert (await around.stands(petition.id)).author_name is None


async def test_more_than_three_wait_for_their_turn(author: Author, around: Petitions) -> None:
    for number in range(3):
        await around.is_submitted(author, f"sent000{number}")
    await author.submits()
    waiting = _n(
        "One petition of yours is still being read. Please wait until it is decided.",
        "{count} petitions of yours are still being read. Please wait until they are decided.",
        3,
    )
    author.speaker.phone.sees(author.speaker.reads(waiting))
