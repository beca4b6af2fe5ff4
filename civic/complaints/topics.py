"""One or two questions of its own for each subject, whose answers decide such a complaint.

A body answers "not confirmed" where the protocol's number or the day of the dismissal is missing.
The general script cannot ask for them all; somebody who was beaten should not be asked for a
labour contract.
"""

from __future__ import annotations

from collections.abc import Mapping

from civic.complaints.kinds import Topic
from civic.phrases import Phrase, _

QUESTIONS: Mapping[Topic, tuple[Phrase, ...]] = {
    Topic.POLICE: (
        _("Which department was it, and do you know a name, a badge or the number of the case?"),
        _("Did a doctor see you afterwards, or did anybody else see what happened?"),
    ),
    Topic.COURTS: (
        _("Which court, and what is the number of the case?"),
        _("What went wrong: the waiting, the way you were treated, a paper that you did not get?"),
    ),
    Topic.CONVICTS: (
        _("Which institution is it, and who is held there?"),
        _("Has a complaint from there been sent already, and did it reach anybody?"),
    ),
    Topic.LABOUR: (
        _("Is there a written contract, and since when do you work there?"),
        _("How much is owed and for which months, or on which day were you dismissed?"),
    ),
    Topic.HEALTH: (
        _("Which hospital or clinic, and which doctor or department?"),
        _("What did they refuse or do wrong, and what papers do you have: a referral, an extract?"),
    ),
    Topic.DISABILITY: (
        _("Which group or category is set, and until when?"),
        _("What was refused: a device, an assistant, a payment, a way to get in?"),
    ),
    Topic.FAMILY: (
        _("Are there children, and how old are they?"),
        _("Whom have you asked already: the police, guardianship, the akimat? What did they say?"),
    ),
    Topic.HOUSING: (
        _("What is it about: a queue, a payment, an eviction, repairs? Is there a number?"),
        _("On which day did you apply, and what did they answer?"),
    ),
    Topic.SERVICES: (
        _("Which service was it, and what is the number of the application?"),
        _("Where did you apply: at a service centre, on eGov, at the body itself?"),
    ),
    Topic.OTHER: (_("What would make it right, in one sentence?"),),
}
"""What is asked besides; each answer stands under its question in the document."""

HEADING: Phrase = _("Details of the case")
"""Over the answers in the document."""
