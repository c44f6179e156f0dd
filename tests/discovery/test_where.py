"""Where the search may go: own sites, ways in, partners; sitemaps; the export of GOV.UK."""

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from safetyhelp.areas.model import Council, Geography
from safetyhelp.dataset.wanted import Wanted
from safetyhelp.discovery.addresses import Ground, absolute, host_of
from safetyhelp.discovery.bodies import Body
from safetyhelp.discovery.govuk_links import ListedPage, read_links
from safetyhelp.discovery.sitemaps import (
    MOST_ADDRESSES,
    MOST_BYTES,
    addresses_in,
    is_index,
    text_of_sitemap,
)
from safetyhelp.discovery.walk import walk
from safetyhelp.errors import UserError
from safetyhelp.evidence.lookups import NOT_REACHED
from safetyhelp.linkcheck.page.html import read_html
from safetyhelp.linkcheck.page.text import Hyperlink
from safetyhelp.linkcheck.web.response import Response
from safetyhelp.linkcheck.web.retry import Manners
from safetyhelp.linkcheck.web.robots import Rules, parse_robots
from safetyhelp.linkcheck.web.visit import VisitContext

GROUND = Ground(
    frozenset({"holdout.gov.uk"}),
    frozenset({"old-holdout.gov.uk"}),
    frozenset({"elsewhere.gov.uk", "safe.holdout.gov.uk"}),
    "Holdout",
)


@pytest.mark.parametrize(
    ("url", "own", "asked"),
    [
        ("http://www.holdout.gov.uk/a", True, True),
        ("https://holdout.gov.uk:443/a", True, True),
        ("https://democracy.holdout.gov.uk/", True, True),
        ("http://www.old-holdout.gov.uk/a", False, True),
        ("http://www.elsewhere.gov.uk/", False, False),
        ("http://safe.holdout.gov.uk/", False, False),  # another body has its own site there
        ("http://holdout.gov.uk.evil.com/", False, False),
        ("http://notholdout.gov.uk/", False, False),
        ("http://www.holdout.gov.uk:8080/", False, False),
        ("http://10.0.0.1/", False, False),
        ("javascript:alert(1)", False, False),
        ("http://[", False, False),
    ],
)
def test_whose_address_it_is(url: str, own: bool, asked: bool) -> None:
    assert GROUND.is_own(url) is own
    assert GROUND.may_ask(url) is asked


def test_numbers_are_own_sites_only_with_their_port() -> None:
    ground = Ground(frozenset({"127.0.0.1:8001"}))
    assert ground.is_own("http://127.0.0.1:8001/a")
    assert not ground.is_own("http://127.0.0.1:8002/a")
    assert not ground.is_own("http://9.127.0.0.1:8001/a")


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://www.holdout.gov.uk/home", True),
        ("https://new.holdout-council.gov.uk/", True),
        ("https://www.elsewhere.gov.uk/holdout", False),
        ("https://parking.example.com/", False),
        ("http://169.254.169.254/", False),
    ],
)
def test_a_home_page_moves_only_to_a_host_of_its_name(url: str, may: bool) -> None:
    assert GROUND.may_be_new_home(url) is may
    moved = GROUND.with_home(url)
    assert moved.is_own(url) is may


def test_after_a_move_the_old_host_only_leads_on() -> None:
    moved = GROUND.with_home("https://www.holdout-council.gov.uk/")
    assert not moved.is_own("http://www.holdout.gov.uk/a")
    assert moved.may_ask("http://www.holdout.gov.uk/a")


@pytest.mark.parametrize(
    ("href", "full"),
    [
        ("/a#b", "http://x.uk/a"),
        ("b?utm_source=1&c=2", "http://x.uk/d/b?c=2"),
        ("//y.uk/a", "http://y.uk/a"),
        ("/a.jpg", ""),
        ("/a.pdf", "http://x.uk/a.pdf"),
        ("ftp://x.uk/a", ""),
        ("http://[", ""),
        ("/" + "a" * 500, ""),
        ("/ŵ", "http://x.uk/%C5%B5"),
    ],
)
def test_links_become_full_addresses(href: str, full: str) -> None:
    assert absolute("http://x.uk/d/e", href) == full


def test_spellings_of_one_host() -> None:
    assert host_of("http://www.x.uk:80/") == "x.uk"


def test_links_and_their_base_are_read() -> None:
    text = (
        "<base href='/b/'><a href='a'>One <b>page</b></a><a href='#x'>x</a>"
        "<a href='mailto:a@b.uk'>m</a><a href='javascript:x()'>j</a><a href='c'><img alt='Two'></a>"
        "<p hidden><a href='h'>hidden</a></p><!-- <a href='n'>no</a> -->"
    )
    page = read_html(text)
    assert page.base == "/b/"
    assert page.hyperlinks == (Hyperlink("a", "One page"), Hyperlink("c", "Two"))
    assert [link.address for link in page.links] == ["mailto:a@b.uk"]


