"""Updates that could not be handled, for administrators: type and error, never what they say."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.intake.arrival import reference_of
from bot.views.administration.home import to_home
from bot.views.administration.post import pages
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Admin
from civic.phrases import Phrase, _, _n, verbatim
from storage.updates import NOTHING_KEPT, SetAside

PER_PAGE = 8

_KINDS = {
    "message": _("a message"),
    "edited_message": _("a message that was rewritten"),
    "callback_query": _("a tap on a button"),
    "my_chat_member": _("the bot was blocked, unblocked, added or removed"),
}
_RESOLUTIONS = {
    "retried": _("It was tried again, and it worked."),
    "handled": _("It was done after all."),
    "dropped": _("It was dropped."),
}


def kind_name(kind: str) -> Phrase:
    """What Telegram calls it, in plain words where it is a kind that the bot asks for."""
    return _KINDS.get(kind) or verbatim(kind)


def shelf_screen(
    tongue: Tongue, count: int, shown: Sequence[SetAside], page: int, notice: Phrase | None = None
) -> Screen:
    """All of them, the oldest first."""
    parts = [tongue.html(notice)] if notice else []
    parts.append(tongue.html(_("<b>Set aside</b>")))
    if count:
        parts.append(
            tongue.html(
                _n(
                    "One thing that somebody did could not be handled. It is kept sealed; nobody "
                    "sees what it says. The person was told a number.",
                    "{count} things that people did could not be handled. They are kept sealed; "
                    "nobody sees what they say. Each person was told a number.",
                    count,
                )
            )
        )
    else:
        parts.append(tongue.html(_("Nothing is set aside.")))
    rows = [
        [press(_entry(tongue, kept), Admin(to="aside", key=str(kept.update_id)).pack())]
        for kept in shown
    ]
    turns = pages(tongue, "shelf", "", page, count, PER_PAGE)
    again = press(tongue.plain(_("Look again")), Admin(to="shelf").pack())
    return Screen("\n\n".join(parts), inline(*rows, turns, [again], [to_home(tongue)]))


def aside_screen(tongue: Tongue, kept: SetAside, notice: Phrase | None = None) -> Screen:
    """One of them: when, what kind, which error, what can be done."""
    parts = [tongue.html(notice)] if notice else []
    facts = [
        _("Kind: {kind}", kind=kind_name(kept.kind)),
        _("When: {moment}", moment=kept.at),
        _("Error: <code>{error}</code>", error=kept.error),
        _("Tries: {count}", count=kept.attempts),
        _("Update: <code>{update}</code>", update=str(kept.update_id)),
    ]
    parts += [
        tongue.html(_("<b>Number {reference}</b>", reference=reference_of(kept.update_id))),
        "\n".join(tongue.html(fact) for fact in facts),
    ]
    key = str(kept.update_id)
    choices: list[InlineKeyboardButton] = []
    drop = press(tongue.plain(_("Drop it")), Admin(to="drop_aside", key=key).pack())
    if kept.resolved_at is not None:
        over = _RESOLUTIONS.get(kept.resolution or "") or verbatim(kept.resolution or "–")
        parts.append(tongue.html(over))
    elif kept.retried_at is not None:
        parts.append(
            tongue.html(_("It is being tried again just now. Whoever asked for it gets a letter."))
        )
        choices = [press(tongue.plain(_("Look again")), Admin(to="aside", key=key).pack())]
    elif kept.error == NOTHING_KEPT:
        parts.append(
            tongue.html(
                _(
                    "To protect the person nothing of what it says was kept. It cannot be tried "
                    "again, only dropped."
                )
            )
        )
        choices = [drop]
    else:
        parts.append(
            tongue.html(
                _(
                    "If the cause is mended (a new version, Telegram works again), try it again: "
                    "the person gets their answer now, and nothing is done twice. If it is of no "
                    "use any more, drop it."
                )
            )
        )
        choices = [
            press(tongue.plain(_("Try again")), Admin(to="retry", key=key).pack()),
            drop,
        ]
    back = press(tongue.plain(_("← Set aside")), Admin(to="shelf").pack())
    return Screen("\n\n".join(parts), inline(choices, [back]))


def drop_question(update_id: int) -> Phrase:
    """Before it is dropped."""
    return _(
        "Drop number {reference}? What it says is destroyed, and the person gets no answer to it.",
        reference=reference_of(update_id),
    )


def _entry(tongue: Tongue, kept: SetAside) -> str:
    return f"{reference_of(kept.update_id)} · {tongue.plain(kind_name(kept.kind))}"
