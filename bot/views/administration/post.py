"""Letters that wait and letters that did not leave, for administrators: ids and views, no text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2s

from aiogram.types import InlineKeyboardButton

from bot.views.administration.home import to_home
from bot.views.administration.reasons import explained, wordless
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Admin
from civic.phrases import Phrase, _, _n, verbatim
from storage.backlog import MOST_COUNTED, Tally
from storage.letters import Delivery, Lane, State
from storage.stuck_letters import Stuck, Trouble

PER_PAGE = 8
MOST_TROUBLES = 12
"""So many reasons get a button; the rarest ones come up once these are dealt with."""

_LANES = {
    Lane.DIALOGUE: _("Answers"),
    Lane.NOTICE: _("Notices"),
    Lane.BROADCAST: _("Broadcasts"),
}
_VIEWS = {
    "draft_reminder": _("a reminder of what was begun"),
    "mistake_reported": _("a report of a mistake in the directory"),
    "update_set_aside": _("an alarm: a message set aside"),
    "update_retried": _("how a new try went"),
    "letter_failed": _("an alarm: a letter did not leave"),
    "topic_lost": _("an alarm: a topic is gone"),
    "group_moved": _("an alarm: the group has a new number"),
    "trouble": _("an alarm"),
}


def key_of(trouble: Trouble) -> str:
    """Short enough for a button; the same for the same fate and reason."""
    name = f"{trouble.state}:{trouble.reason}".encode()
    return blake2s(name, digest_size=6).hexdigest()


def view_name(view: str) -> Phrase:
    """What kind of letter it is; views that have no words yet are named as they are in code."""
    return _VIEWS.get(view) or verbatim(view)


def post_screen(
    tongue: Tongue, tally: Tally, troubles: Sequence[Trouble], notice: Phrase | None = None
) -> Screen:
    """What waits in each lane, what is held, and a button for each thing that went wrong."""
    parts = [tongue.html(notice)] if notice else []
    parts.append(tongue.html(_("<b>Letters</b>")))
    lanes = []
    for backlog in tally.lanes:
        line = _(
            "{lane}: {due} to leave now, {later} later",
            lane=_LANES[backlog.lane],
            due=_counted(backlog.due),
            later=_counted(backlog.later),
        )
        lanes.append(tongue.html(line))
        if backlog.oldest is not None:
            lanes.append(
                tongue.html(_("   the oldest waits since {moment}", moment=backlog.oldest))
            )
    lanes.append(tongue.html(_("On their way: {count}", count=_counted(tally.sending))))
    lanes.append(
        tongue.html(_("Waiting until their reader comes back: {count}", count=_counted(tally.held)))
    )
    parts.append("\n".join(lanes))
    parts.append(
        tongue.html(
            _("These did not leave. Tap a reason to see what it means and what to do.")
            if troubles
            else _("There are no letters that failed.")
        )
    )
    rows = [
        [press(_label(tongue, trouble), Admin(to="trouble", key=key_of(trouble)).pack())]
        for trouble in troubles[:MOST_TROUBLES]
    ]
    again = press(tongue.plain(_("Look again")), Admin(to="post").pack())
    return Screen("\n\n".join(parts), inline(*rows, [again], [to_home(tongue)]))


def trouble_screen(
    tongue: Tongue,
    trouble: Trouble,
    letters: Sequence[Stuck],
    page: int,
    notice: Phrase | None = None,
) -> Screen:
    """Letters with one reason: what it means, what to do, each of them, all of them."""
    key = key_of(trouble)
    why = explained(trouble.state, trouble.reason)
    parts = [tongue.html(notice)] if notice else []
    parts += [
        f"<b>{tongue.html(why.title)}</b>",
        tongue.html(why.meaning),
        tongue.html(why.remedy),
        tongue.html(
            _(
                "Reason: <code>{reason}</code>. Letters: {count}.",
                reason=wordless(trouble.reason),
                count=trouble.count,
            )
        ),
    ]
    rows = [
        [press(_entry(tongue, letter), Admin(to="letter", key=str(letter.id)).pack())]
        for letter in letters
    ]
    all_of_them = [
        press(tongue.plain(_("Send all again")), Admin(to="resend_all", key=key).pack()),
        press(tongue.plain(_("Drop all")), Admin(to="drop_all", key=key).pack()),
    ]
    turns = pages(tongue, "trouble", key, page, trouble.count, PER_PAGE)
    return Screen("\n\n".join(parts), inline(*rows, turns, all_of_them, [_to_post(tongue)]))


def letter_screen(tongue: Tongue, letter: Stuck, now: datetime) -> Screen:
    """One letter that did not leave."""
    why = explained(letter.state, letter.reason)
    facts = [
        _("Kind: {view}", view=view_name(letter.view)),
        _("Lane: {lane}", lane=_LANES[letter.lane]),
        _("To: a group") if letter.to_group else _("To: a person"),
        _("Tries: {count}", count=letter.attempts),
        _("Since: {moment}", moment=letter.since),
        _("Reason: {reason}", reason=why.title),
    ]
    parts = [
        tongue.html(_("<b>Letter {number}</b>", number=str(letter.id))),
        "\n".join(tongue.html(fact) for fact in facts),
        tongue.html(why.meaning),
        tongue.html(why.remedy),
    ]
    key = str(letter.id)
    choices = [press(tongue.plain(_("Drop it")), Admin(to="drop", key=key).pack())]
    if letter.not_after is not None and letter.not_after <= now:
        parts.append(tongue.html(_("Its time is over: it can only be dropped.")))
    else:
        if letter.delivery is Delivery.AT_MOST_ONCE and letter.state is State.UNKNOWN:
            parts.append(tongue.html(_("Sent again, it may come to its reader twice.")))
        choices.insert(0, press(tongue.plain(_("Send again")), Admin(to="resend", key=key).pack()))
    trouble = Admin(to="trouble", key=key_of(Trouble(letter.state, letter.reason, 1)))
    back = press(tongue.plain(_("← Back to the list")), trouble.pack())
    return Screen("\n\n".join(parts), inline(choices, [back]))


def sure_screen(tongue: Tongue, question: Phrase, yes: Phrase, act: Admin, back: Admin) -> Screen:
    """A question before something that cannot be undone."""
    return Screen(
        tongue.html(question),
        inline(
            [press(tongue.plain(yes), act.pack())],
            [press(tongue.plain(_("No, go back")), back.pack())],
        ),
    )


def drop_question(letter_id: int) -> Phrase:
    """Before one is dropped."""
    return _(
        "Drop letter {number}? It will never be sent, and what it says is destroyed.",
        number=str(letter_id),
    )


def drop_all_question(count: int) -> Phrase:
    """Before all of one reason are dropped."""
    return _n(
        "Drop this one letter? It will never be sent, and what it says is destroyed.",
        "Drop all {count} letters? They will never be sent, and what they say is destroyed.",
        count,
    )


def resend_all_question(trouble: Trouble) -> Phrase:
    """Before all of one reason are sent again."""
    if trouble.state is State.UNKNOWN:
        return _n(
            "Send this one letter again? It may come to its reader twice.",
            "Send all {count} letters again? Some of them may come to their readers twice.",
            trouble.count,
        )
    return _n("Send this one letter again?", "Send all {count} letters again?", trouble.count)


def pages(
    tongue: Tongue, to: str, key: str, page: int, count: int, per_page: int
) -> list[InlineKeyboardButton]:
    """Buttons to the earlier and the later ones."""
    turns = []
    if page > 0:
        turns.append((_("← Earlier"), page - 1))
    if (page + 1) * per_page < count:
        turns.append((_("More →"), page + 1))
    return [
        press(tongue.plain(label), Admin(to=to, key=key, page=turn).pack()) for label, turn in turns
    ]


def _counted(count: int) -> Phrase:
    if count > MOST_COUNTED:
        return _("more than {count}", count=MOST_COUNTED)
    return verbatim(count)


def _label(tongue: Tongue, trouble: Trouble) -> str:
    title = explained(trouble.state, trouble.reason).title
    return f"{tongue.plain(title)} · {tongue.plain(verbatim(trouble.count))}"


def _entry(tongue: Tongue, letter: Stuck) -> str:
    return f"{letter.id} · {tongue.plain(view_name(letter.view))}"


def _to_post(tongue: Tongue) -> InlineKeyboardButton:
    return press(tongue.plain(_("← Letters")), Admin(to="post").pack())
