"""Ready answers, offered by a letter and shown as the person will read them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.desk.ways import Desk, way
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from civic.phrases import _, verbatim
from storage.ready_answers import ReadyAnswer

MOST_OFFERED = 8
_HEAD = 40


def ready_list_screen(tongue: Tongue, ticket_id: int, offered: Sequence[ReadyAnswer]) -> Screen:
    """Those that fit, by their key and their first words."""
    rows = [
        [
            press(
                _headline(answer, tongue.code),
                Desk(to="ready", ticket=ticket_id, what=str(answer.id)).pack(),
            )
        ]
        for answer in offered[:MOST_OFFERED]
    ]
    text = _("Which answer? By a letter: /a с")
    return Screen(tongue.html(text), inline(*rows))


def none_found_screen(tongue: Tongue) -> Screen:
    """Nothing begins with these letters."""
    return Screen(tongue.html(_("No ready answer begins so. All of them: /a")))


def ready_preview_screen(
    tongue: Tongue, ticket_id: int, answer: ReadyAnswer, language: str
) -> Screen:
    """The text in the language of its reader, before it leaves."""
    head = tongue.html(_("They will read:"))
    text = tongue.html(verbatim(answer.in_language(language)))
    return Screen(
        f"{head}\n\n{text}",
        inline(
            [
                way(
                    tongue,
                    _("Send it to the person"),
                    Desk(to="say", ticket=ticket_id, words=answer.id),
                )
            ],
            [way(tongue, _("Other answers"), Desk(to="ready", ticket=ticket_id))],
        ),
    )


def _headline(answer: ReadyAnswer, code: str) -> str:
    text = " ".join(answer.in_language(code).split())
    cut = text if len(text) <= _HEAD else f"{text[:_HEAD]}…"
    return f"{answer.key} · {cut}"
