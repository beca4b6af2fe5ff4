"""Buttons that change something at once: each is one act, and twice it does nothing more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiogram import F, Router

from bot.flows import ask_person
from bot.flows.after import forget_drafts
from bot.flows.runner import Runner
from bot.handlers.complaints.finding import find, show_card, tell_gone
from bot.handlers.complaints.seeing import number
from bot.handlers.showing import put
from bot.talk import Talk
from bot.views.complaints.listing import deleted_screen
from bot.views.complaints.mending import files_screen, mend_screen
from bot.views.complaints.papers import papers_screen
from bot.views.ways import Complaint
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.changing import Told, taken_out, without_earlier
from civic.complaints.facts import Language
from civic.complaints.following import prepare_following
from civic.complaints.handing_over import source_of
from civic.complaints.keeping import GONE
from civic.complaints.kept import Outcome
from civic.complaints.looking import step_of
from civic.complaints.rows import Learned
from civic.complaints.steps import next_documents
from civic.desk.ticket import Source
from civic.desk.ticket import Topic as TicketTopic
from civic.phrases import Phrase, Refusal, _

router = Router(name=__name__)
REOPENED = "open"


@router.callback_query(Complaint.filter(F.to == "language"))
async def language(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """Another language of the document."""

    async def change(act: Act) -> None:
        facts = (await keeping.hold(act, callback_data.id)).facts
        if callback_data.what in set(Language) and callback_data.what != facts.language.value:
            changed = replace(facts, language=Language(callback_data.what))
            await keeping.change_facts(act, callback_data.id, changed)

    if await _acts(talk, runner, change):
        await _show_papers(talk, runner, callback_data.id)


@router.callback_query(Complaint.filter(F.to == "named"))
async def named(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """Not without a name after all."""

    async def change(act: Act) -> None:
        facts = (await keeping.hold(act, callback_data.id)).facts
        if facts.anonymous:
            await keeping.change_facts(act, callback_data.id, replace(facts, anonymous=False))

    if await _acts(talk, runner, change):
        await _show_papers(talk, runner, callback_data.id)


@router.callback_query(Complaint.filter(F.to == "unfile"))
async def remove_file(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """A file goes; the button knows which, and how many there were."""
    which, _dot, of = callback_data.what.partition(".")

    async def change(act: Act) -> None:
        files = (await keeping.hold(act, callback_data.id)).files
        if len(files) == number(of) > number(which):
            await keeping.remove_file(act, callback_data.id, files[number(which)].unique_id)

    if not await _acts(talk, runner, change):
        return
    found = await find(talk, callback_data.id)
    if found is None:
        await tell_gone(talk, runner)
    else:
        removed = _("The file is not part of it any more.")
        await put(talk, runner, files_screen(talk.tongue, found, removed))


@router.callback_query(Complaint.filter(F.to == "taken_out"))
async def take_out(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """A field or an earlier appeal goes; twice it does nothing more."""
    field, _dot, which = callback_data.what.partition(".")

    async def change(act: Act) -> None:
        held = await keeping.hold(act, callback_data.id)
        if field == Told.LEARNED:
            await keeping.set_learned(act, callback_data.id, Learned(), talk.grounds.zone)
            return
        if field == Told.EARLIER:
            at, _dot, of = which.partition(".")
            changed = without_earlier(held.facts, number(at), number(of))
        else:
            changed = taken_out(held.facts, field)
        if changed != held.facts:
            await keeping.change_facts(act, callback_data.id, changed)

    if not await _acts(talk, runner, change):
        return
    found = await find(talk, callback_data.id)
    if found is None:
        await tell_gone(talk, runner)
    else:
        await put(talk, runner, mend_screen(talk.tongue, found))


@router.callback_query(Complaint.filter(F.to == "reminders"))
async def reminders(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """Whether it is to be heard of."""
    wanted = callback_data.what == "on"

    async def change(act: Act) -> None:
        held = await keeping.hold(act, callback_data.id)
        if held.listed.quiet is wanted:
            zone = talk.grounds.zone
            await keeping.set_reminders(act, callback_data.id, zone, wanted=wanted)

    if await _acts(talk, runner, change):
        said = _("I will remind you of its days.") if wanted else _("No more reminders of it.")
        await show_card(talk, runner, callback_data.id, said)


@router.callback_query(Complaint.filter(F.to == "ended"))
async def ended(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """How it ended, or that it goes on."""
    what = callback_data.what
    outcome = Outcome(what) if what in set(Outcome) else None

    async def change(act: Act) -> None:
        held = await keeping.hold(act, callback_data.id)
        if held.listed.outcome is not outcome and (outcome or what == REOPENED):
            await keeping.end(act, callback_data.id, outcome, talk.grounds.zone)

    if await _acts(talk, runner, change):
        await show_card(talk, runner, callback_data.id, _of_the_end(outcome))


@router.callback_query(Complaint.filter(F.to == "undo"))
async def undo(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """The last thing noted was a slip; the button knows how many there were."""

    async def change(act: Act) -> None:
        held = await keeping.hold(act, callback_data.id)
        if not len(held.listed.history.events) == number(callback_data.what) > 0:
            raise Refusal(_("This is done already."))
        await keeping.undo_last_event(act, callback_data.id, talk.grounds.zone)

    if await _acts(talk, runner, change):
        await show_card(talk, runner, callback_data.id, _("The last one is taken back."))


@router.callback_query(Complaint.filter(F.to == "help"))
async def ask_for_help(
    _query: object, callback_data: Complaint, talk: Talk, runner: Runner
) -> None:
    """A volunteer is asked to help with it: the talk knows already what it is about."""
    found = await find(talk, callback_data.id)
    if found is None:
        await tell_gone(talk, runner)
        return
    of = source_of(found.listed.id, found.listed.kind, found.listed.topic)
    source = f"{Source.COMPLAINT.value}:{of}"
    known: dict[str, object] = {
        ask_person.SOURCE: source,
        ask_person.ABOUT: TicketTopic.COMPLAINT.value,
    }
    await runner.begin(talk, ask_person.NAME, known)


@router.callback_query(Complaint.filter(F.to == "next"))
async def prepare_next(
    _query: object, callback_data: Complaint, talk: Talk, runner: Runner
) -> None:
    """The next document from the same facts: one of a kind, however often it is asked for."""
    prepared: list[str] = []

    async def prepare(act: Act) -> None:
        held = await keeping.hold(act, callback_data.id)
        step = step_of(held.listed, talk.today().date())
        kind = next((it for it in next_documents(step) if it.value == callback_data.what), None)
        if kind is None:
            raise Refusal(_("This document is not what comes next now."))
        zone = talk.grounds.zone
        prepared.append(
            await prepare_following(act.connection, act.ring, held, step, kind, act.now, zone)
        )

    if await _acts(talk, runner, prepare):
        said = _(
            "This is the next document, from the same facts. Name who considers it, and look it "
            "over."
        )
        await show_card(talk, runner, prepared[0], said)


@router.callback_query(Complaint.filter(F.to == "deleted"))
async def deleted(_query: object, callback_data: Complaint, talk: Talk, runner: Runner) -> None:
    """For good."""
    if await find(talk, callback_data.id) is None:
        await tell_gone(talk, runner)
        return

    async def delete(act: Act) -> None:
        await keeping.delete(act, callback_data.id)
        await forget_drafts(act, callback_data.id)

    if await _acts(talk, runner, delete):
        await put(talk, runner, deleted_screen(talk.tongue))


async def _acts(talk: Talk, runner: Runner, change: Callable[[Act], Awaitable[None]]) -> bool:
    """Do it in one act; False once the person has been told why it was not done."""
    try:
        async with talk.act() as act:
            await change(act)
    except Refusal as refusal:
        if refusal.why == GONE:
            await tell_gone(talk, runner)
        else:
            await talk.popup(refusal.why)
        return False
    return True


async def _show_papers(talk: Talk, runner: Runner, complaint_id: str) -> None:
    found = await find(talk, complaint_id)
    if found is None:
        await tell_gone(talk, runner)
    else:
        await put(talk, runner, papers_screen(talk.tongue, found))


def _of_the_end(outcome: Outcome | None) -> Phrase:
    if outcome is Outcome.RESTORED:
        return _("I am glad. I remind you of nothing more here.")
    if outcome is None:
        return _("It goes on. I count its days again.")
    return _("Noted. I remind you of nothing more here; it can go on at any time.")
