"""What the bot says in a ticket's topic, and to the staff in private."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.types import InlineKeyboardMarkup

from bot.views.desk.card import ticket_card
from bot.views.desk.reasons import why_not_delivered
from bot.views.desk.ways import Desk, way
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from civic.desk.letters import Notice, StaffNews
from civic.desk.looking import Seen
from civic.desk.ticket import OPEN, RATING_FACES, Rating
from civic.phrases import Phrase, _, labelled, verbatim

_NOTICES: dict[Notice, Phrase] = {
    Notice.RELEASED: _("🔓 Nobody has this ticket any more. Whoever can, please take it."),
    Notice.ANSWER_DUE: _("⏰ An answer is due now, and nobody has this ticket."),
    Notice.LATE: _("⏰ The answer is late. The coordinators know, and the person was told."),
    Notice.WOKE: _("💤 The day has come until which this was put off."),
    Notice.HANDED_OVER: _("🤝 Handed over. What to know stands on the card."),
    Notice.REOPENED: _("🔁 The person wrote again: the ticket is open."),
    Notice.BLOCKED: _(
        "🚫 The person blocks the bot. The answer waits, and leaves when they come back."
    ),
    Notice.WITHDRAWN: _("The person needs no answer any more. The ticket is closed."),
    Notice.CLOSED: _("🔒 Closed after two weeks of silence."),
    Notice.NOT_SAFE: _("🚫 It is not safe to write to the person now. Answers wait."),
    Notice.SAFE_AGAIN: _("The person may be written to again. What waited leaves now."),
    Notice.TOPIC_LOST: _(
        "The topic of this ticket was deleted, so here is another one. Nothing is lost: “What was "
        "said” on the card shows it all."
    ),
    Notice.TAKEN_BACK: _("The person says that the last message was not for you. It goes."),
    Notice.WORDS_GONE: _("The person deleted a message before it arrived here."),
}

_STAFF_NEWS: dict[StaffNews, Phrase] = {
    StaffNews.RELEASE_NEAR: _(
        "The person still waits for you. Please write a word or hand the ticket over: otherwise it "
        "will soon be free for others."
    ),
    StaffNews.ANSWER_DUE: _("⏰ An answer is due now."),
    StaffNews.LATE: _("⏰ The answer is late. Please look who can give it."),
    StaffNews.GIVEN: _("This ticket was given to you."),
    StaffNews.NO_GROUP: _(
        "Somebody asks a volunteer, and there is no volunteers' group yet, so nobody sees it. Make "
        "a group with topics, add the bot as an administrator and set STAFF_CHAT_ID; /desk check "
        "in the group says what is missing."
    ),
}


def notice_screen(tongue: Tongue, seen: Seen, told: Mapping[str, Any]) -> Screen:
    """A word in the topic; what failed has buttons to mend it."""
    what = Notice(told["what"])
    ticket = seen.ticket
    if what is Notice.NOT_DELIVERED:
        again = Desk(to="again", ticket=ticket.id, words=int(told["words"]))
        drop = Desk(to="drop", ticket=ticket.id, words=int(told["words"]))
        text = _(
            "😢 This answer did not reach the person: {reason} They still wait.",
            reason=why_not_delivered(str(told.get("reason") or "")),
        )
        return Screen(
            tongue.html(text),
            inline(
                [way(tongue, _("Send it again"), again)],
                [way(tongue, _("Do not send it"), drop)],
            ),
        )
    if what is Notice.RATED:
        face = RATING_FACES[Rating(ticket.rating)] if ticket.rating else "·"
        said = f"\n«{tongue.html(verbatim(seen.rating_words))}»" if seen.rating_words else ""
        return Screen(tongue.html(_("The person says how it was: {face}", face=face)) + said)
    if what is Notice.MERGED:
        text = (
            _("This ticket goes on as № {number}.", number=str(told["into"]))
            if "into" in told
            else _("№ {number} is part of this ticket now.", number=str(told["other"]))
        )
        return Screen(tongue.html(text))
    return Screen(tongue.html(_NOTICES[what]), _free_to_take(tongue, seen))


def _free_to_take(tongue: Tongue, seen: Seen) -> InlineKeyboardMarkup | None:
    """The way to take it, under whatever tells that nobody has it."""
    if seen.ticket.owner_id is not None or seen.ticket.state not in OPEN:
        return None
    return inline([way(tongue, _("✋ Take it"), Desk(to="take", ticket=seen.ticket.id))])


def staff_news_screen(tongue: Tongue, seen: Seen, told: Mapping[str, Any]) -> Screen:
    """For one of the staff, in private: what it is about, and the card below."""
    what = StaffNews(told["what"])
    if what is StaffNews.NO_GROUP:
        return Screen(tongue.html(labelled(f"№ {seen.ticket.id}", _STAFF_NEWS[what])))
    return ticket_card(tongue, seen, _STAFF_NEWS[what])
