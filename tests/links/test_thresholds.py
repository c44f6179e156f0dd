"""Does the page still mention the numbers of the threshold?"""

import pytest

from safetyhelp.evidence.vocabulary import Result
from safetyhelp.linkcheck.facts.thresholds import find_threshold
from safetyhelp.linkcheck.page.html import read_html
from safetyhelp.records.model import Alternative, Threshold
from tests.dataset.made_up import rule


def way(
    reports: int | None = None,
    within: int | None = None,
    people: int | None = None,
    each: int | None = None,
) -> Alternative:
    return Alternative(
        reports=reports, people=people, within_months=within, reported_within_months=each
    )


THREE_IN_SIX = rule(way(3, 6))
FIVE_PEOPLE = rule(way(3, 6), way(people=5, within=6))

SAID = [
    (THREE_IN_SIX, "You made three reports in the last six months."),
    (THREE_IN_SIX, "You have reported three separate incidents in the last 6 months."),
    (THREE_IN_SIX, "At least 3 complaints within a 6-month period."),
    (THREE_IN_SIX, "3 or more qualifying complaints of ASB in the previous six (6) months"),
    (THREE_IN_SIX, "on three separate occasions during the past six month period"),
    (THREE_IN_SIX, "<ul><li>three or more incidents</li><li>within six months</li></ul>"),
    (THREE_IN_SIX, "reported the problem three times in six months"),
    (FIVE_PEOPLE, "Three reports in six months, or five people report the same in six months."),
    (FIVE_PEOPLE, "3 incidents from one person, or 5 individuals, in the last 6 months"),
    (rule(way(3, 6, each=1)), "3 incidents in 6 months, each reported within one month"),
    (rule(way(3, 12)), "three reports in the last year"),
    (rule(way(2, 24)), "two complaints in two years"),
    (rule(way(1, 6)), "one report of a hate crime in six months"),
    (rule(way(1, 6)), "a single hate incident in the last 6 months"),
    (THREE_IN_SIX, "3 separate incidents in the past half year"),
    (THREE_IN_SIX, "three complaints in the previous 26 weeks"),
    (THREE_IN_SIX, "three incidents in the last 180 days"),
    (THREE_IN_SIX, "Number of reports: 3. Period: 6 months."),
    (THREE_IN_SIX, "you reported it thrice in six months"),
    (rule(way(2, 12)), "you reported it twice in 52 weeks"),
    (THREE_IN_SIX, "tri adroddiad yn y chwe mis diwethaf"),
]
NOT_SAID = [
    (THREE_IN_SIX, "You made {five reports in the last six months}."),
    (THREE_IN_SIX, "You made {three reports in the last three months}."),
    (THREE_IN_SIX, "{three people or 5 reports in six months}"),
    (THREE_IN_SIX, "You made {13 reports in 16 months}."),
    (THREE_IN_SIX, "Call 0300 333 3000. Section 36 of the Act, £3.6 million."),
    (FIVE_PEOPLE, "{Three reports in six months}."),
    (rule(way(3, 12)), "three reports; ask us within a month"),
    (rule(way(3, 12)), "three reports in half a year, or in 26 weeks"),
    (THREE_IN_SIX, "you reported it twice in 180 days"),
    (THREE_IN_SIX, "Number of reports: 33. Period: 6 months."),
    (rule(way(2, 24)), "three complaints in two years"),
    (rule(way(2, 24)), "two complaints in the last year"),
]
"""What now stands there is in curly brackets."""


@pytest.mark.parametrize(("threshold", "text"), SAID)
def test_mentioned(threshold: Threshold, text: str) -> None:
    found = find_threshold(read_html(f"<p>{text}</p>"), threshold)
    assert found.result is Result.CONFIRMED, found


@pytest.mark.parametrize(("threshold", "text"), NOT_SAID)
def test_not_mentioned(threshold: Threshold, text: str) -> None:
    instead = text.partition("{")[2].partition("}")[0]
    plain = text.replace("{", "").replace("}", "")
    found = find_threshold(read_html(f"<p>{plain}</p>"), threshold)
    assert found.result is Result.MISSING
    assert found.instead == instead
    assert found.why.startswith("The page no longer mentions ")
