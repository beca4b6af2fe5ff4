"""The default world: who is there when the sandbox opens.

The ids are constants so that a bot can be told beforehand who administers it
and where its volunteers sit.
"""

from sandbox.chats import Chat
from sandbox.people import Person
from sandbox.telegram import Telegram

AIGUL_ID = 200000001
SERGEI_ID = 200000002
ASEL_ID = 200000003
DANIYAR_ID = 200000004
MARIA_ID = 200000005
ADMINISTRATOR_ID = ASEL_ID
"""Goes into ADMIN_IDS."""
VOLUNTEERS_CHAT_ID = -1002000000001
"""Goes into STAFF_CHAT_ID: a supergroup with topics where the bot is an administrator."""
FIRST_CREATED_PERSON_ID = 200000101

AIGUL = "aigul"
SERGEI = "sergei"
ASEL = "asel"
DANIYAR = "daniyar"
MARIA = "maria"


def settle(telegram: Telegram) -> None:
    """Fills an empty Telegram with the default people and their group."""
    for person in (
        Person(AIGUL, AIGUL_ID, "Айгүл", "kk", "aigul_sandbox", "+77010000001"),
        Person(SERGEI, SERGEI_ID, "Сергей", "ru", "sergei_sandbox", "+77010000002"),
        Person(ASEL, ASEL_ID, "Әсел", "kk", "asel_sandbox", "+77010000003"),
        Person(DANIYAR, DANIYAR_ID, "Данияр", "kk", "daniyar_sandbox", "+77010000004"),
        Person(MARIA, MARIA_ID, "Мария", "ru", "maria_sandbox", "+77010000005"),
    ):
        telegram.add_person(person)
    telegram.add_chat(
        Chat(
            id=VOLUNTEERS_CHAT_ID,
            type="supergroup",
            title="Волонтерлер · Волонтёры",
            is_forum=True,
            members={DANIYAR_ID: "creator", MARIA_ID: "administrator"},
            next_message_id=2,
        )
    )


def newcomer(
    telegram: Telegram,
    name: str,
    language_code: str,
    *,
    phone_number: str | None = None,
    username: str | None = None,
) -> Person:
    """Somebody new with a phone of their own."""
    person_id = FIRST_CREATED_PERSON_ID
    while person_id in telegram.people:
        person_id += 1
    return telegram.add_person(
        Person(
            key=f"person{person_id}",
            id=person_id,
            first_name=name,
            language_code=language_code,
            username=username,
            phone_number=phone_number or f"+7702{person_id % 10_000_000:07}",
        )
    )


def start_over(telegram: Telegram) -> None:
    """Everybody forgets everything; what the bot set about itself stays, for it still runs.

    Message ids go on counting, so that a bot with a memory mistakes no new one for an old one.
    """
    group_counts = {chat.id: chat.next_message_id for chat in telegram.chats.values()}
    telegram.people.clear()
    telegram.chats.clear()
    telegram.callbacks.clear()
    telegram.inline_queries.clear()
    telegram.inline_messages.clear()
    telegram.faults.on.clear()
    telegram.limits.forget()
    telegram.updates.clear()
    settle(telegram)
    for chat in telegram.chats.values():
        chat.next_message_id = group_counts.get(chat.id, chat.next_message_id)
    telegram.bell.ring()
