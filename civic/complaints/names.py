"""What the documents and subjects are called, for buttons and headings."""

from __future__ import annotations

from collections.abc import Mapping

from civic.complaints.kinds import Kind, Topic
from civic.phrases import Phrase, _

KIND_NAMES: Mapping[Kind, Phrase] = {
    Kind.OMBUDSMAN: _("Complaint to the Commissioner for Human Rights"),
    Kind.STATEMENT: _("Application: help me realise my right"),
    Kind.COMPLAINT: _("Complaint against a body or an official"),
    Kind.SERVICE_COMPLAINT: _("Complaint about a public service"),
    Kind.REPORT: _("Report of a violation"),
    Kind.PROPOSAL: _("Proposal"),
    Kind.RESPONSE: _("Opinion on public affairs"),
    Kind.INQUIRY: _("Request for information"),
}
TOPIC_NAMES: Mapping[Topic, Phrase] = {
    Topic.POLICE: _("Police and investigation"),
    Topic.COURTS: _("Courts"),
    Topic.CONVICTS: _("Rights of convicts and people in custody"),
    Topic.LABOUR: _("Work and pay"),
    Topic.HEALTH: _("Health care"),
    Topic.DISABILITY: _("Disability"),
    Topic.FAMILY: _("Women and children"),
    Topic.HOUSING: _("Housing and social support"),
    Topic.SERVICES: _("Public services"),
    Topic.OTHER: _("Something else"),
}
