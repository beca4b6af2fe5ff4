"""A petition begins: what its author wrote becomes a row that waits for a moderator.

Finished twice, it is one petition: its id is that of the draft that it was written in.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from civic.act import Act
from civic.petitions import telling
from civic.petitions.kinds import Body, Kind, Level, Proof, Topic
from civic.petitions.moving import Why, held, move
from civic.petitions.routing import Route, route
from civic.petitions.similar import JOINABLE, alike
from civic.petitions.states import State
from civic.petitions.supporting import GONE, case_id
from civic.petitions.terms import moderate_by
from civic.petitions.texts import LANGUAGES, Version, columns
from civic.phrases import Refusal, _, _n
from civic.working_days import calendar
from storage import petition_clocks, petition_titles, petitions
from storage.cases import in_hand, open_case
from storage.petition_titles import Titled
from storage.petitions import StoredPetition, StoredStep

MOST_WAITING = 3
"""Petitions of one author that moderators have still to read."""
WAITING = (State.SUBMITTED, State.IN_MODERATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What an author proposes. ``first`` is in ``written_in``; ``other`` in the other language.

    ``by_author``: the population that they looked up; ``name``: how they may be named.
    """

    topic: Topic
    level: Level
    body: Body
    region: str | None
    place: str | None
    by_author: int | None
    proof: Proof
    written_in: str
    first: Version
    other: Version | None
    cover: str | None
    name: str | None

    @property
    def texts(self) -> dict[str, str | None]:
        """The columns of both languages."""
        second = next(code for code in LANGUAGES if code != self.written_in)
        return columns(self.written_in, self.first) | columns(second, self.other)


async def look_for_similar(act: Act, text: str) -> list[Titled]:
    """Petitions that can be joined instead."""
    states = [state.value for state in JOINABLE]
    return alike(text, await petition_titles.in_states(act.connection, states))


async def start(
    act: Act,
    petition_id: str,
    proposal: Proposal,
    zone: tzinfo,
    administrators: Collection[int],
) -> StoredPetition:
    """Keep it, checked by its author, and let it wait for a moderator."""
    conn = act.connection
    known = await petitions.get(conn, petition_id)
    if known is not None:
        return known
    await _must_not_flood(act)
    way = _way(proposal)
    row = StoredPetition(
        id=petition_id,
        kind=Kind.NGO.value,
        author_id=act.person.id,
        state=State.SELF_CHECK.value,
        state_at=act.now,
        written_in=proposal.written_in,
        **_columns(proposal, way),
    )
    with in_hand(await open_case(conn, act.ring, case_id(petition_id), act.now)):
        await petitions.add(conn, row, proposal.name)
    for state in (State.DRAFT, State.SELF_CHECK):
        step = StoredStep(
            petition_id=petition_id, state=state.value, at=act.now, by_id=act.person.id
        )
        await petitions.note_step(conn, step)
    return await _submit(act, row, zone, administrators)


async def resubmit(
    act: Act,
    petition_id: str,
    proposal: Proposal,
    zone: tzinfo,
    administrators: Collection[int],
) -> StoredPetition:
    """What was returned comes again, changed. ``Refusal`` when it is not with its author."""
    conn = act.connection
    petition = await held(conn, petition_id)
    if petition is None or petition.author_id != act.person.id:
        raise Refusal(GONE)
    if petition.state != State.RETURNED:
        raise Refusal(_("This petition cannot be changed now: it is not with you."))
    changed = {**_columns(proposal, _way(proposal)), "written_in": proposal.written_in}
    with in_hand(await open_case(conn, act.ring, case_id(petition_id), act.now)):
        await petitions.change(
            conn, petition_id, author_name=proposal.name, translation_by=None, **changed
        )
    return await _submit(act, petition, zone, administrators)


async def _submit(
    act: Act, petition: StoredPetition, zone: tzinfo, administrators: Collection[int]
) -> StoredPetition:
    today = act.now.astimezone(zone).date()
    moved = await move(
        act.connection,
        petition,
        State.SUBMITTED,
        act.now,
        Why(by=act.person.id),
        submitted_at=act.now,
        moderate_by=moderate_by(today, calendar()),
        look_at=act.now,
    )
    await telling.moderators(
        act.connection, act.ring, administrators, moved, "state", act.now, zone
    )
    return moved


async def _must_not_flood(act: Act) -> None:
    states = [state.value for state in WAITING]
    waiting = await petition_clocks.of_author(act.connection, act.person.id, states)
    if waiting >= MOST_WAITING:
        raise Refusal(
            _n(
                "One petition of yours is still being read. Please wait until it is decided.",
                "{count} petitions of yours are still being read. Please wait until they are "
                "decided.",
                waiting,
            )
        )


def _way(proposal: Proposal) -> Route:
    way = route(proposal.level, proposal.body, proposal.region, proposal.by_author)
    if way is None:
        raise Refusal(_("How many votes are needed cannot be told yet."), "population")
    return way


def _columns(proposal: Proposal, way: Route) -> dict[str, Any]:
    return {
        "topic": proposal.topic.value,
        "level": way.level.value,
        "body": way.body.value,
        "region": proposal.region,
        "place": proposal.place,
        "population": way.population,
        "population_by": way.population_by,
        "threshold": way.votes,
        "proof": proposal.proof.value,
        "cover": proposal.cover,
        **proposal.texts,
    }
