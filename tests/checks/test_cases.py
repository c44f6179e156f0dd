"""Every rule across records: a bad folder with its golden output, a good one with near misses."""

from pathlib import Path

import pytest

from safetyhelp.findings.codes import CODES
from safetyhelp.findings.model import Finding
from tests.records.support import check_folder, compare_with_golden

CASES = Path(__file__).parent / "cases"
RECORD_CASES = Path(__file__).parents[1] / "records" / "cases"
RULES = sorted(path.name for path in CASES.iterdir())


def found(folder: Path, code: str) -> list[Finding]:
    return [finding for finding in check_folder(folder) if finding.code == code]


@pytest.mark.parametrize("code", RULES)
def test_a_fault_is_reported_with_its_message(code: str) -> None:
    findings = found(CASES / code / "bad", code)
    assert findings
    compare_with_golden(findings, CASES / code / "expected.txt")


@pytest.mark.parametrize("code", RULES)
def test_every_bad_file_has_its_part_in_the_output(code: str) -> None:
    bad = CASES / code / "bad"
    named = {finding.file.removeprefix("data/") for finding in found(bad, code)}
    only_beside = {"partnerships/stockport.yml", "withdrawn.yml", "not-checked.yml", "gaps.yml"}
    if code == "coverage-missing":  # it has no file of its own: a record is not there
        return
    for path in bad.rglob("*.yml"):
        name = path.relative_to(bad).as_posix()
        assert name in named or name in only_beside or code in _SETS, name


_SETS = ("partnership-overlap", "id-collision", "ended-record-referenced", "unknown-record")
"""Rules about several records at once: not every one of them is at fault."""


@pytest.mark.parametrize("code", RULES)
def test_near_misses_are_not_reported(code: str) -> None:
    assert found(CASES / code / "good", code) == []


@pytest.mark.parametrize("code", RULES)
def test_the_files_of_a_case_are_sound_in_themselves(code: str) -> None:
    across = {*RULES, "coverage-missing"}
    for which in ("good", "bad"):
        for finding in check_folder(CASES / code / which):
            assert finding.code in across, finding


def test_every_code_has_a_case_that_prints_it() -> None:
    links = CASES.parents[1] / "links" / "golden"  # what depends on the state of the link check
    changes = CASES.parents[1] / "reviewing" / "cases"  # what only a comparison finds
    places = (RECORD_CASES, CASES.parent, links, changes)
    goldens = [golden for place in places for golden in place.rglob("*.txt")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in goldens)
    assert {code for code in CODES if f"[{code}]:" in text} == set(CODES)


def test_a_finding_must_have_a_known_code() -> None:
    with pytest.raises(ValueError, match="not in codes"):
        Finding("no-such-code", "data/x.yml", 1, 1, (), "", "")
