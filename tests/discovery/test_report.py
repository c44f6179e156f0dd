"""What people read: the report, and the page of when we last looked. Nothing in it is markup."""

from datetime import UTC, date, datetime

import markdown_it
import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.wanted import Wanted, wanted
from safetyhelp.discovery.drafts import Proposal
from safetyhelp.discovery.report import TITLE, as_lines, as_markdown
from safetyhelp.discovery.run import Searched
from safetyhelp.evidence.lookups import (
    FOUND,
    HIGH,
    LOW,
    MEDIUM,
    NO_SITE,
    NOT_REACHED,
    NOTHING,
    OUTCOMES,
    UNREADABLE,
    Candidate,
    FoundValue,
    Lookup,
)
from safetyhelp.pages.gaps import gap_page, lacking_page
from safetyhelp.pages.templates import make_renderer
from tests.discovery.farm.running import FarmRun

LOOKED = datetime(2026, 11, 3, tzinfo=UTC)
HOSTILE = "`` ` ](http://evil.uk) <img src=x> @team #1 | ```\n## x"


def case_review(real: Dataset) -> Wanted:
    return next(w for w in wanted(real.directory) if w.key == "case-review councils/bury")


def test_nothing_of_a_site_becomes_markup(real: Dataset) -> None:
    value = FoundValue("phone", HOSTILE, HOSTILE, (HOSTILE,), HOSTILE)
    page = Candidate("https://x.uk/a", 90, HIGH, HOSTILE, (HOSTILE,), "", HOSTILE, (), (value,))
    want = case_review(real)
    lookups = {want.key: Lookup(LOOKED, FOUND, 3, "", (page, page))}
    searched = Searched(date(2026, 11, 28), (want,), lookups)
    proposal = Proposal(want, page, (value,), file=HOSTILE)
    for text in (
        as_markdown(searched, (proposal,), real.directory.map),
        as_markdown(searched, (Proposal(want, page, (), why=HOSTILE),), real.directory.map),
    ):
        tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(text)
        inline = [child for token in tokens for child in token.children or ()]
        assert not [token for token in inline if token.type in ("image", "html_inline")]
        assert not [token for token in inline if token.type == "link_open"]
        assert not [token for token in tokens if token.type == "html_block"]
        headings = [tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open"]
        assert headings == ["ASB case reviews (1)", "Bury: ASB case review"]


def test_the_report_goes_by_kind_and_tells_the_evidence(farm_run: FarmRun) -> None:
    text = farm_run.report
    assert text.startswith(f"{TITLE}\n\nLooked on 28 November 2026: 53 sites, ")
    kinds = [line for line in text.splitlines() if line.startswith("## ")]
    assert [kind.partition(" (")[0] for kind in kinds] == [
        "## Ways to report",
        "## Police forces",
        "## Support for victims",
        "## Restorative justice services",
        "## ASB case reviews",
        "## Community safety partnerships",
        "## What a person must still look at",
    ]
    own = text.partition("### Abbotsmere: ASB case review")[2].partition("###")[0]
    assert "\n\nMissing until now: the whole record.\n\n" in own
    assert "Missing until now: The council's page to report antisocial behaviour." in text
    assert "confidence high" in own
    assert "`title: Community trigger`" in own
    assert (
        "| phone | `0114 200 1000` | `Community trigger phone line` | "
        "`Community trigger › How to apply` | `Community trigger phone line: 0114 200 1000` | yes |"
    ) in own
    assert "`You made three reports in six months.`" in own
    assert "no: It stands on every page of the site." in own
    assert "asb-case-reviews/abbotsmere.yml`. The gap is taken off the list." in own


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (NOTHING, "Nothing sure was found (1)"),
        (UNREADABLE, "The page seems to be there, and could not be read (1)"),
        (NOT_REACHED, "The site could not be reached (1)"),
        (NO_SITE, "The website is not known (1)"),
    ],
)
def test_what_a_person_must_look_at(real: Dataset, outcome: str, words: str) -> None:
    want = case_review(real)
    page = Candidate("https://x.uk/a", 40, LOW, "A page")
    lookup = Lookup(LOOKED, outcome, 12, "the reason", (page,))
    searched = Searched(date(2026, 11, 28), (want,), {want.key: lookup})
    text = as_markdown(searched, (), real.directory.map)
    assert f"### {words}" in text
    assert "- Bury: ASB case review. 12 pages read on 3 November 2026. `the reason`" in text
    assert "`https://x.uk/a`, confidence low (40 points)" in text
    assert as_lines(searched) == f"councils/bury case-review: {outcome}\n"


def test_what_no_search_can_find_is_counted(real: Dataset) -> None:
    wants = tuple(want for want in wanted(real.directory) if not want.topic)
    searched = Searched(date(2026, 11, 28), wants, {})
    text = as_markdown(searched, (), real.directory.map)
    assert f"No page can be looked for in {len(wants)} other cases" in text


def test_the_page_says_when_we_last_looked(real: Dataset) -> None:
    keys = [want.key for want in wanted(real.directory) if want.topic == "case-review"]
    medium = Candidate("https://x.uk/a", 70, MEDIUM)
    known = {
        key: Lookup(LOOKED, outcome, 1, "", (medium,))
        for key, outcome in zip(keys, OUTCOMES, strict=False)
    }
    renderer = make_renderer(real.directory.map)
    path, text = lacking_page(real.directory, renderer, known)
    assert path == "contribute/lacking.md"
    for said in (
        "We looked on 3 November 2026. We found a page. A person must judge it.",
        "We looked on 3 November 2026. We found no page.",
        "We looked on 3 November 2026. There may be a page. Our program cannot read it.",
        "We looked on 3 November 2026. The website did not let us in.",
        "We do not know the website.",
        "We have not looked yet.",
        "No program can look for this. A person must.",
    ):
        assert f"<b>{said}</b> " in text, said
    assert "x.uk" not in text
    assert 'href="../../contribute/gaps/"' in text
    assert 'href="../../contribute/lacking/"' in gap_page(real.directory, renderer)[1]
