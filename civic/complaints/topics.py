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

_FORMAL: Mapping[Topic, tuple[Phrase, ...]] = {
    Topic.POLICE: (
        _("Department, official, badge or number of the case"),
        _("Medical examination and witnesses"),
    ),
    Topic.COURTS: (
        _("Court and number of the case"),
        _("What was violated in the proceedings"),
    ),
    Topic.CONVICTS: (
        _("Institution and who is held there"),
        _("Complaints sent from there before"),
    ),
    Topic.LABOUR: (
        _("Written contract and start of the work"),
        _("Wages owed or day of the dismissal"),
    ),
    Topic.HEALTH: (
        _("Medical institution, department, doctor"),
        _("What was refused or done wrongly, and the papers about it"),
    ),
    Topic.DISABILITY: (
        _("Group or category of disability and its term"),
        _("What was refused"),
    ),
    Topic.FAMILY: (
        _("Children and their age"),
        _("Bodies that were asked and what they said"),
    ),
    Topic.HOUSING: (
        _("Subject of the matter and its number"),
        _("Day of the application and the answer to it"),
    ),
    Topic.SERVICES: (
        _("Service and number of the application"),
        _("Where the application was made"),
    ),
    Topic.OTHER: (_("What would put the matter right"),),
}
"""The same questions as an office would head them: a chat's question has no place in a paper."""

_HEADED: Mapping[str, Phrase] = {
    question.msgid: heading
    for topic, questions in QUESTIONS.items()
    for question, heading in zip(questions, _FORMAL[topic], strict=True)
}


def formal(question: Phrase) -> Phrase:
    """How the document heads the answer to this question; one that is asked no more stays so."""
    return _HEADED.get(question.msgid, question)
