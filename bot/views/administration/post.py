"""The page of the letters that did not leave: how many, why, what to do. Ids and views only."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.views.administration.home import to_home
from bot.views.administration.pages import last_page, turning
from bot.views.administration.reasons import explained
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Admin
from civic.phrases import Phrase, _, verbatim
from storage.backlog import MOST_COUNTED, Backlog, Tally
from storage.letters import Lane, State
from storage.stuck_letters import Stuck, Trouble

SHOWN = 6
"""Reasons, or letters, on one page."""
AGAIN, DROP, AGAIN_ALL, DROP_ALL = "again", "drop", "again_all", "drop_all"
LANES = {
    Lane.DIALOGUE: _("Answers"),
    Lane.NOTICE: _("Reminders and notices"),
    Lane.BROADCAST: _("News for many"),
}


def key_of(trouble: Trouble | Stuck) -> str:
    """How a button names this trouble: its reason may be longer than a button's data."""
    named = f"{trouble.state.value}:{trouble.reason}".encode()
    return hashlib.blake2s(named, digest_size=6).hexdigest()


def post_screen(
    tongue: Tongue,
    tally: Tally,
    troubles: Sequence[Trouble],
    page: int = 0,
    notice: Phrase | None = None,
) -> Screen:
    """What waits in each lane, and what is stuck, by reason."""
    lines = [_line(backlog) for backlog in tally.lanes]
    lines.append(_("On their way just now: {count}", count=_counted(tally.sending)))
    lines.append(_("Held until their readers come back: {count}", count=_counted(tally.held)))
    parts = [
        tongue.html(_("<b>Letters that did not leave</b>")),
        "\n".join(f"• {tongue.html(line)}" for line in lines),
        tongue.html(
            _("These are stuck. Tap a reason to see what it means and what to do:")
            if troubles
            else _("Nothing is stuck.")
        ),
    ]
    last = last_page(len(troubles), SHOWN)
    page = max(0, min(page, last))
    shown = troubles[page * SHOWN : (page + 1) * SHOWN]
    return Screen(
        _noticed(tongue, notice, parts),
        inline(
            *([_to_trouble(tongue, trouble)] for trouble in shown),
            turning(tongue, Admin(to="post", page=page), last),
            [press(tongue.plain(_("↻ Look again")), Admin(to="post").pack())],
            [to_home(tongue)],
        ),
    )


def trouble_screen(
    tongue: Tongue,
    trouble: Trouble,
    letters: Sequence[Stuck],
    page: int = 0,
    notice: Phrase | None = None,
) -> Screen:
    """One reason: what it means, what to do, and its letters."""
    reason, key = explained(trouble), key_of(trouble)
    parts = [
        f"<b>{tongue.html(reason.title)}</b>",
        tongue.html(_fate(trouble)),
        f"{tongue.html(reason.meaning)} {tongue.html(reason.remedy)}",
    ]
    if detail := trouble.reason.partition(":")[2].strip():
        parts[1] += f"\n<code>{tongue.html(verbatim(detail))}</code>"
    return Screen(
        _noticed(tongue, notice, parts),
        inline(
            *([_to_letter(letter)] for letter in letters),
            turning(
                tongue,
                Admin(to="post_why", key=key, page=page),
                last_page(trouble.count, SHOWN),
            ),
            [
                press(
                    tongue.plain(_("Send all again")),
                    Admin(to="post_ask", key=f"{AGAIN_ALL}.{key}").pack(),
                ),
                press(
                    tongue.plain(_("Drop all")),
                    Admin(to="post_ask", key=f"{DROP_ALL}.{key}").pack(),
                ),
            ],
            [to_post(tongue)],
        ),
    )


