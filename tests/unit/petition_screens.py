"""Every page of petitions, with short and with overlong words, in each state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.views.petitions import card as cards
from bot.views.petitions import found, listing, mine, receipts, supporting
from bot.views.petitions.inline import article
from bot.views.screen import Screen
from bot.views.tongue import Tongue
from civic.petitions.kinds import Topic
from civic.petitions.looking import Card, Listing, Which
from civic.petitions.receipts import Check, Receipt, Why
from civic.petitions.states import Outcome, State
from civic.petitions.supporters import Forgotten
from civic.phrases import verbatim
from storage.petition_lists import ListedPetition
from storage.petition_supports import StoredSupport
from storage.petitions import StoredPetition

HOSTILE = "<b>&\"' {count} %s"
TODAY = date(2026, 6, 10)
NOON = datetime(2026, 6, 1, 6, tzinfo=UTC)
ROOT = "ab" * 32
LONG_ID = "0" * 36
RECEIPT = Receipt("abcd1234", 1204, 1350, 1351, ROOT, NOON)
LISTED = ListedPetition(
    id=LONG_ID,
    kind="ngo",
    state="open",
    topic="school",
    level="district",
    body="akimat",
    region="KZ-75",
    place="Щ" * 60,
    threshold=2500,
    title_kk="Ұ" * 300,
    title_ru=HOSTILE,
    summary_kk="Ұ " * 800,
    summary_ru="Щ " * 800,
    closes_on=date(2026, 12, 1),
    first_by=date(2026, 6, 20),
    official_id=None,
    outcome=None,
    shown=1204,
    shown_outside=37,
    votes=None,
    read_at=None,
)
OFFICIAL = replace(
    LISTED, kind="companion", official_id=LONG_ID, votes=50_125, read_at=NOON, level="republic"
)
PETITION = StoredPetition(
    id="abcd1234",
    kind="ngo",
    author_id=None,
    state="open",
    state_at=NOON,
    topic="school",
    level="district",
    body="akimat",
    region="KZ-75",
    threshold=2500,
    proof="account",
    written_in="kk",
    translation_by=HOSTILE,
    title_kk="Ұ" * 300,
    title_ru=HOSTILE,
    text_kk="Ұзақ мәтін. " * 900,
    text_ru=HOSTILE * 500,
    answer_kk="Жауап. " * 900,
    answer_ru=HOSTILE,
)
SUPPORT = StoredSupport(
    id=1,
    petition_id="abcd1234",
    person_id=1,
    subject=ROOT,
    number=1204,
    region="KZ-75",
    inside=True,
    wants_news=True,
    supported_at=NOON,
    withdrawn_at=None,
    invalidated_at=None,
    sweep_id=None,
    seq=1350,
)
ENDING_ARGS = {
    "title": ["Ұ" * 200, HOSTILE],
    "is_new": True,
    "inside": False,
    "receipt": supporting.told_of(RECEIPT),
    **found.kept(HOSTILE * 20, [LISTED, OFFICIAL, replace(LISTED, closes_on=None)], TODAY),
}
KINDS = (
    LISTED,
    OFFICIAL,
    replace(LISTED, level="republic", region=None, title_kk=None, title_ru=None, summary_kk=None),
    replace(LISTED, shown=0, shown_outside=0, closes_on=TODAY),
    replace(LISTED, official_id=LONG_ID, votes=1, read_at=NOON),
    replace(OFFICIAL, votes=None, read_at=None),
    replace(OFFICIAL, official_id=None),
)


def petition_screens(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    """All of them."""
    yield "petitions: home", listing.home_screen(speaking)
    yield "petitions: home+", listing.home_screen(speaking, verbatim(HOSTILE))
    yield "petitions: gone", listing.gone_screen(speaking)
    yield "petitions: topics", listing.topics_screen(speaking)
    yield "petitions: regions", listing.regions_screen(speaking, {"KZ-75": 10_000})
    yield "petitions: none found", listing.found_screen(speaking, HOSTILE, [], TODAY)
    for which in (*Which, "KZ-75", Topic.SOCIAL.value):
        many = Listing(str(which), 99, (LISTED, OFFICIAL, *(LISTED,) * 4), has_more=True)
        yield f"petitions: {which}", listing.list_screen(speaking, many, TODAY)
        none = Listing(str(which), 0, (), has_more=False)
        yield f"petitions: no {which}", listing.list_screen(speaking, none, TODAY)
    for listed in KINDS:
        yield from _of_one(speaking, listed)
    yield from _own(speaking)


def _of_one(speaking: Tongue, listed: ListedPetition) -> Iterator[tuple[str, Screen]]:
    for state in State:
        for outcome in (None, *Outcome):
            here = replace(listed, state=state.value, outcome=outcome)
            card = Card(replace(PETITION, state=state.value), here)
            reader = cards.Reader(supports=True, origin="social.99")
            yield f"petition: {state}", cards.card_screen(speaking, card, TODAY, cards.Reader())
            follower = cards.Reader(follows=True)
            yield f"petition: {state} followed", cards.card_screen(speaking, card, TODAY, follower)
            yield (
                f"petition: {state}+",
                cards.card_screen(speaking, card, TODAY, reader, verbatim(HOSTILE)),
            )
            sent = article(speaking, here, TODAY, "azamat_bot")
            assert len(sent.title.encode()) >= 1, "Telegram refuses a result without a title"
            content = sent.input_message_content
            yield f"petition in a chat: {state}", Screen(content.message_text, sent.reply_markup)  # type: ignore[union-attr]
    card = Card(PETITION, listed)
    for page in range(6):
        yield f"petition: text {page}", cards.text_screen(speaking, card, page)
        yield f"petition: answer {page}", cards.answer_screen(speaking, card, page)
    yield "petition: names", cards.names_screen(speaking, listed, [(10**6, "Ұ" * 44)] * 30)
    yield "petition: no names", cards.names_screen(speaking, listed, [])
    yield "petition: share", cards.share_screen(speaking, listed, "a" * 32)


def _own(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    supports = (
        SUPPORT,
        replace(SUPPORT, inside=False, wants_news=False),
        replace(SUPPORT, withdrawn_at=NOON),
        replace(SUPPORT, invalidated_at=NOON),
    )
    for state in (State.OPEN, State.ANSWERED):
        petition = replace(PETITION, state=state.value)
        for support in supports:
            for shows_name in (True, False):
                held = receipts.Held(petition, support, RECEIPT, shows_name)
                yield f"receipt {state}", receipts.receipt_screen(speaking, held)
                yield (
                    f"receipt {state}+",
                    receipts.receipt_screen(speaking, held, verbatim(HOSTILE)),
                )
    held = receipts.Held(PETITION, SUPPORT, replace(RECEIPT, root=None), shows_name=True)
    for failed in (None, *Why):
        for signed_at in (None, NOON):
            check = Check(1351, ROOT, 20, signed_at, failed)
            yield f"checked {failed}", receipts.checked_screen(speaking, held, check)
    yield "support: refused", supporting.refused_screen(speaking, LONG_ID, verbatim(HOSTILE))
    yield "support: none", supporting.not_supported_screen(speaking, LONG_ID)
    yield "support: back", supporting.take_back_screen(speaking, PETITION)
    for was_there in (True, False):
        yield (
            "support: taken back",
            supporting.taken_back_screen(speaking, LONG_ID, was_there=was_there),
        )
    named = {SUPPORT.petition_id: LISTED}
    started = [replace(LISTED, state=state.value) for state in State]
    for page in (0, 3):
        yield f"mine {page}", mine.mine_screen(speaking, supports * 8, started, named, page)
    yield "mine: none", mine.mine_screen(speaking, [], [], {})
    yield "mine: forget", mine.forget_screen(speaking)
    yield "mine: forgotten", mine.forgotten_screen(speaking, Forgotten(3, 21))
