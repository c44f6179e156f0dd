"""The weekly link check as a workflow: its state, its one issue, its proposals."""

import json
from pathlib import Path

from safetyhelp.paths import ROOT
from tests.files import git
from tests.workflows.forge import Forge
from tests.workflows.world import Start, World, an_issue, assert_all, check_links


def test_fetching_the_state_leaves_the_history_whole(own_forge: Forge, start: Start) -> None:
    done = check_links(start(own_forge), found=False)
    assert_all(done, "ok", "used")
    assert "There is no state yet" in done.logs["Fetch what was seen before"]
    runner = start(own_forge)
    root = runner.forge.clone(runner.folder / "x", 0)
    assert runner._run_step({"name": "x", "run": "make linkstate"}, root, {})
    assert json.loads((root / "state/links.json").read_text(encoding="utf-8")) == {"runs": 1}
    assert git(root, "rev-parse", "--is-shallow-repository") == "false"
    assert git(root, "status", "--short", "--", "data", "scripts") == ""


def test_the_link_check_keeps_its_state_and_one_issue(
    own_forge: Forge, start: Start, world: World
) -> None:
    done = check_links(start(own_forge), found=True)
    assert_all(done, "ok", "used")
    issues = world.read()["issues"]
    assert [(i["open"], i["labels"], i["title"]) for i in issues] == [
        (True, ["link-check"], "Links and facts to look at")
    ]
    assert "gone (404)" in issues[0]["body"]

    check_links(start(own_forge), found=True)
    assert len(world.read()["issues"]) == 1, "a second issue was opened"

    check_links(start(own_forge), found=False)
    issue = world.read()["issues"][0]
    assert not issue["open"]
    assert issue["comments"] == ["The last check found nothing to do."]

    check_links(start(own_forge), found=False)
    assert len(world.read()["issues"]) == 1

    state = git(own_forge.bare, "show", "link-state:links.json")
    assert json.loads(state) == {"runs": 4}
    assert git(own_forge.bare, "rev-list", "--count", "link-state") == "4"
    assert git(own_forge.bare, "ls-tree", "--name-only", "link-state") == "links.json"
    calls = [" ".join(entry) for entry in world.read()["log"] if entry[0] == "api"]
    enabled = {call.split("/")[-2] for call in calls if call.endswith("/enable")}
    timed = ("check-links", "discover", "overdue", "publish", "refresh-areas")
    assert enabled == {f"{name}.yml" for name in timed}
    assert all((ROOT / ".github/workflows" / name).is_file() for name in enabled)
    assert (
        "who we are: https://someone.github.io/safety https://github.com/someone/safety"
        in done.logs["Check every link and fact"]
    )


def test_what_an_interrupted_check_has_found_is_kept_too(own_forge: Forge, start: Start) -> None:
    """The journal beside the state goes along, and goes away when the run is finished."""
    runner = start(own_forge)

    def step(root: Path, command: str) -> None:
        assert runner._run_step({"name": "x", "run": command}, root, {}), runner.done.logs["x"]

    def kept() -> set[str]:
        return set(git(own_forge.bare, "ls-tree", "--name-only", "link-state").split())

    first = runner.forge.clone(runner.folder / "first", 1)
    state = first / "state" / "links.json"
    state.parent.mkdir()
    journal = state.with_name("links.json.journal")
    journal.write_text('{"started": "2026-11-22T03:41:00+00:00"}\n', encoding="utf-8")
    step(first, "make savelinkstate")
    assert kept() == {"links.json.journal"}

    second = runner.forge.clone(runner.folder / "second", 1)
    step(second, "make linkstate")
    there = second / "state"
    assert [path.name for path in there.iterdir()] == ["links.json.journal"]
    assert (there / journal.name).read_bytes() == journal.read_bytes()
    (there / "links.json").write_text('{"version": 1}', encoding="utf-8")
    step(second, "make savelinkstate")
    assert kept() == {"links.json", "links.json.journal"}

    (there / journal.name).unlink()
    step(second, "make savelinkstate")
    assert kept() == {"links.json"}
    third = runner.forge.clone(runner.folder / "third", 1)
    step(third, "make linkstate")
    assert [path.name for path in (third / "state").iterdir()] == ["links.json"]


def test_proposals_stand_in_one_pull_request(own_forge: Forge, start: Start, world: World) -> None:
    """Opened once, renewed by the next run, left alone by one that proposes nothing."""
    for run in (1, 2):
        done = check_links(start(own_forge), found=True, proposes=True)
        assert_all(done, "ok", "used")
        (pull,) = world.read()["pulls"]
        assert (pull["head"], pull["title"]) == ("link-proposals", "Proposed")
        proposed = git(own_forge.bare, "show", "link-proposals:data/partnerships/bolton.yml")
        assert proposed == f"name: Changed in run {run}"
        changed = git(own_forge.bare, "diff", "--name-only", "main", "link-proposals")
        assert changed == "data/partnerships/bolton.yml"
    check_links(start(own_forge), found=True)
    assert len(world.read()["pulls"]) == 1
    log = world.read()["log"]
    assert ["workflow", "run", "ci.yml", "--ref", "link-proposals"] in log
    assert not any(words[:2] == ["pr", "merge"] for words in log)


def test_the_link_check_uses_the_oldest_issue_and_cuts_a_long_report(
    tmp_path: Path, own_forge: Forge, start: Start, world: World
) -> None:
    labels = ("other", "link-check", "link-check")
    issues = [an_issue(number, label) for number, label in enumerate(labels, start=1)]
    world.write({"issues": issues, "pulls": [], "log": []})
    runner = start(own_forge)
    root = runner.forge.clone(runner.folder / "x", 1)
    report = root / "long.md"
    report.write_text("a line of the report\n" * 5000, encoding="utf-8")
    step = {"name": "x", "run": ".github/scripts/one-issue link-check show T long.md"}
    assert runner._run_step(step, root, {})
    issues = world.read()["issues"]
    assert [bool(issue["body"]) for issue in issues] == [False, True, False]
    assert 50_000 < len(issues[1]["body"]) < 61_000
    assert issues[1]["body"].rstrip().endswith("it is in the log of the run.**")


def test_nothing_is_kept_when_the_state_is_missing(own_forge: Forge, start: Start) -> None:
    runner = start(own_forge)
    root = runner.forge.clone(runner.folder / "x", 1)
    assert not runner._run_step({"name": "x", "run": "make savelinkstate"}, root, {})
    assert "there is no state to keep" in runner.done.logs["x"]
    assert "link-state" not in git(own_forge.bare, "branch", "--list")
