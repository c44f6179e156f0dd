"""Try a change before anybody writes it: what the checks would say about the data with it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from safetyhelp.checks.rules import check_all
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.records.files.examining import examine
from safetyhelp.records.files.loaded import Loaded, with_file
from safetyhelp.records.kinds import RECORD_SUFFIX
from safetyhelp.records.schema import Schemas


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say about a change: only what they did not say before it on the same day.

    So what is overdue here was brought by the change, and is an error like any other.
    """

    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    after: Dataset | None = None


def _identity(finding: Finding) -> tuple[object, ...]:
    """Return what makes a finding the same one when lines or entries before it have moved."""
    keys = tuple(step for step in finding.path if isinstance(step, str))
    return finding.code, finding.file, keys, finding.message


def _new(before: list[Finding], after: list[Finding]) -> list[Finding]:
    """Return the findings of which there are more after a change than before it."""
    known, new = Counter(map(_identity, before)), []
    for finding in after:
        if known[_identity(finding)]:
            known[_identity(finding)] -= 1
        else:
            new.append(finding)
    return new


def _with_file(loaded: Loaded, file: str, text: str, schemas: Schemas) -> tuple[Loaded, bool]:
    """Return the data with one file in place, and whether nothing is wrong with the file itself."""
    folder, _, last = file.rpartition("/")
    stem, kind = last.removesuffix(RECORD_SUFFIX), folder.rpartition("/")[2]
    schema = stem if file in loaded.list_files else kind
    found = examine(text.encode("utf-8"), file, schema, schemas)
    return with_file(loaded, file, stem, found), found.sound


def try_files(dataset: Dataset, files: Mapping[str, str], schemas: Schemas) -> Verdict:
    """Say what the checks would newly find if `files` (name → text) were written."""
    loaded, all_sound = dataset.loaded, True
    for file, text in files.items():
        loaded, sound = _with_file(loaded, file, text, schemas)
        all_sound = all_sound and sound
    directory = replace(dataset.directory, all_records=loaded.records, all_gaps=loaded.gaps)
    assert isinstance(directory, Directory)
    after = Dataset(loaded, directory)
    new = _new(check_all(dataset), check_all(after))
    return Verdict(
        tuple(finding for finding in new if finding.severity is not Severity.WARNING),
        tuple(finding for finding in new if finding.severity is Severity.WARNING),
        after if all_sound else None,
    )
