"""What a gap asks for: its words tell the topic and the parts."""

from datetime import date

import pytest

from safetyhelp.areas.model import Covers
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.wanted import parts_of, topic_of, wanted
from safetyhelp.records.model import Gap


def gap(section: str, missing: str) -> Gap:
    covers = Covers("councils", ("stockport",))
    return Gap(
        section=section, covers=covers, missing=missing, reason="x",
        review_by=date(2027, 5, 31), position=0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("section", "missing", "topic", "parts"),
    [
        ("asb-case-reviews", "", "case-review", ()),
        ("asb-case-reviews", "The council's own page, and who to ask", "case-review",
         ("page", "phone", "email")),
        ("asb-case-reviews", "How many reports are needed", "case-review", ("threshold",)),
        ("asb-case-reviews", "The rule of today, and what it says about hate crime", "case-review",
         ("threshold",)),
        ("partnerships", "A page or phone number of the partnership", "partnership",
         ("page", "phone")),
        ("partnerships", "The name that the partnership uses for itself", "partnership",
         ("name",)),
        ("police", "The page for complaints about the police force", "complaints", ("page",)),
        ("police", "The police force's page about hate crime", "hate-crime", ("page",)),
        ("police", "The police force's page about antisocial behaviour", "asb-report", ("page",)),
        ("police", "The phone number of the police and crime commissioner's office", "",
         ("phone",)),
        ("reporting", "The council's hate crime page", "hate-crime", ("page",)),
        ("reporting", "", "asb-report", ()),
        ("rj-providers", "", "restorative-justice", ()),
        ("victim-services", "The phone number of the local victim service", "victim-service",
         ("phone",)),
    ],
)  # fmt: skip
def test_the_words_of_a_gap(section: str, missing: str, topic: str, parts: tuple[str, ...]) -> None:
    assert topic_of(gap(section, missing)) == topic
    assert parts_of(gap(section, missing)) == parts


def test_what_is_wanted_of_the_real_data(real: Dataset) -> None:
    wants = wanted(real.directory)
    gaps = real.directory.all_gaps
    assert {want.gap for want in wants} <= set(range(len(gaps)))
    assert all(want.level != "nations" for want in wants)
    for want in wants:
        assert want.kind == gaps[want.gap].section
        if not want.topic:
            assert gaps[want.gap].missing
