"""Somebody looks for a petition: by lists, by words however spelled, by a link, from another chat."""

from __future__ import annotations

import pytest

from bot.petition_clocks import tell_supporters
from civic.petitions.official import count_read
from civic.phrases import _n
from sandbox.phone import Phone
from storage import petition_follows, tickets
from tests.conversations import petition_acts
from tests.conversations.conftest import Town
from tests.conversations.petition_acts import (
    WARM,
    is_counted,
    is_local,
    is_official,
    is_there,
    opens,
    supports,
)
from tests.conversations.voice import Speaker

FOLLOWED = "An official petition that you follow:"
OFFICIAL = "0d5c1b0e-1111-2222-3333-444455556666"


def title(citizen: Speaker) -> str:
    return "Мектептерде жылу болсын" if citizen.language == "kk" else "Тёплые школы зимой"


async def test_a_card_says_all_that_matters(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await citizen.is_known()
    await citizen.says("/menu")
    await citizen.taps("📣 Petitions")
    await citizen.taps("New")
    await citizen.phone.taps("1.")
    citizen.phone.sees(title(citizen))
    citizen.sees("An open letter of the NGO, without legal force")
    citizen.phone.sees("Балалар ауырады" if citizen.language == "kk" else "Дети болеют")
    citizen.phone.sees("▱▱▱▱▱▱▱▱▱▱ 0 %")
    citizen.phone.sees("Үкімет" if citizen.language == "kk" else "Правительство")
    await citizen.taps("← Back to the list")
    await citizen.phone.taps("1.")
    await citizen.taps("The full text")
    citizen.phone.sees("1")
    await citizen.taps("More →")
    await citizen.taps("← Before")
    await citizen.taps("To the petition")
    await citizen.taps("🖼 Picture")
    assert any("photo" in message.json for message in citizen.phone.history)


async def test_lists_by_popularity_by_nearness_by_region_and_by_topic(
    citizen: Speaker, town: Town
) -> None:
    await is_there(town)
    await is_local(town, title_kk="Жол керек", title_ru="Нужна дорога", topic="roads")
    await citizen.is_known()
    await citizen.says("/petitions")
    await citizen.taps("Popular")
    citizen.phone.sees(title(citizen))
    await citizen.taps("← Petitions")
    await citizen.taps("Near the goal")
    citizen.sees("There is none here now.")
    await citizen.taps("← Petitions")
    await citizen.taps("My region")
    citizen.phone.sees("Жол керек" if citizen.language == "kk" else "Нужна дорога")
    citizen.phone.does_not_see(title(citizen))
    await citizen.taps("Another region")
    await citizen.phone.taps("Шымкент")
    citizen.sees("There is none here now.")
    await citizen.taps("← Petitions")
    await citizen.taps("By topic")
    await citizen.taps("School and kindergarten")
    citizen.phone.sees(title(citizen))


@pytest.mark.parametrize(
    "typed",
    [
        "мектеп жылу",
        "мектеб жылу",
        "mektepterde jylu",
        "теплые школы",
        "тёплая школа",
        "МЕКТЕПТЕРГЕ",
    ],
)
async def test_words_are_found_however_they_are_spelled(
    citizen: Speaker, town: Town, typed: str
) -> None:
    await is_there(town)
    await is_local(
        town, title_kk="Жол керек", title_ru="Нужна дорога", summary_kk="", summary_ru=""
    )
    await citizen.is_known()
    await citizen.says("/petitions")
    await citizen.taps("🔎 Search")
    await citizen.says(typed)
    citizen.phone.sees(title(citizen))
    citizen.phone.does_not_see("Жол керек" if citizen.language == "kk" else "Нужна дорога")
    await citizen.phone.taps("1.")
    citizen.sees("✍️ Support it")


async def test_kazakh_typed_with_russian_letters_finds_kazakh(citizen: Speaker, town: Town) -> None:
    await is_there(town, title_kk="Қоқыс үйіндісін жою", title_ru="Убрать свалку")
    await citizen.is_known()
    await citizen.says("/petitions")
    await citizen.taps("🔎 Search")
    await citizen.says("кокыс уйиндиси")
    citizen.phone.sees("Қоқыс үйіндісін" if citizen.language == "kk" else "Убрать свалку")


async def test_a_search_that_finds_nothing_and_one_that_is_too_short(
    citizen: Speaker, town: Town
) -> None:
    await is_there(town)
    await citizen.is_known()
    await citizen.says("/petitions")
    await citizen.taps("🔎 Search")
    await citizen.says("м")
    citizen.sees("What is it about?")
    await citizen.phone.sends_photo()
    citizen.sees("What is it about?")
    await citizen.says("кенгуру")
    citizen.phone.sees("кенгуру")
    await citizen.taps("🔎 Search again")
    await citizen.says("жылу")
    citizen.phone.sees(title(citizen))


async def test_a_petition_is_found_as_soon_as_it_is_listed(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await citizen.is_known()
    await citizen.says("/petitions")
    await citizen.taps("🔎 Search")
    await citizen.says("жылу")
    await is_there(town, id="later001", title_kk="Жылу желісі", title_ru="Теплотрасса")
    await citizen.taps("🔎 Search again")
    await citizen.says("жылу желісі")
    citizen.phone.sees("Жылу желісі" if citizen.language == "kk" else "Теплотрасса")


async def test_one_that_gathers_its_first_supporters_opens_by_link_alone(
    citizen: Speaker, town: Town
) -> None:
    await is_there(town, state="gathering", opened_at=None, closes_on=None)
    await citizen.is_known()
    await citizen.says("/petitions")
    await citizen.taps("New")
    citizen.sees("There is none here now.")
    await citizen.taps("← Petitions")
    await citizen.taps("🔎 Search")
    await citizen.says("жылу")
    citizen.phone.does_not_see(title(citizen))
    assert await citizen.phone.queries_inline("жылу") == []
    await opens(citizen)
    citizen.phone.sees(title(citizen))
    citizen.sees("It is not listed yet: whoever has its link can open and support it.")


async def test_what_is_removed_is_not_to_be_seen(citizen: Speaker, town: Town) -> None:
    await is_there(town, state="removed")
    await citizen.is_known()
    await opens(citizen)
    citizen.sees("There is no such petition here, or it is not to be seen any more.")
    await citizen.phone.starts("petition_zzzz9999")
    citizen.sees("There is no such petition here, or it is not to be seen any more.")


async def test_an_official_one_shows_its_own_count_and_the_way_to_vote(
    citizen: Speaker, town: Town
) -> None:
    await is_official(town, OFFICIAL, 12_345)
    await citizen.is_known()
    await citizen.says("/petitions")
    await citizen.taps("New")
    citizen.sees("There is none here now.")
    await citizen.taps("← Petitions")
    await citizen.phone.taps("epetition.kz")
    await citizen.phone.taps("1.")
    citizen.sees("An official petition: the vote is cast on epetition.kz, with a digital signature")
    said = _n(
        "🗳 On epetition.kz: one vote of {needed} (read {at})",
        "🗳 On epetition.kz: <b>{count}</b> votes of {needed} (read {at})",
        12_345,
        needed=50_000,
        at=town.clock(),
    )
    citizen.phone.sees(citizen.reads(said))
    assert citizen.phone.find_button(citizen._("✍️ Support it")) is None
    await citizen.taps("🗳 Vote on epetition.kz")
    assert OFFICIAL in str(citizen.phone.opened)


async def test_a_volunteer_is_asked_about_a_petition(citizen: Speaker, town: Town) -> None:
    assert town.azamat is not None
    await is_there(town)
    await citizen.is_known()
    await opens(citizen)
    await citizen.taps("💬 Ask a person")
    await citizen.says("Оны кім шешеді?")
    await citizen.taps("Done")
    await citizen.taps("It can wait for some days")
    await citizen.taps("Yes, at any time")
    await citizen.taps("Send it to the volunteers")
    async with town.azamat.grounds.database.look() as conn:
        ticket = await tickets.get(conn, 1)
    assert ticket is not None
    assert (ticket.source, ticket.topic) == (f"petition:{WARM}", "petition")


async def test_whoever_follows_an_official_one_hears_how_far_it_has_come(
    citizen: Speaker, town: Town
) -> None:
    assert town.azamat is not None
    petition = await is_official(town, OFFICIAL, 12_345)
    await citizen.is_known()
    await opens(citizen, petition)
    await citizen.taps("🔔 Tell me how it goes on")
    citizen.sees("🔕 Tell me no more of it")
    await town.restarts()
    grounds = town.azamat.grounds
    for votes in (12_600, 25_000):
        async with grounds.database.act() as conn:
            await count_read(conn, OFFICIAL, votes, grounds.now())
            await count_read(conn, OFFICIAL, votes, grounds.now())
    await tell_supporters(grounds, grounds.now())
    await tell_supporters(grounds, grounds.now())
    grounds.letters_put()
    half = citizen._("It has {per_cent} per cent of the votes that it needs.", per_cent=50)
    await citizen.phone.waits_for(half)
    heard = [m for m in citizen.phone.history if citizen._(FOLLOWED) in m.readable]
    assert len(heard) == 2
    await citizen.taps("No more news of it")
    async with grounds.database.act() as conn:
        await count_read(conn, OFFICIAL, 37_500, grounds.now())
    await tell_supporters(grounds, grounds.now())
    grounds.letters_put()
    async with grounds.database.look() as conn:
        assert await petition_follows.to_tell(conn, petition, 0, 10) == []


async def test_a_newcomer_who_follows_a_link_comes_to_the_petition(
    citizen: Speaker, town: Town
) -> None:
    await is_there(town)
    await opens(citizen)
    await citizen.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
    await citizen.taps("Skip")
    await citizen.taps("Go on")
    citizen.phone.sees(title(citizen))


async def test_a_card_goes_into_any_chat_and_leads_back(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await citizen.is_known()
    await opens(citizen)
    await citizen.taps("📤 Share")
    citizen.phone.sees(f"?start=petition_{WARM}")
    (only,) = await citizen.phone.queries_inline(f"petition_{WARM}")
    assert only["title"] == title(citizen)
    (same,) = await citizen.phone.queries_inline("жылу" if citizen.language == "kk" else "школа")
    assert same["id"] == WARM
    assert [it["id"] for it in await citizen.phone.queries_inline("")] == [WARM]
    await citizen.phone.chooses(WARM)
    sent = citizen.phone.history[-1]
    assert title(citizen) in sent.text, "and the bot takes it for no word of theirs"
    assert "без юридической силы" in sent.text or "заңды күші жоқ" in sent.text
    assert f"?start=petition_{WARM}" in str(sent.json["reply_markup"])
    assert await citizen.phone.queries_inline("кенгуру") == []


async def test_whoever_the_bot_never_met_is_offered_petitions_too(
    sergei: Phone, town: Town
) -> None:
    await is_there(town)
    (only,) = await sergei.queries_inline("школы")
    assert only["title"] == "Тёплые школы зимой"


async def test_the_count_that_all_see_follows_the_clock(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await citizen.is_known()
    await opens(citizen)
    await supports(citizen)
    await opens(citizen)
    said = _n(
        "👥 One supporter of {needed} needed",
        "👥 Supporters: <b>{count}</b> of {needed} needed",
        0,
        needed=50_000,
    )
    citizen.phone.sees(citizen.reads(said))
    await is_counted(town)
    await opens(citizen)
    shown = _n(said.msgid, said.plural or "", 1, needed=50_000)
    citizen.phone.sees(citizen.reads(shown))


async def test_old_buttons_of_lists_that_are_no_more(citizen: Speaker, town: Town) -> None:
    await is_there(town)
    await citizen.is_known()
    await citizen.says("/petitions")
    await citizen.taps("New")
    old = citizen.phone.history[-1]
    await petition_acts.is_there(town, id="more0001")
    await citizen.phone.taps_old(old, "1.")
    citizen.phone.sees(title(citizen))
