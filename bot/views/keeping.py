"""The card that can be kept offline: asked about first, then one picture, then what stays of it.

A picture in the gallery may be seen by whoever opens the phone. So nobody gets it unasked, and what
the bot can take back and what it cannot is said beside it.
"""

from __future__ import annotations

from bot.views.exits import at, exits, paragraphs, to
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import Help
from civic.phrases import _

CAPTION = _("Phones")
"""Neutral: it may stand on the lock screen."""


def keep_screen(tongue: Tongue, page: Help) -> Screen:
    """Is it safe to keep a picture on this phone?"""
    return Screen(
        paragraphs(
            tongue.html(_("<b>A card to keep</b>")),
            tongue.html(
                _(
                    "One picture with the phones, for when there is no network. Whoever opens "
                    "this chat or the photos on this phone can see it."
                )
            ),
            tongue.html(_("<b>Is it safe to keep a picture on this phone?</b>")),
        ),
        inline(
            [
                to(tongue, _("Yes, send it"), at(page, "card_yes", key=page.key)),
                to(tongue, _("No"), _back(page)),
            ],
            [to(tongue, _("What does it look like?"), at(page, "look", key=page.key))],
            *exits(tongue, _back(page)),
        ),
    )


def look_screen(tongue: Tongue, page: Help) -> Screen:
    """What the picture looks like, in words: nothing is sent for it."""
    return Screen(
        paragraphs(
            tongue.html(_("<b>A card to keep</b>")),
            tongue.html(
                _(
                    "A plain page with large numbers, 112, 102, 111 and 150, and beside each a few "
                    "words on who answers. Nothing about you, and no name of this chat."
                )
            ),
        ),
        inline(
            [to(tongue, _("Yes, send it"), at(page, "card_yes", key=page.key))],
            *exits(tongue, at(page, "keep", key=page.key)),
        ),
    )


def kept_screen(tongue: Tongue, page: Help) -> Screen:
    """The picture is there: what can be taken back, and what cannot."""
    return Screen(
        tongue.html(
            _(
                "The picture is below. “Clean up and leave” takes it out of this chat. If you save "
                "it to the photos of this phone, it stays there: I cannot delete it, only you can."
            )
        ),
        inline(*exits(tongue, _back(page))),
    )


def _back(page: Help) -> Help:
    """To the page where the card was offered."""
    return at(page, page.key or "answer")
