"""Every file under cases/ goes through the real reader; what is printed lies beside it."""

from pathlib import Path

import pytest

from safetyhelp.findings.model import Finding, in_order
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.kinds import LISTS
from tests.records.support import CASES, PARTNERSHIP, compare_with_golden, read, write_record

BAD = sorted((CASES / "bad").glob("*/*.yml"))
GOOD = sorted((CASES / "good").glob("*/*.yml"))
FOLDERS = sorted(path for path in (CASES / "folders").iterdir() if path.is_dir())


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def read_alone(case: Path, tmp_path: Path) -> tuple[Loaded, list[Finding]]:
    """Put the file where its kind lies, beside a good record, and read the folder."""
    kind = case.parent.name
    write_record(tmp_path, PARTNERSHIP, "partnerships/zzz.yml")
    name = f"{kind}.yml" if kind in LISTS else f"{kind}/{case.name}"
    write_record(tmp_path, case.read_bytes(), name)
    loaded = read(tmp_path)
    return loaded, in_order(loaded.findings)


@pytest.mark.parametrize("case", BAD, ids=named)
def test_a_bad_file_is_refused_with_its_message(case: Path, tmp_path: Path) -> None:
    loaded, findings = read_alone(case, tmp_path)
    assert findings
    assert not [record for record in loaded.records if record.id == case.stem] or all(
        finding.code == "modeline-missing" for finding in findings
    )
    compare_with_golden(findings, case.with_suffix(".txt"))


@pytest.mark.parametrize("case", GOOD, ids=named)
def test_a_good_file_is_accepted(case: Path, tmp_path: Path) -> None:
    loaded, findings = read_alone(case, tmp_path)
    assert findings == []
    if case.parent.name not in LISTS:
        assert case.stem in {record.id for record in loaded.records}


@pytest.mark.parametrize("case", FOLDERS, ids=lambda path: path.name)
def test_a_bad_folder_is_refused_with_its_message(case: Path) -> None:
    findings = in_order(read(case / "data").findings)
    assert findings
    compare_with_golden(findings, case / "expected.txt")


def test_no_golden_file_is_left_over() -> None:
    goldens = set((CASES / "bad").glob("*/*.txt"))
    assert goldens == {case.with_suffix(".txt") for case in BAD}


def test_nothing_in_a_bad_file_was_executed() -> None:
    assert not Path("hacked").exists()
