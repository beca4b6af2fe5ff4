"""Which updates are known, which are done, and how far Telegram may be told so.

Telegram forgets every update below the offset that it is given. Without this bookkeeping a kill
between the offset and the work loses what a person said, or one slow update makes Telegram's
repetitions start everything behind it anew.
"""


class Order:
    """The updates that Telegram still repeats: since the last confirmed offset.

    Pure: no clock, no network. An id that was confirmed is forgotten here; if it ever came
    again, the act's own record of handled updates would recognise it.
    """

    def __init__(self) -> None:
        self._finished: dict[int, bool] = {}
        self._unfinished = 0

    def arrive(self, update_id: int) -> bool:
        """Whether this update is new and has to be started; False for a repetition."""
        if update_id in self._finished:
            return False
        self._finished[update_id] = False
        self._unfinished += 1
        return True

    def finish(self, update_id: int) -> None:
        """It is done, or kept somewhere else: Telegram need not keep it for us any longer."""
        if self._finished.get(update_id) is False:
            self._finished[update_id] = True
            self._unfinished -= 1

    def is_unfinished(self, update_id: int) -> bool:
        return self._finished.get(update_id) is False

    @property
    def unfinished(self) -> int:
        """How many are started or wait their turn."""
        return self._unfinished

    @property
    def is_drained(self) -> bool:
        """Whether everything that arrived is done."""
        return self._unfinished == 0

    @property
    def oldest_unfinished(self) -> int | None:
        return min((number for number, done in self._finished.items() if not done), default=None)

    @property
    def offset(self) -> int | None:
        """The offset to ask Telegram with: all below it are done. None: nothing to confirm.

        Without an offset Telegram starts from the oldest that was not confirmed. That is also
        right after a quiet week, when it goes on counting from a random number, lower or higher.
        """
        if not self._finished:
            return None
        return max(self._finished) + 1 if self.is_drained else self.oldest_unfinished

    def confirmed(self, offset: int) -> None:
        """Telegram has seen `offset`, which was ours: it repeats nothing below, so we forget it."""
        self._finished = {
            update_id: done for update_id, done in self._finished.items() if update_id >= offset
        }

    def __len__(self) -> int:
        return len(self._finished)
