"""The commands on days to come: they end well, and all pages are made."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.checks.rules import check_all
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.seen import Sightings
from safetyhelp.evidence.state import State
from safetyhelp.feeds.edition import Edition
from safetyhelp.feeds.every_feed import every_feed
from safetyhelp.findings.overdue import overdue
from safetyhelp.maps.land import land_of
from safetyhelp.maps.outlines import read_outlines
from safetyhelp.pages.every_page import every_page
from safetyhelp.paths import DATA
from tests.commands import run
from tests.conftest import copy_project, real_on, run_script
from tests.site.reading_ways import dead_ends
from tests.small_data import COUNCILS, write_small_data

FAR = "2029-12-01"


def test_the_check_ends_well_on_a_far_day() -> None:
    done = run("validate.py", "--today", FAR, "--format", "json")
    assert done.returncode == 0, done.stdout[-2000:]
    counts = json.loads(done.stdout)
    assert counts["errors"] == 0
    assert counts["overdue"] > 0
    assert f"0 errors, {counts['overdue']:,} overdue, " in done.stderr


@pytest.mark.parametrize("day", [date(2027, 4, 2), date(2028, 5, 10)])
def test_on_days_on_which_much_changes_pages_are_made_and_none_is_a_dead_end(
    real: Dataset, day: date
) -> None:
    today = AreasOnDay(real.directory.map.geography, day)
    pages = every_page(
        replace(real.directory, map=today), land_of(read_outlines(DATA / "areas"), today)
    )
    for council in today.councils:
        assert f"areas/{council.id}/easy-read.md" in pages
        # What has ended is replaced by the council.
        assert dead_ends(pages[f"areas/{council.id}.md"]) == [], council.id


def _assert_that_a_look_is_due(pages: Mapping[str, str]) -> None:
    gaps = pages["contribute/gaps.md"]
    assert "A new look has been due since " in gaps
    assert "We look again by " not in gaps
    assert "Overdue: A gap is past its review date (" in pages["about/changes.xml"]
    answers = [text for path, text in pages.items() if re.fullmatch("areas/[^/]+.md", path)]
    assert [text for text in answers if "A new look has been due" in text]


def test_the_pages_of_a_far_day_are_made() -> None:
    there = real_on(date.fromisoformat(FAR))
    late = overdue(check_all(there))
    land = land_of(read_outlines(DATA / "areas"), there.directory.map)
    pages = every_page(there.directory, land, overdue=late)
    _assert_that_a_look_is_due(pages)
    assert len([path for path in pages if re.fullmatch("areas/[^/]+.md", path)]) > 300
    assert every_feed(
        there.directory, Edition(there.directory.map.day, (), ""), Sightings(State()), {}
    )


def test_the_pages_of_a_far_day_are_made_by_the_command(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    data = root / "small"
    write_small_data(data)
    done = run_script(root, "build_site.py", "--data", data, "--pages-only", "--today", FAR)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    docs = root / "docs"
    made = (*docs.rglob("*.md"), docs / "about/changes.xml")
    _assert_that_a_look_is_due({p.relative_to(docs).as_posix(): p.read_text("utf-8") for p in made})
    assert {path.stem for path in (docs / "areas").glob("*.md")} == COUNCILS
