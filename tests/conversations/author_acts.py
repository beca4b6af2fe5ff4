"""Petitions for tests: who writes one, who moderates, who supports, and the days that pass."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from bot.petition_clocks import look_after_petitions, tell_supporters
from civic.act import Act
from civic.petitions import counting, moderating, starting, supporting
from civic.petitions.kinds import BODY_NAMES, Body, Level, Proof, Topic
from civic.petitions.own import Own, own
from civic.petitions.starting import Proposal
from civic.petitions.supporting import Declared
from civic.petitions.texts import Version
from civic.phrases import _n
from sandbox import world
from storage import people, petitions, staff
from storage.petitions import StoredPetition
from tests.conversations.conftest import Town
from tests.conversations.test_upkeep import ALMATY
from tests.conversations.voice import Speaker

MONDAY = datetime(2026, 6, 1, 12, tzinfo=ALMATY)
KK = {
    "title": "Жаңаталап балаларына жылы мектеп керек",
    "problem": "Мектепте қыста бес градус қана жылу болады, балалар пальтомен отырады, ауырып қалады.",
    "demand": "Әкімдік жаңа оқу жылына дейін жылу қазандығын ауыстырсын.",
    "summary": "Мектеп суық. Балалар ауырады. Әкімдік қазандықты ауыстырсын.",
}
RU = {
    "title": "Тёплая школа для детей Жанаталапа",
    "problem": "Зимой в школе только пять градусов тепла, дети сидят в пальто и болеют всю зиму.",
    "demand": "Пусть акимат заменит котёл отопления до нового учебного года.",
    "summary": "В школе холодно. Дети болеют. Пусть акимат заменит котёл.",
}
TEXTS = {"kk": KK, "ru": RU}
CHIEFS = (world.ADMINISTRATOR_ID,)


class Author:
    """A citizen who writes a petition."""

    def __init__(self, speaker: Speaker, town: Town) -> None:
        self.speaker = speaker
        self.town = town

    async def is_known(self) -> Author:
        """They have had the first talk, on a Monday."""
        self.town.clock.moment = MONDAY
        await self.speaker.is_known()
        return self

    @property
    def own_words(self) -> dict[str, str]:
        return TEXTS[self.speaker.language]

    @property
    def other_words(self) -> dict[str, str]:
        return RU if self.speaker.language == "kk" else KK

    @property
    def telegram_id(self) -> int:
        return world.AIGUL_ID if self.speaker.language == "kk" else world.SERGEI_ID

    async def opens_own(self) -> None:
        """Their own page, from the last letter about it."""
        phone, label = self.speaker.phone, self.speaker._("My petition")
        await phone.looks()
        letter = next(
            it
            for it in reversed(phone.history)
            if it.by_bot and any(button.label == label for button in it.buttons)
        )
        await phone.taps_old(letter, label)

    async def begins(self) -> None:
        await self.speaker.says("/start newpetition")
        await self.speaker.taps("Of many people")
        await self.speaker.taps("In Kazakh" if self.speaker.language == "kk" else "In Russian")
        await self.speaker.says(self.own_words["title"])

    async def says_where(self) -> None:
        await self.speaker.taps("School and kindergarten")
        await self.speaker.taps("A district or a city within a region")
        await self.speaker.phone.taps(self.speaker.pavlodar)
        await self.speaker.says("Баянауыл ауданы")
        await self.speaker.says("22 400")
        await self.speaker.phone.taps(self.akimat(1120))

    def akimat(self, votes: int) -> str:
        said = _n(
            "{body}: {count} vote", "{body}: {count} votes", votes, body=BODY_NAMES[Body.AKIMAT]
        )
        return self.speaker.reads(said)

    async def tells(self) -> None:
        for part in ("problem", "demand", "summary"):
            await self.speaker.says(self.own_words[part])

    async def leaves_the_rest(self) -> None:
        await self.speaker.taps("Leave it to a moderator")
        await self.speaker.taps("Skip")
        await self.speaker.says("Айгүл С.")
        await self.speaker.taps("A Telegram account is enough")
        await self.speaker.taps("Yes, both")

    async def submits(self) -> None:
        await self.begins()
        await self.says_where()
        await self.tells()
        await self.leaves_the_rest()
        await self.speaker.taps("Give it to a moderator")


class Petitions:
    """All that happens around them."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.updates = 70_000

    @property
    def grounds(self) -> Any:
        assert self.town.azamat is not None
        return self.town.azamat.grounds

    async def moderator(self, person: str, telegram_id: int, language: str) -> Speaker:
        """Somebody who holds the role and reads this language."""
        grounds = self.grounds
        speaker = await self.reader(person, telegram_id, language)
        async with grounds.database.act() as connection:
            one = await people.look_up(connection, telegram_id)
            assert one is not None
            await staff.grant(connection, one.id, "moderator", None, grounds.now())
        return speaker

    async def reader(self, person: str, telegram_id: int, language: str) -> Speaker:
        """Somebody who has written to the bot, so that letters reach them."""
        grounds = self.grounds
        async with grounds.database.act() as connection:
            one = await people.meet(connection, telegram_id, language, grounds.now())
            await people.set_language(connection, one.id, language)
        speaker = Speaker(self.town.phone(person), language)
        await speaker.says("/menu")
        return speaker

    async def of(self, author: Author) -> StoredPetition:
        """The author's newest."""
        async with self.grounds.database.look() as connection:
            person = await people.look_up(connection, author.telegram_id)
            assert person is not None
            return (await petitions.of_author(connection, person.id))[0]

    async def stands(self, petition_id: str) -> Own:
        grounds = self.grounds
        async with grounds.database.look() as connection:
            found = await own(connection, grounds.ring, petition_id, grounds.now(), grounds.zone)
        assert found is not None
        return found

    async def act(self, who: int, deed: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        grounds = self.grounds
        self.updates += 1
        async with grounds.database.act() as connection:
            person = await people.meet(connection, who, "kk", grounds.now())
            return await deed(
                Act(connection, grounds.ring, person, grounds.now(), self.updates), *args
            )

    async def is_submitted(self, author: Author, petition_id: str = "abcd1234") -> None:
        """The author has given one to the moderators, in both languages."""
        language = author.speaker.language
        other = "ru" if language == "kk" else "kk"
        proposal = Proposal(
            topic=Topic.SCHOOL,
            level=Level.DISTRICT,
            body=Body.AKIMAT,
            region="KZ-55",
            place="Баянауыл ауданы",
            by_author=20_000,
            proof=Proof.ACCOUNT,
            written_in=language,
            first=Version(**TEXTS[language]),
            other=Version(**TEXTS[other]),
            cover=None,
            name="Айгүл С.",
        )
        await self.act(author.telegram_id, starting.start, petition_id, proposal, ALMATY, CHIEFS)

    async def is_published(self, author: Author, petition_id: str = "abcd1234") -> None:
        """It gathers its first supporters."""
        await self.is_submitted(author, petition_id)
        await self.act(world.ASEL_ID, moderating.take, CHIEFS, petition_id, ALMATY)
        await self.act(world.ASEL_ID, moderating.approve, CHIEFS, petition_id, ALMATY)

    async def is_open(self, author: Author, petition_id: str = "abcd1234") -> None:
        """Its first supporters have come."""
        await self.is_published(author, petition_id)
        await self.is_supported(petition_id, 50)

    async def is_supported(self, petition_id: str, count: int, first: int = 900_000_000) -> None:
        """So many people support it, and are counted together."""
        for number in range(count):
            declared = Declared(region="KZ-55", wants_news=False)
            await self.act(first + number, supporting.support, petition_id, declared, ALMATY)
        await self.counts()

    async def is_followed(self, petition_id: str, *telegram_ids: int) -> None:
        """These people support it and wish to hear of it."""
        for telegram_id in telegram_ids:
            declared = Declared(region="KZ-55", wants_news=True)
            await self.act(telegram_id, supporting.support, petition_id, declared, ALMATY)
        await self.counts()

    async def is_reached(self, petition_id: str) -> None:
        """The threshold is lowered to what is there, so that no thousand people need be met."""
        async with self.grounds.database.act() as connection:
            await petitions.change(connection, petition_id, threshold=50)
        await self.is_supported(petition_id, 1, first=910_000_000)

    async def opens(self, moderator: Speaker, petition_id: str) -> None:
        """From the queue to one that lives."""
        await moderator.says("/moderation")
        found = (await self.stands(petition_id)).petition
        title = (found.title_kk if moderator.language == "kk" else found.title_ru) or ""
        labels = [button.label for button in moderator.phone.last.buttons]
        await moderator.phone.taps(next(it for it in labels if title[:12] in it))

    async def counts(self) -> None:
        grounds = self.grounds
        async with grounds.database.act() as connection:
            await counting.refresh(connection, grounds.now(), grounds.zone)

    async def ticks(self) -> None:
        """The clock of petitions, once."""
        await self.counts()
        await look_after_petitions(self.grounds, self.town.clock())
        await tell_supporters(self.grounds, self.town.clock())
        self.grounds.letters_put()

    async def day_comes(self, day: date, hour: int = 9) -> None:
        self.town.clock.moment = datetime(day.year, day.month, day.day, hour, 1, tzinfo=ALMATY)
        await self.ticks()

    async def gets(self, speaker: Speaker, words: str) -> None:
        """Waits for a letter; letters leave one after the other, by the bot's own clock."""
        for _ in range(15):
            self.grounds.letters_put()
            with suppress(AssertionError):
                await speaker.phone.waits_for(words, within=0.7)
                return
            self.town.clock.forward(seconds=10)
        await speaker.phone.waits_for(words, within=0.5)
