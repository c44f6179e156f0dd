"""What a build costs, in processor time: beside plain MkDocs, and what parts of it add."""

import shutil
import sys
from pathlib import Path

from benchmarks.lighthouse import benchmark_pages
from benchmarks.measuring import Measured, compare, show
from safetyhelp.paths import ROOT

OURS, PLAIN = "scripts/build_site.py", "mkdocs build (same pages, no hook)"
BARE, OFFLINE = "without files for other systems", "with the copy to take away"
MOST_OF_PLAIN, MOST_FOR_FEEDS, LARGEST_ANSWER = 1.5, 0.25, 45_000


def copy_project(project: Path) -> None:
    """Copy what a build needs."""
    for part in ("data", "docs", "theme", "scripts"):
        shutil.copytree(ROOT / part, project / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", project)


def _write_plain(project: Path) -> None:
    """Write a configuration for MkDocs alone: without our hook."""
    ours = (project / "mkdocs.yml").read_text(encoding="utf-8")
    plain = ours.replace("hooks:\n  - scripts/mkdocs_hook.py\n", "")
    plain = plain.replace("extra:\n", "extra:\n  attribution: []\n")
    assert plain != ours
    (project / "plain.yml").write_text(plain, encoding="utf-8")


def _ratios(measured: dict[str, Measured]) -> dict[str, float]:
    """Return the ratios of processor times, each with what is wanted of it."""
    cost = {name: each.processor for name, each in measured.items()}
    return {
        f"ours / plain (wanted: {MOST_OF_PLAIN} or less)": cost[OURS] / cost[PLAIN],
        f"what files for other systems add (wanted: {MOST_FOR_FEEDS} or less)": cost[OURS]
        / cost[BARE]
        - 1,
        "what the copy to take away adds": cost[OFFLINE] / cost[OURS] - 1,
    }


def benchmark_build(folder: Path, rounds: int) -> None:
    """Print what our build costs, and the size of its pages. The site is `folder`/project/site."""
    project = folder / "project"
    copy_project(project)
    _write_plain(project)
    python = sys.executable
    measured = compare(
        {
            # The first of each round makes the pages that plain MkDocs then builds.
            OURS: [python, "scripts/build_site.py"],
            PLAIN: [python, "-m", "mkdocs", "build", "-q", "-f", "plain.yml", "-d", "plain"],
            BARE: [python, str(ROOT / "benchmarks/without_feeds.py"), "--out", "bare"],
            OFFLINE: [python, "scripts/build_site.py", "--offline", "--out", "offline"],
        },
        project,
        rounds,
    )
    pages = len(list((project / "site").rglob("index.html")))
    show(f"Site of {pages:,} pages (ratios are of processor time)", measured, _ratios(measured))
    answers = sorted(path.stat().st_size for path in (project / "site/areas").glob("*/index.html"))
    print(
        f"  HTML of an answer page: median {answers[len(answers) // 2]:,} bytes, "
        f"largest {answers[-1]:,} bytes (wanted: {LARGEST_ANSWER:,} or less)"
    )
    benchmark_pages(project / "site", folder / "lighthouse")
