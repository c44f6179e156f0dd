"""Each workflow, run from a bare repository, command by command."""

import base64
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.state import State, write_state
from safetyhelp.paths import ROOT
from tests.conftest import run_script
from tests.links import seen
from tests.workflows.conftest import Forge, commit_all, git
from tests.workflows.runner import Done, Runner

EPOCH = str(int(datetime(2026, 12, 3, 21, 30, tzinfo=UTC).timestamp()))
HOSTILE = "$(touch owned) `touch owned` \"; touch owned; # ' \n::error::x\n${{ github.token }}\n"

Start = Callable[..., Runner]


class World:
    """The issues and pull requests that the stand-in for gh keeps."""

    def __init__(self, path: Path, **more: Any) -> None:
        self.path = path
        self.write({"issues": [], "pulls": [], "log": [], **more})

    def write(self, world: dict[str, Any]) -> None:
        self.path.write_text(json.dumps(world), encoding="utf-8")

    def read(self) -> dict[str, Any]:
        world: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        return world


def _issue(number: int, label: str, **more: Any) -> dict[str, Any]:
    issue = {"number": number, "open": True, "labels": [label], "title": "", "body": ""}
    return {**issue, "comments": [], **more}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "world.json")


@pytest.fixture
def own_forge(forge: Forge, tmp_path: Path) -> Forge:
    """A copy of the bare repository, for workflows that push."""
    git(tmp_path, "clone", "--quiet", "--bare", str(forge.bare), "own.git")
    return Forge(tmp_path / "own.git")


@pytest.fixture
def start(tmp_path: Path, world: World) -> Start:
    """Return a function that makes a runner; each gets a folder of its own."""
    count = iter(range(100))

    def make(forge: Forge, event: dict[str, Any] | None = None, **values: str) -> Runner:
        folder = tmp_path / f"run{next(count)}"
        folder.mkdir()
        environment = {"SOURCE_DATE_EPOCH": EPOCH, "GH_STAND_IN": str(world.path)}
        return Runner(forge, folder, event or {}, values, environment)

    return make


def _assert_all(done: Done, *expected: str) -> None:
    assert set(done.results.values()) <= set(expected), "\n\n".join(
        f"{name}: {result}\n{done.logs.get(name, '')}" for name, result in done.results.items()
    )


def test_ci_shows_a_reviewer_what_changes(forge: Forge, start: Start) -> None:
    done = start(forge).run("ci")
    _assert_all(done, "ok", "used", "this test")
    site = done.handed_over["actions/upload-artifact"]
    assert "9am to 4pm" in (site / "areas/bolton/index.html").read_text(encoding="utf-8")
    assert "newly found 0 errors, 0 warnings" in done.logs["Annotate the lines of the change"]
    for expected in (
        "- Open: Monday to Friday, 8am to 5pm\n+ Open: Monday to Friday, 9am to 4pm",
        "- Answer pages that read differently: 1 of 361",
        "- `Bolton` at `areas/bolton/`: 1 line more, 1 line fewer",
        "[Download the site as it would be](https://github.com/someone/safety/actions/runs/1/",
        "All well.",
    ):
        assert expected in done.summary


def _push_a_slip(forge: Forge) -> int:
    """Push a record with an error, and return the line of it."""
    work = forge.bare.parent / "work"
    git(forge.bare.parent, "clone", "--quiet", str(forge.bare), str(work))
    record = work / "data/reporting/bolton-council.yml"
    lines = record.read_text(encoding="utf-8").replace("run_by: council", "run_by: counsel")
    record.write_text(lines, encoding="utf-8")
    commit_all(work, "A slip")
    git(work, "push", "--quiet", "origin", "main")
    return lines.splitlines().index("run_by: counsel") + 1


def test_ci_annotates_the_line_and_still_writes_the_summary(own_forge: Forge, start: Start) -> None:
    line = _push_a_slip(own_forge)

    done = start(own_forge).run("ci")

    results = done.results
    assert results["Check every record"] == "failed"
    assert results["Build the site"] == results["Keep the site for the reviewer"] == "skipped"
    annotations = done.logs["Annotate the lines of the change"]
    assert f"::error file=data/reporting/bolton-council.yml,line={line},col=9," in annotations
    assert "Did you mean “council”?" in annotations
    assert results["Write the summary of the change"] == "ok"
    assert f"**error** `wrong-choice` in `data/reporting/bolton-council.yml:{line}`" in done.summary
    assert "### `data/reporting/bolton-council.yml`: cannot be read" in done.summary


