"""Trouble on demand: what Telegram and the line to it do on their bad days.

A bot that was never told 429, 500 or nothing at all has never shown that it loses nothing.
"""

from dataclasses import dataclass, field

from sandbox.shapes import Json

KINDS = ("429", "500", "cut_before", "cut_after", "slow")
"""cut_before: the line breaks and nothing was done; cut_after: it was done, unknown to the bot."""


@dataclass
class Fault:
    """One switch; `calls` left, or None until it is switched off."""

    kind: str
    calls: int | None = 1
    method: str | None = None
    chat_id: int | None = None
    retry_after: int = 1
    """Whole seconds, for 429."""
    seconds: float = 1.0
    """How late the answer comes, for slow."""

    def concerns(self, method: str, chat_id: int | None) -> bool:
        if self.method is None:
            if method in ("getupdates", "getme"):
                return False
        elif self.method.lower() != method:
            return False
        return self.chat_id is None or self.chat_id == chat_id

    def as_json(self) -> Json:
        return {
            "kind": self.kind,
            "calls": self.calls,
            "method": self.method,
            "chat_id": self.chat_id,
            "retry_after": self.retry_after,
            "seconds": self.seconds,
        }


@dataclass
class FaultSwitch:
    """The faults that are switched on, first come first.

    getUpdates and getMe are spared unless a fault names them: a person who turns trouble on
    wants to see the bot work through it, not stand outside.
    """

    on: list[Fault] = field(default_factory=list)

    def next_for(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that strikes this call, used up by one."""
        for fault in self.on:
            if fault.concerns(method, chat_id):
                if fault.calls is not None:
                    fault.calls -= 1
                    if fault.calls <= 0:
                        self.on.remove(fault)
                return fault
        return None
