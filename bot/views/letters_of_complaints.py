"""Letters about complaints: what day it is for one, and what its person can do now.

Whoever looks over the shoulder reads the first line: it names neither the subject nor the body.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.postman.envelope import Envelope
from bot.talk import Grounds
from bot.views.screen import inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Complaint
from civic.complaints.kept import Outcome, listed_all
from civic.complaints.looking import News, What, news_as_of
from civic.complaints.reminding import is_still_so
from civic.complaints.steps import Step, next_documents
from civic.phrases import Phrase, _
from storage import complaints
from storage.people import Person

Args = Mapping[str, Any]

OUTCOMES: Mapping[Outcome, Phrase] = {
    Outcome.RESTORED: _("My rights are restored"),
    Outcome.PARTLY: _("Partly"),
    Outcome.REFUSED: _("They refused"),
    Outcome.NO_ANSWER: _("Nobody answered"),
}
"""How it ended, for buttons and cards."""
_OF_THE_BODY: Mapping[What, Phrase] = {
    What.HALF_WAY: _("Half of the time for an answer has passed. It is due by {by}."),
    What.NEAR: _("Three working days are left: the answer is due by {by}."),
    What.THE_DAY: _("Today, {by}, is the last day for the answer. If it has come, please note it."),
}
_OF_THE_PERSON: Mapping[What, Phrase] = {
    What.HALF_WAY: _("Half of your time has passed. It lasts until {by}."),
    What.NEAR: _("Three working days are left. Your time lasts until {by}."),
    What.THE_DAY: _("Today, {by}, is your last day for this."),
}


async def news_of_complaint(
    grounds: Grounds, speaking: Tongue, reader: Person | None, args: Args
) -> Envelope | None:
    """The letter of a milestone; ``None`` when it is no longer so."""
    complaint_id = args["complaint"]
    async with grounds.database.look() as connection:
        row = await complaints.get(connection, complaint_id)
        found = await listed_all(connection, [row] if row else [])
    if not found or reader is None or found[0].person_id != reader.id:
        return None
    today = grounds.now().astimezone(grounds.zone).date()
    said = next(
        (it for it in news_as_of(found[0], today, grounds.zone) if is_still_so(dict(args), it)),
        None,
    )
    if said is None:
        return None
    parts = [_("📌 About the document that you prepared"), *_in_words(said)]
    text = "\n\n".join(speaking.html(part) for part in parts)
    rows = _ways_on(speaking, complaint_id, said, args.get("following"))
    return Envelope(text, inline(*rows))


def _in_words(said: News) -> list[Phrase]:
    step = said.step
    match said.what:
        case What.NOT_FILED:
            return [
                _(
                    "It has been ready for a week. Could you hand it in? If you have the number, "
                    "note it, and I will count the days for you."
                )
            ]
        case What.HOW_IT_WENT:
            return [_("A month has passed since the answer. What became of it?")]
        case What.OVERDUE:
            return _overdue(said)
    if step.kind is Step.GET_NUMBER:
        return [step.why]
    sentences = _OF_THE_BODY if step.kind is Step.WAIT else _OF_THE_PERSON
    assert step.by is not None, "a milestone is of a term that ends"
    first = sentences[said.what]
    first = Phrase(first.msgid, {"by": step.by})
    estimate = (
        [_("I counted this day by the law. Only the body itself can name it for sure.")]
        if step.estimate
        else []
    )
    why = [] if step.kind is Step.WAIT else [step.why]
    return [first, *why, *estimate]


def _overdue(said: News) -> list[Phrase]:
    """Their time is over, and the person may act; or the person's own time is over."""
    step = said.step
    ready = _("The next document is prepared from the same facts. Please look it over.")
    there = [ready] if step.document in next_documents(step) else []
    if step.kind is Step.GET_NUMBER:
        return [step.why]
    if step.by is None:
        return [step.why, *there]
    if step.by >= said.on:
        return [step.why, _("You have time until {by}.", by=step.by), *there]
    over = _("Your last day for this was {by}.", by=step.by)
    if step.kind in {Step.MEND, Step.OBJECT}:
        return [over, _("If it is not done yet, do it now and write why you are late.")]
    return [over, step.why, *there]


def _noted(said: News, way: Any) -> list[list[InlineKeyboardButton]]:
    """What may have happened meanwhile: never an answer that was noted already."""
    match said.step.kind:
        case Step.FILE | Step.FILE_AGAIN | Step.GET_NUMBER:
            return [way(_("I have the number"), "registered")]
        case Step.COMPLAIN_ON_ANSWER:
            return []
        case _:
            return [way(_("The answer has come"), "status")]


def _ways_on(
    speaking: Tongue, complaint_id: str, said: News, following: str | None
) -> list[list[InlineKeyboardButton]]:
    def way(label: Phrase, to: str, what: str = "", id_: str = complaint_id) -> Any:
        return [press(speaking.plain(label), Complaint(to=to, id=id_, what=what).pack())]

    card = way(_("Open it"), "card")
    stop = way(_("No more reminders of this"), "reminders", "off")
    match said.what:
        case What.NOT_FILED:
            return [
                way(_("I handed it in"), "registered"),
                way(_("I could not"), "how"),
                card,
                stop,
            ]
        case What.HOW_IT_WENT:
            ends = [way(label, "ended", outcome.value) for outcome, label in OUTCOMES.items()]
            return [*ends, card, stop]
        case What.OVERDUE:
            ready = [way(_("The next document"), "card", id_=following)] if following else []
            return [*ready, *_noted(said, way), card, stop]
        case _:
            noted = [way(_("The answer has come"), "status")] if said.step.kind is Step.WAIT else []
            return [*noted, card, stop]
