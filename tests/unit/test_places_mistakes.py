"""One wrong letter never loses a town; whatever is typed, the search survives it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from civic.places import Place, find_places, place_meant, places

ALPHABET = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
NAMES = sorted(
    (name, place.id)
    for place in places().values()
    if place.kind in {"city", "town"}
    for name in {place.name_kk, place.name_ru}
    if sum(map(str.isalpha, name)) >= 6
)


def mistyped(name: str, how: str, at: int, letter: str) -> str:
    """``name`` with one mistake at its letter number ``at``."""
    at %= len(name)
    head, tail = name[:at], name[at + 1 :]
    match how:
        case "wrong":
            return head + letter + tail
        case "missing":
            return head + tail
        case "added":
            return head + letter + name[at:]
        case _:
            return head + tail[:1] + name[at] + tail[1:]


def same_name(one: Place, other: Place) -> bool:
    return bool({one.name_kk, one.name_ru} & {other.name_kk, other.name_ru})


@settings(max_examples=1500, deadline=None)
@given(
    some.sampled_from(NAMES),
    some.sampled_from(["wrong", "missing", "added", "swapped"]),
    some.integers(0, 30),
    some.sampled_from(ALPHABET),
)
def test_a_name_of_six_letters_with_one_mistake_is_among_the_first_three(
    named: tuple[str, str], how: str, at: int, letter: str
) -> None:
    name, key = named
    first = [found.place for found in find_places(mistyped(name, how, at, letter), limit=3)]
    assert any(same_name(places()[key], place) for place in first)


def test_a_slip_that_makes_a_word_of_talk_out_of_a_name_still_finds_it() -> None:
    assert find_places("Тұрам Рысқұлов", limit=3)[0].place.name_kk == "Тұрар Рысқұлов"


@settings(max_examples=300, deadline=None)
@given(some.text(max_size=60) | some.text(alphabet=ALPHABET + "abcdz -.", max_size=40))
def test_any_text_gives_known_places_or_none(text: str) -> None:
    found = find_places(text)
    assert len(found) <= 5
    assert len({it.place.id for it in found}) == len(found)
    certain = [it.certainty for it in found]
    assert certain == sorted(certain), "exact ones come first"
    if (place := place_meant(text)) is not None:
        assert place in [it.place for it in found if it.certainty == "exact"]


def test_every_name_in_the_tables_finds_its_place() -> None:
    for place in places().values():
        for name in (place.name_kk, place.name_ru, *place.former):
            exact = [it.place for it in find_places(name, limit=20) if it.certainty == "exact"]
            assert place in exact, name
