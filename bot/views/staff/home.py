"""One's own place at the desk: roles, the name that people see, and the way to every page."""

from __future__ import annotations

from collections.abc import Collection

from bot.views.screen import Screen, inline, press
from bot.views.staff.ways import Staff, go, told
from bot.views.tongue import Tongue
from bot.views.ways import Petition, to_menu
from civic.desk.roles import ROLE_NAMES, Right, Role, may
from civic.phrases import Phrase, Refusal, _

PAGES: tuple[tuple[Phrase, str, Right | None], ...] = (
    (_("Ready answers"), "answers", None),
    (_("Hours of the desk"), "hours", None),
    (_("Who works here"), "people", Right.GIVE_ROLES),
    (_("Bans"), "bans", Right.BAN),
    (_("Groups of volunteers"), "groups", Right.SET_GROUPS),
)
"""What each button says, where it leads, and whose it is; None is everybody's of the desk."""


MODERATED: tuple[tuple[Phrase, str], ...] = (
    (_("Odd supports"), "odd"),
    (_("Official petitions that are followed"), "following"),
)
"""Pages of the moderators."""


def own_screen(
    tongue: Tongue, roles: Collection[Role], name: str | None, notice: Phrase | None = None
) -> Screen:
    """The page."""
    signed = (
        _("People see your name in answers: <b>{name}</b>.", name=name)
        if name
        else _("People see the organisation's name in your answers, not yours.")
    )
    text = told(
        tongue,
        notice,
        _("<b>My place at the desk</b>"),
        _("You are: {roles}.", roles=named(roles)),
        signed,
    )
    change = _("Change my name") if name else _("Let people see my first name")
    pages = [
        [go(tongue, label, Staff(to=to))]
        for label, to, right in PAGES
        if right is None or may(roles, right)
    ]
    moderated = MODERATED if may(roles, Right.MODERATE) else ()
    return Screen(
        text,
        inline(
            [go(tongue, change, Staff(to="name"))],
            [go(tongue, _("Do not show my name"), Staff(to="nameless"))] if name else [],
            *pages,
            *([press(tongue.plain(label), Petition(to=to).pack())] for label, to in moderated),
            [to_menu(tongue)],
        ),
    )


def welcome_screen(tongue: Tongue, role: Role) -> Screen:
    """An invitation was accepted."""
    text = told(
        tongue,
        _("Welcome to the desk! From now on you are here: {role}.", role=ROLE_NAMES[role]),
        _(
            "Questions of people come into the volunteers' group: ask whoever invited you to add "
            "you. Nobody there sees who the person is, and the person does not see who you are."
        ),
    )
    return Screen(
        text, inline([go(tongue, _("My place at the desk"), Staff(to="me"))], [to_menu(tongue)])
    )


def refused_screen(tongue: Tongue, refusal: Refusal) -> Screen:
    """An invitation that leads nowhere."""
    return Screen(tongue.html(refusal.why), inline([to_menu(tongue)]))


def named(roles: Collection[Role]) -> tuple[Phrase, ...]:
    """The roles in their order."""
    return tuple(ROLE_NAMES[role] for role in Role if role in roles)
