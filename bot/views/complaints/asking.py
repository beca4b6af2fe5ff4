"""Pages that ask before something is noted, ended, withdrawn or deleted."""

from __future__ import annotations

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.views.complaints.filing import with_norm
from bot.views.complaints.words import happened, to, to_card
from bot.views.letters_of_complaints import OUTCOMES
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from civic.complaints.kept import Kept
from civic.complaints.kinds import Kind
from civic.complaints.law import law
from civic.complaints.statuses import NAMES, Status
from civic.phrases import Phrase, _


def status_screen(tongue: Tongue, kept: Kept) -> Screen:
    """What may have happened now, in the portal's own words; and the last thing undone."""
    complaint, history = kept.listed, kept.listed.history
    parts = [_("<b>What happened?</b>")]
    undo = []
    if history.last is not None:
        parts.append(_("Noted last: {event}", event=happened(history.last)))
        # the number of events makes a second press of the same button harmless
        undo = to(tongue, _("Undo the last one"), "undo", complaint.id, str(len(history.events)))
    if history.can_follow:
        parts.append(_("Choose as it stands in e-Otinish or in their letter:"))
    else:
        parts.append(_("Nothing more can come after this."))
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            *(
                to(tongue, NAMES[status], "note", complaint.id, status.value)
                for status in history.can_follow
            ),
            undo,
            to_card(tongue, complaint.id),
        ),
    )


def outcome_screen(tongue: Tongue, kept: Kept) -> Screen:
    """How it ended, in the person's own view."""
    complaint_id = kept.listed.id
    asked = _(
        "<b>How did it end?</b>\n\nYour own view counts here. I then stop reminding; you can "
        "change it at any time."
    )
    ends = (
        to(tongue, label, "ended", complaint_id, outcome.value)
        for outcome, label in OUTCOMES.items()
    )
    return Screen(tongue.html(asked), inline(*ends, to_card(tongue, complaint_id)))


def withdraw_screen(tongue: Tongue, kept: Kept) -> Screen:
    """Withdrawing is the person's to do, in writing; here it is only noted."""
    complaint_id = kept.listed.id
    last = kept.listed.history.last
    if last is not None and last.status is Status.WITHDRAWN:
        already = _("It is withdrawn already: noted for {day}.", day=last.on)
        return Screen(tongue.html(already), inline(to_card(tongue, complaint_id)))
    parts = [
        _("<b>Withdraw the document</b>"),
        _("I cannot withdraw it for you. You do it in writing, where you filed it."),
    ]
    principle = law().principles.get("may_be_withdrawn")
    if principle is not None and principle.is_confirmed and kept.listed.kind is not Kind.OMBUDSMAN:
        parts.append(with_norm(principle))
    copy = []
    if kept.number:
        words = _("I withdraw my appeal No. {number}.", number=kept.number)
        parts.append(_("Words that you can copy: <code>{words}</code>", words=words))
        said = CopyTextButton(text=tongue.plain(words))
        copy = [InlineKeyboardButton(text=tongue.plain(_("Copy")), copy_text=said)]
    parts.append(_("Have you withdrawn it? Then I stop counting its days."))
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            copy,
            to(tongue, _("Yes, I withdrew it"), "note", complaint_id, "withdrawn"),
            to_card(tongue, complaint_id),
        ),
    )


def delete_screen(tongue: Tongue, kept: Kept) -> Screen:
    """Once more before it is gone for good."""
    complaint_id = kept.listed.id
    parts: list[Phrase] = [
        _("<b>Delete this complaint?</b>"),
        _(
            "Everything that you told me about it goes, and its key is destroyed: nobody can read "
            "it again, and I cannot either. I will remind you of none of its days."
        ),
    ]
    if kept.listed.history.events:
        parts.append(
            _("What you handed in stays with the office: deleting here does not withdraw it.")
        )
    parts.append(_("The documents and files in this chat stay until you delete them here."))
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            to(tongue, _("Yes, delete it for good"), "deleted", complaint_id),
            to(tongue, _("Everything as one ZIP"), "zip", complaint_id),
            to_card(tongue, complaint_id),
        ),
    )
