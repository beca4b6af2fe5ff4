"""How each kind of document is called and how its parts are headed, as the law has the words."""

from __future__ import annotations

from civic.complaints.facts import Against, ComplaintFacts
from civic.complaints.kinds import Kind
from civic.phrases import Phrase, _

_TITLES: dict[Kind, Phrase] = {
    Kind.OMBUDSMAN: _("Complaint to the Commissioner for Human Rights"),
    Kind.STATEMENT: _("Statement"),
    Kind.COMPLAINT: _("Complaint"),
    Kind.SERVICE_COMPLAINT: _("Complaint about a public service"),
    Kind.REPORT: _("Report of a breach"),
    Kind.PROPOSAL: _("Proposal"),
    Kind.RESPONSE: _("Response"),
    Kind.INQUIRY: _("Inquiry"),
}
_COMPLAINTS_AGAINST: dict[Against, Phrase] = {
    Against.ACT: _("Complaint against an administrative act"),
    Against.ACTION: _("Complaint against an administrative action"),
    Against.INACTION: _("Complaint against administrative inaction"),
}
_ON_SILENCE = _("Complaint about an appeal left without an answer")

SUBSTANCE: dict[Kind, Phrase] = {
    Kind.OMBUDSMAN: _("Substance of the complaint"),
    Kind.STATEMENT: _("Substance of the statement"),
    Kind.COMPLAINT: _("Circumstances"),
    Kind.SERVICE_COMPLAINT: _("Circumstances"),
    Kind.REPORT: _("Substance of the report"),
    Kind.PROPOSAL: _("Substance of the proposal"),
    Kind.RESPONSE: _("Substance of the response"),
    Kind.INQUIRY: _("The information that is asked for"),
}
_ABOUT_WHOM = _("Whose act, action or inaction is complained of")
ABOUT_WHOM: dict[Kind, Phrase] = {
    Kind.OMBUDSMAN: _("Whose decisions, actions or inaction violate rights"),
    Kind.COMPLAINT: _ABOUT_WHOM,
    Kind.SERVICE_COMPLAINT: _ABOUT_WHOM,
}
"""Other kinds speak of nobody's act, only of whom they concern."""
CONCERNS = _("Whom it concerns")

ATTACHED = _("List of attached documents")
FILES: dict[str, Phrase] = {
    "photo": _("Photograph"),
    "video": _("Video recording"),
    "video_note": _("Video recording"),
    "animation": _("Video recording"),
    "voice": _("Sound recording"),
    "audio": _("Sound recording"),
}
FILE = _("Document")
"""What an attachment without a name of its own is called, by its kind."""


def kind_name(kind: Kind) -> Phrase:
    """The official name of the kind, whoever it is against."""
    return _TITLES[kind]


def title(facts: ComplaintFacts) -> Phrase:
    """What stands above the document."""
    if facts.kind is Kind.COMPLAINT and facts.about_silence_of is not None:
        return _ON_SILENCE
    if facts.kind is Kind.COMPLAINT and facts.against is not None:
        return _COMPLAINTS_AGAINST[facts.against]
    return _TITLES[facts.kind]
