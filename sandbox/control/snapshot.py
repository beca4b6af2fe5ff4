"""The whole state as the page and the phones read it.

Messages stand here in the Bot API's own shape, wrapped with what only the sandbox knows:
the versions at which they were sent and last changed.
"""

import asyncio

from sandbox.account import scopes_seen_by
from sandbox.chats import Chat, Message
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.telegram import Telegram

AWAY_AFTER = 15.0
"""Seconds without a getUpdates after which the bot counts as gone."""


def snapshot(
    telegram: Telegram, *, seen_by: Person | None = None, latest: int | None = None
) -> Json:
    """The state; only what `seen_by` sees, only the `latest` messages of each chat."""
    people = list(telegram.people.values()) if seen_by is None else [seen_by]
    chats = [
        chat
        for chat in telegram.chats.values()
        if seen_by is None or chat.id == seen_by.id or not chat.is_private
    ]
    return {
        "run": telegram.run,
        "version": telegram.bell.version,
        "now": telegram.clock.now().isoformat(),
        "bot": _bot(telegram),
        "people": [_person(telegram, person) for person in people],
        "chats": [_chat(telegram, chat, latest) for chat in chats],
        "faults": [fault.as_json() for fault in telegram.faults.on],
        "limits": telegram.limits.switched_on,
    }


def _bot(telegram: Telegram) -> Json:
    account = telegram.account
    return account.as_user() | {
        "connected": _connected(telegram),
        "webhook": telegram.webhook.url,
        "pending": len(telegram.updates.pending),
        "descriptions": account.descriptions,
        "short_descriptions": account.short_descriptions,
        "names": account.names,
    }


def _connected(telegram: Telegram) -> bool:
    if telegram.webhook.url or telegram.polls_in_flight:
        return True
    ended = telegram.last_poll_ended
    return ended is not None and asyncio.get_running_loop().time() - ended < AWAY_AFTER


def _person(telegram: Telegram, person: Person) -> Json:
    query = telegram.callbacks.get(person.last_callback_id or "")
    scopes = scopes_seen_by(person.id, person.id, private=True, administrator=False)
    return {
        "key": person.key,
        "id": person.id,
        "name": person.first_name,
        "language_code": person.language_code,
        "phone_number": person.phone_number,
        "started": person.started,
        "blocked": person.blocked,
        "spoke": person.spoke_in_version,
        "callback": query and {"id": query.id, "answer": query.answer},
        "commands": telegram.account.commands_for(scopes, person.language_code),
        "menu_button": telegram.account.menu_buttons.get(
            person.id, telegram.account.menu_buttons.get(None)
        ),
    }


def _chat(telegram: Telegram, chat: Chat, latest: int | None) -> Json:
    messages = chat.visible()
    shown = messages if latest is None else messages[-latest:]
    return telegram.show_chat(chat) | {
        "members": [{"id": number, "status": status} for number, status in chat.members.items()],
        "bot_status": chat.bot_status,
        "topics": [
            {
                "id": topic.id,
                "name": topic.name,
                "icon_color": topic.icon_color,
                "closed": topic.closed,
            }
            for topic in chat.topics.values()
        ],
        "pinned": chat.pinned,
        "migrated_to": chat.migrated_to,
        "keyboard": chat.reply_keyboard,
        "keyboard_message_id": chat.reply_keyboard_message_id,
        "action": chat.action,
        "messages": [_message(telegram, message) for message in shown],
    }


def _message(telegram: Telegram, message: Message) -> Json:
    return {
        "id": message.message_id,
        "by_bot": message.sender_id == telegram.account.id,
        "service": message.service,
        "sent": message.version,
        "changed": message.changed,
        "reaction": message.reaction,
        "message": telegram.show(message),
    }
