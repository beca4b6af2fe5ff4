"""Each letter leaves once, in its turn, and what became of it stands in its row."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendDocument, SendMessage, SendPhoto
from aiogram.types import Message
from aiohttp import ClientConnectorError
from aiohttp.client_reqrep import ConnectionKey
from sqlalchemy import select

from bot.postman import Envelope, Postman
from bot.postman.courier import ATTEMPTS
from bot.telegram.gate import Gate
from bot.telegram.limits import PERSON, Allowance, Limits
from storage import outbox, people
from storage.database import Database
from storage.outbox import Delivery, Lane, Letter
from storage.tables import letters
from storage.vault import KeyRing
from tests import databases

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANY = SendMessage(chat_id=1, text="-")
ONCE, AT_LEAST = Delivery.AT_MOST_ONCE, Delivery.AT_LEAST_ONCE


def refused(error, message="-"):
    return error(method=ANY, message=message)


def no_line():
    error = TelegramNetworkError(method=ANY, message="-")
    error.__cause__ = ClientConnectorError(
        ConnectionKey("localhost", 1, False, True, None, None, None), OSError()
    )
    return error


class Telegram:
    """Takes what is sent; does instead, once each, what `troubles` has for the chat."""

    def __init__(self):
        self.sent = []
        self.troubles = {}
        self.gate = None
        self.held = {}
        self.changed = asyncio.Event()

    async def __call__(self, method):
        if held := self.held.get(method.chat_id):
            await held.wait()
        troubles = self.troubles.get(method.chat_id)
        trouble = troubles.pop(0) if troubles else None
        if isinstance(trouble, TelegramRetryAfter):
            self.gate.close(trouble.retry_after)  # the door's work
        if trouble is not None:
            raise trouble
        self.sent.append(method)
        self.changed.set()
        return Message(message_id=len(self.sent), date=0, chat={"id": 1, "type": "private"})

    async def send_message(self, chat_id, text, **more):
        return await self(SendMessage(chat_id=chat_id, text=text, **more))

    async def send_photo(self, chat_id, photo, **more):
        return await self(SendPhoto(chat_id=chat_id, photo=photo, **more))

    async def send_document(self, chat_id, document, **more):
        return await self(SendDocument(chat_id=chat_id, document=document, **more))

    @property
    def texts(self):
        return [method.text for method in self.sent]

    async def until(self, condition):
        while not condition():
            self.changed.clear()
            await self.changed.wait()


class Chancellery:
    """The outbox and its postman, with Telegram and time in the test's hands."""

    def __init__(self, database, ring, **options):
        self.database = database
        self.ring = ring
        self.now = NOON
        self.seconds = 0.0
        self.telegram = Telegram()
        self.gate = self.telegram.gate = Gate(lambda: self.seconds)
        self.alarms = []
        self.migrations = []
        self.rendered = {}
        self.postman = self.hire(**options)

    def hire(self, limits=None, **options):
        return Postman(
            self.database,
            self.ring,
            self.telegram,
            self.render,
            limits or Limits(),
            self.gate,
            lambda: self.now,
            self.alarm,
            on_migrated=self.migrated,
            chance=lambda: 1.0,
            **options,
        )

    async def render(self, letter):
        found = self.rendered.get(letter.dedupe_key, Envelope(letter.dedupe_key))
        if isinstance(found, Exception):
            raise found
        return found

    async def alarm(self, letter_id, reason):
        self.alarms.append(reason)

    async def migrated(self, old, new):
        self.migrations.append((old, new))

    async def put(self, key, chat=11, delivery=AT_LEAST, lane=Lane.NOTICE, after=0, **more):
        letter = Letter(
            key, chat, "a_view", {}, lane, delivery, NOON + timedelta(seconds=after), **more
        )
        async with self.database.act() as conn:
            assert await outbox.put(conn, self.ring, letter, NOON)

    def later(self, seconds):
        self.now += timedelta(seconds=seconds)
        self.seconds += seconds

    async def round(self, after=0):
        self.later(after)
        verdicts = await self.postman.round(self.now)
        return {verdict.letter.dedupe_key: verdict.outcome.value for verdict in verdicts}

    async def row(self, key):
        async with self.database.look() as conn:
            found = await conn.execute(select(letters).where(letters.c.dedupe_key == key))
            return found.one()

    async def state(self, key):
        return (await self.row(key)).state


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    with databases.migrated_sqlite(tmp_path_factory.mktemp("template")) as path:
        yield path


