"""Carries one letter to Telegram and comes back with what became of it.

Without one judge of every error, a letter that must not arrive twice would be resent after a cut
line, and one that must arrive would be dropped after an outage.
"""

import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import Any

from aiogram.exceptions import ClientDecodeError, TelegramRetryAfter

from bot.postman.envelope import Envelope, Room
from bot.postman.errors import Fate, Judgement, judge
from bot.postman.sending import NotNowError, Sending, UnreadyError, made
from bot.postman.verdict import Outcome, Verdict
from bot.telegram.backoff import pause_before
from bot.telegram.door import letter_in_hand
from bot.telegram.places import place_of
from civic.quiet_hours import put_off
from storage.letters import Claimed, Delivery, Lane

Render = Callable[[Claimed], Awaitable[Envelope | None]]
"""The letter in the language that the person has now; None: it is no longer true."""

OnTopicLost = Callable[[int, int, str], Awaitable[None]]
"""(chat id, topic's id, why): its letters go to the general topic of the group."""

ATTEMPTS = 12  # over about six hours, see below: an outage of Telegram's is shorter
FIRST_PAUSE = 5.0  # seconds, tripled each time
LONGEST_PAUSE = 3600.0
PAUSE_OF_THE_LINE = 10.0  # seconds, while nothing at all can be sent
TOO_LATE = "too late"

log = logging.getLogger(__name__)


class Courier:
    """`deliver` raises nothing but cancellation. `attempts`: given up after so many tries."""

    def __init__(
        self,
        sending: Sending,
        render: Render,
        clock: Callable[[], datetime],
        zone: tzinfo,
        on_topic_lost: OnTopicLost,
        *,
        chance: Callable[[], float] = random.random,
        attempts: int = ATTEMPTS,
    ) -> None:
        self._sending = sending
        self._render = render
        self._clock = clock
        self._zone = zone
        self._on_topic_lost = on_topic_lost
        self._chance = chance
        self._attempts = attempts

    async def deliver(self, letter: Claimed) -> Verdict:
        if (untimely := self._untimely(letter)) is not None:
            return untimely
        envelope = None
        try:
            envelope = await made(self._render(letter))
            if envelope is None:
                return Verdict(letter, Outcome.CANCELLED)
            letter_in_hand.set(True)
            posted = await self._sending.send(letter, envelope)
        except UnreadyError as error:
            cause = error.__cause__ or error
            log.error(  # noqa: TRY400 - a traceback could quote the letter
                "letter %d could not be rendered: %s", letter.id, place_of(cause)
            )
            return self._again(letter, f"rendering: {type(cause).__name__}")
        except NotNowError as error:
            return self._released(letter, error.seconds)
        except TelegramRetryAfter as error:
            return self._released(letter, error.retry_after)
        except Exception as error:  # noqa: BLE001 - the judge knows them all
            judgement = judge(error, letter.chat_id)
            room = envelope.into if envelope is not None else None
            if judgement.fate is Fate.TOPIC_LOST and room and not letter.lost_topic:
                return await self._into_another_topic(letter, room, judgement.reason)
            return await self._judged(letter, error, judgement)
        return Verdict(letter, Outcome.SENT, message_id=posted.message_id, posted=posted)

    @staticmethod
    def unreachable(letter: Claimed, reason: str, *, is_gone: bool) -> Verdict:
        """What was promised waits for the person; news are not sent to who does not hear them."""
        waits = letter.delivery is Delivery.AT_LEAST_ONCE and not is_gone
        outcome = Outcome.HELD if waits else Outcome.FAILED
        return Verdict(letter, outcome, reason, is_unreachable=True, is_gone=is_gone)

    def _untimely(self, letter: Claimed) -> Verdict | None:
        """What becomes of a letter whose time is over, or has not come yet."""
        now = self._clock()
        if letter.not_after is not None and now > letter.not_after:
            return Verdict(letter, Outcome.CANCELLED, TOO_LATE)
        if letter.quiet_hours and letter.lane is not Lane.DIALOGUE:
            leaves = put_off(now, self._zone)
            if leaves > now:
                return Verdict(letter, Outcome.RELEASED, not_before=leaves)
        return None

    async def _judged(self, letter: Claimed, error: Exception, judgement: Judgement) -> Verdict:
        reason = judgement.reason
        match judgement.fate:
            case Fate.UNREACHABLE | Fate.GONE as fate:
                return self.unreachable(letter, reason, is_gone=fate is Fate.GONE)
            case Fate.TOPIC_LOST if letter.thread_id is not None:
                return await self._to_the_general_topic(letter, letter.thread_id, reason)
            case Fate.REFUSED | Fate.TOPIC_LOST | Fate.FILE_FORGOTTEN:
                return Verdict(letter, Outcome.FAILED, reason, is_alarming=True)
            case Fate.MOOT:
                return Verdict(letter, Outcome.CANCELLED, reason)
            case Fate.LINE_DOWN:
                return self._released(letter, PAUSE_OF_THE_LINE, is_line_down=True)
            case Fate.ARRIVED:
                return Verdict(letter, Outcome.SENT, reason, message_id=_message_id_in(error))
            case Fate.IN_DOUBT if letter.delivery is Delivery.AT_MOST_ONCE:
                return Verdict(letter, Outcome.UNKNOWN, reason)
            case Fate.IN_DOUBT | Fate.LATER:
                return self._again(letter, reason)

    async def _to_the_general_topic(self, letter: Claimed, topic: int, reason: str) -> Verdict:
        try:
            await self._on_topic_lost(letter.chat_id, topic, reason)
        except Exception as error:  # noqa: BLE001 - the letter arrives all the same
            log.error(  # noqa: TRY400 - the type says it all
                "no alarm for a topic of %d: %s", letter.chat_id, type(error).__name__
            )
        return await self.deliver(replace(letter, thread_id=None, lost_topic=reason))

    async def _into_another_topic(self, letter: Claimed, room: Room, reason: str) -> Verdict:
        """The room finds or opens another one; the second refusal is as any other's."""
        try:
            await room.lost(reason)
        except Exception as error:  # noqa: BLE001 - tried again as after any mishap
            log.error(  # noqa: TRY400 - the type says it all
                "a topic of %d is lost, which could not be noted: %s",
                letter.chat_id,
                type(error).__name__,
            )
            return self._again(letter, reason)
        return await self.deliver(replace(letter, lost_topic=reason))

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
