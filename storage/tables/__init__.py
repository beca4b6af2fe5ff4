"""Every table of the house, a file per subject, so that migrations can be checked against them."""

from storage.tables.arrivals import set_aside_updates, updates
from storage.tables.audit import audit
from storage.tables.cases import case_keys
from storage.tables.complaints import complaint_events, complaints
from storage.tables.desk import (
    ticket_copies,
    ticket_tags,
    ticket_topics,
    ticket_versions,
    ticket_words,
    tickets,
)
from storage.tables.directory import centre_changes, centre_checks, centres, hotlines, mistakes
from storage.tables.letters import letters, moved_chats, uploads
from storage.tables.metadata import metadata
from storage.tables.people import administrator_menus, consents, drafts, people
from storage.tables.petitions import (
    official_counts,
    official_petitions,
    petition_flags,
    petition_follows,
    petition_heads,
    petition_lines,
    petition_logs,
    petition_milestones,
    petition_news,
    petition_nodes,
    petition_promises,
    petition_recounts,
    petition_steps,
    petition_supports,
    petition_sweeps,
    petition_tellings,
    petitions,
)
from storage.tables.secrets import peppers
from storage.tables.staff import (
    bans,
    canaries,
    desk_days,
    desk_groups,
    desk_hours,
    ready_answers,
    staff_invitations,
    staff_roles,
    volunteers,
)
from storage.tables.traces import traces, visits

__all__ = [
    "administrator_menus",
    "audit",
    "bans",
    "canaries",
    "case_keys",
    "centre_changes",
    "centre_checks",
    "centres",
    "complaint_events",
    "complaints",
    "consents",
    "desk_days",
    "desk_groups",
    "desk_hours",
    "drafts",
    "hotlines",
    "letters",
    "metadata",
    "mistakes",
    "moved_chats",
    "official_counts",
    "official_petitions",
    "people",
    "peppers",
    "petition_flags",
    "petition_follows",
    "petition_heads",
    "petition_lines",
    "petition_logs",
    "petition_milestones",
    "petition_news",
    "petition_nodes",
    "petition_promises",
    "petition_recounts",
    "petition_steps",
    "petition_supports",
    "petition_sweeps",
    "petition_tellings",
    "petitions",
    "ready_answers",
    "set_aside_updates",
    "staff_invitations",
    "staff_roles",
    "ticket_copies",
    "ticket_tags",
    "ticket_topics",
    "ticket_versions",
    "ticket_words",
    "tickets",
    "traces",
    "updates",
    "uploads",
    "visits",
    "volunteers",
]
