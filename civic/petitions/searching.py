"""Finding a petition by a few words, in either language, however they are spelled.

An index in memory: each word of the titles and summaries in the common spelling
(``civic.places.spelling``), so that "қар", "кар" and "qar" are one word. A word that was asked for
finds the same word, words with another ending, and words with a slip in them. Without the common
spelling half of those who write Kazakh on a Russian keyboard would find nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from civic.places.spelling import words

IN_TITLE, IN_SUMMARY = 3.0, 1.0
"""What a word counts for where it stands."""
SAME, OTHER_ENDING, SLIP = 1.0, 0.8, 0.6
_MOST_WORDS = 12
"""Of a longer text only the first are looked for."""
_MOST_WEIGHED = 200
"""Of more that fit alike it does not matter which come first."""
_STEM = 4
"""Letters that two words must share from the beginning to be one with different endings."""
_LONGEST_ENDING = 3
_ONE_SLIP_FROM, _TWO_SLIPS_FROM = 4, 6
"""Letters from which a slip is forgiven, and two; two only where the first letter is right."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A petition that was found, and how well it fits."""

    petition: str
    score: float


@dataclass(slots=True)
class SearchIndex:
    """Words and the petitions in which they stand. Petitions come and go one by one."""

    _weights: dict[str, dict[str, float]] = field(default_factory=dict)
    """Petition, word, weight."""
    _anywhere: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Word, the petitions in which it stands."""
    _in_title: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _sorted: list[str] | None = None
    _by_length: dict[int, list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._weights)

    def put(self, petition: str, weights: Mapping[str, float]) -> None:
        """The petition with these words (``weigh``), in place of what it had."""
        self.drop(petition)
        self._weights[petition] = dict(weights)
        for word, weight in weights.items():
            self._anywhere[word].add(petition)
            if weight >= IN_TITLE:
                self._in_title[word].add(petition)
        self._sorted = None

    def drop(self, petition: str) -> None:
        """It is found no more."""
        for word in self._weights.pop(petition, ()):
            for holders in (self._anywhere, self._in_title):
                if petition in holders.get(word, ()):
                    holders[word].discard(petition)
                    if not holders[word]:
                        del holders[word]
        self._sorted = None

    def find(self, text: str, at_most: int) -> list[Hit]:
        """The petitions that fit, the best first; those with less than half of the words do not."""
        asked = [self._like(word) for word in list(dict.fromkeys(words(text)))[:_MOST_WORDS]]
        if not asked or not self._weights:
            return []
        found = [
            Hit(petition, sum(self._worth(petition, meant) for meant in asked))
            for petition in self._likely(asked)
        ]
        return sorted(found, key=lambda hit: (-hit.score, hit.petition))[:at_most]

    def _likely(self, asked: Sequence[Mapping[str, float]]) -> list[str]:
        """Those with the most of the words; of too many such, those with them in titles."""
        matched: Counter[str] = Counter()
        for meant in asked:
            matched.update(_all_of(self._anywhere, meant))
        found: list[str] = []
        for most in range(len(asked), (len(asked) - 1) // 2, -1):
            alike = [petition for petition, count in matched.items() if count == most]
            if len(alike) > _MOST_WEIGHED:
                in_titles: Counter[str] = Counter()
                for meant in asked:
                    in_titles.update(_all_of(self._in_title, meant).intersection(alike))
                best = [petition for petition, _count in in_titles.most_common(_MOST_WEIGHED)]
                alike = best or alike
            found += alike
            if len(found) >= _MOST_WEIGHED // 2:
                break
        return found[:_MOST_WEIGHED]

    def _worth(self, petition: str, meant: Mapping[str, float]) -> float:
        """What one word that was asked for adds: a rare word more than one that all have."""
        held = self._weights[petition]
        return max(
            (
                likeness * held[known] * log(1 + len(self._weights) / len(self._anywhere[known]))
                for known, likeness in meant.items()
                if known in held
            ),
            default=0.0,
        )

    def _like(self, word: str) -> dict[str, float]:
        """The known words that may be meant, and how sure that is."""
        found = dict.fromkeys(self._misspelled(word), SLIP)
        found |= dict.fromkeys(self._with_other_ending(word), OTHER_ENDING)
        if word in self._anywhere:
            found[word] = SAME
        return found

    def _with_other_ending(self, word: str) -> Iterable[str]:
        known = self._words()
        stem = word[:_STEM]
        at = bisect_left(known, stem)
        while at < len(known) and known[at].startswith(stem):
            if len(word) < _STEM or _is_of_one_stem(word, known[at]):
                yield known[at]
            at += 1

    def _misspelled(self, word: str) -> Iterable[str]:
        length = len(word)
        if length < _ONE_SLIP_FROM:
            return
        slips = 2 if length >= _TWO_SLIPS_FROM else 1
        self._words()
        for near in range(length - slips, length + slips + 1):
            for known, made, _at in process.extract(
                word,
                self._by_length.get(near, ()),
                scorer=OSA.distance,
                score_cutoff=slips,
                limit=None,
            ):
                if made < 2 or known[0] == word[0]:  # noqa: PLR2004 - of two slips none is the first letter
                    yield known

    def _words(self) -> list[str]:
        if self._sorted is None:
            self._sorted = sorted(self._anywhere)
            by_length: defaultdict[int, list[str]] = defaultdict(list)
            for word in self._sorted:
                by_length[len(word)].append(word)
            self._by_length = dict(by_length)
        return self._sorted


def _all_of(holders: Mapping[str, set[str]], meant: Iterable[str]) -> set[str]:
    return set().union(*(holders[known] for known in meant if known in holders))


def weigh(titles: Iterable[str], summaries: Iterable[str]) -> dict[str, float]:
    """The words of a petition and what each counts for."""
    weights: dict[str, float] = {}
    for texts, weight in ((summaries, IN_SUMMARY), (titles, IN_TITLE)):
        for text in texts:
            for written in text.split():
                weights.update(dict.fromkeys(_spelled(written), weight))
    return weights


@lru_cache(50_000)  # the same few thousand words stand in all petitions
def _spelled(written: str) -> tuple[str, ...]:
    return tuple(words(written))


def _is_of_one_stem(one: str, other: str) -> bool:
    """Whether they begin alike and differ by no more than an ending each."""
    shared = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        shared += 1
    shorter, longer = sorted((len(one), len(other)))
    if shared == shorter:  # "мектеп" in "мектептеріміздегі": Kazakh endings are long
        return True
    return shared >= max(_STEM, shorter - _LONGEST_ENDING) and shared * 2 >= longer
