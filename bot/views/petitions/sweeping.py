"""Pages of the moderators: what looks odd, what a sweep would take, how far it is, its undoing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from aiogram.types import InlineKeyboardButton

from bot.views.petitions.proof import shortened, title_of
from bot.views.screen import Screen, inline, press
from bot.views.staff.ways import to_own_page
from bot.views.tongue import Tongue
from bot.views.ways import Petition
from civic.petitions.suspecting import SUSPICIONS, Suspicion, YoungAccounts
from civic.petitions.sweeping import Preview
from civic.phrases import Phrase, _, _n, labelled, verbatim
from storage.petition_flags import StoredFlag
from storage.petition_sweeps import StoredSweep
from storage.petition_windows import Window
from storage.petitions import StoredPetition

HOUR = timedelta(hours=1)
MOST_HOURS = 12
"""Rows of hours that are shown."""
SHOWN_AT_ONCE = 8
LONGEST_LABEL = 60
REASONS: dict[str, Phrase] = {
    **{suspicion.value: why for suspicion, why in SUSPICIONS.items()},
    "moderator": _("found by a moderator"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Which supports: so many hours from one on, of all accounts or of young ones only."""

    since: datetime
    hours: int
    young: bool

    @classmethod
    def read(cls, code: str) -> Span:
        """From a button. ValueError when it is none."""
        began, hours, young = code.split("-")
        since = datetime.fromtimestamp(int(began, 16) * 3600, UTC)
        return cls(since, int(hours), young == "y")

    @property
    def code(self) -> str:
        """For a button."""
        began = int(self.since.timestamp()) // 3600
        return f"{began:x}-{self.hours}-{'y' if self.young else 'a'}"

    @property
    def until(self) -> datetime:
        """Its end."""
        return self.since + self.hours * HOUR

    def window(self, petition_id: str, young: YoungAccounts) -> Window:
        """What it means in this petition."""
        return Window(petition_id, self.since, self.until, young.from_id if self.young else None)


def _to(
    tongue: Tongue, label: Phrase, to: str, key: str = "", what: str = ""
) -> InlineKeyboardButton:
    way = Petition(to=to, id=key, what=what)
    return press(shortened(tongue.plain(label), LONGEST_LABEL), way.pack())


def odd_screen(
    tongue: Tongue,
    flags: Sequence[tuple[StoredFlag, StoredPetition]],
    sweeps: Sequence[tuple[StoredSweep, StoredPetition]],
    notice: Phrase | None = None,
) -> Screen:
    """What waits for a decision, and the last sweeps."""
    parts = [
        notice,
        _("<b>Odd supports</b>"),
        _n(
            "One thing waits for your decision. Nothing is taken out by itself.",
            "{count} things wait for your decision. Nothing is taken out by itself.",
            len(flags),
        )
        if flags
        else _("Nothing looks odd just now."),
    ]
    return Screen(
        "\n\n".join(tongue.html(part) for part in parts if part is not None),
        inline(
            *(
                [
                    _to(
                        tongue,
                        labelled(flag.found, title_of(petition)),
                        "flag",
                        str(flag.id),
                    )
                ]
                for flag, petition in flags[:SHOWN_AT_ONCE]
            ),
            *(
                [
                    _to(
                        tongue,
                        _(
                            "Taken out, {count}: {title}",
                            count=sweep.swept,
                            title=title_of(petition),
                        ),
                        "sweep",
                        str(sweep.id),
                    )
                ]
                for sweep, petition in sweeps
            ),
            [_to(tongue, _("Look at another petition"), "hours_of")],
            [to_own_page(tongue)],
        ),
    )


