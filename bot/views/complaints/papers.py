"""The document: its language, its files, what it lacks, and its text to paste into the portal."""

from __future__ import annotations

from html import escape

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.views.complaints.words import lines, to, to_card
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue, tongue
from bot.views.ways import Complaint
from civic.complaints.facts import ComplaintFacts, Language
from civic.complaints.kept import Kept, KeptFile
from civic.complaints.paper_fields import Field, lacking, missing
from civic.complaints.paper_portal import fields_to_paste
from civic.phrases import Phrase, _, verbatim

LANGUAGES = {
    Language.KK: _("In Kazakh"),
    Language.RU: _("In Russian"),
    Language.BOTH: _("In both"),
}
ADD: dict[Field, Phrase] = {
    Field.ADDRESSEE: _("Name the body that considers it"),
    Field.NAME: _("Add my name"),
    Field.IIN: _("Add my IIN"),
    Field.POSTAL_ADDRESS: _("Add my postal address"),
    Field.RESIDENCE: _("Add where I live"),
    Field.RESIDENCE_OR_WORK: _("Add where I live or work"),
    Field.BODY: _("Name whom it is about"),
    Field.SUBSTANCE: _("Write what it is about"),
    Field.EVIDENCE: _("Name the evidence"),
    Field.CONSENT: _("I have the written consent"),
}
"""What is missing, as buttons that add it."""
_OF_THE_AUTHOR = frozenset(
    {Field.NAME, Field.IIN, Field.POSTAL_ADDRESS, Field.RESIDENCE, Field.RESIDENCE_OR_WORK}
)


def papers_screen(tongue: Tongue, kept: Kept, notice: Phrase | None = None) -> Screen:
    """What can be done with the document."""
    complaint_id, facts = kept.listed.id, kept.facts
    parts = [f"✅ {tongue.html(notice)}"] if notice is not None else []
    parts.append(tongue.html(_("<b>The document</b>")))
    if lacks := missing(facts):
        heading = tongue.html(_("What is still missing:"))
        by_hand = tongue.html(
            _("You may also leave it: for most of it there is a line to fill by hand.")
        )
        parts.append(f"{heading}\n{lines(tongue, iter(lacks))}\n\n{by_hand}")
    else:
        parts.append(tongue.html(_("It has everything that the procedure asks for.")))
    parts.append(
        tongue.html(_("Read it before you sign it: your own words stand in it as written."))
    )
    return Screen(
        "\n\n".join(parts),
        inline(
            [_language(tongue, kept, language) for language in Language],
            [
                *to(tongue, verbatim("⬇ PDF"), "pdf", complaint_id),
                *to(tongue, verbatim("⬇ DOCX"), "docx", complaint_id),
            ],
            *_to_add(tongue, complaint_id, facts),
            to(tongue, _("Text to paste, field by field"), "paste", complaint_id),
            to(tongue, _("Change what I told"), "mend", complaint_id),
            to(tongue, _("How to hand it in"), "how", complaint_id),
            to_card(tongue, complaint_id),
        ),
    )


