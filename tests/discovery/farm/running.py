"""One run of the command over the whole farm, for all tests that look at what came of it."""

import itertools
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from safetyhelp.evidence.lookups import FOUND, Candidate, Lookup, read_lookups
from tests import commands
from tests.commands import Done
from tests.discovery.farm import data, serving
from tests.discovery.farm.building import FarmSite, Right, sites

TODAY = "2026-11-28"
QUICK = ("--allow-private-addresses", "--interval", "0.001", "--timeout", "3")


@dataclass
class FarmRun:
    """What a run of the command left behind, and what was asked on the way."""

    folder: Path
    farm_sites: tuple[FarmSite, ...]
    done: Done
    asked: list[tuple[str, str]]
    outside: list[str]
    seconds: float

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def drafts(self) -> Path:
        return self.folder / "drafts"

    @cached_property
    def report(self) -> str:
        return (self.folder / "report.md").read_text(encoding="utf-8")

    @cached_property
    def lookups(self) -> dict[str, Lookup]:
        return dict(read_lookups(self.folder / "state" / "discovery.json"))

    def lookup(self, right: Right) -> Lookup:
        return self.lookups[f"{right.topic} {right.area}"]

    def proposed(self, right: Right) -> Candidate | None:
        """Return the page that is proposed for a topic of a site; None when none is."""
        lookup = self.lookup(right)
        return lookup.candidates[0] if lookup.outcome == FOUND else None

    def rights(self) -> list[Right]:
        """Return what is right of all that is wanted."""
        return [right for site in self.farm_sites for right in site.wanted()]


def discover(folder: Path, *more: str | Path, today: str = TODAY) -> Done:
    """Run the command on the data in a folder."""
    return commands.run("discover.py", "--data", folder / "data", "--today", today, *QUICK, *more)


def run_farm(folder: Path, *chosen: FarmSite) -> FarmRun:
    """Write the data of the farm, or of some sites, and run the command over it."""
    farm_sites = chosen or sites()
    data.write(folder, *farm_sites)
    links = data.links_csv(folder / "links.csv", *farm_sites)
    started = time.process_time()
    with serving.running(*farm_sites) as farm:
        done = discover(
            folder, "--links", links, "--report", folder / "report.md", "--write",
            folder / "drafts",
        )  # fmt: skip
    seconds = time.process_time() - started
    return FarmRun(folder, farm_sites, done, farm.asked, farm.outside, seconds)


def table(run: FarmRun) -> str:
    """Return found, missed and wrong by kind of site, as a table for people."""
    lines = ["| kind of site | pages | found first | missed | wrong |", "|---|---|---|---|---|"]
    rights = sorted(run.rights(), key=lambda right: right.kind)
    for kind, group in itertools.groupby(rights, key=lambda right: right.kind):
        rows = [(right, run.proposed(right)) for right in group]
        there = sum(bool(right.url) for right, _ in rows)
        found = sum(bool(p) and p.url == right.url for right, p in rows if p)
        wrong = sum(bool(p) and p.url != right.url for right, p in rows if p)
        lines.append(f"| {kind} | {there} | {found} | {there - found} | {wrong} |")
    return "\n".join(lines)
