"""What a reply is held for, and what ordinary replies hold without being held."""

from datetime import date

import pytest

from civic.desk.guard import Doubt, worries
from civic.desk.seed import first_answers
from civic.iin import check_digit

TODAY = date(2026, 11, 25)
OWN = 12
KNOWN = ("+7 7172 54-76-03", "8 800 080 77 77", "150", "111")


def made_iin(eleven: str = "85011540012") -> str:
    """An IIN of nobody: the check digit makes it one."""
    digit = check_digit(eleven)
    assert digit is not None
    return eleven + digit


def doubts(text: str) -> set[Doubt]:
    return {worry.doubt for worry in worries(text, OWN, TODAY, KNOWN)}


IIN = made_iin()
HELD = {
    Doubt.IIN: [
        f"Оның ЖСН-і {IIN}",
        f"ИИН: {IIN[:6]} {IIN[6:]}.",
        f"{IIN[:4]} {IIN[4:8]} {IIN[8:]}",
        f"запишите {IIN[:6]}-{IIN[6:]} 15.11.2026",
    ],
    Doubt.PHONE: [
        "Қоңырау шалыңыз: +7 701 234 56 78",
        "позвоните ей: 8(701)2345678",
        "её номер 87012345678",
        "нөмірі 701 234 56 78",
        "+7 (7172) 54-76-04 деп жазыңыз",
        "wa.me/77012345678",
        "тел. 250-10-20",
        "его номер +998 90 123 45 67",
        "8 7172 547604",
        "8 800 123 45 67",
    ],
    Doubt.OTHER_TICKET: [
        "Как в № 15, там было то же самое",
        "см. #15",
        "тикет 15 сияқты",
        "бұл №15 өтінішпен бірдей",
        "өтініш 15: сол адам",
        "тот же человек, что и в обращении 15",
        "ticket 15",
    ],
    Doubt.MENTION: ["@Nurlan_az қарап жіберші", "спроси у @dana_desk"],
    Doubt.DRAFT: [
        "Черновик: добрый день",
        "черновик\nДобрый день!",
        "draft hello",
        "Қаралама: сәлеметсіз бе",
        "жоба нұсқа. Сәлеметсіз бе",
        "(черновик ответа) Здравствуйте",
    ],
    Doubt.PLACEHOLDER: [
        "Здравствуйте, {name}!",
        "Сізге ____ дейін жауап береді",
        "Срок: TODO",
        "Уважаемая undefined, ваш ответ готов",
        "Құрметті [аты]!",
        "позвоните в <название органа>",
    ],
    Doubt.INSULT: ["не будьте дурой", "ақымақ болмаңыз"],
}
ORDINARY = [
    "Сәлеметсіз бе! Өтінішіңіз 15 жұмыс күнінде қаралады.",
    "Өтініш 15 күнде қаралады, 2026 жылғы 15 желтоқсанға дейін.",
    "Ваше обращение 15 рабочих дней рассматривают, ответ – до 15.12.2026.",
    "Заявка 3 дня будет на проверке.",
    "Статья 7 и статья 64(7), пункт 2 части 1.",
    "Приказ № 65 от 20.10.2025 и закон № 154-VII.",
    "№ 65 бұйрық бойынша, № 7 мектеп.",
    "Подойдите в кабинет № 15, окно № 3.",
    "Пособие – 45 000 тенге, долг 1 250 000 тенге, всего 12 000 000 000 тенге.",
    "Жәрдемақы 70 500 теңге, өтемақы 7 500 000 теңге.",
    "Приём с 10:00 до 13:00 и с 14:00 до 19:00, 25-26 ноября.",
    "Ваш вопрос № 12 мы помним.",
    "№ 12 өтінішіңіз бойынша жауап келді.",
    "#12",
    "Телефоны: 112, 102, 111, 150, 1414.",
    "Единый номер: 8 800 080 77 77, звонок бесплатный.",
    "Астанада: +7 (7172) 547603.",
    "Пишите на info@egov.kz, номер обращения ЖТ-2026-00123456.",
    "Жобаны ертең талқылаймыз. Жоба бойынша сұрақ бар ма?",
    "Черновик жалобы лежит в «Мои жалобы», его можно дописать.",
    "Тіркеу нөмірі 2026-15, күні 2026-11-25.",
    "Счёт № 40817 не нужен; договор № 1234567 от 01.02.2024 нужен.",
    "Бүгін 25.11.2026, сағат 18:45.",
    "Страхование оплатит работодатель.",
    "https://otinish.gov.kz/2026/11/25?id=15",
    "Соңғы 5 жылда 3 рет берілді.",
    "Справка нужна из школы № 15.",
    "Тіркеу № 15, вх. № 1207 от 03.11.2026.",
    "Екі бала, 7 және 12 жаста; 1 мен 2-сынып.",
    "Карта 4400 4301 2345 6789 больше не нужна.",
]


@pytest.mark.parametrize(
    ("doubt", "text"), [(doubt, text) for doubt, texts in HELD.items() for text in texts]
)
def test_it_is_held(doubt: Doubt, text: str) -> None:
    assert doubts(text) == {doubt}


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_reply_leaves_at_once(text: str) -> None:
    assert doubts(text) == set()


def test_ready_answers_leave_at_once() -> None:
    for _key, kk, ru, _topic in first_answers():
        assert doubts(kk) == doubts(ru) == set()


def test_twelve_digits_that_are_no_iin_are_no_worry() -> None:
    wrong = IIN[:-1] + str((int(IIN[-1]) + 1) % 10)
    assert Doubt.IIN not in doubts(f"номер платежа {wrong[:4]} {wrong[4:8]} {wrong[8:]}")
    assert Doubt.IIN not in doubts("номер платежа 991399400128"), "no such day of birth"


def test_an_iin_with_a_slip_is_still_somebodys() -> None:
    wrong = IIN[:-1] + str((int(IIN[-1]) + 1) % 10)
    assert Doubt.IIN in doubts(f"Иванов {wrong}")


@pytest.mark.parametrize(
    "text", ["Здравствуйте, это draft, потом допишу", "Сәлем! (қаралама)", "Ответ [черновик]"]
)
def test_a_draft_is_found_anywhere(text: str) -> None:
    assert Doubt.DRAFT in doubts(text)


def test_a_draft_of_something_else_is_a_thing_to_send() -> None:
    assert Doubt.DRAFT not in doubts("Мы подготовили черновик жалобы, посмотрите его.")


def test_several_worries_are_told_each_once_and_no_number_of_a_person_is_repeated() -> None:
    found = worries(f"черновик: {IIN}, {IIN}, +7 701 234 56 78, № 15 и № 16", OWN, TODAY, KNOWN)
    assert [worry.doubt for worry in found] == [
        Doubt.IIN,
        Doubt.PHONE,
        Doubt.OTHER_TICKET,
        Doubt.DRAFT,
    ]
    told = "".join(f"{worry.why.msgid}{worry.why.fillings}" for worry in found)
    assert IIN not in told
    assert "701" not in told


def test_without_a_number_of_its_own_every_number_is_another_ones() -> None:
    assert [worry.doubt for worry in worries("№ 12", None, TODAY)] == [Doubt.OTHER_TICKET]
