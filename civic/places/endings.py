"""Names without the endings that a sentence gives them: "в Караганде", "Шымкентте", "Оралдан".

Only cheap guesses: each is believed when what remains is a known name, letter by letter.
All words are in the common spelling (`civic/places/spelling.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORTEST_STEM = 4
_KAZAKH = re.compile(r"(да|де|та|те|га|ге|ка|ке|[дтн][ае]н|[дт][ае]ги|[дтн]ин)$")
# A Russian ending, and what may have stood in its place.
_RUSSIAN = {
    "ом": ("", "и"),
    "е": ("", "а", "и"),
    "а": ("",),
    "я": ("", "и"),
    "и": ("", "а"),
    "у": ("а",),
}
_ADJECTIVE = re.compile(r"ск(ая|ую|ои|ое|ом|ому|ого|им|и)$")


def without_ending(name: str) -> Iterator[str]:
    """What the name may have been before a case ending, the likeliest first."""
    if (stem := _KAZAKH.sub("", name)) != name and len(stem) >= _SHORTEST_STEM:
        yield stem
    for ending, former in _RUSSIAN.items():
        stem = name.removesuffix(ending)
        if stem != name:
            for letters in former:
                if len(stem + letters) >= _SHORTEST_STEM:
                    yield stem + letters


def without_adjective(word: str) -> str:
    """The word with one ending for all forms of "-ский": it follows the word that it describes."""
    return _ADJECTIVE.sub("ск", word)
