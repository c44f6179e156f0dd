"""The table of verdicts: where two rows have something to say, the upper one decides."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from safetyhelp.evidence.vocabulary import Verdict
from safetyhelp.linkcheck.page.text import Page
from safetyhelp.linkcheck.verdicts import CERTIFICATE_DAYS, SLOW_SECONDS, judge
from safetyhelp.linkcheck.web.errors import Failure
from safetyhelp.linkcheck.web.observation import Observation, Redirect

NOW = datetime(2026, 11, 22, 3, 41, tzinfo=UTC)
URL = "https://council.gov.uk/hate-crime"
HERE = Observation(
    url=URL, at=NOW, status=200, page=Page(title="Hate crime", lines=("Phone 101.",))
)


def _moved(status: int, target: str = "https://council.gov.uk/new") -> dict[str, object]:
    return {"hops": (Redirect(status, URL, target),), "final_url": target}


# What makes each row speak, in the order of the table.
SIGNS: tuple[tuple[Verdict, dict[str, object]], ...] = (
    (Verdict.NOT_CHECKED, {"robots_forbid": True}),
    (Verdict.LAPSED, {"failure": Failure.NO_SUCH_NAME}),
    (Verdict.FOR_SALE, {"page": Page(title="council.gov.uk", lines=("This domain is for sale.",))}),
    (Verdict.BLOCKED, {"wall": "a captcha"}),
    (Verdict.GONE, {"status": 404}),
    (Verdict.PROBABLY_GONE, {"page": Page(title="Page not found")}),
    (Verdict.MOVED, _moved(301)),
    (Verdict.CERTIFICATE_ENDS, {"certificate_expires": NOW + timedelta(days=1)}),
    (Verdict.ANCHOR_MISSING, {"url": f"{URL}#report"}),
    (Verdict.MOVED_FOR_NOW, _moved(302)),
    (Verdict.SLOW, {"seconds": SLOW_SECONDS + 1}),
)
PAIRS = [
    (upper, lower)
    for at, upper in enumerate(SIGNS)
    for lower in SIGNS[at + 1 :]
    if not upper[1].keys() & lower[1].keys()
]


def _seen(*signs: dict[str, object]) -> Observation:
    merged = {key: value for sign in signs for key, value in sign.items()}
    return replace(HERE, **merged)  # type: ignore[arg-type]


def test_where_nothing_is_wrong_the_page_is_there() -> None:
    assert judge(HERE).verdict is Verdict.OK


@pytest.mark.parametrize(("verdict", "sign"), SIGNS)
def test_each_sign_alone(verdict: Verdict, sign: dict[str, object]) -> None:
    assert judge(_seen(sign)).verdict is verdict


@pytest.mark.parametrize(("upper", "lower"), PAIRS)
def test_of_two_signs_the_upper_decides(
    upper: tuple[Verdict, dict[str, object]], lower: tuple[Verdict, dict[str, object]]
) -> None:
    assert judge(_seen(lower[1], upper[1])).verdict is upper[0]


def test_most_pairs_are_tried() -> None:
    assert len(PAIRS) > 40


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.OK),
        (204, Verdict.OK),
        (299, Verdict.OK),
        (300, Verdict.UNREACHABLE),
        (304, Verdict.UNREACHABLE),
        (199, Verdict.UNREACHABLE),
        (400, Verdict.FORBIDDEN),
        (401, Verdict.FORBIDDEN),
        (403, Verdict.FORBIDDEN),
        (404, Verdict.GONE),
        (405, Verdict.FORBIDDEN),
        (408, Verdict.SERVER_ERROR),
        (410, Verdict.GONE),
        (425, Verdict.SERVER_ERROR),
        (429, Verdict.FORBIDDEN),
        (451, Verdict.FORBIDDEN),
        (500, Verdict.SERVER_ERROR),
        (503, Verdict.SERVER_ERROR),
        (599, Verdict.SERVER_ERROR),
    ],
)
def test_every_status_has_its_verdict(status: int, verdict: Verdict) -> None:
    assert judge(replace(HERE, status=status)).verdict is verdict


@pytest.mark.parametrize("status", [401, 402, 403, 407, 451])
def test_a_page_that_is_not_for_us_is_told_from_a_request_that_is_refused(status: int) -> None:
    hidden = judge(replace(HERE, status=status)).summary
    assert hidden == f"The server does not show us the page ({status})."
    assert judge(replace(HERE, status=405)).summary == "The server refuses our request (405)."


@pytest.mark.parametrize(
    ("left", "verdict"),
    [
        (timedelta(days=CERTIFICATE_DAYS), Verdict.OK),
        (timedelta(days=CERTIFICATE_DAYS) - timedelta(seconds=1), Verdict.CERTIFICATE_ENDS),
    ],
)
def test_a_certificate_is_told_of_within_three_weeks(left: timedelta, verdict: Verdict) -> None:
    assert judge(replace(HERE, certificate_expires=NOW + left)).verdict is verdict


def test_a_page_is_slow_from_more_than_the_limit_on() -> None:
    assert judge(replace(HERE, seconds=SLOW_SECONDS)).verdict is Verdict.OK
    assert judge(replace(HERE, seconds=SLOW_SECONDS + 0.1)).verdict is Verdict.SLOW


@pytest.mark.parametrize("fragment", ["top", "TOP", "/route", "!route", ":route", ":~:text=x"])
def test_a_part_that_only_a_browser_knows_is_not_missed(fragment: str) -> None:
    assert judge(replace(HERE, url=f"{URL}#{fragment}")).verdict is Verdict.OK


@pytest.mark.parametrize(
    "page",
    [
        Page(title="Hate crime"),
        Page(lines=("Phone 101.",)),
        Page(hidden=("Phone 101.",)),
        Page(needs_javascript=True),
    ],
)
def test_only_a_page_without_any_text_tells_nothing(page: Page) -> None:
    assert judge(replace(HERE, page=page)).verdict is Verdict.OK
    empty = judge(replace(HERE, page=Page(headings=("Hate crime",))))
    assert empty.verdict is Verdict.NOT_CHECKED
    assert empty.summary == "The page came without any text, so nothing was learned."


def test_a_part_is_missed_only_on_a_whole_page() -> None:
    there = replace(HERE, url=f"{URL}#report")
    assert judge(there).verdict is Verdict.ANCHOR_MISSING
    assert judge(replace(there, whole=False)).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("source", "target", "is_upgrade"),
    [
        ("http://a.uk/x?b=1", "https://a.uk/x?b=1", True),
        ("http://a.uk", "https://a.uk/", True),
        ("http://a.uk/x?b=1", "https://a.uk/x?b=2", False),
        ("http://a.uk/x?b=1", "https://a.uk/x", False),
        ("http://a.uk/x", "https://a.uk/y", False),
        ("http://a.uk/x", "https://b.uk/x", False),
        ("https://a.uk/x", "http://a.uk/x", False),
        ("https://a.uk/x", "https://a.uk/x?", False),
    ],
)
def test_only_what_changes_nothing_but_http_to_https_is_an_upgrade(
    source: str, target: str, is_upgrade: bool
) -> None:
    """A redirect for now counts as one for good, if it is nothing else."""
    sent_on = replace(HERE, url=source, hops=(Redirect(302, source, target),), final_url=target)
    expected = Verdict.MOVED if is_upgrade else Verdict.MOVED_FOR_NOW
    assert judge(sent_on).verdict is expected


@pytest.mark.parametrize(
    ("target", "new_url"),
    [
        ("https://council.gov.uk/new", "https://council.gov.uk/new#report"),
        ("https://council.gov.uk/new#other", "https://council.gov.uk/new#other"),
    ],
)
def test_a_new_address_keeps_the_part_unless_it_names_one(target: str, new_url: str) -> None:
    url = f"{URL}#report"
    moved = replace(HERE, url=url, hops=(Redirect(301, url, target),), final_url=target)
    assert judge(moved).new_url == new_url
