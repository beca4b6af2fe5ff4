"""Ready answers for those who look after them: found, read in both languages, approved."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.views.screen import Screen, inline, press
from bot.views.staff.ways import PER_PAGE, Staff, bold, go, page_of, to_own_page, told, turns
from bot.views.tongue import Tongue
from civic.desk.ticket import TOPIC_NAMES, Topic
from civic.phrases import Phrase, _, _n, verbatim
from storage.ready_answers import ReadyAnswer

WAITS = "✎"
"""Marks in the list what nobody has approved yet."""
_HEAD = 40


def answers_screen(
    tongue: Tongue,
    answers: Sequence[ReadyAnswer],
    at: Staff,
    letters: str = "",
    notice: Phrase | None = None,
) -> Screen:
    """Those that were found, or all; those that wait first."""
    page = page_of(at, len(answers))
    ordered = sorted(answers, key=lambda answer: answer.approved_at is not None)
    waiting = sum(answer.approved_at is None for answer in answers)
    here = Staff(to="answers", what=at.what, page=page)
    text = told(
        tongue,
        notice,
        _("<b>Ready answers</b>"),
        None if answers else _("There are none that begin so."),
        _("Found by: {letters}", letters=letters)
        if letters
        else _("To find one, write a letter or more of it: /answers с"),
        _n(
            "One waits to be approved (✎).",
            "{count} wait to be approved (✎).",
            waiting,
        )
        if waiting
        else None,
    )
    return Screen(
        text,
        inline(
            *([_entry(tongue, answer)] for answer in ordered[page * PER_PAGE :][:PER_PAGE]),
            turns(tongue, here, len(answers)),
            [go(tongue, _("All ready answers"), Staff(to="answers"))] if letters else [],
            [go(tongue, _("Write a new one"), Staff(to="new_answer"))],
            [to_own_page(tongue)],
        ),
    )


def answer_screen(
    tongue: Tongue, answer: ReadyAnswer, *, may_approve: bool, notice: Phrase | None = None
) -> Screen:
    """Both texts, and what can be done with them."""
    key, waits = str(answer.id), answer.approved_at is None
    topic = TOPIC_NAMES.get(Topic(answer.topic)) if answer.topic in set(Topic) else None
    text = told(
        tongue,
        notice,
        bold(answer.key),
        _("Topic: {topic}", topic=topic) if topic else None,
        _("In Kazakh:\n{text}", text=answer.kk),
        _("In Russian:\n{text}", text=answer.ru),
        _("It waits for somebody to approve it: nobody is offered it yet.") if waits else None,
    )
    approve = [go(tongue, _("Approve both texts"), Staff(to="approve", key=key))]
    withdraw = [go(tongue, _("Withdraw it"), Staff(to="withdraw", key=key))]
    return Screen(
        text,
        inline(
            approve if waits and may_approve else [],
            [go(tongue, _("Change it"), Staff(to="change", key=key))],
            withdraw if may_approve else [],
            [go(tongue, _("← Ready answers"), Staff(to="answers"))],
        ),
    )


def withdraw_question(answer: ReadyAnswer) -> Phrase:
    """Before nobody is offered it any more."""
    return _("Withdraw “{key}”? Nobody will be offered it any more.", key=answer.key)


def _entry(tongue: Tongue, answer: ReadyAnswer) -> InlineKeyboardButton:
    said = " ".join(answer.in_language(tongue.code).split())
    head = said if len(said) <= _HEAD else f"{said[:_HEAD]}…"
    mark = f"{WAITS} " if answer.approved_at is None else ""
    label = tongue.plain(verbatim(f"{mark}{answer.key} · {head}"))
    return press(label, Staff(to="answer", key=str(answer.id)).pack())
