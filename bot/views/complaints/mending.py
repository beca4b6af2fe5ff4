"""What was told, to be told anew, added or taken out; and the files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.views.complaints.words import cut, to
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from civic.complaints.changing import DETAILS, Told, can_hold, details, may_go, words_of
from civic.complaints.facts import ComplaintFacts, EarlierAppeal
from civic.complaints.kept import Kept, KeptFile
from civic.complaints.paper_fields import Field
from civic.complaints.telling import counts_from_learning
from civic.complaints.topics import formal
from civic.phrases import Phrase, _, verbatim

CHANGE: dict[str, Phrase] = {
    Field.ADDRESSEE: _("Who considers it"),
    Field.BODY: _("Whom it is about"),
    Field.SUBSTANCE: _("What happened"),
    Field.EVIDENCE: _("Evidence"),
    Told.OFFICIAL: _("Official"),
    Told.ASKED_FOR: _("What you ask for"),
    Told.WHERE: _("Where"),
    Told.WHEN: _("When"),
    Field.NAME: _("Your name"),
    Field.IIN: _("IIN"),
    Field.POSTAL_ADDRESS: _("Postal address"),
    Field.RESIDENCE: _("Where you live"),
    Field.RESIDENCE_OR_WORK: _("Where you live or work"),
    Told.PHONE: _("Telephone"),
    Told.LEARNED: _("When you learned of it"),
}
"""What can be told anew, by the name of its step."""
_LONGEST_LABEL = 40
_SHOWN_WORDS = 1000
_OUT = verbatim("✕")


def mend_screen(tongue: Tongue, kept: Kept) -> Screen:
    """Everything that the document can hold: told already, or not yet."""
    complaint_id, facts = kept.listed.id, kept.facts
    fields = tuple(_fields(kept))
    return Screen(
        tongue.html(
            _(
                "<b>What shall be changed?</b>\n\nWhat you write takes the place of the old "
                "words. With ＋ stands what is not there yet; ✕ takes out what need not be there."
            )
        ),
        inline(
            *(_row(tongue, kept, field) for field in fields if _is_told(kept, field)),
            *_earlier(tongue, kept),
            *(_row(tongue, kept, field) for field in fields if not _is_told(kept, field)),
            to(
                tongue,
                _to_add(_("Earlier appeals")),
                "missing",
                complaint_id,
                Told.EARLIER.value,
            ),
            to(tongue, _("Add a file"), "file", complaint_id),
            to(tongue, _("Remove a file"), "files", complaint_id) if facts.attachments else [],
            to(tongue, _("← To the document"), "papers", complaint_id),
        ),
    )


def out_screen(tongue: Tongue, kept: Kept, what: str) -> Screen:
    """What would be taken out, before it is."""
    complaint_id = kept.listed.id
    field, _dot, which = what.partition(".")
    words = _earlier_of(kept.facts, which) if field == Told.EARLIER else _words(kept, field)
    if words is None:
        return mend_screen(tongue, kept)
    parts = [_("<b>Take this out of the document?</b>"), words]
    return Screen(
        "\n\n".join(map(tongue.html, parts)),
        inline(
            to(tongue, _("Yes, take it out"), "taken_out", complaint_id, what),
            to(tongue, _("No, leave it"), "mend", complaint_id),
        ),
    )


def files_screen(tongue: Tongue, kept: Kept, notice: Phrase | None = None) -> Screen:
    """The files of the document, each with a button that takes it away."""
    complaint_id, files = kept.listed.id, kept.files
    text = tongue.html(
        _("<b>Which file shall go?</b>\n\nIt stays in this chat until you delete it here.")
        if files
        else _("No file goes with it now.")
    )
    head = f"✅ {tongue.html(notice)}\n\n" if notice is not None else ""
    rows = [
        # how many there were makes a second press of the same button harmless
        to(
            tongue,
            Phrase("✕ {verbatim}", {"verbatim": _name_of(number, file)}),
            "unfile",
            complaint_id,
            f"{number}.{len(files)}",
        )
        for number, file in enumerate(files)
    ]
    return Screen(
        head + text,
        inline(
            *rows,
            to(tongue, _("Add a file"), "file", complaint_id),
            to(tongue, _("← To the document"), "papers", complaint_id),
        ),
    )


def _fields(kept: Kept) -> Iterator[str]:
    yield from (field.value for field in can_hold(kept.facts))
    complaint = kept.listed
    is_first = complaint.parent_id is None and complaint.went_on_from is None
    if counts_from_learning(complaint.kind) and is_first and not complaint.history.events:
        yield Told.LEARNED.value


def _row(tongue: Tongue, kept: Kept, field: str) -> list[InlineKeyboardButton]:
    complaint_id, label = kept.listed.id, _label(tongue, kept.facts, field)
    if not _is_told(kept, field):
        return to(tongue, _to_add(label), "missing", complaint_id, field)
    anew = to(tongue, label, "missing", complaint_id, field)
    if not may_go(kept.facts, field):
        return anew
    return [*anew, *to(tongue, _OUT, "out", complaint_id, field)]


def _is_told(kept: Kept, field: str) -> bool:
    return _words(kept, field) is not None


def _words(kept: Kept, field: str) -> Phrase | None:
    """What stands there; ``None`` when nothing does."""
    if field == Told.LEARNED:
        day = kept.listed.history.learned_on
        return verbatim(day) if day is not None else None
    if field not in CHANGE and field not in DETAILS:
        return None
    words = words_of(kept.facts, field)
    if isinstance(words, Phrase):
        return words
    if isinstance(words, date):
        return verbatim(words)
    return cut(words, _SHOWN_WORDS) if words.strip() else None


def _label(tongue: Tongue, facts: ComplaintFacts, field: str) -> Phrase:
    if field not in DETAILS:
        return CHANGE[field]
    asked = formal(details(facts)[DETAILS.index(Told(field))].question)
    return _cut(tongue.plain(asked))


def _earlier(tongue: Tongue, kept: Kept) -> Iterator[list[InlineKeyboardButton]]:
    """Each earlier appeal; how many there were makes a second press harmless."""
    there = kept.facts.earlier_appeals
    for number, appeal in enumerate(there):
        named = _cut(_said(tongue, appeal))
        yield to(
            tongue,
            Phrase("✕ {verbatim}", {"verbatim": named}),
            "out",
            kept.listed.id,
            f"{Told.EARLIER.value}.{number}.{len(there)}",
        )


def _earlier_of(facts: ComplaintFacts, which: str) -> Phrase | None:
    number, _dot, _of = which.partition(".")
    there = facts.earlier_appeals
    if not number.isdecimal() or int(number) >= len(there):
        return None
    appeal = there[int(number)]
    return cut(" ".join(filter(None, (appeal.number, appeal.text))) or "…", _SHOWN_WORDS)


def _said(tongue: Tongue, appeal: EarlierAppeal) -> str:
    day = tongue.plain(verbatim(appeal.day)) if appeal.day else ""
    number = f"№ {appeal.number}" if appeal.number else ""
    return " ".join(filter(None, (number, day, appeal.text))) or "…"


def _name_of(number: int, file: KeptFile) -> Phrase:
    named = file.name or file.caption
    return _cut(named) if named else _("Photo {number}", number=number + 1)


def _cut(words: str) -> Phrase:
    """Words as far as a button has room."""
    return cut(words, _LONGEST_LABEL)


def _to_add(field: Phrase) -> Phrase:
    """The label of what is not there yet."""
    return Phrase("＋ {field}", {"field": field})