def test_robots_txt_names_sitemaps_wherever_they_stand() -> None:
    text = "User-agent: other\nDisallow: /\nSitemap: /a.xml\n" + "Sitemap: /b.xml\n" * 30
    rules = parse_robots(text)
    assert len(rules.sitemaps) == 20
    assert rules.sitemaps[:2] == ("/a.xml", "/b.xml")
    assert rules.allow("http://x.uk/a")


def test_sitemaps_are_read_by_their_tags() -> None:
    text = (
        "<urlset><url><loc> http://x.uk/a?b=1&amp;c=2 </loc></url>"
        "<url><LOC><![CDATA[http://x.uk/d]]></LOC></url></urlset>"
    )
    assert list(addresses_in(text)) == ["http://x.uk/a?b=1&c=2", "http://x.uk/d"]
    assert not is_index(text)
    assert is_index("<?xml version='1.0'?><sitemapindex xmlns='x'><sitemap>")
    assert list(addresses_in("http://x.uk/a\nnothing\n")) == ["http://x.uk/a"]
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><urlset><loc>http://x.uk/&a;</loc>'
    assert list(addresses_in(bomb)) == ["http://x.uk/&a;"]


def test_sitemaps_are_unpacked_up_to_a_limit() -> None:
    packed = gzip.compress(b"<loc>http://x.uk/a</loc>" * 500_000)
    assert len(packed) < 100_000
    text = text_of_sitemap(packed)
    assert len(text) == MOST_BYTES
    assert sum(1 for _ in addresses_in(text)) == MOST_ADDRESSES
    assert text_of_sitemap(b"\x1f\x8bbroken") == ""
    assert text_of_sitemap(b"<loc>\xff</loc>") == "<loc>\ufffd</loc>"


def _council(area: str, code: str, ends: date | None = None, *by: str) -> Council:
    return Council(
        id=area, code=code, name=area.title(), official_name=f"{area.title()} Council",
        welsh_name="", type="district", nation="england", region="", county="",
        police_area="farmshire", homepage=f"http://www.{area}.gov.uk/", lat=53.0, lon=-2.0,
        starts_on=None, ends_on=ends, replaced_by=by, former_codes=(), other_names=(),
    )  # fmt: skip


SAMPLE = """\
Authority Name,GSS,Description,LGSL,LGIL,URL,Supported by GOV.UK,Status,New URL
New Council,E07000001,Report antisocial behaviour,471,8,https://www.new.gov.uk/asb,true,ok,
New Council,E07000001,Community trigger,1892,8,https://www.new.gov.uk/trigger,true,ok,
New Council,E07000001,Pay council tax,57,8,https://www.new.gov.uk/tax,true,ok,
New Council,E07000001,Hate crime strategy consultation,1,8,https://www.new.gov.uk/say,true,ok,
Old Council,E07000002,Hate crime reporting,867,8,https://www.old.gov.uk/hate,true,broken,
Nobody,E07999999,Community trigger,1892,8,https://www.nobody.gov.uk/,true,ok,
New Council,E07000001,Community trigger,1892,8,,true,missing,
"""


def test_the_export_of_govuk_is_matched_by_code_and_description(tmp_path: Path) -> None:
    file = tmp_path / "links.csv"
    file.write_text(SAMPLE, encoding="utf-8-sig")
    old = _council("old", "E07000002", date(2023, 3, 31), "new")
    councils = {"new": _council("new", "E07000001"), "old": old}
    found = read_links(file, Geography(councils, {}, {}), date(2026, 11, 28))
    assert found == [
        ListedPage("new", "https://www.new.gov.uk/asb", "Report antisocial behaviour"),
        ListedPage("new", "https://www.new.gov.uk/trigger", "Community trigger"),
        ListedPage("new", "https://www.old.gov.uk/hate", "Hate crime reporting"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [("Authority Name,URL\n", "there is no column “Description”"), (None, "cannot be read")],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str | None, said: str) -> None:
    file = tmp_path / "links.csv"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=said):
        read_links(file, Geography({}, {}, {}), date(2026, 11, 28))


def test_a_site_over_which_the_program_stumbles_is_told() -> None:
    """Another walk goes on in the same lane: an error would end it, and lose this site for good."""
    wants = (Wanted("case-review", "asb-case-reviews", "councils", "holdout"),)
    body = Body("councils/holdout council", "Holdout", (), "http://holdout.gov.uk/", GROUND, wants)
    context = VisitContext(Manners(), lambda: datetime(2026, 11, 28, tzinfo=UTC), lambda: 0.5)
    walking = walk(body, context, dict[str, Rules]().__getitem__)
    assert next(walking).url == body.home
    answer = Response(body.home, 0.1, status=200, headers={"Content-Type": "text/html"})
    with pytest.raises(StopIteration) as ended:
        walking.send(replace(answer, body=b"<h1>Welcome to Holdout</h1>"))
    lookup = ended.value.value.results[wants[0].key]
    assert lookup.outcome == NOT_REACHED
    assert lookup.detail == (
        "http://holdout.gov.uk/: Our program could not read the page (KeyError). Please report this"
    )
