"""Every page of one's own complaints, with short and with overlong words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.views.complaints.asking import (
    delete_screen,
    outcome_screen,
    status_screen,
    withdraw_screen,
)
from bot.views.complaints.card import card_screen
from bot.views.complaints.changed import SAID, changed_screen
from bot.views.complaints.filing import WHY_NOT, how_screen, not_filed_screen, way_out_screen
from bot.views.complaints.listing import deleted_screen, gone_screen, list_screen
from bot.views.complaints.mending import CHANGE, files_screen, mend_screen, out_screen
from bot.views.complaints.papers import papers_screen, paste_screen
from bot.views.menu import menu_screen
from bot.views.screen import Screen
from bot.views.tongue import Tongue
from civic.complaints.facts import (
    ComplaintFacts,
    EarlierAppeal,
    Language,
    PassedOn,
    Represented,
)
from civic.complaints.history import Event, History
from civic.complaints.keeping import GONE
from civic.complaints.kept import Kept, KeptFile, Listed, Outcome
from civic.complaints.kinds import Kind, Topic
from civic.complaints.looking import step_of
from civic.complaints.promises import NoDate
from civic.complaints.statuses import Status
from civic.complaints.steps import Step
from civic.phrases import verbatim

HOSTILE = "<b>&\"' {count} %s"
TODAY = date(2026, 6, 10)
PREPARED = datetime(2026, 6, 1, 6, tzinfo=UTC)


def a_complaint(kind: Kind, *events: Event, **changes: object) -> Kept:
    """A complaint of this kind to which this happened."""
    listed = Listed(
        id="abcd1234",
        person_id=1,
        kind=kind,
        topic=Topic.CONVICTS,
        prepared_at=PREPARED,
        history=History(kind, events),
        quiet=False,
        help_asked_at=None,
        outcome=None,
        outcome_at=None,
        parent_id=None,
    )
    facts = ComplaintFacts(
        kind=kind,
        topic=Topic.CONVICTS,
        language=Language.BOTH,
        addressee=HOSTILE * 20,
        body="Ұ" * 300,
        what_happened=HOSTILE * 20,
        earlier_appeals=(EarlierAppeal(text=HOSTILE, number="7", day=TODAY),),
        passed_on=(PassedOn(to=HOSTILE, on=TODAY),),
        name=HOSTILE,
        on_behalf_of=Represented(name=HOSTILE),
    )
    file = KeptFile(kind="photo", file_id="f", unique_id="u", name=HOSTILE)
    listed = replace(listed, **changes)  # type: ignore[arg-type]  # the fields of Listed
    return Kept(listed=listed, facts=facts, files=(file,), number=HOSTILE if events else None)


def histories() -> Iterator[tuple[Event, ...]]:
    """From nothing through each status that can come, to a long story."""
    registered = Event(Status.REGISTERED, TODAY - timedelta(days=8))
    yield ()
    yield (Event(Status.FILED, TODAY),)
    yield (registered,)
    yield (Event(Status.REGISTERED, date(2026, 1, 5)),)
    for status in Status:
        yield (registered, Event(status, TODAY, until=date(2026, 7, 1), explained=False))
        yield (registered, Event(status, date(2026, 6, 3)))
    yield (registered, *(Event(Status.REDIRECTED, TODAY) for _ in range(40)))


def complaint_screens(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    """All of them."""
    yield "menu with complaints", menu_screen(speaking, None, has_complaints=True)
    yield "complaints: gone", gone_screen(speaking, GONE)
    yield "complaints: deleted", deleted_screen(speaking)
    yield "complaints: none", list_screen(speaking, [], 0, TODAY)
    yield "complaints: why not", not_filed_screen(speaking, "abcd1234")
    many = []
    for kind in Kind:
        for happened in histories():
            kept = a_complaint(kind, *happened)
            many.append(kept.listed)
            yield from _of_one(speaking, kept, f"{kind} {[e.status for e in happened][:3]}")
    for number in range(0, len(many) // 6 + 1, 7):
        yield f"complaints: list {number}", list_screen(speaking, many, number, TODAY)
    for said in SAID:
        for step in Step:
            for by, why in ((TODAY, None), (None, NoDate.UNCONFIRMED), (None, NoDate.NOT_TOLD)):
                args = {
                    "complaint": "abcd1234",
                    "said": said,
                    "kind": "complaint",
                    "step": step.value,
                    "by": by.isoformat() if by else None,
                    "estimate": by is not None,
                    "no_date": why.value if why else None,
                }
                yield f"complaints: {said} {step}", changed_screen(speaking, args)


def _of_one(speaking: Tongue, kept: Kept, name: str) -> Iterator[tuple[str, Screen]]:
    step = step_of(kept.listed, TODAY)
    quiet = replace(kept, listed=replace(kept.listed, quiet=True, help_asked_at=PREPARED))
    ended = replace(kept, listed=replace(kept.listed, outcome=Outcome.PARTLY, outcome_at=PREPARED))
    yield f"{name}: card", card_screen(speaking, kept, step)
    yield f"{name}: card+", card_screen(speaking, quiet, step, verbatim(HOSTILE), TODAY)
    yield f"{name}: ended", card_screen(speaking, ended, step)
    yield f"{name}: status", status_screen(speaking, kept)
    yield f"{name}: outcome", outcome_screen(speaking, kept)
    yield f"{name}: withdraw", withdraw_screen(speaking, kept)
    yield f"{name}: delete", delete_screen(speaking, kept)
    yield f"{name}: papers", papers_screen(speaking, kept, verbatim(HOSTILE))
    yield f"{name}: mend", mend_screen(speaking, kept)
    yield f"{name}: files", files_screen(speaking, kept)
    for what in (*CHANGE, "detail_0", "earlier.0.1", "earlier.7.1", "nothing"):
        yield f"{name}: out {what}", out_screen(speaking, kept, what)
    aside = replace(kept, listed=replace(kept.listed, went_on_from="abcd0000"))
    yield f"{name}: overtaken", card_screen(speaking, aside, step)
    nameless = replace(kept, facts=replace(kept.facts, anonymous=True, language=Language.KK))
    yield f"{name}: papers without a name", papers_screen(speaking, nameless)
    yield f"{name}: how without a name", how_screen(speaking, nameless, TODAY)
    yield f"{name}: card without a name", card_screen(speaking, nameless, step)
    for why in WHY_NOT:
        yield f"{name}: {why} nameless", way_out_screen(speaking, nameless, why, step, TODAY)
    for number in range(16):
        yield f"{name}: paste {number}", paste_screen(speaking, kept, "ru", number)
    yield f"{name}: how", how_screen(speaking, kept, TODAY)
    for why in WHY_NOT:
        yield f"{name}: {why}", way_out_screen(speaking, kept, why, step, TODAY)
