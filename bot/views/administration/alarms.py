"""Letters to administrators: something needs a look, and the button leads to the right page.

Ids, types of errors and reference numbers; never a word of what anybody wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.postman.envelope import Envelope
from bot.views.administration.home import to_home
from bot.views.administration.reasons import explained_reason
from bot.views.administration.set_aside import to_set_aside
from bot.views.screen import inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Admin
from civic.phrases import _
from storage.letters import State

Args = Mapping[str, Any]


def update_set_aside(speaking: Tongue, args: Args) -> Envelope:
    """What somebody sent failed three times."""
    text = _(
        "<b>A message could not be handled</b> and is set aside.\n\n"
        "Reference: <code>{reference}</code>\nUpdate: <code>{update}</code>\n"
        "Error: <code>{error}</code>",
        reference=args["reference"],
        update=str(args["update"]),
        error=args["error"],
    )
    look = Admin(to="aside_one", key=str(args["update"])).pack()
    return Envelope(speaking.html(text), inline([press(speaking.plain(_("Look at it")), look)]))


def update_tried_again(speaking: Tongue, args: Args) -> Envelope:
    """How it went, to the administrator who wished it."""
    if args["error"] is None:
        text = _(
            "<b>Done:</b> {reference} is handled, as if it had just arrived.",
            reference=args["reference"],
        )
        return Envelope(speaking.html(text), inline([to_set_aside(speaking)]))
    text = _(
        "<b>It failed again:</b> {reference}, <code>{error}</code>. It stays set aside.",
        reference=args["reference"],
        error=args["error"],
    )
    look = Admin(to="aside_one", key=str(args["update"])).pack()
    return Envelope(speaking.html(text), inline([press(speaking.plain(_("Look at it")), look)]))


def letter_failed(speaking: Tongue, args: Args) -> Envelope:
    """Letters do not leave; told once an hour for each reason."""
    reason = explained_reason(args["reason"], State.FAILED)
    text = _(
        "<b>A letter did not leave</b>\n\n{reason}. {meaning} {remedy}",
        reason=reason.title,
        meaning=reason.meaning,
        remedy=reason.remedy,
    )
    look = press(speaking.plain(_("Letters that did not leave")), Admin(to="post").pack())
    return Envelope(speaking.html(text), inline([look]))


def topic_lost(speaking: Tongue, args: Args) -> Envelope:
    """A topic of the volunteers' group takes no letters."""
    if args["reason"] == "topic deleted":
        text = _(
            "<b>A topic is gone</b>\n\nTopic {topic} of the group was deleted. Its letters go to "
            "the general topic, with a word that says so.",
            topic=str(args["topic"]),
        )
    else:
        text = _(
            "<b>A topic is closed</b>\n\nTopic {topic} of the group is closed, and the bot may "
            "not write there. Its letters go to the general topic, with a word that says so. "
            "Open it again, or let the bot manage topics.",
            topic=str(args["topic"]),
        )
    return Envelope(speaking.html(text), inline([to_home(speaking)]))


def group_moved(speaking: Tongue, args: Args) -> Envelope:
    """A group has a new number: letters follow, the setting has to."""
    text = _(
        "<b>The group has a new number</b>\n\nIt became a supergroup. Letters follow it by "
        "themselves. In the settings, please change\n<code>STAFF_CHAT_ID={old}</code> to\n"
        "<code>STAFF_CHAT_ID={new}</code>",
        old=args["old"],
        new=args["new"],
    )
    return Envelope(speaking.html(text), inline([to_home(speaking)]))


def trouble(speaking: Tongue, args: Args) -> Envelope:
    """Anything else."""
    text = _(
        "<b>Something needs a look</b>\n\nWhere: <code>{where}</code>\nWhat: <code>{what}</code>",
        where=args["where"],
        what=args["what"],
    )
    return Envelope(speaking.html(text), inline([to_home(speaking)]))


ALARMS = {
    view.__name__: view
    for view in (
        update_set_aside,
        update_tried_again,
        letter_failed,
        topic_lost,
        group_moved,
        trouble,
    )
}
"""By the name that their letters carry."""