def test_publish_builds_for_the_address_that_pages_gives_with_what_was_seen(
    own_forge: Forge, start: Start, real: Dataset, world: World
) -> None:
    world.write({"issues": [_issue(3, "publish-failed")], "pulls": [], "log": []})
    runner = start(own_forge)
    root = runner.forge.clone(runner.folder / "x", 1)
    state = seen.everything(real.loaded.records, date(2026, 11, 3))
    write_state(root / "state" / "links.json", state)
    assert runner._run_step({"name": "x", "run": "make savelinkstate"}, root, {})
    done = start(own_forge).run("publish")
    _assert_all(done, "ok", "used")
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
    _push_a_slip(own_forge)
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
    own_forge: Forge, start: Start, world: World, real: Dataset
) -> None:
    def run(day: date) -> None:
        runner = start(own_forge)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        epoch = {"SOURCE_DATE_EPOCH": str(int(midnight.timestamp()))}
        runner.environment = {**runner.environment, **epoch}
        _assert_all(runner.run("overdue"), "ok", "used")

    first = min(gap.review_by for gap in real.loaded.gaps)
    run(first)
    assert world.read()["issues"] == []
    for _ in range(2):
        run(first + timedelta(days=1))
    (issue,) = world.read()["issues"]
    assert (issue["open"], issue["labels"]) == (True, ["overdue"])
    assert issue["title"] == "What is overdue"
    assert "## A gap is past its review date (" in issue["body"]
    run(first)
    (issue,) = world.read()["issues"]
    assert (issue["open"], issue["comments"]) == (False, ["Nothing is overdue any more."])


def test_fetching_the_state_leaves_the_history_whole(own_forge: Forge, start: Start) -> None:
    done = _check_links(start(own_forge), found=False)
    _assert_all(done, "ok", "used")
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
    done = _check_links(start(own_forge), found=True)
    _assert_all(done, "ok", "used")
    issues = world.read()["issues"]
    assert [(i["open"], i["labels"], i["title"]) for i in issues] == [
        (True, ["link-check"], "Links and facts to look at")
    ]
    assert "gone (404)" in issues[0]["body"]

    _check_links(start(own_forge), found=True)
    assert len(world.read()["issues"]) == 1, "a second issue was opened"

    _check_links(start(own_forge), found=False)
    issue = world.read()["issues"][0]
    assert not issue["open"]
    assert issue["comments"] == ["The last check found nothing to do."]

    _check_links(start(own_forge), found=False)
    assert len(world.read()["issues"]) == 1

    state = git(own_forge.bare, "show", "link-state:links.json")
    assert json.loads(state) == {"runs": 4}
    assert git(own_forge.bare, "rev-list", "--count", "link-state") == "4"
    assert git(own_forge.bare, "ls-tree", "--name-only", "link-state") == "links.json"
    calls = [" ".join(entry) for entry in world.read()["log"] if entry[0] == "api"]
    enabled = {call.split("/")[-2] for call in calls if call.endswith("/enable")}
    assert enabled == {"check-links.yml", "overdue.yml", "publish.yml", "refresh-areas.yml"}
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
        done = _check_links(start(own_forge), found=True, proposes=True)
        _assert_all(done, "ok", "used")
        (pull,) = world.read()["pulls"]
        assert (pull["head"], pull["title"]) == ("link-proposals", "Proposed")
        proposed = git(own_forge.bare, "show", "link-proposals:data/partnerships/bolton.yml")
        assert proposed == f"name: Changed in run {run}"
        changed = git(own_forge.bare, "diff", "--name-only", "main", "link-proposals")
        assert changed == "data/partnerships/bolton.yml"
    _check_links(start(own_forge), found=True)
    assert len(world.read()["pulls"]) == 1
    log = world.read()["log"]
    assert ["workflow", "run", "ci.yml", "--ref", "link-proposals"] in log
    assert not any(words[:2] == ["pr", "merge"] for words in log)


