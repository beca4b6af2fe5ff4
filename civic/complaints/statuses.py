"""What can happen to a filed document, in the portal's own words, and what may follow what.

People copy the status from e-Otinish by a tap; what it means for the clock is settled here, once.
Statuses are those of the portal as its own tests had them in December 2022; those that the portal
does not name (sent, arrived, an objection, a refusal) are what a person knows from letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from civic.complaints.kinds import Kind
from civic.phrases import Phrase, _


class Status(StrEnum):
    """What happened, as a code."""

    FILED = "filed"
    """Signed and sent; no number yet."""
    REGISTERED = "registered"
    IN_WORK = "in_work"
    INCOMPLETE = "incomplete"
    """Told what is missing, and until when to mend it."""
    ALIGNED = "aligned"
    RETURNED = "returned"
    REDIRECTING = "redirecting"
    REDIRECTED = "redirected"
    REDIRECTED_PARTLY = "redirected_partly"
    PASSED_UP = "passed_up"
    """A complaint went to the higher body."""
    ARRIVED = "arrived"
    """It is registered by the body that it went on to."""
    EXTENDING = "extending"
    EXTENDED = "extended"
    EXTENSION_DROPPED = "extension_dropped"
    HEARING = "hearing"
    """The preliminary decision is told; there are days to object."""
    OBJECTED = "objected"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Effect(StrEnum):
    """What a status does to the clock."""

    STARTS = "starts"
    RESTARTS = "restarts"
    """The count begins anew, from this day."""
    STRETCHES = "stretches"
    ASKS = "asks"
    """The person must do something now."""
    ENDS = "ends"
    NOTHING = "nothing"


EFFECTS: Mapping[Status, Effect] = {
    Status.FILED: Effect.NOTHING,
    Status.REGISTERED: Effect.STARTS,
    Status.IN_WORK: Effect.NOTHING,
    Status.INCOMPLETE: Effect.ASKS,
    Status.ALIGNED: Effect.RESTARTS,
    Status.RETURNED: Effect.ENDS,
    Status.REDIRECTING: Effect.NOTHING,
    Status.REDIRECTED: Effect.RESTARTS,
    Status.REDIRECTED_PARTLY: Effect.NOTHING,
    Status.PASSED_UP: Effect.RESTARTS,
    Status.ARRIVED: Effect.RESTARTS,
    Status.EXTENDING: Effect.NOTHING,
    Status.EXTENDED: Effect.STRETCHES,
    Status.EXTENSION_DROPPED: Effect.NOTHING,
    Status.HEARING: Effect.ASKS,
    Status.OBJECTED: Effect.NOTHING,
    Status.ANSWERED: Effect.ENDS,
    Status.REFUSED: Effect.ENDS,
    Status.WITHDRAWN: Effect.ENDS,
}

_DECIDED = {Status.ANSWERED, Status.REFUSED, Status.WITHDRAWN}
_AT_WORK = {
    Status.IN_WORK,
    Status.INCOMPLETE,
    Status.RETURNED,
    Status.REDIRECTING,
    Status.REDIRECTED,
    Status.REDIRECTED_PARTLY,
    Status.PASSED_UP,
    Status.EXTENDING,
    Status.EXTENDED,
    Status.HEARING,
    *_DECIDED,
}

TRANSITIONS: Mapping[Status | None, frozenset[Status]] = {
    status: frozenset(following)
    for status, following in {
        None: {Status.FILED, Status.REGISTERED},
        Status.FILED: {Status.REGISTERED, Status.WITHDRAWN},
        Status.REGISTERED: _AT_WORK,
        Status.IN_WORK: _AT_WORK - {Status.IN_WORK},
        Status.INCOMPLETE: {Status.ALIGNED, Status.RETURNED, *_DECIDED},
        Status.ALIGNED: _AT_WORK,
        Status.RETURNED: {Status.FILED, Status.REGISTERED},
        Status.REDIRECTING: {
            Status.IN_WORK,
            Status.REDIRECTED,
            Status.REDIRECTED_PARTLY,
            *_DECIDED,
        },
        Status.REDIRECTED: _AT_WORK | {Status.ARRIVED},
        Status.REDIRECTED_PARTLY: _AT_WORK - {Status.REDIRECTED_PARTLY},
        Status.PASSED_UP: (_AT_WORK | {Status.ARRIVED}) - {Status.PASSED_UP},
        Status.ARRIVED: _AT_WORK,
        Status.EXTENDING: {
            Status.EXTENDED,
            Status.EXTENSION_DROPPED,
            Status.HEARING,
            *_DECIDED,
        },
        Status.EXTENDED: _AT_WORK - {Status.EXTENDING, Status.EXTENDED},
        Status.EXTENSION_DROPPED: _AT_WORK,
        Status.HEARING: {
            Status.OBJECTED,
            Status.IN_WORK,
            Status.EXTENDING,
            Status.EXTENDED,
            *_DECIDED,
        },
        Status.OBJECTED: _AT_WORK,
        Status.ANSWERED: set[Status](),
        Status.REFUSED: set[Status](),
        Status.WITHDRAWN: set[Status](),
    }.items()
}
"""What may come right after what (``None``: at first). Every other pair is refused."""

ONLY_FOR: Mapping[Status, frozenset[Kind]] = {
    Status.PASSED_UP: frozenset({Kind.COMPLAINT, Kind.SERVICE_COMPLAINT}),
    **dict.fromkeys(
        (
            Status.REDIRECTING,
            Status.EXTENDING,
            Status.EXTENSION_DROPPED,
            Status.HEARING,
            Status.OBJECTED,
        ),
        frozenset(Kind) - {Kind.OMBUDSMAN},
    ),
}
"""Statuses that happen to some kinds only: the Commissioner does not work on the portal."""

NAMES: Mapping[Status, Phrase] = {
    Status.FILED: _("Sent, no number yet"),
    Status.REGISTERED: _("Registered, waiting to be routed"),
    Status.IN_WORK: _("In work"),
    Status.INCOMPLETE: _("Something is missing (art. 63 or 93)"),
    Status.ALIGNED: _("Brought into line"),
    Status.RETURNED: _("Returned"),
    Status.REDIRECTING: _("Being redirected"),
    Status.REDIRECTED: _("Redirected"),
    Status.REDIRECTED_PARTLY: _("Redirected in part"),
    Status.PASSED_UP: _("Passed to the higher body"),
    Status.ARRIVED: _("The other body has it"),
    Status.EXTENDING: _("An extension is being agreed"),
    Status.EXTENDED: _("The term is extended"),
    Status.EXTENSION_DROPPED: _("The extension was turned down or withdrawn"),
    Status.HEARING: _("A hearing: the preliminary decision is told"),
    Status.OBJECTED: _("I sent my objection"),
    Status.ANSWERED: _("Done: there is an answer"),
    Status.REFUSED: _("They refused"),
    Status.WITHDRAWN: _("Withdrawn"),
}
"""Each status for a button and a time line."""


def may_follow(kind: Kind, before: Status | None) -> tuple[Status, ...]:
    """What can be entered next for this kind of document, in the order of the statuses."""
    allowed = TRANSITIONS[before]
    return tuple(
        status for status in Status if status in allowed and kind in ONLY_FOR.get(status, {kind})
    )
