"""What happens to the group itself: it moves, people leave it, the bot's rights change."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated, Message

from bot.desk.seat import Seat
from bot.desk.troubles import tell_administrators
from bot.talk import Grounds
from civic.act import Act
from civic.desk.groups import groups_of
from civic.desk.roles import left_the_group
from civic.desk.taking import release_all
from storage import moved_chats, people, stuck_letters, tickets

router = Router(name=__name__)
router.my_chat_member.filter(F.chat.type != ChatType.PRIVATE)

MOST_RESENT = 1000
"""What did not arrive while the bot was out of the group, and leaves once it is back."""
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


@router.chat_member()
async def left(change: ChatMemberUpdated, grounds: Grounds) -> None:
    """Whoever leaves the group is of the desk no more; what they had is free."""
    if change.new_chat_member.status in GONE and await _is_of_the_desk(change, grounds):
        await forget_member(grounds, change.new_chat_member.user.id)


@router.message(F.left_chat_member)
async def left_in_words(message: Message, seat: Seat) -> None:
    """The same, where Telegram tells the bot by a message only."""
    assert message.left_chat_member is not None
    await forget_member(seat.grounds, message.left_chat_member.id)


@router.my_chat_member()
async def own_rights(change: ChatMemberUpdated, grounds: Grounds) -> None:
    """The bot was thrown out of a group of the desk, may do less there than it must, or is back."""
    if not await _is_of_the_desk(change, grounds):
        return
    now = change.new_chat_member
    if change.old_chat_member.status in GONE and now.status not in GONE:
        async with grounds.database.act() as connection:
            moment = grounds.now()
            await stuck_letters.resend_chat(connection, change.chat.id, moment, MOST_RESENT)
        grounds.letters_put()
    if now.status in GONE:
        await tell_administrators(grounds, change.chat.id, "out")
    elif not getattr(now, "can_manage_topics", False):
        await tell_administrators(grounds, change.chat.id, "no_topics")


async def forget_member(grounds: Grounds, telegram_id: int) -> None:
    """They hold no role of the group any more, and nothing waits for them."""
    async with grounds.database.act() as connection:
        now = grounds.now()
        person_id = await left_the_group(connection, telegram_id, now)
        person = await people.by_id(connection, person_id) if person_id is not None else None
        if person is not None:
            act = Act(connection, grounds.ring, person, now, 0)
            await release_all(act, grounds.desk, person.id)
    grounds.letters_put()


async def _is_of_the_desk(change: ChatMemberUpdated, grounds: Grounds) -> bool:
    async with grounds.database.look() as connection:
        return change.chat.id in await groups_of(connection, grounds.desk)