@pytest.fixture
async def database(template, tmp_path):
    opened = Database(databases.copy_of(template, tmp_path))
    yield opened
    await opened.close()


@pytest.fixture
def ring(tmp_path):
    return KeyRing.load_or_create(tmp_path / "keys" / "master_keys")


@pytest.fixture
def house(database, ring):
    return Chancellery(database, ring)


async def test_a_due_letter_leaves_and_its_row_knows_the_message(house):
    await house.put("hello", thread_id=5)
    assert await house.round() == {"hello": "sent"}
    assert [(sent.chat_id, sent.message_thread_id) for sent in house.telegram.sent] == [(11, 5)]
    row = await house.row("hello")
    assert (row.state, row.message_id, row.sent_at) == ("sent", 1, NOON)
    assert await house.round() == {}


async def test_a_letter_waits_for_its_time(house):
    await house.put("later", after=60)
    assert await house.round() == {}
    assert await house.round(after=60) == {"later": "sent"}


async def test_answers_go_before_notices_and_notices_before_broadcasts(house):
    await house.put("broadcast", chat=1, lane=Lane.BROADCAST)
    await house.put("notice", chat=2, lane=Lane.NOTICE)
    await house.put("answer", chat=3, lane=Lane.DIALOGUE)
    await house.round()
    assert house.telegram.texts == ["answer", "notice", "broadcast"]


async def test_what_is_no_longer_true_is_not_said(house):
    house.rendered["stale"] = None
    await house.put("stale")
    assert await house.round() == {"stale": "cancelled"}
    assert house.telegram.sent == []
    assert await house.round(after=9999) == {}


async def test_a_photo_and_a_document_carry_the_text_as_their_caption(house):
    house.rendered["photo"] = Envelope("seen", photo="file-1", silent=True)
    house.rendered["paper"] = Envelope("read", document="file-2")
    await house.put("photo", chat=1)
    await house.put("paper", chat=2)
    await house.round()
    photo, paper = house.telegram.sent
    assert (photo.photo, photo.caption, photo.disable_notification) == ("file-1", "seen", True)
    assert (paper.document, paper.caption) == ("file-2", "read")


async def test_who_blocked_the_bot_is_marked_and_not_written_to_again(house):
    async with house.database.act() as conn:
        await people.meet(conn, 11, "kk", NOON)
    house.telegram.troubles[11] = [refused(TelegramForbiddenError, "bot was blocked by the user")]
    await house.put("hello")
    assert await house.round() == {"hello": "failed"}
    assert (await house.row("hello")).reason == "blocked"
    async with house.database.look() as conn:
        person = await people.look_up(conn, 11)
    assert person.unreachable_since == NOON
    assert house.alarms == []


async def test_a_letter_that_telegram_refuses_raises_an_alarm(house):
    house.telegram.troubles[11] = [refused(TelegramBadRequest, "Bad Request: message is too long")]
    await house.put("hello")
    assert await house.round() == {"hello": "failed"}
    assert house.alarms == ["refused: message is too long"]


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (refused(TelegramServerError), "TelegramServerError"),
        (refused(TelegramNetworkError), "TelegramNetworkError"),
    ],
)
async def test_in_doubt_a_broadcast_is_left_alone_and_an_answer_is_sent_again(
    house, trouble, reason
):
    house.telegram.troubles = {11: [trouble], 12: [trouble]}
    await house.put("broadcast", chat=11, delivery=ONCE)
    await house.put("answer", chat=12, delivery=AT_LEAST)
    assert await house.round() == {"broadcast": "unknown", "answer": "put back"}
    assert (await house.row("broadcast")).reason == reason
    assert await house.round(after=5) == {"answer": "sent"}
    assert await house.round(after=99999) == {}


