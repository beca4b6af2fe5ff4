"""What is said in a language reads as its people write it."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.views.tongue import tongue
from civic.phrases import _

DAY = date(2026, 6, 22)


def test_a_russian_date_at_the_end_of_a_sentence_has_one_stop() -> None:
    said = tongue("ru", ZoneInfo("Asia/Almaty")).plain(_("You have time until {by}.", by=DAY))
    assert said.endswith("г.")
    assert ".." not in said
