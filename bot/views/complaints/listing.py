"""The list of one's own complaints: how each stands, and what is next by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.views.complaints.words import next_line, state
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Complaint, to_menu
from civic.complaints.kept import Listed
from civic.complaints.looking import step_of
from civic.complaints.names import KIND_NAMES, TOPIC_NAMES
from civic.phrases import Phrase, _

PER_PAGE = 6


def list_screen(tongue: Tongue, found: Sequence[Listed], page: int, today: date) -> Screen:
    """A page of them, the newest first. A page that is no more is the nearest that is."""
    if not found:
        return Screen(
            tongue.html(_("You have no complaints here yet.")),
            inline([_write(tongue)], [to_menu(tongue)]),
        )
    pages = -(-len(found) // PER_PAGE)
    page = min(max(page, 0), pages - 1)
    first = page * PER_PAGE
    shown = list(enumerate(found[first : first + PER_PAGE], first + 1))
    heading = tongue.html(_("<b>My complaints</b>"))
    if pages > 1:
        which = _("page {page} of {pages}", page=page + 1, pages=pages)
        heading = f"{heading}, {tongue.html(which)}"
    items = (_item(tongue, number, complaint, today) for number, complaint in shown)
    return Screen(
        "\n\n".join([heading, *items]),
        inline(
            *(
                [press(_label(tongue, number, it), Complaint(to="card", id=it.id).pack())]
                for number, it in shown
            ),
            _turning(tongue, page, pages),
            [_write(tongue)],
            [to_menu(tongue)],
        ),
    )


def gone_screen(tongue: Tongue, gone: Phrase) -> Screen:
    """It is deleted, or was never theirs."""
    return Screen(tongue.html(gone), inline([_mine(tongue)], [to_menu(tongue)]))


def deleted_screen(tongue: Tongue) -> Screen:
    """After the deletion: what is gone and what is not."""
    said = _(
        "Deleted. Its key is destroyed, so nobody can read it again, and I cannot either.\n\n"
        "The documents and files in this chat stay until you delete them here."
    )
    return Screen(tongue.html(said), inline([_mine(tongue)], [to_menu(tongue)]))


def _mine(tongue: Tongue) -> InlineKeyboardButton:
    return press(tongue.plain(_("📂 My complaints")), Complaint(to="list").pack())


def _write(tongue: Tongue) -> InlineKeyboardButton:
    return press(tongue.plain(_("✍️ Make a complaint")), Complaint(to="danger").pack())


def _label(tongue: Tongue, number: int, complaint: Listed) -> str:
    return f"{number}. {tongue.plain(TOPIC_NAMES[complaint.topic])}"


def _item(tongue: Tongue, number: int, complaint: Listed, today: date) -> str:
    heading = f"<b>{number}. {tongue.html(KIND_NAMES[complaint.kind])}</b>"
    prepared_on = complaint.prepared_at.astimezone(tongue.zone).date()
    facts = [
        TOPIC_NAMES[complaint.topic],
        _("Prepared: {day}", day=prepared_on),
        _("Now: {state}", state=state(complaint)),
    ]
    if complaint.outcome is None and not complaint.is_overtaken:
        step = step_of(complaint, today)
        facts.append(_("Next: {step}", step=next_line(complaint.kind, step)))
    return "\n".join([heading, *map(tongue.html, facts)])


def _turning(tongue: Tongue, page: int, pages: int) -> list[InlineKeyboardButton]:
    def turn(label: Phrase, number: int) -> InlineKeyboardButton:
        return press(tongue.plain(label), Complaint(to="list", what=str(number)).pack())

    earlier = [turn(_("← Newer"), page - 1)] if page > 0 else []
    later = [turn(_("Older →"), page + 1)] if page < pages - 1 else []
    return earlier + later