async def test_an_answer_that_nobody_could_read_says_nevertheless_that_it_arrived(house):
    told = {"ok": True, "result": {"message_id": 77}}
    house.telegram.troubles[11] = [ClientDecodeError("-", ValueError(), told)]
    await house.put("hello", delivery=AT_LEAST)
    assert await house.round() == {"hello": "sent"}
    assert (await house.row("hello")).message_id == 77


async def test_while_the_line_is_down_no_letter_is_blamed(house):
    house.telegram.troubles = {11: [no_line(), no_line()], 12: [no_line()]}
    await house.put("broadcast", delivery=ONCE)
    await house.put("other", chat=12, after=1)
    assert await house.round() == {"broadcast": "released"}
    assert await house.round(after=1) == {}  # nobody else is tried meanwhile either
    assert await house.round(after=9) == {"broadcast": "released", "other": "released"}
    assert await house.round(after=10) == {"broadcast": "sent", "other": "sent"}
    assert (await house.row("broadcast")).attempts == 0


async def test_after_429_no_lane_moves_and_no_try_is_counted(house):
    house.telegram.troubles[11] = [TelegramRetryAfter(ANY, "-", 30)]
    await house.put("first")
    await house.put("other", chat=12, lane=Lane.DIALOGUE, after=1)
    assert await house.round() == {"first": "released"}
    assert await house.round(after=29) == {}
    assert house.telegram.sent == []
    assert await house.round(after=1) == {"other": "sent", "first": "sent"}
    assert (await house.row("first")).attempts == 0


async def test_a_group_that_became_a_supergroup_is_followed_and_told_of_once(house):
    house.telegram.troubles[-5] = [TelegramMigrateToChat(ANY, "-", -1005)]
    await house.put("first", chat=-5)
    await house.put("second", chat=-5, after=1)
    assert await house.round() == {"first": "sent"}
    assert await house.round(after=1) == {"second": "sent"}
    assert [sent.chat_id for sent in house.telegram.sent] == [-1005, -1005]
    assert house.migrations == [(-5, -1005)]


async def test_tries_grow_rarer_and_end_with_an_alarm(house):
    house.telegram.troubles[11] = [refused(TelegramServerError) for _ in range(ATTEMPTS)]
    await house.put("hello")
    waits = []
    while await house.state("hello") == "waiting":
        await house.round()
        row = await house.row("hello")
        if row.state == "waiting":
            waits.append((row.not_before - house.now).total_seconds())
            house.later(waits[-1])
    assert len(waits) == ATTEMPTS - 1
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (5, 3600)
    assert house.alarms == ["given up: TelegramServerError"]


async def test_a_view_that_fails_is_tried_again_and_harms_no_other_letter(house):
    house.rendered["broken"] = KeyError("her words")
    await house.put("broken", chat=1)
    await house.put("whole", chat=2)
    assert await house.round() == {"broken": "put back", "whole": "sent"}
    assert (await house.row("broken")).reason == "rendering: KeyError"


async def test_a_person_gets_no_more_than_the_limit_and_others_do_not_wait(house):
    for number in range(PERSON.count + 2):
        await house.put(f"to 11: {number}", chat=11)
    await house.put("to 12", chat=12, lane=Lane.BROADCAST)
    sent = await house.round()
    assert list(sent) == [*(f"to 11: {number}" for number in range(PERSON.count)), "to 12"]
    assert await house.round() == {}
    sent = await house.round(after=PERSON.seconds)
    assert list(sent.values()) == ["sent", "sent"]
    assert (await house.row("to 11: 4")).attempts == 0


async def test_no_more_leaves_at_once_than_the_whole_bot_may_say(database, ring):
    house = Chancellery(database, ring, limits=Limits(everyone=Allowance(2, 1.0)))
    for number in range(5):
        await house.put(str(number), chat=number + 1)
    assert len(await house.round()) == 2
    assert await house.round() == {}
    assert len(await house.round(after=1)) == 2


