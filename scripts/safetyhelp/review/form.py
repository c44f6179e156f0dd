"""Where the files of a change are not in canonical form: line by line, with what to write. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding
from safetyhelp.records.canonical.differences import differences
from safetyhelp.records.canonical.form import format_text
from safetyhelp.records.kinds import schema_of
from safetyhelp.records.schema import Schemas

_COPY = "The page of this change has the whole file to copy. Or run:"


@dataclass(frozen=True, slots=True)
class Corrected:
    """A file as it should be written, and what of it is written otherwise now."""

    file: str
    text: str
    findings: tuple[Finding, ...]


def corrected_files(
    after: Dataset, contents: Mapping[str, bytes], schemas: Schemas
) -> Iterator[Corrected]:
    """Yield each file that is not in canonical form, of those whose contents are given by name.

    What cannot be read has findings already.
    """
    data = PurePosixPath(after.loaded.gaps_file).parent
    for file, content in sorted(contents.items()):
        source = after.loaded.texts.get(file)
        if source is None:
            continue
        name = schema_of(PurePosixPath(file).relative_to(data))
        formatted = format_text(source, name, schemas) if name else None
        if formatted and not formatted.findings and formatted.text.encode() != content:
            written = content.decode("utf-8", "replace")
            # a confirmation that goes is named by a rule already
            findings = tuple(differences(file, written, formatted.with_them, _COPY))
            yield Corrected(file, formatted.text, findings)
