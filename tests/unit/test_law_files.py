"""The law as data: every row checked, a wrong cell named, what nobody confirmed never shown."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from civic.complaints.facts import ComplaintFacts
from civic.complaints.kinds import SIMPLIFIED, Kind
from civic.complaints.law import Extension, Keeper, LawBroken, Starts, Unit, law, law_of
from civic.complaints.paper_fields import lacking
from civic.marks import Mark
from civic.phrases import Bilingual
from civic.regions import DATA

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("rule", "value", "unit", "keeper"),
    [
        ("registration", 1, Unit.WORKING_DAYS, Keeper.BODY),
        ("consideration", 15, Unit.WORKING_DAYS, Keeper.BODY),
        ("consideration_after_redirect", 15, Unit.WORKING_DAYS, Keeper.BODY),
        ("extension", 2, Unit.MONTHS, Keeper.BODY),
        ("extension_notice", 3, Unit.WORKING_DAYS, Keeper.BODY),
        ("complaint_consideration", 20, Unit.WORKING_DAYS, Keeper.BODY),
        ("pass_up", 3, Unit.WORKING_DAYS, Keeper.BODY),
        ("service_consideration", 5, Unit.WORKING_DAYS, Keeper.BODY),
        ("simplified_consideration", 15, Unit.WORKING_DAYS, Keeper.BODY),
        ("redirect", 3, Unit.WORKING_DAYS, Keeper.BODY),
        ("return", 3, Unit.WORKING_DAYS, Keeper.BODY),
        ("preliminary_notice", 3, Unit.WORKING_DAYS, Keeper.BODY),
        ("objection", 2, Unit.WORKING_DAYS, Keeper.PERSON),
        ("complain", 3, Unit.MONTHS, Keeper.PERSON),
        ("complain_unexplained", 6, Unit.MONTHS, Keeper.PERSON),
        ("ombudsman_consideration", 15, Unit.WORKING_DAYS, Keeper.BODY),
    ],
)
def test_the_terms_are_those_of_the_facts(
    rule: str, value: int, unit: Unit, keeper: Keeper
) -> None:
    found = law().rules[rule]
    assert (found.value, found.unit, found.keeper) == (value, unit, keeper)
    assert found.is_confirmed


def test_what_is_not_confirmed_is_kept_without_a_number_or_with_its_mark() -> None:
    doubtful = {rule.id: rule.value for rule in law().rules.values() if not rule.is_confirmed}
    assert doubtful == {
        "court": None,
        "ombudsman_extension": None,
        "ombudsman_time_to_complain": None,
        "service_after_passing_up": 5,
    }
    for rule in doubtful:
        assert law().rules[rule].basis.shown_norm is None


def test_the_repealed_act_on_the_ombudsman_is_cited_only_where_it_is_said_to_be_the_old_one() -> (
    None
):
    book = law()
    rows = (*book.rules.values(), *book.principles.values(), *book.forms.values())
    for row in rows:
        assert "90-VII" not in f"{row.basis.norm.ru} {row.basis.norm.kk}"
        assert "2021" not in f"{row.basis.norm.ru} {row.basis.norm.kk}"


def test_every_row_is_dated_and_sourced_in_both_languages() -> None:
    book = law()
    bases = [
        row.basis
        for rows in (book.rules, book.principles, book.forms, book.borders)
        for row in rows.values()
    ]
    for basis in bases:
        assert date(2026, 1, 1) <= basis.verified_on <= TODAY
        assert basis.source_url.startswith("http")
        assert basis.norm.kk
        assert basis.norm.ru


@pytest.mark.parametrize(
    ("kind", "required", "if_any"),
    [
        (
            Kind.STATEMENT,
            {"addressee", "name", "postal_address", "what_happened", "filed_on", "signature"},
            {"iin"},
        ),
        (
            Kind.COMPLAINT,
            {
                "addressee",
                "name",
                "postal_address",
                "residence",
                "body",
                "what_happened",
                "evidence",
                "filed_on",
                "signature",
            },
            {"iin", "attachments"},
        ),
        (
            Kind.OMBUDSMAN,
            {"name", "residence_or_work", "body", "what_happened"},
            {"attachments"},
        ),
        (
            Kind.REPORT,
            {"addressee", "name", "postal_address", "what_happened", "filed_on", "signature"},
            set(),
        ),
    ],
)
def test_the_fields_of_a_document(kind: Kind, required: set[str], if_any: set[str]) -> None:
    fields = law().forms[kind].fields
    assert {field.id for field in fields if field.is_required} == required
    assert {field.id for field in fields if not field.is_required} == if_any


@pytest.mark.parametrize("kind", Kind)
def test_the_papers_ask_for_what_the_law_names_and_for_nothing_more(kind: Kind) -> None:
    """The date, the signature and the list of attachments stand on every paper by themselves."""
    by_itself = {"filed_on", "signature", "attachments"}
    by_law = {field.id for field in law().forms[kind].fields} - by_itself
    bare = ComplaintFacts(kind=kind)
    lacks = {"what_happened" if it == "substance" else it.value for it in lacking(bare)}
    by_name = {"request"} if law().principles["statement_is_a_request"].is_confirmed else set()
    assert lacks == by_law | (by_name if kind is Kind.STATEMENT else set())


def test_the_ombudsman_asks_neither_for_an_iin_nor_for_a_postal_address() -> None:
    form = law().forms[Kind.OMBUDSMAN]
    assert not form.asks_for("iin")
    assert not form.asks_for("postal_address")
    assert law().forms[Kind.COMPLAINT].asks_for("iin")


def test_the_two_procedures_share_no_rule() -> None:
    def rules_of(kind: Kind) -> set[str]:
        clock = law().clocks[kind]
        named = (
            clock.registration,
            clock.answer,
            clock.answer_elsewhere,
            clock.file_within,
            clock.extension_rule,
        )
        return {rule.id for rule in named if rule is not None}

    theirs = rules_of(Kind.OMBUDSMAN)
    for kind in set(Kind) - {Kind.OMBUDSMAN}:
        assert not theirs & rules_of(kind)


def test_a_complaint_is_not_extended_and_other_extensions_are_known_or_not() -> None:
    clocks = law().clocks
    assert clocks[Kind.COMPLAINT].extension is Extension.FORBIDDEN
    assert clocks[Kind.STATEMENT].extension is Extension.RULE
    for kind in (*SIMPLIFIED, Kind.OMBUDSMAN, Kind.SERVICE_COMPLAINT):
        assert clocks[kind].extension is Extension.UNKNOWN


def test_1416_is_there_and_never_shown() -> None:
    contacts = law().contacts
    hidden = [row for row in contacts.rows if row.value == "1416"]
    assert [row.mark for row in hidden] == [Mark.UNCONFIRMED]
    for kind in Kind:
        for days in range(-400, 800, 50):
            shown = contacts.shown(kind, TODAY + timedelta(days=days))
            assert all(row.mark.may_be_shown for row in shown)
            assert "1416" not in {row.value for row in shown}


def test_contacts_are_shown_for_their_kind_until_nobody_checked_them_for_a_year() -> None:
    contacts = law().contacts
    assert [row.id for row in contacts.shown(Kind.COMPLAINT, TODAY)] == ["eotinish", "1414"]
    assert [row.id for row in contacts.shown(Kind.OMBUDSMAN, TODAY)] == [
        "ombudsman_site",
        "ombudsman_gov",
    ]
    last = contacts.rows[0].verified_on + contacts.hidden_after
    assert "eotinish" in {row.id for row in contacts.shown(Kind.COMPLAINT, last)}
    after = last + timedelta(days=1)
    assert "eotinish" not in {row.id for row in contacts.shown(Kind.COMPLAINT, after)}


def test_borders_that_nobody_confirmed_are_marked_so() -> None:
    borders = law().borders
    assert not borders["courts_at_ombudsman"].is_confirmed
    assert borders["prosecutor"].is_confirmed
    assert not borders["president"].is_confirmed, "only the repealed law of 2021 says so"


def test_the_repealed_law_of_2021_is_cited_nowhere() -> None:
    for path in (DATA / "law").glob("*.toml"):
        norms = [row for row in path.read_text("utf-8").splitlines() if row.startswith("norm_")]
        assert not [row for row in norms if "2021" in row or "90-VII" in row], path.name


def test_starts_say_from_when_each_term_is_counted() -> None:
    assert law().rules["consideration"].starts is Starts.REGISTRATION
    assert law().rules["consideration_after_redirect"].starts is Starts.ARRIVAL
    assert law().rules["extension"].starts is Starts.DECISION


@pytest.fixture
def files(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "law", tmp_path / "law")
    return tmp_path / "law"


FIRST_RULE = 'id = "registration"'


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("terms.toml", "value = 15", "value = 0", "terms.toml, rule “consideration”, value: "),
        ("terms.toml", "value = 15", "value = true", "rule “consideration”, value: “True” must"),
        ("terms.toml", "value = 15", 'value = "15"', "rule “consideration”, value: “15” must"),
        ("terms.toml", "value = 15\n", "", "rule “consideration”, value: it is missing"),
        ("terms.toml", '"working_days"', '"weeks"', "rule “registration”, unit: “weeks” is none"),
        ("terms.toml", '"day_after_filing"', '"soon"', "rule “registration”, starts: “soon”"),
        ("terms.toml", 'keeper = "body"', 'keeper = "he"', "rule “registration”, keeper: “he”"),
        ("terms.toml", '"verified"', '"sure"', "rule “registration”, mark: “sure” is none of"),
        ("terms.toml", "= 2026-11-01", '= "2026-11-01"', "verified_on: “2026-11-01” must be a day"),
        ("terms.toml", "= 2026-11-01", "= 2026-11-01T10:00:00", "verified_on: "),
        ("terms.toml", "https://adilet", "adilet", "source_url: “adilet"),
        ("terms.toml", FIRST_RULE, f"{FIRST_RULE}\ndays = 1", "“registration”, days: there is no"),
        ("terms.toml", 'id = "consideration"', FIRST_RULE, "rule “registration”: it stands there"),
        ("terms.toml", 'norm_kk = "ӘРПК, 64-бап, 3-бөлік"', "", "norm_kk: it is missing"),
        ("terms.toml", 'norm_kk = "ӘРПК, 64-бап, 3-бөлік"', 'norm_kk = " "', "it must hold words"),
        ("terms.toml", 'id = "objection"', 'id = "objecting"', "there is no “objection”"),
        ("terms.toml", "[[rule]]", "[[rules]]", "rules: there is no such table"),
        ("terms.toml", "value = 15", "value = = 15", "data/law/terms.toml: "),
        ("clocks.toml", '= "consideration"', '= "reflection"', "answer: there is no “reflection”"),
        ("clocks.toml", 'kind = "report"', 'kind = "letter"', "kind: “letter” is none of"),
        ("clocks.toml", 'extension_rule = "extension"\n', "", "extension_rule: it is missing"),
        ("fields.toml", '"addressee", "name"', '"address", "name"', "required: “address” has no"),
        ("fields.toml", 'if_any = ["iin"]', 'if_any = ["name"]', "if_any: “name” is required"),
        ("fields.toml", 'if_any = ["iin"]', 'if_any = ["iin", "iin"]', "stands in it twice"),
        ("fields.toml", 'if_any = ["iin"]', 'if_any = "iin"', "if_any: it must be a list"),
        ("fields.toml", 'kinds = ["statement"]', "kinds = []", "kinds: it must be a list"),
        ("fields.toml", 'kinds = ["ombudsman"]', 'kinds = ["report"]', "said of “ombudsman”"),
        ("fields.toml", 'iin = { kk = "', 'iin = { kz = "', "names “iin”, kk: it is missing"),
        ("borders.toml", '["appk"]', '["court"]', "not_by: “court” is none of"),
        ("borders.toml", 'id = "prosecutor"', 'id = "attorney"', "there is no “prosecutor”"),
        ("borders.toml", "go_ru =", "go_en =", "go_ru: it is missing"),
        ("contacts.toml", "hide_after_days = 365", "hide_after_days = 0", "hide_after_days: "),
        ("contacts.toml", '"https://eotinish.kz"', '"eotinish.kz"', "value: “eotinish.kz” must"),
        ("contacts.toml", 'sort = "portal"', 'sort = "door"', "sort: “door” is none of"),
        ("principles.toml", 'id = "no_insults"', 'id = "insults"', "there is no “no_insults”"),
    ],
)
def test_a_wrong_cell_is_named_with_its_file_and_row(
    files: Path, file: str, old: str, new: str, told: str
) -> None:
    path = files / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawBroken) as broken:
        law_of(files)
    assert f"data/law/{file}" in str(broken.value)
    assert told in str(broken.value)


def test_a_file_that_is_missing_is_named(files: Path) -> None:
    (files / "terms.toml").unlink()
    with pytest.raises(LawBroken, match=r"data/law/terms\.toml"):
        law_of(files)


def test_a_file_without_rows_is_named(files: Path) -> None:
    (files / "principles.toml").write_text("", encoding="utf-8")
    with pytest.raises(LawBroken, match=r"data/law/principles\.toml, principle: there are no rows"):
        law_of(files)


def test_norms_are_names_in_both_languages() -> None:
    norm = law().rules["consideration"].basis.norm
    assert norm == Bilingual("ӘРПК, 76-бап, 1 және 2-бөліктер", "АППК, ст. 76, ч. 1 и 2")
