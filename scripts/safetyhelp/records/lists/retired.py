"""Ids of records whose files were deleted: who kept such an id is still told what became of it.

They lie in data/retired.yml and are checked like every list in the data folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safetyhelp.records.dates import PartialDate, parse_partial_date
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.kinds import RETIRED
from safetyhelp.yaml.parse import parse


@dataclass(frozen=True, slots=True)
class RetiredId:
    """An id that is no longer in use, with the name that it stood for.

    `ended_on` is None where no day is known. `reason` is for contributors. `position` is its place
    in the list.
    """

    kind: str
    id: str
    name: str
    ended_on: PartialDate | None
    replaced_by: str
    reason: str
    position: int


def build_retired(fields: Mapping[str, Any]) -> tuple[RetiredId, ...]:
    """Build the entries of a file that its schema has accepted."""
    return tuple(
        RetiredId(
            kind=entry["kind"],
            id=entry["id"],
            name=" ".join(entry["name"].split()),
            ended_on=parse_partial_date(entry["ended_on"]) if "ended_on" in entry else None,
            replaced_by=entry.get("replaced_by", ""),
            reason=" ".join(entry["reason"].split()),
            position=index,
        )
        for index, entry in enumerate(fields["retired"])
    )


def retired_file(loaded: Loaded) -> str:
    """Return how findings call the file."""
    return f"{loaded.gaps_file.rpartition('/')[0]}/{RETIRED}.yml"


def retired_of(loaded: Loaded) -> tuple[RetiredId, ...]:
    """Return the retired ids of a data folder; none when the file is absent or has faults."""
    name = retired_file(loaded)
    source = loaded.texts.get(name)
    if source is None or any(finding.file == name for finding in loaded.findings):
        return ()
    value, faults = parse(source)
    return () if faults or not isinstance(value, dict) else build_retired(value)
