"""Official petitions that are followed here, for the moderators; and how old their counts are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.petitions.proof import title_of
from bot.views.screen import Screen, inline, press
from bot.views.staff.ways import to_own_page
from bot.views.tongue import Tongue
from bot.views.ways import Petition
from civic.phrases import Phrase, _
from storage.official import StoredOfficial
from storage.petitions import StoredPetition

MOST = 20


def following_screen(
    tongue: Tongue,
    companions: Sequence[tuple[StoredPetition, StoredOfficial | None]],
    *,
    is_on: bool,
) -> Screen:
    """All of them, with the last count of each."""
    parts = [tongue.html(_("<b>Official petitions that are followed</b>"))]
    if not is_on:
        parts.append(
            tongue.html(
                _(
                    "The portal is not asked: EPETITION_URL is empty in the settings. Cards show "
                    "the link without a count."
                )
            )
        )
    parts += [tongue.html(_line(one, read)) for one, read in companions[:MOST]]
    if not companions:
        parts.append(tongue.html(_("None yet.")))
    return Screen(
        "\n\n".join(parts),
        inline(
            [press(tongue.plain(_("Follow another one")), Petition(to="follow_new").pack())],
            [to_own_page(tongue)],
        ),
    )


def _line(petition: StoredPetition, read: StoredOfficial | None) -> Phrase:
    title = title_of(petition)
    if read is None:
        return _("{title}\nNo count yet.", title=title)
    if read.failures:
        return _(
            "{title}\n{votes} on {moment}; tried again since, {failures} times, without an answer.",
            title=title,
            votes=read.votes,
            moment=read.read_at,
            failures=read.failures,
        )
    return _("{title}\n{votes} on {moment}.", title=title, votes=read.votes, moment=read.read_at)


def followed_screen(tongue: Tongue, args: dict[str, object]) -> Screen:
    """The talk is over."""
    del args
    return Screen(
        tongue.html(
            _(
                "It is followed from now on. Its card leads to epetition.kz, where the vote is "
                "cast, and shows that count apart from ours."
            )
        ),
        inline(
            [
                press(
                    tongue.plain(_("Official petitions that are followed")),
                    Petition(to="following").pack(),
                )
            ],
            [to_own_page(tongue)],
        ),
    )
