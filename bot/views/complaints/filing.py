"""How to hand the document in, and what to do when that did not work.

Nothing is told that the rows of law do not hold: a wrong address or a right that is none would cost
a person days. What is not confirmed is left out or said as not confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.views.complaints.words import deadline, to, to_card, without_a_name
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from civic.complaints.kept import Kept
from civic.complaints.kinds import Kind
from civic.complaints.law import Principle, law
from civic.complaints.law.contacts import Sort
from civic.complaints.promises import length
from civic.complaints.steps import NextStep
from civic.phrases import Bilingual, Phrase, _, verbatim

WHY_NOT: Mapping[str, Phrase] = {
    "signature": _("I have no digital signature"),
    "portal": _("The portal does not work"),
    "refused": _("They refused to take it"),
    "unsure": _("I am not sure about it"),
    "other": _("Something else"),
}
"""Why it could not be handed in."""
_BY_HAND = _(
    "<b>On paper.</b> Print the PDF, sign it by hand and give it to the office of the body. Ask "
    "for the slip with the number, the day and the name of who took it."
)
_AGAINST_SOMEBODY = frozenset({Kind.COMPLAINT, Kind.SERVICE_COMPLAINT})


def how_screen(tongue: Tongue, kept: Kept, today: date) -> Screen:
    """The ways to hand it in, by its kind."""
    complaint_id, kind = kept.listed.id, kept.listed.kind
    nameless = kept.facts.anonymous
    if nameless:
        ways = _without_a_name()
    else:
        ways = _to_the_ombudsman() if kind is Kind.OMBUDSMAN else _to_a_body(kind)
    parts = [tongue.html(phrase) for phrase in (_("<b>How to hand it in</b>"), *ways)]
    if contacts := _contacts(tongue, kind, today, without_portals=nameless):
        parts.append(contacts)
    parts.append(
        tongue.html(_("I send nothing myself. When you have the number, tell me, and I count."))
    )
    return Screen(
        "\n\n".join(parts),
        inline(
            to(tongue, _("I have the number"), "registered", complaint_id),
            to(tongue, _("I sent it, no number yet"), "note", complaint_id, "filed"),
            to(tongue, _("Sign it with my name after all"), "named", complaint_id)
            if nameless
            else to(tongue, _("Text to paste, field by field"), "paste", complaint_id),
            to(tongue, _("📄 The document"), "papers", complaint_id),
            to(tongue, _("I could not hand it in"), "not_filed", complaint_id),
            to_card(tongue, complaint_id),
        ),
    )


def not_filed_screen(tongue: Tongue, complaint_id: str) -> Screen:
    """What stood in the way?"""
    return Screen(
        tongue.html(_("<b>What stood in the way?</b>")),
        inline(
            *(
                to(tongue, label, "not_filed", complaint_id, code)
                for code, label in WHY_NOT.items()
            ),
            to(tongue, _("← How to hand it in"), "how", complaint_id),
            to_card(tongue, complaint_id),
        ),
    )


def way_out_screen(tongue: Tongue, kept: Kept, why: str, step: NextStep, today: date) -> Screen:
    """What helps when it could not be handed in for this reason."""
    complaint_id, kind = kept.listed.id, kept.listed.kind
    said = list(_way_out(why, kind, nameless=kept.facts.anonymous))
    if step.by is not None and (when := deadline(kind, step)) is not None:
        said.append(_("Your time for it goes on: {when}.", when=when))
    parts = [f"<b>{tongue.html(WHY_NOT[why])}</b>", *map(tongue.html, said)]
    contacts = _contacts(tongue, kind, today, without_portals=kept.facts.anonymous)
    if why in {"portal", "unsure"} and contacts:
        parts.append(contacts)
    asked = kept.listed.help_asked_at is not None
    return Screen(
        "\n\n".join(parts),
        inline(
            [] if asked else to(tongue, _("Ask a volunteer to help"), "help", complaint_id),
            to(tongue, _("📄 The document"), "papers", complaint_id),
            to(tongue, _("← How to hand it in"), "how", complaint_id),
            to_card(tongue, complaint_id),
        ),
    )


def _to_a_body(kind: Kind) -> Iterator[Phrase]:
    yield _(
        "<b>Through e-Otinish.</b> Sign in, choose the type, paste the text field by field, attach "
        "your files and sign with the digital signature (EDS)."
    )
    yield _BY_HAND
    pass_up = law().rules.get("pass_up")
    if kind in _AGAINST_SOMEBODY and pass_up is not None and pass_up.is_confirmed:
        yield _(
            "A complaint is handed in to the body that it is about. They pass it up within {term} "
            "({norm}).",
            term=length(pass_up),
            norm=pass_up.basis.norm,
        )
    yield from _by_law("must_be_accepted")


def _without_a_name() -> Iterator[Phrase]:
    """What is possible without a name: never what only a signed document gets."""
    yield without_a_name()
    yield _(
        "<b>On paper.</b> Print it, and send it by post or leave it at the office of the body, "
        "without a signature. There will hardly be a slip with a number."
    )
    principle = law().principles.get("electronic_signature")
    if principle is not None and principle.is_confirmed:
        yield _(
            "<b>Not through e-Otinish:</b> there one signs with a digital signature, and it tells "
            "who signs ({norm}).",
            norm=principle.basis.norm,
        )
    yield _(
        "If you want an answer that they must give you, hand it in with your name: it can be added "
        "with one tap."
    )


def _to_the_ombudsman() -> Iterator[Phrase]:
    yield _(
        "<b>To the Commissioner for Human Rights.</b> Print the PDF, sign it, and hand it in to "
        "the Commissioner's office or to the representative in your region. Ask for the "
        "registration number and the day."
    )
    yield _(
        "Whether the form on the site works today is not confirmed. If it does, the text to paste "
        "is ready."
    )


def _way_out(why: str, kind: Kind, *, nameless: bool) -> Iterator[Phrase]:
    if nameless and why in {"signature", "portal", "refused"}:
        yield from _without_a_name()
        return
    is_for_body = kind is not Kind.OMBUDSMAN
    match why:
        case "signature":
            if is_for_body:
                yield from _by_law("electronic_signature")
            yield _("On paper no digital signature is needed: your own signature is enough.")
            yield _BY_HAND if is_for_body else next(_to_the_ombudsman())
        case "portal":
            yield _(
                "Nothing is lost: the text is kept here. Try again later, or hand it in on paper."
            )
            yield _BY_HAND if is_for_body else next(_to_the_ombudsman())
        case "refused" if is_for_body:
            yield from _by_law("must_be_accepted")
            yield _(
                "Show them this. Ask who refuses and why, and write down the name, the post and "
                "the day. You can hand the same document in through e-Otinish."
            )
            yield _("A refusal to take it can itself be complained of.")
        case "refused":
            yield _(
                "Ask who refuses and why, and write down the name and the day. What the law says "
                "about this for the Commissioner's office is not confirmed."
            )
        case "unsure":
            yield _(
                "Better to ask than to leave it. Look the document over; what is missing stands "
                "above its buttons. A volunteer can read with you."
            )
            if is_for_body:
                yield from _by_law("complaint_does_no_harm" if kind in _AGAINST_SOMEBODY else "")
        case _:
            yield _("A volunteer can help to find a way. I tell them what kind of document it is.")


def _by_law(principle_id: str) -> Iterator[Phrase]:
    """What the law says, where it is confirmed, with the norm."""
    principle = law().principles.get(principle_id)
    if principle is not None and principle.is_confirmed:
        yield with_norm(principle)


def with_norm(principle: Principle) -> Phrase:
    """What a principle says, and where it stands."""
    return Phrase("{what} ({norm}).", {"what": principle.what, "norm": principle.basis.norm})


def _contacts(tongue: Tongue, kind: Kind, today: date, *, without_portals: bool = False) -> str:
    rows = [
        contact
        for contact in law().contacts.shown(kind, today)
        if not (without_portals and contact.sort is Sort.PORTAL)
    ]
    return "\n".join(
        f"{tongue.html(verbatim(contact.name))}: {_value(tongue, contact.sort, contact.value)}"
        for contact in rows
    )


def _value(tongue: Tongue, sort: Sort, value: str) -> str:
    shown = tongue.html(verbatim(Bilingual(value, value)))
    return f"<code>{shown}</code>" if sort is Sort.PHONE else shown