async def test_after_a_crash_an_answer_is_sent_again_and_a_broadcast_is_not(house):
    await house.put("answer", delivery=AT_LEAST)
    await house.put("broadcast", delivery=ONCE)
    async with house.database.act() as conn:
        assert len(await outbox.claim(conn, house.ring, NOON, 10)) == 2
    assert await house.round() == {"answer": "sent"}
    assert await house.state("broadcast") == "unknown"


async def test_who_is_not_in_office_touches_nothing(database, ring):
    class Office:
        held = False

        async def hold(self, office):
            assert office == "postman"
            return self.held

    office = Office()
    house = Chancellery(database, ring, leadership=office)
    await house.put("hello")
    assert await house.round() == {}
    office.held = True
    assert await house.round() == {"hello": "sent"}


async def test_running_it_delivers_as_it_is_woken_and_in_order(house):
    running = asyncio.create_task(house.postman.run())
    await house.put("first", chat=12)
    house.postman.wake()
    await house.telegram.until(lambda: house.telegram.sent)
    await house.put("second", chat=13)
    house.postman.wake()
    await house.telegram.until(lambda: len(house.telegram.sent) == 2)
    await house.postman.stop()
    await running
    assert house.telegram.texts == ["first", "second"]
    assert [await house.state("first"), await house.state("second")] == ["sent", "sent"]


async def test_one_chat_that_answers_slowly_holds_up_no_lane(house):
    house.telegram.held[11] = asyncio.Event()
    await house.put("slow", chat=11, lane=Lane.DIALOGUE)
    await house.put("behind it", chat=11, lane=Lane.DIALOGUE)
    running = asyncio.create_task(house.postman.run())
    await house.put("other", chat=12, lane=Lane.BROADCAST)
    house.postman.wake()
    await house.telegram.until(lambda: "other" in house.telegram.texts)
    house.telegram.held[11].set()
    await house.telegram.until(lambda: len(house.telegram.sent) == 3)
    await house.postman.stop()
    await running
    assert house.telegram.texts == ["other", "slow", "behind it"]


async def test_what_is_cut_off_by_the_stop_is_in_doubt_at_the_next_start(house):
    house.telegram.held[11] = asyncio.Event()
    await house.put("broadcast", chat=11, delivery=ONCE)
    await house.put("other", chat=12)
    running = asyncio.create_task(house.postman.run())
    await house.telegram.until(lambda: house.telegram.sent)
    await house.postman.stop(grace=0)
    await running
    assert await house.state("other") == "sent"
    assert await house.state("broadcast") == "sending"
    house.postman = house.hire()
    assert await house.round() == {}
    assert await house.state("broadcast") == "unknown"


async def test_what_a_failed_commit_did_not_write_down_is_written_down_later(house, monkeypatch):
    await house.put("hello")
    act, acts = house.database.act, []

    def fails_once():
        acts.append(None)
        if len(acts) == 3:  # the first recovers, the second claims, the third marks
            raise OSError
        return act()

    monkeypatch.setattr(house.database, "act", fails_once)
    with pytest.raises(OSError):
        await house.round()
    assert await house.state("hello") == "sending"
    await house.round()
    assert await house.state("hello") == "sent"
    assert len(house.telegram.sent) == 1


async def test_a_wall_clock_that_jumps_ahead_lifts_no_limit(house):
    for number in range(PERSON.count + 1):
        await house.put(str(number))
    assert len(await house.round()) == PERSON.count
    house.now += timedelta(hours=1)
    assert await house.round() == {}
    house.seconds += PERSON.seconds
    assert len(await house.round()) == 1


async def test_a_wall_clock_that_jumps_back_keeps_no_gate_shut(house):
    house.telegram.troubles[11] = [TelegramRetryAfter(ANY, "-", 30)]
    await house.put("first")
    assert await house.round() == {"first": "released"}
    house.now -= timedelta(hours=1)
    house.seconds += 30
    assert house.gate.is_open
    house.now += timedelta(hours=2)
    assert await house.round() == {"first": "sent"}
