"""What runs has an owner, and the page of a change says so: both mean the same files."""

import re
from pathlib import Path

import pytest

from safetyhelp.paths import ROOT
from safetyhelp.review.files_that_run import runs

OWNERS = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
TEAM = "@your_organisation/maintainers"
RULES = [line.split() for line in OWNERS.splitlines() if line and not line.startswith("#")]

RUN = (
    ".ci/run",
    ".devcontainer/devcontainer.json",
    ".gitattributes",
    ".github/CODEOWNERS",
    ".github/ISSUE_TEMPLATE/config.yml",
    ".github/publish-failed.md",
    ".github/scripts/change",
    ".github/workflows/ci.yml",
    ".pre-commit-config.yaml",
    "GNUmakefile",
    "Makefile",
    "benchmarks/run.py",
    "conftest.py",
    "data/areas/load.py",
    "data/schema/common.schema.json",
    "data/schema/new.yml",
    "docs/assets/finder.js",
    "docs/page.html",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "scripts/build_site.py",
    "scripts/safetyhelp/finder/synonyms.csv",
    "scripts/safetyhelp/pages/templates/area.j2",
    "tests/README.md",
    "theme/assets/finder/finder.js",
    "theme/main.html",
)
TEXT = (
    ".gitignore",
    "CONTRIBUTING.md",
    "LICENSE",
    "LICENSE-DATA.md",
    "README.md",
    "data/areas/SOURCES.md",
    "data/areas/boundaries.geojson",
    "data/areas/places.csv",
    "data/gaps.yml",
    "data/reporting/bolton-council.yml",
    "docs/about/index.md",
    "docs/index.md",
)


def _fits(pattern: str, name: str) -> bool:
    """Say whether a file is meant, by the part of the rules of CODEOWNERS that we use."""
    if pattern == "*":
        return True
    below = pattern.removeprefix("/")
    if below.endswith("/"):
        return name.startswith(below)
    parts = re.split(r"(\*\*/|\*)", below)
    known = {"**/": "(?:.*/)?", "*": "[^/]*"}
    return bool(re.fullmatch("".join(known.get(part, re.escape(part)) for part in parts), name))


def _owners(name: str) -> list[str]:
    return next(owners for pattern, *owners in reversed(RULES) if _fits(pattern, name))


@pytest.mark.parametrize("name", RUN)
def test_what_runs_has_an_owner(name: str) -> None:
    assert runs(name)
    assert _owners(name) == [TEAM]


@pytest.mark.parametrize("name", TEXT)
def test_data_and_texts_need_none(name: str) -> None:
    assert not runs(name)
    assert _owners(name) == []


def _files() -> list[str]:
    folders = (".github", "benchmarks", "data", "scripts", "tests", "theme")
    below = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    files = [path for path in (*below, *ROOT.iterdir()) if path.is_file()]
    return [path.relative_to(ROOT).as_posix() for path in files if _kept(path)]


def _kept(path: Path) -> bool:
    return "__pycache__" not in path.parts and path.name != ".git"


def test_both_mean_the_same_of_all_that_is_here() -> None:
    assert len(_files()) > 1000
    assert {name for name in _files() if runs(name)} == {n for n in _files() if _owners(n)}


def test_the_list_is_honest_that_nobody_is_set() -> None:
    assert "NOT SET YET" in OWNERS
    assert {owner for _, *owners in RULES for owner in owners} == {TEAM}
    assert not re.fullmatch(r"@[A-Za-z0-9-]+/[a-z-]+", TEAM), "somebody could have this name"


@pytest.mark.parametrize(
    "name",
    [
        "/.github/",
        "/Makefile",
        "/requirements.lock",
        "/requirements-dev.lock",
        "/scripts/",
        "/theme/",
    ],
)
def test_what_matters_most_stands_there_by_name(name: str) -> None:
    assert [name, TEAM] in RULES
    assert (ROOT / name.removeprefix("/")).exists()
