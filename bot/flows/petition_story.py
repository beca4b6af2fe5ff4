"""What a petition says, in one language or in both, and how it is shown: the questions of it."""

from __future__ import annotations

from bot.flows import petition_doubts
from bot.flows.petition_parts import text_of
from bot.flows.step import Answers, Step
from bot.flows.steps import Choice, Consent, Files, Option, Words
from bot.flows.words_on_paper import says_nothing
from civic.petitions.kinds import Proof
from civic.phrases import Phrase, _

CONSENT_TEXT = "2026-11"
LANGUAGE_NAMES = {"kk": _("In Kazakh"), "ru": _("In Russian")}
WRITE, LEAVE = "write", "leave"


def second(language: str) -> str:
    """The other language."""
    return "ru" if language == "kk" else "kk"


def in_second(answers: Answers) -> Phrase:
    """ "In Russian", for whoever writes Kazakh first."""
    return LANGUAGE_NAMES[second(answers["language"])]


def _both(answers: Answers) -> bool:
    return answers.get("other") == WRITE


def _in_other(part: str, name: Phrase, sentence: Phrase) -> Words:
    def ask(answers: Answers) -> Phrase:
        return Phrase("{language}. {ask}", {"language": in_second(answers), "ask": sentence})

    return text_of(part, name, ask, key=f"other_{part}", when=_both)


_TITLE = _("What should change? Say it in one sentence.")
_PROBLEM = _("What is wrong now?")
_DEMAND = _("What exactly do you ask for?")
_SUMMARY = _("And in short, in three sentences at most?")

TITLE_STEP = text_of(
    "title",
    _("Title"),
    _TITLE,
    hint=_("It is the title. For example: A warm school for the children of Zhanatalap."),
    caution=petition_doubts.caution,
)
STORY: tuple[Step, ...] = (
    text_of(
        "problem",
        _("What is wrong"),
        _PROBLEM,
        hint=_(
            "Where, since when, whom it harms, what was tried. Please no names and no phones of "
            "private people: everybody will read it."
        ),
        caution=petition_doubts.caution,
    ),
    text_of(
        "demand",
        _("What is asked for"),
        _DEMAND,
        hint=_("Who should do what, and by when. Something that can be done has a chance."),
        caution=petition_doubts.caution,
    ),
    text_of(
        "summary",
        _("In short"),
        _SUMMARY,
        hint=_("Many people read only this: what is wrong, what is asked for, of whom."),
    ),
    Choice(
        key="other",
        name=_("The other language"),
        ask=_("A petition is published in both languages. Do you write the other one too?"),
        hint=_("Otherwise a moderator translates it."),
        options=(
            Option(WRITE, _("Yes, I write it")),
            Option(LEAVE, _("Leave it to a moderator")),
        ),
    ),
    _in_other("title", _("Title in the other language"), _TITLE),
    _in_other("problem", _("What is wrong, in the other language"), _PROBLEM),
    _in_other("demand", _("What is asked for, in the other language"), _DEMAND),
    _in_other("summary", _("In short, in the other language"), _SUMMARY),
)
"""The text."""
SHOWN: tuple[Step, ...] = (
    Files(
        key="cover",
        name=_("Photo"),
        ask=_("A photo for the card?"),
        hint=_("One photo of the thing itself; no faces of others without their consent."),
        at_most=1,
        kinds=("photo",),
        optional=True,
    ),
    Words(
        key="author",
        name=_("How you are named"),
        ask=_("How may you be named as the author?"),
        hint=_("For example: Aigul S., or: parents of school No. 5. Skip it to stay unnamed."),
        at_least=2,
        at_most=60,
        check=says_nothing,
        optional=True,
    ),
    Choice(
        key="proof",
        name=_("What supporters show"),
        ask=_("What must supporters show?"),
        hint=_(
            "With a phone number nobody counts twice, but fewer people take part. The number "
            "itself is not kept."
        ),
        options=(
            Option(Proof.ACCOUNT.value, _("A Telegram account is enough")),
            Option(Proof.PHONE.value, _("Their own phone number too")),
        ),
    ),
    Consent(
        key="consent",
        name=_("Consent"),
        ask=_("Are you a citizen of Kazakhstan, and may I publish what you wrote?"),
        hint=_(
            "The text, the photo and the name as you gave it are shown to everybody once a "
            "moderator has approved them; then they can no longer be changed. Your Telegram "
            "account is shown to nobody. What you write passes through Telegram, which is a "
            "foreign service."
        ),
        version=CONSENT_TEXT,
        agree=_("Yes, both"),
        decline=_("No"),
        required=_(
            "Only citizens of Kazakhstan start petitions here, and without your consent nothing "
            "is published. You can cancel and delete what you wrote."
        ),
    ),
)
"""How it is shown, and to whom it belongs."""
