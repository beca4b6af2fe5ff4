"""Every screen of the volunteers' desk, on both sides, with the longest words there may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.desk.check import Findings, Lack
from bot.views.asking import card as own
from bot.views.asking import news, reading
from bot.views.asking.endings import asked_screen
from bot.views.desk import (
    answering,
    banning,
    card,
    check,
    choosing,
    history,
    lists,
    notices,
    ready,
    ways,
)
from bot.views.desk.reasons import why_not_delivered
from bot.views.screen import Screen
from bot.views.tongue import Tongue
from civic.desk.house import Desk
from civic.desk.letters import News, Notice, StaffNews
from civic.desk.looking import Load, Row, Seen, Spoken
from civic.desk.reaching import Reach, Waits
from civic.desk.saying import Kept
from civic.desk.ticket import Rating, Side, Source, State, Topic
from civic.phrases import verbatim
from storage.ready_answers import ReadyAnswer
from storage.ticket_words import StoredWords
from storage.tickets import StoredTicket

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOSTILE = "<b>&\"' {count} %s"
TICKET = StoredTicket(
    id=10**9,
    asked_in="abcd1234",
    person_id=1,
    topic=Topic.PAPERS,
    region="KZ-75",
    source=Source.COMPLAINT.value + ":abcd1234",
    urgent=True,
    heavy=False,
    state=State.NEW,
    opened_at=NOON,
    owner_id=2,
    due_at=NOON,
    safe_from=18 * 60,
    safe_until=21 * 60,
    rating=Rating.SO_SO,
    reopened=3,
    snoozed_until=NOON + timedelta(days=3),
    opened_until=NOON,
    chat_id=-1002000000001,
)
SEEN = Seen(
    ticket=TICKET,
    language="kk",
    reach=Reach(NOON),
    tags=("алимент", "т" * 30),
    owner_name=HOSTILE[:60],
    owner_telegram_id=200000001,
    waiting=7,
    handover={"asked": HOSTILE, "promised": HOSTILE, "next_date": HOSTILE},
    rating_words=HOSTILE,
    is_heard=False,
)
WORDS = StoredWords(
    id=10**9,
    ticket_id=TICKET.id,
    side=Side.VOLUNTEER,
    author_id=2,
    kind="text",
    text=HOSTILE * 20,
    said_at=NOON,
    failed_at=NOON,
    withdrawn_at=NOON,
)
READY = ReadyAnswer(10**9, "к" * 20, 1, "Ж" * 1500, "Щ" * 1500, None, NOON, None, NOON, None)


def desk_screens(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    """What the volunteers see."""
    yield from _cards(speaking)
    yield from _told(speaking)
    yield from _choices(speaking)
    yield from _lists(speaking)
    yield from _answers(speaking)


def _cards(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    for state in State:
        for heavy in (False, True):
            ticket = replace(TICKET, state=state, heavy=heavy, owner_id=None if heavy else 2)
            for why in (None, *Waits):
                seen = replace(SEEN, ticket=ticket, reach=Reach(None if why else NOON, why))
                yield f"card {state} {why}", card.ticket_card(speaking, seen, verbatim(HOSTILE))
            yield f"more {state}", card.more_screen(speaking, seen)
    for topic in Topic:
        bare = replace(TICKET, topic=topic, source=Source.HELP.value, region=None)
        yield (
            f"bare {topic}",
            card.ticket_card(
                speaking, replace(SEEN, ticket=bare, owner_name=None, owner_telegram_id=None)
            ),
        )


def _told(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    for what in Notice:
        told = {"what": what.value, "words": 1, "reason": "blocked", "into": 2}
        yield f"topic: notice {what}", notices.notice_screen(speaking, SEEN, told)
    yield "topic: merged", notices.notice_screen(speaking, SEEN, {"what": "merged", "other": 3})
    for staff in StaffNews:
        yield (
            f"topic: staff {staff}",
            notices.staff_news_screen(speaking, SEEN, {"what": staff.value}),
        )
    for lack in Lack:
        yield f"topic: lack {lack}", check.check_screen(speaking, Findings(-100, (lack,)))
    yield "topic: all well", check.check_screen(speaking, Findings(-100, ()))
    yield "ban", banning.how_screen(speaking, TICKET.id)


MANY = [replace(TICKET, id=TICKET.id + number) for number in range(12)]


def _choices(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    yield "snooze", choosing.snooze_screen(speaking, SEEN)
    yield "tags", choosing.tags_screen(speaking, SEEN, ["т" * 20, "алимент", "қ" * 30])
    yield "give", choosing.give_screen(speaking, SEEN, [Load(1, "Ә" * 64, 99)] * 12)
    yield "give nobody", choosing.give_screen(speaking, SEEN, [])
    yield "merge", choosing.merge_screen(speaking, SEEN, MANY)
    yield "merge nothing", choosing.merge_screen(speaking, SEEN, [])
    yield "hand", choosing.hand_screen(speaking, SEEN)
    yield "close", choosing.close_screen(speaking, SEEN)
    said = [Spoken(replace(WORDS, side=side), ((HOSTILE, NOON),)) for side in Side] * 9
    said.append(Spoken(replace(WORDS, kind="album", text=None), ()))
    for page in (0, 3, 99):
        yield f"history {page}", history.history_screen(speaking, SEEN, said, page)
    yield "no history", history.history_screen(speaking, SEEN, [], 0)


def _lists(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    rows = [Row(ticket, ("алимент", "т" * 30, "х")) for ticket in MANY[:10]]
    yield "list", lists.list_screen(speaking, verbatim(HOSTILE), rows, more=True)
    for rests in (False, True):
        yield f"own {rests}", lists.own_screen(speaking, rows, rests=rests, more=True)
        yield f"own nothing {rests}", lists.own_screen(speaking, [], rests=rests)
    yield "break", lists.break_screen(speaking, 3)
    yield "break of nothing", lists.break_screen(speaking, 0)


def _answers(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    yield "ready", ready.ready_list_screen(speaking, TICKET.id, [READY] * 12)
    yield "topic: ready, none", ready.none_found_screen(speaking)
    yield "preview", ready.ready_preview_screen(speaking, TICKET.id, READY, "ru")
    for why in (None, *Waits):
        kept = Kept(TICKET, WORDS, "new", reach=Reach(None if why else NOON, why))
        yield f"topic: settled {why}", answering.settled_screen(speaking, kept, NOON)
    later = Kept(TICKET, WORDS, "new", reach=Reach(NOON + timedelta(hours=3)))
    yield "topic: settled later", answering.settled_screen(speaking, later, NOON)
    yield "topic: settled note", answering.settled_screen(speaking, None, NOON)
    to, worries = ways.Desk(to="send", ticket=12, words=7), [verbatim(HOSTILE)] * 7
    yield "confirm", answering.confirmation_screen(speaking, to, worries, HOSTILE)
    yield "confirm a change", answering.change_confirmation_screen(speaking, to, worries, None)
    yield "topic: changed", answering.changed_screen(speaking)
    yield "topic: unchanged", answering.unchanged_screen(speaking)
    yield "note", answering.kept_as_note_screen(speaking, later)
    yield "topic: commands", answering.commands_screen(speaking)
    yield "topic: not copied", answering.not_copied_screen(speaking)
    for reason in ("blocked", "given up: file too large", "whatever"):
        yield f"topic: {reason}", Screen(speaking.html(why_not_delivered(reason)))


def asking_screens(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    """What the person sees."""
    yield "questions", own.list_screen(speaking, [replace(TICKET, id=n) for n in range(1, 20)])
    yield "no questions", own.list_screen(speaking, [])
    for state in State:
        for changes in (
            {},
            {"owner_id": None},
            {"heavy": True},
            {"unsafe_since": NOON},
            {"may_write": False, "due_at": NOON + timedelta(days=1)},
        ):
            ticket = replace(TICKET, state=state, **changes)
            for needs_phrase in (False, True):
                yield (
                    f"question {state} {changes}",
                    own.card_screen(
                        speaking,
                        ticket,
                        NOON,
                        waiting=3,
                        needs_phrase=needs_phrase,
                        notice=verbatim(HOSTILE),
                    ),
                )
    yield "deletion", own.deletion_screen(speaking, TICKET.id)
    desk = Desk(chat_id=None, zone=UTC, name="Қ" * 64)
    long = news.answer_text(speaking, desk, HOSTILE, "ж" * 3600)
    short = news.answer_text(speaking, desk, HOSTILE, HOSTILE)
    yield "topic: answer", Screen(long)
    for what in News:
        screen = news.news_screen(speaking, TICKET, what, {"into": 5})
        yield f"news {what}", screen
    yield "protected news", news.protected_news_screen(speaking, TICKET.id)
    yield "writing", reading.writing_screen(speaking, TICKET)
    for reopened in (False, True):
        for guessed in (False, True):
            yield (
                f"passed on {reopened} {guessed}",
                reading.passed_on_screen(speaking, TICKET, reopened=reopened, guessed=guessed),
            )
    yield "shown", reading.shown_screen(speaking, TICKET, [short, long, short])
    yield "shown media", reading.shown_screen(speaking, TICKET, [])
    yield "nothing new", reading.nothing_new_screen(speaking, TICKET)
    for by in (None, NOON.isoformat()):
        for flags in ({"quiet": True}, {"protected": True}, {"myself": True}, {"open": True}, {}):
            args = {
                "ticket": 12,
                "by": by,
                "sure": True,
                "open": False,
                "urgent": False,
                "quiet": False,
                "protected": False,
                "myself": False,
                **flags,
            }
            yield f"asked {flags}", asked_screen(speaking, args)
