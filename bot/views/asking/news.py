"""An answer as its reader sees it, and what they are told of their ticket besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.views.asking.ways import Mine, to
from bot.views.screen import TEXT_LIMIT, Screen, inline, press, units
from bot.views.tongue import Tongue
from bot.views.ways import to_menu
from civic.desk.house import Desk
from civic.desk.letters import News
from civic.desk.ticket import RATING_FACES
from civic.phrases import Phrase, _, verbatim
from storage.tickets import StoredTicket

_VOLUNTEERS = _("The volunteers")
_SAID: dict[News, Phrase] = {
    News.TAKEN: _("№ {number}: a volunteer reads your question now, and will write here."),
    News.LATE: _(
        "№ {number}: nobody has answered yet, and the time is over that was meant for it. I am "
        "sorry. The coordinators know. If it cannot wait: /phones, in danger 112."
    ),
    News.SOLVED: _(
        "№ {number}: the volunteers think that this is solved. How was it?\n\n"
        "If it is not solved, write here, and it is open again."
    ),
    News.CLOSING: _(
        "№ {number}: the volunteers have not heard of you for a while. In three days I will close "
        "the question. If something is still open, write."
    ),
    News.CLOSED: _("№ {number} is closed. If something comes up, ask anew: menu → “Ask a person”."),
    News.MERGED: _(
        "№ {number} goes on as № {into}: it is about the same. You need not do a thing."
    ),
    News.SHREDDING: _(
        "№ {number} is over for long. In a week I will delete everything that was said in it. "
        "If you still need something, copy it."
    ),
}


def answer_text(tongue: Tongue, desk: Desk, name: str | None, words: str) -> str:
    """The words under the name of the organisation and, if they like, the volunteer's own."""
    house = desk.name or tongue.plain(_VOLUNTEERS)
    head = tongue.html(verbatim(f"{house} · {name}" if name else house))
    text = tongue.html(verbatim(words))
    whole = f"<b>{head}</b>\n\n{text}"
    return whole if units(whole) <= TEXT_LIMIT else text


def under_answer(tongue: Tongue, ticket: StoredTicket) -> Iterator[list[InlineKeyboardButton]]:
    """The buttons under an answer."""
    number = ticket.id

    def button(label: Phrase, act: str) -> InlineKeyboardButton:
        return press(tongue.plain(label), Mine(to=act, id=number).pack())

    yield [button(_("✏️ Write back"), "write"), button(_("🚫 Not safe now"), "unsafe")]


def news_screen(
    tongue: Tongue, ticket: StoredTicket, what: News, told: Mapping[str, Any]
) -> Screen:
    """A word about the ticket."""
    fillings = {"number": str(ticket.id)}
    if "into" in told:
        fillings["into"] = str(told["into"])
    text = tongue.html(Phrase(_SAID[what].msgid, fillings))
    rows = []
    if what is News.SOLVED:
        rows.append(
            [
                press(face, Mine(to="rate", id=ticket.id, what=rating.value).pack())
                for rating, face in RATING_FACES.items()
            ]
        )
    if what in (News.SOLVED, News.CLOSING, News.LATE, News.TAKEN):
        rows.append(to(tongue, _("✏️ Write"), "write", ticket.id))
    rows.append(to(tongue, _("Open the question"), "card", ticket.id))
    return Screen(text, inline(*rows))


def protected_news_screen(tongue: Tongue, ticket_id: int) -> Screen:
    """The same for a protected ticket: one neutral line."""
    return Screen(
        tongue.html(_("Azamat: there is news.")),
        inline(to(tongue, _("Show"), "card", ticket_id), [to_menu(tongue)]),
    )
