"""Whether an answer should be looked at once more before it leaves: its words, and its language."""

from __future__ import annotations

from civic.act import Act
from civic.desk.guard import worries
from civic.desk.house import Desk
from civic.desk.languages import language_of
from civic.phrases import Phrase, _
from storage import directory, people, tickets

SHORTEST_PHONE = 6
"""Digits; with fewer there is no need to read the directory."""
_OTHER_LANGUAGE = {
    "kk": _("The person reads Kazakh, and this is in Russian."),
    "ru": _("The person reads Russian, and this is in Kazakh."),
}


async def worries_about(act: Act, desk: Desk, ticket_id: int, text: str | None) -> list[Phrase]:
    """What stands against sending it as it is, in words for the volunteer."""
    if not text:
        return []
    known = await _known_phones(act) if sum(map(str.isdigit, text)) >= SHORTEST_PHONE else set()
    today = act.now.astimezone(desk.zone).date()
    found = [worry.why for worry in worries(text, ticket_id, today, known)]
    ticket = await tickets.get(act.connection, ticket_id)
    person = await people.by_id(act.connection, ticket.person_id) if ticket else None
    reads = (person.language if person else None) or "kk"
    written = language_of(text)
    if written is not None and written != reads:
        found.append(_OTHER_LANGUAGE[reads])
    return found


async def _known_phones(act: Act) -> set[str]:
    """Those of the directory may be told to anybody."""
    lines = await directory.hotlines(act.connection)
    centres = await directory.all_centres(act.connection)
    return {line.number for line in lines} | {it for centre in centres for it in centre.phones}
