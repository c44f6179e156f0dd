"""The workflows that run by the clock: publication, what is overdue, the areas."""

from datetime import UTC, date, datetime, timedelta

import pytest
import yaml

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.state import State, write_state
from safetyhelp.paths import ROOT
from tests.links import seen
from tests.small_data import REVIEW_BY
from tests.workflows.forge import Forge
from tests.workflows.world import Start, World, an_issue, assert_all, push_a_slip


def test_publish_builds_for_the_address_that_pages_gives_with_what_was_seen(
    own_forge: Forge, start: Start, real: Dataset, world: World
) -> None:
    world.write({"issues": [an_issue(3, "publish-failed")], "pulls": [], "log": []})
    runner = start(own_forge)
    root = runner.forge.clone(runner.folder / "x", 1)
    state = seen.everything(real.loaded.records, date(2026, 11, 3))
    write_state(root / "state" / "links.json", state)
    assert runner._run_step({"name": "x", "run": "make savelinkstate"}, root, {})
    done = start(own_forge).run("publish")
    assert_all(done, "ok", "used")
    site = done.handed_over["actions/upload-pages-artifact"]
    page = (site / "areas/stockport/index.html").read_text(encoding="utf-8")
    assert 'href="https://someone.github.io/safety/areas/stockport/"' in page
    assert "<lastmod>2026-12-03</lastmod>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "Our program saw them there on 3 November 2026 or later." in page
    assert not any(words[:2] == ["workflow", "run"] for words in world.read()["log"])
    (issue,) = world.read()["issues"]
    assert not issue["open"]
    assert issue["comments"] == ["It works again: https://github.com/someone/safety/actions/runs/7"]


def test_where_nothing_was_ever_checked_the_first_check_begins(
    own_forge: Forge, start: Start, world: World
) -> None:
    """The steps alone: what the pages then say is tested in tests/site/test_sightings.py."""
    runner = start(own_forge)
    root = runner.forge.clone(runner.folder / "x", 1)
    text = (ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    (look,) = (step for step in jobs["build"]["steps"] if step.get("id") == "first")
    begin = jobs["first-check"]["steps"][-1]
    command = ["workflow", "run", "check-links.yml"]

    def run(running: int) -> tuple[str, bool]:
        world.write({"issues": [], "pulls": [], "log": [], "running": running})
        assert runner._run_step(begin, root, {}), runner.done.logs
        assert runner._run_step(look, root, {})
        said = (runner.folder / "output").read_text(encoding="utf-8")
        return said, command in world.read()["log"]

    assert run(0) == ("being=checked\n", True)
    assert run(1) == ("being=checked\n", False)
    write_state(root / "state" / "links.json", State())
    assert runner._run_step({"name": "x", "run": "make savelinkstate"}, root, {})
    assert run(0) == ("being=\n", False)


def test_a_failed_publication_is_told_in_one_issue(
    own_forge: Forge, start: Start, world: World
) -> None:
    push_a_slip(own_forge)
    for _ in range(2):
        done = start(own_forge).run("publish")
        assert done.results["Build the site"] == "failed"
        assert "Publish" not in done.results
        assert done.results["Show the failed run, or close the issue"] == "ok"
    (issue,) = world.read()["issues"]
    assert (issue["open"], issue["labels"]) == (True, ["publish-failed"])
    assert issue["title"] == "The site is not published"
    assert issue["body"].startswith("The site could not be built or published.")
    assert issue["body"].endswith("\n\nThe run: https://github.com/someone/safety/actions/runs/7\n")


def test_what_is_overdue_stands_in_one_issue_until_nothing_is(
    own_forge: Forge, start: Start, world: World
) -> None:
    def run(day: date) -> None:
        runner = start(own_forge)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        epoch = {"SOURCE_DATE_EPOCH": str(int(midnight.timestamp()))}
        runner.environment = {**runner.environment, **epoch}
        assert_all(runner.run("overdue"), "ok", "used")

    run(REVIEW_BY)
    assert world.read()["issues"] == []
    for _ in range(2):
        run(REVIEW_BY + timedelta(days=1))
    (issue,) = world.read()["issues"]
    assert (issue["open"], issue["labels"]) == (True, ["overdue"])
    assert issue["title"] == "What is overdue"
    assert "## A gap is past its review date (" in issue["body"]
    run(REVIEW_BY)
    (issue,) = world.read()["issues"]
    assert (issue["open"], issue["comments"]) == (False, ["Nothing is overdue any more."])


@pytest.mark.parametrize("name", ["check-links", "discover", "refresh-areas"])
def test_a_fork_is_left_alone(name: str, forge: Forge, start: Start, world: World) -> None:
    done = start(forge, **{"github.event.repository.fork == false": "false"}).run(name)
    assert done.results == {}
    assert world.read()["log"] == []


def test_the_quarterly_reminder_is_opened_once(forge: Forge, start: Start, world: World) -> None:
    for _ in range(2):
        assert_all(start(forge).run("refresh-areas"), "ok", "used")
    issues = world.read()["issues"]
    assert [(i["title"], i["labels"]) for i in issues] == [("Refresh the areas", ["refresh-areas"])]
    assert "scripts/import_areas.py FOLDER --check" in issues[0]["body"]
