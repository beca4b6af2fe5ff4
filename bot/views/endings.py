"""How scripts end: what is shown when everything is said and done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.views.administration.entries_ways import Entries, go
from bot.views.asking.endings import ASKING_ENDINGS
from bot.views.complaining import ready_screen
from bot.views.complaints.changed import changed_screen
from bot.views.deep_links import petition_wanted, region_wanted
from bot.views.petitions.beginnings import PETITION_ENDINGS
from bot.views.petitions.following import followed_screen
from bot.views.petitions.found import found_again
from bot.views.petitions.supporting import supported_screen
from bot.views.screen import Screen, inline, press
from bot.views.staff.endings import STAFF_ENDINGS
from bot.views.tongue import Tongue
from bot.views.ways import Begin, Help, Petition, to_menu
from civic.phrases import Phrase, _, _n
from civic.regions import Region, regions


def ending_screen(view: str, args: dict[str, Any], tongue: Tongue) -> Screen:
    """The ending with this name; for one that is no more, that all is done."""
    shown = ENDINGS.get(view)
    if shown is None:
        return Screen(tongue.html(_("This is already done.")), inline([to_menu(tongue)]))
    return shown(tongue, args)


def _welcome(tongue: Tongue, args: dict[str, Any]) -> Screen:
    text = tongue.html(
        _(
            "Good to meet you. I am Azamat: I help to find where to turn.\n\n"
            "“Where to turn for help” shows the free lines and the centres of your region. "
            "In danger call <b>112</b> at once.\n\n"
            "What I keep about you, and how to change it: /privacy"
        )
    )
    if not args.get("region_kept"):
        kept = _("I keep only your Telegram number (ID) and your language.")
        text = f"{text}\n\n{tongue.html(kept)}"
    return Screen(
        text, inline(_wanted(tongue, args.get("then", "")), [_lines(tongue)], [to_menu(tongue)])
    )


def _wanted(tongue: Tongue, word: str) -> list[InlineKeyboardButton]:
    """What the deep link asked for that led to the first talk."""
    if region := region_wanted(word):
        return [_centres(tongue, region)]
    if petition := petition_wanted(word):
        return [press(tongue.plain(_("Go on")), Petition(to="card", id=petition).pack())]
    return [press(tongue.plain(_("Go on")), Begin(word=word).pack())] if word.isalnum() else []


def _centres(tongue: Tongue, region: Region) -> InlineKeyboardButton:
    label = tongue.plain(_("Centres: {region}", region=region.short_name))
    return press(label, Help(to="safe", place=region.iso).pack())


def _region_kept(tongue: Tongue, args: dict[str, Any]) -> Screen:
    return _region(
        tongue, args["region"], _("Your region is now: {region}.", region=_named(args["region"]))
    )


def _region_not_kept(tongue: Tongue, args: dict[str, Any]) -> Screen:
    return _region(tongue, args["region"], _("All right, I have not kept your region."))


def _region(tongue: Tongue, iso: str, said: Phrase) -> Screen:
    return Screen(tongue.html(said), inline([_centres(tongue, regions()[iso])], [to_menu(tongue)]))


def _named(iso: str) -> Phrase:
    return regions()[iso].name


def _mistake_reported(tongue: Tongue, args: dict[str, Any]) -> Screen:
    del args
    return Screen(
        tongue.html(_("Thank you. The people who look after the directory will check it.")),
        inline([_lines(tongue)], [to_menu(tongue)]),
    )


def _entry_checked(tongue: Tongue, args: dict[str, Any]) -> Screen:
    entry = Entries(to="card", key=args["centre"])
    seen = entry.model_copy(update={"to": "seen"})
    return Screen(
        tongue.html(_("Saved. The entry is up to date.")),
        inline(
            [go(tongue, _("As people see it"), seen)],
            [go(tongue, _("← To the entry"), entry)],
            [go(tongue, _("← Entries to check"), Entries(to="home"))],
        ),
    )


def _deleted(tongue: Tongue, args: dict[str, Any]) -> Screen:
    del args
    return Screen(tongue.html(_("Deleted. Nothing of it is kept.")), inline([to_menu(tongue)]))


def _put_away(tongue: Tongue, args: dict[str, Any]) -> Screen:
    kept = _n(
        "Put away. You will find it in the menu for one day.",
        "Put away. You will find it in the menu for {count} days.",
        args["days"],
    )
    return Screen(tongue.html(kept), inline([to_menu(tongue)]))


def _lines(tongue: Tongue) -> InlineKeyboardButton:
    return press(tongue.plain(_("🤝 Where to turn for help")), Help(to="safe").pack())


ENDINGS: dict[str, Callable[[Tongue, dict[str, Any]], Screen]] = {
    "welcome": _welcome,
    "complaint_ready": ready_screen,
    "complaint_changed": changed_screen,
    "region_kept": _region_kept,
    "region_not_kept": _region_not_kept,
    "mistake_reported": _mistake_reported,
    "entry_checked": _entry_checked,
    "deleted": _deleted,
    "put_away": _put_away,
    "petition_supported": supported_screen,
    "petitions_found": found_again,
    **STAFF_ENDINGS,
    **ASKING_ENDINGS,
    "companion_followed": followed_screen,
    **PETITION_ENDINGS,
}
