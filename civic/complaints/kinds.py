"""What a person can file, and what people bring. Codes only: names stand with the texts.

Sources: Code of Administrative Procedure (APPK, 350-VI of 29.06.2020) art. 4, 63, 87, 93; Law on
public services art. 25; Constitutional Law 154-VII of 05.11.2022.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Which document it becomes; each has its own fields and its own clock."""

    OMBUDSMAN = "ombudsman"
    """A complaint to the Commissioner for Human Rights."""
    STATEMENT = "statement"
    """заявление / өтініш: a request to help realise a right (art. 4, 63)."""
    COMPLAINT = "complaint"
    """жалоба / шағым: against an act, action or inaction (art. 93)."""
    SERVICE_COMPLAINT = "service_complaint"
    """жалоба по вопросам государственных услуг."""
    REPORT = "report"
    """сообщение / хабарлама: a breach of the law; simplified procedure (art. 87)."""
    PROPOSAL = "proposal"
    """предложение / ұсыныс; simplified."""
    RESPONSE = "response"
    """отклик / үн қосу; simplified."""
    INQUIRY = "inquiry"
    """запрос / сұрау салу: for information; simplified."""


SIMPLIFIED = frozenset({Kind.REPORT, Kind.PROPOSAL, Kind.RESPONSE, Kind.INQUIRY})


class Topic(StrEnum):
    """What it is about, as people bring it to the ombudsman."""

    POLICE = "police"
    """Investigators and police."""
    COURTS = "courts"
    CONVICTS = "convicts"
    LABOUR = "labour"
    HEALTH = "health"
    DISABILITY = "disability"
    FAMILY = "family"
    """Women and children."""
    HOUSING = "housing"
    """Housing and social support."""
    SERVICES = "services"
    """Public services."""
    OTHER = "other"
