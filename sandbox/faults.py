"""Trouble on demand: what Telegram and the line to it do on their bad days.

A bot that was never told 429, 500 or nothing at all has never shown that it loses nothing.
"""

from dataclasses import dataclass, field

from sandbox.shapes import Json

KINDS = ("429", "500", "cut_before", "cut_after", "slow", "stuck")
"""cut_before: the line breaks and nothing was done; cut_after: it was done, unknown to the bot.

slow: it is done at once, and the answer comes late; stuck: the call lies there, and after as long
the line breaks and nothing was done. A bot that is killed meanwhile is killed at that very moment.
"""

WEBHOOK = "webhook"
"""The "method" by which a fault strikes what is delivered to the bot's webhook."""

ON_WEBHOOK = ("cut_before", "cut_after")
"""cut_after: the bot did it, and its 2xx was lost on the way."""


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
    """How late the answer comes, for slow; how long the call lies there, for stuck."""

    def concerns(self, method: str, chat_id: int | None) -> bool:
        if self.method is None:
            if method in ("getupdates", "getme", WEBHOOK):
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

    getUpdates, getMe and the webhook are spared unless a fault names them: a person who turns
    trouble on wants to see the bot work through it, not stand outside.
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
