"""The questions of the help branch: one message, short words, and a way out on each.

Written for somebody who may be afraid, or watched. The first line of each page is neutral, since it
may be read on the lock screen; no label seen from outside names a misfortune.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.flows.onboarding import LANGUAGE_OPTIONS
from bot.views.exits import exits, paragraphs, to, urgent, warned
from bot.views.finder import cannot_speak, line_with_more, unknown_who_learns
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Go, Help
from civic.directory import Line
from civic.help import NEED, OPTIONS, RED_FLAGS, TERMS, WHO, asks_red_flags, asks_terms
from civic.phrases import Phrase, _
from civic.places import Place
from civic.regions import regions


def safe_screen(tongue: Tongue, page: Help) -> Screen:
    """Before anything else: is it safe to write now?"""
    other = next(option for option in LANGUAGE_OPTIONS if option.code != tongue.code)
    return Screen(
        paragraphs(
            tongue.html(_("One question first.")),
            tongue.html(_("<b>Is it safe for you to write now?</b>")),
        ),
        inline(
            [
                to(tongue, _("Yes"), page.at("card")),
                to(tongue, _("No"), Help(to="unsafe")),
            ],
            [urgent(tongue, page.at("safe"))],
            [to(tongue, other.label, page.at("speak", key=other.code))],
        ),
    )


def card_screen(tongue: Tongue, page: Help) -> Screen:
    """What can be cleaned up and what cannot, and after which pause it is done by itself."""
    return Screen(
        paragraphs(
            tongue.html(_("<b>Before we go on</b>")),
            tongue.html(
                _(
                    "The whole talk goes on in this one message. I do not keep what you tap or "
                    "write here.\n"
                    "• “Close” puts a page about courses here at once.\n"
                    "• “Clean up and leave” deletes the messages of this talk, yours too."
                )
            ),
            tongue.html(
                _(
                    "What I cannot do:\n"
                    "• take this chat out of your list, or what was in it before this talk;\n"
                    "• delete what is older than two days;\n"
                    "• take back a notification that has been shown already;\n"
                    "• clear calls from the phone's list or from the operator's bill;\n"
                    "• see who else is logged in to your Telegram: look in Settings → Devices.\n"
                    "To delete the whole chat, press it in the list and hold."
                )
            ),
            tongue.html(
                _("Until all is deleted I remember the numbers of the messages, not their words.")
            ),
            tongue.html(_("<b>If you stop answering, after how long shall I delete it all?</b>")),
        ),
        inline(
            [
                to(tongue, _("5 minutes"), page.at("who", key="5m")),
                to(tongue, _("1 hour"), page.at("who", key="1h")),
                to(tongue, _("1 day"), page.at("who", key="1d")),
            ],
            [to(tongue, _("I do not know: let it be 1 hour"), page.at("who", key="1h"))],
            [urgent(tongue, page)],
            *exits(tongue, page.at("safe")),
        ),
    )


def who_screen(tongue: Tongue, page: Help) -> Screen:
    """For whom."""
    rows = []
    for code, label in WHO.items():
        search = page.search.about(code)
        following = "signs" if asks_red_flags(search) else "need"
        rows.append([to(tongue, label, page.saying(search).at(following))])
    return Screen(
        tongue.html(_("<b>Who needs help?</b>")),
        inline([urgent(tongue, page)], *rows, *exits(tongue, page.at("card"))),
    )


def signs_screen(tongue: Tongue, page: Help) -> Screen:
    """The plain signs that it cannot wait: one yes is enough, nothing is counted."""
    signs = "\n".join(f"• {tongue.html(sign)}" for sign in RED_FLAGS)
    onward = page.at("need")
    return Screen(
        paragraphs(tongue.html(_("<b>Is any of this happening?</b>")), signs),
        inline(
            [to(tongue, _("Yes"), page.saying(page.search.in_danger()).at("urgent", came="signs"))],
            [to(tongue, _("No"), onward), to(tongue, _("I do not know"), onward)],
            *exits(tongue, page.at("who")),
        ),
    )


def urgent_screen(tongue: Tongue, lines: Sequence[Line], page: Help) -> Screen:
    """The lines for somebody in danger: what each does, who learns of the call.

    Who came here before the first question is asked it after all; others go on where they were.
    """
    onward = {"": "card", "safe": "card", "signs": "need"}.get(page.came, page.came)
    in_danger = page.saying(page.search.in_danger())
    return Screen(
        paragraphs(
            tongue.html(_("<b>Call one of these now</b>")),
            *(line_with_more(tongue, line) for line in lines),
            cannot_speak(tongue, lines),
            unknown_who_learns(tongue, lines),
            tongue.html(
                _(
                    "A call stays in the phone's list, where it can be deleted, and on the "
                    "operator's bill, where it cannot."
                )
            ),
        ),
        inline(
            [to(tongue, _("Go on"), in_danger.at(onward))],
            [to(tongue, _("Write to a volunteer"), page.at("ask"))],
            *exits(tongue, page.at(page.came or "safe")),
        ),
    )


def need_screen(tongue: Tongue, page: Help) -> Screen:
    """What is needed. Where the place is known already, the answer comes next."""
    rows = [
        [to(tongue, label, _after_need(page, code))]
        for code, label in (*NEED.items(), (OPTIONS, _("I do not know")))
    ]
    return Screen(
        tongue.html(_("<b>What is needed most right now?</b>")),
        inline([urgent(tongue, page)], *rows, *exits(tongue, page.at("who"))),
    )


def _after_need(page: Help, need: str) -> Help:
    asked = page.saying(page.search.wanting(need))
    if asks_terms(asked.search):
        return asked.at("terms")
    return asked.at("found" if page.place else "where")


def terms_screen(tongue: Tongue, page: Help) -> Screen:
    """What centres turn people away for: marked beforehand, it is not learned at the door."""
    search = page.search
    rows = [
        [
            to(
                tongue,
                f"✓ {tongue.plain(label)}" if code in search.terms else label,
                page.saying(search.with_term_turned(code)).at("terms"),
            )
        ]
        for code, label in TERMS.items()
    ]
    onward = page.at("found" if page.place else "where")
    nothing = _("None of this, or I do not know")
    return Screen(
        paragraphs(
            tongue.html(_("<b>Some places do not take everybody</b>")),
            tongue.html(
                _(
                    "Mark what is so: I leave out those that would refuse, and tell you what to "
                    "say at once on the phone."
                )
            ),
        ),
        inline(
            *rows,
            [to(tongue, _("Go on") if search.terms else nothing, onward)],
            *exits(tongue, page.at("need")),
        ),
    )


def where_screen(
    tongue: Tongue, page: Help, notice: Phrase | None = None, meant: Sequence[Place] = ()
) -> Screen:
    """Where: a region, a typed city, or a place that is deleted at once.

    ``meant`` are the places that a typed name may stand for. The list is long: the ways out stand
    above it too.
    """
    buttons = [to(tongue, r.short_name, page.at("found", place=r.iso)) for r in regions().values()]
    back = page.at("terms" if asks_terms(page.search) else "need", place="")
    close, clean = exits(tongue, back)
    screen = Screen(
        paragraphs(
            tongue.html(_("<b>Where shall I look for help?</b>")),
            tongue.html(
                _(
                    "Tap the region or write the city. You may also send a location with 📎: I "
                    "use it to find what is near, delete the message at once and do not keep it."
                )
            ),
        ),
        inline(
            close,
            *(
                [to(tongue, place.full_name, page.at("found", place=place.region, key=place.id))]
                for place in meant
            ),
            [to(tongue, _("I do not know: only the phones"), page.at("found", place=""))],
            *(buttons[at : at + 2] for at in range(0, len(buttons), 2)),
            [urgent(tongue, page)],
            close,
            clean,
        ),
    )
    return warned(tongue, screen, notice) if notice else screen


def courses_screen(tongue: Tongue) -> Screen:
    """What a quick exit leaves: an ordinary page about courses."""
    return Screen(
        tongue.html(
            _(
                "<b>Free short courses</b>\n\n"
                "JOLTAP, Astana: sewing, barista, tyre fitting, mobile photography, SMM, "
                "targeting, video editing, graphic design. From 5 to 22 days, with a certificate."
                "\n\nAs a magazine told in 2024: ask whether places are open now."
            )
        ),
        inline([press(tongue.plain(_("☰ Menu")), Go(to="menu").pack())]),
    )


def cleaned_screen(tongue: Tongue) -> Screen:
    """The one neutral line that is left, with what nobody can clean up from here."""
    return Screen(
        tongue.html(
            _(
                "Done. The chat stays in your list, earlier messages stay in the chat, calls stay "
                "in the phone's list and on the operator's bill."
            )
        ),
        inline([press(tongue.plain(_("☰ Menu")), Go(to="menu").pack())]),
    )
