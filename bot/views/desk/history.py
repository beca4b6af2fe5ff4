"""What was said in a ticket, in pages: for whoever takes it over, and after a topic was deleted."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.views.desk.ways import Desk, way
from bot.views.screen import TEXT_LIMIT, Screen, inline, units
from bot.views.tongue import Tongue
from civic.desk.looking import Seen, Spoken
from civic.desk.ticket import Side
from civic.phrases import Phrase, _, verbatim

ROOM = TEXT_LIMIT - 300
"""UTF-16 units of a page, less its head."""
LONGEST = 900
"""Characters of one thing that was said; the whole stands in the topic or comes by /export."""

_WHO: dict[Side, Phrase] = {
    Side.PERSON: _("Person"),
    Side.VOLUNTEER: _("Volunteer"),
    Side.NOTE: _("Note"),
    Side.HOUSE: _("Bot"),
}
TAKEN_BACK, NOT_ARRIVED = _("taken back"), _("did not arrive")
KINDS: dict[str, Phrase] = {
    "photo": _("a photo"),
    "document": _("a file"),
    "voice": _("a voice message"),
    "video": _("a video"),
    "video_note": _("a round video"),
    "animation": _("an animation"),
    "audio": _("a recording"),
    "sticker": _("a sticker"),
    "location": _("a place"),
    "venue": _("a place"),
    "contact": _("a contact"),
    "album": _("an album"),
}
"""What was sent besides words."""


def history_screen(tongue: Tongue, seen: Seen, said: Sequence[Spoken], page: int) -> Screen:
    """The page with this number, the oldest words first; the last page for a number beyond."""
    pages = _pages([_entry(tongue, one, heavy=seen.ticket.heavy) for one in said]) or [
        tongue.html(_("Nothing was said yet."))
    ]
    at = min(max(page, 0), len(pages) - 1)
    head = tongue.html(
        _(
            "<b>№ {number}: what was said</b> ({page} of {pages})",
            number=str(seen.ticket.id),
            page=at + 1,
            pages=len(pages),
        )
    )

    def turn(label: Phrase, number: int) -> InlineKeyboardButton:
        return way(tongue, label, Desk(to="history", ticket=seen.ticket.id, what=str(number)))

    row = []
    if at > 0:
        row.append(turn(_("← Earlier"), at - 1))
    if at < len(pages) - 1:
        row.append(turn(_("Later →"), at + 1))
    return Screen(f"{head}\n\n{pages[at]}", inline(row))


def _entry(tongue: Tongue, one: Spoken, *, heavy: bool) -> str:
    """What the person of a heavy ticket said is hidden until it is tapped."""
    words = one.words
    hides = heavy and words.side == Side.PERSON
    who = tongue.html(_WHO[Side(words.side)])
    when = tongue.html(verbatim(words.said_at))
    lines = [f"<b>{who}</b>, {when}"]
    if words.withdrawn_at is not None:
        lines.append(f"<i>{tongue.html(TAKEN_BACK)}</i>")
    if words.kind in KINDS:
        lines.append(f"[{tongue.html(KINDS[words.kind])}]")
    if words.text:
        text = tongue.html(verbatim(_cut(words.text)))
        lines.append(f"<tg-spoiler>{text}</tg-spoiler>" if hides else text)
    for before, until in one.versions:
        was = _("before {moment}: {words}", moment=until, words=_cut(before or "—"))
        text = f"<i>{tongue.html(was)}</i>"
        lines.append(f"<tg-spoiler>{text}</tg-spoiler>" if hides else text)
    if words.failed_at is not None:
        lines.append(f"<i>{tongue.html(NOT_ARRIVED)}</i>")
    return "\n".join(lines)


def _pages(entries: Sequence[str]) -> list[str]:
    pages: list[str] = []
    for entry in entries:
        if pages and units(f"{pages[-1]}\n\n{entry}") <= ROOM:
            pages[-1] = f"{pages[-1]}\n\n{entry}"
        else:
            pages.append(entry)
    return pages


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
