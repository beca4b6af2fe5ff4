"""How many letters are taken from the outbox now, and which.

As few as will do: what is taken stands as `sending`, and after a crash nobody knows whether it
left. As many as the limits let through before the next look, for each look costs a transaction.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.postman.turns import Turns
from bot.telegram.gate import Gate
from bot.telegram.limits import Limits
from storage import outbox, people
from storage.letters import Claimed
from storage.vault import KeyRing

LOOK_AGAIN = 5.0  # seconds; other processes put letters too, and nobody wakes us for them
AHEAD = 15
"""How many are claimed that cannot leave yet, so that no place stays empty meanwhile."""
FEW = 5
"""When no more than so many wait for their turn, it is time to claim again."""
KEPT_FOR_ANSWERS = 10
"""Letters of the dialogue that are taken in hand beside whatever else is."""


class Claiming:
    """`at_once`: how many letters may be in hand; `in_hand`: how many are."""

    def __init__(
        self, ring: KeyRing, limits: Limits, gate: Gate, turns: Turns, at_once: int
    ) -> None:
        self._ring = ring
        self._limits = limits
        self._gate = gate
        self._turns = turns
        self._at_once = at_once
        self._may_be_more = False
        self.in_hand = 0
        self.line_down_until = float("-inf")

    @property
    def is_worth_while(self) -> bool:
        """Whether there may be more, and room for a good many of them."""
        has_room = self._turns.waiting <= FEW and self._at_once - self.in_hand >= AHEAD
        return self._may_be_more and has_room

    async def claim(
        self, conn: AsyncConnection, now: datetime, ahead: int, busy: Collection[int]
    ) -> tuple[list[Claimed], float]:
        """What may leave now, and `ahead` more; the seconds until there could be others.

        `busy` are the chats whose letters are under way.
        """
        moment = self._gate.now()
        shut = max(self._gate.remaining, self.line_down_until - moment)
        if shut > 0:
            return [], min(shut, LOOK_AGAIN)
        places = self._limits.free(moment) + ahead - self._turns.waiting
        most = min(self._at_once - self.in_hand, places)
        answers_only = most <= 0
        if answers_only:
            most = min(KEPT_FOR_ANSWERS, self._at_once + KEPT_FOR_ANSWERS - self.in_hand)
            if not ahead or most <= 0:
                return [], self._limits.wait_for_anyone(moment) or LOOK_AGAIN
        full = self._limits.full(moment)
        claimed = await outbox.claim(
            conn,
            self._ring,
            now,
            most,
            exclude_chats=full.keys() | set(busy),
            answers_only=answers_only,
        )
        letters = await self._within_limits(conn, claimed, now, moment)
        self.in_hand += len(letters)
        self._may_be_more = answers_only or len(claimed) == most
        if self._may_be_more:
            return letters, LOOK_AGAIN if self.in_hand else 0.0
        due = await outbox.next_due(conn, now)
        waits = [LOOK_AGAIN, *full.values()]
        if due is not None and due > now:
            waits.append((due - now).total_seconds())
        return letters, min(waits)

    async def _within_limits(
        self, conn: AsyncConnection, claimed: Sequence[Claimed], now: datetime, moment: float
    ) -> list[Claimed]:
        """Those whose chats may be written to, each with its reader; the others wait."""
        letters, to_chat = [], Counter[int]()
        for letter in claimed:
            wait = self._limits.wait(letter.chat_id, moment, beside=to_chat[letter.chat_id])
            if wait > 0:
                await outbox.release(conn, letter.id, now + timedelta(seconds=wait))
            else:
                to_chat[letter.chat_id] += 1
                letters.append(letter)
        readers = await people.look_up_all(conn, [chat for chat in to_chat if chat > 0])
        return [
            replace(letter, reader=readers.get(letter.chat_id), read_at=now) for letter in letters
        ]
