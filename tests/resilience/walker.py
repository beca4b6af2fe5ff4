"""A person who talks to the bot through a storm: waits for each question, answers it, remembers.

Nobody here knows that the bot is killed. A walker waits for the words of the next screen, however
long that takes, taps under the message in which they stand, and notes what was said; in the end
what the bot kept must be exactly that.
"""

import random
import re
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.views.tongue import tongue
from civic.phrases import Phrase
from civic.regions import regions
from sandbox import world
from sandbox.phone import Phone
from tests.resilience import errand

PATIENCE = 60.0
"""Seconds that a walker waits for a screen before the test gives up."""
THANKS = "Thank you. The people who look after the directory will check it."
CLEANED = (
    "Done. The chat stays in your list, earlier messages stay in the chat, calls stay in the "
    "phone's list and on the operator's bill."
)


@dataclass
class Said:
    """What a person told the bot, each act to its end."""

    errands: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)


class Walker:
    """One person; `name` makes what they say different from what others say."""

    def __init__(self, sandbox, phone, language, name):
        self.chance = random.Random(name)
        self.phone = phone
        self._tongue = tongue(language, ZoneInfo("Asia/Almaty"))
        self.name = name
        self.language = language
        self.said = Said()
        self.before_each_move = None
        self._sandbox = sandbox
        self._since = 0

    @classmethod
    async def crowd(cls, sandbox, count, seed=0):
        """So many people, every other of them Russian-speaking; the seed is for their choices."""
        people = []
        for number in range(count):
            language = "kk" if number % 2 == 0 else "ru"
            phone = await Phone.create(sandbox.url, f"Person {number}", language)
            people.append(cls(sandbox, phone, language, f"p{number}"))
            people[-1].chance.seed(f"{seed}:{number}")
        return people

    @classmethod
    def administrator(cls, sandbox):
        """Asel, who is told what people report."""
        return cls(sandbox, Phone(sandbox.url, world.ASEL), "kk", "asel")

    # How they talk

    def _(self, words, **fillings):
        """A sentence (or a region's name) as it stands on the screen: translated, unmarked."""
        phrase = words if isinstance(words, Phrase) else Phrase(words, fillings)
        return re.sub("<[^>]+>", "", self._tongue.plain(phrase)).strip()

    async def says(self, text):
        await self._looks_up()
        await self.phone.says(text, wait=False)

    async def taps(self, question, label, **fillings):
        """When the question stands there, taps the button under it."""
        label = self._(label, **fillings)
        message = await self.sees(question, above=label, **fillings)
        await self._looks_up()
        await self.phone.taps_old(message, label, wait=False)

    async def answers(self, question, text):
        """When the question stands there, writes the answer."""
        await self.sees(question)
        await self.says(text)

    async def sees(self, words, above="", **fillings):
        """Waits for the bot to put these words before the person after what they last did.

        `above` is the label of a button that must stand under them: letters may come between.
        """
        __tracebackhide__ = True
        wanted, bell = self._(words, **fillings), self._sandbox.telegram.bell
        while True:
            await self.phone.looks()
            for message in reversed(self.phone.history):
                if message.changed > self._since and self._says(message, wanted, above):
                    return message
            seen = self.phone.state["version"]
            if not await bell.until(lambda seen=seen: self._changed() > seen, PATIENCE):
                raise AssertionError(
                    f"{self.name} waits in vain for {wanted!r}.\n{self.phone.picture()}"
                )

    async def gets(self, *words, times=1):
        """Waits for so many messages that have all these words, sent at any time."""
        __tracebackhide__ = True
        bell = self._sandbox.telegram.bell
        await self.phone.looks()
        while self.times_got(*words) < times:
            seen = self.phone.state["version"]
            if not await bell.until(lambda seen=seen: self._changed() > seen, PATIENCE):
                raise AssertionError(f"{self.name} never got {words}.\n{self.phone.picture()}")
            await self.phone.looks()

    def times_got(self, *words):
        """In how many messages of the bot's all these words stand."""
        return sum(
            message.by_bot and all(word in message.text for word in words)
            for message in self.phone.history
        )

    # What they do

    async def walks(self, over):
        """Gets to know the bot and does everything there is, in any order, until it is `over`."""
        await self.gets_to_know()
        acts = (self.runs_an_errand, self.moves, self.reports_a_mistake, self.cleans_up_help)
        while True:
            for act in self.chance.sample(acts, len(acts)):
                await act()
            if over.is_set():
                return

    async def gets_to_know(self, region="KZ-55"):
        self.said.regions.append(region)
        await self.says("/start")
        mine = {"kk": "Қазақша", "ru": "Русский"}[self._tongue.code]
        await self.taps(mine, mine)
        await self._chooses(region)
        await self.sees("/privacy")

    async def runs_an_errand(self):
        number = len(self.said.errands)
        what, whom = f"{self.name} bread {number}", f"granny {number}"
        await self.says("/start errand")
        await self.answers(errand.WHAT, what)
        await self.answers(errand.WHOM, whom)
        await self.sees(THANKS)
        self.said.errands.append(errand.errand(what, whom))

    async def moves(self, region=None):
        region = region or self.chance.choice(list(regions()))
        await self.says("/start region")
        await self._chooses(region)
        await self.sees("Your region is now: {region}.", region=regions()[region].name)
        self.said.regions.append(region)

    async def reports_a_mistake(self):
        note = f"{self.name} heard nobody {len(self.said.notes)}"
        await self.asks_for_help()
        await self.taps("<b>Where to turn</b>", "All phones")
        await self.taps("ⓘ 111", "ⓘ 111")
        await self.taps("Report a mistake", "Report a mistake")
        await self.taps("Leave and write", "Leave and write")
        await self.taps("Nobody answers", "Nobody answers")
        await self.answers("How should it be? What happened?", note)
        await self.taps("Send the report", "Send the report")
        await self.sees(THANKS)
        self.said.notes.append(note)

    async def cleans_up_help(self):
        await self.asks_for_help()
        await self.taps("<b>Where to turn</b>", "Clean up and leave")
        await self.sees(CLEANED)

    async def asks_for_help(self):
        await self.says("/crisis")
        await self.taps("One question first.", "Yes")
        await self.taps("<b>Before we go on</b>", "1 hour")
        await self.taps("<b>Who needs help?</b>", "For me")
        await self.taps("<b>Is any of this happening?</b>", "No")
        await self.taps("<b>What is needed most right now?</b>", "A place to stay")
        nothing = "None of this, or I do not know"
        await self.taps("<b>Some places do not take everybody</b>", nothing)
        only_phones = "I do not know: only the phones"
        await self.taps("<b>Where shall I look for help?</b>", only_phones)

    async def _chooses(self, region):
        await self.taps("Where do you live?", regions()[region].short_name)
        await self.taps("Yes, remember it", "Yes, remember it")

    async def _looks_up(self):
        if self.before_each_move is not None:
            await self.before_each_move()
        await self.phone.looks()
        self._since = self.phone.state["version"]

    @staticmethod
    def _says(message, words, label):
        labels = [button.label for button in message.buttons]
        return message.by_bot and words in message.readable and (not label or label in labels)

    def _changed(self):
        messages = self._sandbox.telegram.chats[self.phone.chat_id].messages.values()
        return max((message.changed for message in messages), default=0)
