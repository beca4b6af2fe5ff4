"""What a petition may be refused for, said while it is written: a question, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from civic.petitions.law import petition_law
from civic.petitions.subjects import Doubt, doubts
from civic.phrases import Phrase, _, above, verbatim
from civic.places.spelling import words

_MOST = 3
"""Subjects that are explained in full: more cannot be read on a phone."""


def caution(text: str) -> Phrase | None:
    """What to think over in this text; ``None``: nothing was found."""
    found = doubts(text, petition_law())
    if not found:
        return None
    head = _("Please look at this again. A petition may be refused for its subject:")
    tail = _(
        "I only look at words, so I may be wrong. Change the text if it is about this; leave it if "
        "it is not. A moderator reads it in any case."
    )
    return _paragraphs([head, *(_explained(doubt, text) for doubt in found[:_MOST]), tail])


def named(text: str) -> Phrase | None:
    """The subjects in short, for the last look."""
    found = doubts(text, petition_law())
    if not found:
        return None
    subjects = tuple(verbatim(doubt.subject.what) for doubt in found[:_MOST])
    return _("A moderator may ask about its subject: {subjects}.", subjects=subjects)


def _explained(doubt: Doubt, text: str) -> Phrase:
    subject = doubt.subject
    said = _(
        "• {subject}. I ask because of the words: {words}.",
        subject=verbatim(subject.what),
        words=tuple(_in_the_text(doubt.because, text)),
    )
    norm = subject.basis.shown_norm
    parts = [said]
    if norm is not None:
        parts.append(_("The law: {norm}.", norm=verbatim(norm)))
    if subject.basis.mark != "verified":
        parts.append(_("This point is from the news; whether it is in force is not confirmed."))
    if subject.instead is not None:
        parts.append(_("Say it this way: {instead}", instead=verbatim(subject.instead)))
    return reduce(lambda one, other: Phrase("{a}\n{b}", {"a": one, "b": other}), parts)


def _in_the_text(signs: Sequence[str], text: str) -> list[Phrase]:
    """The person's own words that begin like the signs."""
    first = tuple(words(sign)[0] for sign in signs)
    spoken = (
        word for word in re.findall(r"[^\W_]+", text) if "".join(words(word)).startswith(first)
    )
    return [verbatim(word) for word in list(dict.fromkeys(spoken))[:_MOST]]


def _paragraphs(parts: Sequence[Phrase]) -> Phrase:
    return reduce(above, parts)
