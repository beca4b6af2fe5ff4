"""Processes that take orders: each measured bot with a Telegram of its own beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parent.parent
Answer: TypeAlias = dict[str, Any]
Screens: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]
"""By walk, in order; see ``benchmarks.screens``."""


class WentWrongError(Exception):
    """A measured process ended, or a bot did not do what was measured."""


class Process:
    """One of ours, started by ``python -m``."""

    def __init__(self, module: str, *arguments: str, folder: Path | None = None) -> None:
        """`folder`: where it runs, if not here."""
        self._name = module
        self._child = subprocess.Popen(
            [sys.executable, "-m", f"benchmarks.{module}", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self._listen()

    def ask(self, **order: object) -> Answer:
        """Give an order and wait for its answer. Raises ``WentWrongError``."""
        self.tell(**order)
        return self._listen()

    def tell(self, **order: object) -> None:
        """Give an order; ``heard`` is its answer."""
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(order) + "\n")
        self._child.stdin.flush()

    def _listen(self) -> Answer:
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line:
            raise WentWrongError(f"the process “{self._name}” ended")
        answer: Answer = json.loads(line)
        return answer

    def stop(self) -> None:
        """Close its orders and wait for its end."""
        assert self._child.stdin is not None
        self._child.stdin.close()
        try:
            self._child.wait(5)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()


@dataclass(frozen=True, slots=True)
class Round:
    """``cpu`` in seconds for ``updates``; ``peak_mb`` since the bot's start."""

    cpu: float
    updates: int
    peak_mb: float
    polls: int

    @property
    def each(self) -> float:
        """Milliseconds of processor time for an update."""
        return self.cpu / self.updates * 1000


class Side:
    """A bot and its Telegram."""

    def __init__(self, telegram: Process, bot: Process, screens: Screens) -> None:
        self._telegram = telegram
        self._bot = bot
        self._screens = screens
        self._next = 10_000_000

    def round(self, walk: str, people: int) -> Round:
        """So many people walk, all at once; raises ``WentWrongError`` if any went astray."""
        crowd = {"walk": walk, "first": self._next, "count": people}
        self._next += people
        before = self._bot.ask(**crowd)["cpu"]
        done = self._telegram.ask(**crowd, **self._screens[walk][0])
        after = self._bot.ask()
        if done["trouble"]:
            raise WentWrongError(done["trouble"])
        updates = people * (len(self._screens[walk]) - 1)
        return Round(after["cpu"] - before, updates, after["peak_mb"], done["asked"])


@contextmanager
def side(module: str, argument: str, screens: Screens) -> Iterator[Side]:
    """Start a bot against a Telegram of its own; both end with the block."""
    with ExitStack() as stack:
        telegram = Process("telegram")
        stack.callback(telegram.stop)
        bot = Process(module, str(telegram.ask(port=True)["port"]), argument)
        stack.callback(bot.stop)
        yield Side(telegram, bot, screens)
