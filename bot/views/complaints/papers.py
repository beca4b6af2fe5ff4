"""The document: its language, its files, what it lacks, and its text to paste into the portal."""

from __future__ import annotations

from html import escape

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.views.complaints.words import lines, to, to_card, without_a_name
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue, tongue
from bot.views.ways import Complaint
from civic.complaints.changing import Told
from civic.complaints.facts import ComplaintFacts, Language
from civic.complaints.kept import Kept
from civic.complaints.paper_fields import Field, lacking, lacks_a_request, missing
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
    Field.REQUEST: _("Add what I ask for"),
    Field.CONSENT: _("I have the written consent"),
}
"""What is missing, as buttons that add it."""
_STEPS = {Field.REQUEST: Told.ASKED_FOR.value}
"""Steps that are called otherwise than what they add."""


def papers_screen(tongue: Tongue, kept: Kept, notice: Phrase | None = None) -> Screen:
    """What can be done with the document."""
    complaint_id, facts = kept.listed.id, kept.facts
    parts = [f"✅ {tongue.html(notice)}"] if notice is not None else []
    parts.append(tongue.html(_("<b>The document</b>")))
    if facts.anonymous:
        parts.append(tongue.html(without_a_name()))
    if lacks := missing(facts):
        heading = tongue.html(_("What is still missing:"))
        by_hand = tongue.html(
            _("You may also leave it: for most of it there is a line to fill by hand.")
        )
        parts.append(f"{heading}\n{lines(tongue, iter(lacks))}\n\n{by_hand}")
    elif facts.anonymous:
        parts.append(tongue.html(_("But for the name and the signature it has everything.")))
    else:
        parts.append(tongue.html(_("It has everything that the procedure asks for.")))
    if lacks_a_request(facts):
        parts.append(
            tongue.html(
                _("It does not say what you ask for. They decide faster when they can read it.")
            )
        )
    parts.append(tongue.html(_read_it(facts)))
    return Screen(
        "\n\n".join(parts),
        inline(
            [_language(tongue, kept, language) for language in Language],
            [
                *to(tongue, verbatim("⬇ PDF"), "pdf", complaint_id),
                *to(tongue, verbatim("⬇ DOCX"), "docx", complaint_id),
            ],
            *_to_add(tongue, complaint_id, facts),
            []  # the portal takes nothing without a signature
            if facts.anonymous
            else to(tongue, _("Text to paste, field by field"), "paste", complaint_id),
            to(tongue, _("Change what I told"), "mend", complaint_id),
            to(tongue, _("How to hand it in"), "how", complaint_id),
            to_card(tongue, complaint_id),
        ),
    )


def _read_it(facts: ComplaintFacts) -> Phrase:
    if facts.anonymous:
        return _(
            "Read it before you hand it in: your own words stand in it as written. If you do not "
            "want to be known, look whether they tell who you are."
        )
    return _("Read it before you sign it: your own words stand in it as written.")


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
    if lacks_a_request(facts):
        rows.append(to(tongue, _("Add what I ask for"), "missing", complaint_id, "asked_for"))
    rows += [
        to(tongue, ADD[field], "missing", complaint_id, _STEPS.get(field, field.value))
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