def flag_screen(
    tongue: Tongue,
    flag: StoredFlag,
    petition: StoredPetition,
    young: YoungAccounts,
    notice: Phrase | None = None,
) -> Screen:
    """One thing that looks odd, and why."""
    suspicion = Suspicion(flag.reason)
    span = Span(flag.since, 1, suspicion is Suspicion.YOUNG)
    parts = [notice, _headed(petition), _why(flag, suspicion, young)]
    return Screen(
        "\n\n".join(tongue.html(part) for part in parts if part is not None),
        inline(
            [_to(tongue, _("See what would be taken out"), "span", petition.id, span.code)],
            [_to(tongue, _("It is all right"), "fine", str(flag.id))]
            if flag.decided_at is None
            else [],
            [_to(tongue, _("Its hours"), "hours", petition.id)],
            [_to(tongue, _("← Odd supports"), "odd")],
        ),
    )


def _headed(petition: StoredPetition) -> Phrase:
    return Phrase("<b>{title}</b>", {"title": title_of(petition)})


def _why(flag: StoredFlag, suspicion: Suspicion, young: YoungAccounts) -> Phrase:
    if suspicion is Suspicion.YOUNG:
        return _n(
            "Within the hour from {moment} one support came from an account with a high number "
            "(from {id} on): made after {day}, as far as one can guess. Telegram does not tell how "
            "old an account is, and new people have new accounts too.",
            "Within the hour from {moment} {count} supports came from accounts with high numbers "
            "(from {id} on): made after {day}, as far as one can guess. Telegram does not tell how "
            "old an account is, and new people have new accounts too.",
            flag.found,
            moment=flag.since,
            id=young.from_id,
            day=young.since,
        )
    if flag.usual is None:
        return _n(
            "Within the hour from {moment} one support came. The petition is too new to say how "
            "many are usual. It may have been shared in a large channel.",
            "Within the hour from {moment} {count} supports came. The petition is too new to say "
            "how many are usual. It may have been shared in a large channel.",
            flag.found,
            moment=flag.since,
        )
    return _n(
        "Within the hour from {moment} one support came; usual is {usual}. It may have been shared "
        "in a large channel.",
        "Within the hour from {moment} {count} supports came; usual is {usual}. It may have been "
        "shared in a large channel.",
        flag.found,
        moment=flag.since,
        usual=flag.usual,
    )


def choose_screen(tongue: Tongue, petitions: Sequence[StoredPetition], page: int) -> Screen:
    """Which petition to look at."""
    last = max(len(petitions) - 1, 0) // SHOWN_AT_ONCE
    page = max(0, min(page, last))
    shown = petitions[page * SHOWN_AT_ONCE :][:SHOWN_AT_ONCE]
    ways = [(_("← Earlier"), page - 1)] if page else []
    ways += [(_("More →"), page + 1)] if page < last else []
    return Screen(
        tongue.html(_("Which petition would you like to look at?")),
        inline(
            *([_to(tongue, verbatim(title_of(one)), "hours", one.id)] for one in shown),
            [_to(tongue, label, "hours_of", what=str(to)) for label, to in ways],
            [_to(tongue, _("← Odd supports"), "odd")],
        ),
    )


def hours_screen(
    tongue: Tongue, petition: StoredPetition, hours: Sequence[tuple[datetime, int]]
) -> Screen:
    """The busiest hours of the last days."""
    busiest = sorted(hours, key=lambda one: -one[1])[:MOST_HOURS]
    told = (
        _("The hours in which most supports came, of the last seven days:")
        if busiest
        else _("No supports in the last seven days.")
    )
    return Screen(
        f"{tongue.html(_headed(petition))}\n\n{tongue.html(told)}",
        inline(
            *(
                [
                    _to(
                        tongue,
                        labelled(hour, count),
                        "span",
                        petition.id,
                        Span(hour, 1, young=False).code,
                    )
                ]
                for hour, count in sorted(busiest)
            ),
            [_to(tongue, _("← Odd supports"), "odd")],
        ),
    )


