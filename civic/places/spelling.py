"""One spelling for every way of writing a name: both alphabets, Kazakh letters or Russian ones.

Two texts that people would read out alike end up as the same string of Russian letters. Were
names compared as they are written, "Өскемен", "Оскемен", "Oskemen" and "Öskemen" would be four
places, three of them unknown.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that a decomposition would spoil, or that differ between the Latin alphabets in use.
_LETTERS = str.maketrans(
    {
        **dict(zip("қғңөұүһәіыйёэ", "кгноуухаиииее", strict=True)),
        **dict(zip("ışščžýǵńñ", "ишшчжугнн", strict=True)),
        "ç": "ч",
        "ъ": "",
        "ь": "",
        **dict.fromkeys("'’ʼʻ`´", ""),  # Latin writes soft signs with them
    }
)
_DIGRAPHS = {
    "shch": "щ",
    "sch": "щ",
    "zh": "ж",
    "kh": "х",
    "gh": "г",
    "sh": "ш",
    "ch": "ч",
    "ts": "ц",
    "ye": "е",
    "yo": "е",
    "ya": "я",
    "ia": "я",
    "yu": "ю",
    "iu": "ю",
}
_LATIN = dict(zip("abcdefghijklmnopqrstuvwxyz", "абсдефгхижклмнопкрстувухиз", strict=True))
_LATIN_SOUND = re.compile("|".join([*_DIGRAPHS, "[a-z]"]))


def words(text: str) -> list[str]:
    """The words of a text in the common spelling, without case, marks and punctuation."""
    unified = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", unified) if not unicodedata.combining(c)
    )
    russian = _LATIN_SOUND.sub(lambda sound: _DIGRAPHS.get(sound[0]) or _LATIN[sound[0]], bare)
    return re.findall(r"[^\W_]+", russian)


def spelled(text: str) -> str:
    """The text as names are compared: its words in one, since hyphens come and go."""
    return "".join(words(text))
