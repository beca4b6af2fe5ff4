"""A moderator's words about a petition: what to change, or its other language."""

from __future__ import annotations

from collections.abc import Callable

from bot.flows.ending import Ending
from bot.flows.petition_parts import text_of
from bot.flows.petition_story import LANGUAGE_NAMES, second
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Review, Words
from bot.flows.words_on_paper import says_nothing
from civic.act import Act
from civic.desk.house import Desk
from civic.petitions import moderating
from civic.petitions.texts import Version, version_of
from civic.phrases import Bilingual, Phrase, _, above, verbatim
from storage.petitions import StoredPetition

RETURN, TRANSLATE = "petition_return", "petition_translate"
PETITION = "petition"
"""The key under which a script knows the petition that it is about."""


def about(petition: StoredPetition) -> dict[str, object]:
    """What these scripts must know."""
    known: dict[str, object] = {
        PETITION: petition.id,
        "called": [petition.title_kk, petition.title_ru],
        "into": second(petition.written_in),
        "own": _parts(version_of(petition, petition.written_in)),
    }
    return known | (_parts(version_of(petition, second(petition.written_in))) or {})


def _parts(version: Version | None) -> dict[str, str] | None:
    return (
        {
            "title": version.title,
            "problem": version.problem,
            "demand": version.demand,
            "summary": version.summary,
        }
        if version
        else None
    )


def named(what: Phrase) -> Callable[[Answers], Phrase]:
    """The title of a script about a petition."""

    def title(answers: Answers) -> Phrase:
        kk, ru = answers["called"]
        return Phrase("{what}: {title}", {"what": what, "title": Bilingual(kk, ru)})

    return title


def return_petition(desk: Desk) -> Script:
    """The script; ``desk`` says who its administrators are."""

    async def finish(act: Act, answers: Answers) -> Ending:
        await moderating.return_(
            act, desk.administrators, answers[PETITION], answers["note"], desk.zone
        )
        return Ending("petition_moderated", {"petition": answers[PETITION], "said": "returned"})

    return Script(
        name=RETURN,
        version=1,
        title=named(_("Return it")),
        steps=(
            Words(
                key="note",
                name=_("What to change"),
                ask=_("What should the author change, and why?"),
                hint=_("Only the author reads it. Say what is good too: they have taken pains."),
                at_least=10,
                at_most=1500,
                check=says_nothing,
            ),
        ),
        finish=finish,
    )


def _translated(part: str, name: Phrase, ask: Phrase) -> Words:
    def question(answers: Answers) -> Phrase:
        said = {"language": LANGUAGE_NAMES[answers["into"]], "ask": ask}
        asked = Phrase("<b>{language}.</b> {ask}", said)
        return above(asked, verbatim(answers["own"][part]))

    return text_of(part, name, question)


def translate_petition(desk: Desk) -> Script:
    """The script; what is there of the other language is its first answers."""

    async def finish(act: Act, answers: Answers) -> Ending:
        version = Version(
            answers["title"], answers["summary"], answers["problem"], answers["demand"]
        )
        await moderating.translate(
            act, desk.administrators, answers[PETITION], answers["into"], version
        )
        return Ending("petition_moderated", {"petition": answers[PETITION], "said": "translated"})

    return Script(
        name=TRANSLATE,
        version=1,
        title=named(_("The other language")),
        steps=(
            _translated("title", _("Title"), _("Title?")),
            _translated("problem", _("What is wrong"), _("What is wrong now?")),
            _translated("demand", _("What is asked for"), _("What is asked for?")),
            _translated("summary", _("In short"), _("In short?")),
            Review(submit=_("Save the translation")),
        ),
        finish=finish,
    )
