"""The letters that tell administrators what went wrong, each with a button to the right page.

Ids, types of errors and reference numbers only. Whoever is no administrator any more by the time a
letter leaves gets none of them (see `bot.views.letters`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.postman.envelope import Envelope
from bot.views.administration.reasons import explained, wordless
from bot.views.screen import inline, press
from bot.views.staff.ways import Staff
from bot.views.staff.ways import go as go_to
from bot.views.tongue import Tongue
from bot.views.ways import Admin
from civic.phrases import Phrase, _
from storage.letters import State

Args = Mapping[str, Any]


def update_set_aside(tongue: Tongue, args: Args) -> Envelope:
    """An update failed three times."""
    told = _(
        "<b>A message could not be handled</b> and is set aside.\n\n"
        "Reference: <code>{reference}</code>\nUpdate: <code>{update}</code>\n"
        "Error: <code>{error}</code>",
        reference=args["reference"],
        update=str(args["update"]),
        error=args["error"],
    )
    look = Admin(to="aside", key=str(args["update"]))
    return _with_way(tongue, told, _("Look at it"), look)


def update_retried(tongue: Tongue, args: Args) -> Envelope:
    """How a new try of it went, for the administrator who asked for it."""
    if args["error"] is None:
        told = _(
            "Number <code>{reference}</code> was tried again, and it worked. The person has their "
            "answer.",
            reference=args["reference"],
        )
        return _with_way(tongue, told, _("Set aside"), Admin(to="shelf"))
    told = _(
        "Number <code>{reference}</code> was tried again and failed again.\n"
        "Error: <code>{error}</code>",
        reference=args["reference"],
        error=args["error"],
    )
    return _with_way(tongue, told, _("Look at it"), Admin(to="aside", key=str(args["update"])))


def letter_failed(tongue: Tongue, args: Args) -> Envelope:
    """A letter will not leave by itself."""
    why = explained(State.FAILED, args["reason"])
    told = _(
        "<b>A letter did not leave</b>, perhaps others too.\n\n{title}\n{meaning}\n\n{remedy}\n\n"
        "Letter: <code>{letter}</code>\nReason: <code>{reason}</code>",
        title=why.title,
        meaning=why.meaning,
        remedy=why.remedy,
        letter=str(args["letter"]),
        reason=wordless(args["reason"]),
    )
    return _with_way(tongue, told, _("Letters that did not leave"), Admin(to="post"))


def topic_lost(tongue: Tongue, args: Args) -> Envelope:
    """A topic of the group takes no letters any more."""
    what = (
        _("The topic was closed. Open it again, or letters for it will go to the general topic.")
        if args["why"] == "topic closed"
        else _("The topic was deleted. Letters for it go to the general topic from now on.")
    )
    told = _(
        "<b>A topic of the group is gone</b>\n\n{what}\n\n"
        "Group: <code>{chat}</code>\nTopic: <code>{topic}</code>",
        what=what,
        chat=str(args["chat"]),
        topic=str(args["topic"]),
    )
    return _with_way(tongue, told, _("Letters"), Admin(to="post"))


def group_moved(tongue: Tongue, args: Args) -> Envelope:
    """A group became a supergroup: letters follow it, the setting has to."""
    told = _(
        "<b>The group has a new number</b>: it became a supergroup. Letters follow it already. "
        "Please write into the settings:\n\n<code>STAFF_CHAT_ID={new}</code>\n\n"
        "The old one was <code>{old}</code>.",
        new=str(args["new"]),
        old=str(args["old"]),
    )
    return _with_way(tongue, told, _("Letters"), Admin(to="post"))


def trouble(tongue: Tongue, args: Args) -> Envelope:
    """Anything else that somebody has to look at."""
    told = _(
        "<b>Something needs a look</b>\n\nWhere: <code>{where}</code>\nWhat: <code>{what}</code>",
        where=args["where"],
        what=args["what"],
    )
    return _with_way(tongue, told, _("For administrators"), Admin(to="home"))


_DESK: Mapping[str, Phrase] = {
    "out": _(
        "I was removed from the volunteers' group. Questions of people wait and nobody sees them. "
        "Please add me again and make me an administrator."
    ),
    "no_topics": _(
        "I may not manage topics in the volunteers' group any more: tickets come without topics "
        "of their own. In the group: its name → Edit → Administrators → me → Manage topics."
    ),
    "canary": _(
        "Tonight's trial ticket did not come back from the volunteers' group. Questions of people "
        "may not arrive there. Write /desk check in the group: it says what is missing."
    ),
}


def desk_trouble(tongue: Tongue, args: Args) -> Envelope:
    """The volunteers' desk cannot work as it should."""
    told = _(
        "<b>The volunteers' desk needs a look</b>\n\n{what}\n\nGroup: <code>{chat}</code>",
        what=_DESK[args["what"]],
        chat=str(args["chat"]),
    )
    return _with_way(tongue, told, _("Letters"), Admin(to="post"))


def volunteer_asks(tongue: Tongue, args: Args) -> Envelope:
    """Somebody of the volunteers' group has no role yet."""
    told = _(
        "<b>{name}</b> is in the volunteers' group and would like to take a ticket, but is no "
        "volunteer yet. Do you know them?",
        name=str(args["name"]),
    )
    give = Staff(to="give", key=str(args["person"]), what="volunteer")
    return Envelope(
        tongue.html(told), inline([go_to(tongue, _("Yes, make them a volunteer"), give)])
    )


_NOT_SIGNED: Mapping[str, Phrase] = {
    "lines": _("A line of its log is missing or contradicts another."),
    "count": _("Its count is not what the lines of its log say."),
    "rewritten": _("Its log does not begin with what was signed before: it was rewritten."),
    "forged": _("What is kept as its last signature was not made by this bot."),
}


def petition_not_signed(tongue: Tongue, args: Args) -> Envelope:
    """A petition's log is not what it was."""
    told = _(
        "<b>The count of a petition does not agree</b>\n\n{what} It was not signed today. Somebody "
        "or something changed the database past the bot: compare it with your backup before "
        "anything else.\n\nPetition: <code>{petition}</code>",
        what=_NOT_SIGNED[args["what"]],
        petition=args["petition"],
    )
    return _with_way(tongue, told, _("For administrators"), Admin(to="home"))


ALARMS = {
    "petition_not_signed": petition_not_signed,
    "volunteer_asks": volunteer_asks,
    "desk_trouble": desk_trouble,
    "update_set_aside": update_set_aside,
    "update_retried": update_retried,
    "letter_failed": letter_failed,
    "topic_lost": topic_lost,
    "group_moved": group_moved,
    "trouble": trouble,
}


def _with_way(tongue: Tongue, told: Phrase, label: Phrase, to: Admin) -> Envelope:
    return Envelope(tongue.html(told), inline([press(tongue.plain(label), to.pack())]))
