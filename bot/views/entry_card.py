"""A centre's card: as much of it as has been checked, and what to do where little is known.

Somebody may set out by it, at night, with children. So what is old says that it is old, what nobody
has checked is no place to go, and a condition is told before the door.
"""

from __future__ import annotations

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.views.exits import at, bold, exits, paragraphs, to
from bot.views.finder import copy, report
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import Help
from civic.directory import Entry, Standing, words
from civic.phrases import Phrase, _, _n, in_a_row, verbatim

MOST_PHONES = 4
LISTS = {"entry": "answer", "centre": "region"}
"""Pages of a card to the pages of the list that they were opened from."""

_UNCHECKED: dict[Standing, Phrase] = {
    Standing.DRAFT: _(
        "<b>Not checked.</b> Ask <code>111</code> about this centre by its name: whether it "
        "works, whom it takes, how to come. Free, day and night."
    ),
    Standing.HIDDEN: _(
        "<b>Do not set out for it now.</b> People have said that nobody answers or that it has "
        "moved; it is being checked. Ask <code>111</code> about it by its name: free, day and "
        "night."
    ),
    Standing.CLOSED: _(
        "<b>This centre is closed.</b> Ask <code>111</code> which one is near you: free, day and "
        "night."
    ),
}


def entry_screen(
    tongue: Tongue,
    entry: Entry,
    page: Help,
    local: datetime,
    km: int | None = None,
    *,
    thanked: bool = False,
) -> Screen:
    """One centre. ``local`` is the time on the person's clock; ``km`` how far it is, if known.

    ``thanked``: the person has just said that nobody is there, and may take it back.
    """
    is_checked = entry.standing is Standing.CHECKED
    said = tongue.html(_("Thank you. You spare others the way in vain.")) if thanked else ""
    return Screen(
        paragraphs(said, entry_text(tongue, entry, local, km)),
        inline(
            *([copy(tongue, number)] for number in entry.phones[:MOST_PHONES]),
            [to(tongue, _("Show on the map"), at(page, "map", key=entry.id, page=page.page))]
            if entry.place and entry.address
            else [],
            _nobody_there(tongue, entry, page, is_checked=is_checked, thanked=thanked),
            [report(tongue, "centre", entry.id)],
            *exits(tongue, _back(entry, page)),
        ),
    )


def _back(entry: Entry, page: Help) -> Help:
    """To the list that the card was opened from; from a report's end, to its region's."""
    region = page.place or entry.region
    if not region:
        return at(page, "regions")
    return at(page, LISTS.get(page.to, "answer"), place=region, page=page.page)


def _nobody_there(
    tongue: Tongue, entry: Entry, page: Help, *, is_checked: bool, thanked: bool
) -> list[InlineKeyboardButton]:
    """One tap says that somebody was sent there in vain; another one takes it back."""

    def says(label: Phrase, what: str) -> InlineKeyboardButton:
        return to(tongue, label, at(page, what, key=entry.id, page=page.page))

    if thanked:
        return [says(_("I did not mean to: take it back"), "undo")]
    if not is_checked:
        return []
    return [says(_("Nobody answers"), "silent"), says(_("Has moved"), "moved")]


def entry_text(tongue: Tongue, entry: Entry, local: datetime, km: int | None = None) -> str:
    """What is shown of a centre, in Telegram's HTML."""
    head = f"<b>{tongue.html(verbatim(entry.name))}</b>"
    if entry.city:
        head += f"\n{tongue.html(verbatim(entry.city))}"
    if entry.standing is not Standing.CHECKED:
        source = _("The public source is of the year {year}.", year=entry.year or "")
        is_draft = entry.standing is Standing.DRAFT
        return paragraphs(
            head,
            tongue.html(_UNCHECKED[entry.standing]),
            tongue.html(source) if is_draft and entry.year else "",
        )
    return paragraphs(
        head,
        "\n\n".join(tongue.html(it) for it in _warnings(entry, local)),
        "\n".join(tongue.html(it) for it in _reaching(entry, local, km)),
        _conditions(tongue, entry),
        tongue.html(checked_on(entry, local)),
    )


def checked_on(entry: Entry, local: datetime) -> Phrase:
    """The day of its last good check, on the person's calendar."""
    assert entry.checked_at is not None, "it is a checked one"
    return _("✓ Checked on {day}", day=entry.checked_at.astimezone(local.tzinfo).date())


def _warnings(entry: Entry, local: datetime) -> list[Phrase]:
    told = []
    if entry.faded(local):
        told.append(
            _(
                "<b>Checked more than three months ago.</b> Phone before you set out. If nobody "
                "answers, call <code>111</code>: free, day and night."
            )
        )
    if entry.full(local):
        assert entry.full_until is not None, "it is full until then"
        told.append(
            _(
                "<b>They have said that there is no room</b>, till {when} at the latest. Phone all "
                "the same, or ask <code>111</code> where there is some.",
                when=entry.full_until,
            )
        )
    return told


def _reaching(entry: Entry, local: datetime, km: int | None) -> list[Phrase]:
    told = [_("Phone: {phone}", phone=number) for number in entry.phones]
    if not told and not entry.address:
        told.append(_("Ask <code>111</code> how to reach it: free, day and night."))
    now = words.open_now(entry.open_at(local))
    if entry.hours and now:
        told.append(_("Open: {hours} ({now})", hours=words.hours(entry.hours), now=now))
    if entry.address:
        told.append(_("Address: <code>{address}</code>", address=entry.address))
    if km is not None:
        told.append(_n("About one kilometre away.", "About {count} kilometres away.", max(km, 1)))
    return told


def _conditions(tongue: Tongue, entry: Entry) -> str:
    """Whom it takes and on what conditions, what it gives, in which languages: in words."""
    lists = {
        "conditions": entry.conditions,
        "services": entry.services,
        "languages": entry.languages,
    }
    told = [
        (bold(tongue, words.FIELD[field]), in_a_row(words.listed(codes, field)))
        for field, codes in lists.items()
        if codes
    ]
    return "\n".join(f"{label}: {tongue.html(said)}" for label, said in told)
