"""Telegram's queue of updates for the bot.

An update stays until the bot confirms it with a higher offset (or a 2xx to the webhook):
were it dropped on delivery, a bot that loses messages would look sound here.
"""

import random
from collections import deque
from dataclasses import dataclass, field

from sandbox.bell import Bell
from sandbox.numbering import never_given_before
from sandbox.shapes import Json

ON_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that Telegram leaves out unless `allowed_updates` names them."""

REMEMBERED = 1000
"""Confirmed updates that can come again."""


@dataclass
class UpdateQueue:
    """Updates in the order of their ids; `allowed` is what the bot last asked for."""

    bell: Bell
    pending: list[Json] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    next_id: int = field(default_factory=never_given_before)
    confirmed: deque[Json] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    """What the bot has confirmed, in that order; Telegram may have forgotten that it did."""

    def push(self, kind: str, content: Json) -> int | None:
        """Queues an update; returns its id, or None where the bot does not want the kind."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST_ONLY
        if not wanted:
            return None
        update_id = self.next_id
        self.next_id += 1
        self.pending.append({"update_id": update_id, kind: content})
        self.bell.ring()
        return update_id

    def confirm_below(self, offset: int) -> None:
        """Forgets the updates whose id is lower than `offset`."""
        done = {update["update_id"] for update in self.pending if update["update_id"] < offset}
        if done:
            self._forget(done)

    def take_out(self, update_id: int) -> None:
        """Forgets one update: a webhook confirms each by itself."""
        self._forget({update_id})

    def confirm_through(self, offset: int) -> None:
        """Applies the `offset` of getUpdates; a negative one keeps only the last ones."""
        if offset > 0:
            self.confirm_below(offset)
        elif offset < 0 and len(self.pending) > -offset:
            self.confirm_below(self.pending[offset]["update_id"])

    def confirmed_before(self, update_id: int) -> bool:
        """Whether every update with a lower id is confirmed."""
        return all(update["update_id"] >= update_id for update in self.pending)

    def deliver_again(self, last: int, chance: random.Random) -> list[int]:
        """Queues the last confirmed updates once more, scattered among the others; their ids.

        What was never delivered keeps its order.
        """
        again = list(self.confirmed)[-last:] if last > 0 else []
        for update in again:
            self.confirmed.remove(update)
            self.pending.insert(chance.randrange(len(self.pending) + 1), update)
        self.bell.ring()
        return [update["update_id"] for update in again]

    def clear(self) -> None:
        self.confirm_below(self.next_id)
        self.confirmed.clear()

    def _forget(self, done: set[int]) -> None:
        self.confirmed += [update for update in self.pending if update["update_id"] in done]
        self.pending = [update for update in self.pending if update["update_id"] not in done]
        self.bell.ring()
