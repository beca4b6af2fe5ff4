"""The last line of a paper: day, signature and name stand on one line each, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.papers.pdf import pdf
from civic.complaints.facts import Language
from civic.complaints.paper import papers
from tests.unit.paper_samples import TOLD, pdf_pages


@pytest.mark.parametrize(("language", "begins"), [(Language.KK, "20___"), (Language.RU, "«____»")])
def test_the_day_by_hand_is_not_broken(language: Language, begins: str) -> None:
    text = "\n".join(pdf_pages(pdf(papers(replace(TOLD, language=language, filed_on=None)))))
    (line,) = [line for line in text.splitlines() if line.strip().startswith(begins)]
    assert "__________" in line
    assert "20___" in line
    assert "«____»" in line