def _check_links(runner: Runner, *, found: bool, proposes: bool = False) -> Done:
    """Run check-links with a stand-in that finds something, or nothing."""
    if not found:
        return runner.run("check-links")
    clone = Forge.clone

    class WithFindings(Forge):
        def clone(self, target: Path, depth: int = 2) -> Path:
            clone(self, target, depth)
            (target / ".build").mkdir()
            (target / ".build/FINDINGS").touch()
            if proposes:
                (target / ".build/PROPOSES").touch()
            return target

    runner.forge = WithFindings(runner.forge.bare)
    return runner.run("check-links")


def test_the_link_check_uses_the_oldest_issue_and_cuts_a_long_report(
    tmp_path: Path, own_forge: Forge, start: Start, world: World
) -> None:
    world.write({"issues": [_issue(1, "other"), _issue(2, "link-check"), _issue(3, "link-check")],
                 "pulls": [], "log": []})  # fmt: skip
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


@pytest.mark.parametrize("name", ["check-links", "refresh-areas"])
def test_a_fork_is_left_alone(name: str, forge: Forge, start: Start, world: World) -> None:
    done = start(forge, **{"github.event.repository.fork == false": "false"}).run(name)
    assert done.results == {}
    assert world.read()["log"] == []


def test_the_quarterly_reminder_is_opened_once(forge: Forge, start: Start, world: World) -> None:
    for _ in range(2):
        _assert_all(start(forge).run("refresh-areas"), "ok", "used")
    issues = world.read()["issues"]
    assert [(i["title"], i["labels"]) for i in issues] == [("Refresh the areas", ["refresh-areas"])]
    assert "scripts/import_areas.py FOLDER --check" in issues[0]["body"]


def test_an_issue_becomes_a_pull_request(own_forge: Forge, start: Start, world: World) -> None:
    world.write({"issues": [_issue(12, "apply")], "pulls": [], "log": []})
    done = start(own_forge, _labelled(_filled_form())).run("apply-issue")
    _assert_all(done, "ok", "used")
    changed = git(own_forge.bare, "diff", "--name-only", "main", "issue-12").splitlines()
    assert changed
    assert all(name.startswith("data/") for name in changed)
    (pull,) = world.read()["pulls"]
    assert pull["head"] == "issue-12"
    assert pull["title"] == git(own_forge.bare, "log", "-1", "--format=%s", "issue-12")
    assert pull["body"].rstrip().endswith("Closes #12.")
    assert world.read()["issues"][0]["labels"] == []
    assert ["workflow", "run", "ci.yml", "--ref", "issue-12"] in world.read()["log"]


def test_a_pull_request_from_a_fork_never_gets_the_words_of_the_bot(
    own_forge: Forge, start: Start, world: World
) -> None:
    """Its branch may have the name of ours. The bot leaves it alone, and opens its own."""
    foreign = {"number": 66, "head": "issue-12", "title": "Theirs", "body": "theirs"}
    foreign |= {"isCrossRepository": True}
    proposal = {**foreign, "number": 67, "head": "link-proposals"}
    world.write({"issues": [_issue(12, "apply")], "pulls": [foreign, proposal], "log": []})
    _assert_all(start(own_forge, _labelled(_filled_form())).run("apply-issue"), "ok", "used")
    _assert_all(_check_links(start(own_forge), found=True, proposes=True), "ok", "used")
    one, other, own, proposed = world.read()["pulls"]
    assert (one, other) == (foreign, proposal)
    assert (own["head"], proposed["head"]) == ("issue-12", "link-proposals")
    assert not any(words[:2] == ["pr", "edit"] for words in world.read()["log"])


@pytest.mark.parametrize("body", [HOSTILE, None], ids=["hostile", "empty"])
def test_what_cannot_be_applied_is_answered(
    body: str | None, own_forge: Forge, start: Start, world: World
) -> None:
    world.write({"issues": [_issue(12, "apply")], "pulls": [], "log": []})
    runner = start(own_forge, _labelled(body))
    done = runner.run("apply-issue")
    _assert_all(done, "ok", "used")
    (issue,) = world.read()["issues"]
    assert issue["labels"] == []
    (comment,) = issue["comments"]
    assert "This could not be made into a change by itself" in comment
    assert world.read()["pulls"] == []
    assert "issue-12" not in git(own_forge.bare, "branch", "--list")
    assert not list(runner.folder.rglob("owned"))


