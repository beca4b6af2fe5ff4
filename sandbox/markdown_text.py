"""Reads Telegram's MarkdownV2."""

from sandbox.shapes import Json


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """The plain text and its entities, offsets in UTF-16 units."""
    raise NotImplementedError(source)
