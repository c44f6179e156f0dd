"""A guide that sends people to somebody has a number or a link in the same place."""

import re
from pathlib import Path

import markdown
import pytest

from safetyhelp.checks.referrals import Who, referrals
from safetyhelp.paths import ROOT
from tests.site.reading_ways import dead_ends

FOLDER = ROOT / "docs" / "guides"
PAGES = sorted(FOLDER.glob("**/*.md"))
OURS = ("places/", "services/")
"""Their pages have the numbers: those of the records, for each place."""

_NOT_ASKED = re.compile(
    r"<nav.*?</nav>|<blockquote>.*?</blockquote>|“[^”]*”|<h(\d).*?</h\1>"
    r'|<a href="[^"]*\.md[^"]*">.*?</a>'
    r"|[Yy]our landlord|you trust",
    re.DOTALL,
)
"""What a reader may say asks the one it is said to, and names of guides ask nobody. Whom the reader
knows needs no number: a landlord, somebody they trust."""
_SOURCES = re.compile(r"\n## Where we read this\n.*", re.DOTALL)


def without_way(text: str) -> list[str]:
    """Return the sentences of a guide that are dead ends. 999 stands on top of every page."""
    body = _SOURCES.sub("", text.split("---\n", 2)[2])
    html = markdown.markdown(body, extensions=["toc", "tables", "attr_list", "md_in_html"])
    found = dead_ends(_NOT_ASKED.sub("", html), OURS)
    return [each for each in found if {*referrals(each)[0].who} != {Who.EMERGENCY}]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_guide_is_no_dead_end(path: Path) -> None:
    assert without_way(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Ask your council.", ["Ask your council."]),
        ("Ask your council. [How](complaints.md)", ["Ask your council."]),
        ("- Ask your council.\n- [Places](../places/)", ["Ask your council."]),
        ("![](x.svg) Ask your council.\n[More](../hate-crime/easy-read.md)", ["Ask your council."]),
        ("Ask your council. <a href='../../places/'>Find your place</a>", []),
        ("Ask the charity <a href='../../services/rj-providers/why-me/'>Why me?</a>", []),
        ("Write to the team: [a@b.uk](mailto:a@b.uk)", []),
        ("Phone 999.", []),
        ("Phone 999, or tell the police.", ["Phone 999, or tell the police."]),
        ("Say: “Please ask the officer.”", []),
        ("## Tell the council\n\nWait.", []),
        ("Tell your landlord. Ask someone you trust.", []),
        ("Tell the landlord.", ["Tell the landlord."]),
        ("> “Please ask the officer.”", []),
        ("Wait.\n\n## Where we read this\n\nAsk your council.", []),
    ],
)
def test_what_is_a_dead_end_in_a_guide(said: str, found: list[str]) -> None:
    assert without_way(f"---\ntitle: x\n---\n{said}\n") == [
        " ".join(each.split()) for each in found
    ]
