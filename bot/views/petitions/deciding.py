"""What a moderator can do with a petition now: of the buttons only those that make sense."""

from __future__ import annotations

from collections.abc import Iterator

from aiogram.types import InlineKeyboardButton

from bot.views.petitions.telling import to
from bot.views.tongue import Tongue
from bot.views.ways import to_menu
from civic.petitions.own import Own
from civic.petitions.states import MOVES, State
from civic.petitions.texts import version_of
from civic.phrases import Phrase, _, _n

Rows = Iterator[list[InlineKeyboardButton]]
_LANGUAGES = {"kk": _("Read it in Kazakh"), "ru": _("Read it in Russian")}
_ONWARD: dict[State, tuple[tuple[Phrase, str], ...]] = {
    State.SUBMITTED: ((_("Take it"), "mtake"),),
    State.REACHED: ((_("It was sent"), "msent"),),
    State.SENT: (
        (_("It is under review"), "mreview"),
        (_("The answer has come"), "manswer"),
    ),
    State.UNDER_REVIEW: ((_("The answer has come"), "manswer"),),
    State.STOPPED: ((_("Let it go on"), "mresume"),),
    State.ANSWERED: ((_("Put it into the archive"), "marchive"),),
    State.EXPIRED: ((_("Put it into the archive"), "marchive"),),
}
_HALTS = ((State.STOPPED, _("Stop it")), (State.REMOVED, _("Remove it")))


def ways(tongue: Tongue, own: Own, reader: int) -> Rows:
    """The rows; ``reader`` is the person id of whoever looks."""
    petition = own.petition
    for code, label in _LANGUAGES.items():
        if version_of(petition, code) is not None:
            yield to(tongue, label, "mtext", petition.id, code)
    if petition.cover:
        yield to(tongue, _("Look at the photo"), "mphoto", petition.id)
    if own.state is State.IN_MODERATION:
        yield from _decisions(tongue, own, reader)
    for label, page in _ONWARD.get(own.state, ()):
        yield to(tongue, label, page, petition.id)
    if own.state is State.WATCHED:
        yield from _promises(tongue, own)
    for after, label in _HALTS:
        if after in MOVES[own.state]:
            yield to(tongue, label, "mhalt", petition.id, after.value)
    yield [*to(tongue, _("← Moderation"), "mqueue"), to_menu(tongue)]


def _decisions(tongue: Tongue, own: Own, reader: int) -> Rows:
    id_ = own.petition.id
    if own.taken_by == reader:
        yield to(tongue, _("✅ Publish it"), "mok", id_)
        yield to(tongue, _("Return it with words"), "mreturn", id_)
        yield to(tongue, _("Do not accept it"), "mno", id_)
        yield to(tongue, _("Write the other language"), "mtranslate", id_)
    yield to(tongue, _("Let somebody else read it"), "mback", id_)


def _promises(tongue: Tongue, own: Own) -> Rows:
    for look in own.promises:
        if look.found is None and look.due_on <= own.today:
            label = _n(
                "What became of it after {count} month?",
                "What became of it after {count} months?",
                look.months,
            )
            yield to(tongue, label, "mpromise", own.petition.id, str(look.months))
