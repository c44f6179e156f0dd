"""The page for the reviewer: always whole, never too long, honest about what it leaves out."""

from dataclasses import replace
from datetime import date

import pytest

from safetyhelp.findings.model import Finding, Severity
from safetyhelp.pages.records import record_pages
from safetyhelp.pages.templates import make_renderer
from safetyhelp.review.change import (
    Change,
    CoverageChange,
    Fate,
    ListChange,
    PageChange,
    RecordChange,
)
from safetyhelp.review.page_text import page_lines
from safetyhelp.review.summary import MAX_CHARACTERS, Surroundings, as_markdown
from tests.contributing.support import SMALL_DATA, subject_of
from tests.text.test_markdown import HOSTILE, left_outside

NOTHING = Change((), (), (), 361, (), (), (), 0, 0)
EVIL = " ".join(HOSTILE)
MARKS = ("evil.example", "@everyone", "<script", "javascript:", "![", "| a |", "\n# two", "\u202e")


def _record(number: int, text: str) -> RecordChange:
    lines = tuple(f"{text} {line}" for line in range(30))
    file = f"data/reporting/{text[:40]}-{number}.yml"
    return RecordChange(file, "", Fate.CHANGED, lines, lines[5:], (text,), "")


def _finding(number: int, text: str) -> Finding:
    return Finding("wrong-form", f"data/{text}", number, 1, (), text, text, Severity.ERROR)


def _overdue(number: int, text: str) -> Finding:
    since = date(2027, 1, 1 + number % 28)
    overdue = replace(_finding(number, text), code="gap-expired", since=since)
    return replace(overdue, severity=Severity.OVERDUE)


def _everything(size: int, text: str) -> Change:
    moves = (
        ("a declared gap", "a record"),
        ("a record", "a declared gap"),
        ("a record", "nothing"),
    )
    kinds = ("reporting", "police", "victim-services", "rj-providers", "partnerships")
    return Change(
        records=tuple(_record(number, text) for number in range(size)),
        lists=tuple(
            ListChange(f"data/{name}.yml", (text,) * size, (text,) * size)
            for name in ("gaps", "withdrawn", "link-suppressions")
        ),
        pages=tuple(PageChange(f"areas/{text}/", text, 3, 4) for _ in range(size)),
        councils=361,
        coverage=tuple(
            CoverageChange(kind, was, becomes, (text,) * size)
            for kind in kinds
            for was, becomes in moves
        ),
        new_findings=tuple(_finding(number, text) for number in range(size)),
        overdue=tuple(_overdue(number, text) for number in range(size)),
        mended=1,
        errors=size,
    )


def _surroundings(size: int, text: str) -> Surroundings:
    files = tuple(f"scripts/{text}-{number}" for number in range(size))
    return Surroundings(files, "", "https://github.com/a/b/actions/runs/1/artifacts/2", text)


@pytest.mark.parametrize("size", [1, 5, 40, 2000])
@pytest.mark.parametrize("text", ["word", "`" * 199, EVIL, "ж" * 3000], ids=range(4))
def test_the_page_is_never_too_long(size: int, text: str) -> None:
    around = replace(_surroundings(size, text), link_report="a line\n" * 20 * size)
    page = as_markdown(_everything(size, text), around)
    assert len(page) <= MAX_CHARACTERS
    if size == 2000:
        for said in (
            "more findings are not shown here",
            "more overdue things are not shown here",
            "more entries are not shown here",
            "more answer pages are not shown here",
            "of 2,000 not shown here",
            "The report is too long to be shown whole",
        ):
            assert said in page


@pytest.mark.parametrize("size", [1, 40])
def test_nothing_that_a_contributor_wrote_is_markup(size: int) -> None:
    page = as_markdown(_everything(size, EVIL), _surroundings(size, EVIL))
    assert "evil.example" in page
    outside = left_outside(page)
    for mark in MARKS:
        assert mark not in outside, mark


def test_everything_left_out_is_counted() -> None:
    change = replace(NOTHING, records=tuple(_record(n, f"record {n}") for n in range(400)))
    page = as_markdown(change, Surroundings())
    shown = page.count(": changed\n")
    assert 10 < shown < 400
    assert f"**{400 - shown} records of 400 not shown here" in page


def test_an_empty_change_says_so() -> None:
    page = as_markdown(NOTHING, Surroundings())
    assert "- Records: none changed" in page
    assert "They were not checked in this run." in page
    assert "## The records" not in page


@pytest.mark.parametrize(
    "name", [".github/workflows/ci.yml", "scripts/x.py", "Makefile", "GNUmakefile", "docs/x.js"]
)
def test_files_that_run_stand_at_the_top(name: str) -> None:
    page = as_markdown(NOTHING, Surroundings((name, "docs/about/index.md")))
    warning = page.index("**This change also touches files that run")
    assert warning < page.index("##")
    said = page[warning : page.index("Read each line")]
    assert f"`{name}`" in said
    assert "`docs/about/index.md`" not in said
    assert "it was made with them, so it cannot be trusted itself" in said
    assert "`docs/about/index.md`" in page[page.index("## Files outside the data") :]


@pytest.mark.parametrize("site", ["javascript:alert(1)", "https://x.example/a) [b](c", "", "x"])
def test_only_a_plain_address_becomes_a_link(site: str) -> None:
    assert "## The built site" not in as_markdown(NOTHING, Surroundings(site=site))


def test_a_page_is_read_as_visitors_read_it() -> None:
    page = """---
title: "x"
---
<div class="answer">
<h1>Bolton &amp; more</h1>
<a class="link" href="https://a.example/x">Report
it</a> <span class="host">(a.example)</span>
<p class="ring"><span>Phone</span> <a class="phone" href="tel:01204336500">01204 336500</a></p>
<p>E-mail <a href="mailto:other@a.example">team@a.example</a></p>
<dl>
<div><dt>Where</dt><dd>Bolton</dd></div>
</dl>
<ul><li><a href="../../areas/bolton/">Bolton</a></li></ul>
</div>
"""
    assert page_lines(page) == (
        "Bolton & more",
        "Report it <https://a.example/x> (a.example)",
        "Phone 01204 336500",
        "E-mail team@a.example <mailto:other@a.example>",
        "Where: Bolton",
        "Bolton",
    )


def test_what_stands_on_every_page_is_no_part_of_a_record() -> None:
    page = """---
title: "x"
---
<div class="answer">
<h1>Bolton</h1>
<section class="keep more" id="keep"><section><h2>Keep this page</h2></section>
<a href="https://a.example/x">Text</a><p>Copy</p></section>
<p>Between</p>
<p class="made">As we knew it on 22 November 2026.</p>
<p class="mistake"><a href="https://a.example/y">Report</a></p>
<p class="maker">After</p>
</div>
"""
    assert page_lines(page) == ("Bolton", "Between", "After")


def test_the_page_of_a_record_shows_only_what_differs_from_record_to_record() -> None:
    directory = subject_of(SMALL_DATA).directory
    pages = dict(record_pages(directory, make_renderer(directory.map)))
    assert len(pages) > 5
    lines = [set(page_lines(page)) for page in pages.values()]
    assert set.intersection(*lines) == set()
    for said in ("Keep this page", "A diary to print", "As we knew it", "Report a mistake"):
        assert any(said in page for page in pages.values()), said
        assert not any(line.startswith(said) for each in lines for line in each), said
