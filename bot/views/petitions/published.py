"""The page of a petition on the web: static HTML in both languages, nothing from elsewhere.

No script, no font, no picture of others: whoever opens it tells nobody. It is also good XML, so
that a test can hold it to every bracket.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from bot.views.petitions.proof import title_of
from bot.views.tongue import Tongue
from civic.petitions.kinds import BODY_NAMES, Body, Kind, Level
from civic.petitions.official import page_of
from civic.petitions.publishing import Published
from civic.petitions.states import OUTCOME_NAMES, STATE_NAMES, Outcome, State
from civic.phrases import Phrase, _, _n
from civic.regions import regions

STYLE = (
    "body{margin:0 auto;max-width:42rem;padding:1rem;font:1.1rem/1.5 sans-serif;color:#1F2A37;"
    "background:#FAF8F4}a{color:#22559C}code{overflow-wrap:anywhere;font-size:.85rem}"
    ".count{font-size:1.6rem;font-weight:bold}.note{color:#56616F}"
    "progress{width:100%;height:1.2rem;accent-color:#2F7566}section+section{border-top:1px solid "
    "#C7CFD8;margin-top:2rem}"
)
PETITIONS, HOW_TO_CHECK = _("Petitions"), _("How to check the count")
LOCALES = {"kk": "kk_KZ", "ru": "ru_RU"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the pages will stand: the address before their names, and the bot's name in Telegram.

    Without an address a preview may be left out by those who ask for whole addresses.
    """

    url: str = ""
    bot: str = ""

    def at(self, name: str) -> str:
        """The address of a file."""
        return f"{self.url.rstrip('/')}/{name}" if self.url else name


def petition_page(
    tongues: Sequence[Tongue], one: Published, place: Place, made_at: datetime
) -> str:
    """One petition."""
    petition = one.petition
    first = tongues[0]
    title = title_of(petition)
    summary = (petition.summary_kk or petition.summary_ru or "").strip()
    meta = [
        ("og:type", "article"),
        ("og:title", title.in_language(first.code)),
        ("og:description", summary or first.plain(kind_words(one))),
        ("og:image", place.at(f"{petition.id}.png")),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", title.in_language(first.code)),
        ("og:locale", LOCALES[first.code]),
        *(("og:locale:alternate", LOCALES[other.code]) for other in tongues[1:]),
        *((("og:url", place.at(f"{petition.id}.html")),) if place.url else ()),
    ]
    sections = "\n".join(_section(speaking, one, place, made_at) for speaking in tongues)
    return _document(first, title.in_language(first.code), meta, sections)


def index_page(
    tongues: Sequence[Tongue], all_of_them: Sequence[Published], place: Place, made_at: datetime
) -> str:
    """All of them."""
    first = tongues[0]
    name = first.plain(PETITIONS)
    meta = [("og:type", "website"), ("og:title", name), ("og:locale", LOCALES[first.code])]
    del place
    sections = []
    for speaking in tongues:
        rows = "\n".join(_entry(speaking, one) for one in all_of_them)
        listing = f"<ul>\n{rows}\n</ul>" if rows else _p(speaking, _("There are no petitions yet."))
        sections.append(
            f'<section lang="{speaking.code}">\n<h1>{speaking.html(PETITIONS)}</h1>\n'
            f"{listing}\n{_p(speaking, _made(made_at), 'note')}\n</section>"
        )
    return _document(first, name, meta, "\n".join(sections))


def kind_words(one: Published) -> Phrase:
    """What it is, said on each page and card."""
    if one.petition.kind == Kind.COMPANION:
        return _(
            "An official petition. The vote is cast on epetition.kz, with a digital signature."
        )
    return _("An open letter without legal force. Support is collected in Telegram.")


def count_words(one: Published) -> Phrase:
    """How many there are, of how many."""
    if one.count is None:
        return _("The count on epetition.kz could not be read.")
    if one.petition.kind == Kind.COMPANION:
        return _n(
            "{count} vote on epetition.kz of {threshold}",
            "{count} votes on epetition.kz of {threshold}",
            one.count,
            threshold=one.petition.threshold,
        )
    return _n(
        "{count} support of {threshold}",
        "{count} supports of {threshold}",
        one.count - one.outside,
        threshold=one.petition.threshold,
    )


def _made(made_at: datetime) -> Phrase:
    return _("Made on {moment}.", moment=made_at)


