"""Reads Telegram's MarkdownV2.

As strict as Telegram: every character that could mean something must mean it or be
escaped. It is here for bots of other frameworks, whose default it often is.
"""

import re
from dataclasses import dataclass, field

from sandbox.errors import unparsable
from sandbox.formatting import units
from sandbox.shapes import Json

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_ESCAPABLE = range(1, 127)
_MARKS = {
    "__": "underline",
    "||": "spoiler",
    "*": "bold",
    "_": "italic",
    "~": "strikethrough",
}
_NAMES = {
    "underline": "Underline",
    "spoiler": "Spoiler",
    "bold": "Bold",
    "italic": "Italic",
    "strikethrough": "Strikethrough",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "code": "Code",
    "pre": "Pre",
    "blockquote": "BlockQuote",
}
_LANGUAGE = re.compile(r"([A-Za-z0-9_+#.-]*)\n")
_CUSTOM_EMOJI = re.compile(r"tg://emoji\?id=(\d+)")


@dataclass
class _Open:
    """An entity that waits for its end."""

    kind: str
    mark: str
    offset: int
    at: int
    """The byte at which it began, for the refusal."""


@dataclass
class _Reader:
    """Goes through the source once, from left to right."""

    source: str
    position: int = 0
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    line_start: bool = True

    def read(self) -> tuple[str, list[Json]]:
        while self.position < len(self.source):
            if self._escaped() or self._quote() or self._code() or self._mark() or self._link():
                continue
            character = self.source[self.position]
            if character in _RESERVED:
                raise unparsable(
                    f"Character '{character}' is reserved and must be escaped "
                    "with the preceding '\\'"
                )
            self._take(character)
        self._end_quote()
        if self.stack:
            self._unclosed(self.stack[-1])
        return self.text, self.entities

    def _ahead(self, mark: str) -> bool:
        return self.source.startswith(mark, self.position)

    def _take(self, character: str) -> None:
        if character == "\n" and not self.source.startswith(">", self.position + 1):
            self._end_quote()
        self.text += character
        self.line_start = character == "\n"
        self.position += 1

    def _escaped(self) -> bool:
        following = self.source[self.position + 1 : self.position + 2]
        if not self._ahead("\\") or not following or ord(following) not in _ESCAPABLE:
            return False
        self.position += 1
        self._take(following)
        self.line_start = False
        return True

    def _quote(self) -> bool:
        if not self._ahead(">") or not self.line_start:
            return False
        self.position += 1
        if not any(entity.kind == "blockquote" for entity in self.stack):
            self.stack.append(self._opened("blockquote", ">", back=1))
        self.line_start = False
        return True

    def _end_quote(self, kind: str = "blockquote") -> None:
        if self.stack and self.stack[-1].kind == "blockquote":
            self._close({"type": kind})

    def _code(self) -> bool:
        if not self._ahead("`"):
            return False
        fence = "```" if self._ahead("```") else "`"
        opened = self._opened("pre" if fence == "```" else "code", fence)
        self.position += len(fence)
        described: Json = {"type": opened.kind}
        if fence == "```" and (match := _LANGUAGE.match(self.source, self.position)):
            if match[1]:
                described["language"] = match[1]
            self.position = match.end()
        self.stack.append(opened)
        while not self._ahead(fence):
            if self.position >= len(self.source):
                self._unclosed(opened)
            if self._escaped():
                continue
            self.text += self.source[self.position]
            self.position += 1
        self.position += len(fence)
        self.line_start = False
        self._close(described)
        return True

    def _mark(self) -> bool:
        mark = next((one for one in _MARKS if self._ahead(one)), None)
        if mark is None:
            return False
        top = self.stack[-1] if self.stack else None
        if mark == "__" and top and top.mark == "_":
            mark = "_"
        if mark == "||" and top and top.kind == "blockquote" and self._line_ends_after(2):
            self.position += 2
            self._end_quote("expandable_blockquote")
            return True
        if top and top.mark == mark:
            self.position += len(mark)
            self._close({"type": _MARKS[mark]})
        else:
            self.stack.append(self._opened(_MARKS[mark], mark))
            self.position += len(mark)
        return True

    def _line_ends_after(self, length: int) -> bool:
        end = self.position + length
        return end >= len(self.source) or self.source[end] == "\n"

    def _link(self) -> bool:
        if self._ahead("![") or self._ahead("["):
            emoji = self._ahead("!")
            kind = "custom_emoji" if emoji else "text_link"
            self.stack.append(self._opened(kind, "]"))
            self.position += 2 if emoji else 1
            return True
        if not self._ahead("]") or not self.stack or self.stack[-1].mark != "]":
            return False
        self.position += 1
        self._close(self._address(self.stack[-1]))
        self.line_start = False
        return True

    def _address(self, opened: _Open) -> Json:
        start = opened.offset
        shown = self.text.encode("utf-16-le")[start * 2 :].decode("utf-16-le")
        address = shown
        if self._ahead("("):
            end = self.position + 1
            address = ""
            while end < len(self.source) and self.source[end] != ")":
                end += self.source[end] == "\\"
                address += self.source[end : end + 1]
                end += 1
            if end >= len(self.source):
                raise unparsable(f"Can't find end of a URL at byte offset {self._byte()}")
            self.position = end + 1
        if opened.kind == "custom_emoji":
            match = _CUSTOM_EMOJI.fullmatch(address)
            if match is None:
                raise unparsable("Custom emoji URL must have scheme tg")
            return {"type": "custom_emoji", "custom_emoji_id": match[1]}
        return {"type": "text_link", "url": address}

    def _opened(self, kind: str, mark: str, *, back: int = 0) -> _Open:
        return _Open(kind, mark, units(self.text), self._byte(back))

    def _byte(self, back: int = 0) -> int:
        return len(self.source[: self.position - back].encode("utf-8", "surrogatepass"))

    def _close(self, described: Json) -> None:
        opened = self.stack.pop()
        length = units(self.text) - opened.offset
        if length:
            self.entities.append({"offset": opened.offset, "length": length} | described)

    def _unclosed(self, opened: _Open) -> None:
        raise unparsable(
            f"Can't find end of {_NAMES[opened.kind]} entity at byte offset {opened.at}"
        )


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """The plain text and its entities, offsets in UTF-16 units."""
    return _Reader(source).read()
