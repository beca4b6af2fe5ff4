"""Supporting a petition: what must be known of a supporter, asked once.

Whoever has supported one before is asked nothing that is known; where all of it is, there is no
talk at all, and ``supported`` is the whole of it. A phone is asked for each time: only a keyed hash
of it is kept, another one in each petition.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from bot.flows.ending import Ending
from bot.flows.moves import Move, Typed
from bot.flows.script import Script
from bot.flows.step import Accepted, Answers, Gathered, Json
from bot.flows.steps import Choice, Consent, Option, Phone, Place
from bot.views.petitions.supporting import called, told_of
from civic.act import Act
from civic.petitions.kinds import Level, Proof
from civic.petitions.receipts import receipt_of
from civic.petitions.supporters import CONSENT_TEXT, Habit, agree, habit_of
from civic.petitions.supporting import GONE, Declared, support
from civic.phrases import Bilingual, Phrase, Refusal, _, verbatim
from storage import petitions
from storage.petitions import StoredPetition

NAME = "support_petition"
PETITION, TITLE, LOCAL, PHONE, OFFERED = "petition", "title", "local", "by_phone", "offered_name"
"""What the script is begun with: which petition, its title, whether a region and a phone are asked
for, and how the name would be shown."""
YES, NO = "yes", "no"
NEWS_AND_NAMES = (Option(YES, _("Yes")), Option(NO, _("No")))
_AGREED = {"version": CONSENT_TEXT, "yes": True}


def is_local(petition: StoredPetition) -> bool:
    """Whether it matters where a supporter lives."""
    return petition.level != Level.REPUBLIC


def is_known(petition: StoredPetition, habit: Habit) -> bool:
    """Whether nothing has to be asked."""
    needs_region = is_local(petition) and habit.region is None
    return habit.agreed and not needs_region and petition.proof != Proof.PHONE


def begun_with(petition: StoredPetition, habit: Habit, name: str | None) -> dict[str, object]:
    """What the script knows beforehand."""
    known: dict[str, object] = {
        PETITION: petition.id,
        TITLE: called(petition),
        LOCAL: is_local(petition),
        PHONE: petition.proof == Proof.PHONE,
        OFFERED: name,
    }
    if not habit.agreed:
        return known
    if habit.region is not None:
        known["region"] = {"region": habit.region, "city": None}
    return {
        **known,
        "citizen": _AGREED,
        "name": YES if habit.shows_name else NO,
        "news": YES if habit.wants_news else NO,
        "consent": _AGREED,
    }


def declared_by(habit: Habit, name: str | None) -> Declared:
    """What a person declares with one tap: the same as the last time."""
    return Declared(
        region=habit.region,
        name=name if habit.shows_name else None,
        wants_news=habit.wants_news,
    )


async def supported(act: Act, petition_id: str, declared: Declared, zone: tzinfo) -> Ending:
    """Support it, and what is said of it."""
    given = await support(act, petition_id, declared, zone)
    petition = await petitions.get(act.connection, petition_id)
    if petition is None:
        raise Refusal(GONE)
    receipt = await receipt_of(act.connection, given.support)
    return Ending(
        "petition_supported",
        {
            "title": called(petition),
            "is_new": given.is_new,
            "inside": given.support.inside,
            "receipt": told_of(receipt),
        },
    )


@dataclass(frozen=True, kw_only=True)
class OwnContact(Phone):
    """The sender's own number by Telegram's key alone: a typed one could be anybody's."""

    def note(self, part: Json, answers: Answers) -> Phrase | None:
        del part
        return self.hinted(answers)

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        if isinstance(move, Typed):
            raise Refusal(
                _(
                    "Please tap the key “Share my number” below: a number that is typed proves "
                    "nothing."
                )
            )
        return super().accept(move, part, answers, today)


def _which(answers: Answers) -> Phrase:
    return _("Do you support “{title}”?", title=verbatim(Bilingual(*answers[TITLE])))


def _offered(answers: Answers) -> Phrase:
    return _(
        "It would stand there as: {name}. You can change it at any time in “My petitions”.",
        name=answers[OFFERED],
    )


def _consent(answers: Answers) -> Phrase:
    kept = [_("I keep with your Telegram number: that you support this petition, and since when.")]
    if answers.get(LOCAL):
        kept.append(_("Your region, so that supporters from there are counted apart."))
    if answers.get(PHONE):
        kept.append(
            _("Of your phone number only a code that nobody can turn back into it; next step.")
        )
    kept.append(
        _(
            "In the public log of the petition stands only a code, another one in each petition. "
            "You can take your support back while the petition is open, and have all of this "
            "forgotten, in “My petitions”."
        )
    )
    named = {f"part{number}": part for number, part in enumerate(kept)}
    return Phrase("\n".join(f"• {{{name}}}" for name in named), named)


def support_petition(zone: tzinfo) -> Script:
    """The script; days in the log are those of ``zone``."""

    async def finish(act: Act, answers: Answers) -> Ending:
        place = answers.get("region")
        declared = Declared(
            region=place["region"] if place else None,
            name=answers[OFFERED] if answers.get("name") == YES else None,
            wants_news=answers.get("news") == YES,
            phone=answers.get("phone"),
        )
        ending = await supported(act, answers[PETITION], declared, zone)
        if not (await habit_of(act.connection, act.person.id)).agreed:
            await agree(act)
        return ending

    return Script(
        name=NAME,
        version=1,
        title=_("Support of a petition"),  # not which one: others may see the menu
        steps=(
            Consent(
                key="citizen",
                name=_("Citizenship"),
                ask=_("Are you a citizen of Kazakhstan?"),
                hint=_("Your word is enough. Petitions are the right of citizens."),
                version=CONSENT_TEXT,
                agree=_("Yes, I am"),
                decline=_("No, I am not"),
                required=_(
                    "Only citizens of Kazakhstan can support a petition. You can read it and pass "
                    "it on."
                ),
            ),
            Place(
                key="region",
                name=_("Region"),
                ask=_("Where do you live?"),
                hint=_(
                    "This petition is about one region. Support from elsewhere is counted and "
                    "shown apart."
                ),
                when=lambda answers: bool(answers.get(LOCAL)),
            ),
            Choice(
                key="name",
                name=_("My name"),
                ask=_("May your name be shown among the supporters?"),
                hint=_offered,
                options=NEWS_AND_NAMES,
                when=lambda answers: bool(answers.get(OFFERED)),
            ),
            Choice(
                key="news",
                name=_("News"),
                ask=_("Shall I tell you what becomes of it?"),
                hint=_("When it comes nearer to its goal, what the author writes, the answer."),
                options=NEWS_AND_NAMES,
            ),
            Consent(
                key="consent",
                name=_("Consent"),
                ask=_which,
                hint=_consent,
                version=CONSENT_TEXT,
                agree=_("✍️ Yes, I support it"),
                decline=_("No"),
                required=_("Without your yes I keep nothing. To leave, tap “Cancel”."),
            ),
            OwnContact(
                key="phone",
                name=_("My phone number"),
                ask=_("Please share your own phone number."),
                hint=_(
                    "This petition asks for one, so that nobody supports it twice. The number is "
                    "turned into a code at once and not kept."
                ),
                when=lambda answers: bool(answers.get(PHONE)),
            ),
        ),
        finish=finish,
        quiet=True,
        keeps=timedelta(days=3),
    )
