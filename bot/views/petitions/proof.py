"""How the count proves itself: the key, the heads that were signed last, and how to check them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Petition, to_menu
from civic.petitions.exporting import head_row
from civic.petitions.signing import head_of
from civic.phrases import Bilingual, Phrase, _, _n, labelled
from storage.petition_logs import StoredHead
from storage.petitions import StoredPetition

PER_PAGE = 8
FILE_LAYOUT = "azamat-petition-heads/1"
_LABEL = 50


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a day that everybody may see, each with its petition; ``key``: the public."""

    key: str
    day: date | None
    of: Sequence[tuple[StoredPetition, StoredHead]]

    @property
    def supports(self) -> int:
        """All that count, of all of them."""
        return sum(count_of(head) for _petition, head in self.of)


def count_of(head: StoredHead) -> int:
    """Supports less withdrawals less invalidations."""
    return head_of(head).tally.count


def title_of(petition: StoredPetition) -> Bilingual:
    """Its title in the reader's language, else in the other."""
    return Bilingual(petition.title_kk, petition.title_ru)


def shortened(text: str, limit: int = _LABEL) -> str:
    """Short enough for a button."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def proof_screen(tongue: Tongue, heads: Heads, page: int = 0) -> Screen:
    """The page of /verify."""
    last = max(len(heads.of) - 1, 0) // PER_PAGE
    page = max(0, min(page, last))
    parts = [
        _("<b>How the count proves itself</b>"),
        _(
            "Each support, each one taken back and each one found false is a line of a log that "
            "only grows. Every night I count all lines anew and sign the result. Whoever keeps a "
            "signed result can show later if anything was rewritten."
        ),
        _("My public key:\n<code>{key}</code>", key=heads.key),
        _("Nothing has been signed yet.")
        if heads.day is None or not heads.of
        else _n(
            "Signed on {day}: one petition, {supports} supports in all.",
            "Signed on {day}: {count} petitions, {supports} supports in all.",
            len(heads.of),
            day=heads.day,
            supports=heads.supports,
        ),
        _("To check your own support, open it in “My petitions”: one tap does it."),
    ]
    rows = [
        [
            press(
                shortened(tongue.plain(_named(petition, head))),
                Petition(to="proof_of", id=petition.id, what=str(page)).pack(),
            )
        ]
        for petition, head in heads.of[page * PER_PAGE :][:PER_PAGE]
    ]
    ways = [(_("← Earlier"), page - 1)] if page else []
    ways += [(_("More →"), page + 1)] if page < last else []
    turns = [
        press(tongue.plain(label), Petition(to="proof", what=str(to)).pack()) for label, to in ways
    ]
    file = press(tongue.plain(_("The file with all signatures")), Petition(to="proof_file").pack())
    return Screen(
        "\n\n".join(tongue.html(part) for part in parts),
        inline(*rows, turns, [file] if heads.of else [], [to_menu(tongue)]),
    )


def _named(petition: StoredPetition, head: StoredHead) -> Phrase:
    return labelled(count_of(head), title_of(petition))


def proof_of_screen(
    tongue: Tongue, petition: StoredPetition, head: StoredHead | None, key: str, page: str
) -> Screen:
    """One petition: what was signed of it last, and how anybody checks it."""
    parts = [Phrase("<b>{title}</b>", {"title": title_of(petition)})]
    if head is None:
        parts.append(_("Nothing has been signed yet: that is done in the night."))
    else:
        told = head_of(head).tally
        parts += [
            _(
                "Signed: {moment}\nLines: {lines}\nSupports: {supports}\nTaken back: {withdrawals}"
                "\nFound false: {invalidations}\n<b>Counted: {count}</b>",
                moment=head.signed_at,
                lines=head.size,
                supports=told.supports,
                withdrawals=told.withdrawals,
                invalidations=told.invalidations,
                count=told.count,
            ),
            _("Root of the log:\n<code>{root}</code>", root=head.root.hex()),
            _("Signature:\n<code>{signature}</code>", signature=head.signature.hex()),
        ]
    parts.append(
        _(
            "<b>How to check all of it</b>\nTake the file {file} of this petition from its page on "
            "the web or from whoever runs this bot. Then, on any computer:\n"
            "<code>azamat petitions verify {file} --key {key}</code>\n"
            "It names nobody: everybody stands in it as a hash.",
            file=f"{petition.id}.json",
            key=key,
        )
    )
    back = Petition(to="proof", what=page).pack()
    return Screen(
        "\n\n".join(tongue.html(part) for part in parts),
        inline([press(tongue.plain(_("← All signed counts")), back)], [to_menu(tongue)]),
    )


def file_name(day: date) -> str:
    """Of the file with the heads of a day."""
    return f"azamat-heads-{day}.json"


def heads_file(heads: Heads) -> bytes:
    """The heads of a day for keeping: ``azamat petitions verify FILE --heads THIS``."""
    rows = [head_row(head_of(head), head.signature) for _petition, head in heads.of]
    told = {
        "layout": FILE_LAYOUT,
        "day": heads.day.isoformat() if heads.day else None,
        "public_key": heads.key,
        "heads": rows,
    }
    return json.dumps(told, indent=1).encode() + b"\n"


def file_words(tongue: Tongue, heads: Heads, content: bytes) -> str:
    """What stands under the file."""
    parts = [
        _n(
            "<b>Signed counts of {day}</b>\nOne petition, {supports} supports in all.",
            "<b>Signed counts of {day}</b>\n{count} petitions, {supports} supports in all.",
            len(heads.of),
            day=heads.day or date.min,
            supports=heads.supports,
        ),
        _(
            "The file holds a signature for each count. Whoever keeps it can show later if a count "
            "was rewritten."
        ),
    ]
    told = "\n".join(tongue.html(part) for part in parts)
    return f"{told}\n\nSHA-256: <code>{hashlib.sha256(content).hexdigest()}</code>"
