"""The card of a petition: what it asks for, who decides, how many support it, how long still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.views.deep_links import PETITION, link_of
from bot.views.petitions.words import (
    bar,
    days_left,
    decider,
    is_official,
    label_of,
    official_count,
    own_count,
    state_of,
    summary_of,
    title_of,
    to,
    to_card,
    to_home,
)
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import Petition
from civic.complaints.text_parts import in_parts
from civic.petitions.kinds import LEVEL_NAMES, Level
from civic.petitions.looking import Card
from civic.petitions.states import TAKES_SUPPORT, State
from civic.phrases import Bilingual, Phrase, _, verbatim
from storage.petition_lists import ListedPetition

OFFICIAL_PAGE = "https://epetition.kz/petition/{}"
_PER_PAGE = 3000
"""UTF-16 units of a full text on one page."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How the reader stands to it: whether they support it, and the list that they came from."""

    supports: bool = False
    origin: str = ""
    follows: bool = False
    """An official one: whether they wish to hear of it."""


def told(tongue: Tongue, listed: ListedPetition, today: date) -> str:
    """What a card says, in the bot and in any other chat."""
    head = f"📣 <b>{tongue.html(title_of(listed))}</b>\n<i>{tongue.html(label_of(listed))}</i>"
    summary = summary_of(listed)
    count = listed.votes or 0 if is_official(listed) else listed.inside
    figures = [
        tongue.html(_("Who decides: {body}", body=decider(listed))),
        bar(count, listed.threshold),
    ]
    if not is_official(listed):
        figures += [tongue.html(phrase) for phrase in own_count(listed)]
    more = (official_count(listed), days_left(listed, today), state_of(listed))
    figures += [tongue.html(phrase) for phrase in more if phrase is not None]
    parts = [head, tongue.html(summary) if summary else "", "\n".join(figures)]
    return "\n\n".join(part for part in parts if part)


def card_screen(
    tongue: Tongue, card: Card, today: date, reader: Reader, notice: Phrase | None = None
) -> Screen:
    """The card with what can be done."""
    listed = card.listed
    parts = [told(tongue, listed, today)]
    if notice is not None:
        parts.insert(0, f"❗ {tongue.html(notice)}")
    if card.state is State.GATHERING:
        by_link = _("It is not listed yet: whoever has its link can open and support it.")
        parts.append(tongue.html(by_link))
    return Screen(
        "\n\n".join(parts),
        inline(
            _first(tongue, card, reader),
            _following(tongue, card, reader),
            [
                *_if(card.petition.text_kk or card.petition.text_ru, _text(tongue, listed.id)),
                *_if(not is_official(listed), _names(tongue, listed.id)),
            ],
            _answer(tongue, card),
            [
                to(tongue, _("📤 Share"), Petition(to="share", id=listed.id)),
                to(tongue, _("🖼 Picture"), Petition(to="picture", id=listed.id)),
            ],
            [to(tongue, _("💬 Ask a person"), Petition(to="ask", id=listed.id))],
            [_back(tongue, reader.origin)],
        ),
    )


def _if(holds: object, button: InlineKeyboardButton) -> list[InlineKeyboardButton]:
    return [button] if holds else []


def _text(tongue: Tongue, petition_id: str) -> InlineKeyboardButton:
    return to(tongue, _("The full text"), Petition(to="text", id=petition_id))


def _names(tongue: Tongue, petition_id: str) -> InlineKeyboardButton:
    return to(tongue, _("Who supports it"), Petition(to="names", id=petition_id))


def _first(tongue: Tongue, card: Card, reader: Reader) -> list[InlineKeyboardButton]:
    petition_id = card.listed.id
    if is_official(card.listed):
        if not card.listed.official_id:
            return []
        url = OFFICIAL_PAGE.format(card.listed.official_id)
        return [InlineKeyboardButton(text=tongue.plain(_("🗳 Vote on epetition.kz")), url=url)]
    if reader.supports:
        return [to(tongue, _("✓ I support it: receipt"), Petition(to="receipt", id=petition_id))]
    if card.state in TAKES_SUPPORT:
        return [to(tongue, _("✍️ Support it"), Petition(to="support", id=petition_id))]
    return []


def _following(tongue: Tongue, card: Card, reader: Reader) -> list[InlineKeyboardButton]:
    if not is_official(card.listed) or not card.listed.official_id:
        return []
    label = _("🔕 Tell me no more of it") if reader.follows else _("🔔 Tell me how it goes on")
    what = "off" if reader.follows else "on"
    return [to(tongue, label, Petition(to="follow", id=card.listed.id, what=what))]


