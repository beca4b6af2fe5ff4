"""MarkdownV2: every character that could mean something must mean it or be escaped."""

import pytest

from sandbox.errors import BotApiError
from sandbox.markdown_text import parse_markdown


def types_of(source: str) -> list[tuple]:
    text, entities = parse_markdown(source)
    return [(e["type"], text[e["offset"] : e["offset"] + e["length"]]) for e in entities]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("*a*", "bold"),
        ("_a_", "italic"),
        ("__a__", "underline"),
        ("~a~", "strikethrough"),
        ("||a||", "spoiler"),
        ("`a`", "code"),
        ("```\na```", "pre"),
        ("[a](https://gov.kz)", "text_link"),
        ("![a](tg://emoji?id=5368324170671202286)", "custom_emoji"),
        (">a", "blockquote"),
        (">a||", "expandable_blockquote"),
    ],
)
def test_each_mark_is_known(source: str, kind: str):
    assert types_of(source) == [(kind, "a")]


def test_marks_nest():
    assert types_of("*a _b_*") == [("italic", "b"), ("bold", "a b")]


def test_a_block_of_code_has_a_language():
    _, entities = parse_markdown("```python\nx = 1```")
    assert entities[0] | {"language": "python"} == entities[0]


def test_a_quote_spans_lines_and_another_may_follow_it():
    assert types_of(">a\n>b\n**>c||\nd") == [
        ("blockquote", "a\nb"),
        ("expandable_blockquote", "c"),
    ]


def test_an_escaped_mark_is_a_character():
    assert parse_markdown(r"1\. \*a\* \>") == ("1. *a* >", [])


def test_nothing_but_its_own_mark_is_special_in_code():
    assert types_of("`a.b*c`") == [("code", "a.b*c")]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("1.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a-b", "Character '-' is reserved"),
        ("a > b", "Character '>' is reserved"),
        ("ә*a", "Can't find end of Bold entity at byte offset 2"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("[a](b", "Can't find end of a URL"),
    ],
)
def test_a_loose_mark_is_refused(source: str, reason: str):
    with pytest.raises(BotApiError) as refused:
        parse_markdown(source)
    assert reason in refused.value.description
