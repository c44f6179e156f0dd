"""Runs the commands of a workflow as GitHub would, as far as they do not need GitHub.

`run` steps run in bash, in order, each job in a clone of its own. `uses` steps are not run: what
they would take is looked at, what they would give comes from the test. An expression that the test
does not know fails the test, so that nothing is passed over in silence.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from safetyhelp.paths import ROOT
from tests.files import IDENTITY
from tests.workflows.forge import STAND_INS, Forge

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_ANYWAY = "!cancelled()"
THIS_VERY_RUN = "make test"
_QUICK = str(Path(sys.executable).parent)
"""Where a python3 is that starts at once: the stand-in for gh is called a hundred times."""

VALUES = {
    "github.token": "not-a-token",
    "github.server_url": "https://github.com",
    "github.repository": "someone/safety",
    "github.event.issue.number": "12",
    "github.event.label.name == 'apply'": "true",
    "github.event.repository.fork == false": "true",
    "steps.pages.outputs.base_url": "https://someone.github.io/safety",
    "steps.site.outputs.artifact-url": "https://github.com/someone/safety/actions/runs/1/artifacts/2",
    "github.event_name": "pull_request",
    "vars.SITE_CONTACT": "mistakes@safety.org.uk",
    "vars.SITE_OWNER": "Someone Safe",
    "github.run_id": "7",
}


@dataclass
class Done:
    """What a run left behind: the log and result of each step, the summary, the clones."""

    logs: dict[str, str] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    handed_over: dict[str, Path] = field(default_factory=dict)
    roots: dict[str, Path] = field(default_factory=dict)
    summary: str = ""


@dataclass
class Runner:
    """One run of one workflow."""

    forge: Forge
    folder: Path
    event: Mapping[str, Any]
    values: Mapping[str, str]
    environment: Mapping[str, str]
    outputs: dict[str, str] = field(default_factory=dict)
    done: Done = field(default_factory=Done)

    def run(self, name: str) -> Done:
        """Run every job of a workflow, those that others need first (that is how they stand)."""
        text = (ROOT / ".github/workflows" / f"{name}.yml").read_text(encoding="utf-8")
        workflow = yaml.load(text, Loader=yaml.BaseLoader)
        ran: set[str] = set()
        for job_name, job in workflow["jobs"].items():
            needs = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
            assert set(needs) <= ran, job_name
            failed = any(self.outputs[f"needs.{need}.result"] != "success" for need in needs)
            result = "skipped"
            if self._holds(job.get("if", "true"), failed=failed):
                result = "success" if self._run_job(job_name, job) else "failure"
            self.outputs[f"needs.{job_name}.result"] = result
            ran.add(job_name)
        return self.done

    def _value(self, expression: str) -> str:
        for known in (self.values, self.outputs, VALUES):
            if expression in known:
                return known[expression]
        failed = [log for name, log in self.done.logs.items() if self.done.results[name] != "ok"]
        raise AssertionError(
            "\n".join((f"the test does not know what ${{{{ {expression} }}}} is", *failed))
        )

    def _filled(self, text: str) -> str:
        return _EXPRESSION.sub(lambda match: self._value(match[1]), text)

    def _holds(self, condition: str, *, failed: bool) -> bool:
        """Work out an `if`. After a failure only steps that say so run."""
        match = _EXPRESSION.fullmatch(condition)
        terms = (match[1] if match else condition).split(" && ")
        if failed and _ANYWAY not in terms:
            return False
        for term in terms:
            if term in (_ANYWAY, "true"):
                continue
            left, operator, right = term.partition(" != ")
            holds = self._value(left) != right.strip("'") if operator else self._value(term)
            if holds in (False, "false"):
                return False
        return True

    def _run_job(self, job_name: str, job: Mapping[str, Any]) -> bool:
        """Run the steps of a job, and say whether none failed."""
        root = self.folder / job_name
        failed = False
        environment = {k: self._filled(v) for k, v in job.get("env", {}).items()}
        for step in job["steps"]:
            name = step["name"]
            if not self._holds(step.get("if", "true"), failed=failed):
                self.done.results[name] = "skipped"
                continue
            if "uses" in step:
                self._use(step, root)
                self.done.results[name] = "used"
            elif step["run"] == THIS_VERY_RUN:
                self.done.results[name] = "this test"
            else:
                own = {k: self._filled(v) for k, v in step.get("env", {}).items()}
                ok = self._run_step(step, root, {**environment, **own})
                self.done.results[name] = "ok" if ok else "failed"
                failed |= not ok and step.get("continue-on-error") != "true"
        self.done.roots[job_name] = root
        for output, expression in job.get("outputs", {}).items():
            self.outputs[f"needs.{job_name}.outputs.{output}"] = self._filled(expression)
        return not failed

    def _use(self, step: Mapping[str, Any], root: Path) -> None:
        action = step["uses"].partition("@")[0]
        if action == "actions/checkout":
            self.forge.clone(root, int(step["with"].get("fetch-depth", "1")))
        elif action in ("actions/upload-artifact", "actions/upload-pages-artifact"):
            self.done.handed_over[action] = root / step["with"]["path"]
        elif action == "actions/download-artifact":
            given = self.done.handed_over["actions/upload-artifact"]
            shutil.copytree(given, root / step["with"]["path"])
        else:
            known = ("actions/setup-python", "actions/configure-pages", "actions/deploy-pages")
            assert action in known, action

    def _run_step(
        self, step: Mapping[str, Any], root: Path, environment: Mapping[str, str]
    ) -> bool:
        place = root if root.exists() else self.folder
        event, output, summary = (self.folder / n for n in ("event.json", "output", "summary.md"))
        event.write_text(json.dumps(self.event), encoding="utf-8")
        output.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-c", step["run"]],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd=place,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "GIT_"))},
                **IDENTITY,
                "PATH": os.pathsep.join((str(STAND_INS), _QUICK, os.environ["PATH"])),
                "CI": "true",
                "GITHUB_EVENT_PATH": str(event),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                **self.environment,
                **environment,
            },
        )
        self.done.logs[step["name"]] = done.stdout
        if summary.exists():
            self.done.summary = summary.read_text(encoding="utf-8")
        for line in output.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            self.outputs[f"steps.{step['id']}.outputs.{key}"] = value
        assert "Traceback" not in done.stdout, done.stdout
        return done.returncode == 0
