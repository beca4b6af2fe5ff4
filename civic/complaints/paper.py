"""The document that a person signs: what stands on it and in which order, in either language.

Pure: who draws it (PDF, DOCX) only lays it out. Nothing is invented. What was not told is left out,
or is a line to fill by hand where the procedure wants it.
"""

from __future__ import annotations

from collections.abc import Iterator

from civic.complaints.facts import Attachment, ComplaintFacts
from civic.complaints.paper_body import sections
from civic.complaints.paper_head import head, signer
from civic.complaints.paper_law import law_of
from civic.complaints.paper_parts import Paper
from civic.complaints.paper_words import FILE, FILES, title
from civic.phrases import Phrase, _, verbatim


def paper(facts: ComplaintFacts, language: str) -> Paper:
    """The document in this language (``kk`` or ``ru``); the person's words stay as written."""
    law = law_of(facts.kind)
    return Paper(
        language=language,
        head=head(facts),
        title=title(facts),
        law=verbatim(law) if law else None,
        sections=tuple(sections(facts)),
        attachments=tuple(attachments(facts)),
        filed_on=facts.filed_on,
        signer=signer(facts),
        is_signed=not facts.anonymous,
    )


def papers(facts: ComplaintFacts) -> tuple[Paper, ...]:
    """The document in each language that it is wanted in, Kazakh first."""
    return tuple(paper(facts, language) for language in facts.language.codes)


def attachments(facts: ComplaintFacts) -> Iterator[Phrase]:
    """What goes with the document, one by one; the written consent too, where there is one."""
    for attachment in facts.attachments:
        yield _attachment(attachment)
    if facts.on_behalf_of is not None and facts.on_behalf_of.consent_attached:
        yield _("Written consent: {name}", name=facts.on_behalf_of.name)


def _attachment(attachment: Attachment) -> Phrase:
    name, note = attachment.name.strip(), attachment.note.strip()
    called = verbatim(name) if name else FILES.get(attachment.kind, FILE)
    return Phrase("{called} – {note}", {"called": called, "note": note}) if note else called
