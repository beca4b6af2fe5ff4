"""The kinds of steps that scripts are made of."""

from bot.flows.steps.agreement import Consent
from bot.flows.steps.choice import Choice, Option, Several
from bot.flows.steps.day import Day
from bot.flows.steps.files import Files
from bot.flows.steps.iin import Iin
from bot.flows.steps.marks import Marks, Scale
from bot.flows.steps.phone import Phone
from bot.flows.steps.place import Place
from bot.flows.steps.review import Review
from bot.flows.steps.words import Words
from bot.flows.steps.written import Written

__all__ = [
    "Choice",
    "Consent",
    "Day",
    "Files",
    "Iin",
    "Marks",
    "Option",
    "Phone",
    "Place",
    "Review",
    "Scale",
    "Several",
    "Words",
    "Written",
]
