"""What an author sees of a petition of theirs: where it is, what happened, what can be done now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.flows.petition_place import counted_from
from bot.views.petitions.telling import (
    OPEN_LETTER,
    counted,
    days,
    foretold,
    now_is,
    short,
    title,
    to,
    why,
)
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import to_menu
from civic.petitions.answers import KEPT_NAMES, Kept
from civic.petitions.kinds import BODY_NAMES, Body
from civic.petitions.news import TELLS
from civic.petitions.own import Own
from civic.petitions.reasons import named
from civic.petitions.states import MOVES, STATE_NAMES, TAKES_SUPPORT, State
from civic.phrases import Phrase, _, _n, verbatim
from storage.petitions import StoredPetition, StoredStep

_COUNTED = TAKES_SUPPORT | {
    State.SENT,
    State.UNDER_REVIEW,
    State.ANSWERED,
    State.WATCHED,
    State.ARCHIVED,
    State.EXPIRED,
    State.STOPPED,
}
MOST_LISTED, MOST_STEPS = 20, 25


def own_screen(tongue: Tongue, own: Own, notice: Phrase | None = None) -> Screen:
    """The page of one."""
    blocks = [[notice]] if notice else []
    blocks += [[title(own.petition), OPEN_LETTER], list(_stands(own))]
    if own.state in _COUNTED and own.petition.published_at is not None:
        blocks.append([counted(own), *(foretold(own.forecast) if _is_open(own) else ())])
    blocks.append(list(_said(own)))
    text = "\n\n".join("\n".join(map(tongue.html, block)) for block in blocks if block)
    return Screen(text, inline(*_ways(tongue, own)))


def _is_open(own: Own) -> bool:
    return own.state is State.OPEN


def _stands(own: Own) -> Iterator[Phrase]:
    petition = own.petition
    yield now_is(petition)
    yield from days(own)
    yield _n(
        "For {body}; needed: {count} vote",
        "For {body}; needed: {count} votes",
        petition.threshold,
        body=BODY_NAMES[Body(petition.body)],
    )
    if source := counted_from(petition.population, petition.population_by):
        yield source


def _said(own: Own) -> Iterator[Phrase]:
    if own.state is State.RETURNED and own.note:
        yield _("The moderator wrote: {note}", note=own.note)
    is_halted = own.state in (State.REJECTED, State.STOPPED, State.REMOVED)
    if is_halted and (reason := why(own.reason)):
        yield reason
    for look in own.promises:
        if look.found is not None:
            yield _n(
                "After {count} month: {found}",
                "After {count} months: {found}",
                look.months,
                found=KEPT_NAMES[Kept(look.found)],
            )


def _ways(tongue: Tongue, own: Own) -> Iterator[list[InlineKeyboardButton]]:
    id_, state = own.petition.id, own.state
    if state is State.RETURNED:
        yield to(tongue, _("✏️ Change it and give it again"), "edit", id_)
    if state in TAKES_SUPPORT:
        yield to(tongue, _("🔗 Invite supporters"), "invite", id_)
    if state in TELLS:
        yield to(tongue, _("Write to the supporters"), "update", id_)
    yield to(tongue, _("What happened so far"), "steps", id_)
    if own.petition.published_at is not None:
        yield to(tongue, _("As everybody sees it"), "card", id_)
    if State.WITHDRAWN in MOVES[state]:
        yield to(tongue, _("Withdraw it"), "withdraw", id_)
    yield [*to(tongue, _("My petitions"), "authored"), to_menu(tongue)]


def steps_screen(tongue: Tongue, own: Own) -> Screen:
    """The time line."""
    lines = [tongue.html(_step(step)) for step in own.steps[-MOST_STEPS:]]
    text = f"{tongue.html(title(own.petition))}\n\n" + "\n".join(lines)
    return Screen(text, inline(_back(tongue, own.petition.id)))


def _step(step: StoredStep) -> Phrase:
    state = STATE_NAMES[State(step.state)]
    if reason := named(step.reason):
        why_so = Phrase("{state}. {reason}", {"state": state, "reason": reason})
        return Phrase("• {when}: {state}", {"when": step.at, "state": why_so})
    return Phrase("• {when}: {state}", {"when": step.at, "state": state})


def invite_screen(tongue: Tongue, petition: StoredPetition, link: str) -> Screen:
    """The link that leads to it, and how to use it well."""
    parts = [
        title(petition),
        _("Send this link to those whom it concerns:"),
        Phrase("<code>{link}</code>", {"link": link}),
        _(
            "It works best from person to person, with a word of your own. Nobody may be paid or "
            "rewarded for supporting."
        ),
    ]
    if petition.state == State.GATHERING:
        parts.append(
            _("Until its first supporters have come it is not listed: only this link leads to it.")
        )
    copy = CopyTextButton(text=link)
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            [InlineKeyboardButton(text=tongue.plain(_("Copy the link")), copy_text=copy)],
            _back(tongue, petition.id),
        ),
    )


def withdraw_screen(tongue: Tongue, petition: StoredPetition) -> Screen:
    """A question first: it is for good."""
    parts = [
        title(petition),
        _(
            "Withdraw this petition? It collects no more support and is sent to nobody. That "
            "cannot be undone."
        ),
    ]
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            to(tongue, _("Yes, withdraw it"), "withdrawn", petition.id),
            _back(tongue, petition.id),
        ),
    )


def list_screen(tongue: Tongue, mine: Sequence[StoredPetition]) -> Screen:
    """All that somebody began."""
    head = _("<b>Petitions that I started</b>")
    if not mine:
        none = _("You have started none yet.")
        return Screen(
            "\n\n".join(map(tongue.html, (head, none))),
            inline(to(tongue, _("✍️ Start a petition"), "start"), [to_menu(tongue)]),
        )
    lines = (
        tongue.html(Phrase("• {title}: {state}", {"title": short(it), "state": _state(it)}))
        for it in mine[:MOST_LISTED]
    )
    rows = (to(tongue, verbatim(short(it, 40)), "own", it.id) for it in mine[:MOST_LISTED])
    return Screen(
        "\n".join([tongue.html(head), "", *lines]),
        inline(*rows, to(tongue, _("✍️ Start a petition"), "start"), [to_menu(tongue)]),
    )


def _state(petition: StoredPetition) -> Phrase:
    return STATE_NAMES[State(petition.state)]


def _back(tongue: Tongue, petition_id: str) -> list[InlineKeyboardButton]:
    return to(tongue, _("← My petition"), "own", petition_id)
