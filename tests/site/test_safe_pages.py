"""Private and safe by construction: what every page of the built site says and does not say."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from safetyhelp.pages.words import quiet_title
from tests.conftest import BuiltSite
from tests.site.elements import Page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
TELLING = re.compile(
    r"hate|crime|abuse|victim|violen|rape|sexual|assault|anti-?social|\bASB\b|harass|restorative"
    r"|justice|police|constabulary|complain|bull(y|ied)",
    re.IGNORECASE,
)
DATA = "application/ld+json"
"""A block of data in a page: no browser runs it, so the policy need not allow it."""
SIGNPOST = 'http-equiv="refresh"'
FOR_FRAMES = "embed/index.html"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture(scope="module")
def pages(site: BuiltSite, every_page: dict[Path, str]) -> dict[str, Page]:
    """Every page with its own address; signposts that lead on at once are left out."""
    parsed = {
        str(path.relative_to(site.folder)): Page(html)
        for path, html in every_page.items()
        if SIGNPOST not in html
    }
    assert len(parsed) > 1_000
    return parsed


def test_every_page_has_the_policy_before_anything_that_it_rules(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        tags = [tag for tag, _ in page.elements]
        metas = page.all("meta")
        policies = [m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy"]
        assert policies == [POLICY], name
        first_rest = next(i for i, tag in enumerate(tags) if tag in ("link", "script", "title"))
        assert "meta" in tags[:first_rest], name
        policy_at = page.elements.index(
            ("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
        )
        assert policy_at < first_rest, name
        assert {"name": "referrer", "content": "no-referrer"} in metas, name


def test_signposts_have_a_policy_that_allows_nothing(every_page: dict[Path, str]) -> None:
    signposts = [html for html in every_page.values() if SIGNPOST in html]
    assert signposts
    for html in signposts:
        assert "Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'" in html
        assert '<meta name="referrer" content="no-referrer">' in html


def test_no_style_sheet_asks_for_what_the_policy_refuses(site: BuiltSite) -> None:
    """A browser may ask before it knows that a later sheet takes it back."""
    sheets = sorted(site.folder.rglob("*.css"))
    assert len(sheets) > 3
    for sheet in sheets:
        asked = re.findall(r"url\(['\"]?(data:|https?:|//)", sheet.read_text(encoding="utf-8"))
        if not sheet.name.startswith("palette."):  # no page loads it
            assert asked == [], sheet.name


def test_no_page_has_a_script_or_a_style_inside(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        run = [each for each in page.all("script") if each.get("type") != DATA]
        assert all(script.get("src") for script in run), name
        assert not page.all("style"), name
        for tag, attributes in page.elements:
            inline = [a for a in attributes if a == "style" or a.startswith("on")]
            assert not inline, f"{name}: <{tag} {inline}>"


def test_links_open_in_the_same_tab_and_forms_send_nothing(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for tag in ("a", "form", "area"):
            assert {a["target"] for a in page.all(tag) if "target" in a} <= {"_self"}, name
        fields = [a for tag in ("input", "select", "textarea") for a in page.all(tag)]
        assert not any(field.get("name") for field in fields), name


def test_no_title_tells_a_shared_browser_what_the_trouble_is(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.title.strip(), name
        assert not TELLING.search(page.title), f"{name}: {page.title}"


@pytest.mark.parametrize(
    ("name", "covers", "title"),
    [
        ("Samaritans", "the whole United Kingdom", "Samaritans"),
        ("Stop Hate UK", "Stockport", "A service for Stockport"),
        ("Essex Police", "the police area Essex", "A service for Essex"),
        ("Catch", "the police area Metropolitan Police", "Catch"),
        ("Hate line", "the police area Metropolitan Police", "A service for Metropolitan"),
        ("ASB case review in Kent", "all of Kent", "A service for all of Kent"),
        ("Basingstoke wellbeing", "Hart", "Basingstoke wellbeing"),
    ],
)
def test_a_title_is_kept_unless_it_tells(name: str, covers: str, title: str) -> None:
    assert quiet_title(name, covers) == title


def test_a_long_quiet_title_is_cut_at_a_word() -> None:
    title = quiet_title(
        "Victim care", "Hart, Rushmoor, Basingstoke and Deane, Winchester and Havant"
    )
    assert len(title) <= 60
    assert title.endswith(" …")
    assert (
        title.removesuffix(" …")
        in "A service for Hart, Rushmoor, Basingstoke and Deane, Winchester"
    )


def test_only_a_page_for_frames_says_where_all_its_links_open(pages: dict[str, Page]) -> None:
    bases = {name: page.all("base") for name, page in pages.items() if page.all("base")}
    assert bases == {FOR_FRAMES: [{"target": "_top"}]}


def test_every_page_has_its_landmarks_and_headings_in_order(pages: dict[str, Page]) -> None:
    usual = (("main", "md-main"), ("header", "top"), ("footer", "bottom"))
    for name, page in pages.items():
        assert page.all("html") == [{"lang": "en-GB"}], name
        for landmark, kind in (("main", "embed"),) if name == FOR_FRAMES else usual:
            found = [element for element in page.all(landmark) if element.get("class") == kind]
            assert len(found) == 1, f"{name}: {landmark}"
        levels = [HEADINGS.index(tag) + 1 for tag, _ in page.elements if tag in HEADINGS]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        for before, level in pairwise(levels):
            assert level <= before + 1, f"{name}: h{level} after h{before}"


def test_no_page_holds_what_the_theme_keeps_for_its_scripts(every_page: dict[Path, str]) -> None:
    for path, html in every_page.items():
        for unused in ("md-toggle", "md-overlay", "md-dialog", "md-skip", "data-md-", "no-js"):
            assert unused not in html, f"{path}: {unused}"


def test_the_page_for_wrong_addresses_has_the_finder(pages: dict[str, Page]) -> None:
    page = pages["404.html"]
    assert [form.get("data-finder") for form in page.all("form")] == [None]
    assert "data-finder" in page.all("form")[0]
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
