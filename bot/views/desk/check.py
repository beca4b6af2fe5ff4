"""What is missing in the volunteers' group, with what to tap for each."""

from __future__ import annotations

from bot.desk.check import Findings, Lack
from bot.views.screen import Screen
from bot.views.tongue import Tongue
from civic.phrases import Phrase, _

_LACKS: dict[Lack, Phrase] = {
    Lack.NOT_SET: _(
        "This group is not in the settings yet. Write into <code>.env</code> and start me again:\n"
        "<code>STAFF_CHAT_ID={chat}</code>"
    ),
    Lack.OTHER_GROUP: _(
        "The settings name another group. If this is the one, write into <code>.env</code> and "
        "start me again:\n<code>STAFF_CHAT_ID={chat}</code>"
    ),
    Lack.UNREACHABLE: _("I am not in this group any more. Please add me again."),
    Lack.NO_SUPERGROUP: _(
        "This is a plain group. Tap its name → Edit → Topics: switch them on, and it becomes a "
        "supergroup. Its number changes then; I follow it, the settings should too."
    ),
    Lack.NO_TOPICS: _(
        "Topics are off. Tap the group's name → Edit → Topics: switch them on. Until then all "
        "tickets come into one chat, and you answer by replies."
    ),
    Lack.NO_ADMINISTRATOR: _(
        "I am no administrator. Tap the group's name → Edit → Administrators → Add → me, with "
        "“Manage topics” and “Delete messages”."
    ),
    Lack.MAY_NOT_MANAGE_TOPICS: _(
        "I may not manage topics. Tap the group's name → Edit → Administrators → me → “Manage "
        "topics”."
    ),
    Lack.MAY_NOT_DELETE: _(
        "I may not delete messages, so what must be forgotten stays here. Tap the group's name → "
        "Edit → Administrators → me → “Delete messages”."
    ),
    Lack.DOES_NOT_HEAR: _(
        "I do not hear plain messages here. Make me an administrator, or open @BotFather → "
        "/setprivacy → Disable, and add me to the group anew."
    ),
}


def check_screen(tongue: Tongue, findings: Findings) -> Screen:
    """All that is missing, or that all is well."""
    if not findings.lacks:
        well = _("✅ All is well: each ticket comes here into a topic of its own, and I hear you.")
        return Screen(tongue.html(well))
    lines = [
        f"• {tongue.html(Phrase(_LACKS[lack].msgid, {'chat': str(findings.chat_id)}))}"
        for lack in findings.lacks
    ]
    head = tongue.html(_("<b>This is still missing:</b>"))
    return Screen("\n\n".join([head, *lines]))
