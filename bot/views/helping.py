"""The pages of the help branch: one message, short words, and a way out on each.

Written for somebody who may be afraid, or watched. The first line of each page is neutral, since it
may be read on the lock screen; no label seen from outside names a misfortune.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.answers import line_with_who_learns
from bot.views.exits import at, exits, paragraphs, to
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Go, Help
from civic.directory import Line
from civic.help import NEED, OPTIONS, RED_FLAGS, WHO
from civic.phrases import Phrase, _
from civic.places import Place
from civic.regions import regions

OTHER_LANGUAGE = {"kk": ("ru", "Русский"), "ru": ("kk", "Қазақша")}
"""What the first page offers to whom the guess was wrong, by the language that was guessed."""


def safe_screen(tongue: Tongue, page: Help) -> Screen:
    """Before anything else: is it safe to write now?"""
    other, other_name = OTHER_LANGUAGE[tongue.code]
    return Screen(
        paragraphs(
            tongue.html(_("One question first.")),
            tongue.html(_("<b>Is it safe for you to write now?</b>")),
        ),
        inline(
            [
                to(tongue, _("Yes"), at(page, "card")),
                to(tongue, _("No"), Help(to="unsafe")),
            ],
            [to(tongue, _("Urgent: 112 · 102"), at(page, "urgent"))],
            [to(tongue, other_name, at(page, "speak", key=other))],
        ),
    )


def card_screen(tongue: Tongue, page: Help) -> Screen:
    """What can be cleaned up and what cannot, and after which pause it is done by itself."""
    return Screen(
        paragraphs(
            tongue.html(_("<b>Before we go on</b>")),
            tongue.html(
                _(
                    "I talk in this one message and keep nothing of what you tap or write.\n"
                    "“Close” puts a page about courses here. “Clean up” deletes the messages of "
                    "this talk, yours too.\n\n"
                    "What I cannot do: take this chat out of your list, see who else is logged in "
                    "to your Telegram, or clear the calls in your phone and on its bill.\n"
                    "To delete the chat, hold it in the list. To see other devices: Settings → "
                    "Devices."
                )
            ),
            tongue.html(_("Clean up by itself if you are silent for:")),
        ),
        inline(
            [
                to(tongue, _("5 minutes"), at(page, "who", pause="5m")),
                to(tongue, _("1 hour"), at(page, "who", pause="1h")),
                to(tongue, _("1 day"), at(page, "who", pause="1d")),
            ],
            *exits(tongue),
        ),
    )


def who_screen(tongue: Tongue, page: Help) -> Screen:
    """For whom."""
    return Screen(
        tongue.html(_("<b>Who is it for?</b>")),
        inline(
            [to(tongue, _("Urgent: 112 · 102"), at(page, "urgent"))],
            *([to(tongue, label, at(page, "flags", who=code))] for code, label in WHO.items()),
            *exits(tongue, at(page, "card")),
        ),
    )


def flags_screen(tongue: Tongue, page: Help) -> Screen:
    """The plain signs that it cannot wait: one yes is enough, nothing is counted."""
    signs = "\n".join(f"• {tongue.html(sign)}" for sign in RED_FLAGS)
    onward = at(page, "need")
    return Screen(
        paragraphs(tongue.html(_("<b>Is any of this so?</b>")), signs),
        inline(
            [to(tongue, _("Yes"), at(page, "urgent"))],
            [to(tongue, _("No"), onward), to(tongue, _("I do not know"), onward)],
            *exits(tongue, at(page, "who")),
        ),
    )


def urgent_screen(tongue: Tongue, lines: Sequence[Line], page: Help) -> Screen:
    """The lines for somebody in danger: what each does, who learns of the call."""
    return Screen(
        paragraphs(
            tongue.html(_("<b>Call one of these now</b>")),
            *(line_with_who_learns(tongue, line) for line in lines),
            tongue.html(_("A call stays in the list of your phone; you can delete it there.")),
        ),
        inline(
            [to(tongue, _("Go on"), at(page, "need"))],
            [to(tongue, _("A card to keep"), at(page, "keep", key="urgent"))],
            *exits(tongue, at(page, "who")),
        ),
    )


def need_screen(tongue: Tongue, page: Help) -> Screen:
    """What is needed. Where the place is known already, the answer comes next."""
    following = "answer" if page.place else "where"
    return Screen(
        tongue.html(_("<b>What would help most?</b>")),
        inline(
            *([to(tongue, label, at(page, following, need=code))] for code, label in NEED.items()),
            [to(tongue, _("I do not know"), at(page, following, need=OPTIONS))],
            *exits(tongue, at(page, "who")),
        ),
    )


def where_screen(
    tongue: Tongue, page: Help, notice: Phrase | None = None, meant: Sequence[Place] = ()
) -> Screen:
    """Where: a region, a typed city, or a place that is deleted at once.

    ``meant`` are the places that a typed name may stand for.
    """
    buttons = [
        to(tongue, r.short_name, at(page, "answer", place=r.iso)) for r in regions().values()
    ]
    said = [f"❗ {tongue.html(notice)}"] if notice else []
    return Screen(
        paragraphs(
            *said,
            tongue.html(_("<b>Where?</b>")),
            tongue.html(
                _(
                    "Tap the region or write the city. You may also send a location with 📎: I "
                    "look up what is near and delete it at once."
                )
            ),
        ),
        inline(
            *(
                [to(tongue, p.full_name, at(page, "answer", place=p.region, key=p.id))]
                for p in meant
            ),
            [to(tongue, _("Only the phones"), at(page, "answer", place=""))],
            *(buttons[at : at + 2] for at in range(0, len(buttons), 2)),
            *exits(tongue, at(page, "need")),
        ),
    )


def courses_screen(tongue: Tongue) -> Screen:
    """What a quick exit leaves: an ordinary page about courses."""
    return Screen(
        tongue.html(
            _(
                "<b>Free short courses</b>\n\n"
                "JOLTAP, Astana: sewing, barista, tyre fitting, mobile photography, SMM, "
                "targeting, video editing, graphic design. From 5 to 22 days, with a certificate."
            )
        ),
        inline([press(tongue.plain(_("☰ Menu")), Go(to="menu").pack())]),
    )


def cleaned_screen(tongue: Tongue) -> Screen:
    """The one neutral line that is left, with what nobody can clean up from here."""
    return Screen(
        tongue.html(
            _("Done. This chat stays in your list of chats, and calls in the list of your phone.")
        ),
        inline([press(tongue.plain(_("☰ Menu")), Go(to="menu").pack())]),
    )
