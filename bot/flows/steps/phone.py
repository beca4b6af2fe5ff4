"""A step that asks for a phone number: shared by Telegram's key, or typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import phonenumbers

from bot.flows.moves import Move, SharedContact, Typed
from bot.flows.step import Accepted, Answers, Gathered, Json, Step, Wanted, not_understood
from civic.phrases import Phrase, Refusal, _, verbatim

HOME = "KZ"


def read_number(text: str) -> str | None:
    """The number in E.164 ("+77011234567"), read as from Kazakhstan; ``None`` if it is none."""
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@dataclass(frozen=True, kw_only=True)
class Phone(Step):
    """A number that can exist, in E.164. A shared contact must be the sender's own."""

    def wants(self, part: Json) -> Wanted | None:
        del part
        return "contact"

    def note(self, part: Json, answers: Answers) -> Phrase | None:
        del part
        return self.hinted(answers) or _("Tap the key below, or type the number: +7 7xx xxx xx xx.")

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        del part, answers, today
        match move:
            case SharedContact(own=False):
                raise Refusal(_("This is somebody else's contact. Please share your own number."))
            case SharedContact(phone=text):
                # Telegram sends a shared number with its country code, often without the plus.
                return self._number(text if text.startswith("+") else f"+{text}")
            case Typed(text):
                return self._number(text)
            case _:
                raise not_understood(move)

    @staticmethod
    def _number(text: str) -> Accepted:
        if (number := read_number(text)) is None:
            raise Refusal(_("This does not look like a phone number. Example: +7 701 234 56 78."))
        return Accepted(number)

    def fits(self, value: Json, answers: Answers) -> bool:
        del answers
        return isinstance(value, str) and read_number(value) == value

    def shown(self, value: Json, answers: Answers) -> Phrase:
        del answers
        number = phonenumbers.parse(str(value))
        return verbatim(
            phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        )
