"""Every table of the house, a file per subject, so that migrations can be checked against them."""

from storage.tables.arrivals import set_aside_updates, updates
from storage.tables.audit import audit
from storage.tables.cases import case_keys
from storage.tables.directory import centre_changes, centre_checks, centres, hotlines, mistakes
from storage.tables.letters import letters
from storage.tables.metadata import metadata
from storage.tables.people import consents, drafts, people
from storage.tables.secrets import peppers
from storage.tables.traces import traces, visits

__all__ = [
    "audit",
    "case_keys",
    "centre_changes",
    "centre_checks",
    "centres",
    "consents",
    "drafts",
    "hotlines",
    "letters",
    "metadata",
    "mistakes",
    "people",
    "peppers",
    "set_aside_updates",
    "traces",
    "updates",
    "visits",
]
