"""Random walks through the help branch: after somebody has left, nothing of them is anywhere.

Over every page, by buttons of the page that stands there and of pages that stood there before, with
words, places and stickers in between, and with restarts of the bot. In the end they leave by one of
the ways out, or just fall silent.
"""

from __future__ import annotations

import logging
import random
from collections import Counter
from dataclasses import dataclass, field

import pytest
from sqlalchemy import func, select

from sandbox.screen import Seen
from storage.tables import drafts, letters, mistakes, people, traces, visits
from tests.conversations.branch import (
    OFFICE,
    chat,
    is_checked,
    kept,
    passes,
    restarts,
    said_by_the_bot,
    said_by_them,
)
from tests.conversations.conftest import Town
from tests.conversations.test_help_branch import DONE
from tests.conversations.voice import Speaker

WORDS = (
    "мені күйеуім ұрды",
    "он угрожает ножом",
    "помогите пожалуйста",
    "Павлодар",
    "Пвлодар",
    "Атлантида",
    "/fly",
)
SECRETS = ("күйеуім", "угрожает", "помогите", "76.967", "Пвлодар")
PLACES = ((52.2873, 76.9674), (42.87, 74.59), (43.25, 76.91))
ENTRANCES = ("/phones", "/crisis", "/start help")
WAYS_OUT = ("Close", "Clean up and leave", "No", "/menu", "/cancel", "silence", "restart, silence")
LEADS_OUT = ("Close", "Clean up and leave", "Leave and write", "Write to a volunteer", "☰ Menu")
"""Labels that end a walk; a report in words, or a word to the volunteers, is a talk of its own."""
MOST_STEPS = 24
SELDOM = ("← Back", "Urgent: 112 · 102", "No")


@dataclass
class Walk:
    """One person, one walk after another."""

    citizen: Speaker
    town: Town
    chance: random.Random
    seen: Counter[str] = field(default_factory=Counter)
    """First lines of the pages that the walks came to."""

    def __post_init__(self) -> None:
        phone = self.citizen.phone
        self.both = [Speaker(phone, "kk"), Speaker(phone, "ru")]
        self.neutral = {speaker._(DONE) for speaker in self.both}
        self.seldom = {speaker._(label) for speaker in self.both for label in SELDOM}
        self.leads_out = {speaker._(label) for speaker in self.both for label in LEADS_OUT}

    async def goes(self) -> None:
        """In by one of the ways, about, and out by one of the ways."""
        older: list[Seen] = []
        await self.citizen.says(self.chance.choice(ENTRANCES))
        for _step in range(self.chance.randrange(MOST_STEPS)):
            page = self._page()
            self.seen[page.text.splitlines()[0]] += 1
            await self._does_something(page, older)
            older.append(page)
            if "JOLTAP" in self._page().text:
                break  # they said that it is not safe: they are out
        else:
            await self._leaves()
        self._has_left_nothing()
        for message in chat(self.citizen):
            await self.citizen.phone.deletes(message)
        await self.citizen.phone.looks()

    def _page(self) -> Seen:
        return next(it for it in reversed(said_by_the_bot(self.citizen)) if it.buttons)

    async def _does_something(self, page: Seen, older: list[Seen]) -> None:
        phone, lot = self.citizen.phone, self.chance.random()
        if lot < 0.12:
            await phone.says(self.chance.choice(WORDS))
        elif lot < 0.18:
            await phone.shares_place(*self.chance.choice(PLACES))
        elif lot < 0.2:
            await phone.sends_sticker()
        elif lot < 0.22:
            await phone.says("он угрожает ножом", wait=False)
            for mine in said_by_them(self.citizen)[-1:]:
                await phone.edits(mine, "помогите пожалуйста")
        elif lot < 0.24:
            await restarts(self.town)
        elif lot < 0.27:
            await phone.says(self.chance.choice(ENTRANCES))
        elif lot < 0.35 and (there := [it for it in older if it.id in self._ids()]):
            await self._taps(self.chance.choice(there))
        else:
            await self._taps(page)

    def _ids(self) -> set[int]:
        return {message.id for message in chat(self.citizen)}

    async def _taps(self, page: Seen) -> None:
        """Any button that does not lead out, those that lead onward more often."""
        inside = [
            button.label
            for button in page.buttons
            if button.label not in self.leads_out and button.kind == "callback_data"
        ]
        onward = [label for label in inside if label not in self.seldom]
        if choices := onward if onward and self.chance.random() < 0.8 else inside:
            await self.citizen.phone.taps_old(page, self.chance.choice(choices))

    async def _leaves(self) -> None:
        way = self.chance.choice(WAYS_OUT)
        page = self._page()
        labels = {button.label for button in page.buttons}
        for speaker in self.both:
            if (label := speaker._(way)) in labels and way in LEADS_OUT:
                await speaker.phone.taps_old(page, label)
                return
        if way.startswith("/"):
            await self.citizen.says(way)
        elif way.endswith("silence"):
            if way != "silence":
                await restarts(self.town)
            await passes(self.town, self.citizen, hours=25)
        else:
            await self.citizen.says("/phones")
            await self.citizen.phone.looks()
            page = self._page()
            no = next(button.label for button in page.buttons if button.label in {"Нет", "Жоқ"})
            await self.citizen.phone.taps_old(page, no)

    def _has_left_nothing(self) -> None:
        for message in said_by_the_bot(self.citizen):
            text = message.text
            is_ordinary = text in self.neutral or "JOLTAP" in text or "112" in text
            assert is_ordinary or self._is_the_menu(message), message
            assert not {"photo", "location"} & message.json.keys(), message
            assert not any(number in text for number in ("111", "150", "102")), message
            assert not any(secret in text for secret in SECRETS), message
        assert [it for it in said_by_them(self.citizen) if not it.text.startswith("/")] == []

    def _is_the_menu(self, message: Seen) -> bool:
        return any("🌐" in button.label for button in message.buttons)


