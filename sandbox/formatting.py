"""What is common to all ways of formatting a text.

Telegram counts in UTF-16 units, trims, and finds links and commands by itself; a bot
that counts in Python characters goes wrong on the first emoji, and must go wrong here too.
"""

import re
from typing import Any

from sandbox.errors import bad_request, unparsable
from sandbox.shapes import Json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
TYPES = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    }
)
_FOUND = (
    ("url", re.compile(r"(?<![\w@.])(?:https?://|www\.|t\.me/)[^\s<>\"]*[^\s<>\".,;:!?)»]")),
    (
        "url",
        re.compile(
            r"(?<![\w@./-])(?:[\w-]+\.)+(?:kz|қаз|com|org|net|info|ru|io|me|edu|gov)\b"
            r"(?:/[^\s<>\"]*[^\s<>\".,;:!?)»])?(?![\w@])"
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z]\w{3,31}\b", re.ASCII)),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{3,31})?", re.ASCII),
    ),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d(?:[\s()-]{0,2}\d){9,13}(?!\w)")),
)
_LITERAL = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})


def units(text: str) -> int:
    """The length of a text as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def given_entities(text: str, entities: list[Any]) -> list[Json]:
    """Entities that the bot counted itself; refused where they make no sense."""
    total = units(text)
    accepted = []
    for entity in entities:
        if not isinstance(entity, dict) or entity.get("type") not in TYPES:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        offset, length = int(entity.get("offset", -1)), int(entity.get("length", 0))
        if offset < 0 or length <= 0 or offset + length > total:
            continue
        kept = {name: value for name, value in entity.items() if value is not None}
        accepted.append(kept | {"offset": offset, "length": length})
    return accepted


def finish(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Trims the text, clips its entities and adds what Telegram finds by itself."""
    _refuse_surrogates(text)
    text = text.replace("\r", "").replace("\x00", "")
    trimmed = text.strip()
    cut = units(text[: len(text) - len(text.lstrip())])
    total = units(trimmed)
    clipped = []
    for entity in entities:
        start = max(0, entity["offset"] - cut)
        end = min(total, entity["offset"] + entity["length"] - cut)
        if end > start:
            clipped.append(entity | {"offset": start, "length": end - start})
    return trimmed, in_order(clipped + found_in(trimmed, clipped))


def found_in(text: str, taken: list[Json]) -> list[Json]:
    """Links, commands and the like, save where the text is code or already a link."""
    busy = [entity for entity in taken if entity["type"] in _LITERAL]
    found: list[Json] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            entity = {
                "type": kind,
                "offset": units(text[: match.start()]),
                "length": units(match.group()),
            }
            if not any(_overlap(entity, other) for other in busy):
                found.append(entity)
                busy.append(entity)
    return found


def in_order(entities: list[Json]) -> list[Json]:
    """Outer before inner, as Telegram returns them."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _overlap(one: Json, other: Json) -> bool:
    one_end, other_end = one["offset"] + one["length"], other["offset"] + other["length"]
    return bool(one["offset"] < other_end and other["offset"] < one_end)


def _refuse_surrogates(text: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise unparsable("Text contains invalid Unicode characters")
