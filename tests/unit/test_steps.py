"""What each kind of step takes and what it refuses."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from bot.flows.ending import Ending
from bot.flows.moves import (
    Edited,
    SentFile,
    SharedContact,
    SharedPlace,
    Tap,
    Typed,
    Unreadable,
)
from bot.flows.outcomes import Shown
from bot.flows.script import Script, advance, begin
from bot.flows.step import Accepted, Button, Gathered, Step
from bot.flows.steps import Choice, Day, Files, Option, Phone, Place, Review, Several, Words
from bot.flows.steps.day import read_day
from bot.flows.steps.phone import read_number
from bot.flows.steps.words import joined
from bot.views.typed import part_meant
from civic.complaints.kinds import Kind, Topic
from civic.complaints.names import KIND_NAMES, TOPIC_NAMES
from civic.phrases import Bilingual, Phrase, Refusal, verbatim
from civic.places import places
from tests.unit.sample_script import TODAY, options

NAMED = {"key": "x", "name": Phrase("X"), "ask": Phrase("X?")}


def takes(step: Step, move: object, part: object = None) -> object:
    outcome = step.accept(move, part, {}, TODAY)  # type: ignore[arg-type] # moves of all kinds
    return outcome.value if isinstance(outcome, Accepted) else outcome


def refuses(step: Step, move: object, part: object = None) -> str:
    with pytest.raises(Refusal) as refused:
        step.accept(move, part, {}, TODAY)  # type: ignore[arg-type] # moves of all kinds
    return refused.value.why.msgid


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+7 701 234 56 78", "+77012345678"),
        ("8 (701) 234-56-78", "+77012345678"),
        ("87012345678", "+77012345678"),
        ("7012345678", "+77012345678"),
        ("+998 90 123 45 67", "+998901234567"),
        ("12", None),
        ("не скажу", None),
        ("+7 999 999 99 99 99", None),
    ],
)
def test_a_number_is_read_as_people_in_kazakhstan_write_it(typed: str, number: str | None) -> None:
    assert read_number(typed) == number


def test_a_shared_contact_must_be_the_senders_own() -> None:
    step = Phone(**NAMED)
    assert takes(step, SharedContact("77012345678", own=True)) == "+77012345678"
    assert "somebody else" in refuses(step, SharedContact("77012345678", own=False))
    assert "does not look like" in refuses(step, Typed("abc"))
    assert "cannot take a file" in refuses(step, SentFile("photo", "f", "u", 1))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05.11.2026", date(2026, 11, 5)),
        ("5.11.26", date(2026, 11, 5)),
        ("5/11/2026", date(2026, 11, 5)),
        ("2026-11-05", date(2026, 11, 5)),
        ("5 ноября 2026 года", date(2026, 11, 5)),
        ("5 ноября", date(2026, 11, 5)),
        ("25 желтоқсан", date(2025, 12, 25)),
        ("5 қараша 2026 ж.", date(2026, 11, 5)),
        ("5-мая 2026", date(2026, 5, 5)),
        ("31.02.2026", None),
        ("29 февраля 2026", None),
        ("завтра", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY) == day


def test_a_day_outside_of_the_limits_is_refused_with_the_limit() -> None:
    step = Day(**NAMED, earliest=-10)
    assert takes(step, Tap("=-1", 1)) == "2026-11-21"
    assert "not come yet" in refuses(step, Typed("23.11.2026"))
    assert "too early" in refuses(step, Typed("11.11.2026"))
    assert takes(step, Typed("12.11.2026")) == "2026-11-12"


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("Алматы", "KZ-75"),
        ("алматы облысы", "KZ-19"),
        ("Алматинская область", "KZ-19"),
        ("АСТАНА", "KZ-71"),
        ("г. Шымкент", "KZ-79"),
        ("Орал", "KZ-27"),
        ("уральск", "KZ-27"),
        ("Кызылорда", "KZ-43"),
        ("қызылорда обл.", "KZ-43"),
        ("Усть-Каменогорск", "KZ-63"),
        ("оскемен", "KZ-63"),
        ("Мангистауская", "KZ-47"),
    ],
)
def test_a_region_is_known_by_its_names(typed: str, region: str) -> None:
    assert takes(Place(**NAMED), Typed(typed)) == {"region": region, "city": None}


def test_a_place_asks_for_the_city_where_there_is_more_than_one() -> None:
    step = Place(**NAMED, with_city=True)
    assert takes(step, Tap("=KZ-75", 1)) == {"region": "KZ-75", "city": None}
    assert takes(step, Tap("=KZ-27", 1)) == Gathered({"region": "KZ-27"})
    part = {"region": "KZ-27"}
    assert takes(step, Tap("seat", 1), part) == {"region": "KZ-27", "city": "Орал"}
    assert takes(step, Typed("  Ақсай "), part) == {"region": "KZ-27", "city": "Ақсай"}
    assert takes(step, Tap("nowhere", 1), part) == {"region": "KZ-27", "city": None}
    assert "name of the city" in refuses(step, Typed("12345"), part)
    assert step.step_back(part) == {}


def test_a_city_typed_where_the_region_is_asked_is_the_whole_answer() -> None:
    step = Place(**NAMED, with_city=True)
    assert takes(step, Typed("уральск")) == {"region": "KZ-27", "city": "Орал"}
    assert takes(step, Typed("г. Талгар")) == {"region": "KZ-19", "city": "Талғар"}
    assert takes(step, Typed("Карасайский район")) == {"region": "KZ-19", "city": "Қарасай ауданы"}
    assert takes(step, Typed("Алма-Ата")) == {"region": "KZ-75", "city": None}
    assert takes(step, Typed("Алматы облысы")) == Gathered({"region": "KZ-19"})
    assert takes(Place(**NAMED), Typed("Талгар")) == {"region": "KZ-19", "city": None}


def test_a_mistyped_name_is_asked_about() -> None:
    step = Place(**NAMED, with_city=True)
    part = {"guess": "KZ-55", "place": "kz55-pavlodar"}
    assert takes(step, Typed("Павладар")) == Gathered(part)
    assert step.question(part, {}).fillings["region"] == places()["kz55-pavlodar"].full_name
    assert takes(step, Tap("here", 1), part) == {"region": "KZ-55", "city": "Павлодар"}
    assert takes(step, Tap("list", 1), part) == Gathered(None)
    assert takes(Place(**NAMED), Tap("here", 1), part) == {"region": "KZ-55", "city": None}
    assert "do not find this place" in refuses(step, Typed("Атлантида"))


def test_of_several_places_of_one_name_the_person_chooses() -> None:
    step = Place(**NAMED, with_city=True)
    gathered = takes(step, Typed("Жамбыл ауданы"))
    assert isinstance(gathered, Gathered)
    part = gathered.part
    assert set(part["among"]) == {f"kz{region}-zhambyl-audany" for region in (19, 31, 59)}
    assert step.actions(part, {}, TODAY) == {*part["among"], "list"}
    chosen = takes(step, Tap("kz31-zhambyl-audany", 1), part)
    assert chosen == {"region": "KZ-31", "city": "Жамбыл ауданы"}
    assert takes(step, Tap("list", 1), part) == Gathered(None)
    assert step.step_back(part) == {}
    assert "no longer in use" in refuses(step, Tap("kz75-almaty", 1), part)


def test_a_known_city_is_kept_by_its_kazakh_name_and_shown_in_the_readers_language() -> None:
    step = Place(**NAMED, with_city=True)
    part = {"region": "KZ-27"}
    assert takes(step, Typed("аксай"), part) == {"region": "KZ-27", "city": "Ақсай"}
    assert takes(step, Typed("Шевченко"), part) == {"region": "KZ-27", "city": "Шевченко"}
    shown = step.shown({"region": "KZ-27", "city": "Ақсай"}, {})
    assert shown.fillings["part"] == verbatim(Bilingual("Ақсай", "Аксай"))


def test_answers_kept_before_cities_were_known_still_fit() -> None:
    step = Place(**NAMED, with_city=True)
    for city in (None, "Орал", "Менің ауылым"):
        kept = {"region": "KZ-27", "city": city}
        assert step.fits(kept, {})
        assert step.shown(kept, {})
    assert takes(step, Tap("here", 1), {"guess": "KZ-27"}) == Gathered({"region": "KZ-27"})


def test_a_place_that_left_the_tables_meanwhile_is_not_offered() -> None:
    step = Place(**NAMED)
    part = {"among": ["kz99-gone", "kz27-oral"]}
    assert step.actions(part, {}, TODAY) == {"kz27-oral", "list"}
    assert "no longer in use" in refuses(step, Tap("kz99-gone", 1), part)
    gone = {"guess": "KZ-27", "place": "kz99-gone"}
    assert takes(step, Tap("here", 1), gone) == {"region": "KZ-27", "city": None}


def test_a_location_is_guessed_confirmed_and_never_kept() -> None:
    step = Place(**NAMED, location_allowed=True)
    guess = takes(step, SharedPlace(43.25, 76.91))
    assert guess == Gathered({"guess": "KZ-75"})
    assert takes(step, Tap("here", 1), {"guess": "KZ-75"}) == {"region": "KZ-75", "city": None}
    assert takes(step, Tap("list", 1), {"guess": "KZ-75"}) == Gathered(None)
    assert "do not need your location" in refuses(Place(**NAMED), SharedPlace(43.25, 76.91))


def test_a_location_abroad_is_refused() -> None:
    step = Place(**NAMED, location_allowed=True)
    assert "does not seem to be in Kazakhstan" in refuses(step, SharedPlace(55.75, 37.6))


def test_several_are_marked_and_unmarked_within_the_limits() -> None:
    step = Several(**NAMED, options=options("a", "b", "c"), at_most=2)
    assert takes(step, Tap("=a", 1)) == Gathered(["a"])
    assert takes(step, Tap("=a", 1), ["a"]) == Gathered([])
    assert "at most" in refuses(step, Tap("=c", 1), ["a", "b"])
    assert "at least" in refuses(step, Tap("done", 1), [])
    assert takes(step, Tap("done", 1), ["b", "a"]) == ["b", "a"]
    assert "mark what fits" in refuses(step, Typed("a"))


def test_words_within_their_length() -> None:
    step = Words(**NAMED, at_least=3, at_most=5)
    assert takes(step, Typed(" абв ")) == "абв"
    assert "too short" in refuses(step, Typed("аб"))
    assert "too long" in refuses(step, Typed("абвгде"))
    assert "empty" in refuses(step, Typed(" \u0000 "))
    assert "cannot read" in refuses(step, Unreadable())


def test_a_long_story_comes_in_several_messages() -> None:
    step = Words(**NAMED, at_most=20, in_several=True)
    one, two = [1, "one"], [2, "two"]
    assert takes(step, Typed("one", 1)) == Gathered([one])
    assert takes(step, Typed("two", 2), [one]) == Gathered([one, two])
    said = refuses(step, Typed("x" * 20, 3), [one])
    assert "too long" in said
    assert "is kept" in said, "what came before is not lost"
    assert takes(step, Tap("done", 1), [one, two]) == [one, two]
    assert joined([one, two]) == "one\ntwo"


def test_a_word_of_caution_is_asked_once_and_never_insists() -> None:
    rude = Phrase("Leave it so?")
    step = Words(**NAMED, in_several=True, caution=lambda text: rude if "!" in text else None)
    whole = [[1, "no!"]]
    held = takes(step, Tap("done", 1), whole)
    assert held == Gathered({"held": whole})
    assert step.question(held.part, {}) == rude
    assert takes(step, Tap("as_is", 2), held.part) == whole
    assert takes(step, Tap("anew", 2), held.part) == Gathered(None)
    assert takes(step, Typed("more", 2), held.part) == Gathered([*whole, [2, "more"]])
    assert step.step_back(held.part) == {}


def test_skip_is_not_offered_while_it_would_lose_something() -> None:
    files = Files(**NAMED, optional=True)
    words = Words(**NAMED, optional=True, in_several=True)
    assert files.can_be_skipped(None)
    assert words.can_be_skipped(None)
    assert not files.can_be_skipped([{"file_id": "f1"}])
    assert not words.can_be_skipped([[1, "one"]])
    assert not Files(**NAMED).can_be_skipped(None)


def test_a_part_of_one_label_alone_is_understood() -> None:
    buttons = [Button(TOPIC_NAMES[topic], f"={topic}") for topic in (Topic.POLICE, Topic.COURTS)]
    for typed in ("полиция", "Полиц", "тергеу", "police"):
        meant = part_meant(typed, buttons, UTC)
        assert (meant.action if meant else None) == (None if typed == "police" else "=police")
    assert part_meant("и", buttons, UTC) is None, "one letter begins too many words"
    both = [Button(KIND_NAMES[kind], f"={kind}") for kind in (Kind.COMPLAINT, Kind.OMBUDSMAN)]
    assert part_meant("жалоба", both, UTC) is None, "never one of two"


def test_what_an_answer_settles_is_no_more_than_what_nobody_said() -> None:
    yes = Choice(
        key="share",
        name=Phrase("Share"),
        ask=Phrase("Share?"),
        options=(Option("yes", Phrase("Yes")), Option("no", Phrase("No"))),
        settles=lambda value: {"when": "later"} if value == "yes" else {},
    )
    when = Choice(
        key="when",
        name=Phrase("When"),
        ask=Phrase("When?"),
        options=(Option("later", Phrase("Later")), Option("now", Phrase("Now"))),
    )
    script = Script(
        name="s",
        version=1,
        title=Phrase("S"),
        steps=(yes, when, Review(submit=Phrase("Send"))),
        finish=no_ending,
    )
    draft = begin(script, "d")
    shared = advance(script, draft, Tap("=yes", draft.screen), TODAY)
    assert isinstance(shared, Shown)
    assert (shared.draft.step, shared.draft.answers["when"]) == ("review", "later")
    kept = advance(script, draft, Tap("=no", draft.screen), TODAY)
    assert isinstance(kept, Shown)
    assert kept.draft.step == "when"


async def no_ending(_act: object, _answers: object) -> Ending:
    raise AssertionError


def test_a_rewritten_message_changes_its_own_part_only() -> None:
    step = Words(**NAMED, at_most=15, in_several=True)
    value = [[1, "one"], [2, "two"]]
    assert step.amend(Edited("2", 2), None, value, {}, TODAY) == Accepted([[1, "one"], [2, "2"]])
    assert step.amend(Edited("1", 1), value, None, {}, TODAY) == Gathered([[1, "1"], [2, "two"]])
    with pytest.raises(Refusal):
        step.amend(Edited("x" * 20, 2), None, value, {}, TODAY)
    late = step.amend(Edited("three", 3), value, None, {}, TODAY)
    assert late == Gathered([*value, [3, "three"]]), "it was refused when it came"


def test_files_are_collected_within_the_limits() -> None:
    step = Files(**NAMED, at_most=2, megabytes=1, kinds=("photo",))
    photo = SentFile("photo", "f1", "u1", 1000, caption="look")
    first = step.accept(photo, None, {}, TODAY)
    assert isinstance(first, Gathered)
    assert first.part[0]["caption"] == "look"
    again = step.accept(photo, first.part, {}, TODAY)
    assert isinstance(again, Gathered)
    assert again.part == first.part, "the same photo counts once"
    two = [*first.part, {**first.part[0], "unique_id": "u2"}]
    assert "as many as I can take" in refuses(step, SentFile("photo", "f3", "u3", 1), two)
    assert "too large" in refuses(step, SentFile("photo", "f3", "u3", 2_000_000))
    assert "this kind of file" in refuses(step, SentFile("document", "f3", "u3", 1))
    assert "waiting for a photo" in refuses(step, Typed("hi"))
    assert takes(step, Tap("drop", 1), two) == Gathered(first.part)
    assert takes(step, Tap("done", 1), two) == two


def test_a_day_that_is_asked_about_is_taken_when_it_is_said_again() -> None:
    doubtful = Phrase("Really?")
    step = Day(**NAMED, caution=lambda day, _answers: doubtful if day.year < 2026 else None)
    asked = step.accept(Typed("05.11.2025"), None, {}, TODAY)
    assert isinstance(asked, Gathered)
    assert step.note(asked.part, {}) == doubtful
    for again in (Typed("05.11.2025"), Tap("sure", 1)):
        assert step.accept(again, asked.part, {}, TODAY) == Accepted("2025-11-05")
    assert step.accept(Tap("other", 1), asked.part, {}, TODAY) == Gathered(None)
    assert step.accept(Typed("05.11.2026"), asked.part, {}, TODAY) == Accepted("2026-11-05")


def test_a_day_that_cannot_be_is_refused_with_the_reason() -> None:
    impossible = Phrase("It cannot be.")
    step = Day(**NAMED, check=lambda day, _answers: impossible if day.day == 1 else None)
    assert refuses(step, Typed("01.11.2026")) == "It cannot be."
    assert takes(step, Typed("02.11.2026")) == "2026-11-02"
