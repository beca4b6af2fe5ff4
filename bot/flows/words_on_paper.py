"""What is looked at in every text that will stand in a document, wherever it is asked for.

Were only the story looked at, an insult among the evidence would send the paper back, and a "?"
would stand in it as an answer.
"""

from __future__ import annotations

from civic.complaints.law import law
from civic.complaints.wording import caution
from civic.phrases import Phrase, _


def cautioned(text: str) -> Phrase | None:
    """A gentle word before insulting words."""
    return caution(text, law())


def says_nothing(text: str) -> Phrase | None:
    """Why this is no answer; ``None`` when it has a letter or a digit."""
    return None if any(map(str.isalnum, text)) else _("Please say it in words.")


def no_name(text: str) -> Phrase | None:
    """Why this cannot be somebody's name; ``None`` when it can."""
    if any(map(str.isdigit, text)):
        return _("A name has no digits. Please write surname, name and patronymic.")
    if sum(map(str.isalpha, text)) < 2:  # noqa: PLR2004 - the shortest name there is
        return _("Please write the name in letters.")
    return None


def short_name(text: str) -> Phrase | None:
    """What to ask of a name of one word: some people have one, most forgot the rest."""
    if len(text.split()) > 1:
        return None
    return _(
        "“{name}”: is this the whole name? In the document it stands as in the identity card: "
        "surname, name, patronymic. If there is one name only, leave it.",
        name=text,
    )
