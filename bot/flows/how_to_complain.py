"""Whether a decision says how one can complain of it: by the law the time depends on that."""

from __future__ import annotations

from collections.abc import Callable

from bot.flows.step import Answers
from bot.flows.steps import Choice, Option
from civic.phrases import Phrase, _


def explained(ask: Phrase, unknown: Phrase, when: Callable[[Answers], bool]) -> Choice:
    """The question; the answer is "yes", "no" or "unknown"."""
    return Choice(
        key="explained",
        name=_("How to complain of it"),
        ask=ask,
        hint=_("Look at its end. If it does not, you have more time to complain."),
        options=(
            Option("yes", _("Yes")),
            Option("no", _("No")),
            Option("unknown", unknown),
        ),
        when=when,
    )
