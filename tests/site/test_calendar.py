"""The commands on days to come: they end well, and all pages are made."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.maps.land import land_of
from safetyhelp.maps.outlines import read_outlines
from safetyhelp.pages.every_page import every_page
from safetyhelp.paths import DATA
from tests.commands import run
from tests.conftest import copy_project, run_script

FAR = "2029-12-01"


def test_the_check_ends_well_on_a_far_day() -> None:
    done = run("validate.py", "--today", FAR, "--format", "json")
    assert done.returncode == 0, done.stdout[-2000:]
    counts = json.loads(done.stdout)
    assert counts["errors"] == 0
    assert counts["overdue"] > 0
    assert f"0 errors, {counts['overdue']:,} overdue, " in done.stderr


@pytest.mark.parametrize("day", [date(2027, 4, 2), date(2028, 5, 10)])
def test_the_pages_are_made_on_days_on_which_much_changes(real: Dataset, day: date) -> None:
    today = AreasOnDay(real.directory.map.geography, day)
    pages = every_page(
        replace(real.directory, map=today), land_of(read_outlines(DATA / "areas"), today)
    )
    for council in today.councils:
        assert {f"areas/{council.id}.md", f"areas/{council.id}/easy-read.md"} <= pages.keys()


def test_the_pages_of_a_far_day_are_made_by_the_command(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    state = root / "state.json"
    state.write_text('{"version": 1, "links": {}, "facts": {}}', encoding="utf-8")
    done = run_script(
        root, "build_site.py", "--data", DATA, "--pages-only", "--today", FAR, "--state", state
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    gaps = (root / "docs/contribute/gaps.md").read_text(encoding="utf-8")
    assert "A new look has been due since " in gaps
    assert "We look again by " not in gaps
    feed = (root / "docs/about/changes.xml").read_text(encoding="utf-8")
    assert "Overdue: A gap is past its review date (" in feed
    answers = list((root / "docs/areas").glob("*.md"))
    due = [page for page in answers if "A new look has been due" in page.read_text("utf-8")]
    assert len(answers) > 300
    assert due
