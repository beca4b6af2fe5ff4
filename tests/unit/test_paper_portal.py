"""What is pasted into the portal: each field by its name, each text short enough to be carried."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from civic.complaints.facts import Against, ComplaintFacts
from civic.complaints.kinds import SIMPLIFIED, Kind
from civic.complaints.paper_portal import PART_LIMIT, PortalField, fields_to_paste
from civic.complaints.text_parts import in_parts, units
from tests.unit.paper_samples import SILENCE, TOLD, speaking, squeezed


def pasted(facts: ComplaintFacts, code: str = "ru") -> dict[str, PortalField]:
    return {speaking(code).plain(field.label): field for field in reversed(fields(facts, code))}


def fields(facts: ComplaintFacts, code: str = "ru") -> tuple[PortalField, ...]:
    return fields_to_paste(facts, speaking(code))


def test_a_complaint_fills_the_fields_of_the_portal_in_its_order() -> None:
    shown = [(speaking("ru").plain(it.label), it.text, it.is_chosen) for it in fields(TOLD)]
    assert shown[:11] == [
        ("Тип обращения", "Жалоба", True),
        ("Форма", "электронная", True),
        ("Язык обращения", "официальный (русский)", True),
        ("Категория и подкатегория: самая близкая", "Жильё и социальная поддержка", True),
        ("Регион", "город Алматы", True),
        ("Адресат", TOLD.addressee, True),
        ("Жалоба подаётся на", "действие (бездействие)", True),
        ("Регион того, на кого жалоба", "город Алматы", True),
        ("Адресат, чей акт или действие обжалуется", TOLD.body, True),
        ("Характер", "индивидуальное", True),
        ("Текст обращения", shown[10][1], False),
    ]
    assert shown[11:] == [
        ("ИИН", TOLD.iin, False),
        ("Фамилия", "Серікова", False),
        ("Имя", "Айгүл", False),
        ("Отчество", "Болатқызы", False),
        ("Адрес (фактический)", TOLD.residence, False),
        ("Мобильный телефон", TOLD.phone, False),
    ]


def test_the_text_holds_all_that_has_no_field_of_its_own() -> None:
    text = pasted(TOLD)["Текст обращения"].text
    for words in (TOLD.official, TOLD.where, TOLD.evidence, TOLD.asked_for, "Пәтерде", "KZ-7"):
        assert words in text
    assert "1) Фотография – термометр\n2) анықтама.pdf\n3) Видеозапись\n4) Письменное" in text
    for secret in (TOLD.iin, TOLD.postal_address, TOLD.phone, TOLD.email):
        assert secret not in text


def test_kazakh_texts_are_kazakh() -> None:
    shown = pasted(TOLD, "kk")
    assert shown["Жолданым тілі"].text == "мемлекеттік (қазақша)"
    assert "1. Кімнің актісіне" in shown["Жолданым мәтіні"].text
    assert shown["Өңір"].text == "Алматы қаласы"


@pytest.mark.parametrize("kind", sorted(SIMPLIFIED))
def test_no_iin_is_pasted_where_the_procedure_asks_for_none(kind: Kind) -> None:
    assert "ИИН" not in pasted(replace(TOLD, kind=kind))
    assert TOLD.iin not in str(fields(replace(TOLD, kind=kind)))


def test_what_was_not_told_has_no_field() -> None:
    for kind in Kind:
        assert all(field.text.strip() for field in fields(ComplaintFacts(kind=kind)))


def test_the_ombudsman_gets_what_the_complaint_must_hold_and_nothing_of_the_portals_form() -> None:
    shown = pasted(replace(TOLD, kind=Kind.OMBUDSMAN, addressee=""))
    assert set(shown) == {
        "Адресат",
        "Текст обращения",
        "Ваше имя",
        "Где живёте или работаете",
        "Мобильный телефон",
    }
    assert not any(field.is_chosen for field in shown.values())
    assert TOLD.iin not in str(list(shown.values()))


def test_an_anonymous_text_is_pasted_without_who_files() -> None:
    hidden = replace(TOLD, kind=Kind.REPORT, anonymous=True, on_behalf_of=None)
    assert TOLD.name not in str(fields(hidden))
    assert TOLD.phone not in str(fields(hidden))


def test_an_act_and_an_action_are_told_apart() -> None:
    assert pasted(replace(TOLD, against=Against.ACT))["Жалоба подаётся на"].text == "акт"
    assert "Жалоба подаётся на" not in pasted(replace(TOLD, against=None))


def test_a_long_text_comes_in_numbered_parts_that_make_the_whole() -> None:
    words = " ".join(f"сөз{number}" for number in range(3000))
    facts = replace(TOLD, what_happened=words, about_silence_of=SILENCE)
    parts = [field for field in fields(facts) if field.parts > 1]
    assert [(part.part, part.parts) for part in parts] == [
        (number, len(parts)) for number in range(1, len(parts) + 1)
    ]
    assert len(parts) > 5
    assert all(units(part.text) <= PART_LIMIT < 4096 for part in parts)
    assert squeezed(words) in squeezed("".join(part.text for part in parts))
    assert all(part.text.split()[-1] in words.split() for part in parts[:4])  # no word is cut


def test_only_what_telegram_can_copy_is_offered_to_be_copied() -> None:
    emoji = "😀" * 128
    assert pasted(replace(TOLD, residence=emoji))["Адрес (фактический)"].fits_a_copy_button
    longer = replace(TOLD, residence=f"{emoji}.")
    assert not pasted(longer)["Адрес (фактический)"].fits_a_copy_button


@given(some.text(max_size=400), some.integers(1, 60))
def test_parts_lose_nothing_but_the_white_space_between_them(text: str, limit: int) -> None:
    parts = in_parts(text, limit)
    assert squeezed("".join(parts)) == squeezed(text)
    assert all(part for part in parts)
    assert all(units(part) <= max(limit, 2) for part in parts)
