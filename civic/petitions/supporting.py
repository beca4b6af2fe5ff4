"""Giving support and taking it back: one person, one support, counted in one transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta, tzinfo
from typing import Any

from civic.act import Act
from civic.petitions import log
from civic.petitions.events import Event
from civic.petitions.kinds import Kind, Level, Proof
from civic.petitions.states import TAKES_SUPPORT, State
from civic.phrases import Refusal, _
from storage import audit, petition_logs, petition_supports, petitions
from storage.cases import in_hand, open_case
from storage.peppers import pepper
from storage.petition_supports import StoredSupport
from storage.petitions import Gate
from storage.vault import mark

PEPPER = "petitions"
MOST_AN_HOUR, MOST_A_DAY = 30, 100
"""Supports of one account: who reads what they support does not come near it."""
GONE = _("There is no such petition any more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a supporter says. ``phone`` (E.164) is their own contact; it is not kept.

    ``region``: where they live, for local petitions. ``name``: how they may be shown to others.
    """

    region: str | None = None
    name: str | None = None
    wants_news: bool = False
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A support that counts. ``is_new``: it was given by this very act."""

    support: StoredSupport
    is_new: bool


def case_id(petition_id: str) -> str:
    """The case that seals the names in a petition."""
    return f"petition:{petition_id}"


async def subject_of(act: Act, petition_id: str) -> str:
    """The keyed hash that stands for this person in this petition's log, and in no other's."""
    secret = await pepper(act.connection, act.ring, PEPPER, act.now)
    return mark(secret, str(act.person.telegram_id), f"petition:{petition_id}")


def is_inside(petition: Gate, region: str | None) -> bool:
    """Whether somebody of this region lives where the petition is for, by their own word."""
    return petition.level == Level.REPUBLIC or region == petition.region


async def support(act: Act, petition_id: str, declared: Declared, zone: tzinfo) -> Given:
    """Support it. Done twice, it counts once, and the first receipt is given again.

    ``Refusal`` when it takes no support now, when the phone has supported it already, when this
    account gives too many at once.
    """
    held = await petition_logs.get(act.connection, petition_id, hold=True)
    petition = await petitions.gate(act.connection, petition_id)
    if petition is None or held is None or petition.kind != Kind.NGO:
        raise Refusal(GONE)
    subject = await subject_of(act, petition_id)
    before = await petition_supports.of_subject(act.connection, petition_id, subject)
    if before is not None and before.counts:
        if before.person_id is None:  # had themself forgotten while it was stopped, and is back
            await petition_supports.change(act.connection, before.id, person_id=act.person.id)
        return Given(before, is_new=False)
    _must_take_support(petition)
    if before is not None and before.invalidated_at is not None:
        raise Refusal(
            _(
                "Your support of this petition was found not to be valid. If that is a mistake, "
                "ask a person: /menu"
            )
        )
    await _must_not_hurry(act)
    phone_mark = await _phone_mark(act, petition, declared)
    day = act.now.astimezone(zone).date()
    inside = is_inside(petition, declared.region)
    number = before.number if before else held.last_number + 1
    after = await log.write(
        act.connection,
        petition_logs.numbered(held, max(number, held.last_number)),
        Event.SUPPORT,
        subject,
        day,
        inside=inside,
    )
    values: dict[str, Any] = {
        "person_id": act.person.id,
        "region": declared.region,
        "inside": inside,
        "wants_news": declared.wants_news,
        "supported_at": act.now,
        "withdrawn_at": None,
        "seq": after.size - 1,
    }
    if before is None:
        values |= {"petition_id": petition_id, "subject": subject, "number": number}
    sealed: dict[str, Any] = {"phone_mark": phone_mark, "shown_name": declared.name}
    async with _case_if_named(act, petition_id, declared):
        if before is not None:
            await petition_supports.change(act.connection, before.id, **sealed, **values)
            return Given(replace(before, **values), is_new=True)
        new = await petition_supports.add(act.connection, **sealed, **values)
    never: dict[str, Any] = {"invalidated_at": None, "sweep_id": None}
    return Given(StoredSupport(id=new, **values, **never), is_new=True)


@asynccontextmanager
async def _case_if_named(act: Act, petition_id: str, declared: Declared) -> AsyncIterator[None]:
    """A name is sealed; whoever gives none needs no key."""
    if declared.name is None:
        yield
        return
    with in_hand(await open_case(act.connection, act.ring, case_id(petition_id), act.now)):
        yield


async def take_back(act: Act, petition_id: str, zone: tzinfo) -> bool:
    """Take the support back, without a word to anybody; False when none counted.

    ``Refusal`` once it is closed: what was sent has been sent.
    """
    held = await petition_logs.get(act.connection, petition_id, hold=True)
    petition = await petitions.gate(act.connection, petition_id)
    if petition is None or held is None:
        raise Refusal(GONE)
    subject = await subject_of(act, petition_id)
    kept = await petition_supports.of_subject(act.connection, petition_id, subject)
    if kept is None or not kept.counts:
        return False
    if State(petition.state) not in TAKES_SUPPORT:
        raise Refusal(
            _("This petition no longer collects support, so it cannot be taken back any more.")
        )
    day = act.now.astimezone(zone).date()
    await log.write(act.connection, held, Event.WITHDRAWAL, subject, day, inside=kept.inside)
    await petition_supports.change(
        act.connection,
        kept.id,
        withdrawn_at=act.now,
        phone_mark=None,
        shown_name=None,
        wants_news=False,
    )
    # without the person: who took back what is nobody's business
    await audit.note(act.connection, act.now, "petition.support_taken_back", None, petition_id)
    return True


def _must_take_support(petition: Gate) -> None:
    if State(petition.state) not in TAKES_SUPPORT:
        raise Refusal(_("This petition does not collect support now."))


async def _must_not_hurry(act: Act) -> None:
    for most, span in ((MOST_A_DAY, timedelta(days=1)), (MOST_AN_HOUR, timedelta(hours=1))):
        given = await petition_supports.given_since(act.connection, act.person.id, act.now - span)
        if given >= most:
            raise Refusal(
                _("That is very many petitions within a short time. Please go on a little later.")
            )
        if given < MOST_AN_HOUR:  # so few in a day are no more in an hour
            return


async def _phone_mark(act: Act, petition: Gate, declared: Declared) -> str | None:
    if petition.proof != Proof.PHONE:
        return None
    if declared.phone is None:
        raise Refusal(_("This petition asks for your own phone number."), "phone")
    secret = await pepper(act.connection, act.ring, PEPPER, act.now)
    phone_mark = mark(secret, declared.phone, f"petition-phone:{petition.id}")
    taken = await petition_supports.of_phone(act.connection, petition.id, phone_mark)
    if taken is not None:
        raise Refusal(_("Somebody has supported this petition with this phone number already."))
    return phone_mark
