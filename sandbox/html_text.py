"""Reads Telegram's HTML.

It is a small and strict language: an unknown, crossed or unclosed tag refuses the whole
message. A bot that forgets to escape somebody's "<3" must learn it here.
"""

import re
from dataclasses import dataclass

from sandbox.errors import unparsable
from sandbox.formatting import units
from sandbox.shapes import Json

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
_KNOWN = frozenset({*_SIMPLE, "a", "span", "blockquote", "tg-emoji"})
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d{1,10})|#[xX]([0-9a-fA-F]{1,8})|(lt|gt|amp|quot));?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.\-]+))?""")
_HIGHEST_CODE_POINT = 0x10FFFF


@dataclass
class _Open:
    """A tag that waits for its end."""

    name: str
    attributes: dict[str, str]
    offset: int
    """Where its text begins, in UTF-16 units."""


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The plain text and its entities, offsets in UTF-16 units."""
    text = ""
    entities: list[Json] = []
    open_tags: list[_Open] = []
    position = 0
    while position < len(source):
        if source[position] != "<":
            end = source.find("<", position)
            end = len(source) if end == -1 else end
            text += decode(source[position:end])
            position = end
            continue
        end = _tag_end(source, position)
        inside = source[position + 1 : end]
        if inside.startswith("/"):
            entity = _close(inside[1:].strip().lower(), open_tags, text, _at(source, position))
            if entity:
                entities.append(entity)
        else:
            open_tags.append(_open(inside, text, _at(source, position)))
        position = end + 1
    if open_tags:
        name = open_tags[-1].name
        raise unparsable(f'Can\'t find end tag corresponding to start tag "{name}"')
    return text, _merge_code_in_pre(entities)


def decode(source: str) -> str:
    """Replaces the entities that Telegram knows; any other stays as it is written."""

    def character(match: re.Match[str]) -> str:
        if match[3]:
            return _NAMED[match[3]]
        code = int(match[1]) if match[1] else int(match[2], 16)
        return chr(code) if 0 < code <= _HIGHEST_CODE_POINT else match[0]

    return _REFERENCE.sub(character, source)


def _at(source: str, position: int) -> int:
    """Telegram names places in bytes of UTF-8."""
    return len(source[:position].encode("utf-8", "surrogatepass"))


def _tag_end(source: str, start: int) -> int:
    quote = ""
    for position in range(start + 1, len(source)):
        character = source[position]
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and "=" in source[start:position]:
            quote = character
        elif character == ">":
            return position
    kind = "end" if source[start + 1 : start + 2] == "/" else "start"
    raise unparsable(f"Unclosed {kind} tag at byte offset {_at(source, start)}")


def _open(inside: str, text: str, at: int) -> _Open:
    match = re.match(r"[^\s]*", inside)
    name = match[0].lower() if match else ""
    if name not in _KNOWN:
        raise unparsable(f'Unsupported start tag "{name}" at byte offset {at}')
    attributes = {}
    for found in _ATTRIBUTE.finditer(inside[len(name) :]):
        attributes[found[1].lower()] = decode((found[2] or "").strip("\"'"))
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
    if name == "tg-emoji" and not attributes.get("emoji-id", "").isdigit():
        raise unparsable("Invalid custom emoji identifier specified")
    return _Open(name, attributes, units(text))


def _close(name: str, open_tags: list[_Open], text: str, at: int) -> Json | None:
    if not open_tags:
        raise unparsable(f"Unexpected end tag at byte offset {at}")
    tag = open_tags.pop()
    if name and name != tag.name:
        raise unparsable(
            f'Unmatched end tag at byte offset {at}, expected "</{tag.name}>", found "</{name}>"'
        )
    length = units(text) - tag.offset
    described = _describe(tag, text) if length else None
    return described and {"offset": tag.offset, "length": length} | described


def _describe(tag: _Open, text: str) -> Json | None:
    if tag.name == "a":
        content = text.encode("utf-16-le")[tag.offset * 2 :].decode("utf-16-le")
        address = tag.attributes.get("href") or content
        return _link(address)
    if tag.name == "blockquote":
        expandable = "expandable" in tag.attributes
        return {"type": "expandable_blockquote" if expandable else "blockquote"}
    if tag.name == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": tag.attributes["emoji-id"]}
    if tag.name == "span":
        return {"type": "spoiler"}
    if tag.name == "code" and tag.attributes.get("class", "").startswith("language-"):
        language = tag.attributes["class"].removeprefix("language-")
        return {"type": "code", "language": language}
    return {"type": _SIMPLE[tag.name]}


def _link(address: str) -> Json | None:
    """A link Telegram accepts; a wrong address leaves plain text, as Telegram does."""
    if re.fullmatch(r"tg://[^\s]+|mailto:[^\s]+|tel:[^\s]+", address):
        return {"type": "text_link", "url": address}
    if re.fullmatch(r"(https?://)?[\w-]+(\.[\w-]+)+(:\d+)?([/?#][^\s]*)?", address):
        with_scheme = address if "://" in address else f"http://{address}"
        host_only = re.fullmatch(r"https?://[^/?#]+", with_scheme)
        return {"type": "text_link", "url": with_scheme + ("/" if host_only else "")}
    if re.fullmatch(r"https?://(localhost|127\.0\.0\.1)(:\d+)?([/?#][^\s]*)?", address):
        return {"type": "text_link", "url": address}
    return None


def _merge_code_in_pre(entities: list[Json]) -> list[Json]:
    """`<pre><code class="language-x">` is one entity; a language outside pre is dropped."""
    merged = []
    blocks = {(e["offset"], e["length"]): e for e in entities if e["type"] == "pre"}
    for entity in entities:
        if entity["type"] == "code":
            language = entity.pop("language", None)
            block = blocks.get((entity["offset"], entity["length"]))
            if block is not None:
                if language:
                    block["language"] = language
                continue
        merged.append(entity)
    return merged
