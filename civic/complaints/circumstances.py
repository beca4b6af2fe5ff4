"""What the guide asks: what happened, who did it, whether a state body was asked already."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from civic.phrases import Phrase, _


class What(StrEnum):
    """What happened."""

    DANGER = "danger"
    DECISION = "decision"
    ACTION = "action"
    INACTION = "inaction"
    RIGHTS = "rights"
    SERVICE = "service"
    HELP = "help"
    BREACH = "breach"
    INFORMATION = "information"
    SUGGESTION = "suggestion"
    OPINION = "opinion"
    RULING = "ruling"
    PRESIDENT = "president"


class Who(StrEnum):
    """Who did it, or whom it is about."""

    STATE_BODY = "state_body"
    ORGANISATION = "organisation"
    """A national company, another organisation of the state's or not."""
    EMPLOYER = "employer"
    PRIVATE_PERSON = "private_person"
    COURT = "court"
    PROSECUTOR = "prosecutor"
    PRESIDENT = "president"
    UNKNOWN = "unknown"


class Before(StrEnum):
    """Whether a state body was asked about it already, in writing."""

    NO = "no"
    ANSWERED = "answered"
    SILENCE = "silence"
    """Asked, and the term for the answer is over."""


class Elsewhere(StrEnum):
    """Where neither procedure is the way."""

    CRISIS = "crisis"
    PRESIDENT = "president"
    COURT_RULING = "court_ruling"
    COURT = "court"
    PROSECUTOR = "prosecutor"


WHAT_NAMES: Mapping[What, Phrase] = {
    What.DANGER: _("A life is in danger now"),
    What.DECISION: _("They decided something against me"),
    What.ACTION: _("An official did something wrong"),
    What.INACTION: _("They do nothing or do not answer"),
    What.RIGHTS: _("My rights as a human being are violated"),
    What.SERVICE: _("A public service went wrong"),
    What.HELP: _("I need help to get what I have a right to"),
    What.BREACH: _("I want to report a violation"),
    What.INFORMATION: _("I want information"),
    What.SUGGESTION: _("I have a suggestion"),
    What.OPINION: _("I want to say what I think of a policy"),
    What.RULING: _("I do not agree with a court's ruling"),
    What.PRESIDENT: _("It is about an act of the President"),
}
WHO_NAMES: Mapping[Who, Phrase] = {
    Who.STATE_BODY: _("A state body, an akimat, the police"),
    Who.ORGANISATION: _("A company or another organisation"),
    Who.EMPLOYER: _("My employer"),
    Who.PRIVATE_PERSON: _("A private person"),
    Who.COURT: _("A court or a judge"),
    Who.PROSECUTOR: _("A prosecutor"),
    Who.PRESIDENT: _("The President"),
    Who.UNKNOWN: _("I do not know"),
}
BEFORE_NAMES: Mapping[Before, Phrase] = {
    Before.NO: _("No, not yet in writing"),
    Before.ANSWERED: _("Yes, and the answer does not help"),
    Before.SILENCE: _("Yes, and nobody answered in time"),
}
