"""Says what stands on the screen in a person's language, so that one talk is tried in both."""

from __future__ import annotations

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

    def _(self, msgid: str, /, **fillings: Filling) -> str:
        return self._tongue.plain(Phrase(msgid, fillings))

    async def taps(self, msgid: str, /, **fillings: Filling) -> None:
        await self.phone.taps(self._(msgid, **fillings))

    async def says(self, text: str) -> None:
        await self.phone.says(text)

    async def types(self, msgid: str, /, **fillings: Filling) -> None:
        await self.phone.says(self._(msgid, **fillings))

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
