"""A centre's card: as much of it as has been checked, and what to do where little is known.

Somebody may set out by it, at night, with children. So what is old says that it is old, what nobody
has checked is no place to go, and a condition is told before the door.
"""

from __future__ import annotations

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.views.exits import exits, paragraphs, to
from bot.views.finder import copying
from bot.views.opening import open_now
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import Help
from civic.directory import Entry, Standing, words
from civic.directory.words import listed
from civic.phrases import Phrase, _, verbatim

MOST_PHONES = 4
"""Buttons; the text names all."""

_UNCHECKED: dict[Standing, Phrase] = {
    Standing.DRAFT: _(
        "<b>Not checked.</b> Ask <code>111</code> about this centre by its name: whether it works, "
        "whom it takes, how to come. Free, day and night."
    ),
    Standing.HIDDEN: _(
        "<b>Do not set out for it now.</b> People have said that nobody answers or that it has "
        "moved; we are checking it. Ask <code>111</code> about it by its name: free, day and "
        "night."
    ),
    Standing.CLOSED: _(
        "<b>This centre is closed.</b> Ask <code>111</code> which one is near you: free, day and "
        "night."
    ),
}


def entry_screen(
    tongue: Tongue, entry: Entry, page: Help, local: datetime, notice: Phrase | None = None
) -> Screen:
    """One centre, for whoever came from ``page.came``. ``local`` is the person's time.

    With a ``notice``, they have just said that nobody is there, and may take it back.
    """
    back = page.came or "found"
    return Screen(
        paragraphs(
            f"<b>{tongue.html(notice)}</b>" if notice else "",
            entry_text(tongue, entry, local),
        ),
        inline(
            *([copying(tongue, number)] for number in entry.phones[:MOST_PHONES]),
            [_again(tongue, "pin", _("Show on the map"), page)] if entry.place else [],
            *_nobody_there(tongue, entry, page, has_said=notice is not None),
            [_again(tongue, "wrong", _("Report a mistake"), page)],
            *exits(tongue, page.at(back, page=page.page)),
        ),
    )


def _again(tongue: Tongue, what: str, label: Phrase, page: Help) -> InlineKeyboardButton:
    return to(tongue, label, page.at(what, key=page.key, came=page.came, page=page.page))


def _nobody_there(
    tongue: Tongue, entry: Entry, page: Help, *, has_said: bool
) -> list[list[InlineKeyboardButton]]:
    """One tap says that somebody was sent there in vain; another one takes it back."""
    if has_said:
        return [[_again(tongue, "unsay", _("I did not mean to: take it back"), page)]]
    if entry.standing is not Standing.CHECKED:
        return []
    silent, moved = _("Does not answer"), _("Has moved")
    return [[_again(tongue, "silent", silent, page), _again(tongue, "moved", moved, page)]]


def entry_text(tongue: Tongue, entry: Entry, local: datetime) -> str:
    """What is shown of a centre, in Telegram's HTML."""
    head = f"<b>{tongue.html(verbatim(entry.name))}</b>"
    if entry.city:
        head += f"\n{tongue.html(verbatim(entry.city))}"
    if entry.standing is not Standing.CHECKED:
        source = _("The public source is of the year {year}.", year=entry.year or "")
        told = tongue.html(source) if entry.standing is Standing.DRAFT and entry.year else ""
        return paragraphs(head, tongue.html(_UNCHECKED[entry.standing]), told)
    return paragraphs(
        head,
        tongue.html(_OLD) if entry.faded(local) else "",
        _no_room(tongue, entry, local),
        "\n".join(_reaching(tongue, entry, local)),
        "\n".join(tongue.html(it) for it in _conditions(entry)),
        tongue.html(checked_on(entry, local)),
    )


_OLD = _(
    "<b>Checked more than three months ago.</b> Phone before you set out. If nobody answers, call "
    "<code>111</code>: free, day and night."
)


def _no_room(tongue: Tongue, entry: Entry, local: datetime) -> str:
    if entry.full_until is None or not entry.full(local):
        return ""
    said = _(
        "<b>They have said that there is no room</b>, till {when} at the latest. Phone all the "
        "same, or ask <code>111</code> where there is some.",
        when=entry.full_until,
    )
    return tongue.html(said)


def checked_on(entry: Entry, local: datetime) -> Phrase:
    """The day of its last good check, on the person's calendar."""
    assert entry.checked_at is not None, "it is a checked one"
    return _("✓ Checked on {day}.", day=entry.checked_at.astimezone(local.tzinfo).date())


def _reaching(tongue: Tongue, entry: Entry, local: datetime) -> list[str]:
    """Phones stand bare: then a phone makes them numbers to tap."""
    told = [f"☎ {tongue.html(verbatim(number))}" for number in entry.phones]
    if not told:
        told.append(tongue.html(_("Ask <code>111</code> how to reach it: free, day and night.")))
    if entry.hours:
        now = open_now(entry.hours, local)
        known = _("Open: {hours}", hours=words.hours(entry.hours))
        told.append(tongue.html(known) + (f" – <b>{tongue.html(now)}</b>" if now else ""))
    if entry.address:
        told.append(tongue.html(_("Address: <code>{address}</code>", address=entry.address)))
    return told


def _conditions(entry: Entry) -> list[Phrase]:
    """Whom it takes and on what conditions, what it gives, in which languages: in words."""
    lists = (
        (
            _("<b>Whom it takes:</b> {words}", words=listed(entry.conditions, "conditions")),
            entry.conditions,
        ),
        (
            _("<b>What it gives:</b> {words}", words=listed(entry.services, "services")),
            entry.services,
        ),
        (
            _("<b>Languages:</b> {words}", words=listed(entry.languages, "languages")),
            entry.languages,
        ),
    )
    return [phrase for phrase, codes in lists if codes]
