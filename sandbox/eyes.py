"""The looking half of a phone: what stands on the screen, and asserts about it.

It reads only the state that the sandbox last told; it does nothing and asks nobody.
"""

from sandbox import world
from sandbox.screen import Button, Seen, drawn, seen
from sandbox.shapes import Json

SHOWN_ON_FAILURE = 6
"""How many of the last messages a failed look prints."""


class Eyes:
    """One person's view of the sandbox's state."""

    def __init__(self, person: str | int, group_id: int = world.VOLUNTEERS_CHAT_ID) -> None:
        self.person = person
        self.group_id = group_id
        self.state: Json = {"people": [], "chats": [], "version": 0}

    @property
    def me(self) -> Json:
        """The person's own entry in the state; empty before the first look."""
        for person in self.state["people"]:
            if self.person in (person["key"], person["id"]):
                return dict(person)
        return {}

    @property
    def chat_id(self) -> int:
        """The id of the private chat, which is the person's own id."""
        return int(self.me.get("id", 0))

    def chat(self, chat_id: int | None = None) -> Json:
        """The private chat, or another; a group that moved is followed to its new id."""
        wanted = self.chat_id if chat_id is None else chat_id
        chats = {chat["id"]: chat for chat in self.state["chats"]}
        found = chats.get(wanted, {})
        while found.get("migrated_to") in chats:
            found = chats[found["migrated_to"]]
        return dict(found)

    @property
    def history(self) -> list[Seen]:
        """Every message of the private chat that is not deleted, oldest first."""
        return [seen(entry) for entry in self.chat().get("messages", [])]

    @property
    def screen(self) -> list[Seen]:
        """The bot's messages sent or edited since the person last sent something."""
        spoke = int(self.me.get("spoke", 0))
        return [one for one in self.history if one.by_bot and one.changed > spoke]

    @property
    def last(self) -> Seen:
        """The newest message of the bot; fails where there is none."""
        __tracebackhide__ = True
        for message in reversed(self.history):
            if message.by_bot:
                return message
        raise AssertionError(f"{self.person} has nothing from the bot.\n{self.picture()}")

    @property
    def buttons(self) -> list[str]:
        """The labels under the newest message that has inline buttons."""
        for message in reversed(self.history):
            if message.buttons:
                return [button.label for button in message.buttons]
        return []

    @property
    def keyboard(self) -> list[str]:
        """The keys of the reply keyboard; empty where none lies there."""
        rows = (self.chat().get("keyboard") or {}).get("keyboard", [])
        return [str(key["text"]) for row in rows for key in row]

    @property
    def popup(self) -> str | None:
        """The text of the answer to the last tap; None where it had none."""
        answer = (self.me.get("callback") or {}).get("answer") or {}
        text = answer.get("text")
        return None if text is None else str(text)

    @property
    def alert(self) -> bool:
        """Whether that answer must be closed by hand (show_alert)."""
        answer = (self.me.get("callback") or {}).get("answer") or {}
        return bool(answer.get("show_alert"))

    def sees(self, text: str) -> None:
        """Fails where the words are not on the screen, and prints the screen."""
        __tracebackhide__ = True
        if text not in self._everything():
            raise AssertionError(f"{self.person} does not see {text!r}.\n{self.picture()}")

    def does_not_see(self, text: str) -> None:
        """Fails where the words are on the screen, and prints the screen."""
        __tracebackhide__ = True
        if text in self._everything():
            raise AssertionError(f"{self.person} sees {text!r}.\n{self.picture()}")

    def reads_group(self, topic: str | int | None = None) -> list[Seen]:
        """The messages of the volunteers' group, or of one topic (by name or id)."""
        chat = self.chat(self.group_id)
        messages = [seen(entry) for entry in chat.get("messages", [])]
        if topic is None:
            return messages
        ids = [one["id"] for one in chat.get("topics", []) if topic in (one["id"], one["name"])]
        return [one for one in messages if one.topic_id in ids or one.id in ids]

    @property
    def topics(self) -> list[str]:
        """The names of the group's topics, oldest first."""
        return [str(topic["name"]) for topic in self.chat(self.group_id).get("topics", [])]

    def sees_in_group(self, text: str, topic: str | int | None = None) -> None:
        """Fails where the words are nowhere in the group (or in that topic)."""
        __tracebackhide__ = True
        messages = self.reads_group(topic)
        if not any(text in message.readable for message in messages):
            shown = drawn(messages[-SHOWN_ON_FAILURE:], [], None)
            raise AssertionError(f"{self.person} does not see {text!r} in the group.\n{shown}")

    def picture(self) -> str:
        """The last messages with their buttons, the reply keyboard and the pop-up, as text."""
        return drawn(self.history[-SHOWN_ON_FAILURE:], self.keyboard, self.popup)

    def find_button(self, label: str) -> tuple[Seen, Button] | None:
        """The newest inline button with this label, else the only one that contains it."""
        newest_first = [message for message in reversed(self.history) if message.buttons]
        for message in newest_first:
            if button := button_labelled(message, label, exactly=True):
                return message, button
        if label in self.keyboard:
            return None
        for message in newest_first:
            if button := button_labelled(message, label, exactly=False):
                return message, button
        return None

    def find_key(self, label: str) -> str | None:
        """The key of the reply keyboard with this label, else the only one that contains it."""
        if label in self.keyboard:
            return label
        similar = [key for key in self.keyboard if label in key]
        return similar[0] if len(similar) == 1 else None

    def _everything(self) -> str:
        return "\n".join([*(message.readable for message in self.screen), *self.keyboard])


def button_labelled(message: Seen, label: str, *, exactly: bool) -> Button | None:
    """The button of a message by its label; by a part of it only where that is unambiguous."""
    fitting = [
        button
        for button in message.buttons
        if (button.label == label if exactly else label in button.label)
    ]
    if exactly:
        return fitting[0] if fitting else None
    return fitting[0] if len(fitting) == 1 else None
