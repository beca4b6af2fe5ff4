"""The life of a petition: its states, and every move between them that may happen.

One table, so that nothing else in the house decides what can follow what. Whatever is not in it is
refused. When something happened is a moment in ``petition_steps``, never a flag.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from civic.phrases import Phrase, Refusal, _


class State(StrEnum):
    """Where a petition is."""

    DRAFT = "draft"
    SELF_CHECK = "self_check"
    SUBMITTED = "submitted"
    IN_MODERATION = "in_moderation"
    RETURNED = "returned"
    REJECTED = "rejected"
    GATHERING = "gathering"
    """The first fifty, by link only."""
    OPEN = "open"
    REACHED = "reached"
    """The threshold is there; it is still open until it is sent."""
    SENT = "sent"
    UNDER_REVIEW = "under_review"
    ANSWERED = "answered"
    WATCHED = "watched"
    """Answered with a promise that is looked after."""
    ARCHIVED = "archived"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    """Halted by a moderator while something is looked into; it may go on."""
    REMOVED = "removed"


class Outcome(StrEnum):
    """What the answer was."""

    SATISFIED = "satisfied"
    PARTLY = "partly"
    REFUSED = "refused"


S = State
MOVES: Mapping[State, frozenset[State]] = {
    S.DRAFT: frozenset({S.SELF_CHECK}),
    S.SELF_CHECK: frozenset({S.DRAFT, S.SUBMITTED}),
    S.SUBMITTED: frozenset({S.IN_MODERATION, S.WITHDRAWN}),
    S.IN_MODERATION: frozenset({S.SUBMITTED, S.RETURNED, S.REJECTED, S.GATHERING, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.REJECTED: frozenset({S.ARCHIVED}),
    S.GATHERING: frozenset({S.OPEN, S.EXPIRED, S.WITHDRAWN, S.STOPPED, S.REMOVED}),
    S.OPEN: frozenset({S.REACHED, S.EXPIRED, S.WITHDRAWN, S.STOPPED, S.REMOVED}),
    # supports may be taken back or found false until it is sent
    S.REACHED: frozenset({S.OPEN, S.SENT, S.WITHDRAWN, S.STOPPED, S.REMOVED}),
    S.SENT: frozenset({S.UNDER_REVIEW, S.ANSWERED, S.REMOVED}),
    S.UNDER_REVIEW: frozenset({S.ANSWERED, S.REMOVED}),
    S.ANSWERED: frozenset({S.WATCHED, S.ARCHIVED, S.REMOVED}),
    S.WATCHED: frozenset({S.ARCHIVED, S.REMOVED}),
    S.STOPPED: frozenset({S.GATHERING, S.OPEN, S.WITHDRAWN, S.REMOVED}),
    S.EXPIRED: frozenset({S.ARCHIVED, S.REMOVED}),
    S.WITHDRAWN: frozenset({S.ARCHIVED}),
    S.ARCHIVED: frozenset({S.REMOVED}),
    S.REMOVED: frozenset(),
}
"""What may follow each state."""
TAKES_SUPPORT = frozenset({S.GATHERING, S.OPEN, S.REACHED})
"""Where a support can be given and taken back."""
LISTED = frozenset(
    {S.OPEN, S.REACHED, S.SENT, S.UNDER_REVIEW, S.ANSWERED, S.WATCHED, S.ARCHIVED, S.EXPIRED}
)
"""Whom a search may find. What is gathering its first fifty is known by its link alone."""
SHOWN = LISTED | {S.GATHERING, S.STOPPED}
"""Whose card anybody with the link may read."""
OVER = frozenset({S.REJECTED, S.ARCHIVED, S.EXPIRED, S.WITHDRAWN, S.REMOVED})
STATE_NAMES: Mapping[State, Phrase] = {
    S.DRAFT: _("a draft"),
    S.SELF_CHECK: _("being checked by its author"),
    S.SUBMITTED: _("waits for a moderator"),
    S.IN_MODERATION: _("a moderator is reading it"),
    S.RETURNED: _("returned for changes"),
    S.REJECTED: _("not accepted"),
    S.GATHERING: _("gathers its first supporters, by link only"),
    S.OPEN: _("collects support"),
    S.REACHED: _("has enough support"),
    S.SENT: _("sent to those who decide"),
    S.UNDER_REVIEW: _("under review"),
    S.ANSWERED: _("answered"),
    S.WATCHED: _("answered; the promise is watched"),
    S.ARCHIVED: _("in the archive"),
    S.EXPIRED: _("its time ran out"),
    S.WITHDRAWN: _("withdrawn by its author"),
    S.STOPPED: _("stopped while something is looked into"),
    S.REMOVED: _("removed"),
}
OUTCOME_NAMES: Mapping[Outcome, Phrase] = {
    Outcome.SATISFIED: _("satisfied"),
    Outcome.PARTLY: _("satisfied in part"),
    Outcome.REFUSED: _("refused"),
}


def must_allow(before: State, after: State) -> None:
    """Raises ``Refusal`` when ``after`` cannot follow ``before``."""
    if after not in MOVES[before]:
        raise Refusal(
            _(
                "This petition {state} now, so that cannot be done.",
                state=Phrase(STATE_NAMES[before].msgid),
            )
        )
