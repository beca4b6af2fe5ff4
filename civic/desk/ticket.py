"""A ticket: what somebody asked the volunteers, and where that stands.

A state is what the desk has to do next; everything that happened is a moment in the row. Without
one list of the states, the card in the group, the person's page and the clock would each tell a
different story.
"""

from __future__ import annotations

from enum import StrEnum

from civic.phrases import Phrase, _
from storage.tickets import StoredTicket


class State(StrEnum):
    """Where a ticket stands."""

    NEW = "new"
    """Nobody has it, and nobody has answered."""
    NEEDS_ANSWER = "needs_answer"
    """The person waits for the desk."""
    WAITING = "waiting"
    """The desk waits for the person."""
    SNOOZED = "snoozed"
    """Put off until a day."""
    SOLVED = "solved"
    """Done; the person may reopen it by writing."""
    CLOSED = "closed"
    """Over: withdrawn, merged, or silent for two weeks."""


OPEN = (State.NEW, State.NEEDS_ANSWER, State.WAITING, State.SNOOZED)
"""The states in which somebody has something to do, now or later."""


class Topic(StrEnum):
    """What it is about, as people would say it."""

    DANGER = "danger"
    COMPLAINT = "complaint"
    PETITION = "petition"
    COURSE = "course"
    PAPERS = "papers"
    FAMILY = "family"
    WORK = "work"
    HOUSING = "housing"
    HEALTH = "health"
    BOT = "bot"
    OTHER = "other"


TOPIC_NAMES: dict[Topic, Phrase] = {
    Topic.DANGER: _("Violence, threats, fear"),
    Topic.COMPLAINT: _("A complaint"),
    Topic.PETITION: _("A petition"),
    Topic.COURSE: _("Courses"),
    Topic.PAPERS: _("Papers and benefits"),
    Topic.FAMILY: _("Family and children"),
    Topic.WORK: _("Work and wages"),
    Topic.HOUSING: _("Housing"),
    Topic.HEALTH: _("Health"),
    Topic.BOT: _("How this bot works"),
    Topic.OTHER: _("Something else"),
}

STATE_NAMES: dict[State, Phrase] = {
    State.NEW: _("new"),
    State.NEEDS_ANSWER: _("needs an answer"),
    State.WAITING: _("waits for the person"),
    State.SNOOZED: _("put off"),
    State.SOLVED: _("solved"),
    State.CLOSED: _("closed"),
}
"""For the desk."""


STATES_SAID: dict[str, State] = {
    **{state.value: state for state in State},
    "жаңа": State.NEW,
    "новые": State.NEW,
    "новый": State.NEW,
    "жауап": State.NEEDS_ANSWER,
    "ответить": State.NEEDS_ANSWER,
    "күтуде": State.WAITING,
    "ждут": State.WAITING,
    "ждёт": State.WAITING,
    "ждет": State.WAITING,
    "кейінге": State.SNOOZED,
    "отложены": State.SNOOZED,
    "отложен": State.SNOOZED,
    "шешілді": State.SOLVED,
    "решены": State.SOLVED,
    "решён": State.SOLVED,
    "решен": State.SOLVED,
    "жабық": State.CLOSED,
    "закрыты": State.CLOSED,
    "закрыт": State.CLOSED,
}
"""As the staff types a state when it looks for tickets."""


class Source(StrEnum):
    """From where in the bot it was asked; a complaint's id may follow after a colon."""

    MENU = "menu"
    COMPLAINT = "complaint"
    COURSE = "course"
    PETITION = "petition"
    HELP = "help"
    CANARY = "canary"


class Side(StrEnum):
    """Who said it."""

    PERSON = "person"
    VOLUNTEER = "volunteer"
    NOTE = "note"
    """Between volunteers: it never leaves the group."""
    HOUSE = "house"
    """The bot itself."""


class Rating(StrEnum):
    """Three faces."""

    GOOD = "good"
    SO_SO = "so_so"
    BAD = "bad"


RATING_FACES: dict[Rating, str] = {Rating.GOOD: "🙂", Rating.SO_SO: "😐", Rating.BAD: "🙁"}


class ClosedWhy(StrEnum):
    """Why nothing more will come of it."""

    WITHDRAWN = "withdrawn"
    SILENCE = "silence"
    SOLVED = "solved"
    MERGED = "merged"
    DESK = "desk"


def is_open(ticket: StoredTicket) -> bool:
    """Whether somebody has something to do with it, now or later."""
    return ticket.state in OPEN


def can_reopen(ticket: StoredTicket) -> bool:
    """Whether a word of the person opens it again."""
    return ticket.state == State.SOLVED and ticket.shredded_at is None
