"""What moderators and supporters hear of a petition unasked."""

from __future__ import annotations

from bot.views.petitions.letters_to_author import answer_of, promise
from bot.views.petitions.telling import answer_days, counted
from civic.petitions.own import Own
from civic.petitions.states import State
from civic.phrases import Bilingual, Phrase, _, _n
from storage.official import StoredOfficial
from storage.petition_news import StoredNews

_READ = (State.SUBMITTED, State.IN_MODERATION)


def to_moderator(own: Own, what: str, news: StoredNews | None) -> list[Phrase] | None:
    """What is to be done; ``None`` when somebody has done it."""
    kind, _colon, which = what.partition(":")
    match kind:
        case "state" if own.state is State.SUBMITTED:
            return [_("A new petition waits to be read."), *_answer_by(own)]
        case "moderate" if own.state in _READ:
            return [_left(which), *_answer_by(own)]
        case "send" if own.state is State.REACHED:
            return [_("A petition has enough support: it is to be sent."), counted(own)]
        case "late" if own.late:
            return [
                _("A body is late with its answer. Please ask, and note what they say."),
                *answer_days(own.petition, own.late),
            ]
        case "promise" if own.state is State.WATCHED and _is_open(own, int(which)):
            return [
                _n(
                    "It is {count} month since the answer. What became of the promise?",
                    "It is {count} months since the answer. What became of the promise?",
                    int(which),
                )
            ]
        case "news" if news is not None and news.is_waiting:
            return [_("An author has written to the supporters: please read it first.")]
    return None


def _left(which: str) -> Phrase:
    if which == "late":
        return _("The term to answer the author of a petition is over.")
    return _n(
        "{count} working day is left to answer the author of a petition.",
        "{count} working days are left to answer the author of a petition.",
        int(which),
    )


def _answer_by(own: Own) -> list[Phrase]:
    by = own.petition.moderate_by
    return [] if by is None else [_("Its author hears by {day}.", day=by)]


def _is_open(own: Own, months: int) -> bool:
    return any(it.months == months and it.found is None for it in own.promises)


def to_supporter(own: Own, what: str, news: StoredNews | None) -> list[Phrase] | None:
    """How it goes on with what somebody supported; ``None`` when it is no longer so."""
    kind, _colon, which = what.partition(":")
    match kind:
        case "milestone":
            return _milestone(own, int(which))
        case "news" if news is not None and news.approved_at is not None:
            text = Phrase("{text}", {"text": Bilingual(news.text_kk, news.text_ru)})
            return [_("Its author writes:"), text]
        case "answer" if own.petition.outcome is not None:
            return list(answer_of(own))
        case "late" if own.late:
            return [
                _("Those who decide have not answered yet."),
                *answer_days(own.petition, own.late),
            ]
        case "promise":
            return promise(own, int(which))
    return None


def of_companion(own: Own, read: StoredOfficial, per_cent: int) -> list[Phrase]:
    """How far an official petition has come, as the portal said it."""
    threshold = own.petition.threshold
    full = 100
    first = (
        _("It has the votes that it needs on epetition.kz.")
        if per_cent >= full
        else _("It has {per_cent} per cent of the votes that it needs.", per_cent=per_cent)
    )
    counted = _n(
        "On epetition.kz: one vote of {needed} (read {at})",
        "On epetition.kz: {count} votes of {needed} (read {at})",
        read.votes,
        needed=threshold,
        at=read.read_at,
    )
    ask = [] if per_cent >= full else [_("The vote is cast there, with a digital signature.")]
    return [first, counted, *ask]


def _milestone(own: Own, per_cent: int) -> list[Phrase]:
    full = 100
    if per_cent >= full:
        return [_("It has enough support: now it goes to those who decide."), counted(own)]
    said = _("It has {per_cent} per cent of the support that it needs.", per_cent=per_cent)
    return [said, counted(own), _("If you know somebody whom it concerns, tell them.")]
