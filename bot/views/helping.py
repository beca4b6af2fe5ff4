"""The pages of the help branch: one message, short words, and a way out on each.

Written for somebody who may be afraid, or watched. The first line of each page is neutral, since it
may be read on the lock screen; no label seen from outside names a misfortune.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.views.finder import WHAT_FOR, WHO_LEARNS, entry_title
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Find, Go, Help
from civic.directory import Entry, Line
from civic.help import NEED, OPTIONS, RED_FLAGS, WHO
from civic.phrases import Phrase, _, verbatim
from civic.places import Place
from civic.regions import Region, regions

SHOWN_ENTRIES = 5


def safe_screen(tongue: Tongue, page: Help) -> Screen:
    """Before anything else: is it safe to write now?"""
    return Screen(
        _lines(
            tongue.html(_("One question first.")),
            tongue.html(_("<b>Is it safe for you to write now?</b>")),
        ),
        inline(
            [
                _to(tongue, _("Yes"), _at(page, "card")),
                _to(tongue, _("No"), Help(to="unsafe")),
            ],
            [_to(tongue, _("Urgent: 112 · 102"), _at(page, "urgent"))],
        ),
    )


def card_screen(tongue: Tongue, page: Help) -> Screen:
    """What can be cleaned up and what cannot, and after which pause it is done by itself."""
    return Screen(
        _lines(
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
                _to(tongue, _("5 minutes"), _at(page, "who", pause="5m")),
                _to(tongue, _("1 hour"), _at(page, "who", pause="1h")),
                _to(tongue, _("1 day"), _at(page, "who", pause="1d")),
            ],
            *_exits(tongue),
        ),
    )


def who_screen(tongue: Tongue, page: Help) -> Screen:
    """For whom."""
    return Screen(
        tongue.html(_("<b>Who is it for?</b>")),
        inline(
            [_to(tongue, _("Urgent: 112 · 102"), _at(page, "urgent"))],
            *([_to(tongue, label, _at(page, "flags", who=code))] for code, label in WHO.items()),
            *_exits(tongue, _at(page, "card")),
        ),
    )


def flags_screen(tongue: Tongue, page: Help) -> Screen:
    """The plain signs that it cannot wait: one yes is enough, nothing is counted."""
    signs = "\n".join(f"• {tongue.html(sign)}" for sign in RED_FLAGS)
    onward = _at(page, "need")
    return Screen(
        _lines(tongue.html(_("<b>Is any of this so?</b>")), signs),
        inline(
            [_to(tongue, _("Yes"), _at(page, "urgent"))],
            [_to(tongue, _("No"), onward), _to(tongue, _("I do not know"), onward)],
            *_exits(tongue, _at(page, "who")),
        ),
    )


def urgent_screen(tongue: Tongue, lines: Sequence[Line], page: Help) -> Screen:
    """The lines for somebody in danger: what each does, who learns of the call."""
    return Screen(
        _lines(
            tongue.html(_("<b>Call one of these now</b>")),
            *(_line(tongue, line) for line in lines),
            tongue.html(_("A call stays in the list of your phone; you can delete it there.")),
        ),
        inline(
            [_to(tongue, _("Go on"), _at(page, "need"))],
            *_exits(tongue, _at(page, "who")),
        ),
    )


def need_screen(tongue: Tongue, page: Help) -> Screen:
    """What is needed. Where the place is known already, the answer comes next."""
    following = "answer" if page.place else "where"
    return Screen(
        tongue.html(_("<b>What would help most?</b>")),
        inline(
            *(
                [_to(tongue, label, _at(page, following, need=code))]
                for code, label in NEED.items()
            ),
            [_to(tongue, _("I do not know"), _at(page, following, need=OPTIONS))],
            *_exits(tongue, _at(page, "who")),
        ),
    )


def where_screen(
    tongue: Tongue, page: Help, notice: Phrase | None = None, meant: Sequence[Place] = ()
) -> Screen:
    """Where: a region, a typed city, or a place that is deleted at once.

    ``meant`` are the places that a typed name may stand for.
    """
    buttons = [
        _to(tongue, r.short_name, _at(page, "answer", place=r.iso)) for r in regions().values()
    ]
    said = [f"❗ {tongue.html(notice)}"] if notice else []
    return Screen(
        _lines(
            *said,
            tongue.html(_("<b>Where?</b>")),
            tongue.html(
                _(
                    "Tap the region or write the city. You may also send a location with 📎: I "
                    "look up the region and delete it at once."
                )
            ),
        ),
        inline(
            *([_to(tongue, p.full_name, _at(page, "answer", place=p.region))] for p in meant),
            [_to(tongue, _("Only the phones"), _at(page, "answer", place=""))],
            *(buttons[at : at + 2] for at in range(0, len(buttons), 2)),
            *_exits(tongue, _at(page, "need")),
        ),
    )


def answer_screen(
    tongue: Tongue,
    page: Help,
    lines: Sequence[Line],
    region: Region | None,
    entries: Sequence[Entry],
) -> Screen:
    """Where to turn: the lines that fit, then the centres, each as far as it is checked."""
    parts = [tongue.html(_("<b>Where to turn</b>"))]
    parts.extend(_line(tongue, line) for line in lines)
    rows = [[press(tongue.plain(_("All phones")), Find(to="lines").pack())]]
    if region is not None:
        parts.append(_centres(tongue, region, entries))
        every = Find(to="region", key=region.iso).pack()
        if len(entries) > SHOWN_ENTRIES:
            rows.append([press(tongue.plain(_("All centres of the region")), every)])
    return Screen(
        _lines(*parts),
        inline(*rows, *_exits(tongue, _at(page, "where", place=""))),
    )


def _centres(tongue: Tongue, region: Region, entries: Sequence[Entry]) -> str:
    if not entries:
        return tongue.html(
            _(
                "I do not know a centre here yet. Call <code>111</code>: it is free, day and "
                "night, and they know where help is near you."
            )
        )
    head = tongue.html(
        _(
            "<b>{region}: nobody has checked these centres yet.</b> Do not set out for one. "
            "Ask <code>111</code> about it by its name:",
            region=region.name,
        )
    )
    named = "\n".join(
        f"• {tongue.html(verbatim(entry_title(entry, tongue.code)))}"
        for entry in entries[:SHOWN_ENTRIES]
    )
    return f"{head}\n{named}"


def _line(tongue: Tongue, line: Line) -> str:
    what = tongue.html(WHAT_FOR.get(line.number) or verbatim(line.name))
    around = f" ({tongue.html(_AROUND)})" if line.around_the_clock else ""
    learns = WHO_LEARNS.get(line.number)
    more = f"\n<i>{tongue.html(learns)}</i>" if learns else ""
    return f"<code>{line.number}</code> – {what}{around}{more}"


_AROUND = _("day and night")


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


def _exits(tongue: Tongue, back: Help | None = None) -> list[list[InlineKeyboardButton]]:
    first = [_to(tongue, _("← Back"), back)] if back else []
    return [
        [*first, _to(tongue, _("Close"), Help(to="close"))],
        [_to(tongue, _("Clean up and leave"), Help(to="clean"))],
    ]


def _at(page: Help, to: str, **changes: str) -> Help:
    """The same search at another page. A pause is chosen once and does not travel on."""
    return page.model_copy(update={"pause": "", **changes, "to": to})


def _to(tongue: Tongue, label: Phrase, page: Help) -> InlineKeyboardButton:
    return press(tongue.plain(label), page.pack())


def _lines(*parts: str) -> str:
    return "\n\n".join(parts)
