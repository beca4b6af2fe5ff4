"""Every page of proof, sweeps and official petitions, with short and with overlong words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.views.petitions import following, proof, sweeping
from bot.views.petitions.sweeping import Span
from bot.views.screen import Screen
from bot.views.tongue import Tongue
from civic.petitions.official import LONGEST_TITLE
from civic.petitions.suspecting import Suspicion, young_accounts
from civic.petitions.sweeping import Preview
from civic.phrases import verbatim
from storage.official import StoredOfficial
from storage.petition_flags import StoredFlag
from storage.petition_logs import StoredHead
from storage.petition_sweeps import StoredSweep
from storage.petitions import StoredPetition

HOSTILE = "<b>&\"' {count} %s"
NOW = datetime(2026, 12, 31, 20, tzinfo=UTC)
KEY = "ab" * 32
PETITION = StoredPetition(
    id="abcd1234",
    kind="ngo",
    author_id=None,
    state="open",
    state_at=NOW,
    topic="school",
    level="republic",
    body="government",
    threshold=50_000,
    proof="account",
    written_in="kk",
    title_kk=HOSTILE,
    title_ru=HOSTILE,
)
LONG = replace(PETITION, title_kk="Ұ" * LONGEST_TITLE, title_ru=None)
HEAD = StoredHead(
    petition_id="abcd1234",
    day=NOW.date(),
    size=10**6,
    root=bytes(32),
    supports=10**6,
    withdrawals=1,
    invalidations=1,
    outside=5,
    signed_at=NOW,
    signature=bytes(64),
)
FLAG = StoredFlag(
    id=10**9,
    petition_id="abcd1234",
    reason="burst",
    since=NOW,
    until=NOW,
    found=21,
    usual=2,
    flagged_at=NOW,
    decided_at=None,
    decided_by=None,
    decision=None,
)
SWEEP = StoredSweep(
    id=10**9,
    petition_id="abcd1234",
    since=NOW,
    until=NOW,
    youngest_id=None,
    reason="moderator",
    found=1000,
    made_by=1,
    made_at=NOW,
    started_at=NOW,
    done_at=None,
    undo_started_at=None,
    undone_at=None,
    swept=21,
)
OFFICIAL = StoredOfficial(
    id="0f8fad5b-d9cb-469f-a165-70867728950e",
    title=HOSTILE,
    applied_on=None,
    votes=50_125,
    read_at=NOW,
    tried_at=NOW,
    failures=0,
)


def proof_screens(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    """Name and screen."""
    notice = verbatim(HOSTILE)
    for one in (PETITION, LONG):
        heads = proof.Heads(KEY, NOW.date(), [(one, HEAD)] * 20)
        for page in (0, 1, 99):
            yield f"proof {page}", proof.proof_screen(speaking, heads, page)
        for head in (None, HEAD):
            yield f"proof of {head}", proof.proof_of_screen(speaking, one, head, KEY, "1")
        yield from _sweeping(speaking, one)
    yield "proof of nothing", proof.proof_screen(speaking, proof.Heads(KEY, None, []))
    yield "odd, none", sweeping.odd_screen(speaking, [], [], notice)
    for read in (None, OFFICIAL, replace(OFFICIAL, failures=7)):
        for is_on in (True, False):
            name = f"following {read} {is_on}"
            yield name, following.following_screen(speaking, [(PETITION, read)], is_on=is_on)
    yield "following many", following.following_screen(speaking, [(LONG, None)] * 8, is_on=True)


def _sweeping(speaking: Tongue, one: StoredPetition) -> Iterator[tuple[str, Screen]]:
    notice = verbatim(HOSTILE)
    young = young_accounts()
    yield "odd", sweeping.odd_screen(speaking, [(FLAG, one)] * 20, [(SWEEP, one)] * 5, notice)
    for reason in Suspicion:
        for usual in (None, 5):
            flag = replace(FLAG, reason=reason.value, usual=usual)
            yield f"flag {reason}", sweeping.flag_screen(speaking, flag, one, young, notice)
    yield "choose", sweeping.choose_screen(speaking, [one] * 30, 1)
    hours = [(NOW + timedelta(hours=hour), 100 - hour) for hour in range(50)]
    yield "hours", sweeping.hours_screen(speaking, one, hours)
    yield "no hours", sweeping.hours_screen(speaking, one, [])
    for is_young in (True, False):
        span = Span(NOW, 48, is_young)
        seen = Preview(span.window(one.id, young), 1234, hours, 10**6)
        yield f"span {is_young}", sweeping.preview_screen(speaking, one, span, seen, notice)
        yield f"span sure {is_young}", sweeping.sure_screen(speaking, one, span, seen)
    for sweep in (
        SWEEP,
        replace(SWEEP, done_at=NOW),
        replace(SWEEP, undo_started_at=NOW),
        replace(SWEEP, undo_started_at=NOW, undone_at=NOW),
    ):
        yield f"sweep {sweep}", sweeping.sweep_screen(speaking, sweep, one, notice)
    yield "undo", sweeping.undo_screen(speaking, SWEEP, one)
