"""An entry as an administrator sees it before they phone: all that is known, and where from."""

from __future__ import annotations

from datetime import datetime

from bot.views.administration.entries import REASON
from bot.views.administration.entries_ways import Entries, go, to_card, to_list
from bot.views.entry_card import entry_text
from bot.views.exits import paragraphs
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from civic.directory import Entry, Standing, words
from civic.directory.dossier import Dossier
from civic.directory.due import Why
from civic.phrases import Bilingual, Phrase, _, _n, verbatim
from civic.regions import regions

STANDS: dict[Standing, Phrase] = {
    Standing.DRAFT: _("Nobody has checked it: people are told to ask 111 about it"),
    Standing.CHECKED: _("Checked: people see it"),
    Standing.HIDDEN: _("Hidden: two people found nobody there"),
    Standing.CLOSED: _("Closed: people do not see it"),
}


def card_screen(
    tongue: Tongue, found: Dossier, way: Entries, now: datetime, checker: Phrase | None
) -> Screen:
    """The card. ``now`` is the local time; ``checker`` who made the last good check, if known."""
    centre = found.centre

    def page(to: str, **changes: int) -> Entries:
        return way.model_copy(update={"page": 0, **changes, "to": to, "key": centre.id})

    is_full = centre.full_until is not None and now < centre.full_until
    room = _("There is room again") if is_full else _("No room until tomorrow")
    history = _("History: {count}", count=len(found.history))
    reports = _("Reports: {count}", count=len(found.reports))
    return Screen(
        paragraphs(
            _head(tongue, found),
            _stands(tongue, found, now, checker),
            _holds(tongue, found),
            _source(tongue, found),
        ),
        inline(
            [go(tongue, _("Check it"), page("check"))],
            [go(tongue, room, page("room" if is_full else "full"))]
            if found.standing is Standing.CHECKED
            else [],
            [go(tongue, history, page("history")), go(tongue, reports, page("reports"))],
            [go(tongue, _("As people see it"), page("seen"))],
            [to_list(tongue, way)],
        ),
    )


def seen_screen(tongue: Tongue, entry: Entry, way: Entries, local: datetime) -> Screen:
    """The entry as people see it."""
    return Screen(entry_text(tongue, entry, local), inline([to_card(tongue, way)]))


def _head(tongue: Tongue, found: Dossier) -> str:
    centre = found.centre
    names = [centre.name_kk, centre.name_ru]
    lines = [f"<b>{tongue.html(verbatim(name))}</b>" for name in dict.fromkeys(filter(None, names))]
    region = regions().get(centre.region or "")
    where = [
        tongue.html(region.name if region else _("Region not known")),
        tongue.html(verbatim(Bilingual(centre.city_kk, centre.city_ru))),
    ]
    lines.append(", ".join(part for part in where if part))
    return "\n".join([*lines, f"<code>{centre.id}</code>"])


def _stands(tongue: Tongue, found: Dossier, now: datetime, checker: Phrase | None) -> str:
    centre, zone = found.centre, now.tzinfo
    told = [STANDS[found.standing]]
    if found.why not in (None, Why.NEVER):
        told.append(_("Waits to be checked: {reason}", reason=REASON[found.why]))
    if centre.checked_at is not None:
        told.append(
            _(
                "Last found working on {day} by {who}",
                day=centre.checked_at.astimezone(zone).date(),
                who=checker or _("somebody whom the bot has forgotten"),
            )
        )
    if centre.hidden_at is not None:
        told.append(_("Hidden since {day}", day=centre.hidden_at.astimezone(zone).date()))
    if centre.full_until is not None and now < centre.full_until:
        told.append(_("No room until {when}", when=centre.full_until))
    if found.reports_since_check:
        told.append(
            _n(
                "One report since the last check",
                "{count} reports since the last check",
                found.reports_since_check,
            )
        )
    return "\n".join(f"• {tongue.html(it)}" for it in told)


def _holds(tongue: Tongue, found: Dossier) -> str:
    """What a check settles, as it is now."""
    centre = found.centre
    kept = {
        "phones": ";".join(centre.phones),
        "conditions": ";".join(centre.conditions),
        "services": ";".join(centre.services),
        "languages": ";".join(centre.languages),
        "publish_level": centre.publish_level,
        "hours": centre.hours,
    }
    told = {field: words.value(field, it) for field, it in kept.items()}
    told["address"] = (
        _("not kept: the place is not to be found")
        if centre.address_secret
        else words.value("address", centre.address)
    )
    return "\n".join(
        f"<b>{tongue.html(words.FIELD[field])}:</b> {tongue.html(told[field])}"
        for field in words.FIELD
        if field in told
    )


def _source(tongue: Tongue, found: Dossier) -> str:
    """What the public source says, in its own words."""
    centre = found.centre
    lines = [
        (_("Whom it serves"), "; ".join(centre.serves)),
        (_("A place to stay"), centre.shelter),
        (_("Who runs it"), centre.kind),
        (_("Notes"), centre.notes),
        (
            _("Date of the source, its quality"),
            ", ".join(filter(None, (centre.source_date, centre.tier))),
        ),
        (_("Source"), centre.source_url),
    ]
    told = [f"{tongue.html(label)}: {tongue.html(verbatim(it))}" for label, it in lines if it]
    head = tongue.html(_("<b>From the public source</b>"))
    return "\n".join([head, *told])
