"""The questions of a complaint: what the law wants and no more, and a way back from each."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.flows.complaint import complaint
from bot.flows.complaint_guide import GUIDE
from bot.flows.draft import Draft
from bot.flows.moves import Tap
from bot.flows.outcomes import Shown
from bot.flows.page import page, progress
from bot.flows.script import advance, given
from bot.flows.steps.review import Review
from bot.flows.steps.words import joined
from bot.views.tongue import LANGUAGES, tongue
from civic.complaints.circumstances import BEFORE_NAMES, WHAT_NAMES, WHO_NAMES, Before, What, Who
from civic.complaints.kinds import Kind
from civic.complaints.law import law
from civic.complaints.paper_fields import lacking
from civic.complaints.telling import facts_of
from tests.unit.sample_script import TODAY
from tests.unit.test_every_screen import OF_SCRIPT

ZONE = ZoneInfo("Asia/Almaty")
SCRIPT = complaint(ZONE)
WRITTEN_BY = {
    "addressee": {"addressee", "higher"},
    "name": {"name"},
    "iin": {"iin"},
    "postal_address": {"postal_address"},
    "residence": {"residence"},
    "residence_or_work": {"residence_or_work"},
    "body": {"body"},
}
"""The questions that fill a field of the law."""
FULL: dict[str, object] = {
    **OF_SCRIPT["complaint"],
    "way": "other",
    "day": "2026-11-01",
    "place": {"region": "KZ-75", "city": None},
    "files": None,
    "phone": None,
    "language": "kk",
}


def answered(kind: Kind) -> dict[str, object]:
    return {**FULL, "kind": kind.value}


def at_the_review(kind: Kind) -> Draft:
    return Draft("abcd1234", SCRIPT.name, SCRIPT.version, "review", answers=answered(kind))


@pytest.mark.parametrize("kind", Kind)
def test_exactly_what_the_law_wants_is_asked(kind: Kind) -> None:
    asked = {step.key for step in SCRIPT.path(answered(kind))}
    for field, questions in WRITTEN_BY.items():
        assert bool(asked & questions) is law().forms[kind].asks_for(field), field


@pytest.mark.parametrize("kind", Kind)
def test_whoever_answers_everything_lacks_nothing(kind: Kind) -> None:
    told = given(SCRIPT, at_the_review(kind))
    assert lacking(facts_of(told, joined(told["story"]))) == ()


@pytest.mark.parametrize("kind", Kind)
def test_back_leads_from_the_end_to_the_first_question_and_loses_nothing(kind: Kind) -> None:
    draft = at_the_review(kind)
    path = [step.key for step in SCRIPT.path(draft.answers)]
    seen = [draft.step]
    while draft.step != path[0]:
        outcome = advance(SCRIPT, draft, Tap("back", draft.screen), TODAY)
        assert isinstance(outcome, Shown)
        draft = outcome.draft
        seen.append(draft.step)
    assert seen == path[::-1]
    assert draft.answers == answered(kind)


@pytest.mark.parametrize("kind", Kind)
def test_the_count_of_steps_goes_up_by_one(kind: Kind) -> None:
    draft = at_the_review(kind)
    steps = [s for s in SCRIPT.path(draft.answers) if not isinstance(s, Review)]
    told = [progress(SCRIPT, replace(draft, step=step.key)) for step in steps]
    assert told == [(number, len(steps)) for number in range(1, len(steps) + 1)]


@pytest.mark.parametrize("what", [what for what in What if what is not What.DANGER])
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_advice_names_its_norm_or_none_and_can_be_overruled(code: str, what: What) -> None:
    way = next(step for step in GUIDE if step.key == "way")
    for who in Who:
        for before in Before:
            answers = {"what": what.value, "who": who.value, "before": before.value}
            draft = Draft("abcd1234", SCRIPT.name, SCRIPT.version, way.key, answers=answers)
            shown = page(SCRIPT, draft, TODAY)
            assert shown.note is not None
            said = tongue(code, ZONE).plain(shown.note)
            assert "{" not in said
            assert "None" not in said
            assert "=other" in {button.action for button in shown.buttons}


def test_the_norm_of_silence_is_read_beside_the_advice() -> None:
    answers = {"what": "inaction", "who": "state_body", "before": "silence"}
    draft = Draft("abcd1234", SCRIPT.name, SCRIPT.version, "way", answers=answers)
    note = page(SCRIPT, draft, TODAY).note
    assert note is not None
    for code in LANGUAGES:
        norm = law().principles["silence_is_refusal"].basis.norm.in_language(code)
        assert norm in tongue(code, ZONE).plain(note)


def test_the_guide_offers_every_circumstance_but_danger() -> None:
    """Whoever is in danger was asked before the first question and is not to fill in a form."""
    offered = {
        step.key: {option.code for option in step.offered({})}
        for step in GUIDE
        if step.key in {"what", "who", "before"}
    }
    assert offered == {
        "what": set(WHAT_NAMES) - {What.DANGER},
        "who": set(WHO_NAMES),
        "before": set(BEFORE_NAMES),
    }


@pytest.mark.parametrize("kind", Kind)
def test_only_a_complaint_promises_that_it_is_passed_up(kind: Kind) -> None:
    """For public services no source says so; the row stays unconfirmed."""
    higher = SCRIPT.step("higher")
    assert higher is not None
    if not higher.when(answered(kind)):
        return
    note = higher.note(None, answered(kind))
    assert note is not None
    assert ("pass it up" in note.msgid) is (kind is Kind.COMPLAINT)
