"""What the desk says often: in both languages, approved by somebody else, found by one letter.

A person reads the answer in their own language, whichever the volunteer speaks; so both texts are
written together and approved together, and only what was approved is offered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from civic.act import Act
from civic.desk.guard import Doubt, worries
from civic.desk.roles import Right, Role, must, telegram_ids_of
from civic.phrases import Refusal, _
from civic.places.spelling import words
from storage import audit
from storage import ready_answers as rows
from storage.ready_answers import ReadyAnswer

LONGEST_TEXT = 1500
KEY = r"[^\W_]{1,20}"
"""What a key looks like."""
KEY_IS_A_WORD = _("Please give one word of at most twenty letters, such as: greeting.")
BOTH_PLEASE = _("An answer needs both texts, Kazakh and Russian: people read their own language.")
TOO_LONG = _("Please make it shorter: at most 1500 letters in each language.")
CHANGED_MEANWHILE = _(
    "Somebody has just changed this answer too. Save again, and yours takes its place; or cancel "
    "and look at theirs."
)
GONE = _("This answer is not there any more.")
DECIDED = _("This is approved or withdrawn already.")
SOMEBODY_ELSE = _("You wrote this one. Please ask a colleague to approve it: four eyes see more.")


@dataclass(frozen=True, slots=True)
class Wording:
    """An answer as somebody writes it. ``version`` is the one that they saw; 0: a new answer."""

    key: str
    kk: str
    ru: str
    topic: str | None = None
    version: int = 0


def search(answers: Iterable[ReadyAnswer], letters: str) -> list[ReadyAnswer]:
    """Those that begin so, by key first, then by words of either text; all when nothing is typed.

    Both alphabets, Kazakh letters and Russian ones, are one. Several words must all be there.
    """
    wanted = words(letters)
    ranked = ((_rank(answer, wanted), answer) for answer in answers)
    found = [(rank, answer) for rank, answer in ranked if rank is not None]
    return [answer for _rank_, answer in sorted(found, key=lambda it: (it[0], it[1].key))]


def _rank(answer: ReadyAnswer, wanted: list[str]) -> int | None:
    key = "".join(words(answer.key))
    if not wanted or key == "".join(wanted):
        return 0
    if key.startswith("".join(wanted)):
        return 1
    there = {key, *words(answer.kk), *words(answer.ru)}
    if all(any(word.startswith(part) for word in there) for part in wanted):
        return 2
    return None


def read_key(typed: str) -> str:
    """The key as it is kept. Raises ``Refusal``."""
    key = typed.strip().strip("/#").casefold()
    if not re.fullmatch(KEY, key):
        raise Refusal(KEY_IS_A_WORD, "key")
    return key


def read_text(typed: str, step: str) -> str:
    """One of the texts. Raises ``Refusal`` for what no answer for everybody may hold."""
    text = typed.strip()
    if not text:
        raise Refusal(BOTH_PLEASE, step)
    if len(text) > LONGEST_TEXT:
        raise Refusal(TOO_LONG, step)
    never = {Doubt.IIN, Doubt.PLACEHOLDER, Doubt.DRAFT, Doubt.MENTION, Doubt.INSULT}
    for worry in worries(text, None, date.max):
        if worry.doubt in never:
            raise Refusal(_("Please look at it once more: {worry}", worry=worry.why), step)
    return text


async def write(act: Act, administrators: Collection[int], wording: Wording) -> int:
    """Keep a new answer or a change of one; it waits for approval. The version's number."""
    await must(act, administrators, Right.WRITE_ANSWERS)
    key = read_key(wording.key)
    texts = read_text(wording.kk, "kk"), read_text(wording.ru, "ru")
    known = await rows.versions(act.connection, key)
    last = known[-1] if known else None
    seen = last.version if last is not None and last.withdrawn_at is None else 0
    if wording.version != seen:
        raise Refusal(CHANGED_MEANWHILE, learned={"version": seen})
    version = last.version + 1 if last else 1
    if not await rows.add(
        act.connection, key, version, texts, wording.topic, act.person.id, act.now
    ):
        raise Refusal(CHANGED_MEANWHILE, learned={"version": version})
    await audit.note(
        act.connection, act.now, "answer.written", act.person.id, f"answer:{key}:{version}"
    )
    return version


async def approve(act: Act, administrators: Collection[int], answer_id: int) -> ReadyAnswer:
    """Offer both texts from now on; whoever wrote them may not, where somebody else can."""
    await must(act, administrators, Right.APPROVE_ANSWERS)
    answer = await rows.get(act.connection, answer_id, hold=True)
    if answer is None:
        raise Refusal(GONE)
    if answer.made_by == act.person.id and await _others_can(act, administrators):
        raise Refusal(SOMEBODY_ELSE)
    if not await rows.approve(act.connection, answer_id, act.person.id, act.now):
        raise Refusal(DECIDED)
    subject = f"answer:{answer.key}:{answer.version}"
    await audit.note(act.connection, act.now, "answer.approved", act.person.id, subject)
    return answer


async def withdraw(act: Act, administrators: Collection[int], key: str) -> None:
    """Offer nothing under the key any more; it may be written anew."""
    await must(act, administrators, Right.APPROVE_ANSWERS)
    if not await rows.withdraw(act.connection, key, act.person.id, act.now):
        raise Refusal(GONE)
    await audit.note(act.connection, act.now, "answer.withdrawn", act.person.id, f"answer:{key}")


async def _others_can(act: Act, administrators: Collection[int]) -> bool:
    known: set[int] = set()
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR):
        known.update(await telegram_ids_of(act.connection, role, administrators))
    return bool(known - {act.person.telegram_id})