def test_a_change_outside_the_data_is_not_carried(
    own_forge: Forge, start: Start, world: World
) -> None:
    """Were the first job taken over, the second would still change data only.

    A pull request that is there already is renewed; no second one is opened.
    """
    pull = {"number": 100, "head": "issue-12", "title": "Title", "body": ""}
    world.write({"issues": [_issue(12, "apply")], "pulls": [pull], "log": []})
    runner = start(own_forge)
    root = runner.forge.clone(runner.folder / "x", 1)
    record = root / "data/reporting/bolton-council.yml"
    record.write_text(record.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    (root / ".github/workflows/ci.yml").write_text("evil\n", encoding="utf-8")
    patch = git(root, "diff") + "\n"
    git(root, "checkout", "--quiet", ".")
    packed = {
        "ANSWER": base64.b64encode(b"Title\n\nText\n").decode("ascii"),
        "CHANGE": base64.b64encode(patch.encode("utf-8")).decode("ascii"),
        "NUMBER": "12",
    }
    run = ".github/scripts/change unpack && .github/scripts/change open"
    assert runner._run_step({"name": "x", "run": run}, root, packed), runner.done.logs["x"]
    changed = git(own_forge.bare, "diff", "--name-only", "main", "issue-12")
    assert changed == "data/reporting/bolton-council.yml"
    assert world.read()["pulls"] == [pull]
    assert ["pr", "edit", "100", "--body-file", ".build/body.md"] in world.read()["log"]


def test_when_workflows_may_not_open_pull_requests_the_issue_says_so(
    own_forge: Forge, start: Start, world: World
) -> None:
    world.write({"issues": [_issue(12, "apply")], "pulls": [], "log": [], "no_pulls": True})
    _assert_all(start(own_forge, _labelled(_filled_form())).run("apply-issue"), "ok", "used")
    (comment,) = world.read()["issues"][0]["comments"]
    assert "The change is on the branch issue-12" in comment


def _labelled(body: str | None) -> dict[str, Any]:
    return {"action": "labeled", "label": {"name": "apply"}, "issue": {"number": 12, "body": body}}


def _filled_form() -> str:
    """An issue as GitHub writes it from the form “correct a detail”: new hours for one contact."""
    template = ROOT / ".github/ISSUE_TEMPLATE/correct-a-detail.yml"
    answers = {
        "record": "services/reporting/bolton-council/",
        "detail": "Opening hours",
        "old": "Monday to Friday, 9am to 4pm",
        "new": "Monday to Friday, 9am to 3pm",
        "source": "https://www.bolton.gov.uk/community-safety-anti-social-behaviour/neighbour-nuisance-anti-social-behaviour",
    }
    parts = []
    for field in yaml.safe_load(template.read_text(encoding="utf-8"))["body"]:
        if "id" not in field:
            continue
        options = field["attributes"].get("options", [])
        if field["type"] == "checkboxes":
            answer = "\n".join(f"- [x] {option['label']}" for option in options)
        else:
            first = options[0] if options else "_No response_"
            answer = answers.get(field["id"], first)
        parts.append(f"### {field['attributes']['label']}\n\n{answer}\n")
    return "\n".join(parts)


def test_the_real_link_check_has_the_options_that_are_used() -> None:
    """Hold the stand-in to the real command: the targets of the Makefile use these options."""
    real = ROOT / "scripts/check_links.py"
    if not real.exists():
        pytest.skip("scripts/check_links.py is not there yet")
    done = run_script(ROOT, real.name, "--help")
    used = set(re.findall(r"check_links\.py.*?$", _makefile(), re.MULTILINE))
    options = {option for line in used for option in re.findall(r"--[a-z-]+", line)}
    assert options >= {"--changed-since", "--state", "--format"}
    for option in options:
        assert option in done.stdout, option


def _makefile() -> str:
    """Return the Makefile with its continued lines joined."""
    return (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", "")
