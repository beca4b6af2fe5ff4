"""Who decides and how many votes that needs: the questions that the number follows from."""

from __future__ import annotations

import re
from datetime import date

from bot.flows.step import Answers
from bot.flows.steps import Choice, Option, Place, Words, Written
from civic.petitions.kinds import BODIES_OF, BODY_NAMES, LEVEL_NAMES, Body, Level
from civic.petitions.population import BY_AUTHOR
from civic.petitions.routing import (
    LEAST,
    MOST,
    Route,
    asks_for_population,
    level_of,
    route,
)
from civic.phrases import Phrase, Refusal, _, _n, above, verbatim
from civic.regions import regions


def level(answers: Answers) -> Level:
    """As the author chose it."""
    return Level(answers["level"])


def region(answers: Answers) -> str | None:
    """ISO 3166-2; ``None`` for the whole country."""
    return answers["region"]["region"] if level(answers) is not Level.REPUBLIC else None


def by_author(answers: Answers) -> int | None:
    """The population that the author looked up."""
    said = answers.get("population")
    return int(said) if said and asks_for_population(level(answers), region(answers)) else None


def body(answers: Answers) -> Body:
    """Who decides."""
    return Body.GOVERNMENT if level(answers) is Level.REPUBLIC else Body(answers["body"])


def route_of(answers: Answers, to: Body | None = None) -> Route | None:
    """The way of a petition with these answers."""
    return route(level(answers), to or body(answers), region(answers), by_author(answers))


def read_population(text: str) -> str:
    """The number in one form: "22 400 адам" is "22400". ``Refusal`` for what is none."""
    digits = re.sub(r"[\s.,']", "", text)
    found = re.match(r"\d+", digits)
    if found is None:
        raise Refusal(_("Please write the number of people in digits, for example 48200."))
    people = int(found[0][:12])
    if not LEAST <= people <= MOST:
        raise Refusal(
            _("This cannot be the population of a region, a district or a city: please look again.")
        )
    return str(people)


def votes_line(way: Route) -> Phrase:
    """The exact number, what it is counted from, and the law."""
    votes = _n(
        "Needed: {count} vote. It is for {body}.",
        "Needed: {count} votes. It is for {body}.",
        way.votes,
        body=BODY_NAMES[way.body],
    )
    source = counted_from(way.population, way.population_by)
    norm = way.row.basis.shown_norm
    parts = [votes, *([source] if source else [])]
    if norm is not None:
        parts.append(_("The law: {norm}.", norm=verbatim(norm)))
    said = parts[0]
    for part in parts[1:]:
        said = Phrase("{a}\n{b}", {"a": said, "b": part})
    return said


def counted_from(population: int | None, by: str | None) -> Phrase | None:
    """Where the population is from; the author's own figure is called that."""
    if population is None or by is None:
        return None
    if by == BY_AUTHOR:
        return _("Counted from {people} people: the author's own figure.", people=population)
    return _(
        "Counted from {people} people on {day} (Bureau of National Statistics, from the news).",
        people=population,
        day=date.fromisoformat(by),
    )


def _ask_who(answers: Answers) -> Phrase:
    name = verbatim(answers["district"]) if answers.get("district") else _region_name(answers)
    return _("Who can decide this in your place: {place}?", place=name)


def _region_name(answers: Answers) -> Phrase:
    iso = region(answers)
    return regions()[iso].name if iso else LEVEL_NAMES[Level.REPUBLIC]


def _hint_who(answers: Answers) -> Phrase:
    hint = _(
        "The akimat builds, repairs and pays: roads, schools, water. The maslikhat votes on the "
        "budget and on local rules."
    )
    iso = region(answers)
    if level(answers) is Level.DISTRICT and level_of(level(answers), iso) is Level.OBLAST:
        return above(_("A city of republican significance counts as a region does."), hint)
    return hint


def _bodies(answers: Answers) -> tuple[Option, ...]:
    offered = []
    for it in BODIES_OF[level_of(level(answers), region(answers))]:
        way = route_of(answers, it)
        label = (
            _n("{body}: {count} vote", "{body}: {count} votes", way.votes, body=BODY_NAMES[it])
            if way
            else BODY_NAMES[it]
        )
        offered.append(Option(it.value, label))
    return tuple(offered)


def is_local(answers: Answers) -> bool:
    """Whether it is for a part of the country."""
    return level(answers) is not Level.REPUBLIC


def _has_district(answers: Answers) -> bool:
    iso = region(answers)
    return level(answers) is Level.DISTRICT and not (iso and regions()[iso].is_city)


def _needs_population(answers: Answers) -> bool:
    return is_local(answers) and asks_for_population(level(answers), region(answers))


def _ask_people(answers: Answers) -> Phrase:
    name = verbatim(answers["district"]) if answers.get("district") else _region_name(answers)
    return _("How many people live there: {place}?", place=name)


PLACE = (
    Choice(
        key="level",
        name=_("For whom it is"),
        ask=_("Whom does it concern?"),
        hint=_("From this follows who decides and how many votes are needed."),
        options=tuple(Option(it.value, LEVEL_NAMES[it]) for it in Level),
    ),
    Place(
        key="region",
        name=_("Region"),
        ask=_("Which region?"),
        hint=_("Tap it, or write the name of any place in it."),
        when=is_local,
    ),
    Words(
        key="district",
        name=_("District or city"),
        ask=_("Which district or city?"),
        hint=_("For example: Bayanauyl district, or the city of Ekibastuz."),
        at_least=3,
        at_most=80,
        when=_has_district,
    ),
    Written(
        key="population",
        name=_("Population"),
        ask=_ask_people,
        hint=_(
            "I have no confirmed figure, and the number of votes follows from it. Look at "
            "stat.gov.kz (Bureau of National Statistics) or at the akimat's site. It will be "
            "called your figure."
        ),
        read=read_population,
        has_now=lambda _answers: False,
        said=lambda said: Phrase("{people}", {"people": int(said)}),
        at_most=40,
        when=_needs_population,
    ),
    Choice(
        key="body",
        name=_("Who decides"),
        ask=_ask_who,
        hint=_hint_who,
        options=_bodies,
        when=is_local,
    ),
)
"""From the level of a matter to the body."""
