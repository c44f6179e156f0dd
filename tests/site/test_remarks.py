"""No page tells how somebody searched or read: the list of an editor's remarks over all pages."""

import html
import re
from pathlib import Path

import pytest

from safetyhelp.checks.remarks import remarks_in
from tests.conftest import BuiltSite

_UNSEEN = re.compile(r"<(script|style|pre|code|head)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|em|i|small|span|strong|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def visible(page: str) -> str:
    """Return the text of a page as people read it, without examples of code; blocks stand apart."""
    return html.unescape(_TAG.sub(" ¶ ", _INLINE.sub("", _UNSEEN.sub(" ", page))))


def test_no_page_holds_an_editors_remark(every_page: dict[Path, str]) -> None:
    """Look at every page that is built: those of records, and those that are written by hand."""
    blocks = {  # most stand on many pages; a remark does not reach from one into the next
        block: path for path, page in every_page.items() for block in visible(page).split("¶")
    }
    assert len(blocks) > 5_000
    found = [(page, said) for block, page in blocks.items() for said, _ in remarks_in(block)]
    assert found == []


def test_the_marks_of_sources_stay_with_the_editors(site: BuiltSite) -> None:
    pages = sorted(site.folder.glob("guides/**/index.html"))
    assert len(pages) > 12
    assert [page for page in pages if "<!--" in page.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>From an <b>old</b>\npage.</p>", ["old\npage"]),
        ("<p>It is the team itself.</p><p>. Ask.</p>", []),
        ("<p>It is the team <i>itself.</i>.</p>", [".."]),
        ("<li>Old</li><li>page</li><p>That&#39;s all we saw</p>", ["we saw"]),
        ("<p>Write it down.</p><pre>We searched.</pre><code>../x</code>", []),
        ("<head><title>We searched</title></head><script>we_saw; // we saw</script>", []),
    ],
)
def test_what_is_looked_at_is_what_people_see(page: str, text: list[str]) -> None:
    assert [said for said, _ in remarks_in(visible(page))] == text
