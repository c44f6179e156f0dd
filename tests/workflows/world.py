"""What only GitHub knows: the issues and pull requests that the stand-in for gh keeps."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.files import commit_all, git
from tests.workflows.forge import Forge
from tests.workflows.runner import Done, Runner

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


def an_issue(number: int, label: str, **more: Any) -> dict[str, Any]:
    issue = {"number": number, "open": True, "labels": [label], "title": "", "body": ""}
    return {**issue, "comments": [], **more}


def assert_all(done: Done, *expected: str) -> None:
    assert set(done.results.values()) <= set(expected), "\n\n".join(
        f"{name}: {result}\n{done.logs.get(name, '')}" for name, result in done.results.items()
    )


def push_a_slip(forge: Forge) -> int:
    """Push a record with an error, and return the line of it."""
    work = forge.bare.parent / "work"
    git(forge.bare.parent, "clone", "--quiet", str(forge.bare), str(work))
    record = work / "data/reporting/bolton-council.yml"
    lines = record.read_text(encoding="utf-8").replace("run_by: council", "run_by: counsel")
    record.write_text(lines, encoding="utf-8")
    commit_all(work, "A slip")
    git(work, "push", "--quiet", "origin", "main")
    return lines.splitlines().index("run_by: counsel") + 1


def check_links(runner: Runner, *, found: bool, proposes: bool = False) -> Done:
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
