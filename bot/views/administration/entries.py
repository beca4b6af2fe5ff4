"""Entries to check: how many wait and why, and the lists of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from aiogram.types import InlineKeyboardButton

from bot.views.administration.entries_ways import (
    ALL,
    DRAFTS,
    Entries,
    go,
    of_region,
    to_list,
    turns,
)
from bot.views.administration.home import to_home
from bot.views.exits import bold, paragraphs
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from civic.directory.due import NO_REGION, Due, Tally, Why, why_due
from civic.directory.entry import Standing, standing
from civic.phrases import Bilingual, Phrase, _, labelled, verbatim
from civic.regions import regions
from storage.directory import Centre

PER_PAGE = 8
_IN_A_ROW = 4
NONE_WAITS = _("Nothing waits here.")
REASON: dict[Why, Phrase] = {
    Why.REPORTED: _("Reported by people, hidden"),
    Why.OLD: _("Not checked for 90 days"),
    Why.NO_ANSWER: _("Nobody answered"),
    Why.NEVER: _("Never checked"),
}


def tally_screen(tongue: Tongue, tally: Tally) -> Screen:
    """How much there is to check, by reason."""
    counted = [labelled(REASON[why], tally.of(why)) for why in Why]
    reasons = [
        [go(tongue, label, Entries(to="drafts" if why is Why.NEVER else "list", of=why.value))]
        for why, label in zip(Why, counted, strict=True)
        if tally.of(why)
    ]
    return Screen(
        paragraphs(
            bold(tongue, _("Entries to check")),
            "\n".join(f"• {tongue.html(line)}" for line in counted),
            tongue.html(
                _(
                    "People see the address and the phone of an entry only once it is checked. "
                    "Begin with what was reported."
                )
            ),
        ),
        inline(
            *reasons,
            [
                go(tongue, _("All entries"), Entries(to="all")),
                go(tongue, _("Lines"), Entries(to="lines")),
            ],
            [to_home(tongue)],
        ),
    )


def regions_screen(tongue: Tongue, kind: str, counts: Mapping[str, int]) -> Screen:
    """A list of regions with the number of entries in each: drafts, or all."""
    named = [
        (region.short_name, region.iso) for region in regions().values() if counts.get(region.iso)
    ]
    if counts.get(NO_REGION):
        named.append((_("Region not known"), NO_REGION))
    buttons = [
        go(
            tongue,
            labelled(name, counts[iso]),
            Entries(to="list", of=of_region(kind, iso)),
        )
        for name, iso in named
    ]
    title = REASON[Why.NEVER] if kind == DRAFTS else _("All entries")
    return Screen(
        paragraphs(bold(tongue, title), "" if buttons else tongue.html(NONE_WAITS)),
        inline(
            *(buttons[begin : begin + 2] for begin in range(0, len(buttons), 2)),
            [go(tongue, _("← Entries to check"), Entries(to="home"))],
        ),
    )


def due_screen(
    tongue: Tongue, way: Entries, due: Sequence[Due], total: int, zone: tzinfo
) -> Screen:
    """Entries that wait for one reason. ``way.of`` names the list, ``total`` is its length."""
    lines = [_line(tongue, it.centre, _since(tongue, it, zone)) for it in due]
    why = due[0].why if due else None
    title = REASON[why] if why else _("Entries to check")
    return _listed(tongue, way, title, [it.centre for it in due], lines, total)


def region_list_screen(
    tongue: Tongue, way: Entries, centres: Sequence[Centre], standings: Sequence[Phrase], total: int
) -> Screen:
    """All entries of a region, each with where it stands."""
    region = regions().get(way.of.partition(".")[2])
    lines = [
        _line(tongue, centre, tongue.html(stands))
        for centre, stands in zip(centres, standings, strict=True)
    ]
    title = region.name if region else _("Region not known")
    return _listed(tongue, way, title, centres, lines, total)


def _listed(
    tongue: Tongue,
    way: Entries,
    title: Phrase,
    centres: Sequence[Centre],
    lines: Sequence[str],
    total: int,
) -> Screen:
    first = way.page * PER_PAGE + 1
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, first)]
    cards = [
        press(str(number), Entries(to="card", key=centre.id, of=way.of, at=way.page).pack())
        for number, centre in enumerate(centres, first)
    ]
    return Screen(
        paragraphs(
            bold(tongue, title),
            "\n".join(numbered) if numbered else tongue.html(NONE_WAITS),
        ),
        inline(
            *(cards[begin : begin + _IN_A_ROW] for begin in range(0, len(cards), _IN_A_ROW)),
            turns(tongue, way, max(0, (total - 1) // PER_PAGE)),
            [_up(tongue, way)],
        ),
    )


def _up(tongue: Tongue, way: Entries) -> InlineKeyboardButton:
    kind, _dot, _region = way.of.partition(".")
    where = {DRAFTS: "drafts", ALL: "all"}.get(kind)
    if where is None:
        return to_list(tongue, Entries(to="home"))
    return go(tongue, _("← Regions"), Entries(to=where))


def _line(tongue: Tongue, centre: Centre, more: str) -> str:
    name = Bilingual(centre.name_kk, centre.name_ru).in_language(tongue.code)
    city = Bilingual(centre.city_kk, centre.city_ru).in_language(tongue.code)
    title = name if city in name else f"{name} – {city}"
    return f"{tongue.html(verbatim(title))}\n   <i>{more}</i>"


def stands_in_list(centre: Centre, now: datetime, zone: tzinfo) -> Phrase:
    """Where an entry stands, in a few words."""
    if (why := why_due(centre, now)) is not None:
        return REASON[why]
    if centre.checked_at is None or standing(centre) is Standing.CLOSED:
        return _("Closed")
    return _("✓ Checked on {day}", day=centre.checked_at.astimezone(zone).date())


def _since(tongue: Tongue, due: Due, zone: tzinfo) -> str:
    if due.since is None:
        when, tier = due.centre.source_date or _("no date"), due.centre.tier
        return tongue.html(_("source of {when}, quality {tier}", when=when, tier=tier))
    return tongue.html(_("since {day}", day=due.since.astimezone(zone).date()))
