"""One run after the other: what is known is not asked again, and a no is remembered."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from safetyhelp.evidence.lookups import NOT_REACHED, as_line, read_lookups, write_lookups
from safetyhelp.evidence.state import StateError
from safetyhelp.paths import ROOT
from safetyhelp.records.reading import modeline
from tests.discovery.farm import data, serving
from tests.discovery.farm.building import FarmSite, sites
from tests.discovery.farm.running import QUICK, TODAY, FarmRun, discover, run_farm
from tests.links.servers import Answer, Site, closing


def chosen(*names: str) -> tuple[FarmSite, ...]:
    return tuple(site for site in sites() if site.id in names)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> FarmRun:
    """Run the command over a few sites; the others share what it found."""
    few = chosen("abbotsmere", "coldbrook", "cranwick", "dalebridge", "hazelwick")
    return run_farm(tmp_path_factory.mktemp("small"), *few)


@pytest.fixture
def known(small: FarmRun, tmp_path: Path) -> Path:
    """A folder of a test's own with the data and the state after that run."""
    shutil.copytree(small.folder / "data", tmp_path / "data")
    shutil.copytree(small.folder / "state", tmp_path / "state")
    return tmp_path


def test_nothing_is_asked_twice_within_the_time(known: Path) -> None:
    with serving.running(*chosen("abbotsmere")) as farm:
        done = discover(known, "--report", known / "r.md", today="2026-12-20")
    assert not farm.asked
    assert "0 sites to search, 5 known already" in done.stderr
    assert "councils/abbotsmere case-review: found high http://www.abbotsmere" in done.stdout
    assert "0114 200 10" in (known / "r.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("more", "day"), [((), "2026-12-24"), (("--max-age", "0"), TODAY)])
def test_later_it_is_asked_again(known: Path, more: tuple[str, ...], day: str) -> None:
    with serving.running(*chosen("abbotsmere")) as farm:
        discover(known, "--council", "abbotsmere", *more, today=day)
    assert {host for host, _ in farm.asked} == {"www.abbotsmere.gov.uk"}
    looked = read_lookups(known / "state" / "discovery.json")
    assert looked["case-review councils/abbotsmere"].day.isoformat() == day
    assert looked["partnership councils/hazelwick"].day.isoformat() == TODAY


def test_only_what_was_named_is_looked_for(small: FarmRun, tmp_path: Path) -> None:
    shutil.copytree(small.folder / "data", tmp_path / "data")
    with serving.running(*small.farm_sites) as farm:
        done = discover(tmp_path, "--council", "hazelwick", "--kind", "partnerships")
    assert done.stdout.splitlines() == [
        (
            "councils/hazelwick partnership: found high http://www.hazelwick.gov.uk/community/"
            "crime-and-safety/anti-social-behaviour/working-together-for-a-safer-hazelwick"
        )
    ]
    assert {host for host, _ in farm.asked} == {"www.hazelwick.gov.uk"}


def test_a_no_is_remembered(known: Path) -> None:
    looked = read_lookups(known / "state" / "discovery.json")
    page = looked["case-review councils/abbotsmere"].candidates[0].url
    phone = next(v.value for v in looked["case-review councils/hazelwick"].candidates[0].values)
    (known / "data" / "declined.yml").write_text(
        f"{modeline('declined')}\ndeclined:\n"
        "  - section: asb-case-reviews\n    covers:\n      councils: [abbotsmere]\n"
        f"    value: {page}\n    reason: It is about something else.\n"
        f'  - section: asb-case-reviews\n    value: "{phone}"\n    reason: It is of others.\n',
        encoding="utf-8",
    )
    done = discover(known, "--write", known / "drafts")
    assert done.returncode == 0
    assert not (known / "drafts" / "asb-case-reviews" / "abbotsmere.yml").exists()
    draft = (known / "drafts" / "asb-case-reviews" / "hazelwick.yml").read_text(encoding="utf-8")
    assert "phone:" not in draft
    gaps = (known / "drafts" / "gaps.yml").read_text(encoding="utf-8")
    assert "abbotsmere" in gaps


def test_what_was_left_in_the_journal_is_never_lost(known: Path) -> None:
    state = known / "state" / "discovery.json"
    journal = state.with_name("discovery.json.journal")
    before = read_lookups(state)
    journal.write_text(f"{as_line(before)}\n", encoding="utf-8")
    state.unlink()
    with serving.running(*chosen("abbotsmere")) as farm:
        discover(known, today="2026-12-20")
    assert not farm.asked
    assert read_lookups(state) == before
    assert not journal.exists()


def test_what_a_run_that_was_killed_could_not_reach_is_asked_again(known: Path) -> None:
    state, key = known / "state" / "discovery.json", "partnership councils/cranwick"
    before = read_lookups(state)
    lost = replace(before[key], outcome=NOT_REACHED, candidates=())
    journal = state.with_name("discovery.json.journal")
    journal.write_text(f"{as_line({**before, key: lost})}\n", encoding="utf-8")
    state.unlink()
    with serving.running(*chosen("cranwick")) as farm:
        discover(known)
    assert {host for host, _ in farm.asked} == {"www.cranwick.gov.uk"}
    assert read_lookups(state)[key].candidates == before[key].candidates


def test_what_is_no_longer_missing_is_forgotten(known: Path) -> None:
    """Drafts may go straight into the data, too."""
    assert discover(known, "--write", known / "data").returncode == 0
    assert (known / "data" / "asb-case-reviews" / "abbotsmere.yml").exists()
    state = known / "state" / "discovery.json"
    assert "case-review councils/abbotsmere" in read_lookups(state)
    discover(known, "--council", "hazelwick")
    assert "case-review councils/abbotsmere" in read_lookups(state)
    discover(known)
    assert "case-review councils/abbotsmere" not in read_lookups(state)


def test_parts_are_added_to_the_records_that_lack_them(small: FarmRun) -> None:
    drafts = small.drafts
    review = (drafts / "asb-case-reviews" / "coldbrook-case-review.yml").read_text("utf-8")
    assert "phone:" in review
    assert "email:" in review
    assert review.count("url: https://www.farm-board.gov.uk/about") == 1
    rule = (drafts / "asb-case-reviews" / "dalebridge-case-review.yml").read_text("utf-8")
    assert 'reports: "3"' in rule
    partnership = (drafts / "partnerships" / "cranwick-partnership.yml").read_text("utf-8")
    assert "for: Get in touch with the partnership" in partnership
    gaps = (drafts / "gaps.yml").read_text("utf-8")
    assert "The rule for when a review must be held" not in gaps


def test_a_folder_with_something_in_it_is_left_alone(known: Path) -> None:
    (known / "full").mkdir()
    (known / "full" / "mine.txt").write_text("mine")
    done = discover(known, "--write", known / "full")
    assert done.returncode == 2
    assert "is not empty. Name a new folder, or empty this one." in done.stderr
    assert [path.name for path in (known / "full").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--council", "abbotsmer"), "is not the id of a council. Did you mean “abbotsmere”?"),
        (("--kind", "bins"), "invalid choice"),
        (("--max-hosts", "0"), "is not a number from 1 to 64"),
        (("--links", "nowhere.csv"), "nowhere.csv: cannot be read"),
    ],
)
def test_wrong_options_are_told(known: Path, arguments: tuple[str, str], said: str) -> None:
    done = discover(known, *arguments)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize("text", ["{", '{"version": 2}', '{"version": 1, "lookups": {"a": {}}}'])
