"""What moderators note of petitions after the threshold, and authors' news that they read first."""

from __future__ import annotations

from aiogram import F, Router

from bot.flows import moderate_petition, petition_answer
from bot.flows.runner import Runner
from bot.handlers.complaints.seeing import number
from bot.handlers.petitions.moderating import MAY, act_on, begin, queue, read
from bot.handlers.showing import put
from bot.talk import Talk
from bot.views.petitions.moderation import news_screen, promise_screen
from bot.views.ways import Petition
from civic.act import Act
from civic.petitions import answers, news
from civic.petitions.answers import Kept
from civic.petitions.supporting import GONE
from civic.phrases import Refusal, _
from storage import petition_news, petitions

router = Router(name=__name__)


@router.callback_query(Petition.filter(F.to.in_({"msent", "manswer"})), MAY)
async def note(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """The day of registration, or the answer."""
    found = await read(talk, callback_data.id)
    if found is None:
        return
    sent = callback_data.to == "msent"
    script = petition_answer.SENT if sent else petition_answer.ANSWERED
    petition = found.petition
    known: dict[str, object] = {
        moderate_petition.PETITION: petition.id,
        "called": [petition.title_kk, petition.title_ru],
    }
    await begin(talk, runner, script, known, petition)


@router.callback_query(Petition.filter(F.to == "mreview"), MAY)
async def under_review(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """They look at it."""

    async def deed(act: Act, petition_id: str) -> object:
        grounds = talk.grounds
        return await answers.under_review(act, grounds.administrators, petition_id, grounds.zone)

    await act_on(talk, runner, callback_data.id, _("Noted."), deed)


@router.callback_query(Petition.filter(F.to == "marchive"), MAY)
async def archive(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """It is over."""

    async def deed(act: Act, petition_id: str) -> object:
        grounds = talk.grounds
        return await answers.archive(act, grounds.administrators, petition_id, grounds.zone)

    await act_on(talk, runner, callback_data.id, _("It is in the archive."), deed)


@router.callback_query(Petition.filter(F.to == "mpromise"), MAY)
async def to_promise(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """What became of it?"""
    if found := await read(talk, callback_data.id):
        months = number(callback_data.what)
        await put(talk, runner, promise_screen(talk.tongue, found.petition, months))


@router.callback_query(Petition.filter(F.to == "mfound"), MAY)
async def note_promise(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """This became of it."""
    months, _dot, found = callback_data.what.partition(".")

    async def deed(act: Act, petition_id: str) -> object:
        grounds = talk.grounds
        return await answers.note_promise(
            act, grounds.administrators, petition_id, number(months), Kept(found), grounds.zone
        )

    if found in set(Kept):
        said = _("Noted. The author and the supporters who wish it hear of it.")
        await act_on(talk, runner, callback_data.id, said, deed)


@router.callback_query(Petition.filter(F.to == "mnews"), MAY)
async def to_news(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """An author's words."""
    await talk.person()
    async with talk.grounds.database.look() as connection:
        found = await petition_news.get(connection, callback_data.id)
        about = await petitions.get(connection, found.petition_id) if found else None
    if found is None or about is None:
        await talk.popup(GONE)
    elif not found.is_waiting:
        await talk.popup(news.DECIDED)
    else:
        await put(talk, runner, news_screen(talk.tongue, found, about))


@router.callback_query(Petition.filter(F.to.in_({"mnewsok", "mnewsno"})), MAY)
async def decide_news(_query: object, callback_data: Petition, talk: Talk, runner: Runner) -> None:
    """They go to the supporters, or not."""
    approved, grounds = callback_data.to == "mnewsok", talk.grounds
    try:
        async with talk.act() as act:
            await news.decide(
                act, grounds.administrators, callback_data.id, grounds.zone, approved=approved
            )
    except Refusal as refusal:
        await talk.popup(refusal.why)
        return
    grounds.letters_put()
    said = _("It goes to the supporters.") if approved else _("It does not go out.")
    await put(talk, runner, await queue(talk, said))
