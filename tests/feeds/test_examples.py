"""The page `/data/`: its examples run against the served site, and its names of files are right."""

import contextlib
import io
import re
import shutil
import subprocess

import pytest

from safetyhelp.paths import ROOT
from tests.conftest import BuiltSite

ADDRESS = "https://directory.example/"
PAGE = (ROOT / "docs/data.md").read_text(encoding="utf-8")

API = PAGE.partition("## The API")[2].partition("\n## ")[0]
TABLES = PAGE.partition("## Tables")[2].partition("\n## ")[0]


def examples(language: str) -> list[str]:
    """Return the blocks of code in one language on the page."""
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert all(ADDRESS in block for block in found)
    return found


def python(number: int, site_url: str) -> list[str]:
    """Run an example in Python and return what it prints, line by line."""
    code = examples("python")[number].replace(ADDRESS, site_url)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "docs/data.md", "exec"), {"__name__": "__main__"})
    return printed.getvalue().splitlines()


def test_whom_to_reach_first_in_leeds(site_url: str) -> None:
    lines = python(0, site_url)
    assert lines[0].startswith("report West Yorkshire Police 101")
    assert any(line.startswith("council Leeds City Council") for line in lines)


def test_the_rules_for_a_case_review(site_url: str) -> None:
    rows = [line.split("\t") for line in python(1, site_url)]
    assert len(rows) > 100
    assert {len(row) for row in rows} == {4}
    assert all(source.startswith("http") for _, _, source, _ in rows)


@pytest.mark.skipif(not shutil.which("curl"), reason="There is no curl on this machine.")
def test_with_curl(site_url: str) -> None:
    (script,) = examples("sh")
    done = subprocess.run(
        ["sh", "-euc", script.replace(ADDRESS, site_url)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert '"name":"Leeds"' in done.stdout


def test_every_file_that_the_page_names_is_there(site: BuiltSite) -> None:
    named = re.findall(r"`((?:areas|kinds|records)/[\w./-]+|\w+\.json)`", API)
    assert len(named) >= 9
    assert [name for name in named if not (site.folder / "api/v1" / name).is_file()] == []
    listed = {path.name for path in (site.folder / "api/v1").glob("*.json")}
    assert listed - {*named} == set()
    tables = set(re.findall(r"\(data/tables/([\w.-]+)\)", TABLES))
    assert tables == {path.name for path in (site.folder / "data/tables").iterdir()}


def test_the_page_and_that_of_our_sources_lead_to_each_other(site: BuiltSite) -> None:
    assert 'href="../about/data/#what-we-must-show"' in site.page("data")
    assert 'href="../../data/"' in site.page("about/data")
