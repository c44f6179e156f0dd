"""The whole farm: what is found first, what is proposed, and what is never asked."""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from safetyhelp.dataset.wanted import EMAIL, PHONE, THRESHOLD
from safetyhelp.evidence.lookups import FOUND, NOT_REACHED, NOTHING, UNREADABLE
from safetyhelp.linkcheck.web.robots import parse_robots
from safetyhelp.records.phones import phone_key
from tests import commands
from tests.discovery.farm.building import Right, sites
from tests.discovery.farm.running import TODAY, FarmRun, table


def test_the_farm_is_large_and_varied() -> None:
    kinds = {site.given["kind"] for site in sites()}
    assert len(sites()) >= 40
    assert len(kinds) >= 25
    for site in sites():
        assert site.given.get("traps") or site.given.get("pages"), site.id


def test_nine_in_ten_of_the_pages_that_exist_are_found_first(farm_run: FarmRun) -> None:
    there = [right for right in farm_run.rights() if right.url]
    found = [r for r in there if (p := farm_run.proposed(r)) and p.url == r.url]
    assert len(found) >= 0.9 * len(there), table(farm_run)
    readable = [right for right in there if right.readable]
    assert len(found) == len(readable), table(farm_run)


def _proposed(run: FarmRun) -> list[tuple[Right, str, str, bool]]:
    """Return each page and value that is proposed, and whether it is right."""
    rows = []
    for right in run.rights():
        page = run.proposed(right)
        if page is None:
            continue
        rows.append((right, "page", page.url, page.url == right.url))
        if page.name and right.topic == "partnership":
            rows.append((right, "name", page.name, page.name == right.name))
        good = {
            PHONE: {phone_key(each) for each in right.phones},
            EMAIL: set(right.emails),
            THRESHOLD: set(right.rules),
        }
        for value in page.values:
            if not value.against:
                shown = value.value.removesuffix(" hate-crime")
                key = phone_key(shown) if value.what == PHONE else shown
                rows.append((right, value.what, value.value, key in good[value.what]))
    return rows


def test_what_is_proposed_is_right(farm_run: FarmRun) -> None:
    rows = _proposed(farm_run)
    wrong = [row for row in rows if not row[3]]
    assert len(rows) > 150
    assert not wrong


def test_the_values_of_the_right_pages_are_found(farm_run: FarmRun) -> None:
    rows = {(row[0].site, row[0].topic, row[1]) for row in _proposed(farm_run)}
    for right in farm_run.rights():
        if right.readable and not right.kind.startswith("switchboard"):
            assert not right.phones or (right.site, right.topic, PHONE) in rows, right
            assert not right.emails or (right.site, right.topic, EMAIL) in rows, right
            page = farm_run.proposed(right)
            said = {v.value.removesuffix(" hate-crime") for v in page.values} if page else set()
            assert right.rules <= said, right


def test_nothing_is_proposed_where_there_is_nothing(farm_run: FarmRun) -> None:
    for right in farm_run.rights():
        if not right.url:
            assert farm_run.lookup(right).outcome == NOTHING, right


def test_what_cannot_be_read_is_told(farm_run: FarmRun) -> None:
    for right in farm_run.rights():
        if right.url and not right.readable:
            lookup = farm_run.lookup(right)
            assert lookup.outcome in (UNREADABLE, NOT_REACHED), right
            assert lookup.detail
    assert "What a person must still look at" in farm_run.report
    assert "robots.txt asks us to stay away" in farm_run.report
    assert "only with JavaScript" in farm_run.report


def test_robots_txt_is_obeyed_and_nobody_else_is_asked(farm_run: FarmRun) -> None:
    assert not farm_run.outside
    routes = {key: answer for site in sites() for key, answer in site.routes.items()}
    for host, path in farm_run.asked:
        answer = routes.get((host, "/robots.txt"))
        text = answer.body if answer and isinstance(answer.body, str) else ""
        assert parse_robots(text).allow(f"http://{host}{path}"), (host, path)


def test_no_site_is_asked_for_more_than_forty_pages(farm_run: FarmRun) -> None:
    hosts = [host for host, path in farm_run.asked if path != "/robots.txt"]
    most = {host: hosts.count(host) for host in set(hosts)}
    # A page that was not there was asked for twice.
    assert max(most.values()) <= 42, most


def test_the_sites_of_councils_that_have_ended_only_lead_on(farm_run: FarmRun) -> None:
    old = {host for site in sites() for host in site.old_hosts.values()}
    for lookup in farm_run.lookups.values():
        for candidate in lookup.candidates:
            assert urlsplit(candidate.url).hostname not in old


def test_drafts_pass_the_checks_unchanged(farm_run: FarmRun, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(farm_run.data, data)
    before = set(data.rglob("*.yml"))
    shutil.copytree(farm_run.drafts, data, dirs_exist_ok=True)
    new = set(data.rglob("*.yml")) - before
    assert len(new) > 40
    done = commands.run("validate.py", "--data", data, "--today", TODAY)
    assert (done.returncode, done.stdout) == (0, "")
    done = commands.run("format_records.py", "--data", data, "--check")
    assert done.returncode == 0, done.stdout
    for path in farm_run.drafts.rglob("*.yml"):
        assert "confirmed:" not in path.read_text(encoding="utf-8"), path


def test_what_is_drafted_is_no_gap_any_more(farm_run: FarmRun) -> None:
    def lacking(folder: Path) -> set[tuple[str, str]]:
        gaps = yaml.safe_load((folder / "gaps.yml").read_text(encoding="utf-8"))["gaps"]
        return {
            (gap["section"], area) for gap in gaps for ids in gap["covers"].values() for area in ids
        }

    gone = lacking(farm_run.data) - lacking(farm_run.drafts)
    for right in farm_run.rights():
        if right.topic == "case-review" and farm_run.lookup(right).outcome == FOUND:
            assert ("asb-case-reviews", right.site) in gone


def test_without_write_nothing_of_the_data_changes(farm_run: FarmRun) -> None:
    names = {path.name for path in farm_run.folder.iterdir()}
    assert names == {"data", "drafts", "links.csv", "report.md", "state"}
    gaps = (farm_run.data / "gaps.yml").read_text(encoding="utf-8")
    assert "councils: [abbotsmere" in gaps
    assert not (farm_run.data / "asb-case-reviews" / "abbotsmere.yml").exists()
