"""Where a person is in a script: the state that is kept as a row between two messages.

The row *is* the state. A draft holds answers as codes and never a rendered text, so that another
language, a restart or a new version of the script can show it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.flows.step import Answers, Json


@dataclass(frozen=True, slots=True)
class Draft:
    """``screen`` numbers the screens shown; a button is good only on the screen that it stands on.

    ``part`` is the current step's answer so far; ``leaving`` while the person is asked whether to
    leave; ``returning`` while an answer is changed from the review; ``ended`` is the ending to show
    again once all is done; ``heard`` tells which message answered which step, so that an edit of
    it changes that answer. ``answers`` also holds, under keys that no step has, what the script
    was started with.
    """

    id: str
    script: str
    version: int
    step: str
    screen: int = 1
    answers: Answers = field(default_factory=dict)
    part: Json = None
    leaving: bool = False
    returning: bool = False
    ended: Json = None
    heard: Mapping[str, str] = field(default_factory=dict)

    def state(self) -> dict[str, Any]:
        """What is sealed in the row (the rest has columns of its own)."""
        kept = {
            "answers": dict(self.answers),
            "part": self.part,
            "leaving": self.leaving,
            "returning": self.returning,
            "ended": self.ended,
            "heard": dict(self.heard),
        }
        return {key: value for key, value in kept.items() if value}

    @classmethod
    def from_state(
        cls,
        draft_id: str,
        script: str,
        version: int,
        step: str,
        screen: int,
        state: dict[str, Any],
    ) -> Draft:
        """The draft that ``state`` was taken from."""
        return cls(draft_id, script, version, step, screen, **state)
