"""The commands on days to come: they end well, and the whole site is built."""

import json
from pathlib import Path

import pytest

from safetyhelp.paths import DATA, ROOT
from tests.conftest import copy_project, run_script

FAR = "2029-12-01"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("calendar"))


def test_the_check_ends_well_on_a_far_day() -> None:
    done = run_script(ROOT, "validate.py", "--today", FAR, "--format", "json")
    assert done.returncode == 0, done.stdout[-2000:]
    counts = json.loads(done.stdout)
    assert counts["errors"] == 0
    assert counts["overdue"] > 0
    assert f"0 errors, {counts['overdue']:,} overdue, " in done.stderr


def _build(project: Path, day: str, *more: str) -> None:
    state = project / "state.json"
    state.write_text('{"version": 1, "links": {}, "facts": {}}', encoding="utf-8")
    done = run_script(
        project, "build_site.py", "--data", DATA, "--out", project / "site",
        "--today", day, "--state", state, *more,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.mark.parametrize("day", ["2027-04-02", "2028-05-10"])
def test_the_pages_are_made_on_days_on_which_much_changes(project: Path, day: str) -> None:
    _build(project, day, "--pages-only")
    assert (project / "docs/areas/stockport.md").is_file()


def test_the_whole_site_is_built_on_a_far_day(project: Path) -> None:
    _build(project, FAR)
    gaps = (project / "site/contribute/gaps/index.html").read_text(encoding="utf-8")
    assert "A new look has been due since " in gaps
    assert "We look again by " not in gaps
    feed = (project / "site/about/changes.xml").read_text(encoding="utf-8")
    assert "Overdue: A gap is past its review date (" in feed
    answers = list((project / "site/areas").glob("*/index.html"))
    due = [page for page in answers if "A new look has been due" in page.read_text("utf-8")]
    assert len(answers) > 300
    assert due
