"""Ids of records whose files were deleted: who kept such an id is still told what became of it.

They lie in data/retired.yml and are checked like every list in the data folder.
"""

from dataclasses import dataclass

from safetyhelp.records.dates import PartialDate
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.kinds import RETIRED


@dataclass(frozen=True, slots=True, kw_only=True)
class RetiredId:
    """An id that is no longer in use, with the name that it stood for.

    `ended_on` is None where no day is known. `reason` is for contributors. `position` is its place
    in the list.
    """

    kind: str
    id: str
    name: str
    ended_on: PartialDate | None = None
    replaced_by: str = ""
    reason: str
    position: int


def retired_of(loaded: Loaded) -> tuple[RetiredId, ...]:
    """Return the retired ids of a data folder."""
    return loaded.entries_of(RETIRED, "retired", RetiredId)
