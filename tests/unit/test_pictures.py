"""Pictures for a phone: whole, small, in one language, and safe to be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image, ImageChops

from bot.pictures import card, timeline
from bot.pictures.card import offline_card
from bot.pictures.letters import face, wrapped
from bot.pictures.progress import progress_picture
from bot.pictures.timeline import Moment, State
from civic.directory import Line
from civic.phrases import Bilingual, verbatim
from storage.petition_lists import ListedPetition
from tests.unit.paper_samples import speaking, squeezed
from tests.unit.petition_screens import KINDS, LISTED
from tests.unit.petition_screens import TODAY as ON_THE_DAY

TODAY = date(2026, 11, 22)
MOMENTS = (
    Moment(label=verbatim("Берілді"), state=State.DONE, day=date(2026, 11, 3)),
    Moment(
        label=verbatim("Жауап болмады"),
        state=State.OVERDUE,
        day=date(2026, 11, 20),
        why=verbatim("мерзім"),
    ),
    Moment(label=verbatim("Жаңа шағым"), state=State.NEXT, day=date(2026, 12, 3)),
    Moment(label=verbatim("Соңғы күн"), state=State.LATER, day=date(2027, 2, 20)),
    Moment(label=verbatim("Жауап"), state=State.UNDATED, why=verbatim("күнтізбе жоқ")),
)
NAME = Bilingual("«Дағдарыс орталықтары одағы»", "Союз кризисных центров, жертвы насилия")
LINES = (
    Line("112", NAME, around_the_clock=True, free=True),
    Line("102", NAME, around_the_clock=True, free=True),
    Line("111", NAME, around_the_clock=True, free=True),
    Line("150", NAME, around_the_clock=False, free=True),
)
SMALL = 100_000
GREEN = (47, 117, 102)
TELLING = ("насил", "криз", "дағдарыс", "зорлық", "жәбір", "құрбан", "жертв", "зұлым", "қауіп")


def drawn(made: bytes) -> Image.Image:
    picture = Image.open(BytesIO(made))
    assert picture.format == "PNG"
    assert picture.width == 1080
    assert len(made) < SMALL
    shown = picture.convert("RGB")
    darkest, lightest = shown.convert("L").getextrema()
    assert lightest - darkest > 150, "blank"
    return shown


def line_of(*moments: Moment, code: str = "kk", today: date = TODAY) -> Image.Image:
    return drawn(timeline.timeline(moments, today, speaking(code), verbatim("Шағым")))


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_a_time_line_is_a_small_picture_for_a_phone(code: str) -> None:
    assert 1000 < line_of(*MOMENTS, code=code).height < 2500


def test_a_time_line_speaks_the_readers_language() -> None:
    kk, ru = (timeline.timeline(MOMENTS, TODAY, speaking(code)) for code in ("kk", "ru"))
    assert kk != ru


@pytest.mark.parametrize("state", [state for state in State if state is not State.OVERDUE])
def test_overdue_is_told_apart_without_its_colour(state: State) -> None:
    day = None if state is State.UNDATED else date(2026, 11, 20)
    other = line_of(replace(MOMENTS[1], state=state, day=day))
    overdue = line_of(MOMENTS[1])
    mark = (70, 200, 150, overdue.height - 150)
    gray = [
        shown.crop(mark).convert("L").point(lambda shade: 255 * (shade > 190))
        for shown in (other, overdue)
    ]
    assert ImageChops.difference(*gray).getbbox() is not None


def test_every_state_has_a_mark_of_its_own_shape() -> None:
    assert len(set(timeline._MARKS.values())) == len(State) == len(timeline._MARKS)


def test_overdue_is_said_in_words() -> None:
    row = timeline._row(MOMENTS[1], speaking("ru"))
    assert row.head == ["20 ноября 2026\u00a0г. · срок прошёл"]


def test_no_date_is_said_and_why() -> None:
    row = timeline._row(MOMENTS[4], speaking("ru"))
    assert (row.head, row.small) == (["Пока без даты"], ["күнтізбе жоқ"])


@pytest.mark.parametrize(
    ("today", "above"),
    [
        (date(2026, 11, 1), 1),  # what is done is behind, whatever a clock says
        (date(2026, 11, 20), 1),  # the last day is not over yet
        (date(2026, 11, 21), 2),
        (date(2026, 12, 3), 2),
        (date(2027, 3, 1), 4),
    ],
)
def test_today_lies_between_what_was_and_what_comes(today: date, above: int) -> None:
    assert timeline._passed(MOMENTS, today) == above


def test_a_time_line_without_moments_still_shows_today() -> None:
    assert line_of().height > 100


def test_long_labels_wrap_and_make_the_picture_higher() -> None:
    long = replace(MOMENTS[0], label=verbatim("Өте ұзақ сөйлем " * 12))
    assert line_of(long).height > line_of(MOMENTS[0]).height + 200


def test_twenty_moments_stay_within_what_telegram_takes_as_a_photo() -> None:
    many = [
        Moment(
            label=verbatim("Ұзақ атауы бар кезең " * 4), state=State.LATER, day=TODAY + timedelta(n)
        )
        for n in range(20)
    ]
    shown = Image.open(BytesIO(timeline.timeline(many, TODAY, speaking("kk"))))
    assert shown.width + shown.height <= 10_000
    assert shown.height / shown.width <= 20


@settings(max_examples=60, deadline=None)
@given(some.text(some.characters(exclude_categories=()), max_size=300))
def test_any_words_can_be_drawn(text: str) -> None:
    letters = face(44)
    found = wrapped(text, letters, 400)
    assert all(letters.getlength(line) <= 400 or len(line) == 1 for line in found)
    line_of(Moment(label=verbatim(text), state=State.NEXT, day=TODAY))


@given(some.text(some.sampled_from("әқңө абв \n"), max_size=200))
def test_wrapping_loses_no_letter(text: str) -> None:
    found = wrapped(text, face(44), 300)
    assert squeezed("".join(found)) == squeezed(text)


def test_a_date_is_not_torn_apart() -> None:
    letters = face(44)
    assert wrapped("22 ноября 2026\u202fг.", letters, letters.getlength("22 ноября 2026")) == [
        "22 ноября",
        "2026\u00a0г.",
    ]


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_the_card_shows_the_four_lines_in_one_language(code: str) -> None:
    assert 800 < drawn(offline_card(LINES, speaking(code))).height < 1500


def test_the_card_differs_by_language_and_by_lines() -> None:
    made = {
        offline_card(LINES, speaking("kk")),
        offline_card(LINES, speaking("ru")),
        offline_card(LINES[:3], speaking("kk")),
        offline_card(LINES[::-1], speaking("kk")),
    }
    assert len(made) == 4


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_rule_15_the_card_has_a_plain_title_and_tells_nothing(code: str) -> None:
    words = [speaking(code).plain(phrase) for phrase in (card._TITLE, *card._WORDS.values())]
    for word in words:
        assert not any(root in word.casefold() for root in TELLING), word


def test_rule_15_what_the_directory_calls_a_line_is_not_on_the_card() -> None:
    plain = [replace(line, name=Bilingual("А", "А")) for line in LINES]
    unknown = Line("1303", NAME, around_the_clock=False, free=False)
    for code in ("kk", "ru"):
        assert offline_card(LINES, speaking(code)) == offline_card(plain, speaking(code))
        assert card._row(unknown, speaking(code)).words == ""


def test_hours_and_price_stand_only_where_they_are_verified() -> None:
    said = [card._row(line, speaking("ru")).more for line in LINES]
    assert said == ["бесплатно, круглосуточно"] * 3 + ["бесплатно"]
    bare = card._row(replace(LINES[3], free=False), speaking("kk"))
    assert (bare.words, bare.more) == ("Сенім телефоны", "")


def test_a_long_number_fits_the_card() -> None:
    long = Line("+7 7172 54-76-03", NAME, around_the_clock=False, free=False)
    shown = drawn(offline_card([long], speaking("ru")))
    edge = shown.crop((1030, 0, 1080, shown.height)).getextrema()
    assert all(darkest == lightest for darkest, lightest in edge)


def test_the_same_card_is_drawn_once() -> None:
    assert offline_card(LINES, speaking("kk")) is offline_card(list(LINES), speaking("kk"))


@pytest.mark.parametrize("code", ["kk", "ru"])
@pytest.mark.parametrize("listed", KINDS)
def test_the_progress_of_any_petition_is_drawn(code: str, listed: ListedPetition) -> None:
    link = "https://t.me/azamat_bot?start=petition_abcd1234"
    drawn(progress_picture(listed, speaking(code), ON_THE_DAY, link))


def test_more_supporters_are_a_longer_bar() -> None:
    def shown(count: int) -> Image.Image:
        few = replace(LISTED, title_kk="Жарық", shown=count, shown_outside=0)
        return drawn(progress_picture(few, speaking("kk"), ON_THE_DAY, "https://t.me/x"))

    def filled(picture: Image.Image) -> int:
        colours = picture.getcolors(picture.width * picture.height) or []
        return next(count for count, colour in colours if colour == GREEN)

    assert filled(shown(1)) < filled(shown(1000)) < filled(shown(2400))
    assert shown(10**6).size == shown(2500).size, "more than needed fits too"
