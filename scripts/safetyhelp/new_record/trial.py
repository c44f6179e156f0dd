"""Try a change before anybody writes it: what the checks would say about the data with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from safetyhelp.checks.rules import check_all
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, Severity
from safetyhelp.records import kinds
from safetyhelp.records.build import (
    build_gaps,
    build_not_checked,
    build_record,
    build_withdrawn,
)
from safetyhelp.records.explain import explain
from safetyhelp.records.reading import RECORD_SUFFIX, Loaded
from safetyhelp.records.schema import Schemas
from safetyhelp.yaml.parse import parse
from safetyhelp.yaml.source import check_text


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say about a change: only what they did not say before it on the same day.

    So what is overdue here was brought by the change, and is an error like any other.
    """

    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    after: Dataset | None = None


def file_of(loaded: Loaded, kind: str, record_id: str) -> str:
    """Return the name of a record's file as findings call it, whether it exists or not."""
    folder = loaded.gaps_file.rpartition("/")[0]
    return f"{folder}/{kind}/{record_id}{RECORD_SUFFIX}"


def _identity(finding: Finding) -> tuple[object, ...]:
    """Return what makes a finding the same one when the lines around it have moved."""
    return finding.code, finding.file, finding.path, finding.message


def _with_file(
    loaded: Loaded, file: str, text: str, schemas: Schemas
) -> tuple[Loaded, list[Finding]]:
    """Return the data with one file in place, and what is wrong with the file itself."""
    source = check_text(text.encode("utf-8"), file, kinds.most_bytes(file))
    if isinstance(source, Finding):
        return loaded, [source]
    folder, _, last = file.rpartition("/")
    stem, kind = last.removesuffix(RECORD_SUFFIX), folder.rpartition("/")[2]
    is_list = file in loaded.list_files
    value, faults = parse(source)
    if not faults:
        name = stem if is_list else kind
        faults = [f for e in schemas.errors(name, value) for f in explain(e, source)]
    if faults or not isinstance(value, dict):
        return loaded, faults
    loaded = replace(
        loaded,
        texts={**loaded.texts, file: source},
        findings=[finding for finding in loaded.findings if finding.file != file],
    )
    if file == loaded.gaps_file:
        return replace(loaded, gaps=build_gaps(value)), []
    if file == loaded.withdrawn_file:
        return replace(loaded, withdrawn=build_withdrawn(value)), []
    if file == loaded.not_checked_file:
        return replace(loaded, not_checked=build_not_checked(value)), []
    assert kind in kinds.RECORD_KINDS
    others = [record for record in loaded.records if record.file != file]
    records = [*others, build_record(kind, stem, file, value)]
    records.sort(key=lambda record: (kinds.RECORD_KINDS.index(record.kind), record.file))
    return replace(loaded, records=tuple(records)), []


def try_files(dataset: Dataset, files: Mapping[str, str], schemas: Schemas) -> Verdict:
    """Say what the checks would newly find if `files` (name → text) were written."""
    loaded = dataset.loaded
    faults: list[Finding] = []
    for file, text in files.items():
        loaded, found = _with_file(loaded, file, text, schemas)
        faults.extend(found)
    if faults:
        return Verdict(tuple(faults), ())
    directory = replace(dataset.directory, all_records=loaded.records, all_gaps=loaded.gaps)
    assert isinstance(directory, Directory)
    after = Dataset(loaded, directory)
    before = {_identity(finding) for finding in check_all(dataset)}
    new = [finding for finding in check_all(after) if _identity(finding) not in before]
    return Verdict(
        tuple(finding for finding in new if finding.severity is not Severity.WARNING),
        tuple(finding for finding in new if finding.severity is Severity.WARNING),
        after,
    )