def preview_screen(
    tongue: Tongue,
    petition: StoredPetition,
    span: Span,
    seen: Preview,
    notice: Phrase | None = None,
) -> Screen:
    """What would be taken out, hour by hour; nothing is done yet."""
    whose = _("by young accounts only") if span.young else _("by all accounts")
    parts = [
        notice,
        _headed(petition),
        _(
            "Given from {since} to {until}, {whose}: <b>{found}</b> of the {all} supports that "
            "count. {left} would be left; {threshold} are needed.",
            since=span.since,
            until=span.until,
            whose=whose,
            found=seen.found,
            all=seen.of,
            left=seen.of - seen.found,
            threshold=petition.threshold,
        ),
    ]
    told = "\n\n".join(tongue.html(part) for part in parts if part is not None)
    hours = "\n".join(
        tongue.html(labelled(hour, count)) for hour, count in seen.by_hour[:MOST_HOURS]
    )
    other = replace(span, young=not span.young)
    longer = [
        (_("An hour earlier"), replace(span, since=span.since - HOUR, hours=span.hours + 1)),
        (_("An hour later"), replace(span, hours=span.hours + 1)),
    ]
    return Screen(
        f"{told}\n\n{hours}" if hours else told,
        inline(
            [
                _to(
                    tongue,
                    _("All accounts") if span.young else _("Young accounts only"),
                    "span",
                    petition.id,
                    other.code,
                )
            ],
            [_to(tongue, label, "span", petition.id, to.code) for label, to in longer],
            [_to(tongue, _("Declare them false…"), "span_sure", petition.id, span.code)]
            if seen.found
            else [],
            [_to(tongue, _("← Odd supports"), "odd")],
        ),
    )


def sure_screen(tongue: Tongue, petition: StoredPetition, span: Span, seen: Preview) -> Screen:
    """A question before it is done."""
    question = _n(
        "Declare one support of “{title}” false? It stops counting, and stands in the public log "
        "as found false. You can undo it later.",
        "Declare {count} supports of “{title}” false? They stop counting, and stand in the public "
        "log as found false. You can undo it later.",
        seen.found,
        title=title_of(petition),
    )
    return Screen(
        tongue.html(question),
        inline(
            [_to(tongue, _("Yes, they are false"), "span_yes", petition.id, span.code)],
            [_to(tongue, _("No, go back"), "span", petition.id, span.code)],
        ),
    )


def sweep_screen(
    tongue: Tongue, sweep: StoredSweep, petition: StoredPetition, notice: Phrase | None = None
) -> Screen:
    """How far it is."""
    parts = [
        notice,
        _headed(petition),
        _(
            "Supports given from {since} to {until}: {reason}.",
            since=sweep.since,
            until=sweep.until,
            reason=REASONS[sweep.reason],
        ),
        _state(sweep),
    ]
    may_undo = sweep.started_at is not None and sweep.undo_started_at is None
    return Screen(
        "\n\n".join(tongue.html(part) for part in parts if part is not None),
        inline(
            [_to(tongue, _("Look again"), "sweep", str(sweep.id))] if sweep.is_at_work else [],
            [_to(tongue, _("Undo it…"), "undo_sure", str(sweep.id))] if may_undo else [],
            [_to(tongue, _("← Odd supports"), "odd")],
        ),
    )


def _state(sweep: StoredSweep) -> Phrase:
    if sweep.undone_at is not None:
        return _("Undone on {moment}: they count again.", moment=sweep.undone_at)
    if sweep.undo_started_at is not None:
        return _n(
            "Being undone: one is still to be given back.",
            "Being undone: {count} are still to be given back.",
            sweep.swept,
        )
    if sweep.done_at is not None:
        return _n(
            "Done on {moment}: one was found false.",
            "Done on {moment}: {count} were found false.",
            sweep.swept,
            moment=sweep.done_at,
        )
    return _("Under way: {done} of {all}.", done=sweep.swept, all=sweep.found)


def undo_screen(tongue: Tongue, sweep: StoredSweep, petition: StoredPetition) -> Screen:
    """A question before it is undone."""
    question = _n(
        "Let one support of “{title}” count again?",
        "Let {count} supports of “{title}” count again?",
        sweep.swept,
        title=title_of(petition),
    )
    return Screen(
        tongue.html(question),
        inline(
            [_to(tongue, _("Yes, undo it"), "undo", str(sweep.id))],
            [_to(tongue, _("No, go back"), "sweep", str(sweep.id))],
        ),
    )
