"""The same document for the portal's form: field by field, ready to be copied and pasted.

The portal takes no file instead of its form. Without this a person would type everything once more,
on a phone, beside the bot.

Names of the fields: e-Otinish as its own tests have it (December 2022), in Russian; the Kazakh ones
are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from civic.complaints.facts import Against, ComplaintFacts
from civic.complaints.kinds import Kind
from civic.complaints.names import TOPIC_NAMES
from civic.complaints.paper import attachments
from civic.complaints.paper_body import sections
from civic.complaints.paper_fields import Field, required
from civic.complaints.paper_head import IIN, OMBUDSMAN
from civic.complaints.paper_parts import Labelled, Section, Speaker
from civic.complaints.paper_words import ATTACHED, kind_name
from civic.complaints.text_parts import in_parts, units
from civic.phrases import Phrase, _, verbatim
from civic.regions import regions

PART_LIMIT = 3900
"""UTF-16 units of one part: Telegram's 4,096 less room for the field's name above it."""
COPY_LIMIT = 256
"""What Telegram's button that copies can hold."""

_ADDRESSEE = _("Addressee")
_LANGUAGES = {"kk": _("state language (Kazakh)"), "ru": _("official language (Russian)")}
_AGAINST: dict[Against, Phrase] = {
    Against.ACT: _("act"),
    Against.ACTION: _("action (inaction)"),
    Against.INACTION: _("action (inaction)"),
}


@dataclass(frozen=True, slots=True)
class PortalField:
    """One field of the form, or one part of a text that is too long for one message."""

    label: Phrase
    """As the portal calls it."""
    text: str
    """What goes into it, in the document's language."""
    is_chosen: bool = False
    """It is picked from a list on the portal, not typed."""
    part: int = 1
    parts: int = 1

    @property
    def fits_a_copy_button(self) -> bool:
        """Whether a button of Telegram can hold it."""
        return units(self.text) <= COPY_LIMIT


def fields_to_paste(facts: ComplaintFacts, speaker: Speaker) -> tuple[PortalField, ...]:
    """The fields in the order of the form, in the language of ``speaker``; empty ones left out.

    For the ombudsman what the complaint must hold: how the site's form asks for it is not known.
    """
    is_for_portal = facts.kind is not Kind.OMBUDSMAN
    chosen = _chosen(facts, speaker) if is_for_portal else _to_the_ombudsman(facts, speaker)
    fields = [PortalField(label, text, is_chosen=is_for_portal) for label, text in chosen if text]
    fields += _text(facts, speaker)
    if not facts.anonymous:
        identity = _identity(facts) if is_for_portal else _of_the_complainant(facts)
        fields += [PortalField(label, text) for label, text in identity if text]
    return tuple(fields)


def _chosen(facts: ComplaintFacts, speaker: Speaker) -> Iterator[tuple[Phrase, str]]:
    region = regions()[facts.region].name if facts.region in regions() else verbatim("")
    yield _("Type of appeal"), speaker.plain(kind_name(facts.kind))
    yield _("Form"), speaker.plain(_("electronic"))
    yield _("Language of the appeal"), speaker.plain(_LANGUAGES[speaker.code])
    yield _("Category and subcategory: what is closest"), speaker.plain(TOPIC_NAMES[facts.topic])
    yield _("Region"), speaker.plain(region)
    yield _ADDRESSEE, facts.addressee.strip()
    if Field.BODY in required(facts.kind):
        against = speaker.plain(_AGAINST[facts.against]) if facts.against else ""
        yield _("The complaint is against"), against
        yield _("Region of whoever it is against"), speaker.plain(region)
        yield _("Addressee whose act or action it is"), facts.body.strip()
    yield _("Nature of the appeal"), speaker.plain(_("individual"))


def _to_the_ombudsman(facts: ComplaintFacts, speaker: Speaker) -> Iterator[tuple[Phrase, str]]:
    yield _ADDRESSEE, facts.addressee.strip() or speaker.plain(OMBUDSMAN)


def _of_the_complainant(facts: ComplaintFacts) -> Iterator[tuple[Phrase, str]]:
    yield _("Your name"), facts.name.strip()
    yield _("Where you live or work"), facts.residence_or_work.strip()
    yield _("Mobile phone"), facts.phone.strip()


def _identity(facts: ComplaintFacts) -> Iterator[tuple[Phrase, str]]:
    surname, _space, others = facts.name.strip().partition(" ")
    given, _space, patronymic = others.strip().partition(" ")
    yield IIN, facts.iin.strip() if Field.IIN in required(facts.kind) else ""
    yield _("Surname"), surname
    yield _("Given name"), given
    yield _("Patronymic"), patronymic.strip()
    yield _("Address (actual)"), facts.residence.strip() or facts.postal_address.strip()
    yield _("Mobile phone"), facts.phone.strip()


def _text(facts: ComplaintFacts, speaker: Speaker) -> list[PortalField]:
    whole = "\n\n".join(_paragraphs(facts, speaker))
    parts = in_parts(whole.replace("\u202f", " "), PART_LIMIT)  # dates have it; forms may not
    label = _("Text of the appeal")
    return [
        PortalField(label, text, part=number, parts=len(parts))
        for number, text in enumerate(parts, 1)
    ]


def _paragraphs(facts: ComplaintFacts, speaker: Speaker) -> Iterator[str]:
    for number, section in enumerate(sections(facts), 1):
        if words := "\n".join(_items(section, speaker)):
            yield f"{number}. {speaker.plain(section.heading)}\n{words}"
    if attached := [speaker.plain(attachment) for attachment in attachments(facts)]:
        listed = "\n".join(f"{number}) {name}" for number, name in enumerate(attached, 1))
        yield f"{speaker.plain(ATTACHED)}:\n{listed}"


def _items(section: Section, speaker: Speaker) -> Iterator[str]:
    for item in section.items:
        match item:
            case Phrase():
                yield speaker.plain(item)
            case Labelled(value=Phrase() as value):
                yield f"{item.label_in(speaker)} {speaker.plain(value)}".strip()
            case _:  # a line to fill by hand has no place in a form
                continue
