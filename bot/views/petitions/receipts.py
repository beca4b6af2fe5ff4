"""A receipt, and what came of checking it, in words that need no mathematics."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.views.petitions.supporting import called, receipt_lines, told_of
from bot.views.petitions.words import named, to, to_card
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import Petition
from civic.petitions.receipts import Check, Receipt
from civic.petitions.states import TAKES_SUPPORT, State
from civic.phrases import Bilingual, Phrase, _
from storage.petition_supports import StoredSupport
from storage.petitions import StoredPetition


@dataclass(frozen=True, slots=True)
class Held:
    """A support, its receipt, and whether a name is shown beside it."""

    petition: StoredPetition
    support: StoredSupport
    receipt: Receipt
    shows_name: bool


def standing(support: StoredSupport) -> Phrase:
    """Whether it counts."""
    if support.invalidated_at is not None:
        return _("Found not to be valid on {day}.", day=support.invalidated_at)
    if support.withdrawn_at is not None:
        return _("You took it back on {day}.", day=support.withdrawn_at)
    if support.inside:
        return _("Your support counts.")
    return _("Your support counts, and is shown apart: you live elsewhere.")


def receipt_screen(tongue: Tongue, held: Held, notice: Phrase | None = None) -> Screen:
    """The receipt, and what can be done with the support."""
    support, petition = held.support, held.petition
    state = State(petition.state)
    said = [
        Phrase("<b>{title}</b>", {"title": Bilingual(*called(petition))}),
        _("Now: {state}", state=named(state)),
        standing(support),
        _("Given: {at}", at=support.supported_at),
    ]
    if notice is not None:
        said.insert(0, notice)
    told = "\n".join(map(tongue.html, said))
    if not support.counts:
        return Screen(told, inline([to_card(tongue, petition.id)], [_mine(tongue)]))
    choices = [
        _("Your name is shown beside it: first name, first letter of the surname.")
        if held.shows_name
        else _("Your name is shown to nobody."),
        _("You get news of it.") if support.wants_news else _("You get no news of it."),
    ]
    parts = [told, tongue.html(receipt_lines(told_of(held.receipt)))]
    parts.append("\n".join(map(tongue.html, choices)))
    is_open = state in TAKES_SUPPORT
    name, news = Petition(to="name", id=petition.id), Petition(to="news", id=petition.id)
    return Screen(
        "\n\n".join(parts),
        inline(
            [to(tongue, _("🔍 Check that I am counted"), Petition(to="check", id=petition.id))],
            [
                to(tongue, _("Hide my name"), _with(name, "off"))
                if held.shows_name
                else to(tongue, _("Show my name"), _with(name, "on")),
                to(tongue, _("No more news"), _with(news, "off"))
                if support.wants_news
                else to(tongue, _("Send me news"), _with(news, "on")),
            ],
            [to(tongue, _("Take back my support"), Petition(to="back", id=petition.id))]
            if is_open
            else [],
            [to_card(tongue, petition.id)],
            [_mine(tongue)],
        ),
    )


def checked_screen(tongue: Tongue, held: Held, check: Check) -> Screen:
    """What was checked and what came out."""
    if check.failed is not None:
        parts = [
            _("❗ <b>I could not prove that your support is counted.</b>"),
            _(
                "That must not happen: the log of this petition and your receipt do not agree. "
                "Those who look after the bot have just been told. Please keep the receipt."
            ),
        ]
    else:
        parts = [
            _("✓ <b>Your support is counted.</b>"),
            _(
                "I took line {line} of the log, which is yours, and computed from it the root of "
                "all {size} lines, in {steps} steps.",
                line=held.receipt.line,
                size=check.size,
                steps=check.steps,
            ),
            _(
                "It is the very root that was signed and published on {at}. Had anybody taken "
                "your line out or changed it, another root would come out.\n<code>{root}</code>",
                at=check.signed_at,
                root=check.root,
            )
            if check.signed_at
            else _(
                "It is the root of the log as it is now. The next root is signed and published "
                "tonight: check again tomorrow, and it is compared with that.\n"
                "<code>{root}</code>",
                root=check.root,
            ),
        ]
    parts.append(receipt_lines(told_of(held.receipt)))
    petition_id = held.petition.id
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            [to(tongue, _("My receipt"), Petition(to="receipt", id=petition_id))],
            [to_card(tongue, petition_id)],
            [_mine(tongue)],
        ),
    )


def _with(page: Petition, what: str) -> Petition:
    return page.model_copy(update={"what": what})


def _mine(tongue: Tongue) -> InlineKeyboardButton:
    return to(tongue, _("📂 My petitions"), Petition(to="mine"))
