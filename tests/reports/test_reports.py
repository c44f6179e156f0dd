"""Coverage and freshness: the figures, the command, the pages."""

import json
import re
from pathlib import Path

import pytest

from safetyhelp.areas.model import NATIONS
from safetyhelp.dataset.coverage import CoverageState, coverage
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.ages import Age, freshness
from safetyhelp.maps.land import Land
from safetyhelp.pages.maps.coverage import MOST, coverage_map
from safetyhelp.pages.reports import report_pages
from safetyhelp.pages.templates import make_renderer
from safetyhelp.records.kinds import RECORD_KINDS
from safetyhelp.records.model import Record
from tests.commands import Done, run
from tests.contributing.support import SMALL_DATA, TODAY, copy_data, subject_of
from tests.files import edit

# Coverage


def test_every_council_has_a_state_for_every_kind(real: Dataset) -> None:
    found = coverage(real.directory)
    assert len(found.councils) == 361
    for each in found.councils:
        assert set(each.states) == set(RECORD_KINDS)
        assert CoverageState.NOTHING not in each.states.values(), each.council.id
        scottish_or_irish = each.council.nation in ("scotland", "northern-ireland")
        assert (each.states["asb-case-reviews"] is CoverageState.NOT_HERE) == scottish_or_irish


def test_the_states_agree_with_the_answer_pages(real: Dataset) -> None:
    for each in coverage(real.directory).councils:
        answer = real.directory.answer(each.council)
        for kind in each.missing:
            assert answer.part(kind).missing, (each.council.id, kind)
        if each.states["partnerships"] is CoverageState.LOCAL:
            assert answer.part("partnerships").records


def test_what_is_neither_there_nor_declared_is_nothing() -> None:
    found = coverage(subject_of(SMALL_DATA).directory)
    states = {each.council.id: each.states for each in found.councils}
    assert states["stockport"]["partnerships"] is CoverageState.LOCAL
    assert states["stockport"]["victim-services"] is CoverageState.NOTHING
    assert (
        states["stockport"]["reporting"] is CoverageState.NATIONAL
    )  # its gap is about a part only
    assert states["bolton"]["reporting"] is CoverageState.LOCAL


# Freshness


@pytest.mark.parametrize(
    ("seen", "confirmed", "age", "on"),
    [
        ("unknown", "", Age.UNDATED, None),
        ("2026-11", "", Age.ONE_YEAR, "2026-11-22"),  # not a day to come
        ("2025-11-22", "", Age.ONE_YEAR, "2025-11-22"),
        ("2025-11-21", "", Age.THREE_YEARS, "2025-11-21"),
        ("2023", "", Age.THREE_YEARS, "2023-12-31"),
        ("2022", "", Age.OLDER, "2022-12-31"),
        ("2015", "2026-01-05", Age.CONFIRMED, "2026-01-05"),
        ("2015", "2025-11-22", Age.CONFIRMED, "2025-11-22"),
        ("2015", "2025-11-21", Age.THREE_YEARS, "2025-11-21"),
        ("2026-06", "2020-01-01", Age.ONE_YEAR, "2026-06-30"),
    ],
)
def test_the_newest_evidence_counts(
    seen: str, confirmed: str, age: Age, on: str | None, tmp_path: Path
) -> None:
    data = copy_data(tmp_path / "data", SMALL_DATA)
    path = data / "reporting" / "bolton-council.yml"
    tried = f'    confirmed:\n      day: "{confirmed}"'
    lines = [f'    seen: "{seen}"'] + ([tried] if confirmed else [])
    edit(path, "    seen: unknown\nsou", "\n".join([*lines, "sou"]))
    found = freshness(subject_of(data).directory).evidence
    (one,) = [each for each in found if each.record.id == "bolton-council"]
    assert (one.age, one.on.isoformat() if one.on else None) == (age, on)


def test_the_oldest_come_first_and_only_published_ones(real: Dataset) -> None:
    found = freshness(real.directory)
    oldest = found.oldest(10)
    assert len(oldest) == 10
    assert [each.on for each in oldest] == sorted(each.on for each in oldest if each.on)
    assert sum(found.count().values()) == len(found.evidence) > 700
    current: set[Record] = set(real.directory.records)
    assert all(each.record in current for each in found.evidence)


# The command


def report(*arguments: str | Path) -> Done:
    return run("report.py", *arguments)


def test_coverage_as_text_and_json(real: Dataset) -> None:
    text = report("coverage", "--today", TODAY)
    assert text.returncode == 0
    complete, total = coverage(real.directory).complete("wales")
    assert f"Wales: {complete} of {total} councils lack nothing\n" in text.stdout
    scotland = text.stdout.partition("Scotland:")[2].partition("\n\n")[0]
    assert "ASB case reviews" not in scotland
    document = json.loads(report("coverage", "--today", TODAY, "--format", "json").stdout)
    assert len(document["councils"]) == 361
    assert document["councils"]["stockport"]["partnerships"] == "local"
    assert len(document["gaps"]) == len(real.loaded.gaps)


