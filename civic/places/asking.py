"""What a person's words ask for: the name alone, and which kind of place was said with it.

People answer with sentences ("я живу в г. Уральск", "Орал қаласында тұрамын"). Without this the
words around a name would make it unknown; with "oblast" thrown away unheard, Almaty and its
oblast could not be told apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from civic.places.endings import as_heard, without_adjective
from civic.places.gazetteer import Kind
from civic.places.spelling import words

_SETTLEMENT: tuple[Kind, ...] = ("city", "town")
# In the common spelling, with the endings that these words take.
_KIND_WORDS: tuple[tuple[re.Pattern[str], tuple[Kind, ...]], ...] = (
    (re.compile(r"обл(аст\w*|ис\w*)?|регион\w*"), ("region",)),
    (re.compile(r"раион\w*|аудан\w*|рн"), ("district",)),
    (re.compile(r"г|гор|город([аеу]|ом|ок|ке)?|кала(си\w*|дан?|даги)?|сити"), _SETTLEMENT),
    (re.compile(r"с|сел[оеау]|ауле?|ауил(и|инда|инан|да|дан)?|п|пос|пгт"), _SETTLEMENT),
    (re.compile(r"посел(ок|ка|ке|ку)|кент(и|инде|инен)?"), _SETTLEMENT),
)
_FILLING = """
    я ми мен биз наш наша мои моя менин бизин имени им
    в во из ис на от около рядом под возле у тут здес сеичас казир осинда жанинда манинда
    живу живем живет нахожус проживаю турамин турам турамиз туратин жатирмин
"""
_AROUND = frozenset(_FILLING.split())


@dataclass(frozen=True, slots=True)
class Asked:
    """``names`` are the words of the name in the common spelling; ``said`` the kinds named."""

    names: tuple[str, ...]
    said: frozenset[Kind]

    @property
    def name(self) -> str:
        """The name as one word."""
        return "".join(self.names)

    @property
    def stem(self) -> str:
        """The name without the endings of adjectives: the same for "-ская" and "-ской"."""
        return "".join(map(without_adjective, self.names))

    @property
    def sound(self) -> str:
        """The name as it sounds."""
        return "".join(map(as_heard, self.names))

    def could_be(self, kind: Kind) -> bool:
        """Whether a place of this kind was asked for."""
        return not self.said or kind in self.said


def heard(text: str) -> list[str]:
    """The words of a text, "р-н" in one."""
    return words(re.sub(r"\bр-н", "рн", text.casefold()))


def asked(spoken: list[str]) -> Asked:
    """What these words (as ``heard``) ask for; no names where nothing but filling was said."""
    names: list[str] = []
    said: set[Kind] = set()
    for word in spoken:
        kinds = next((kinds for form, kinds in _KIND_WORDS if form.fullmatch(word)), None)
        if kinds:
            said.update(kinds)
        elif word not in _AROUND:
            names.append(word)
    return Asked(tuple(names), frozenset(said))
