"""What only a comparison finds: addresses that are lost, and values that nobody vouched for.

A case is a file: what is done to the records of `cases/base`, step by step.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.records.reading import read_data
from safetyhelp.review.compare import new_findings
from safetyhelp.review.moves import renamed
from tests.records.support import compare_with_golden, load_folder, schemas
from tests.reviewing.steps import do

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
CODES = sorted(path.parent.name for path in CASES.glob("*/expected.txt"))


def _cases(which: str) -> list[Path]:
    return sorted(CASES.glob(f"*/{which}/*.yml"))


@pytest.fixture(scope="module")
def before(few_areas: Path) -> Dataset:
    return load_folder(BASE, areas=few_areas)


def _after(before: Dataset, case: Path, folder: Path) -> Dataset:
    """Return the data after the steps of a case, with the areas that were read already."""
    shutil.copytree(BASE, folder / "data")
    for step in yaml.safe_load(case.read_text(encoding="utf-8")):
        do(step, folder / "data")
    loaded = read_data(folder / "data", "data", schemas())
    directory = replace(before.directory, all_records=loaded.records)
    return replace(before, loaded=loaded, directory=directory)


def _found(before: Dataset, case: Path, folder: Path) -> list[Finding]:
    new = new_findings(before, _after(before, case, folder))
    return [finding for finding in new if finding.code == case.parts[-3]]


@pytest.mark.parametrize("code", CODES)
def test_a_change_that_loses_something_is_told(before: Dataset, code: str, tmp_path: Path) -> None:
    findings = []
    for case in sorted((CASES / code / "bad").iterdir()):
        found = _found(before, case, tmp_path / case.stem)
        assert found, case
        findings += found
    compare_with_golden(findings, CASES / code / "expected.txt")


@pytest.mark.parametrize("case", _cases("good"), ids=lambda case: f"{case.parts[-3]}-{case.stem}")
def test_a_change_that_keeps_everything_is_not(before: Dataset, case: Path, tmp_path: Path) -> None:
    assert _found(before, case, tmp_path) == []


def test_only_what_can_be_right_is_a_warning(before: Dataset, tmp_path: Path) -> None:
    def severity(case: str) -> set[Severity]:
        return {f.severity for f in _found(before, CASES / case, tmp_path / case)}

    assert severity("address-lost/bad/deleted.yml") == {Severity.ERROR}
    assert severity("address-lost/bad/renamed.yml") == {Severity.ERROR}
    assert severity("confirmed-another-value/bad/phone.yml") == {Severity.ERROR}
    assert severity("confirmed-another-value/bad/hours.yml") == {Severity.WARNING}
    assert severity("seen-not-renewed/bad/phone.yml") == {Severity.WARNING}


def test_the_records_that_are_changed_are_sound(before: Dataset) -> None:
    assert before.loaded.findings == []


@pytest.mark.parametrize(
    ("case", "was", "becomes"),
    [
        ("bad/renamed", "partnerships/one-stockport", "partnerships/stockport-safe-together"),
        (
            "bad/renamed-and-rewritten",
            "partnerships/one-stockport",
            "partnerships/stockport-safe-together",
        ),
        ("good/renamed", "partnerships/one-stockport", "partnerships/stockport-safe-together"),
        (
            "good/renamed-and-quite-different",
            "partnerships/old-board",
            "partnerships/another-board",
        ),
        ("bad/into-another-folder", "partnerships/one-stockport", "complaints/one-stockport"),
    ],
)
def test_a_renamed_record_is_shown_as_one(
    before: Dataset, case: str, was: str, becomes: str, tmp_path: Path
) -> None:
    after = _after(before, CASES / "address-lost" / f"{case}.yml", tmp_path)
    assert renamed(before, after) == {f"data/{was}.yml": f"data/{becomes}.yml"}


def test_a_record_that_is_quite_different_is_a_new_one(before: Dataset, tmp_path: Path) -> None:
    after = _after(before, CASES / "address-lost" / "bad" / "deleted.yml", tmp_path)
    other = next(r for r in before.loaded.records if r.kind == "police")
    new = replace(other, id="new", file="data/police/new.yml")
    texts = {**after.loaded.texts, new.file: after.loaded.texts[other.file]}
    loaded = replace(after.loaded, records=(*after.loaded.records, new), texts=texts)
    assert renamed(before, replace(after, loaded=loaded)) == {}
