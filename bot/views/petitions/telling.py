"""How a petition stands, in sentences that its author's page, the moderators' pages and letters say
alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.views.screen import press
from bot.views.tongue import Tongue
from bot.views.ways import Petition
from civic.petitions.forecast import Chance, Forecast
from civic.petitions.law import petition_law
from civic.petitions.own import Own
from civic.petitions.reasons import named as reason_named
from civic.petitions.states import OUTCOME_NAMES, STATE_NAMES, Outcome, State
from civic.phrases import Bilingual, Phrase, _, _n
from storage.petitions import StoredPetition

OPEN_LETTER = _("An open letter without legal force: support here is no vote on epetition.kz.")
_NAME_CUT = 60


def to(
    tongue: Tongue, label: Phrase, page: str, petition_id: str = "", what: str = ""
) -> list[InlineKeyboardButton]:
    """A row of one button to a page of a petition."""
    way = Petition(to=page, id=petition_id, what=what)
    return [press(tongue.plain(label), way.pack())]


def title(petition: StoredPetition) -> Phrase:
    """What it is called, in the reader's language where it is there."""
    called = Bilingual(petition.title_kk, petition.title_ru)
    return Phrase("<b>{title}</b>", {"title": called})


def short(petition: StoredPetition, most: int = _NAME_CUT) -> Bilingual:
    """The title as a button has room for it."""
    return Bilingual(_cut(petition.title_kk, most), _cut(petition.title_ru, most))


def _cut(text: str | None, most: int) -> str | None:
    return text if text is None or len(text) <= most else f"{text[: most - 1].rstrip()}…"


def now_is(petition: StoredPetition) -> Phrase:
    """Its state, and the outcome of an answer."""
    state = STATE_NAMES[State(petition.state)]
    if petition.outcome is not None:
        outcome = OUTCOME_NAMES[Outcome(petition.outcome)]
        return _("Now: {state} ({outcome})", state=state, outcome=outcome)
    return _("Now: {state}", state=state)


def counted(own: Own) -> Phrase:
    """How many of how many, as the log has it."""
    tally, petition = own.tally, own.petition
    if own.state is State.GATHERING:
        return _n(
            "{have} of {count} supporter that it needs to be listed",
            "{have} of {count} supporters that it needs to be listed",
            petition_law().first_votes,
            have=tally.count,
        )
    said = _n(
        "Support: {have} of {count}",
        "Support: {have} of {count}",
        petition.threshold,
        have=tally.inside,
    )
    if not tally.outside:
        return said
    outside = _n(
        "and {count} from elsewhere, not counted in it",
        "and {count} from elsewhere, not counted in it",
        tally.outside,
    )
    return Phrase("{said} ({outside})", {"said": said, "outside": outside})


def days(own: Own) -> Iterator[Phrase]:
    """The days that matter now."""
    petition = own.petition
    match own.state:
        case State.SUBMITTED | State.IN_MODERATION:
            if petition.moderate_by is not None:
                yield _("A moderator answers by {day}.", day=petition.moderate_by)
        case State.GATHERING:
            if petition.first_by is not None:
                yield _("The first supporters must come by {day}.", day=petition.first_by)
        case State.OPEN:
            if petition.closes_on is not None:
                yield _("It collects support until {day}.", day=petition.closes_on)
                yield from left(petition.closes_on, own.today)
        case State.SENT | State.UNDER_REVIEW:
            yield from answer_days(petition, own.late)


def left(last: date, today: date) -> Iterator[Phrase]:
    """How many days that is from today, the last one counted."""
    if (count := (last - today).days + 1) > 0:
        yield _n("{count} day is left.", "{count} days are left.", count)


def answer_days(petition: StoredPetition, late: int) -> Iterator[Phrase]:
    """Until when they should answer, or how late they are."""
    if petition.answer_by is None:
        yield _("By which day they should answer cannot be told: the calendar is not confirmed.")
        return
    if late:
        yield _n(
            "The answer was due on {day}: it is {count} working day late.",
            "The answer was due on {day}: it is {count} working days late.",
            late,
            day=petition.answer_by,
        )
    else:
        yield _("The answer is expected by {day}.", day=petition.answer_by)
    yield _("That is the term of official petitions; an open letter does not bind them to it.")


def foretold(forecast: Forecast | None) -> Iterator[Phrase]:
    """Whether it will be enough, with an interval; or that nobody can say yet."""
    if forecast is None:
        yield _("Whether it will be enough: too little data yet.")
        return
    yield _n(
        "It needs {count} supporter a day.",
        "It needs {count} supporters a day.",
        forecast.needed,
    )
    yield _(
        "It gets {slowest} to {fastest} a day.",
        slowest=forecast.slowest,
        fastest=forecast.fastest,
    )
    yield {
        Chance.LIKELY: _("Enough by {day}: likely.", day=forecast.by),
        Chance.POSSIBLE: _("Enough by {day}: possible.", day=forecast.by),
        Chance.UNLIKELY: _("Enough by {day}: unlikely at this pace.", day=forecast.by),
    }[forecast.chance]


def why(reason: str | None) -> Phrase | None:
    """The public reason of a refusal or a halt."""
    words = reason_named(reason)
    return _("Reason: {reason}.", reason=words) if words else None
