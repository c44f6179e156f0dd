"""The linters of workflows find nothing, and would find something."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from safetyhelp.paths import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
SCRIPTS = sorted((ROOT / ".github/scripts").iterdir())

BAD = """\
name: bad
on: pull_request_target
jobs:
  bad:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo ${{ github.event.issue.title }} $unquoted
"""


def _tool(name: str) -> str:
    """Find a tool beside the Python of this test, else on the PATH."""
    beside = Path(sys.executable).parent
    path = shutil.which(name, path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")
    assert path, f"{name} is missing. `make test` installs it from requirements-dev.lock."
    return path


def _run(name: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    tool = _tool(name)
    path = f"{Path(_tool('shellcheck')).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return subprocess.run(
        [tool, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PATH": path},
    )


def _zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    return _run("zizmor", "--offline", "--no-progress", "--persona=auditor", ".", folder=folder)


def test_actionlint_finds_nothing() -> None:
    done = _run("actionlint", *map(str, WORKFLOWS), folder=ROOT)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    done = _zizmor(ROOT / ".github")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout
    for workflow in WORKFLOWS:
        assert f"completed ./workflows/{workflow.name}" in done.stderr, done.stderr


def test_shellcheck_finds_nothing() -> None:
    done = _run("shellcheck", *map(str, SCRIPTS), folder=ROOT)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_the_linters_are_awake(tmp_path: Path) -> None:
    bad = tmp_path / ".github/workflows/bad.yml"
    bad.parent.mkdir(parents=True)
    bad.write_text(BAD, encoding="utf-8")
    linted = _run("actionlint", str(bad), folder=tmp_path)
    assert linted.returncode == 1
    assert "potentially untrusted" in linted.stdout
    assert "SC2086" in linted.stdout, "actionlint does not see shellcheck"
    audited = _zizmor(tmp_path)
    assert audited.returncode > 0
    for audit in ("dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"):
        assert f"[{audit}]" in audited.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_each_workflow_asks_for_the_least(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.load(text, Loader=yaml.BaseLoader)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    assert "secrets." not in text
    for line in text.splitlines():
        if "uses:" in line:
            assert PINNED.search(line), line
    for name, job in workflow["jobs"].items():
        assert job["permissions"], name
        assert "timeout-minutes" in job, name
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step["name"]
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


WRITES = {
    ("apply-issue", "open"): {"contents", "pull-requests", "issues", "actions"},
    ("check-links", "check"): {"actions", "contents", "issues", "pull-requests"},
    ("check-links", "keep-alive"): {"actions"},
    ("discover", "propose"): {"actions", "contents", "pull-requests"},
    ("overdue", "tell"): {"issues"},
    ("publish", "first-check"): {"actions"},
    ("publish", "deploy"): {"pages", "id-token"},
    ("publish", "tell"): {"issues"},
    ("refresh-areas", "remind"): {"issues"},
}


def test_the_tests_also_run_where_nothing_is_installed() -> None:
    """The packages of the bare job are those that README asks for, and no more."""
    text = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    jobs = yaml.load(text, Loader=yaml.BaseLoader)["jobs"]
    assert re.fullmatch(r"debian:[a-z-]+@sha256:[0-9a-f]{64}", jobs["bare"]["container"]["image"])
    installed = re.search(r"--no-install-recommends (.*)", jobs["bare"]["steps"][0]["run"])
    assert installed
    assert installed[1].split() == ["ca-certificates", "git", "make", "python3", "python3-venv"]
    assert jobs["bare"]["steps"][-1]["run"] == jobs["test"]["steps"][-1]["run"] == "make test"


def test_only_these_jobs_may_write_and_only_this() -> None:
    found = {}
    for path in WORKFLOWS:
        workflow = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for name, job in workflow["jobs"].items():
            rights = {right for right, level in job["permissions"].items() if level == "write"}
            if rights:
                found[path.stem, name] = rights
    assert found == WRITES


def test_new_versions_wait_before_they_are_proposed() -> None:
    text = (ROOT / ".github/dependabot.yml").read_text(encoding="utf-8")
    updates = yaml.safe_load(text)["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip"}
    assert all(update["cooldown"]["default-days"] >= 7 for update in updates)
