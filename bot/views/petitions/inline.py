"""A petition in any chat: what `@bot word` offers while it is typed, and what is sent then."""

from __future__ import annotations

from datetime import date

from aiogram.types import (
    InlineKeyboardButton,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from bot.views.deep_links import PETITIONS, link_of
from bot.views.petitions.card import told
from bot.views.petitions.words import count_line, days_left, label_of, title_of
from bot.views.screen import inline
from bot.views.tongue import Tongue
from civic.phrases import _
from storage.petition_lists import ListedPetition


def article(
    tongue: Tongue, listed: ListedPetition, today: date, username: str
) -> InlineQueryResultArticle:
    """One petition: in the list of results, and as the message that is sent."""
    parts = (count_line(listed), days_left(listed, today), label_of(listed))
    described = [_bare(tongue.plain(phrase)) for phrase in parts if phrase is not None]
    return InlineQueryResultArticle(
        id=listed.id,
        title=tongue.plain(title_of(listed)),
        description="\n".join(described),
        input_message_content=InputTextMessageContent(
            message_text=told(tongue, listed, today),
            parse_mode="HTML",
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        reply_markup=inline(
            [
                InlineKeyboardButton(
                    text=tongue.plain(_("Open and support")), url=link_of(username, listed.id)
                )
            ]
        ),
    )


def to_all(tongue: Tongue, *, found: bool) -> InlineQueryResultsButton:
    """Above the results: the way into the bot."""
    label = _("All petitions") if found else _("Nothing found: all petitions")
    return InlineQueryResultsButton(text=tongue.plain(label), start_parameter=PETITIONS)


def _bare(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "")
