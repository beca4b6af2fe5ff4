"""What happens to the group itself: it moves, people leave it, the bot's rights change."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated, Message
from civic.desk.roles import left_the_group

from bot.desk.seat import Seat
from bot.talk import Grounds
from civic.act import Act
from civic.desk.taking import release_all
from storage import moved_chats, people, tickets

router = Router(name=__name__)

GONE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.KICKED})


@router.message(F.migrate_to_chat_id)
async def moved(message: Message, seat: Seat) -> None:
    """The group became a supergroup: its tickets and letters go with it."""
    assert message.migrate_to_chat_id is not None
    grounds = seat.grounds
    async with grounds.database.act() as connection:
        old, new = message.chat.id, message.migrate_to_chat_id
        await moved_chats.note(connection, old, new, grounds.now())
        await tickets.move_chat(connection, old, new)
    grounds.letters_put()


async def left(change: ChatMemberUpdated, grounds: Grounds) -> None:
    """Whoever leaves the group is of the desk no more; what they had is free."""
    if change.new_chat_member.status not in GONE:
        return
    user = change.new_chat_member.user
    async with grounds.database.act() as connection:
        now = grounds.now()
        person_id = await left_the_group(connection, user.id, now)
        person = await people.by_id(connection, person_id) if person_id is not None else None
        if person is not None:
            act = Act(connection, grounds.ring, person, now, 0)
            await release_all(act, grounds.desk, person.id)
    grounds.letters_put()
