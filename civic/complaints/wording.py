"""A gentle word before insulting words: a body may send a document back because of them.

People write in anger, and they may quote what was said to them. So nothing is refused: the words
are shown to their author, who decides. Few words, whole ones or their beginnings: a warning
at "страхование" would teach people to ignore it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from civic.complaints.law import Law
from civic.directory.cells import like, one_of
from civic.directory.sheet import Form, read
from civic.phrases import Phrase, _
from civic.places.spelling import spelled
from civic.regions import DATA

_REMARKS = re.compile(rb"(?m)^#.*$")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_WORD = re.compile(r"[^\W\d_]+")
_FORM = Form(
    key="text",
    needed={
        "language": one_of("kk", "ru"),
        "match": one_of("begins", "word"),
        "text": like(r"[а-яёәіңғүұқөһ]{3,}", "one word of at least three small letters"),
    },
    later={},
    filled=frozenset({"language", "match", "text"}),
    whole_row=lambda _cells: None,
)


@dataclass(frozen=True, slots=True)
class _Insults:
    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def holds(self, word: str) -> bool:
        """Whether a word in the common spelling is one of them."""
        return word in self.whole or word.startswith(self.beginnings)


def insulting_words(text: str) -> tuple[str, ...]:
    """The words that may insult, as they are written, each once, in the order of the text."""
    known = _insults()
    found = (word for word in _WORD.findall(text) if known.holds(_folded(word)))
    return tuple({word.casefold(): word for word in reversed([*found])}.values())[::-1]


def caution(text: str, law: Law) -> Phrase | None:
    """What to ask the author of such words; ``None`` when there are none."""
    words = insulting_words(text)
    if not words:
        return None
    if law.principles["no_insults"].is_confirmed:
        return _(
            "These words may sound insulting, and a document with insults may be sent back: "
            "{words}.\n\nIf you quote what was said to you, leave them. Otherwise it is stronger "
            "without them.",
            words=words,
        )
    return _(
        "These words may sound insulting: {words}.\n\nIf you quote what was said to you, leave "
        "them. Otherwise it is stronger without them.",
        words=words,
    )


def _folded(word: str) -> str:
    return _DRAWN_OUT.sub(r"\1", spelled(word))


@cache
def _insults() -> _Insults:
    content = (DATA / "law" / "insulting_words.csv").read_bytes()
    rows = read(_REMARKS.sub(b"", content), _FORM)
    return _Insults(
        frozenset(_folded(row["text"]) for row in rows if row["match"] == "word"),
        tuple(_folded(row["text"]) for row in rows if row["match"] == "begins"),
    )
