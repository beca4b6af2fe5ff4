"""When something went wrong that nobody should see: a calm word to the person, an alarm to us.

Neither holds anything that the person wrote: the alarm names an id, a type of error and the same
reference number that the person was given.
"""

from __future__ import annotations

from datetime import datetime

from aiogram import Bot
from aiogram.types import Update

from bot.intake.arrival import reference_of
from bot.talk import Grounds
from bot.views.tongue import guessed, tongue
from bot.visits import AT_LATEST
from civic.phrases import _
from storage import outbox, people, traces
from storage.columns import JSON
from storage.outbox import Delivery, Lane, Letter
from storage.traces import Visit


class Alarms:
    """Tells the person and the administrators (Telegram ids)."""

    def __init__(self, grounds: Grounds, bot: Bot, administrators: tuple[int, ...]) -> None:
        self._grounds = grounds
        self._bot = bot
        self._administrators = administrators

    async def update_set_aside(self, update_id: int, error: str) -> None:
        """An update failed three times."""
        await self._tell(
            f"set-aside:{update_id}",
            "update_set_aside",
            {"update": update_id, "error": error, "reference": reference_of(update_id)},
        )

    async def letter_failed(self, letter_id: int, reason: str) -> None:
        """A letter will not leave by itself. Told once an hour for each reason: in a storm the
        alarms would otherwise be as many as what they tell of, and breed each other."""
        hour = f"{self._grounds.now():%Y-%m-%dT%H}"
        await self._tell(
            f"trouble:letters:{reason}:{hour}",
            "letter_failed",
            {"letter": letter_id, "reason": reason},
        )

    async def topic_lost(self, chat_id: int, topic: int, why: str) -> None:
        """A topic was deleted or closed; told once a day."""
        day = f"{self._grounds.now():%Y-%m-%d}"
        await self._tell(
            f"trouble:topic:{chat_id}:{topic}:{day}",
            "topic_lost",
            {"chat": chat_id, "topic": topic, "why": why},
        )

    async def group_moved(self, old: int, new: int) -> None:
        """A group became a supergroup: letters follow it, the setting has to."""
        await self._tell(f"trouble:moved:{old}", "group_moved", {"old": old, "new": new})

    async def update_retried(
        self, update_id: int, administrator: int, asked_at: datetime, error: str | None
    ) -> None:
        """How a new try went, for the one who asked for it; ``error`` None: it worked."""
        told: dict[str, JSON] = {
            "update": update_id,
            "reference": reference_of(update_id),
            "error": error,
        }
        await self._tell(
            f"retried:{update_id}:{asked_at:%Y-%m-%dT%H:%M:%S.%f}",
            "update_retried",
            told,
            (administrator,),
        )

    async def tick_failed(self, name: str, error: str) -> None:
        """What is due with time was not done; told once an hour."""
        hour = f"{self._grounds.now():%Y-%m-%dT%H}"
        await self._tell(
            f"trouble:tick:{name}:{hour}", "trouble", {"where": f"clock: {name}", "what": error}
        )

    async def _tell(
        self, key: str, view: str, args: dict[str, JSON], readers: tuple[int, ...] | None = None
    ) -> None:
        """A letter to each administrator, or to these, once for each ``key``."""
        now = self._grounds.now()
        async with self._grounds.database.act() as connection:
            for administrator in self._administrators if readers is None else readers:
                letter = Letter(
                    dedupe_key=f"{key}:{administrator}",
                    chat_id=administrator,
                    view=view,
                    args=args,
                    lane=Lane.NOTICE,
                    delivery=Delivery.AT_LEAST_ONCE,
                    not_before=now,
                )
                await outbox.put(connection, self._grounds.ring, letter, now)
        self._grounds.letters_put()

    async def _apologise_in_the_branch(self, update: Update, visit: Visit, now: datetime) -> None:
        """Nothing is kept there, and nothing of this stays: what was sent goes, and the apology."""
        sent = update.message or update.edited_message
        sorry = _(
            "Sorry, that did not work. Please tap once more, or write once more. In danger call "
            "<b>112</b>."
        )
        text = tongue(visit.language, self._grounds.zone).html(sorry)
        said = await self._bot.send_message(visit.chat_id, text, disable_notification=True)
        async with self._grounds.database.act() as connection:
            for message, is_ours in ((said, True), (sent, False)):
                if message is not None:
                    await traces.note(
                        connection,
                        visit.chat_id,
                        message.message_id,
                        is_ours=is_ours,
                        sent_at=message.date,
                        due_at=message.date + AT_LATEST if is_ours else now,
                    )

    async def apologise(self, update: Update, reference: str) -> None:
        """Say sorry to whoever wrote, in their language, with the number to quote."""
        event = update.message or update.edited_message or update.callback_query
        if event is None or event.from_user is None:
            return
        user, now = event.from_user, self._grounds.now()
        async with self._grounds.database.look() as connection:
            person = await people.look_up(connection, user.id)
            visit = await traces.visit_of(connection, user.id)
        language = (person.language if person else None) or guessed(user.language_code)
        if visit is not None:
            await self._apologise_in_the_branch(update, visit, now)
            return
        sorry = _(
            "Sorry, something went wrong on our side. What you sent is kept, and we have been "
            "told. If you write to us about it, name this number: <code>{reference}</code>\n\n"
            "The menu: /menu. In danger call <b>112</b>.",
            reference=reference,
        )
        await self._bot.send_message(user.id, tongue(language, self._grounds.zone).html(sorry))
