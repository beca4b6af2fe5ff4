"""How a petition is said in a line: its title, who decides, its counts, its days.

Two counts are two lines, each with where it is from; nothing here adds them up.
"""

from __future__ import annotations

from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.views.screen import press
from bot.views.tongue import Tongue
from bot.views.ways import Petition
from civic.petitions.kinds import BODY_NAMES, Body, Kind, Level
from civic.petitions.states import OUTCOME_NAMES, STATE_NAMES, Outcome, State
from civic.phrases import Bilingual, Phrase, _, _n, in_a_row, verbatim
from civic.regions import regions
from storage.petition_lists import ListedPetition

LONGEST_TITLE, LONGEST_SUMMARY = 200, 900
"""Characters of them that a card shows; the authors' talk asks for less."""
CELLS = 10
_FULL, _EMPTY = "▰", "▱"


def clipped(text: str, most: int) -> str:
    """The text, cut where it is longer than it should ever be."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _both(kk: str | None, ru: str | None, most: int) -> Bilingual:
    return Bilingual(clipped(kk, most) if kk else None, clipped(ru, most) if ru else None)


def title_of(listed: ListedPetition, most: int = LONGEST_TITLE) -> Phrase:
    """Its title in the reader's language; in the other where there is no translation yet."""
    both = _both(listed.title_kk, listed.title_ru, most)
    return verbatim(both) if both.kk or both.ru else _("A petition without a title")


def summary_of(listed: ListedPetition) -> Phrase | None:
    """Its three sentences."""
    both = _both(listed.summary_kk, listed.summary_ru, LONGEST_SUMMARY)
    return verbatim(both) if both.kk or both.ru else None


def is_official(listed: ListedPetition) -> bool:
    """Whether it is voted for elsewhere."""
    return listed.kind == Kind.COMPANION


def label_of(listed: ListedPetition) -> Phrase:
    """What it is, as each card says it."""
    if is_official(listed):
        return _("An official petition: the vote is cast on epetition.kz, with a digital signature")
    return _("An open letter of the NGO, without legal force")


def decider(listed: ListedPetition) -> Phrase:
    """Who decides, and where."""
    body = BODY_NAMES[Body(listed.body)]
    region = regions().get(listed.region or "")
    if listed.level == Level.REPUBLIC or region is None:
        return body
    places = [region.name] if not listed.place else [verbatim(listed.place), region.name]
    return in_a_row([body, *places])


def bar(done: int, needed: int) -> str:
    """How far it is, in signs that every phone has."""
    share = min(max(done, 0), needed) * CELLS // max(needed, 1)
    per_cent = max(done, 0) * 100 // max(needed, 1)
    return f"{_FULL * share}{_EMPTY * (CELLS - share)} {per_cent} %"


def own_count(listed: ListedPetition) -> list[Phrase]:
    """The count of the bot's own, and whose support came from elsewhere."""
    if listed.level == Level.REPUBLIC:
        supported = _n(
            "👥 One supporter of {needed} needed",
            "👥 Supporters: <b>{count}</b> of {needed} needed",
            listed.shown,
            needed=listed.threshold,
        )
        return [supported]
    said = [
        _n(
            "👥 One supporter from the region, of {needed} needed",
            "👥 Supporters from the region: <b>{count}</b> of {needed} needed",
            listed.inside,
            needed=listed.threshold,
        )
    ]
    if listed.shown_outside:
        said.append(
            _n(
                "From elsewhere: one, shown apart",
                "From elsewhere: {count}, shown apart",
                listed.shown_outside,
            )
        )
    return said


def official_count(listed: ListedPetition) -> Phrase | None:
    """The count of epetition.kz with the time at which it was read; never added to ours."""
    if listed.official_id is None:
        return None
    if listed.votes is None or listed.read_at is None:
        return _("🗳 On epetition.kz: the count could not be read yet")
    return _n(
        "🗳 On epetition.kz: one vote of {needed} (read {at})",
        "🗳 On epetition.kz: <b>{count}</b> votes of {needed} (read {at})",
        listed.votes,
        needed=listed.threshold,
        at=listed.read_at,
    )


def days_left(listed: ListedPetition, today: date) -> Phrase | None:
    """How long it collects; ``None`` where it does not, or nobody knows.

    Of an official one nothing is said: until when votes are taken there nobody could confirm.
    """
    if is_official(listed):
        return None
    state = State(listed.state)
    last = listed.first_by if state is State.GATHERING else listed.closes_on
    if state not in {State.GATHERING, State.OPEN, State.REACHED} or last is None:
        return None
    if last <= today:
        return _("⏳ Today is the last day")
    return _n(
        "⏳ One day left, until {day}",
        "⏳ {count} days left, until {day}",
        (last - today).days,
        day=last,
    )


def state_of(listed: ListedPetition) -> Phrase | None:
    """Where it is; ``None`` while it simply collects."""
    state = State(listed.state)
    if state is State.OPEN:
        return None
    if listed.outcome in set(Outcome):
        outcome = OUTCOME_NAMES[Outcome(listed.outcome)]
        return _("Now: {state}; {outcome}", state=named(state), outcome=outcome)
    return _("Now: {state}", state=named(state))


def named(state: State) -> Phrase:
    """The state in words."""
    return STATE_NAMES[state]


def count_line(listed: ListedPetition) -> Phrase:
    """One line for a list: the count, of which kind, of how many."""
    if is_official(listed):
        said = official_count(listed)
        if said is not None:
            return said
    return own_count(listed)[0]


def to(tongue: Tongue, label: Phrase, page: Petition) -> InlineKeyboardButton:
    """A button to a page of petitions."""
    return press(tongue.plain(label), page.pack())


def to_home(tongue: Tongue) -> InlineKeyboardButton:
    """Back to where all lists are."""
    return to(tongue, _("← Petitions"), Petition(to="home"))


def to_card(tongue: Tongue, petition_id: str) -> InlineKeyboardButton:
    """To its card."""
    return to(tongue, _("To the petition"), Petition(to="card", id=petition_id))
