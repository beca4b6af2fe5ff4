"""Which rules tell the time for which document: two procedures, and none of their rules mixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from civic.complaints.kinds import Kind
from civic.complaints.law.rules import Principle, Rule
from civic.dated.reading import Row


class Extension(StrEnum):
    """Whether the body may give itself more time."""

    RULE = "rule"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"
    """Nothing confirmed: only a date that the body itself named is shown."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The rules of one kind of document. ``None``: the law, as far as it was read, has no such."""

    kind: Kind
    registration: Rule | None
    answer: Rule
    answer_elsewhere: Rule
    """Once another body has it."""
    file_within: Rule | None
    file_within_unexplained: Rule | None
    """Where the act did not say how it may be complained of."""
    extension: Extension
    extension_rule: Rule | None
    extension_principle: Principle | None
    silence: Principle
    next: Kind | None
    """The document to write when there is no answer, or a bad one."""


def clock(row: Row, rules: Mapping[str, Rule], principles: Mapping[str, Principle]) -> Clock:
    """A row of ``clocks.toml``."""
    extension = row.code("extension", Extension)
    return Clock(
        kind=row.code("kind", Kind),
        registration=row.named_if_any("registration", rules),
        answer=row.named("answer", rules),
        answer_elsewhere=row.named("answer_elsewhere", rules),
        file_within=row.named_if_any("file_within", rules),
        file_within_unexplained=row.named_if_any("file_within_unexplained", rules),
        extension=extension,
        extension_rule=(
            row.named("extension_rule", rules) if extension is Extension.RULE else None
        ),
        extension_principle=(
            row.named("extension_principle", principles)
            if extension is Extension.FORBIDDEN
            else None
        ),
        silence=row.named("silence", principles),
        next=row.code("next", Kind) if row.has("next") else None,
    )
