"""How a script ends: the name of the view that is shown, and what it needs.

Kept in the ended draft as it is, so that the same ending can be shown again when Telegram repeats
the last message.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Ending:
    """``view`` is a name of ``bot/views/endings.py``; ``args`` must be JSON and hold no secret."""

    view: str
    args: dict[str, Any] = field(default_factory=dict)
