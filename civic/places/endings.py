"""Names without the endings that a sentence gives them: "в Караганде", "Шымкентте", "Оралдан".

Only cheap guesses: each is believed when what remains is a known name, letter by letter.
All words are in the common spelling (`civic/places/spelling.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORTEST_STEM = 4
# The endings of "in", "from", "to" and "of", as they follow the sound before them.
_KAZAKH = re.compile(
    r"((?<=[птксшфхцчщбвгд])(та|те|ка|ке|тан|тен|таги|теги|тин)"
    r"|(?<![птксшфхцчщ])(да|де|га|ге|дан|ден|даги|деги|дин|нин)"
    r"|(?<=[мн])(нан|нен))$"
)
# A Russian ending after such a letter, and what may have stood in its place.
_RUSSIAN = (
    (re.compile(r"ом$"), ("ии", "")),
    (re.compile(r"(?<![аеиоуяю])е$"), ("", "а", "и")),
    (re.compile(r"(?<=[аеиоуяю])е$"), ("и",)),
    (re.compile(r"(?<![аеиоуяю])а$"), ("",)),
    (re.compile(r"я$"), ("", "и")),
    (re.compile(r"и$"), ("", "а")),
    (re.compile(r"у$"), ("а",)),
)
_ADJECTIVE = re.compile(r"ск(ая|ую|ои|ое|ом|ому|ого|им|ии?)$")


def without_ending(name: str) -> Iterator[str]:
    """What the name may have been before a case ending, the likeliest first."""
    if (stem := _KAZAKH.sub("", name)) != name and len(stem) >= _SHORTEST_STEM:
        yield stem
    for ending, before in _RUSSIAN:
        if (stem := ending.sub("", name)) != name:
            yield from (stem + end for end in before if len(stem + end) >= _SHORTEST_STEM)


def without_adjective(word: str) -> str:
    """The word with one mark for all the endings of "-ский", which follow what it describes.

    The mark keeps "Акмолинск", a city of old, apart from "Акмолинской области".
    """
    return _ADJECTIVE.sub("ск*", word)


def as_heard(word: str) -> str:
    """The word with "-ый" and "-ий" as one letter: so they sound, and so Latin writes them."""
    return re.sub(r"ии$", "и", word)
