"""What an author tells the supporters: at most once a week, read by a moderator first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta, tzinfo

from civic.act import Act
from civic.desk.roles import Right, must
from civic.petitions import telling
from civic.petitions.moving import held
from civic.petitions.states import State
from civic.petitions.supporting import GONE
from civic.phrases import Refusal, _
from storage import audit, petition_news, petition_tellings, petitions
from storage.petition_news import StoredNews

LONGEST = 1000
"""Characters of one."""
PAUSE = timedelta(days=7)
TELLS = frozenset(
    {
        State.GATHERING,
        State.OPEN,
        State.REACHED,
        State.SENT,
        State.UNDER_REVIEW,
        State.ANSWERED,
        State.WATCHED,
    }
)
"""While it has supporters who wait."""
DECIDED = _("This is decided already.")


async def write(
    act: Act,
    news_id: str,
    petition_id: str,
    texts: tuple[str | None, str | None],
    zone: tzinfo,
    administrators: Collection[int],
) -> None:
    """The author's own words, in Kazakh, in Russian or in both, for a moderator to read."""
    conn = act.connection
    petition = await held(conn, petition_id)
    if petition is None or petition.author_id != act.person.id:
        raise Refusal(GONE)
    if State(petition.state) not in TELLS:
        raise Refusal(_("There is nobody to tell this to now."))
    last = await petition_news.last_written(conn, petition_id)
    if last is not None and act.now - last < PAUSE:
        raise Refusal(
            _(
                "One message a week at most: supporters leave where too much is said. The next "
                "can be written from {moment} on.",
                moment=last + PAUSE,
            )
        )
    kk, ru = texts
    kept = StoredNews(
        id=news_id, petition_id=petition_id, text_kk=kk, text_ru=ru, written_at=act.now
    )
    if await petition_news.add(conn, kept):
        await telling.moderators(
            conn, act.ring, administrators, petition, f"news:{news_id}", act.now, zone
        )


async def decide(
    act: Act, administrators: Collection[int], news_id: str, zone: tzinfo, *, approved: bool
) -> StoredNews:
    """A moderator lets it go to the supporters, or not; the author hears which."""
    await must(act, administrators, Right.MODERATE)
    conn = act.connection
    news = await petition_news.get(conn, news_id, hold=True)
    petition = await petitions.get(conn, news.petition_id) if news else None
    if news is None or petition is None:
        raise Refusal(GONE)
    if petition.author_id == act.person.id:
        raise Refusal(_("These are your own words: somebody else must decide on them."))
    if not news.is_waiting:
        raise Refusal(DECIDED)
    moment = {"approved_at": act.now} if approved else {"refused_at": act.now}
    await petition_news.decide(conn, news_id, decided_by=act.person.id, **moment)
    said = "approved" if approved else "refused"
    await audit.note(conn, act.now, f"petition.news_{said}", act.person.id, news.petition_id)
    await telling.author(conn, act.ring, petition, f"news:{news_id}", act.now, zone)
    if approved:
        await petition_tellings.begin(conn, news.petition_id, f"news:{news_id}", act.now)
    return news
