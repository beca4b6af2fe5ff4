"""Every page and letter of petitions for authors and moderators, with short and overlong words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.views.petitions import letters_to_author as author
from bot.views.petitions.letters_to_others import to_moderator, to_supporter
from bot.views.petitions.moderation import (
    Waiting,
    halt_screen,
    news_screen,
    petition_screen,
    promise_screen,
    queue_screen,
    reasons_screen,
    text_screen,
)
from bot.views.petitions.own import (
    invite_screen,
    list_screen,
    own_screen,
    steps_screen,
    withdraw_screen,
)
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from civic.petitions.answers import Kept
from civic.petitions.events import Tally
from civic.petitions.forecast import Chance, Forecast
from civic.petitions.moderating import CHECKER
from civic.petitions.own import Own
from civic.petitions.reasons import Halt, Reason
from civic.petitions.states import Outcome, State
from civic.petitions.texts import DEMAND, PROBLEM, SUMMARY, TITLE, Version, columns
from civic.phrases import Phrase, verbatim
from storage.petition_news import StoredNews
from storage.petition_promises import StoredPromise
from storage.petitions import StoredPetition, StoredStep

HOSTILE = "<b>&\"' {count} %s"
NOON = datetime(2026, 6, 10, 7, tzinfo=UTC)
TODAY = date(2026, 6, 10)
LONG = Version("Ә" * TITLE, "Ж" * SUMMARY, "Щ" * PROBLEM, "Ұ" * DEMAND)
SHORT = Version("<b>&", "Мектеп суық.", "Суық", "Жылы")


def a_petition(state: State, **changes: object) -> StoredPetition:
    """A petition in this state, with all that one may have."""
    whole: dict[str, object] = {
        "id": "abcd1234",
        "kind": "ngo",
        "author_id": 1,
        "state": state.value,
        "state_at": NOON,
        "topic": "school",
        "level": "district",
        "body": "maslikhat",
        "region": "KZ-55",
        "place": HOSTILE,
        "population": 22_400,
        "population_by": "author",
        "threshold": 1_120,
        "proof": "phone",
        "written_in": "kk",
        "cover": "file",
        "translation_by": CHECKER,
        "submitted_at": NOON,
        "moderate_by": date(2026, 7, 8),
        "first_by": date(2026, 6, 24),
        "closes_on": date(2026, 12, 10),
        "answer_by": date(2026, 6, 1),
        "published_at": NOON,
        "opened_at": NOON,
        **columns("kk", LONG),
        **columns("ru", LONG),
    }
    return StoredPetition(**{**whole, **changes})  # type: ignore[arg-type]


def stands(petition: StoredPetition, reason: str | None = None, late: int = 7) -> Own:
    """All that is known of it."""
    foretold = Forecast(312, 40, 90, Chance.POSSIBLE, date(2026, 12, 10), None, None)
    steps = [
        StoredStep(petition_id=petition.id, state=it.value, at=NOON, reason=reason) for it in State
    ]
    steps.append(StoredStep(petition_id=petition.id, state=petition.state, at=NOON, reason=reason))
    return Own(
        petition=petition,
        steps=tuple(steps),
        tally=Tally(900, 20, 5, 17),
        forecast=foretold,
        late=late,
        promises=(
            StoredPromise(petition_id=petition.id, months=3, due_on=TODAY, found=Kept.PARTLY.value),
            StoredPromise(petition_id=petition.id, months=6, due_on=TODAY),
        ),
        author_name=HOSTILE,
        note="Щ" * 1500,
        taken_by=7,
        today=TODAY,
    )


def every_standing() -> Iterator[Own]:
    """Each state, each reason, each forecast, whole and bare."""
    for state in State:
        answered = state in (State.ANSWERED, State.WATCHED, State.ARCHIVED)
        outcome = Outcome.PARTLY.value if answered else None
        yield stands(a_petition(state, outcome=outcome, answer_kk="Ы" * 1200, answer_ru=HOSTILE))
        bare = a_petition(
            state,
            answer_by=None,
            moderate_by=None,
            first_by=None,
            population_by="2026-01-01",
            translation_by=None,
            cover=None,
            **columns("ru", None),
            **columns("kk", SHORT),
        )
        yield replace(stands(bare, late=0), forecast=None, promises=(), author_name=None, note=None)
    for reason in (*Reason, *Halt):
        yield stands(a_petition(State.REJECTED), reason.value)
    for chance in Chance:
        told = Forecast(1, 0, 1, chance, TODAY, TODAY, TODAY)
        yield replace(stands(a_petition(State.OPEN)), forecast=told)


def author_screens(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    """All of them."""
    notice = verbatim(HOSTILE)
    for number, own in enumerate(every_standing()):
        name = f"petition {number} {own.state}"
        yield f"{name}: own", own_screen(speaking, own, notice)
        yield f"{name}: steps", steps_screen(speaking, own)
        for reader in (7, 8):
            yield f"{name}: moderated", petition_screen(speaking, own, reader, notice)
        for language in ("kk", "ru"):
            yield f"{name}: {language}", text_screen(speaking, own.petition, language)
    petition = a_petition(State.GATHERING)
    yield "petition: invite", invite_screen(speaking, petition, "https://t.me/a?start=b")
    yield "petition: withdraw", withdraw_screen(speaking, petition)
    yield "petition: reasons", reasons_screen(speaking, petition)
    yield "petition: promise", promise_screen(speaking, petition, 3)
    for after in (State.STOPPED, State.REMOVED):
        yield f"petition: {after}", halt_screen(speaking, petition, after)
    yield "petitions: mine", list_screen(speaking, [a_petition(state) for state in State])
    yield "petitions: none", list_screen(speaking, [])
    news = StoredNews(
        id="news1234",
        petition_id=petition.id,
        text_kk="Ұ" * 1000,
        text_ru=HOSTILE,
        written_at=NOON,
    )
    yield "petition: news", news_screen(speaking, news, petition)
    waiting = [Waiting(petition, 300, left) for left in (None, 20, 0, -3)] * 5
    alive = [a_petition(state) for state in State]
    yield "moderation", queue_screen(speaking, waiting, [news] * 3, alive, notice)
    yield "moderation: nothing", queue_screen(speaking, [], [], [])
    yield from _letters(speaking, news)


def _letters(speaking: Tongue, news: StoredNews) -> Iterator[tuple[str, Screen]]:
    approved = replace(news, approved_at=NOON)
    refused = replace(news, refused_at=NOON)
    days = ("first:5", "first:9", "closing", "late:1", "promise:3", "promise:6")
    for own in every_standing():
        said: list[tuple[str, list[Phrase] | None]] = []
        if own.state in author.STEPS:
            link = "https://t.me/azamat?start=petition_abcd1234"
            said.append(("state", author.of_state(own, own.state, link)))
        said += [(day, author.of_day(own, day)) for day in days]
        said += [("news", author.of_news(it)) for it in (news, approved, refused)]
        for what in ("state", "moderate:5", "moderate:1", "moderate:late", "send:0", "late:1"):
            said.append((what, to_moderator(own, what, None)))
        said += [(f"promise {it}", to_moderator(own, f"promise:{it}", None)) for it in (3, 6)]
        said.append(("news read", to_moderator(own, "news:news1234", news)))
        for what in ("milestone:25", "milestone:100", "answer", "late", "promise:3"):
            said.append((what, to_supporter(own, what, None)))
        said.append(("news told", to_supporter(own, "news:news1234", approved)))
        keys = inline(*author.ways(speaking, own))
        for name, phrases in said:
            if phrases is not None:
                text = "\n\n".join(map(speaking.html, phrases))
                yield f"letter {own.state} {name}", Screen(text, keys)
