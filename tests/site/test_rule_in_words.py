"""The rule of an ASB case review in words, one way to meet it at a time."""

from typing import Any

import pytest

from safetyhelp.pages.words import threshold_way
from safetyhelp.records.model import Alternative


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ({"reports": 3, "within_months": 6}, "3 or more reports in the last 6 months"),
        ({"reports": 2, "within_months": 1}, "2 or more reports in the last month"),
        ({"reports": 1, "about": "hate-crime"}, "1 report of hate crime"),
        (
            {"reports": 3, "within_months": 6, "reported_within_months": 1},
            "3 or more reports in the last 6 months, each made within 1 month of what happened",
        ),
        (
            {"reports": 3, "reported_within_months": 2},
            "3 or more reports, each made within 2 months of what happened",
        ),
        ({"reports": 2, "no_action": True}, "2 or more reports, and not enough was done"),
        ({"people": 5}, "5 or more people reported the same problem"),
        ({"reports": 5, "people": 2}, "5 or more reports from 2 or more people"),
    ],
)
def test_a_way_to_meet_the_rule(way: dict[str, Any], words: str) -> None:
    assert threshold_way(Alternative(**way)) == words
