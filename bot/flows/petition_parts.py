"""The four texts of a petition as questions: how long each may be, and that it says something.

The author is asked for them in one language, the author or a moderator in the other; a limit that
one of the talks forgot would let through what the others refuse.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.flows.step import Answers, always
from bot.flows.steps import Words
from bot.flows.words_on_paper import says_nothing
from civic.petitions.texts import DEMAND, PROBLEM, SENTENCES, SUMMARY, TITLE, sentences
from civic.phrases import Phrase, _

_LENGTHS = {
    "title": (10, TITLE),
    "problem": (40, PROBLEM),
    "demand": (20, DEMAND),
    "summary": (20, SUMMARY),
}
"""Characters, at least and at most."""


def text_of(
    part: str,
    name: Phrase,
    ask: Phrase | Callable[[Answers], Phrase],
    *,
    key: str | None = None,
    hint: Phrase | None = None,
    caution: Callable[[str], Phrase | None] | None = None,
    when: Callable[[Answers], bool] = always,
) -> Words:
    """The question for one of "title", "problem", "demand", "summary"; ``key``: the part itself."""
    at_least, at_most = _LENGTHS[part]
    return Words(
        key=key or part,
        name=name,
        ask=ask,
        hint=hint,
        at_least=at_least,
        at_most=at_most,
        check=_summary if part == "summary" else says_nothing,
        caution=caution,
        when=when,
    )


def _summary(text: str) -> Phrase | None:
    if sentences(text) > SENTENCES:
        return _("Three sentences at most, please: many people read only this.")
    return says_nothing(text)