def _document(tongue: Tongue, title: str, meta: Sequence[tuple[str, str]], body: str) -> str:
    tags = "\n".join(
        f'<meta property="{name}" content="{escape(" ".join(value.split()))}"/>'
        for name, value in meta
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{tongue.code}">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f'<meta name="referrer" content="no-referrer"/>\n<title>{escape(title)}</title>\n{tags}\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _section(speaking: Tongue, one: Published, place: Place, made_at: datetime) -> str:
    petition = one.petition
    title = title_of(petition).in_language(speaking.code)
    texts = {
        "kk": (petition.summary_kk, petition.text_kk, petition.answer_kk),
        "ru": (petition.summary_ru, petition.text_ru, petition.answer_ru),
    }
    summary, text, answer = texts[speaking.code]
    parts = [
        f"<h1>{escape(title)}</h1>",
        _p(speaking, kind_words(one), "note"),
        _p(speaking, count_words(one), "count"),
        *_progress(speaking, one),
        *_more_of_the_count(speaking, one),
        _p(speaking, _decides(one)),
        _p(speaking, _("Now: {state}.", state=STATE_NAMES[State(petition.state)])),
        *_ways(speaking, one, place),
        *_words(speaking, None, summary),
        *_words(speaking, _("Text"), text),
        *_words(speaking, _answered(one), answer),
        *_proof(speaking, one),
        _p(speaking, _made(made_at), "note"),
    ]
    return f'<section lang="{speaking.code}">\n' + "\n".join(parts) + "\n</section>"


def _progress(speaking: Tongue, one: Published) -> list[str]:
    if one.count is None:
        return []
    most = one.petition.threshold
    value = min(one.count - one.outside, most)
    name = escape(speaking.plain(count_words(one)), quote=True)
    return [f'<progress value="{value}" max="{most}" aria-label="{name}"></progress>']


def _more_of_the_count(speaking: Tongue, one: Published) -> list[str]:
    if one.read is not None:
        return [_p(speaking, _("Read on {moment}.", moment=one.read.read_at), "note")]
    if one.outside:
        told = _n(
            "Besides, {count} support from elsewhere.",
            "Besides, {count} supports from elsewhere.",
            one.outside,
        )
        return [_p(speaking, told)]
    return []


def _decides(one: Published) -> Phrase:
    petition = one.petition
    body = BODY_NAMES[Body(petition.body)]
    region = regions().get(petition.region or "")
    if petition.level == Level.REPUBLIC or region is None:
        return _("Who decides: {body}.", body=body)
    return _("Who decides: {body} ({place}).", body=body, place=petition.place or region.name)


def _ways(speaking: Tongue, one: Published, place: Place) -> list[str]:
    petition = one.petition
    ways = []
    if petition.kind == Kind.COMPANION and petition.official_id:
        label = speaking.html(_("To the petition on epetition.kz"))
        ways.append(f'<a href="{escape(page_of(petition.official_id))}">{label}</a>')
    if place.bot:
        label = speaking.html(_("Open in Telegram"))
        link = f"https://t.me/{place.bot}?start=petition_{petition.id}"
        ways.append(f'<a href="{escape(link)}">{label}</a>')
    return [f"<p>{way}</p>" for way in ways]


def _answered(one: Published) -> Phrase:
    outcome = one.petition.outcome
    if outcome is None:
        return _("The answer")
    return _("The answer: {outcome}", outcome=OUTCOME_NAMES[Outcome(outcome)])


def _words(speaking: Tongue, heading: Phrase | None, text: str | None) -> list[str]:
    """Somebody's own words: a paragraph for each of theirs."""
    paragraphs = [part.strip() for part in (text or "").split("\n\n") if part.strip()]
    if not paragraphs:
        return []
    head = [f"<h2>{speaking.html(heading)}</h2>"] if heading is not None else []
    return [*head, *(f"<p>{escape(part).replace(chr(10), '<br/>')}</p>" for part in paragraphs)]


def _proof(speaking: Tongue, one: Published) -> list[str]:
    if one.document is None:
        return []
    head, name = one.document["head"], f"{one.petition.id}.json"
    parts = [
        _("The count proves itself: every support is a line of a public log that names nobody."),
        _("Public key: <code>{key}</code>", key=one.document["public_key"]),
        _("Root of the log: <code>{root}</code>", root=head["root"]),
        _(
            "To check: <code>azamat petitions verify {file} --key {key}</code>",
            file=name,
            key=one.document["public_key"],
        ),
    ]
    link = speaking.html(_("The whole log (JSON)"))
    return [
        f"<h2>{speaking.html(HOW_TO_CHECK)}</h2>",
        *(_p(speaking, part) for part in parts),
        f'<p><a href="{name}">{link}</a></p>',
    ]


def _entry(speaking: Tongue, one: Published) -> str:
    title = escape(title_of(one.petition).in_language(speaking.code))
    return (
        f'<li><a href="{one.petition.id}.html">{title}</a><br/>'
        f"{speaking.html(count_words(one))}</li>"
    )


def _p(speaking: Tongue, phrase: Phrase, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f"<p{named}>{speaking.html(phrase)}</p>"
