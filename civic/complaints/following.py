"""The next document from the same facts: on silence, or on an answer that does not help.

Whoever got no answer should not have to tell everything anew; what changes is whom it goes to and
what it complains of. When an answer comes after all, the paper on silence is put aside: it would
state what is no longer so.
"""

from __future__ import annotations

import secrets
import string
from dataclasses import replace
from datetime import date, datetime, tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.complaints.facts import Against, ComplaintFacts, EarlierAppeal, PassedOn, Silence
from civic.complaints.grounds import Ground, ground, ground_of, is_answered
from civic.complaints.history import History
from civic.complaints.kept import Kept, case_id, opened
from civic.complaints.kinds import Kind
from civic.complaints.law import law
from civic.complaints.rows import Learned, keep_new, look_next
from civic.complaints.statuses import Status
from civic.complaints.steps import NextStep, next_documents
from storage import complaints
from storage.cases import in_hand, open_case
from storage.vault import KeyRing

_LETTERS = string.ascii_lowercase + string.digits


def following(kept: Kept, step: NextStep, kind: Kind) -> ComplaintFacts:
    """The facts of the document that comes next."""
    history, facts = kept.listed.history, kept.facts
    silence = _silence(kept, step) if ground(history, step) is Ground.SILENCE else None
    body = _complained_of(facts, history, kind, on_silence=silence is not None)
    earlier = EarlierAppeal(
        text=facts.addressee or facts.body, number=kept.number or "", day=registered_on(history)
    )
    return replace(
        facts,
        kind=kind,
        # whom it goes to is the person's to name: the higher body, or the Commissioner
        addressee="",
        body=body,
        official=facts.official if body == facts.body else "",
        against=Against.INACTION if silence else (facts.against or Against.ACT),
        earlier_appeals=(*facts.earlier_appeals, earlier),
        residence=facts.residence or facts.postal_address,
        residence_or_work=facts.residence_or_work or facts.residence or facts.postal_address,
        postal_address=facts.postal_address or facts.residence,
        about_silence_of=silence,
        passed_on=(),
        filed_on=None,
    )


def who_has_it(facts: ComplaintFacts, history: History) -> str:
    """The body that must answer: where it was redirected, else whom it was written to."""
    passed = _passed_on(facts, history)
    return (passed.to if passed else "") or facts.addressee or facts.body


async def prepare_following(
    connection: AsyncConnection,
    ring: KeyRing,
    kept: Kept,
    step: NextStep,
    kind: Kind,
    now: datetime,
    zone: tzinfo,
) -> str:
    """Keep the next document of this kind, once; its id. The first one's row must be held."""
    listed = kept.listed
    await refit(connection, ring, kept, step, now, zone)
    there = await complaints.child(connection, listed.id, kind.value)
    if there is not None:
        return there.id
    new_id = "".join(secrets.choice(_LETTERS) for _ in range(8))
    await keep_new(
        connection,
        ring,
        listed.person_id,
        new_id,
        following(kept, step, kind),
        kept.files,
        now,
        zone,
        listed.id,
        _learned(listed.history, step),
    )
    return new_id


async def refit(
    connection: AsyncConnection,
    ring: KeyRing,
    kept: Kept,
    step: NextStep,
    now: datetime,
    zone: tzinfo,
) -> None:
    """Things moved on: which of the documents that were written to go on from it still fit.

    One that does not is left as its person has it, but is no next document any more: nobody is
    reminded of it, and room is made for the right one. The row must be held.
    """
    listed = kept.listed
    children = []
    for row in await complaints.following(connection, listed.person_id, listed.id):
        case = await open_case(connection, ring, case_id(row.id), now)
        children.append((await opened(connection, row, case), case))
    now_on, kinds = ground(listed.history, step), set(next_documents(step))
    fitting: dict[str, str] = {}
    for child, _case in sorted(children, key=lambda each: each[0].listed.went_on_from is not None):
        if ground_of(child.facts) is now_on and child.listed.kind in kinds:
            fitting.setdefault(child.listed.kind.value, child.listed.id)
    learned, today = _learned(listed.history, step), now.astimezone(zone).date()
    # whoever must go makes room first: there is one next document of a kind
    for child, case in sorted(children, key=lambda each: each[0].listed.id in fitting.values()):
        fits = child.listed.id in fitting.values()
        changes: dict[str, object] = {
            "parent_id": listed.id if fits else None,
            "went_on_from": None if fits else listed.id,
        }
        if fits and not child.listed.history.events:
            silence = _silence(kept, step) if now_on is Ground.SILENCE else None
            facts = replace(child.facts, about_silence_of=silence)
            changes |= {"learned_on": learned.on, "explained": learned.explained}
            changes["facts"] = facts.to_json()
        with in_hand(case):
            await complaints.change(connection, child.listed.id, **changes)
        changed = await complaints.get(connection, child.listed.id)
        assert changed is not None, "its row is held"
        await look_next(connection, (await opened(connection, changed, case)).listed, today, zone)


def registered_on(history: History) -> date | None:
    """The day of the latest registration."""
    days = [event.on for event in history.events if event.status is Status.REGISTERED]
    return days[-1] if days else None


def _complained_of(facts: ComplaintFacts, history: History, kind: Kind, *, on_silence: bool) -> str:
    """Who kept silent, or who answered; to the Commissioner an answer is not the whole wrong."""
    holder = who_has_it(facts, history)
    if kind is Kind.OMBUDSMAN and not on_silence:
        return facts.body or holder
    return holder


def _silence(kept: Kept, step: NextStep) -> Silence:
    facts, history = kept.facts, kept.listed.history
    to = facts.addressee or facts.body
    return Silence(
        number=kept.number or "",
        registered_on=registered_on(history),
        term_ended_on=step.since,
        norm=law().clocks[history.kind].silence.basis.shown_norm,
        to=to,
        about=facts.body if facts.body != to else "",
        passed_on=_passed_on(facts, history),
    )


def _passed_on(facts: ComplaintFacts, history: History) -> PassedOn | None:
    """The latest redirection that still stands in the history and whose body is known."""
    days = [event.on for event in history.events if event.status is Status.REDIRECTED]
    known = [passed for passed in facts.passed_on if passed.on in days]
    return known[-1] if known else None


def _learned(history: History, step: NextStep) -> Learned:
    last = history.last
    explained = last.explained if last is not None and is_answered(history) else None
    return Learned(step.since, explained)
