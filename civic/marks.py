"""How far a dated fact is confirmed; the same three marks stand in every file of law and calendar.

An unconfirmed row is kept, so that somebody can confirm it, and is never shown as a fact: a wrong
term makes a person complain too early or too late.
"""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    """Who said so."""

    VERIFIED = "verified"
    """Read in the text of the law itself, or at the body that it is about."""
    SECONDARY = "secondary"
    """A news agency, a lawyers' page, an earlier text of the law."""
    UNCONFIRMED = "unconfirmed"
    """No source that could be read."""

    @property
    def may_be_shown(self) -> bool:
        """Whether a citizen may see it as a fact."""
        return self is not Mark.UNCONFIRMED