def test_a_broken_state_is_told_and_kept(known: Path, text: str) -> None:
    state = known / "state" / "discovery.json"
    state.write_text(text, encoding="utf-8")
    done = discover(known)
    assert done.returncode == 2
    assert "this is not a state file of the search that we know" in done.stderr
    assert state.read_text(encoding="utf-8") == text


def test_the_state_comes_back_as_it_was(small: FarmRun, tmp_path: Path) -> None:
    known = read_lookups(small.folder / "state" / "discovery.json")
    write_lookups(tmp_path / "again.json", known)
    assert read_lookups(tmp_path / "again.json") == known
    assert read_lookups(tmp_path / "none.json") == {}
    with pytest.raises(StateError, match="cannot be read"):
        read_lookups(tmp_path)


def _numbered(folder: Path, servers: list[Site]) -> Path:
    """Write the data of some sites, with the addresses of servers as their home pages."""
    few = sites()[: len(servers)]
    written = data.write(folder, *few)
    table = written / "areas" / "councils.csv"
    text = table.read_text(encoding="utf-8")
    for site, server in zip(few, servers, strict=True):
        text = text.replace(site.url("/", site.first_host), server.url("/"))
        home = f"<title>{site.official}</title><h1>{site.name}</h1><p>Welcome to the council.</p>"
        server.routes["/"] = Answer(home)
    table.write_text(text, encoding="utf-8")
    return written


