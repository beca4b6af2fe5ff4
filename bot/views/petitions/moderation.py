"""What moderators see: what waits and how long already, and a petition to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.flows.petition_doubts import caution
from bot.flows.petition_place import counted_from
from bot.views.petitions.deciding import ways
from bot.views.petitions.telling import answer_days, counted, now_is, short, title, to, why
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from bot.views.ways import to_menu
from civic.petitions.answers import KEPT_NAMES
from civic.petitions.kinds import BODY_NAMES, TOPIC_NAMES, Body, Topic
from civic.petitions.moderating import CHECKER
from civic.petitions.own import Own
from civic.petitions.reasons import HALT_NAMES, REASON_NAMES
from civic.petitions.states import STATE_NAMES, State
from civic.petitions.texts import LANGUAGES, version_of
from civic.phrases import Phrase, _, _n, verbatim
from civic.regions import regions
from storage.petition_news import StoredNews
from storage.petitions import StoredPetition

MOST = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """One of the queue. ``left``: working days of its term; negative: so many over it."""

    petition: StoredPetition
    days_old: int
    left: int | None


def queue_screen(
    tongue: Tongue,
    waiting: Sequence[Waiting],
    news: Sequence[StoredNews],
    alive: Sequence[StoredPetition],
    notice: Phrase | None = None,
) -> Screen:
    """What is to be decided, the oldest first; then what is to be done with those that live."""
    parts = [notice] if notice else []
    parts.append(_("<b>Moderation of petitions</b>"))
    lines = [tongue.html(_age(it)) for it in waiting[:MOST]]
    if not waiting:
        parts.append(_("No petition waits to be read."))
    text = "\n\n".join(map(tongue.html, parts)) + ("\n\n" + "\n".join(lines) if lines else "")
    if len(waiting) > MOST:
        more = _n("And {count} more.", "And {count} more.", len(waiting) - MOST)
        text += f"\n{tongue.html(more)}"
    rows = [to(tongue, verbatim(short(it.petition, 40)), "mod", it.petition.id) for it in waiting]
    words = [
        to(tongue, _("News of an author: {day}", day=it.written_at.date()), "mnews", it.id)
        for it in news[:MOST]
    ]
    due = [
        to(
            tongue,
            Phrase(
                "{state}: {title}",
                {"state": STATE_NAMES[State(it.state)], "title": short(it, 24)},
            ),
            "mod",
            it.id,
        )
        for it in alive[:MOST]
    ]
    return Screen(text, inline(*rows[:MOST], *words, *due, [to_menu(tongue)]))


def _age(it: Waiting) -> Phrase:
    name = Phrase("{title}", {"title": short(it.petition)})
    age = _n("{count} day old", "{count} days old", it.days_old)
    if it.left is None:
        return Phrase("• {name}: {age}", {"name": name, "age": age})
    term = (
        _n("{count} working day left", "{count} working days left", it.left)
        if it.left >= 0
        else _n("{count} working day late", "{count} working days late", -it.left)
    )
    return Phrase("• {name}: {age}, {term}", {"name": name, "age": age, "term": term})


def petition_screen(tongue: Tongue, own: Own, reader: int, notice: Phrase | None = None) -> Screen:
    """One of them; ``reader`` is the person id of whoever looks."""
    petition = own.petition
    blocks = [[notice]] if notice else []
    blocks += [[title(petition), *_summaries(petition)], list(_facts(own))]
    if own.state in (State.SUBMITTED, State.IN_MODERATION):
        blocks.append(list(_doubts(petition)))
    text = "\n\n".join("\n".join(map(tongue.html, block)) for block in blocks if block)
    return Screen(text, inline(*ways(tongue, own, reader)))


def _summaries(petition: StoredPetition) -> Iterator[Phrase]:
    for summary in (petition.summary_kk, petition.summary_ru):
        if summary:
            yield verbatim(summary)


def _facts(own: Own) -> Iterator[Phrase]:
    petition = own.petition
    yield now_is(petition)
    if reason := why(own.reason):
        yield reason
    where = petition.place or (regions()[petition.region].name if petition.region else None)
    body = BODY_NAMES[Body(petition.body)]
    yield _n(
        "For {body}; needed: {count} vote",
        "For {body}; needed: {count} votes",
        petition.threshold,
        body=body,
    )
    if where:
        yield _("Place: {place}", place=where)
    if source := counted_from(petition.population, petition.population_by):
        yield source
    yield _("Topic: {topic}", topic=TOPIC_NAMES[Topic(petition.topic)])
    yield _("Author: {name}", name=own.author_name or _("unnamed"))
    if petition.moderate_by is not None:
        yield _("A moderator answers by {day}.", day=petition.moderate_by)
    if petition.published_at is not None:
        yield counted(own)
    if own.state in (State.SENT, State.UNDER_REVIEW):
        yield from answer_days(petition, own.late)
    yield from _language(petition)


def _language(petition: StoredPetition) -> Iterator[Phrase]:
    missing = [code for code in LANGUAGES if version_of(petition, code) is None]
    if missing:
        yield _("❗ It is there in one language only. It can be published in both.")
    elif petition.translation_by is not None:
        by = _("a moderator") if petition.translation_by == CHECKER else petition.translation_by
        yield _("Translation, checked by: {name}", name=by)


def _doubts(petition: StoredPetition) -> Iterator[Phrase]:
    for code in LANGUAGES:
        version = version_of(petition, code)
        if version is not None and (found := caution(f"{version.title} {version.text}")):
            yield found
            return


def text_screen(tongue: Tongue, petition: StoredPetition, language: str) -> Screen:
    """The whole text in one language."""
    version = version_of(petition, language)
    back = to(tongue, _("← The petition"), "mod", petition.id)
    if version is None:
        return Screen(tongue.html(_("It is not there in this language.")), inline(back))
    text = Phrase("<b>{title}</b>\n\n{text}", {"title": version.title, "text": version.text})
    return Screen(tongue.html(text), inline(back))


def reasons_screen(tongue: Tongue, petition: StoredPetition) -> Screen:
    """Why it is not accepted: one of the public reasons."""
    ask = _("Why is it not accepted? Everybody may read the reason.")
    rows = (
        to(tongue, name, "mreason", petition.id, reason.value)
        for reason, name in REASON_NAMES.items()
    )
    back = to(tongue, _("← The petition"), "mod", petition.id)
    text = f"{tongue.html(title(petition))}\n\n{tongue.html(ask)}"
    return Screen(text, inline(*rows, back))


def halt_screen(tongue: Tongue, petition: StoredPetition, after: State) -> Screen:
    """Why it is stopped or removed."""
    ask = (
        _("Stop it for a while: why? Everybody may read the reason.")
        if after is State.STOPPED
        else _("Remove it for good: why? Everybody may read the reason.")
    )
    rows = (
        to(tongue, name, "mhalted", petition.id, f"{after.value}.{halt.value}")
        for halt, name in HALT_NAMES.items()
    )
    back = to(tongue, _("← The petition"), "mod", petition.id)
    text = f"{tongue.html(title(petition))}\n\n{tongue.html(ask)}"
    return Screen(text, inline(*rows, back))


def promise_screen(tongue: Tongue, petition: StoredPetition, months: int) -> Screen:
    """What became of a promise."""
    ask = _n(
        "It is {count} month since the answer. What became of the promise?",
        "It is {count} months since the answer. What became of the promise?",
        months,
    )
    rows = (
        to(tongue, name, "mfound", petition.id, f"{months}.{kept.value}")
        for kept, name in KEPT_NAMES.items()
    )
    back = to(tongue, _("← The petition"), "mod", petition.id)
    text = f"{tongue.html(title(petition))}\n\n{tongue.html(ask)}"
    return Screen(text, inline(*rows, back))


def news_screen(tongue: Tongue, news: StoredNews, petition: StoredPetition) -> Screen:
    """An author's words to the supporters, before anybody reads them."""
    parts = [title(petition), _("Its author wants to tell the supporters:")]
    parts += [verbatim(text) for text in (news.text_kk, news.text_ru) if text]
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            to(tongue, _("Let it go to the supporters"), "mnewsok", news.id),
            to(tongue, _("Do not let it go"), "mnewsno", news.id),
            to(tongue, _("← Moderation"), "mqueue"),
        ),
    )
