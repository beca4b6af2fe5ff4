"""One's own petitions: receipts that can be checked, a copy to keep, and being forgotten."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import update

from civic.petitions import log
from sandbox.phone import Phone
from storage import people, petition_logs, petition_supports
from storage.petition_logs import StoredHead
from storage.tables import petition_lines, petition_nodes
from storage.tables import petition_supports as supports_table
from storage.tables import petitions as petitions_table
from tests.conversations.conftest import Town
from tests.conversations.petition_acts import (
    WARM,
    is_local,
    is_there,
    log_of,
    opens,
    supports,
    supports_of,
)
from tests.conversations.voice import Speaker

FAILED = "❗ <b>I could not prove that your support is counted.</b>"
GOOD = "✓ <b>Your support is counted.</b>"


async def is_signed(town: Town) -> StoredHead:
    """A head of the log as it is now, as the clock signs one each night."""
    assert town.azamat is not None
    kept = await log_of(town)
    now = town.clock()
    async with town.azamat.grounds.database.act() as conn:
        root = await log.root_at(conn, WARM, kept.size)
        assert root is not None
        head = StoredHead(
            petition_id=WARM,
            day=now.date(),
            size=kept.size,
            root=root,
            supports=kept.supports,
            withdrawals=kept.withdrawals,
            invalidations=kept.invalidations,
            outside=kept.outside,
            signed_at=now,
            signature=b"-",
        )
        await petition_logs.keep_head(conn, head)
    return head


async def supported(citizen: Speaker, town: Town, **chosen: bool) -> None:
    await is_there(town)
    await citizen.is_known()
    await opens(citizen)
    await supports(citizen, **chosen)


async def test_who_has_none_sees_none(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/petitions")
    await citizen.taps("📂 My petitions")
    citizen.sees("You have supported none yet.")


async def test_a_receipt_is_checked_with_one_tap_before_and_after_a_head(
    citizen: Speaker, town: Town
) -> None:
    await supported(citizen, town)
    await citizen.taps("🔍 Check that I am counted")
    citizen.sees(GOOD)
    root_now = (await is_signed(town)).root.hex()
    citizen.phone.sees(root_now)
    await citizen.taps("My receipt")
    await citizen.taps("🔍 Check that I am counted")
    citizen.sees(GOOD)
    citizen.sees(
        "It is the very root that was signed and published on {at}. Had anybody taken your line "
        "out or changed it, another root would come out.\n<code>{root}</code>",
        at=town.clock(),
        root=root_now,
    )


async def test_a_support_after_the_last_head_is_checked_against_the_log(
    citizen: Speaker, aigul: Phone, sergei: Phone, town: Town
) -> None:
    await supported(citizen, town)
    await is_signed(town)
    late = Speaker(*((sergei, "ru") if citizen.language == "kk" else (aigul, "kk")))
    await late.is_known()
    await opens(late)
    await supports(late)
    await late.taps("🔍 Check that I am counted")
    late.sees(GOOD)


async def tampers(town: Town, statement: Any) -> None:
    assert town.azamat is not None
    async with town.azamat.grounds.database.act() as conn:
        await conn.execute(statement)


async def test_a_line_that_was_changed_is_told_and_alarms_without_a_name(
    citizen: Speaker, asel: Phone, town: Town
) -> None:
    await asel.says("/start")
    await asel.taps("Қазақша")
    await asel.taps("Өткізіп жіберу")
    await supported(citizen, town)
    await is_signed(town)
    await tampers(town, update(petition_lines).values(inside=False))
    await citizen.taps("🔍 Check that I am counted")
    citizen.sees(FAILED)
    await asel.waits_for(f"petition log: {WARM}")
    alarm = asel.history[-1].text
    (mine,) = await supports_of(town, citizen.phone)
    assert str(mine.person_id) not in alarm.replace(WARM, "")
    assert mine.subject not in alarm
    await citizen.taps("My receipt")
    await citizen.taps("🔍 Check that I am counted")
    citizen.sees(FAILED)


async def test_a_line_that_was_taken_out_is_told(citizen: Speaker, town: Town) -> None:
    await supported(citizen, town)
    await is_signed(town)
    await tampers(town, petition_lines.delete())
    await tampers(town, petition_nodes.delete())
    await citizen.taps("🔍 Check that I am counted")
    citizen.sees(FAILED)


async def test_a_receipt_of_somebody_elses_line_is_told(citizen: Speaker, town: Town) -> None:
    await supported(citizen, town)
    await tampers(town, update(supports_table).values(subject="00" * 32))
    await citizen.taps("🔍 Check that I am counted")
    citizen.sees(FAILED)


async def test_the_name_and_the_news_can_be_changed_later(citizen: Speaker, town: Town) -> None:
    await supported(citizen, town)
    await citizen.taps("📂 My petitions")
    await citizen.phone.taps("1.")
    citizen.sees("Your name is shown to nobody.")
    await citizen.taps("Show my name")
    citizen.sees("Your name is shown beside it: first name, first letter of the surname.")
    await citizen.taps("Send me news")
    citizen.sees("You get news of it.")
    await citizen.taps("To the petition")
    await citizen.taps("Who supports it")
    citizen.phone.sees("№ 1: ")
    await citizen.taps("To the petition")
    await citizen.taps("✓ I support it: receipt")
    await citizen.taps("Hide my name")
    await citizen.taps("No more news")
    citizen.sees("Your name is shown to nobody.")
    citizen.sees("You get no news of it.")


async def test_a_receipt_one_does_not_have(citizen: Speaker, aigul: Phone, town: Town) -> None:
    await supported(citizen, town)
    receipt = citizen.phone.history[-1]
    await citizen.taps("📂 My petitions")
    await citizen.taps("Forget me here")
    await citizen.taps("Yes, forget them")
    await citizen.phone.taps_old(receipt, citizen._("🔍 Check that I am counted"))
    citizen.sees("You do not support this petition.")


async def test_everything_of_mine_comes_as_a_file(citizen: Speaker, town: Town) -> None:
    await supported(citizen, town, shows_name=True)
    await citizen.taps("📂 My petitions")
    await citizen.taps("📄 My data as a file")
    document = next(m.json["document"] for m in citizen.phone.history if "document" in m.json)
    assert town.azamat is not None
    held = await town.azamat.bot.download(document["file_id"])
    assert held is not None
    told = json.loads(held.read())
    (only,) = told["supported"]
    assert (only["petition"], only["number"], only["log"]["line"]) == (WARM, 1, 0)
    assert only["shown_name"]
    assert told["consents"][0]["withdrawn_at"] is None
    await citizen.taps("📄 My data as a file")
    citizen.sees_popup("It is sent already: look below.")


async def test_what_i_started_is_there_too(citizen: Speaker, town: Town) -> None:
    await supported(citizen, town)
    (mine,) = await supports_of(town, citizen.phone)
    await tampers(town, update(petitions_table).values(author_id=mine.person_id))
    await citizen.taps("📂 My petitions")
    citizen.sees("I started:")


async def test_forgotten_takes_back_what_is_open_and_cuts_off_the_rest(
    citizen: Speaker, town: Town
) -> None:
    await is_local(town)
    await supported(citizen, town, shows_name=True)
    await opens(citizen, "local001")
    await citizen.taps("✍️ Support it")
    await citizen.says("Павлодар")
    first = await supports_of(town, citizen.phone)
    await tampers(
        town,
        update(petitions_table).where(petitions_table.c.id == "local001").values(state="sent"),
    )
    await citizen.says("/petitions")
    await citizen.taps("📂 My petitions")
    await citizen.taps("Forget me here")
    await citizen.taps("No, leave them")
    await citizen.taps("Forget me here")
    question = citizen.phone.history[-1]
    await citizen.taps("Yes, forget them")
    citizen.sees("Forgotten.")
    await citizen.phone.taps_old(question, citizen._("Yes, forget them"))
    citizen.sees("Forgotten.")
    assert await supports_of(town, citizen.phone) == []
    assert (await log_of(town)).withdrawals == 1
    kept = await log_of(town, "local001")
    assert (kept.supports, kept.withdrawals) == (1, 0)
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as conn:
        for one in first:
            row = await petition_supports.get(conn, one.id)
            assert row is not None
            assert (row.person_id, row.region, row.wants_news) == (None, None, False)
            assert not await petition_supports.is_shown(conn, row.id)
        person = await people.look_up(conn, citizen.phone.history[-1].chat_id)
        assert person is not None
        given = await people.consents_of(conn, person.id)
    assert all(it.withdrawn_at is not None for it in given if it.purpose == "petitions")
    await opens(citizen)
    await citizen.taps("✍️ Support it")
    citizen.sees("Are you a citizen of Kazakhstan?")
