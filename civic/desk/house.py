"""The desk of this organisation: its group, its terms, its administrators.

Made once from the settings and handed to every act, so that no rule has to ask where the
volunteers are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo

from civic.desk.terms import DeskTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """``chat_id`` is the volunteers' group; None until one is set: tickets wait for it then.

    ``administrators`` are Telegram ids; ``zone`` is what clocks in Kazakhstan show;
    ``language`` is that of the cards that everybody in the group reads.
    """

    chat_id: int | None
    zone: tzinfo
    administrators: tuple[int, ...] = ()
    language: str = "kk"
    name: str | None = None
    """Of the organisation, as people see it above an answer."""
    terms: DeskTerms = field(default_factory=DeskTerms)
