"""Why a petition is not accepted: public codes, so that everybody is measured by the same."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from civic.phrases import Phrase, _


class Reason(StrEnum):
    """What stands on the card of a petition that was not accepted."""

    FORBIDDEN = "forbidden"
    PERSONAL = "personal"
    REPEATED = "repeated"
    NO_DEMAND = "no_demand"
    NOT_THEIRS = "not_theirs"
    INSULT = "insult"
    PRIVATE = "private"
    ADVERTISING = "advertising"
    UNTRUE = "untrue"


REASON_NAMES: Mapping[Reason, Phrase] = {
    Reason.FORBIDDEN: _("Its subject is one that a petition may not be about"),
    Reason.PERSONAL: _("It is one person's case: a complaint is the way"),
    Reason.REPEATED: _("There is such a petition already"),
    Reason.NO_DEMAND: _("It does not say what is asked for"),
    Reason.NOT_THEIRS: _("Whom it is for cannot decide this"),
    Reason.INSULT: _("It insults somebody or calls for violence"),
    Reason.PRIVATE: _("It tells private things of somebody"),
    Reason.ADVERTISING: _("It advertises something"),
    Reason.UNTRUE: _("What it says is not so"),
}


class Halt(StrEnum):
    """Why a petition is halted or removed."""

    LOOKED_INTO = "looked_into"
    BY_LAW = "by_law"
    FRAUD = "fraud"
    UNSAFE = "unsafe"


HALT_NAMES: Mapping[Halt, Phrase] = {
    Halt.LOOKED_INTO: _("A report about it is being looked into"),
    Halt.FRAUD: _("Its supports are being looked into"),
    Halt.BY_LAW: _("The law forbids it"),
    Halt.UNSAFE: _("It puts somebody in danger"),
}


def named(reason: str | None) -> Phrase | None:
    """The words of a code; ``None`` for what is none."""
    if reason in set(Reason):
        return REASON_NAMES[Reason(reason)]
    return HALT_NAMES[Halt(reason)] if reason in set(Halt) else None
