"""Where petitions are looked for: the home of them, the lists, regions, topics, what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.views.petitions.words import (
    count_line,
    days_left,
    state_of,
    title_of,
    to,
    to_home,
)
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Petition, to_menu
from civic.petitions.kinds import TOPIC_NAMES, Topic
from civic.petitions.looking import Listing, Which
from civic.phrases import Phrase, _, verbatim
from civic.regions import regions
from storage.petition_lists import ListedPetition

PER_PAGE = 6
_IN_A_LIST = 120
"""Characters of a title in a list."""
NAMES: Mapping[Which, Phrase] = {
    Which.NEW: _("New petitions"),
    Which.POPULAR: _("The most supported"),
    Which.NEAR: _("Near the goal"),
    Which.OFFICIAL: _("Official petitions of epetition.kz"),
}
GONE = _("There is no such petition here, or it is not to be seen any more.")


def home_screen(tongue: Tongue, notice: Phrase | None = None) -> Screen:
    """The ways to look for one."""
    text = tongue.html(
        _(
            "📣 <b>Petitions</b>\n\n"
            "• Petitions of the NGO: open letters without legal force. You support them here, and "
            "anybody can check the count.\n"
            "• Official petitions of epetition.kz: their count, and the way to vote there.\n\n"
            "The two are never added up."
        )
    )
    if notice is not None:
        text = f"{tongue.html(notice)}\n\n{text}"

    def listed(label: Phrase, which: Which) -> InlineKeyboardButton:
        return to(tongue, label, Petition(to="list", id=which.value))

    return Screen(
        text,
        inline(
            [to(tongue, _("🔎 Search"), Petition(to="find"))],
            [listed(_("New"), Which.NEW), listed(_("Popular"), Which.POPULAR)],
            [
                listed(_("Near the goal"), Which.NEAR),
                to(tongue, _("My region"), Petition(to="region")),
            ],
            [
                to(tongue, _("By topic"), Petition(to="topics")),
                listed(verbatim("epetition.kz"), Which.OFFICIAL),
            ],
            [to(tongue, _("📂 My petitions"), Petition(to="mine"))],
            [to_menu(tongue)],
        ),
    )


def heading_of(which: str) -> Phrase:
    """What the list is called: of a ``Which``, a region or a topic."""
    if which in set(Which):
        return NAMES[Which(which)]
    if region := regions().get(which):
        return region.name
    return TOPIC_NAMES[Topic(which)]


def list_screen(tongue: Tongue, listing: Listing, today: date) -> Screen:
    """A page of a list."""
    heading = f"<b>{tongue.html(heading_of(listing.which))}</b>"
    first = listing.page * PER_PAGE + 1
    items = [
        _item(tongue, number, listed, today)
        for number, listed in enumerate(listing.petitions, first)
    ]
    nothing = tongue.html(_("There is none here now."))
    origin = f"{listing.which}.{listing.page}"
    return Screen(
        "\n\n".join([heading, *(items or [nothing])]),
        inline(
            *_cards(tongue, listing.petitions, first, origin),
            _turning(tongue, listing),
            [to(tongue, _("Another region"), Petition(to="regions"))]
            if listing.which in regions()
            else [],
            [to_home(tongue)],
        ),
    )


def found_screen(
    tongue: Tongue, asked: str, found: Sequence[ListedPetition], today: date
) -> Screen:
    """What a search found."""
    again = [to(tongue, _("🔎 Search again"), Petition(to="find"))]
    if not found:
        said = _(
            "I found no petition about “{asked}”. Try one or two other words, in Kazakh or in "
            "Russian.",
            asked=asked[:100],
        )
        return Screen(tongue.html(said), inline(again, [to_home(tongue)]))
    heading = tongue.html(_("<b>Found for “{asked}”</b>", asked=asked[:100]))
    items = [_item(tongue, number, listed, today) for number, listed in enumerate(found, 1)]
    return Screen(
        "\n\n".join([heading, *items]),
        inline(*_cards(tongue, found, 1, ""), again, [to_home(tongue)]),
    )


def regions_screen(tongue: Tongue, counts: Mapping[str, int]) -> Screen:
    """Which region; beside each how many petitions are about it."""
    keys = [
        press(
            f"{tongue.plain(region.short_name)} · {counts[region.iso]}"
            if counts.get(region.iso)
            else tongue.plain(region.short_name),
            Petition(to="list", id=region.iso).pack(),
        )
        for region in regions().values()
    ]
    rows = [keys[at : at + 2] for at in range(0, len(keys), 2)]
    return Screen(tongue.html(_("Petitions of which region?")), inline(*rows, [to_home(tongue)]))


def topics_screen(tongue: Tongue) -> Screen:
    """Which topic."""
    rows = [
        [to(tongue, name, Petition(to="list", id=topic.value))]
        for topic, name in TOPIC_NAMES.items()
    ]
    return Screen(tongue.html(_("Petitions about what?")), inline(*rows, [to_home(tongue)]))


def gone_screen(tongue: Tongue) -> Screen:
    """An old button or a link of one that is not shown."""
    return Screen(tongue.html(GONE), inline([to_home(tongue)], [to_menu(tongue)]))


def _item(tongue: Tongue, number: int, listed: ListedPetition, today: date) -> str:
    lines = [f"<b>{number}. {tongue.html(title_of(listed, _IN_A_LIST))}</b>"]
    told = [count_line(listed), days_left(listed, today) or state_of(listed)]
    lines += [tongue.html(phrase) for phrase in told if phrase is not None]
    return "\n".join(lines)


def _cards(
    tongue: Tongue, found: Sequence[ListedPetition], first: int, origin: str
) -> list[list[InlineKeyboardButton]]:
    return [
        [
            press(
                f"{number}. {tongue.plain(title_of(listed, 40))}",
                Petition(to="card", id=listed.id, what=origin).pack(),
            )
        ]
        for number, listed in enumerate(found, first)
    ]


def _turning(tongue: Tongue, listing: Listing) -> list[InlineKeyboardButton]:
    def turn(label: Phrase, page: int) -> InlineKeyboardButton:
        return to(tongue, label, Petition(to="list", id=listing.which, what=str(page)))

    before = [turn(_("← Before"), listing.page - 1)] if listing.page else []
    more = [turn(_("More →"), listing.page + 1)] if listing.has_more else []
    return before + more
