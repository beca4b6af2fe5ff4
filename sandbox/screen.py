"""What a person sees, as plain objects for tests.

A failed look must print the screen: a broken conversation test is read far more often
than it is written.
"""

from dataclasses import dataclass, field

from sandbox.shapes import Json


@dataclass(frozen=True)
class Button:
    """An inline button: where it stands and what it does."""

    label: str
    row: int
    column: int
    kind: str
    """callback_data, url, copy_text, web_app, switch_inline_query…"""
    value: object


@dataclass(frozen=True)
class Seen:
    """One message as it stands in a chat now."""

    id: int
    chat_id: int
    by_bot: bool
    sent: int
    """The sandbox's version when it was sent."""
    changed: int
    """The sandbox's version when it was last sent or edited."""
    json: Json = field(repr=False)
    """The message in the Bot API's own shape."""

    @property
    def text(self) -> str:
        """The text or the caption; empty where there is neither."""
        return str(self.json.get("text") or self.json.get("caption") or "")

    @property
    def edited(self) -> bool:
        return "edit_date" in self.json

    @property
    def topic_id(self) -> int | None:
        found = self.json.get("message_thread_id")
        return None if found is None else int(found)

    @property
    def buttons(self) -> list[Button]:
        """The inline buttons, row by row."""
        rows = self.json.get("reply_markup", {}).get("inline_keyboard", [])
        found = []
        for row_number, row in enumerate(rows):
            for column, button in enumerate(row):
                kind = next(name for name in button if name not in _LOOKS)
                label = str(button["text"])
                found.append(Button(label, row_number, column, kind, button[kind]))
        return found

    @property
    def readable(self) -> str:
        """Everything in the message that can be read, its buttons included."""
        body = self.json
        parts = [self.text, *(button.label for button in self.buttons)]
        if contact := body.get("contact"):
            parts += [contact["phone_number"], contact["first_name"]]
        if venue := body.get("venue"):
            parts += [venue["title"], venue["address"]]
        for kind in ("document", "audio"):
            parts.append(body.get(kind, {}).get("file_name", ""))
        if poll := body.get("poll"):
            parts += [poll["question"], *(option["text"] for option in poll["options"])]
        for kind in ("forum_topic_created", "forum_topic_edited"):
            parts.append(body.get(kind, {}).get("name", ""))
        return "\n".join(part for part in parts if part)

    def __str__(self) -> str:
        who = "bot" if self.by_bot else str(self.json["from"]["first_name"])
        carried = [kind for kind in _CARRIED if kind in self.json]
        lines = [f"{who} #{self.id}" + (" (edited)" if self.edited else "") + ":"]
        lines += [f"  [{', '.join(carried)}]"] if carried else []
        lines += [f"  {line}" for line in self.text.splitlines()]
        rows: dict[int, list[str]] = {}
        for button in self.buttons:
            rows.setdefault(button.row, []).append(f"[ {button.label} ]")
        return "\n".join(lines + ["  " + " ".join(row) for row in rows.values()])


_LOOKS = ("text", "style", "icon_custom_emoji_id")
_CARRIED = (
    "photo",
    "document",
    "video",
    "animation",
    "audio",
    "voice",
    "video_note",
    "sticker",
    "contact",
    "venue",
    "location",
    "poll",
    "dice",
)


def seen(entry: Json) -> Seen:
    """One entry of the state's `messages`."""
    message = entry["message"]
    return Seen(
        id=entry["id"],
        chat_id=message["chat"]["id"],
        by_bot=entry["by_bot"],
        sent=entry["sent"],
        changed=entry["changed"],
        json=message,
    )


def drawn(messages: list[Seen], keyboard: list[str], popup: str | None) -> str:
    """The screen as text, for the message of a failed look."""
    parts = [str(message) for message in messages] or ["(nothing)"]
    if keyboard:
        parts.append("keys: " + " ".join(f"[ {label} ]" for label in keyboard))
    if popup:
        parts.append(f"pop-up: {popup}")
    return "\n".join(parts)