def test_a_run_that_is_killed_loses_nothing_that_is_finished(tmp_path: Path) -> None:
    servers = [Site(f"127.0.0.{number}") for number in range(1, 7)]
    with closing(*servers):
        _numbered(tmp_path, servers)
        for server in servers[3:]:
            server.routes["/"] = Answer("<h1>Slow</h1>", delay=30)
        command = [
            sys.executable, str(ROOT / "scripts" / "discover.py"), "--data",
            str(tmp_path / "data"), "--today", TODAY, *QUICK, "--timeout", "60",
        ]  # fmt: skip
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        journal = tmp_path / "state" / "discovery.json.journal"
        until = time.monotonic() + 60
        while time.monotonic() < until:
            lines = journal.read_text("utf-8").count("\n") if journal.exists() else 0
            if lines == 3:
                break
            time.sleep(0.05)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        assert lines == 3
        assert not (tmp_path / "state" / "discovery.json").exists()
        with journal.open("a", encoding="utf-8") as file:
            file.write('{"case-review councils/x": {"loo')  # cut off in the middle
        for site, server in zip(sites(), servers, strict=False):
            server.requests.clear()
            server.routes["/"] = Answer(f"<h1>{site.name}</h1><p>{site.official}</p>")
        done = discover(tmp_path, "--max-age", "0")
    assert done.returncode == 0
    assert [bool(server.paths()) for server in servers] == [False] * 3 + [True] * 3
    state = json.loads((tmp_path / "state" / "discovery.json").read_text("utf-8"))
    assert len({key.split("/")[1] for key in state["lookups"]}) == 6
    assert not journal.exists()


def test_a_broken_network_teaches_nothing(tmp_path: Path) -> None:
    few = sites()[:6]
    data.write(tmp_path, *few)
    with serving.running(*few) as farm:
        farm.down = {site.host for site in few}
        done = discover(tmp_path)
    assert done.returncode == 2
    assert "cannot be believed" in done.stderr
    assert not read_lookups(tmp_path / "state" / "discovery.json")


def test_one_page_for_all_sites_is_that_of_a_filter(tmp_path: Path) -> None:
    few = sites()[:7]
    data.write(tmp_path, *few)
    with serving.running(*few) as farm:
        portal = Answer("<title>Guest Wi-Fi</title><h1>Sign in to go on</h1><p>Your room number.")
        own = {key: page for key, page in farm.routes.items() if key[0] == few[0].host}
        farm.routes = {key: portal for key in farm.routes if key[1] != "/robots.txt"} | own
        done = discover(tmp_path)
    assert done.returncode == 2
    assert "the very same page" in done.stderr
    assert "What 1 page showed outside of that was kept" in done.stderr
    known = read_lookups(tmp_path / "state" / "discovery.json")
    assert sorted(known) == ["case-review councils/abbotsmere", "partnership councils/abbotsmere"]
