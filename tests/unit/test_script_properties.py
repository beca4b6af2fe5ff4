"""Random talks: whatever people do, no answer is lost, nothing is sent twice, there is a way on."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given as example
from hypothesis import settings
from hypothesis import strategies as some

from bot.flows.amend import amend
from bot.flows.draft import Draft
from bot.flows.moves import (
    Edited,
    Move,
    SentFile,
    SharedContact,
    SharedPlace,
    Tap,
    Typed,
    Unreadable,
)
from bot.flows.outcomes import Finished, Left, Refused, Shown, Stale
from bot.flows.page import page
from bot.flows.script import advance, begin, given, has_answer, refit
from bot.flows.steps.review import Review
from bot.views.steps import callback
from tests.unit.sample_script import TODAY, sample_script

texts = some.one_of(
    some.sampled_from(
        [
            "Алматы",
            "Жамбыл",
            "Павладар",
            "вчера",
            "5.11.2026",
            "+7 701 234 56 78",
            "Саған",
            "",
            "   ",
        ]
    ),
    some.text(max_size=60),
)
moves = some.one_of(
    some.tuples(some.just("button"), some.integers(0, 40)),
    some.tuples(some.just("button"), some.integers(0, 3)),
    some.tuples(some.just("old button"), some.integers(0, 40)),
    some.tuples(some.just("invented"), some.sampled_from(["=zz", "edit:zz", "submit", "back"])),
    some.builds(Typed, texts, some.integers(1, 6)),
    some.builds(Edited, texts, some.integers(1, 6)),
    some.builds(SharedContact, some.sampled_from(["77012345678", "+7701", "x"]), some.booleans()),
    some.builds(SharedPlace, some.floats(-90, 90), some.floats(-180, 180)),
    some.builds(
        SentFile,
        some.sampled_from(["photo", "document"]),
        some.text(max_size=5),
        some.sampled_from("abcde"),
        some.integers(0, 2_000_000),
    ),
    some.just(Unreadable()),
    some.just("answers well"),
    some.just("answers well"),
    some.just("answers well"),
    some.just("restart"),
    some.just("repeat"),
    some.just("new version"),
)


PHOTO = SentFile("photo", "file", "unique", 1000)
WELL: dict[str, tuple[object, ...]] = {
    "who": (("tap", "=friend"),),
    "friend_name": (Typed("Асель"),),
    "needs": (("tap", "=a"), ("tap", "done")),
    "story": (Typed("Как было"), ("tap", "done")),
    "day": (Typed("21.11.2026"),),
    "place": (("tap", "=KZ-75"), ("tap", "=KZ-27"), ("tap", "seat")),
    "phone": (SharedContact("77012345678", own=True),),
    "files": (PHOTO, ("tap", "done")),
    "consent": (("tap", "=yes"),),
    "review": (("tap", "submit"),),
}


class Conversation:
    """Keeps the draft as the runner does: as JSON between two moves, gone once it is over."""

    def __init__(self) -> None:
        self.script = sample_script()
        self.draft = begin(self.script, "abcd1234", {"from": "menu"})
        self.submitted = 0
        self.over = False
        self.last: Move | None = None

    def does(self, what: object) -> None:
        match what:
            case "restart":
                self.draft = self.through_storage()
            case "new version":
                version = self.script.version + 1
                self.script = sample_script(version)
                self.draft = refit(self.script, self.draft) if not self.over else self.draft
            case "answers well":
                self.answers_well()
            case "repeat" if self.last is not None:
                # The runner recognises a repeated update; a press repeated by hand is stale.
                if isinstance(self.last, Tap) and not self.over:
                    assert isinstance(advance(self.script, self.draft, self.last, TODAY), Stale)
            case ("button", at):
                assert isinstance(at, int)
                self.taps(at, self.draft.screen)
            case ("old button", at):
                assert isinstance(at, int)
                self.taps(at, self.draft.screen - 1)
            case ("invented", action):
                assert isinstance(action, str)
                self.moves(Tap(action, self.draft.screen))
            case str() | None:
                pass
            case _:
                self.sends(what)

    def sends(self, what: object) -> None:
        if isinstance(what, Edited):
            self.edits(what)
        else:
            self.moves(what)  # type: ignore[arg-type] # the rest are moves

    def answers_well(self) -> None:
        """Answer the step that is asked, to its end."""
        if self.over:
            return
        key, leaving = self.draft.step, self.draft.leaving
        for move in (("tap", "stay"), *WELL[key]) if leaving else WELL[key]:
            if self.over or self.draft.step != key:
                return
            if isinstance(move, tuple):
                self.moves(Tap(str(move[1]), self.draft.screen))
            else:
                self.moves(move)  # type: ignore[arg-type] # the rest are moves

    def taps(self, at: int, screen: int) -> None:
        if self.over:
            self.moves(Tap("submit", screen))
            return
        buttons = page(self.script, self.draft, TODAY).buttons
        if not buttons:
            return
        tap = Tap(buttons[at % len(buttons)].action, screen)
        fresh = screen == self.draft.screen
        outcome = self.moves(tap)
        assert fresh != isinstance(outcome, Stale), "a button is good on its own screen, only there"

    def edits(self, edit: Edited) -> None:
        if self.over:
            return
        before = self.draft
        match amend(self.script, before, edit, TODAY):
            case None:
                assert str(edit.message) not in before.heard or all(
                    step.key != before.heard[str(edit.message)]
                    for step in self.script.path(before.answers)
                )
            case Shown(draft, notice):
                assert draft.screen == before.screen + 1
                assert notice is not None or draft.step != before.step, "it is said"
                assert set(before.answers) <= set(draft.answers)
                self.draft = draft
            case Finished():
                raise AssertionError("a script with a review is never finished by an edit")

    def moves(self, move: Move) -> object:
        before = self.draft
        outcome = advance(self.script, self.draft, move, TODAY)
        if self.over:
            assert isinstance(outcome, Stale)
            return outcome
        match outcome:
            case Stale():
                assert isinstance(move, Tap)
            case Refused(draft):
                assert draft.answers == before.answers
                self.draft = draft
            case Shown(draft):
                assert draft.screen == before.screen + 1
                self.draft = draft
                self.last = move
            case Left(draft, deleted):
                self.over = deleted
                self.draft = replace(draft, leaving=False)
                if deleted:
                    self.draft = replace(self.draft, ended={"view": "deleted", "args": {}})
            case Finished(draft):
                self.submitted += 1
                self.over = True
                self.last = move
                told = given(self.script, draft)
                for step in self.script.path(draft.answers):
                    assert isinstance(step, Review) or has_answer(step, told)
                assert told["from"] == "menu"
                self.draft = replace(draft, answers={}, ended={"view": "done", "args": {}})
        if not self.over:
            assert set(before.answers) <= set(self.draft.answers), "an answer is lost"
        return outcome

    def through_storage(self) -> Draft:
        draft = self.draft
        state = json.loads(json.dumps(draft.state()))
        return Draft.from_state(
            draft.id, draft.script, draft.version, draft.step, draft.screen, state
        )

    def there_is_a_way_on(self) -> None:
        if self.over:
            return
        shown = page(self.script, self.draft, TODAY)
        assert shown.buttons
        assert any(button.action in {"cancel", "stay"} for button in shown.buttons)
        for button in shown.buttons:
            assert 1 <= len(callback(self.draft, button.action).encode()) <= 64


@settings(max_examples=400, deadline=None)
@example(some.lists(moves, max_size=80))
def test_random_talks_lose_nothing_and_never_submit_twice(acts: list[object]) -> None:
    talk = Conversation()
    for act in acts:
        talk.does(act)
        assert talk.through_storage() == talk.draft
        talk.there_is_a_way_on()
    assert talk.submitted <= 1


@settings(max_examples=100, deadline=None)
@example(
    some.lists(moves, max_size=40),
    some.frozensets(some.sampled_from(["who", "needs", "story", "day", "place", "files"])),
)
def test_a_new_version_of_the_script_never_crashes_an_old_draft(
    acts: list[object], without: frozenset[str]
) -> None:
    talk = Conversation()
    for act in acts:
        talk.does(act)
    if talk.over:
        return
    talk.script = sample_script(99, without=without)
    talk.draft = refit(talk.script, talk.draft)
    talk.there_is_a_way_on()
    assert refit(talk.script, talk.draft) == talk.draft


@settings(max_examples=100, deadline=None)
@example(
    some.dictionaries(
        some.sampled_from(["who", "needs", "story", "day", "place", "phone", "files", "consent"]),
        some.recursive(
            some.none() | some.booleans() | some.integers() | some.text(max_size=5),
            lambda inner: (
                some.lists(inner, max_size=3)
                | some.dictionaries(some.text(max_size=5), inner, max_size=3)
            ),
            max_leaves=5,
        ),
    )
)
def test_answers_of_any_shape_from_an_older_script_are_asked_again(
    answers: dict[str, object],
) -> None:
    script = sample_script(2)
    old = Draft("abcd1234", "sample", 1, "gone", answers=answers)
    fitted = refit(script, old)
    assert page(script, fitted, TODAY).buttons
    for step in script.path(fitted.answers):
        if fitted.answers.get(step.key) is not None:
            assert step.shown(fitted.answers[step.key], fitted.answers)


def test_a_talk_of_good_answers_ends_with_one_submission() -> None:
    talk = Conversation()
    for _ in range(12):
        talk.does("answers well")
    assert talk.submitted == 1
    assert talk.draft.ended is not None


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None)
@example(some.lists(moves, max_size=120))
def test_very_many_random_talks_lose_nothing(acts: list[object]) -> None:
    talk = Conversation()
    for act in acts:
        talk.does(act)
        assert talk.through_storage() == talk.draft
        talk.there_is_a_way_on()
    assert talk.submitted <= 1
