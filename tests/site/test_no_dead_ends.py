"""No page tells people to get in touch with somebody and leaves them without a way to do it."""

from collections.abc import Mapping
from datetime import date

import pytest

from safetyhelp.areas.model import Covers
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Sightings
from safetyhelp.evidence.state import State
from safetyhelp.pages.records import record_pages
from safetyhelp.pages.templates import make_renderer
from safetyhelp.pages.ways import Way, dialled, known_ways, sends_on, ways_of_gaps
from safetyhelp.records.model import Gap
from tests.conftest import BuiltSite
from tests.site.reading_ways import asking, dead_ends

COUNCIL = Way("Example Council", url="https://www.example.gov.uk/")


@pytest.fixture(scope="module")
def pages(site: BuiltSite, real: Dataset) -> Mapping[str, str]:
    """Return the text of every answer page and Easy Read page."""
    written = {**site.generated("areas/*.md"), **site.generated("areas/*/easy-read.md")}
    councils = real.directory.map.councils
    paths = (f"areas/{c.id}{end}" for c in councils for end in (".md", "/easy-read.md"))
    return {path: written[path] for path in paths}


def test_nobody_is_sent_to_somebody_whom_they_cannot_reach(
    pages: Mapping[str, str], real: Dataset
) -> None:
    councils = real.directory.map.councils
    assert len(councils) == 361
    areas = {f"areas/{c.id}{end}" for c in councils for end in (".md", "/easy-read.md")}
    assert pages.keys() == areas
    for path, text in pages.items():
        assert len(asking(text)) > 2, path
        assert dead_ends(text) == [], path


def test_the_page_of_a_record_has_a_way_for_whoever_it_sends_people_to(real: Dataset) -> None:
    """Such a page is one card: its contacts stand at its top.

    One about a whole nation without a contact leads to the page of the reader's area.
    """
    pages = dict(record_pages(real.directory, make_renderer(real.directory.map)))
    assert len(pages) == len(real.directory.records)
    for path, text in pages.items():
        card, _, _ = text.partition('<details class="fold sources">')
        elsewhere = '<a href="../../../places/">Find the page for your area</a>' in card
        assert elsewhere or dead_ends(f"<article>{card}</article>") == [], path


def test_every_answer_page_links_to_its_council_on_its_first_screen(
    pages: Mapping[str, str], real: Dataset
) -> None:
    for council in real.directory.map.councils:
        first = pages[f"areas/{council.id}.md"].partition('<nav class="doors"')[0]
        row = first.partition("<dt>Council</dt>")[2]
        assert f'href="{council.homepage}"' in row, council.id


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Ask your council.</p><p><a href='https://x.uk'>x</a></p>", ["Ask your council."]),
        ("<p>Ask your council. <a href='https://x.uk'>x</a></p>", []),
        ("<p>Phone <a href='#x'>the team</a>.</p>", ["Phone the team."]),
        ("<article><p>Ask your council.</p><ul><li><a href='tel:1'>1</a></ul></article>", []),
        ("<ul><li>Ask the team.</li><li><a href='tel:1'>1</a></li></ul>", ["Ask the team."]),
        ("<div class='gap'><ul><li>Ask the team.</li></ul><p><a href='tel:1'>1</a></div>", []),
        ("<details class='gap'><p>Ask the team.</p></details>", ["Ask the team."]),
    ],
)
def test_only_what_stands_in_the_same_place_counts(html: str, found: list[str]) -> None:
    assert dead_ends(html) == found


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Ask your council.</p>", True),
        ("<p>Phone <a href='#x'>the team</a>.</p>", True),
        ("<ul><li>Free</li><li>Text or Relay UK</li></ul>", True),
        ("<p>Run by the council.</p><p><b>What happens next:</b> They answer.</p>", False),
        ("", False),
    ],
)
def test_a_piece_of_a_page_that_sends_people_on(html: str, expected: bool) -> None:
    assert sends_on(html) is expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Phone 101, or 999.", '<a href="tel:101">101</a>, or <a href="tel:999">999</a>.'),
        ("Phone 112 & ask", '<a href="tel:112">112</a> &amp; ask'),
        ("The 999 BSL app", "The 999 BSL app"),
        ("Text REGISTER to 999.", "Text REGISTER to 999."),
        ("Use 18001 101", "Use 18001 101"),
        ("Read 9991 and 01999-101", "Read 9991 and 01999-101"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_emergency_numbers_in_a_text_are_call_links(text: str, shown: str) -> None:
    assert dialled(text).removeprefix("Phone ") == shown


def _gap(instead: str, *ask: str) -> Gap:
    covers = Covers("councils", ("stockport",))
    return Gap(
        section="reporting",
        covers=covers,
        reason="Not found.",
        instead=instead,
        ask=ask,
        review_by=date(2027, 1, 1),
        position=0,
    )


def test_a_gap_has_the_ways_that_its_text_needs() -> None:
    voice = Way("Example Voice", phone="0161 217 6016")
    known = {"victim-services/voice": voice, "victim-services/none": Way("None")}

    def ways(*gaps: Gap) -> tuple[Way, ...]:
        return ways_of_gaps(gaps, COUNCIL, known)

    assert ways(_gap("Ask your council.")) == (COUNCIL,)
    assert ways(_gap("Phone 101.")) == ()
    assert [way.phone for way in ways(_gap("Tell the police."))] == ["101"]
    assert ways(_gap("Phone Voice.", "victim-services/voice")) == (voice,)
    assert ways(_gap("Phone Voice.", "victim-services/ended")) == (COUNCIL,)
    assert ways(_gap("Phone Voice.", "victim-services/none")) == (COUNCIL,)
    both = ways(_gap("Ask your council."), _gap("Ask the council too."))
    assert both == (COUNCIL,)


def test_every_record_that_a_gap_asks_can_be_reached(real: Dataset) -> None:
    directory = real.directory
    wanted = {name for gap in directory.all_gaps for name in gap.ask}
    known = known_ways(directory.all_gaps, directory.records, Sightings(State()))
    assert wanted
    assert all(known[name].reachable for name in wanted)
