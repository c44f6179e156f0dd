"""What the documentation says that each workflow may write is what it may: row by row.

And the stand-ins of commands are held to the real ones.
"""

import re
from typing import Any

import pytest
import yaml

from safetyhelp.paths import ROOT
from tests import commands
from tests.workflows.forge import STAND_INS

FOLDER = ROOT / ".github" / "workflows"
PAGE = (ROOT / "docs/contribute/reviewing.md").read_text(encoding="utf-8")
TABLE = PAGE.partition("| workflow | when | what it may write |\n|---|---|---|\n")[2]
ROWS = {
    cells[0].strip(" `"): (cells[1].strip(), cells[2].strip())
    for cells in (line.strip("|").split(" | ") for line in TABLE.partition("\n\n")[0].split("\n"))
}

# A word of the table, and the right without which that cannot be done.
RIGHTS = {
    "the published site": {"pages", "id-token"},
    "issue": {"issues"},
    "branch": {"contents"},
    "pull request": {"pull-requests"},
    "the start of": {"actions"},
    "the timers": {"actions"},
}
TIMES = {
    "every night": r"\d+ \d+ \* \* \*",
    "every Monday": r"\d+ \d+ \* \* 1",
    "the third of every month": r"\d+ \d+ 3 \* \*",
    "February, May, August, November": r"\d+ \d+ \d+ 2,5,8,11 \*",
}


def _workflow(name: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


def _said(words: str) -> dict[str, set[str]]:
    """Return by job the rights that a cell of the table asks for; each thing in it is known."""
    jobs: dict[str, set[str]] = {}
    for job, things in re.findall(r"`([a-z-]+)`: (.*?)(?=\. `[a-z-]+`: |$)", words):
        jobs[job] = set()
        for thing in things.partition(";")[0].split(", "):
            rights = [right for word, right in RIGHTS.items() if word in thing]
            assert rights, thing
            jobs[job] |= set().union(*rights)
    return jobs


def _may(workflow: dict[str, Any]) -> dict[str, set[str]]:
    found = {
        name: {right for right, level in job["permissions"].items() if level == "write"}
        for name, job in workflow["jobs"].items()
    }
    return {name: rights for name, rights in found.items() if rights}


def test_each_workflow_has_its_row() -> None:
    assert list(ROWS) and set(ROWS) == {path.stem for path in FOLDER.iterdir()}


@pytest.mark.parametrize("name", ROWS)
def test_it_may_write_what_its_row_says_and_no_more(name: str) -> None:
    _, words = ROWS[name]
    assert (words == "nothing") == (_said(words) == {})
    assert _may(_workflow(name)) == _said(words)


@pytest.mark.parametrize("name", ROWS)
def test_it_runs_when_its_row_says(name: str) -> None:
    words, _ = ROWS[name]
    on = _workflow(name)["on"]
    rest: str = words
    expected: set[str] = set()
    for said, pattern in TIMES.items():
        if said in rest:
            (timer,) = on["schedule"]
            assert re.fullmatch(pattern, timer["cron"]), timer
            rest, expected = rest.replace(said, ""), expected | {"schedule"}
    if "every push to `main`" in rest:
        assert on["push"] == {"branches": ["main"]}
        rest, expected = rest.replace("every push to `main`", ""), expected | {"push"}
    if "every change of the data" in rest:
        assert on["push"] == {"branches": ["main"], "paths": ["data/**"]}
        rest, expected = rest.replace("every change of the data", ""), expected | {"push"}
    if "every pull request" in rest:
        rest, expected = rest.replace("every pull request", ""), expected | {"pull_request"}
    if "the label `apply`" in rest:
        assert on["issues"] == {"types": ["labeled"]}
        asked = [job.get("if", "") for job in _workflow(name)["jobs"].values()]
        assert "github.event.label.name == 'apply'" in asked[0]
        rest, expected = rest.replace("the label `apply`", ""), expected | {"issues"}
    assert rest.strip(", ") == "", "nobody checks these words"
    assert set(on) - {"workflow_dispatch"} == expected
    assert ("workflow_dispatch" in on) == (name != "apply-issue")


def test_what_a_job_runs_needs_no_right_that_it_lacks() -> None:
    """A job that calls a script of ours which writes has the right for it."""
    needs = {
        "one-issue": {"issues"},
        "propose": {"contents", "pull-requests", "actions"},
        "change open": {"contents", "pull-requests", "actions", "issues"},
        "start-once": {"actions"},
    }
    seen = set()
    for name in ROWS:
        for job in _workflow(name)["jobs"].values():
            text = "\n".join(step.get("run", "") for step in job["steps"])
            rights = {right for right, level in job["permissions"].items() if level == "write"}
            for script, wanted in needs.items():
                if re.search(rf"\.github/scripts/{script}\b(?!-)", text):
                    assert wanted <= rights, (name, script)
                    seen.add(script)
    assert seen == set(needs)


@pytest.mark.parametrize("name", sorted(path.name for path in STAND_INS.glob("*.py")))
def test_a_command_that_has_a_stand_in_has_the_options_that_are_used(name: str) -> None:
    """Hold the stand-ins to the real commands: the targets of the Makefile use these options."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", "")
    lines = re.findall(rf"{re.escape(name)} .*$", makefile, re.MULTILINE)
    options = {option for line in lines for option in re.findall(r"--[a-z-]+", line)}
    assert "--state" in options
    said = commands.run(name, "--help").stdout
    assert {option for option in options if option not in said} == set()
