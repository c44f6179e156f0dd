"""Does the page still say so? Pages as files, written by us, with what a person would say."""

import csv
from pathlib import Path

import pytest

from safetyhelp.evidence.vocabulary import Kind, Result
from safetyhelp.linkcheck.facts.check import ExpectedFact, look_for
from safetyhelp.linkcheck.facts.phones import mentions
from safetyhelp.linkcheck.page.html import read_html
from safetyhelp.linkcheck.page.text import Page, read_plain
from safetyhelp.linkcheck.web.charset import text_of

PAGES = Path(__file__).parent / "pages"
LABELS = ("Phone the community safety team", "Community safety team", "Safer Place Partnership")
with (PAGES / "expected.csv").open(encoding="utf-8", newline="") as rows:
    CASES = list(csv.DictReader(rows))


def read(name: str) -> Page:
    text = text_of((PAGES / name).read_bytes(), "text/html")
    return read_plain(text) if name.endswith(".txt") else read_html(text)


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case['page']}-{case['kind']}-{case['value']}" for case in CASES]
)
def test_a_page_says_or_does_not_say(case: dict[str, str]) -> None:
    wanted = ExpectedFact(Kind(case["kind"]), case["value"], labels=LABELS)
    found = look_for(read(case["page"]), wanted)
    assert (found.result.value, found.instead) == (case["result"], case["instead"]), found


def test_the_suite_is_large_and_nearly_always_sure() -> None:
    """0 false “confirmed”; at most 2% “cannot tell” where a person without a browser could."""
    assert len({case["page"] for case in CASES}) >= 60
    false_confirmed, unsure, sure = [], [], 0
    for case in CASES:
        result = look_for(
            read(case["page"]), ExpectedFact(Kind(case["kind"]), case["value"])
        ).result
        if result is Result.CONFIRMED and case["result"] != "confirmed":
            false_confirmed.append(case)
        if case["result"] != "cannot-tell":
            sure += 1
            if result is Result.CANNOT_TELL:
                unsure.append(case)
    assert false_confirmed == []
    assert len(unsure) <= 0.02 * sure, unsure


@pytest.mark.parametrize("digit", range(1, 11))
def test_another_digit_is_another_number(digit: int) -> None:
    """No number that differs in one digit is taken for the one that is wanted."""
    digits = "01614960123"
    other = digits[:digit] + str((int(digits[digit]) + 1) % 10) + digits[digit + 1 :]
    page = read_html(f"<p>Phone {other[:4]} {other[4:7]} {other[7:]}</p>" + "<p>Words.</p>" * 40)
    assert look_for(page, ExpectedFact(Kind.PHONE, digits)).result is Result.MISSING
    assert look_for(page, ExpectedFact(Kind.PHONE, other)).result is Result.CONFIRMED


def test_the_label_that_was_seen_beside_it_finds_the_new_number() -> None:
    filler = "<p>Words about this and that, and the council.</p>" * 10
    before = read_html(f"<p>Ring Mags on the front desk: 0161 496 0123</p>{filler}")
    wanted = ExpectedFact(Kind.PHONE, "0161 496 0123")
    label = look_for(before, wanted).label
    assert label == "Ring Mags on the front desk"
    after = read_html(
        f"<p>Bins: 0161 496 0001</p><p>Ring Mags on the front desk: 0161 496 0777</p>{filler}"
    )
    assert look_for(after, wanted, label=label).instead == "0161 496 0777"
    assert look_for(after, wanted).instead == ""


@pytest.mark.parametrize(
    ("kind", "old", "other"),
    [
        (Kind.PHONE, "0161 496 0123", "0161 496 0777"),
        (Kind.EMAIL, "desk@place.gov.uk", "team@place.gov.uk"),
    ],
)
def test_what_is_over_itself_is_not_offered_in_place_of_another(
    kind: Kind, old: str, other: str
) -> None:
    wanted = ExpectedFact(kind, old, labels=("Safety desk",))
    filler = "<p>Words about this and that, and the council.</p>" * 10
    for more, instead in (("", other), (" is no longer in use", "")):
        page = read_html(f"<p>Safety desk: {other}{more}.</p>{filler}")
        assert look_for(page, wanted).instead == instead


NOTICE = "Hold on. Come back to us in a little while."


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (NOTICE, Result.CANNOT_TELL),
        ("." * 119, Result.CANNOT_TELL),
        ("." * 120, Result.MISSING),
        (f"{NOTICE} Phone 0161 496 0777", Result.MISSING),
        (f"{NOTICE} desk@place.gov.uk", Result.MISSING),
    ],
)
def test_a_few_words_without_any_contact_may_be_a_notice_in_place_of_the_page(
    text: str, result: Result
) -> None:
    page = Page(title="Place", lines=(text,))
    wanted = [
        ExpectedFact(Kind.PHONE, "0161 496 0123"),
        ExpectedFact(Kind.EMAIL, "safety@place.gov.uk"),
        ExpectedFact(Kind.NAME, "Safer Place Partnership"),
    ]
    found = [look_for(page, each) for each in wanted]
    assert {each.result for each in found} == {result}
    if result is Result.CANNOT_TELL:
        words = "The page has only a few words, so it may not be the page that is meant."
        assert {each.why for each in found} == {words}


@pytest.mark.parametrize(("closed", "instead"), [(99, "0161 496 0777"), (100, "")])
def test_words_beside_very_many_numbers_name_none_of_them(closed: int, instead: str) -> None:
    """Else a page of thousands of numbers takes long, for each value that is missing there."""
    over = "".join(
        f"<p>Safety desk: 0161 200 {n:04d} is no longer in use.</p>" for n in range(closed)
    )
    page = read_html(f"{over}<p>Safety desk: 0161 496 0777</p><p>Words.</p>")
    wanted = ExpectedFact(Kind.PHONE, "0161 496 0123", labels=("Safety desk",))
    assert look_for(page, wanted).instead == instead


def test_half_a_page_proves_presence_but_not_absence() -> None:
    page = read_html("<p>Phone 0161 496 0123</p>" + "<p>Words.</p>" * 60)
    here = look_for(page, ExpectedFact(Kind.PHONE, "0161 496 0123"), whole=False)
    not_here = look_for(page, ExpectedFact(Kind.PHONE, "0161 496 0999"), whole=False)
    assert (here.result, not_here.result) == (Result.CONFIRMED, Result.CANNOT_TELL)


def test_a_second_last_digit_is_a_number_and_no_words_before_the_next() -> None:
    page = Page(lines=("Phone 0161 496 0123/4 or 0161 496 0200.",))
    found = [(each.value, each.before, each.after) for each in mentions(page)]
    assert found == [
        ("01614960123", "Phone ", " or "),
        ("01614960124", "Phone ", " or "),
        ("01614960200", " or ", "."),
    ]