async def walks(citizen: Speaker, town: Town, count: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)  # as the command line sets it
    await is_checked(
        town, phones="+7 7182 64 90 10", hours="Mo-Fr 09:00-18:00", conditions="women; no-men"
    )
    await is_checked(town, "kz75-01", phones="150", hours="24/7", services="housing")
    await is_checked(
        town, OFFICE, phones="1414", address="Естай, 99", publish_level="public_office"
    )
    assert town.azamat is not None
    async with town.azamat.grounds.database.act() as connection:
        await connection.exec_driver_sql(
            "UPDATE centres SET latitude = 52.3, longitude = 76.9, geo_precision = 'house' "
            f"WHERE id = '{OFFICE}'"
        )
    walk = Walk(citizen, town, random.Random(f"{citizen.language} 2026-11-25"))
    for _number in range(count):
        await walk.goes()
        await leaves_no_row(citizen, town)
    assert len(walk.seen) > 15, "they came to every kind of page"
    await town.stop_the_bot()
    whole = kept(town)
    for word in SECRETS:
        assert word.encode() not in whole
        assert word not in caplog.text
    for named in (str(citizen.phone.chat_id), "Павлодар", "KZ-55"):
        assert named not in caplog.text


async def leaves_no_row(citizen: Speaker, town: Town) -> None:
    """No visit, no ledger, no person, no draft, no letter; of reports a mark and nothing else."""
    assert town.azamat is not None
    theirs = people.c.telegram_id == citizen.phone.chat_id
    async with town.azamat.grounds.database.look() as connection:
        for table in (visits, traces, drafts):
            assert (await connection.execute(select(func.count()).select_from(table))).scalar() == 0
        # the volunteers' group gets the trial question of the night
        to_them = select(letters.c.view).where(letters.c.chat_id == citizen.phone.chat_id)
        assert (await connection.execute(to_them)).all() == []
        assert (await connection.execute(select(people).where(theirs))).all() == []
        told = select(mistakes.c.person_id, mistakes.c.note)
        assert all(row == (None, None) for row in await connection.execute(told))


async def test_random_walks_leave_nothing_behind(
    citizen: Speaker, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await walks(citizen, town, 20, caplog)


@pytest.mark.soak
async def test_a_thousand_walks_leave_nothing_behind(
    citizen: Speaker, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await walks(citizen, town, 500, caplog)
