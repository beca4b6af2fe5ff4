"""Bans that stand: why, by whose word, until when. Who the person is stays with the custodians."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.screen import Screen, inline
from bot.views.staff.ways import PER_PAGE, Staff, go, page_of, to_own_page, told, turns
from bot.views.tongue import Tongue
from civic.desk.bans import Ban
from civic.phrases import Phrase, _


def bans_screen(
    tongue: Tongue, bans: Sequence[Ban], at: Staff, notice: Phrase | None = None
) -> Screen:
    """All that stand, the newest first."""
    page = page_of(at, len(bans))
    here = Staff(to="bans", page=page)
    text = told(
        tongue,
        notice,
        _("<b>Bans</b>"),
        None if bans else _("Nobody is banned."),
    )
    return Screen(
        text,
        inline(
            *(
                [go(tongue, _label(ban), Staff(to="ban", key=str(ban.id)))]
                for ban in bans[page * PER_PAGE :][:PER_PAGE]
            ),
            turns(tongue, here, len(bans)),
            [go(tongue, _("Ban somebody"), Staff(to="new_ban"))],
            [to_own_page(tongue)],
        ),
    )


def ban_screen(tongue: Tongue, ban: Ban, reason: str | None, by: Phrase | None) -> Screen:
    """One of them."""
    quiet = _("Quiet: the person is told nothing, and nobody sees what they write.")
    loud = _("Open: the person is told when they write, and until when.")
    facts = [
        _("Why: {reason}", reason=reason) if reason else None,
        _("Since: {moment}", moment=ban.made_at),
        _until(ban),
        _("By: {who}", who=by) if by else None,
    ]
    lines = "\n".join(tongue.html(fact) for fact in facts if fact)
    head = told(tongue, _("<b>Ban {number}</b>", number=str(ban.id)), quiet if ban.quiet else loud)
    return Screen(
        f"{head}\n\n{lines}",
        inline(
            [go(tongue, _("Lift the ban"), Staff(to="lift", key=str(ban.id)))],
            [go(tongue, _("← Bans"), Staff(to="bans"))],
        ),
    )


def _until(ban: Ban) -> Phrase:
    if ban.until is None:
        return _("Until: somebody lifts it")
    return _("Until: {moment}", moment=ban.until)


def _label(ban: Ban) -> Phrase:
    number = str(ban.id)
    if ban.until is None:
        return (
            _("{number} · quiet · until it is lifted", number=number)
            if ban.quiet
            else _("{number} · open · until it is lifted", number=number)
        )
    return (
        _("{number} · quiet · until {moment}", number=number, moment=ban.until)
        if ban.quiet
        else _("{number} · open · until {moment}", number=number, moment=ban.until)
    )
