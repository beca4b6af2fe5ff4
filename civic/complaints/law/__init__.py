"""The law of complaints as dated data: ``data/law/*.toml``, checked when it is read.

The code says "the rule of consideration" and never "fifteen days": a term that Parliament changes
is a changed row with a new date and source. A row that nobody could confirm is kept with that mark,
and neither becomes a date nor a sentence that a citizen reads.
"""

from civic.complaints.law.book import Law, law, law_of
from civic.complaints.law.borders import Border, Procedure
from civic.complaints.law.clocks import Clock, Extension
from civic.complaints.law.contacts import Contact, Contacts, Sort
from civic.complaints.law.fields import Field, PaperForm
from civic.complaints.law.rules import Keeper, Principle, Rule, Starts, Unit
from civic.dated.basis import Basis
from civic.dated.reading import LawBroken

__all__ = [
    "Basis",
    "Border",
    "Clock",
    "Contact",
    "Contacts",
    "Extension",
    "Field",
    "Keeper",
    "Law",
    "LawBroken",
    "PaperForm",
    "Principle",
    "Procedure",
    "Rule",
    "Sort",
    "Starts",
    "Unit",
    "law",
    "law_of",
]