def mend_screen(tongue: Tongue, kept: Kept) -> Screen:
    """The fields that can be told anew."""
    complaint_id, facts = kept.listed.id, kept.facts
    return Screen(
        tongue.html(
            _("<b>What shall be changed?</b>\n\nThe old words are replaced by what you write.")
        ),
        inline(
            *(
                to(tongue, label, "missing", complaint_id, field)
                for field, label in CHANGE.items()
                if _is_told(facts, field)
            ),
            *(
                to(tongue, _label_of(tongue, answer.question), "missing", complaint_id, field)
                for field, answer in zip(DETAILS, facts.topic_answers, strict=False)
            ),
            to(tongue, _("Add a file"), "file", complaint_id),
            to(tongue, _("Remove a file"), "files", complaint_id) if kept.files else [],
            to(tongue, _("← To the document"), "papers", complaint_id),
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


_LONGEST_LABEL = 40


def _name_of(number: int, file: KeptFile) -> Phrase:
    named = file.name or file.caption
    if named:
        return verbatim(named if len(named) <= _LONGEST_LABEL else f"{named[:_LONGEST_LABEL]}…")
    return _("Photo {number}", number=number + 1)


def _label_of(tongue: Tongue, question: Phrase) -> Phrase:
    """A question of the topic's own, cut to the width of a button."""
    asked = tongue.plain(question)
    return verbatim(asked if len(asked) <= _LONGEST_LABEL else f"{asked[:_LONGEST_LABEL]}…")


DETAILS = ("detail_0", "detail_1")
CHANGE: dict[str, Phrase] = {
    Field.ADDRESSEE: _("Who considers it"),
    Field.BODY: _("Whom it is about"),
    Field.SUBSTANCE: _("What happened"),
    Field.EVIDENCE: _("Evidence"),
    "official": _("Official"),
    "asked_for": _("What you ask for"),
    "where": _("Where"),
    "when": _("When"),
    Field.NAME: _("Your name"),
    Field.IIN: _("IIN"),
    Field.POSTAL_ADDRESS: _("Postal address"),
    Field.RESIDENCE: _("Where you live"),
    Field.RESIDENCE_OR_WORK: _("Where you live or work"),
    "phone": _("Telephone"),
}
"""What can be told anew, by the name of its step."""


def _is_told(facts: ComplaintFacts, field: str) -> bool:
    kept = getattr(facts, "what_happened" if field == Field.SUBSTANCE else field)
    return bool(str(kept or "").strip())


def paste_screen(tongue: Tongue, kept: Kept, language: str, number: int) -> Screen:
    """One field of the portal's form, with a button that copies it where Telegram can."""
    complaint_id, facts = kept.listed.id, kept.facts
    fields = fields_to_paste(facts, _speaker(tongue, language))
    number = min(max(number, 0), len(fields) - 1)
    field = fields[number]
    which = f"{number + 1} / {len(fields)}"
    heading = f"<i>{which}</i>\n<b>{tongue.html(field.label)}</b>"
    if field.parts > 1:
        part = _("part {part} of {parts}", part=field.part, parts=field.parts)
        heading = f"{heading}, {tongue.html(part)}"
    if field.is_chosen:
        chosen = tongue.html(_("It is chosen from a list there."))
        heading = f"{heading}\n{chosen}"
    if not field.fits_a_copy_button:
        by_hand = tongue.html(_("To copy it, tap the text itself."))
        heading = f"{heading}\n{by_hand}"
    copy = (
        [
            InlineKeyboardButton(
                text=tongue.plain(_("Copy")), copy_text=CopyTextButton(text=field.text)
            )
        ]
        if field.fits_a_copy_button
        else []
    )
    return Screen(
        f"{heading}\n\n<code>{escape(field.text, quote=False)}</code>",
        inline(
            copy,
            _turning(tongue, complaint_id, language, number, len(fields)),
            _other_language(tongue, facts, complaint_id, language),
            to(tongue, _("← To the document"), "papers", complaint_id),
        ),
    )


def language_of(facts: ComplaintFacts, reader: str) -> str:
    """In which language to paste first: the document's; of both, the reader's."""
    codes = facts.language.codes
    return reader if reader in codes else codes[0]


def _speaker(speaking: Tongue, language: str) -> Tongue:
    return tongue(language, speaking.zone)


def _language(tongue: Tongue, kept: Kept, language: Language) -> InlineKeyboardButton:
    label = LANGUAGES[language]
    if language is kept.facts.language:
        label = Phrase("✓ {verbatim}", {"verbatim": label})
    data = Complaint(to="language", id=kept.listed.id, what=language.value)
    return press(tongue.plain(label), data.pack())


def _to_add(
    tongue: Tongue, complaint_id: str, facts: ComplaintFacts
) -> list[list[InlineKeyboardButton]]:
    lacks = lacking(facts)
    rows = []
    if facts.anonymous:
        rows.append(to(tongue, _("Sign it with my name after all"), "named", complaint_id))
        lacks = tuple(field for field in lacks if field not in _OF_THE_AUTHOR)
    rows += [
        to(tongue, ADD[field], "missing", complaint_id, field.value)
        for field in lacks
        if field in ADD
    ]
    return rows


def _turning(
    tongue: Tongue, complaint_id: str, language: str, number: int, count: int
) -> list[InlineKeyboardButton]:
    def turn(label: Phrase, at: int) -> list[InlineKeyboardButton]:
        return to(tongue, label, "paste", complaint_id, f"{language}.{at}")

    earlier = turn(_("← Previous"), number - 1) if number > 0 else []
    later = turn(_("Next →"), number + 1) if number < count - 1 else []
    return earlier + later


def _other_language(
    tongue: Tongue, facts: ComplaintFacts, complaint_id: str, language: str
) -> list[InlineKeyboardButton]:
    others = [code for code in facts.language.codes if code != language]
    labels = {"kk": _("In Kazakh"), "ru": _("In Russian")}
    return [
        button
        for code in others
        for button in to(tongue, labels[code], "paste", complaint_id, f"{code}.0")
    ]
