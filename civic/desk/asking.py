"""Somebody asks a person: a ticket is made, once, however often the last answer arrives."""

from __future__ import annotations

from dataclasses import dataclass, replace

from civic.act import Act
from civic.desk.bans import standing_ban
from civic.desk.groups import group_for
from civic.desk.hours import hours_of
from civic.desk.house import Desk
from civic.desk.letters import Post, StaffNews
from civic.desk.ticket import Side, State, Topic
from civic.desk.timetable import due_at, look_at
from civic.phrases import Refusal, _n
from storage import audit, people, ticket_words, tickets
from storage.cases import in_hand, open_case
from storage.ticket_words import StoredWords
from storage.tickets import StoredTicket

LONGEST = 1900
"""Characters of one message of the story: Telegram counts two for some, and takes 4096."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the person said in the script. ``draft`` is its id: by it a repetition is known.

    ``safe_from`` and ``safe_until`` are minutes of the day in Kazakhstan.
    """

    draft: str
    topic: Topic
    source: str
    words: str
    urgent: bool = False
    heavy: bool = False
    region: str | None = None
    may_write: bool = True
    safe_from: int | None = None
    safe_until: int | None = None
    code_phrase: str | None = None
    language: str | None = None
    """In which they talked, where they never chose one."""


async def ask(act: Act, desk: Desk, asked: Asked) -> StoredTicket:
    """Keep it and tell the desk; ``Refusal`` for whoever is banned or has too many open."""
    quietly_banned = await must_be_free_to_ask(act, desk, asked.draft, heavy=asked.heavy)
    if act.person.language is None and asked.language is not None:
        await people.set_language(act.connection, act.person.id, asked.language)
    hours = await hours_of(act.connection, desk.zone)
    ticket = StoredTicket(
        id=0,
        asked_in=asked.draft,
        person_id=act.person.id,
        topic=asked.topic,
        region=asked.region,
        source=asked.source,
        urgent=asked.urgent,
        heavy=asked.heavy,
        unseen=quietly_banned,
        state=State.NEW,
        opened_at=act.now,
        person_said_at=act.now,
        may_write=asked.may_write,
        safe_from=asked.safe_from,
        safe_until=asked.safe_until,
        chat_id=await group_for(act.connection, desk, asked.topic, asked.region),
    )
    ticket = replace(ticket, due_at=due_at(ticket, desk.terms, hours, act.now))
    ticket = replace(ticket, look_at=look_at(ticket, desk.terms, hours))
    ticket, is_new = await tickets.add(act.connection, ticket)
    if is_new:
        await _say_first_words(act, ticket, asked)
        # whoever asked from the help branch is named in no line of the audit
        named = None if asked.heavy else act.person.id
        await audit.note(act.connection, act.now, "ticket.asked", named, ticket.case_id)
        if ticket.chat_id is None and not ticket.unseen:
            await tell_there_is_no_group(act, desk, ticket)
    return ticket


async def must_be_free_to_ask(
    act: Act, desk: Desk, draft: str = "", *, heavy: bool = False
) -> bool:
    """``Refusal`` for whoever is banned or has too many open, before they tell their story.

    Whether they are banned quietly: they may go on, and nobody sees it.
    """
    ban = await standing_ban(act.connection, act.person.id, act.now)
    if ban is not None and not ban.quiet:
        raise Refusal(ban.told())
    await _refuse_too_many(act, desk, draft, heavy=heavy)
    return ban is not None


async def _say_first_words(act: Act, ticket: StoredTicket, asked: Asked) -> None:
    with in_hand(await open_case(act.connection, act.ring, ticket.case_id, act.now)):
        if asked.code_phrase is not None:
            await tickets.change(act.connection, ticket.id, code_phrase=asked.code_phrase.strip())
        first = [
            await ticket_words.add(
                act.connection,
                StoredWords(
                    id=0,
                    ticket_id=ticket.id,
                    side=Side.PERSON,
                    author_id=act.person.id,
                    kind="text",
                    text=part,
                    said_at=act.now,
                    put_at=act.now,
                ),
            )
            for part in in_messages(asked.words)
        ]
    post = Post.of(act)
    await post.card(ticket)
    for words in first:
        await post.words(ticket, words)


def in_messages(text: str) -> list[str]:
    """What was told in one breath, in pieces that fit into messages, cut where a line ends."""
    parts: list[str] = []
    rest = text.strip()
    while len(rest) > LONGEST:
        cut = rest.rfind("\n", LONGEST // 2, LONGEST)
        cut = cut if cut > 0 else rest.rfind(" ", LONGEST // 2, LONGEST)
        cut = cut if cut > 0 else LONGEST
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest]


async def _refuse_too_many(act: Act, desk: Desk, draft: str, *, heavy: bool) -> None:
    waiting = await tickets.open_of_person(act.connection, act.person.id)
    if any(one.asked_in == draft for one in waiting):
        return
    most = desk.terms.open_at_once
    if len(waiting) >= most and not heavy:
        raise Refusal(
            _n(
                "You have a question open already (№ {first}). Please write there: the volunteers "
                "see it at once.",
                "You have {count} questions open already. Please write in one of them (№ {first}), "
                "or close one: the volunteers see it at once.",
                len(waiting),
                first=str(waiting[0].id),
            )
        )


async def tell_there_is_no_group(act: Act, desk: Desk, ticket: StoredTicket) -> None:
    """Somebody waits, and there is nobody to see it: the administrators hear of it."""
    for administrator in desk.administrators:
        await Post.of(act).staff_news(ticket, StaffNews.NO_GROUP, administrator)
