"""What a petition says, in one language or in both, and how it is shown: the questions of it."""

from __future__ import annotations

from collections.abc import Callable

from bot.flows import petition_doubts
from bot.flows.step import Answers, Step
from bot.flows.steps import Choice, Consent, Files, Option, Words
from bot.flows.words_on_paper import says_nothing
from civic.petitions.kinds import Proof
from civic.petitions.texts import DEMAND, PROBLEM, SENTENCES, SUMMARY, TITLE, sentences
from civic.phrases import Phrase, _

CONSENT_TEXT = "2026-11"
LANGUAGE_NAMES = {"kk": _("In Kazakh"), "ru": _("In Russian")}
WRITE, LEAVE = "write", "leave"


def _summary(text: str) -> Phrase | None:
    if sentences(text) > SENTENCES:
        return _("Three sentences at most, please: many people read only this.")
    return says_nothing(text)


def second(language: str) -> str:
    """The other language."""
    return "ru" if language == "kk" else "kk"


def in_second(answers: Answers) -> Phrase:
    """ "In Russian", for whoever writes Kazakh first."""
    return LANGUAGE_NAMES[second(answers["language"])]


def _both(answers: Answers) -> bool:
    return answers.get("other") == WRITE


def _asked(sentence: Callable[[Answers], Phrase]) -> Callable[[Answers], Phrase]:
    def ask(answers: Answers) -> Phrase:
        said = {"language": in_second(answers), "ask": sentence(answers)}
        return Phrase("{language}. {ask}", said)

    return ask


_TITLE = _("What should change? Say it in one sentence.")
_PROBLEM = _("What is wrong now?")
_DEMAND = _("What exactly do you ask for?")
_SUMMARY = _("And in short, in three sentences at most?")

TITLE_STEP = Words(
    key="title",
    name=_("Title"),
    ask=_TITLE,
    hint=_("It is the title. For example: A warm school for the children of Zhanatalap."),
    at_least=10,
    at_most=TITLE,
    check=says_nothing,
    caution=petition_doubts.caution,
)
STORY: tuple[Step, ...] = (
    Words(
        key="problem",
        name=_("What is wrong"),
        ask=_PROBLEM,
        hint=_(
            "Where, since when, whom it harms, what was tried. Please no names and no phones of "
            "private people: everybody will read it."
        ),
        at_least=40,
        at_most=PROBLEM,
        check=says_nothing,
        caution=petition_doubts.caution,
    ),
    Words(
        key="demand",
        name=_("What is asked for"),
        ask=_DEMAND,
        hint=_("Who should do what, and by when. Something that can be done has a chance."),
        at_least=20,
        at_most=DEMAND,
        check=says_nothing,
        caution=petition_doubts.caution,
    ),
    Words(
        key="summary",
        name=_("In short"),
        ask=_SUMMARY,
        hint=_("Many people read only this: what is wrong, what is asked for, of whom."),
        at_least=20,
        at_most=SUMMARY,
        check=_summary,
    ),
    Choice(
        key="other",
        name=_("The other language"),
        ask=_("A petition is published in both languages. Do you write the other one too?"),
        hint=_("Otherwise a volunteer translates it, and a moderator checks that."),
        options=(
            Option(WRITE, _("Yes, I write it")),
            Option(LEAVE, _("Leave it to a volunteer")),
        ),
    ),
    Words(
        key="other_title",
        name=_("Title in the other language"),
        ask=_asked(lambda _answers: _TITLE),
        at_least=10,
        at_most=TITLE,
        check=says_nothing,
        when=_both,
    ),
    Words(
        key="other_problem",
        name=_("What is wrong, in the other language"),
        ask=_asked(lambda _answers: _PROBLEM),
        at_least=40,
        at_most=PROBLEM,
        check=says_nothing,
        when=_both,
    ),
    Words(
        key="other_demand",
        name=_("What is asked for, in the other language"),
        ask=_asked(lambda _answers: _DEMAND),
        at_least=20,
        at_most=DEMAND,
        check=says_nothing,
        when=_both,
    ),
    Words(
        key="other_summary",
        name=_("In short, in the other language"),
        ask=_asked(lambda _answers: _SUMMARY),
        at_least=20,
        at_most=SUMMARY,
        check=_summary,
        when=_both,
    ),
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
