"""Which questions go to which group of volunteers, where there are several groups."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.screen import Screen, inline
from bot.views.staff.ways import Staff, go, to_own_page, told
from bot.views.tongue import Tongue
from civic.desk.ticket import TOPIC_NAMES, Topic
from civic.phrases import Filling, Phrase, _, verbatim
from civic.regions import regions
from storage.desk_groups import GroupRule

MOST = 20


def groups_screen(
    tongue: Tongue, own: int | None, rules: Sequence[GroupRule], notice: Phrase | None = None
) -> Screen:
    """The rules, and the group of the settings for all the rest."""
    lines = "\n".join(
        tongue.html(_("{what} → group {group}", what=what(rule), group=str(rule.chat_id)))
        for rule in rules[:MOST]
    )
    rest = (
        _("All the rest → group {group}", group=str(own))
        if own is not None
        else _("All the rest waits: no group is set.")
    )
    head = told(tongue, notice, _("<b>Groups of volunteers</b>"))
    return Screen(
        "\n\n".join(filter(None, (head, lines, tongue.html(rest)))),
        inline(
            *(
                [
                    go(
                        tongue,
                        _("Take back: {what}", what=what(rule)),
                        Staff(to="ungroup", key=rule.topic, what=rule.region),
                    )
                ]
                for rule in rules[:MOST]
            ),
            [go(tongue, _("Send some to another group"), Staff(to="new_group"))],
            [to_own_page(tongue)],
        ),
    )


def what(rule: GroupRule) -> Phrase:
    """The questions of which a rule speaks."""
    is_known = rule.topic in set(Topic)
    topic: Filling = TOPIC_NAMES[Topic(rule.topic)] if is_known else rule.topic
    region = regions().get(rule.region)
    name: Filling = region.short_name if region else rule.region
    if rule.topic and rule.region:
        return Phrase("{topic}, {region}", {"topic": topic, "region": name})
    if rule.topic:
        return verbatim(topic)
    return verbatim(name) if rule.region else _("All questions")
