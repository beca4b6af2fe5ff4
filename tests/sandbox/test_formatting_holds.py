"""Whatever people write, escaped text comes out as it went in, and entities stay within it."""

import html

from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration, markdown_decoration
from hypothesis import given
from hypothesis import strategies as st

from sandbox.formatting import finish, units
from sandbox.html_text import parse_html
from sandbox.markdown_text import parse_markdown

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
WRITTEN = st.text(st.sampled_from("ab ә😀*_~|`>[]().!<&\n"), min_size=1, max_size=30)
KINDS = st.sampled_from(["bold", "italic", "underline", "strikethrough", "spoiler"])


@given(WORDS)
def test_escaped_html_is_the_text_itself(words: str):
    assert parse_html(html.escape(words)) == (words, [])


@given(WRITTEN)
def test_escaped_markdown_is_the_text_itself(words: str):
    assert parse_markdown(markdown_decoration.quote(words)) == (words, [])


@given(st.lists(st.tuples(KINDS, WRITTEN), max_size=6))
def test_what_aiogram_writes_as_html_is_read_back(parts: list[tuple[str, str]]):
    text, entities = "", []
    for kind, words in parts:
        entities.append({"type": kind, "offset": units(text), "length": units(words)})
        text += words
    written = html_decoration.unparse(text, [MessageEntity(**entity) for entity in entities])
    assert parse_html(written) == (text, entities)


@given(WORDS, st.lists(st.tuples(st.integers(0, 45), st.integers(1, 45)), max_size=4))
def test_entities_never_reach_beyond_the_trimmed_text(words: str, spans: list[tuple[int, int]]):
    given_ones = [{"type": "bold", "offset": start, "length": length} for start, length in spans]
    text, entities = finish(words, given_ones)
    assert text == text.strip()
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= units(text)
