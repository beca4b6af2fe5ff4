"""How a complaint stands, in words: what the list, the card, the picture and the ZIP say alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.views.letters_of_complaints import OUTCOMES
from bot.views.screen import press
from bot.views.tongue import Tongue
from bot.views.ways import Complaint
from civic.complaints.history import Event
from civic.complaints.kept import Listed
from civic.complaints.kinds import Kind
from civic.complaints.law import law
from civic.complaints.promises import WHY_NO_DATE, NoDate, length
from civic.complaints.statuses import NAMES, Status
from civic.complaints.steps import NextStep, Step
from civic.phrases import Phrase, _, _n, verbatim

STEP_NAMES: Mapping[Step, Phrase] = {
    Step.FILE: _("sign it and hand it in"),
    Step.GET_NUMBER: _("ask for the number"),
    Step.WAIT: _("they must answer"),
    Step.MEND: _("add what is missing"),
    Step.FILE_AGAIN: _("put it right and hand it in again"),
    Step.OBJECT: _("send an objection"),
    Step.COMPLAIN_ON_SILENCE: _("complain that there is no answer"),
    Step.COMPLAIN_ON_ANSWER: _("complain, if the answer does not satisfy you"),
    Step.COURT: _("the court; ask a lawyer"),
    Step.ASK: _("ask what became of it"),
    Step.OVER: _("nothing more to do here"),
}
"""The next step in a few words."""
_AGAINST_SOMEBODY = frozenset({Kind.COMPLAINT, Kind.SERVICE_COMPLAINT})
_TO_FILE = frozenset({Step.FILE, Step.FILE_AGAIN})
_NEEDS_NO_DAY = frozenset({Step.OVER, Step.ASK, Step.GET_NUMBER})
_OF_THE_PERSON = frozenset(
    {
        Step.FILE,
        Step.FILE_AGAIN,
        Step.MEND,
        Step.OBJECT,
        Step.COMPLAIN_ON_SILENCE,
        Step.COMPLAIN_ON_ANSWER,
    }
)
NEAR_THE_END = 14
"""Days; who has no more than these left of their own time is warned."""
UNTIL_NAMED: Mapping[Status, Phrase] = {
    Status.INCOMPLETE: _("to be mended by {day}"),
    Status.EXTENDED: _("extended until {day}"),
}
"""What the day means that the body named."""


def state(complaint: Listed) -> Phrase:
    """How it stands, in one line."""
    if complaint.outcome is not None:
        return _("ended: {outcome}", outcome=OUTCOMES[complaint.outcome])
    last = complaint.history.last
    if complaint.is_overtaken:
        return _("prepared, and it fits no longer")
    return NAMES[last.status] if last else _("prepared, not handed in yet")


def deadline(kind: Kind, step: NextStep) -> Phrase | None:
    """By which day; or honestly why there is none. ``None``: the step needs neither."""
    if step.by is not None:
        if step.estimate:
            return _("by {day} (an estimate)", day=step.by)
        return _("by {day}", day=step.by)
    if step.kind in _NEEDS_NO_DAY or step.no_date is None:
        return None
    if step.no_date is NoDate.NO_TERM and kind not in _AGAINST_SOMEBODY:
        return None  # whoever asks for something is not late
    if step.kind in _TO_FILE and step.no_date is NoDate.NOT_TOLD:
        rule = law().clocks[kind].file_within
        if rule is None or not rule.is_confirmed:
            return WHY_NO_DATE[NoDate.UNCONFIRMED]
        return _("It is filed within {term} from when you learned of it.", term=length(rule))
    return WHY_NO_DATE[step.no_date]


def hurry_up(step: NextStep, today: date) -> Phrase | None:
    """A warning where the person's own last day is near; ``None`` while there is time."""
    if step.kind not in _OF_THE_PERSON or step.by is None or step.by < today:
        return None
    left = (step.by - today).days
    if left > NEAR_THE_END:
        return None
    if left == 0:
        return _("❗ Today is the last day.")
    return _n("❗ One day is left.", "❗ {count} days are left.", left)


def next_line(kind: Kind, step: NextStep) -> Phrase:
    """The next step with its day or the reason why there is none, in one line."""
    words, when = STEP_NAMES[step.kind], deadline(kind, step)
    if when is None:
        return words
    if step.by is None:
        return Phrase("{step}. {when}", {"step": words, "when": when})
    return Phrase("{step}, {when}", {"step": words, "when": when})


def without_a_name() -> Phrase:
    """What a paper without a name is worth, as far as the law is confirmed."""
    if law().principles["anonymous_is_ended"].is_confirmed:
        return _(
            "It is without your name. Without name, address and signature it is not considered as "
            "an appeal, and nobody answers you. Only a report of a crime or of a threat to safety "
            "is passed on all the same."
        )
    return _("It is without your name, and nobody can answer you.")


def happened(event: Event) -> Phrase:
    """One thing that happened, with what was named or seen besides."""
    said = [NAMES[event.status]]
    if event.until is not None:
        named = UNTIL_NAMED.get(event.status, _("until {day}"))
        said.append(Phrase(named.msgid, {"day": event.until}))
    if event.explained is False:
        said.append(_("it does not say how to complain of it"))
    words = said[0] if len(said) == 1 else _in_a_row(said)
    return Phrase("{day}: {words}", {"day": event.on, "words": words})


def _in_a_row(parts: list[Phrase]) -> Phrase:
    first, *rest = parts
    words = first
    for part in rest:
        words = Phrase("{first}; {then}", {"first": words, "then": part})
    return words


def to(
    tongue: Tongue, label: Phrase, page: str, complaint_id: str, what: str = ""
) -> list[InlineKeyboardButton]:
    """A row of one button to a page or an act of this complaint."""
    return [press(tongue.plain(label), Complaint(to=page, id=complaint_id, what=what).pack())]


def to_card(tongue: Tongue, complaint_id: str) -> list[InlineKeyboardButton]:
    """The way back to the card."""
    return to(tongue, _("← To the complaint"), "card", complaint_id)


def lines(tongue: Tongue, phrases: Iterator[Phrase]) -> str:
    """The phrases as lines of a list."""
    return "\n".join(f"• {tongue.html(phrase)}" for phrase in phrases)


def cut(words: str, longest: int = 200) -> Phrase:
    """Somebody's own words, as far as a screen has room."""
    return verbatim(words if len(words) <= longest else words[: longest - 1] + "…")
