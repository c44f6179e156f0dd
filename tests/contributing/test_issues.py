"""Sample bodies of issues, each a file: a valid change of records or a clear refusal.

Each case is a folder with `body.md` and `expected.txt`: exit code, what the command prints, and
what changed in a small data folder. `UPDATE_CASES=1 pytest …` writes `expected.txt` anew: read the
difference before you keep it.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from safetyhelp.checks.rules import check_all
from safetyhelp.errors import UserError
from safetyhelp.findings.model import Severity
from safetyhelp.issue_forms.apply.write import write_files
from safetyhelp.issue_forms.bodies import MAX_BYTES
from safetyhelp.paths import ROOT, Folders, folders
from safetyhelp.records.canonical.files import FormattedFiles, format_files, record_files
from tests.commands import Done, run
from tests.contributing.support import (
    HERE,
    TODAY,
    body_of,
    copy_data,
    copy_real_data,
    difference,
    files_of,
    schemas,
    subject_of,
)

CASES = HERE / "cases" / "issues"
GOOD = sorted(path.name for path in (CASES / "plain").iterdir())
HOSTILE = sorted(path.name for path in (CASES / "hostile").iterdir())
EVERY = [f"plain/{name}" for name in GOOD] + [f"hostile/{name}" for name in HOSTILE]
ACCEPTED = [
    case
    for case in EVERY
    if (CASES / case / "expected.txt").read_text(encoding="utf-8").startswith("exit 0\n")
]


CORRECTED = (CASES / "plain" / "phone-corrected" / "body.md").read_bytes()


def apply_to(data: Path, body: bytes, *more: str, today: str = TODAY, cwd: Path = ROOT) -> Done:
    where = ("--data", data, "--today", today)
    return run("apply_issue.py", "-", *more, *where, stdin=body, cwd=cwd)


@dataclass(frozen=True)
class Outcome:
    """What came of a body: exit code, output, what changed, and the data folder afterwards."""

    code: int
    shown: str
    changed: str
    data: Path


def outcome(folder: Path, body: bytes) -> Outcome:
    """Apply a body to a fresh copy of the small data, as the only thing in a folder."""
    data = copy_data(folder / "data")
    before = files_of(data)
    done = apply_to(data, body, cwd=folder)
    shown = done.stdout.replace(data.as_posix(), "data")
    records = [name for name in before if "/" in name]
    assert done.stderr.strip() == f"Read {len(records)} files."
    there = [path.name for path in folder.iterdir()]
    assert there == ["data"], "something was written outside the data folder"
    return Outcome(done.returncode, shown, difference(before, files_of(data)), data)


@pytest.fixture(scope="module")
def outcome_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Outcome]:
    """Return a function that runs the command on a case, once."""

    @cache
    def of(case: str) -> Outcome:
        return outcome(tmp_path_factory.mktemp("case"), (CASES / case / "body.md").read_bytes())

    return of


def test_there_are_sixty_cases_of_which_thirty_are_hostile() -> None:
    assert len(GOOD) >= 30
    assert len(HOSTILE) >= 30


@pytest.mark.parametrize("case", EVERY)
def test_case(case: str, outcome_of: Callable[[str], Outcome]) -> None:
    found = outcome_of(case)
    actual = f"exit {found.code}\n{found.shown}\n{found.changed}"
    expected = CASES / case / "expected.txt"
    if os.environ.get("UPDATE_CASES"):
        expected.write_text(actual, encoding="utf-8")
    assert actual == expected.read_text(encoding="utf-8")
    assert found.code in (0, 1)
    assert bool(found.changed) == (found.code == 0)
    assert_harmless(found.shown)


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_was_changed_is_valid_and_in_canonical_form(
    case: str, outcome_of: Callable[[str], Outcome]
) -> None:
    where = folders(outcome_of(case).data)
    findings = check_all(subject_of(outcome_of(case).data))
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    # The small data covers next to nothing, which is no fault of the change.
    assert [finding for finding in errors if finding.code != "coverage-missing"] == []
    formatted = format_files(where, record_files(where, []), schemas(), write=False)
    assert formatted == FormattedFiles((), ())


def test_what_is_overdue_elsewhere_refuses_no_form(data: Path, tmp_path: Path) -> None:
    """The gap of the small data is overdue on this day, and the form is not about it."""
    day = "2027-03-01"
    assert "overdue[gap-expired]" in run("validate.py", "--data", data, "--today", day).stdout
    body = (CASES / ACCEPTED[0] / "body.md").read_bytes()
    done = apply_to(data, body, today=day, cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def assert_harmless(shown: str) -> None:
    """Outside of code blocks there are only our own words; no line commands GitHub's runner."""
    assert not re.search(r"^\s*::|##\[", shown, re.MULTILINE)
    blocks = re.compile(r"^(`{3,})text\n(.*?)\n\1$", re.MULTILINE | re.DOTALL)
    ours = blocks.sub("", shown)
    assert not re.search(r"[<>@!\[\]]|```|https?:|&\w", ours), ours
    assert blocks.search(shown)
    for fence, theirs in blocks.findall(shown):
        assert fence not in theirs
        assert all(line.startswith("- ") for line in theirs.split("\n"))


