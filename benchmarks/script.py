"""The script that the measured people walk: choices, marks and words, as a real one has them."""

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers, Step
from bot.flows.steps import Choice, Option, Review, Several, Words
from bot.flows.steps.choice import Options
from civic.act import Act
from civic.phrases import Phrase, _


def _options(*codes: str) -> Options:
    return tuple(Option(code, Phrase(f"The answer “{code}”")) for code in codes)


async def _finish(act: Act, answers: Answers) -> Ending:
    del act, answers
    return Ending("deleted")


_TAPPED: tuple[Step, ...] = (
    Choice(
        key="who",
        name=_("Who"),
        ask=_("Whom is this about?"),
        options=_options("me", "friend", "child", "parent"),
    ),
    Several(
        key="needs",
        name=_("Needs"),
        ask=_("What is needed first?"),
        hint=_("You can mark several."),
        options=_options("bread", "roof", "money", "advice"),
    ),
    Choice(
        key="since",
        name=_("Since"),
        ask=_("Since when?"),
        options=_options("today", "yesterday", "week", "month"),
    ),
    Several(
        key="spoke",
        name=_("Spoke with"),
        ask=_("With whom did you speak already?"),
        options=_options("police", "doctor", "lawyer", "nobody"),
    ),
    Choice(
        key="answer",
        name=_("Answer"),
        ask=_("How shall we answer?"),
        options=_options("call", "write"),
    ),
)


def _typed(key: str, ask: str) -> Step:
    return Words(key=key, name=Phrase(key), ask=Phrase(ask), hint=_("A sentence or two."))


_STEPS: dict[str, tuple[Step, ...]] = {
    "taps": _TAPPED,
    "mixed": (
        *_TAPPED[:2],
        _typed("story", "What happened?"),
        *_TAPPED[2:4],
        _typed("hours", "When can you be reached?"),
        _TAPPED[4],
        _typed("more", "What else should we know?"),
    ),
}


def script_of(walk: str) -> Script:
    """The script whose questions this walk answers; its last screen is the review."""
    return Script(
        name=f"bench-{walk}",
        version=1,
        title=_("Measured"),
        steps=(*_STEPS[walk], Review(submit=_("Send"))),
        finish=_finish,
    )
