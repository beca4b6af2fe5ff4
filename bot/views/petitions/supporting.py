"""What follows a support: the number, the receipt, and the way back out of it."""

from __future__ import annotations

from typing import Any

from bot.views.petitions.words import LONGEST_TITLE, clipped, to, to_card, to_home
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import Petition, to_menu
from civic.petitions.receipts import Receipt
from civic.phrases import Bilingual, Phrase, _, verbatim
from storage.petitions import StoredPetition


def called(petition: StoredPetition) -> list[str | None]:
    """The title as an ending keeps it."""
    titles = (petition.title_kk, petition.title_ru)
    return [clipped(title, LONGEST_TITLE) if title else None for title in titles]


def told_of(receipt: Receipt) -> dict[str, Any]:
    """The receipt as an ending keeps it."""
    return {
        "petition": receipt.petition,
        "number": receipt.number,
        "line": receipt.line,
        "size": receipt.size,
        "root": receipt.root,
        "given_at": receipt.given_at.isoformat(),
    }


def receipt_lines(receipt: dict[str, Any]) -> Phrase:
    """What a supporter can keep and anybody can check."""
    return _(
        "<b>Receipt</b>\n"
        "Petition: <code>{petition}</code>, supporter no. {number}\n"
        "Line of the log: {line}; lines then: {size}\n"
        "Root of the log then:\n<code>{root}</code>",
        petition=receipt["petition"],
        number=receipt["number"],
        line=receipt["line"],
        size=receipt["size"],
        root=receipt["root"] or "—",
    )


def supported_screen(tongue: Tongue, args: dict[str, Any]) -> Screen:
    """At once after a support; the same for whoever supports it a second time."""
    receipt = args["receipt"]
    petition_id = receipt["petition"]
    head = (
        _("✓ <b>You are no. {number}.</b> Your support is counted.", number=receipt["number"])
        if args["is_new"]
        else _("You support it already: you are no. {number}.", number=receipt["number"])
    )
    parts = [head, Phrase("«{title}»", {"title": Bilingual(*args["title"])})]
    if not args["inside"]:
        parts.append(
            _(
                "You live elsewhere: your support is counted, and shown apart from those who live "
                "there."
            )
        )
    parts += [
        receipt_lines(receipt),
        _(
            "The count that all see follows within ten seconds. You find this receipt in “My "
            "petitions”. You can take your support back as long as the petition is open, and "
            "nobody is told."
        ),
    ]
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            [to(tongue, _("🔍 Check that I am counted"), Petition(to="check", id=petition_id))],
            [to(tongue, _("📤 Share"), Petition(to="share", id=petition_id))],
            [to_card(tongue, petition_id)],
            [to(tongue, _("📂 My petitions"), Petition(to="mine"))],
        ),
    )


def refused_screen(tongue: Tongue, petition_id: str, why: Phrase) -> Screen:
    """It cannot be supported now, and why."""
    return Screen(
        f"❗ {tongue.html(why)}", inline([to_card(tongue, petition_id)], [to_home(tongue)])
    )


def take_back_screen(tongue: Tongue, petition: StoredPetition) -> Screen:
    """Are you sure? In words that do not urge."""
    question = _(
        "<b>Take back your support of “{title}”?</b>\n\n"
        "Nobody is told: neither the author nor anybody else. The count gets smaller by one. You "
        "can support it again while it is open, with the same number.",
        title=verbatim(Bilingual(*called(petition))),
    )
    yes = Petition(to="back_yes", id=petition.id)
    no = Petition(to="receipt", id=petition.id)
    return Screen(
        tongue.html(question),
        inline([to(tongue, _("Yes, take it back"), yes)], [to(tongue, _("No, leave it"), no)]),
    )


def taken_back_screen(tongue: Tongue, petition_id: str, *, was_there: bool) -> Screen:
    """Done; or there was nothing to take back."""
    said = (
        _("Your support is taken back. Nobody was told.")
        if was_there
        else _("You do not support this petition now, so there is nothing to take back.")
    )
    return Screen(
        tongue.html(said),
        inline(
            [to_card(tongue, petition_id)],
            [to(tongue, _("📂 My petitions"), Petition(to="mine"))],
            [to_menu(tongue)],
        ),
    )


def not_supported_screen(tongue: Tongue, petition_id: str) -> Screen:
    """A receipt was asked for, and there is none."""
    return Screen(
        tongue.html(_("You do not support this petition.")),
        inline([to_card(tongue, petition_id)], [to_home(tongue)]),
    )
