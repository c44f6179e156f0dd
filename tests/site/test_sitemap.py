"""The list of pages for search engines: it names no page that asks not to be listed."""

import re
import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from safetyhelp.paths import ROOT

HOME = "https://www.place.uk/help/"
NOT_TO_BE_LISTED = '<meta name="robots" content="noindex">'


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a few pages for a known address."""
    top = tmp_path_factory.mktemp("sitemap")
    for name in ("index.md", "embed.md", "data.md", "guides/index.md"):
        (top / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "docs" / name, top / "docs" / name)
    folders = {"docs_dir": str(top / "docs"), "site_dir": str(top / "site")}
    build(load_config(str(ROOT / "mkdocs.yml"), site_url=HOME, **folders))
    return top / "site"


def test_the_list_has_each_page_that_may_be_listed_and_no_other(small_site: Path) -> None:
    listed = re.findall("<loc>(.*?)</loc>", (small_site / "sitemap.xml").read_text("utf-8"))
    pages = {
        HOME + path.relative_to(small_site).as_posix().removesuffix("index.html"): path
        for path in small_site.rglob("*.html")
    }
    free = {
        address
        for address, path in pages.items()
        if NOT_TO_BE_LISTED not in path.read_text("utf-8")
    }
    assert f"{HOME}embed/" in pages.keys() - free
    assert sorted(listed) == sorted(free)
