"""What a volunteer is given of a complaint when its person says so: the matter, never who they are.

Whoever has told everything once must not tell it again to be helped. Name, addresses, IIN, phone
and files stay with the complaint.
"""

from __future__ import annotations

from collections.abc import Iterator

from civic.complaints.facts import ComplaintFacts
from civic.complaints.kinds import Kind, Topic
from civic.complaints.names import KIND_NAMES, TOPIC_NAMES
from civic.complaints.topics import formal
from civic.phrases import Filling, Phrase, _, labelled, verbatim


def source_of(complaint_id: str, kind: Kind, topic: Topic) -> str:
    """What a ticket remembers of where it came from, behind the name of the source."""
    return f"{complaint_id}:{kind.value}:{topic.value}"


def about(source: str) -> Phrase | None:
    """The kind and the subject out of ``source_of``; ``None`` where an older one has none."""
    _id, _colon, named = source.partition(":")
    kind, _colon, topic = named.partition(":")
    if kind not in set(Kind) or topic not in set(Topic):
        return None
    return Phrase("{kind}, {topic}", {"kind": KIND_NAMES[Kind(kind)], "topic": _topic(topic)})


def in_short(facts: ComplaintFacts) -> tuple[Phrase, ...]:
    """The matter in paragraphs, each under its name."""
    return tuple(_paragraphs(facts))


def _paragraphs(facts: ComplaintFacts) -> Iterator[Phrase]:
    yield Phrase(
        "{kind}, {topic}",
        {"kind": KIND_NAMES[facts.kind], "topic": _topic(facts.topic.value)},
    )
    yield from _told(_("To whom"), facts.addressee)
    yield from _told(_("About whom"), facts.body)
    yield from _told(_("Official"), facts.official)
    yield from _told(_("When"), facts.when)
    yield from _told(_("Where"), facts.where.strip() or facts.place)
    yield from _told(_("What happened"), facts.what_happened)
    for answer in facts.topic_answers:
        yield from _told(formal(answer.question), answer.answer)
    yield from _told(_("What I ask for"), facts.asked_for)
    yield from _told(_("Evidence"), facts.evidence)
    for appeal in facts.earlier_appeals:
        yield from _told(_("Earlier appeals"), " ".join(filter(None, (appeal.number, appeal.text))))


def _told(label: Phrase, words: Filling | None) -> Iterator[Phrase]:
    if isinstance(words, str):
        words = words.strip()
    if words:
        yield labelled(label, verbatim(words))


def _topic(code: str) -> Phrase:
    return TOPIC_NAMES[Topic(code)]