def letter_screen(tongue: Tongue, letter: Stuck, now: datetime) -> Screen:
    """One letter: what is known of it, and nothing of what it says."""
    reason = explained(letter)
    lines = [
        _("Kind: <code>{view}</code>", view=letter.view),
        _("Lane: {lane}", lane=LANES[letter.lane]),
        _("To: a group") if letter.to_group else _("To: a person"),
        _("Tries: {count}", count=letter.attempts + 1),
        _("Stuck since: {moment}", moment=letter.since),
    ]
    over = letter.not_after is not None and letter.not_after <= now
    if letter.not_after is not None:
        lines.append(_("Of use until: {moment}", moment=letter.not_after))
    parts = [
        tongue.html(_("<b>Letter {number}</b>", number=str(letter.id))),
        "\n".join(f"• {tongue.html(line)}" for line in lines),
        f"{tongue.html(reason.title)}. {tongue.html(reason.meaning)}",
        tongue.html(_("Its time is over: it can only be dropped.") if over else reason.remedy),
    ]
    drop = Admin(to="post_ask", key=f"{DROP}.{letter.id}").pack()
    again = Admin(to="post_ask", key=f"{AGAIN}.{letter.id}").pack()
    back = Admin(to="post_why", key=key_of(letter)).pack()
    return Screen(
        "\n\n".join(parts),
        inline(
            [] if over else [press(tongue.plain(_("Send it again")), again)],
            [press(tongue.plain(_("Drop it")), drop)],
            [press(tongue.plain(_("← To this reason")), back)],
            [to_post(tongue)],
        ),
    )


def question_screen(tongue: Tongue, act: str, letter: Stuck | None, trouble: Trouble) -> Screen:
    """Asks before it is done: ``act`` for the ``letter``, or for all of the ``trouble``."""
    doubt = trouble.state is State.UNKNOWN
    twice = _("It may have arrived already, and would then arrive twice.")
    number = str(letter.id) if letter else ""
    count = trouble.count
    question, yes = {
        AGAIN: (_("Send letter {number} again?", number=number), _("Yes, send it again")),
        DROP: (
            _("Drop letter {number}? It will never leave.", number=number),
            _("Yes, drop it"),
        ),
        AGAIN_ALL: (
            _("Send all letters with this reason again? How many: {count}.", count=count),
            _("Yes, send all again"),
        ),
        DROP_ALL: (
            _(
                "Drop all letters with this reason? They will never leave. How many: {count}.",
                count=count,
            ),
            _("Yes, drop all"),
        ),
    }[act]
    parts = [question, *([twice] if doubt and act in {AGAIN, AGAIN_ALL} else [])]
    what = number or key_of(trouble)
    back = Admin(to="post_one", key=number) if letter else Admin(to="post_why", key=key_of(trouble))
    return Screen(
        "\n\n".join([*map(tongue.html, parts)]),
        inline(
            [press(tongue.plain(yes), Admin(to="post_do", key=f"{act}.{what}").pack())],
            [press(tongue.plain(_("No, go back")), back.pack())],
        ),
    )


def to_post(tongue: Tongue) -> InlineKeyboardButton:
    """To the page of the letters."""
    return press(tongue.plain(_("← All letters")), Admin(to="post").pack())


def _line(backlog: Backlog) -> Phrase:
    lane, later = LANES[backlog.lane], _counted(backlog.later)
    if backlog.oldest is None:
        return _("{lane}: none wait. For later: {later}", lane=lane, later=later)
    return _(
        "{lane}: {due} wait, the oldest since {since}. For later: {later}",
        lane=lane,
        due=_counted(backlog.due),
        since=backlog.oldest,
        later=later,
    )


def _counted(count: int) -> Phrase:
    if count > MOST_COUNTED:
        return _("more than {count}", count=MOST_COUNTED)
    return verbatim(count)


def _fate(trouble: Trouble) -> Phrase:
    if trouble.state is State.UNKNOWN:
        return _("Nobody knows whether they arrived. How many: {count}", count=trouble.count)
    return _("They did not leave. How many: {count}", count=trouble.count)


def _to_trouble(tongue: Tongue, trouble: Trouble) -> InlineKeyboardButton:
    label = _("{reason}: {count}", reason=explained(trouble).title, count=trouble.count)
    return press(tongue.plain(label), Admin(to="post_why", key=key_of(trouble)).pack())


def _to_letter(letter: Stuck) -> InlineKeyboardButton:
    return press(f"№ {letter.id} · {letter.view}", Admin(to="post_one", key=str(letter.id)).pack())


def _noticed(tongue: Tongue, notice: Phrase | None, parts: Sequence[str]) -> str:
    return "\n\n".join([*([tongue.html(notice)] if notice else []), *parts])
