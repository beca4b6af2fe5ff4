"""Says what stands on the screen in a person's language, so that one talk is tried in both."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from bot.views.tongue import Tongue, tongue
from civic.phrases import Filling, Phrase
from sandbox.phone import Phone


class Speaker:
    """A person with a phone who reads one language: labels are named by their English sentence."""

    def __init__(self, phone: Phone, language: str) -> None:
        self.phone = phone
        self.language = language
        self._tongue: Tongue = tongue(language, ZoneInfo("Asia/Almaty"))

    @property
    def tongue(self) -> Tongue:
        """Their language."""
        return self._tongue

    def _(self, msgid: str, /, **fillings: Filling) -> str:
        return self.reads(Phrase(msgid, fillings))

    def reads(self, phrase: Phrase) -> str:
        """The phrase as it stands on their screen, without what marks it up."""
        return re.sub(r"</?(?:b|i|code)>", "", self._tongue.plain(phrase))

    async def taps(self, msgid: str, /, **fillings: Filling) -> None:
        await self.phone.taps(self._(msgid, **fillings))

    async def says(self, text: str) -> None:
        await self.phone.says(text)

    async def types(self, msgid: str, /, **fillings: Filling) -> None:
        await self.phone.says(self._(msgid, **fillings))

    def is_told_it_is_not_understood(self) -> None:
        """And where the phones are, in case it was a cry for help."""
        __tracebackhide__ = True
        self.phone.sees("112")
        self.phone.sees("/phones")
        self.sees("What would you like to do?")

    def sees(self, msgid: str, /, **fillings: Filling) -> None:
        __tracebackhide__ = True
        self.phone.sees(self._(msgid, **fillings))

    def sees_popup(self, msgid: str, /, **fillings: Filling) -> None:
        __tracebackhide__ = True
        assert self.phone.popup == self._(msgid, **fillings), self.phone.popup

    async def is_known(self, region: str = "Павлодар") -> None:
        """Goes through the first talk as quickly as it can be."""
        await self.phone.says("/start")
        await self.phone.taps("Қазақша" if self.language == "kk" else "Русский")
        await self.phone.taps(region)
        await self.taps("Yes, remember it")

    async def goes_to_where(self) -> None:
        """Through the help branch up to the question where."""
        await self.phone.says("/crisis")
        await self.taps("Yes")
        await self.taps("1 hour")
        await self.taps("For me")
        await self.taps("No")
        await self.taps("A place to stay")
        await self.taps("None of this, or I do not know")

    async def goes_to_all_phones(self) -> None:
        """Through the help branch to the list of all lines."""
        await self.goes_to_where()
        await self.taps("I do not know: only the phones")
        await self.taps("All phones")

    async def begins_a_report(self) -> None:
        """From a card of the help branch, which is left for it."""
        await self.taps("Report a mistake")
        await self.taps("Leave and write")

    @property
    def pavlodar(self) -> str:
        """Their region's short name."""
        return "Павлодар" if self.language == "kk" else "Павлодарская"

    async def goes_to_the_centres_of_pavlodar(self) -> None:
        """Through the help branch to the answer for a region, with its centres."""
        await self.goes_to_where()
        await self.phone.taps(self.pavlodar)