def test_a_body_of_one_megabyte_is_refused(tmp_path: Path) -> None:
    body = body_of("correct-a-detail", record="x", detail="name", new="A" * 1_000_000, wrong="no")
    found = outcome(tmp_path, body.encode())
    assert (found.code, found.changed) == (1, "")
    assert f"- The text is too long: more than {MAX_BYTES // 1024} kB." in found.shown


def test_a_body_that_is_not_text_is_refused(tmp_path: Path) -> None:
    found = outcome(tmp_path, b"### Which page\n\n\xff\xfe\x00")
    assert (found.code, found.changed) == (1, "")
    assert "- The text is not UTF-8. Open the form again and fill it in." in found.shown


def test_a_dry_run_changes_nothing(data: Path) -> None:
    before = files_of(data)
    done = apply_to(data, CORRECTED, "--dry-run")
    assert done.returncode == 0
    assert done.stdout.startswith("Correct reporting/bolton-council\n")
    assert files_of(data) == before


def test_a_body_can_come_from_a_file(data: Path, tmp_path: Path) -> None:
    body = CASES / "plain" / "phone-corrected" / "body.md"
    done = run("apply_issue.py", body, "--data", data, "--today", TODAY)
    assert done.returncode == 0
    missing = run("apply_issue.py", tmp_path / "no.md", "--data", data)
    assert missing.returncode == 2
    assert missing.stderr == f"{tmp_path / 'no.md'}: No such file or directory.\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "data/reporting/../../x.yml",
            ": this is not the name of a record, so it was not written.",
        ),
        ("data/areas/councils.yml", ": this is not the name of a record, so it was not written."),
        ("data/councils.yml", ": this is not the name of a record, so it was not written."),
        (
            "data/reporting/link.yml",
            ": this is a link, so it was not written. Put the file itself there.",
        ),
    ],
)
def test_only_records_and_lists_can_be_written(name: str, said: str, data: Path) -> None:
    (data / "reporting" / "link.yml").symlink_to(data / "gaps.yml")
    before = files_of(data)
    with pytest.raises(UserError) as refused:
        write_files(Folders(data, data, data, "data"), {name: "x"})
    assert str(refused.value) == f"{name}{said}"
    assert files_of(data) == before


def test_nothing_is_written_through_a_link(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.yml"
    record = data / "reporting" / "bolton-council.yml"
    record.rename(target)
    record.symlink_to(target)
    before = target.read_text(encoding="utf-8")
    assert apply_to(data, CORRECTED).returncode == 1
    assert target.read_text(encoding="utf-8") == before


def test_the_real_data_take_a_correction(tmp_path: Path) -> None:
    data = copy_real_data(tmp_path / "data")
    body = body_of(
        "correct-a-detail",
        record="https://example.org/services/reporting/walsall-council/",
        detail="contacts.hours",
        new="Monday to Friday, 9am to 5pm",
        wrong="no",
        source="https://go.walsall.gov.uk/contact-us",
    )
    done = apply_to(data, body.encode())
    assert done.returncode == 0, done.stdout
    text = (data / "reporting" / "walsall-council.yml").read_text(encoding="utf-8")
    assert "    hours: Monday to Friday, 9am to 5pm\n    source: https://go.walsall" in text
