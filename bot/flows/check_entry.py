"""Checking an entry of the directory: what was found, by which way, what changes, a note, a look.

Started by an administrator from the entry's card, with all that holds of the entry now (``about``).
Only the fields that they mark are asked for; the rest stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.ending import Ending
from bot.flows.entry_fields import FIELD_STEPS, FIELDS, all_now, as_typed, works
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Choice, Option, Review, Several, Words
from civic.act import Act
from civic.directory import words
from civic.directory.checking import ChangedMeanwhile, Outcome, Way, check_entry, refuse_others
from civic.directory.dossier import Dossier, Seen
from civic.directory.vocabulary import SERVICES
from civic.phrases import Bilingual, Phrase, Refusal, _
from storage.secrecy import notes_say_secret

NAME = "check"


def about(found: Dossier) -> dict[str, object]:
    """What the script must know of an entry: its name, what holds now, how much was seen."""
    centre = found.centre
    return {
        "centre": centre.id,
        "name": [found.name.kk, found.name.ru],
        "now": {
            "phones": ";".join(centre.phones),
            "hours": centre.hours or "",
            "conditions": ";".join(centre.conditions),
            "services": ";".join(code for code in centre.services if code in SERVICES),
            "languages": ";".join(centre.languages),
            "publish_level": centre.publish_level,
            "address": "" if centre.address_secret else centre.address or "",
        },
        "secret": notes_say_secret(centre.notes),
        "seen": [found.seen.checks, found.seen.changes],
    }


def _named(answers: Answers) -> Bilingual:
    kk, ru = answers["name"]
    return Bilingual(kk, ru)


def _what_was_found(answers: Answers) -> Phrase:
    return _("“{entry}”: what did you find?", entry=_named(answers))


_STEPS = (
    Choice(
        key="outcome",
        name=_("Found"),
        ask=_what_was_found,
        hint=_(
            "Phone first if you can: whether it works, whom it takes, on what conditions, what may "
            "be shown of it."
        ),
        options=tuple(Option(outcome, words.OUTCOME[outcome]) for outcome in Outcome),
    ),
    Choice(
        key="way",
        name=_("How"),
        ask=_("How did you check it?"),
        options=tuple(Option(way, words.WAY[way]) for way in Way),
    ),
    Several(
        key="what",
        name=_("What changes"),
        ask=_("What would you like to enter or change?"),
        hint=all_now,
        options=tuple(Option(field, label) for field, label in FIELDS.items()),
        at_least=0,
        when=works,
    ),
    *FIELD_STEPS,
    Words(
        key="note",
        name=_("Note"),
        ask=_("A note for the other administrators?"),
        hint=_("With whom you spoke, when to call. No names of people who were helped."),
        at_most=500,
        optional=True,
    ),
    Review(submit=_("Save")),
)


def checking(administrators: Iterable[int]) -> Script:
    """The script; only these administrators (Telegram ids) may finish it."""
    allowed = frozenset(administrators)

    async def finish(act: Act, answers: Answers) -> Ending:
        refuse_others(act, allowed)
        checks, changes = answers["seen"]
        try:
            await check_entry(
                act,
                answers["centre"],
                Outcome(answers["outcome"]),
                Way(answers["way"]),
                answers["note"],
                as_typed(answers),
                administrators=allowed,
                seen=Seen(checks, changes),
            )
        except ChangedMeanwhile as changed:
            raise Refusal(changed.why, "review", about(changed.now)) from None
        return Ending("entry_checked", {"centre": answers["centre"]})

    return Script(
        name=NAME,
        version=1,
        title=lambda answers: _("Checking: {entry}", entry=_named(answers)),
        steps=_STEPS,
        finish=finish,
    )