def _answer(tongue: Tongue, card: Card) -> list[InlineKeyboardButton]:
    if not (card.petition.answer_kk or card.petition.answer_ru):
        return []
    return [to(tongue, _("What was answered"), Petition(to="answer", id=card.listed.id))]


def _back(tongue: Tongue, origin: str) -> InlineKeyboardButton:
    which, dot, page = origin.rpartition(".")
    if not dot:
        return to_home(tongue)
    return to(tongue, _("← Back to the list"), Petition(to="list", id=which, what=page))


def text_screen(tongue: Tongue, card: Card, page: int) -> Screen:
    """A page of the full text, which has been frozen since it was published."""
    petition = card.petition
    text = Bilingual(petition.text_kk, petition.text_ru).in_language(tongue.code)
    has_own = petition.text_kk if tongue.code == "kk" else petition.text_ru
    notes = []
    if has_own and petition.written_in != tongue.code and petition.translation_by:
        by = petition.translation_by[:100]
        notes.append(_("A translation, checked by {who}.", who=by))
    level = LEVEL_NAMES[Level(petition.level)]
    notes.append(
        _("Who decides: {body}. It is about: {level}.", body=decider(card.listed), level=level)
    )
    return _paged(tongue, card, page, "text", text, notes)


def answer_screen(tongue: Tongue, card: Card, page: int) -> Screen:
    """What those who decide have answered."""
    petition = card.petition
    text = Bilingual(petition.answer_kk, petition.answer_ru).in_language(tongue.code)
    state = state_of(card.listed)
    return _paged(tongue, card, page, "answer", text, [state] if state else [])


def _paged(
    tongue: Tongue, card: Card, page: int, name: str, text: str, notes: Sequence[Phrase]
) -> Screen:
    parts = in_parts(text, _PER_PAGE) or ["—"]
    page = min(max(page, 0), len(parts) - 1)
    petition_id = card.listed.id

    def turn(label: Phrase, number: int) -> InlineKeyboardButton:
        return to(tongue, label, Petition(to=name, id=petition_id, what=str(number)))

    heading = f"<b>{tongue.html(title_of(card.listed))}</b>"
    if len(parts) > 1:
        which = _("page {page} of {pages}", page=page + 1, pages=len(parts))
        heading = f"{heading}, {tongue.html(which)}"
    last = [tongue.html(note) for note in notes] if page == len(parts) - 1 else []
    body = tongue.html(verbatim(parts[page]))
    notes_told = "\n".join(last)
    under = f"<i>{notes_told}</i>" if last else ""
    turning = [
        *([turn(_("← Before"), page - 1)] if page else []),
        *([turn(_("More →"), page + 1)] if page < len(parts) - 1 else []),
    ]
    return Screen(
        "\n\n".join(part for part in (heading, body, under) if part),
        inline(turning, [to_card(tongue, petition_id)]),
    )


def names_screen(
    tongue: Tongue, listed: ListedPetition, names: Sequence[tuple[int, str]]
) -> Screen:
    """Those who agreed to be shown, the newest first; never all of those who support it."""
    shown = [
        tongue.html(Phrase("№ {number}: {name}", {"number": number, "name": name}))
        for number, name in names
    ]
    heading = f"<b>{tongue.html(title_of(listed))}</b>"
    said = (
        _("The latest of those who agreed to be shown:")
        if shown
        else _("Nobody has agreed to be shown here yet. Supports count all the same.")
    )
    body = "\n".join([tongue.html(said), *shown])
    return Screen(f"{heading}\n\n{body}", inline([to_card(tongue, listed.id)]))


def share_screen(tongue: Tongue, listed: ListedPetition, username: str) -> Screen:
    """The ways to pass it on."""
    link = link_of(username, listed.id)
    text = tongue.html(
        _(
            "<b>Share “{title}”</b>\n\n"
            "Tap “Send to a chat”: there it looks as it does here. Or copy the link:\n"
            "<code>{link}</code>\n\n"
            "Nobody is paid for collecting support here.",
            title=title_of(listed, 100),
            link=link,
        )
    )
    send = InlineKeyboardButton(
        text=tongue.plain(_("📤 Send to a chat")), switch_inline_query=f"{PETITION}{listed.id}"
    )
    copy = InlineKeyboardButton(
        text=tongue.plain(_("Copy the link")), copy_text=CopyTextButton(text=link)
    )
    return Screen(text, inline([send], [copy], [to_card(tongue, listed.id)]))
