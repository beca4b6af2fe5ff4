"""Telegram's HTML is small and strict."""

import pytest

from sandbox.errors import BotApiError
from sandbox.html_text import parse_html


def types_of(source: str) -> list[tuple]:
    text, entities = parse_html(source)
    return [(e["type"], text[e["offset"] : e["offset"] + e["length"]]) for e in entities]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<b>a</b>", "bold"),
        ("<strong>a</strong>", "bold"),
        ("<i>a</i>", "italic"),
        ("<em>a</em>", "italic"),
        ("<u>a</u>", "underline"),
        ("<ins>a</ins>", "underline"),
        ("<s>a</s>", "strikethrough"),
        ("<strike>a</strike>", "strikethrough"),
        ("<del>a</del>", "strikethrough"),
        ("<tg-spoiler>a</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">a</span>', "spoiler"),
        ("<code>a</code>", "code"),
        ("<pre>a</pre>", "pre"),
        ("<blockquote>a</blockquote>", "blockquote"),
        ("<blockquote expandable>a</blockquote>", "expandable_blockquote"),
        ('<a href="https://gov.kz/">a</a>', "text_link"),
        ('<tg-emoji emoji-id="5368324170671202286">a</tg-emoji>', "custom_emoji"),
        ("<B>a</b>", "bold"),
    ],
)
def test_each_tag_is_known(source: str, kind: str):
    assert types_of(source) == [(kind, "a")]


def test_tags_nest():
    assert types_of("<b>a<i>b</i></b>") == [("italic", "b"), ("bold", "ab")]


def test_a_language_belongs_to_its_block_of_code():
    text, entities = parse_html('<pre><code class="language-python">x</code></pre>')
    assert text == "x"
    assert entities == [{"offset": 0, "length": 1, "type": "pre", "language": "python"}]


def test_named_and_numeric_entities_become_characters():
    assert parse_html("&lt;3 &amp; &quot;&#1179;&#x4D9;&quot; &nbsp;")[0] == '<3 & "қә" &nbsp;'


def test_offsets_are_in_utf16_units():
    assert parse_html("😀<b>x</b>")[1] == [{"offset": 2, "length": 1, "type": "bold"}]


def test_a_link_gets_its_address_from_its_text_where_it_has_none():
    assert parse_html("<a>https://gov.kz/x</a>")[1][0]["url"] == "https://gov.kz/x"


def test_a_link_that_is_no_address_stays_plain_text():
    assert parse_html('<a href="javascript:alert(1)">a</a>') == ("a", [])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a<3", "Unclosed start tag at byte offset 1"),
        ("<h1>a</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("ә<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'expected "</i>", found "</b>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ],
)
def test_what_telegram_does_not_know_is_refused(source: str, reason: str):
    with pytest.raises(BotApiError, match="can't parse entities") as refused:
        parse_html(source)
    assert reason in refused.value.description
