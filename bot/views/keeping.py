"""The picture that can be kept offline: asked about first, then sent, then what stays of it.

A picture in the gallery may be seen by whoever opens the phone. So nobody gets it unasked, and what
the bot can take back and what it cannot is said beside it.
"""

from __future__ import annotations

from bot.views.exits import exits, paragraphs, to
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import Help
from civic.phrases import _

CAPTION = _("Useful numbers")
"""Neutral: it may stand on the lock screen."""


def keep_screen(tongue: Tongue, page: Help) -> Screen:
    """Is it safe to keep a picture on this phone?"""
    return Screen(
        paragraphs(
            tongue.html(_("<b>A picture with the phones</b>")),
            tongue.html(
                _(
                    "Large numbers on a plain page: 112, 102, 111, 150. It opens without the "
                    "internet. Nothing on it tells why it is kept, but whoever opens this chat or "
                    "the photos of this phone sees it."
                )
            ),
            tongue.html(_("<b>Is it safe to keep a picture on this phone?</b>")),
        ),
        inline(
            [
                to(tongue, _("Yes, send it"), page.at("send")),
                to(tongue, _("No"), page.at("found")),
            ],
            [to(tongue, _("I do not know: better not"), page.at("found"))],
            *exits(tongue, page.at("found")),
        ),
    )


def kept_screen(tongue: Tongue, page: Help) -> Screen:
    """The picture is there: what can be taken back, and what cannot."""
    return Screen(
        tongue.html(
            _(
                "The picture is below. “Close” and “Clean up and leave” take it out of this chat. "
                "If you save it to the photos of this phone, it stays there: only you can delete "
                "it."
            )
        ),
        inline(*exits(tongue, page.at("found"))),
    )


def wrong_screen(tongue: Tongue, page: Help) -> Screen:
    """To write what is wrong is to leave: words stay in the chat, and others read them."""
    back = "line" if page.came == "lines" else "entry"
    return Screen(
        tongue.html(
            _(
                "<b>To write what is wrong, you leave this talk</b>\n\n"
                "I delete it from the chat, then ask what is wrong. What you write after that "
                "stays in this chat, and goes to those who look after the directory, without your "
                "name."
            )
        ),
        inline(
            [to(tongue, _("Leave and write"), page.at("report", key=page.key, came=page.came))],
            *exits(tongue, page.at(back, key=page.key, came=page.came, page=page.page)),
        ),
    )