def test_freshness_as_text_and_json(real: Dataset) -> None:
    found = freshness(real.directory)
    text = report("freshness", "--today", TODAY).stdout
    assert text.startswith(f"Evidence for {len(found.evidence)} contacts\n")
    document = json.loads(report("freshness", "--today", TODAY, "--format", "json").stdout)
    assert len(document["contacts"]) == len(found.evidence)
    assert document["counts"]["undated"] == found.count()[Age.UNDATED]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("coverage", "--data", "nowhere"), "nowhere: there is no such folder."),
        (("changes",), "say since when: --since 2026-11-01, or a tag"),
        (("changes", "--since", "no-such-tag"), "“no-such-tag” is neither a date"),
        (("changes", "--since=--all"), "“--all” is neither a date"),
        (("changes", "--since", "1990-01-01"), "There is no commit before 1990-01-01."),
        (("everything",), "invalid choice"),
    ],
)
def test_wrong_usage_is_explained(arguments: tuple[str, ...], said: str) -> None:
    done = report(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


# The map and the pages


@pytest.fixture(scope="module")
def pages(real: Dataset, land: Land) -> dict[str, str]:
    directory = real.directory
    return dict(report_pages(directory, make_renderer(directory.map), land))


def test_the_map_draws_every_council_once_in_the_pattern_of_what_it_lacks(
    real: Dataset, land: Land
) -> None:
    found = coverage(real.directory)
    missing = {each.council.id: len(each.missing) for each in found.councils}
    drawn = coverage_map(real.directory.map.councils, missing, land)
    assert [pattern.missing for pattern in drawn.patterns] == list(range(MOST + 1))
    assert sum(pattern.count for pattern in drawn.patterns) == len(found.councils)
    for pattern in drawn.patterns:
        assert pattern.count == sum(min(n, MOST) == pattern.missing for n in missing.values())
        assert bool(pattern.path) == bool(pattern.count)
    everything_missing = coverage_map(real.directory.map.councils, dict.fromkeys(missing, 9), land)
    assert [pattern.count for pattern in everything_missing.patterns] == [0, 0, 0, 361]
    moved = "".join(pattern.path for pattern in drawn.patterns).count("M")
    assert moved == everything_missing.patterns[MOST].path.count("M")


def test_the_map_shows_london_again_and_larger(real: Dataset, land: Land) -> None:
    councils = real.directory.map.councils
    nothing = dict.fromkeys((each.id for each in councils), 0)
    london = coverage_map(councils, nothing, land).london
    assert london
    assert london.width > 3 * london.view[2]
    assert abs(london.width / london.height - london.view[2] / london.view[3]) < 0.01
    elsewhere = [each for each in councils if each.region != "London"]
    assert coverage_map(elsewhere, nothing, land).london is None


def test_the_page_of_coverage_says_in_words_what_the_map_shows(
    pages: dict[str, str], real: Dataset
) -> None:
    page = pages["about/coverage.md"]
    words = page.partition('<h2 id="missing">')[2]
    found = coverage(real.directory)
    for each in found.councils:
        linked = f'<a href="../../areas/{each.council.id}/">' in words
        assert linked == bool(each.missing), each.council.id
    complete = sum(not each.missing for each in found.councils)
    assert f"Nothing is missing: {complete} council areas" in page
    for nation in NATIONS.values():
        assert f"<dt>{nation}</dt>" in page


def test_no_pattern_of_the_map_is_told_by_colour_alone(pages: dict[str, str]) -> None:
    page = pages["about/coverage.md"]
    patterns = dict(re.findall(r'<pattern id="(missing-\d)"[^>]*>(.*?)</pattern>', page))
    used = set(re.findall(r'fill="url\(#(missing-\d)\)"', page))
    assert used == set(patterns)
    assert len(set(patterns.values())) == len(patterns) == MOST
    again = set(re.findall(r'<pattern id="(larger-\d)" href="#missing-\d"', page))
    assert set(re.findall(r'fill="url\(#(larger-\d)\)"', page)) == again
    colours = re.findall(r'(?:fill|stroke)="(?!url|none)([^"]+)"', page)
    assert set(colours) == {"currentColor"}


def test_the_pages_lead_to_the_feed_and_are_one_piece(pages: dict[str, str]) -> None:
    assert set(pages) == {"about/coverage.md", "about/freshness.md", "about/changes.xml"}
    for name in ("about/coverage.md", "about/freshness.md"):
        page = pages[name]
        assert '<a href="../../about/changes.xml">' in page
        assert page.startswith('---\ntitle: "')
        assert "\n\n" not in page.partition("<div")[2], "Markdown would end the HTML there"


def test_the_page_of_freshness_adds_up(pages: dict[str, str], real: Dataset) -> None:
    page = pages["about/freshness.md"]
    total = len(freshness(real.directory).evidence)
    assert f"We list {total:,} ways to reach somebody." in page
    overall = page.partition("<h2>All of them</h2>")[2].partition("<h2>")[0]
    assert sum(int(n.replace(",", "")) for n in re.findall(r"<dd>([\d,]+)</dd>", overall)) == total
