"""What an author hears of their petition: each step, what its days bring, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aiogram.types import InlineKeyboardButton

from bot.views.petitions.telling import answer_days, counted, left, to, why
from bot.views.tongue import Tongue
from civic.petitions.answers import KEPT_NAMES, Kept
from civic.petitions.kinds import BODY_NAMES, Body
from civic.petitions.law import petition_law
from civic.petitions.own import Own
from civic.petitions.states import OUTCOME_NAMES, Outcome, State
from civic.phrases import Bilingual, Phrase, _, _n
from storage.petition_news import StoredNews

STEPS: dict[State, Phrase] = {
    State.IN_MODERATION: _("A moderator is reading your petition now."),
    State.RETURNED: _("Your petition comes back to you: something should be changed first."),
    State.REJECTED: _("Your petition was not accepted."),
    State.GATHERING: _("Your petition is published. Now it needs its first supporters."),
    State.OPEN: _("Your petition is listed now: everybody can find and support it."),
    State.REACHED: _("Your petition has enough support. The moderators send it on."),
    State.SENT: _("Your petition was sent to those who decide."),
    State.UNDER_REVIEW: _("Your petition is under review."),
    State.ANSWERED: _("Your petition was answered."),
    State.ARCHIVED: _("Your petition is in the archive now. It can still be read."),
    State.EXPIRED: _("The time of your petition has run out."),
    State.STOPPED: _("Your petition is stopped while something is looked into."),
    State.REMOVED: _("Your petition was removed."),
}
"""The first line, by where it is."""
GOES_ON = _("Your petition goes on.")
_AFTER = {State.ANSWERED: frozenset({State.WATCHED, State.ARCHIVED})}
"""Where a letter of a state is still true, though it has moved on."""


def is_still_so(own: Own, told: str) -> bool:
    """Whether the state that a letter tells of is still worth telling."""
    state = State(told)
    return own.state is state or own.state in _AFTER.get(state, frozenset())


def of_state(own: Own, told: State, link: str) -> list[Phrase]:
    """The letter of a step."""
    return [_first(own, told), *_more(own, told, link)]


def _first(own: Own, told: State) -> Phrase:
    before = own.steps[-2].state if len(own.steps) > 1 else None
    goes_on = told in (State.GATHERING, State.OPEN) and before == State.STOPPED
    return GOES_ON if goes_on else STEPS[told]


def _more(own: Own, told: State, link: str) -> Iterator[Phrase]:
    petition = own.petition
    match told:
        case State.RETURNED:
            yield from _returned(own)
        case State.REJECTED | State.STOPPED | State.REMOVED:
            if reason := why(own.reason):
                yield reason
            yield _("If you think that this is a mistake, ask a person: /menu")
        case State.GATHERING:
            yield from _first_supporters(own)
            yield _("Send this link to people whom it concerns: {link}", link=link)
        case State.OPEN if petition.closes_on is not None:
            yield _("It collects support until {day}.", day=petition.closes_on)
        case State.REACHED | State.EXPIRED:
            yield counted(own)
        case State.SENT:
            yield from answer_days(petition, own.late)
        case State.ANSWERED:
            yield from answer_of(own)


def _returned(own: Own) -> Iterator[Phrase]:
    if own.note:
        yield _("The moderator wrote: {note}", note=own.note)
    yield _("Everything that you wrote is there. Change it and give it again.")


def _first_supporters(own: Own) -> Iterator[Phrase]:
    needed = petition_law().first_votes
    by = own.petition.first_by
    if by is None:
        yield _n("It needs {count} of them.", "It needs {count} of them.", needed)
    else:
        yield _n(
            "It needs {count} of them by {day}. Until then only its link leads to it.",
            "It needs {count} of them by {day}. Until then only its link leads to it.",
            needed,
            day=by,
        )


def answer_of(own: Own) -> Iterator[Phrase]:
    """How it was answered, and in which words."""
    petition = own.petition
    if petition.outcome is not None:
        outcome = OUTCOME_NAMES[Outcome(petition.outcome)]
        body = BODY_NAMES[Body(petition.body)]
        yield _("The answer of {body}: {outcome}.", body=body, outcome=outcome)
    if petition.answer_kk or petition.answer_ru:
        text = Bilingual(petition.answer_kk, petition.answer_ru)
        yield Phrase("{text}", {"text": text})
    if own.promises:
        yield _("I ask after 3, 6 and 12 months what became of the promise, and tell you.")


def of_day(own: Own, what: str) -> list[Phrase] | None:
    """The letter of a day; ``None`` when its day has passed into another state."""
    kind, _colon, which = what.partition(":")
    petition = own.petition
    if kind == "first" and own.state is State.GATHERING:
        day = _(
            "Working day {day} of the first stage of your petition.",
            day=int(which),
        )
        by = (
            [_("The first supporters must come by {day}.", day=petition.first_by)]
            if petition.first_by
            else []
        )
        tip = _("Whom could you ask today? Neighbours, parents of the class, colleagues.")
        return [day, counted(own), *by, tip]
    if kind == "closing" and own.state is State.OPEN and petition.closes_on is not None:
        head = _("Your petition closes soon.")
        return [head, counted(own), *left(petition.closes_on, own.today)]
    if kind == "late" and own.late:
        return [_("Those who decide have not answered yet."), *answer_days(petition, own.late)]
    if kind == "promise":
        return promise(own, int(which))
    return None


def promise(own: Own, months: int) -> list[Phrase] | None:
    """What became of a promise until then."""
    look = next((it for it in own.promises if it.months == months), None)
    if look is None or look.found is None:
        return None
    return [
        _n(
            "{count} month after the answer: what became of the promise?",
            "{count} months after the answer: what became of the promise?",
            months,
        ),
        Phrase("{found}.", {"found": KEPT_NAMES[Kept(look.found)]}),
    ]


def of_news(news: StoredNews) -> list[Phrase] | None:
    """Whether the author's words went to the supporters."""
    if news.is_waiting:
        return None
    if news.approved_at is not None:
        return [_("Your news goes to the supporters who wish to hear of it.")]
    return [
        _(
            "Your news was not passed on to the supporters. It should tell of the petition itself, "
            "without names and without advertising."
        )
    ]


def ways(tongue: Tongue, own: Own) -> Sequence[list[InlineKeyboardButton]]:
    """What an author may want to do next."""
    id_ = own.petition.id
    edit = own.state is State.RETURNED
    invite = own.state in (State.GATHERING, State.OPEN)
    return (
        to(tongue, _("✏️ Change it and give it again"), "edit", id_) if edit else [],
        to(tongue, _("🔗 Invite supporters"), "invite", id_) if invite else [],
        to(tongue, _("My petition"), "own", id_),
    )
