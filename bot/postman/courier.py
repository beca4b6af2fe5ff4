"""Carries one letter to Telegram and comes back with what became of it.

Without one judge of every error, a letter that must not arrive twice would be resent after a cut
line, and one that must arrive would be dropped after an outage.
"""

import logging
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.types import Message

from bot.postman.envelope import Envelope, post
from bot.postman.errors import Fate, Judgement, judge
from bot.postman.verdict import Outcome, Verdict
from bot.telegram.backoff import pause_before
from bot.telegram.door import letter_in_hand
from bot.telegram.gate import Gate
from bot.telegram.places import place_of
from storage.letters import Claimed, Delivery

Render = Callable[[Claimed], Awaitable[Envelope | None]]
"""The letter in the language that the person has now; None: it is no longer true."""

OnMigrated = Callable[[int, int], Awaitable[None]]
"""(old chat id, new chat id): a group became a supergroup."""

ATTEMPTS = 12  # over about six hours, see below: an outage of Telegram's is shorter
FIRST_PAUSE = 5.0  # seconds, tripled each time
LONGEST_PAUSE = 3600.0
PAUSE_OF_THE_LINE = 10.0  # seconds, while nothing at all can be sent

log = logging.getLogger(__name__)


class Courier:
    """`deliver` raises nothing but cancellation. `attempts`: given up after so many tries."""

    def __init__(
        self,
        bot: Bot,
        render: Render,
        gate: Gate,
        clock: Callable[[], datetime],
        *,
        on_migrated: OnMigrated | None = None,
        chance: Callable[[], float] = random.random,
        attempts: int = ATTEMPTS,
    ) -> None:
        self._bot = bot
        self._render = render
        self._gate = gate
        self._clock = clock
        self._on_migrated = on_migrated
        self._chance = chance
        self._attempts = attempts
        self._moved: dict[int, int] = {}

    async def deliver(self, letter: Claimed) -> Verdict:
        try:
            envelope = await self._render(letter)
        except Exception as error:  # noqa: BLE001 - whatever a view raises, the other letters go on
            log.error(  # noqa: TRY400 - a traceback could quote the letter
                "letter %d could not be rendered: %s", letter.id, place_of(error)
            )
            return self._again(letter, f"rendering: {type(error).__name__}")
        if envelope is None:
            return Verdict(letter, Outcome.CANCELLED)
        if not self._gate.is_open:
            return self._released(letter, self._gate.remaining)
        chat_id = self._moved.get(letter.chat_id, letter.chat_id)
        letter_in_hand.set(True)
        try:
            message = await self._post(letter, chat_id, envelope)
        except TelegramRetryAfter as error:
            return self._released(letter, error.retry_after)
        except Exception as error:  # noqa: BLE001 - the judge knows them all
            return self._judged(letter, error, judge(error, chat_id))
        return Verdict(letter, Outcome.SENT, message_id=message.message_id)

    async def _post(self, letter: Claimed, chat_id: int, envelope: Envelope) -> Message:
        try:
            return await post(self._bot, chat_id, letter.thread_id, envelope)
        except TelegramMigrateToChat as error:
            new_id = error.migrate_to_chat_id
        await self._follow(letter.chat_id, new_id)
        return await post(self._bot, new_id, letter.thread_id, envelope)

    async def _follow(self, old_id: int, new_id: int) -> None:
        """Remember where the group is now, and tell whoever keeps its number."""
        if self._moved.get(old_id) == new_id:
            return
        self._moved[old_id] = new_id
        if self._on_migrated is None:
            return
        try:
            await self._on_migrated(old_id, new_id)
        except Exception as error:  # noqa: BLE001 - the letter goes to the new group all the same
            log.error(  # noqa: TRY400 - the type says it all
                "group %d became %d, which could not be noted: %s",
                old_id,
                new_id,
                type(error).__name__,
            )

    def _judged(self, letter: Claimed, error: Exception, judgement: Judgement) -> Verdict:
        reason = judgement.reason
        match judgement.fate:
            case Fate.UNREACHABLE:
                return Verdict(letter, Outcome.FAILED, reason, is_unreachable=True)
            case Fate.REFUSED:
                return Verdict(letter, Outcome.FAILED, reason, is_alarming=True)
            case Fate.LINE_DOWN:
                return self._released(letter, PAUSE_OF_THE_LINE, is_line_down=True)
            case Fate.ARRIVED:
                return Verdict(letter, Outcome.SENT, reason, message_id=_message_id_in(error))
            case Fate.IN_DOUBT if letter.delivery is Delivery.AT_MOST_ONCE:
                return Verdict(letter, Outcome.UNKNOWN, reason)
            case Fate.IN_DOUBT | Fate.LATER:
                return self._again(letter, reason)

    def _again(self, letter: Claimed, reason: str) -> Verdict:
        tries = letter.attempts + 1
        if tries >= self._attempts:
            return Verdict(letter, Outcome.FAILED, f"given up: {reason}", is_alarming=True)
        pause = pause_before(
            tries, first=FIRST_PAUSE, longest=LONGEST_PAUSE, factor=3, chance=self._chance()
        )
        return Verdict(letter, Outcome.PUT_BACK, reason, not_before=self._in(pause))

    def _released(self, letter: Claimed, seconds: float, *, is_line_down: bool = False) -> Verdict:
        return Verdict(
            letter,
            Outcome.RELEASED,
            not_before=self._in(seconds),
            is_line_down=is_line_down,
        )

    def _in(self, seconds: float) -> datetime:
        return self._clock() + timedelta(seconds=seconds)


def _message_id_in(error: Exception) -> int:
    answer: Any = error.data if isinstance(error, ClientDecodeError) else None
    result = answer.get("result") if isinstance(answer, dict) else None
    number = result.get("message_id") if isinstance(result, dict) else None
    return number if isinstance(number, int) else 0
