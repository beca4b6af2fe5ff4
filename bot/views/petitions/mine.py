""" "My petitions": what I supported and what I started, and having it all forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiogram.types import InlineKeyboardButton

from bot.views.petitions.receipts import standing
from bot.views.petitions.words import named, title_of, to, to_home
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Petition, to_menu
from civic.petitions.states import SHOWN, State
from civic.petitions.supporters import Forgotten
from civic.phrases import Phrase, _, _n
from storage.petition_lists import ListedPetition
from storage.petition_supports import StoredSupport

PER_PAGE = 6
_MOST_STARTED = 8
_IN_A_LIST = 120


def mine_screen(
    tongue: Tongue,
    supports: Sequence[StoredSupport],
    started: Sequence[ListedPetition],
    named_by: Mapping[str, ListedPetition],
    page: int = 0,
) -> Screen:
    """A page of what was supported, the newest first; before it what was started."""
    pages = max(-(-len(supports) // PER_PAGE), 1)
    page = min(max(page, 0), pages - 1)
    first = page * PER_PAGE
    shown = [
        (number, support, named_by[support.petition_id])
        for number, support in enumerate(supports[first : first + PER_PAGE], first + 1)
        if support.petition_id in named_by
    ]
    parts = [tongue.html(_("<b>My petitions</b>"))]
    own = [] if page else list(started[:_MOST_STARTED])
    if own:
        parts.append("\n".join([tongue.html(_("I started:")), *(_own(tongue, it) for it in own)]))
    parts.append(tongue.html(_("I supported:") if shown else _("You have supported none yet.")))
    parts += [_item(tongue, *one) for one in shown]
    return Screen(
        "\n\n".join(parts),
        inline(
            *(
                [to(tongue, title_of(it, 40), Petition(to="card", id=it.id))]
                for it in own
                if State(it.state) in SHOWN
            ),
            *(
                [
                    press(
                        f"{number}. {tongue.plain(title_of(listed, 40))}",
                        Petition(to="receipt", id=listed.id).pack(),
                    )
                ]
                for number, _support, listed in shown
            ),
            _turning(tongue, page, pages),
            [
                to(tongue, _("📄 My data as a file"), Petition(to="export")),
                to(tongue, _("Forget me here"), Petition(to="forget")),
            ]
            if supports or started
            else [],
            [to_home(tongue)],
            [to_menu(tongue)],
        ),
    )


def forget_screen(tongue: Tongue) -> Screen:
    """What having oneself forgotten means, before it is done."""
    question = _(
        "<b>Forget all my supports?</b>\n\n"
        "• Of petitions that are still open your support is taken back.\n"
        "• Of petitions that are closed it stays in the count, and nobody can tell any more that "
        "it was yours: I cannot either.\n"
        "• Your receipts go from “My petitions”, your name and your region with them.\n\n"
        "What you started stays. Nobody is told."
    )
    return Screen(
        tongue.html(question),
        inline(
            [to(tongue, _("Yes, forget them"), Petition(to="forget_yes"))],
            [to(tongue, _("No, leave them"), Petition(to="mine"))],
        ),
    )


def forgotten_screen(tongue: Tongue, done: Forgotten) -> Screen:
    """Done; how many were taken back, how many stay in a count without their person."""
    parts = [
        _("Forgotten."),
        _n("One support was taken back.", "{count} supports were taken back.", done.taken_back),
        _n(
            "One stays in the count of a closed petition, without you.",
            "{count} stay in the counts of closed petitions, without you.",
            done.left,
        ),
    ]
    return Screen("\n".join(map(tongue.html, parts)), inline([to_home(tongue)], [to_menu(tongue)]))


def _own(tongue: Tongue, listed: ListedPetition) -> str:
    named_now = {"title": title_of(listed, _IN_A_LIST), "state": named(State(listed.state))}
    said = Phrase("{title} ({state})", named_now)
    return f"• {tongue.html(said)}"


def _item(tongue: Tongue, number: int, support: StoredSupport, listed: ListedPetition) -> str:
    lines = [
        standing(support),
        _(
            "You are no. {number}. Now: {state}",
            number=support.number,
            state=named(State(listed.state)),
        ),
    ]
    title = tongue.html(title_of(listed, _IN_A_LIST))
    return "\n".join([f"<b>{number}. {title}</b>", *map(tongue.html, lines)])


def _turning(tongue: Tongue, page: int, pages: int) -> list[InlineKeyboardButton]:
    def turn(label: Phrase, number: int) -> InlineKeyboardButton:
        return to(tongue, label, Petition(to="mine", what=str(number)))

    newer = [turn(_("← Newer"), page - 1)] if page else []
    older = [turn(_("Older →"), page + 1)] if page < pages - 1 else []
    return newer + older
