"""Who works at the desk: roles given and taken with a tap, invitations to pass on."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.views.screen import Screen, inline
from bot.views.staff.home import named
from bot.views.staff.ways import PER_PAGE, Staff, bold, go, page_of, to_own_page, told, turns
from bot.views.tongue import Tongue
from civic.desk.members import Member
from civic.desk.roles import ROLE_NAMES, Role
from civic.phrases import Phrase, _, labelled, verbatim

WHAT_IT_MAY: dict[Role, Phrase] = {
    Role.VOLUNTEER: _("A volunteer takes people's questions and answers them."),
    Role.COORDINATOR: _(
        "A coordinator gives questions to volunteers, approves ready answers, sets the hours, bans."
    ),
    Role.CUSTODIAN: _(
        "A custodian alone may open who a person is; each time it is written down who did."
    ),
    Role.ADMINISTRATOR: _("An administrator gives roles and looks after the bot."),
    Role.MODERATOR: _("A moderator reads petitions and decides whether they are published."),
}


def people_screen(tongue: Tongue, members: Sequence[Member], at: Staff) -> Screen:
    """Everybody, with what they are."""
    page = page_of(at, len(members))
    shown = members[page * PER_PAGE : (page + 1) * PER_PAGE]
    lines = [
        tongue.html(labelled(who(member), named(member.roles))) if member.roles else ""
        for member in shown
    ]
    buttons = [
        [go(tongue, who(member), Staff(to="person", key=str(member.person_id)))]
        for member in shown
        if member.person_id is not None
    ]
    here = Staff(to="people", page=page)
    return Screen(
        told(tongue, _("<b>Who works here</b>")) + "\n\n" + "\n".join(filter(None, lines)),
        inline(
            *buttons,
            turns(tongue, here, len(members)),
            [go(tongue, _("Invite somebody"), Staff(to="invite"))],
            [to_own_page(tongue)],
        ),
    )


def person_screen(tongue: Tongue, member: Member, notice: Phrase | None = None) -> Screen:
    """One of them: each role is given or taken with a tap."""
    roles = named(member.roles)
    text = told(
        tongue,
        notice,
        bold(who(member)),
        _("At the desk: {roles}.", roles=roles) if roles else _("Holds no role at the desk."),
        _("An administrator by the settings of the bot: no button changes that.")
        if member.is_fixed
        else None,
    )
    return Screen(
        text,
        inline(
            *(
                [_give_or_take(tongue, member, role)]
                for role in Role
                if not (member.is_fixed and role is Role.ADMINISTRATOR)
            ),
            [go(tongue, _("← Who works here"), Staff(to="people"))],
        ),
    )


def _give_or_take(tongue: Tongue, member: Member, role: Role) -> InlineKeyboardButton:
    key, name = str(member.person_id), ROLE_NAMES[role]
    if role in member.roles:
        return go(tongue, _("Take away: {role}", role=name), Staff(to="take", key=key, what=role))
    return go(tongue, _("Make it: {role}", role=name), Staff(to="give", key=key, what=role))


def invite_screen(tongue: Tongue) -> Screen:
    """For which role?"""
    may = "\n".join(f"• {tongue.html(phrase)}" for phrase in WHAT_IT_MAY.values())
    question = _("Whom would you like to invite? The link is good for one person, for two days.")
    return Screen(
        f"{tongue.html(question)}\n\n{may}",
        inline(
            *(
                [go(tongue, _capital(tongue, role), Staff(to="invited", what=role))]
                for role in Role
            ),
            [go(tongue, _("← Who works here"), Staff(to="people"))],
        ),
    )


def link_screen(tongue: Tongue, role: Role, link: str) -> Screen:
    """The link, told this once."""
    text = told(
        tongue,
        _(
            "An invitation: {role}. Send this link to the one person whom it is for. It works "
            "once, within two days; I do not keep it and cannot show it again.",
            role=ROLE_NAMES[role],
        ),
        Phrase("<code>{link}</code>", {"link": link}),
    )
    copy = InlineKeyboardButton(
        text=tongue.plain(_("Copy the link")), copy_text=CopyTextButton(text=link)
    )
    return Screen(text, inline([copy], [go(tongue, _("← Who works here"), Staff(to="people"))]))


def who(member: Member) -> Phrase:
    """As colleagues know them: the name that they show, else Telegram's number."""
    number = f"ID {member.telegram_id}"
    return verbatim(f"{member.name} · {number}" if member.name else number)


def _capital(tongue: Tongue, role: Role) -> Phrase:
    name = tongue.plain(ROLE_NAMES[role])
    return verbatim(name[:1].upper() + name[1:])
