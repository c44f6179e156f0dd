"""The kinds of record. The folder in which a record lies is its kind."""

from pathlib import PurePath

from safetyhelp.yaml.source import MAX_BYTES

REPORTING = "reporting"
POLICE = "police"
VICTIM_SERVICES = "victim-services"
RJ_PROVIDERS = "rj-providers"
ASB_CASE_REVIEWS = "asb-case-reviews"
COMPLAINTS = "complaints"
PARTNERSHIPS = "partnerships"

RECORD_KINDS = (
    REPORTING,
    POLICE,
    VICTIM_SERVICES,
    RJ_PROVIDERS,
    ASB_CASE_REVIEWS,
    COMPLAINTS,
    PARTNERSHIPS,
)

LETTERS = "letters"
IN_FOLDERS = (*RECORD_KINDS, LETTERS)
"""What lies in a folder of the data folder, one file each: the records, and the letters."""

GAPS = "gaps"
WITHDRAWN = "withdrawn"
NOT_CHECKED = "not-checked"
LINK_SUPPRESSIONS = "link-suppressions"
DECLINED = "declined"
RETIRED = "retired"
LISTS = (GAPS, WITHDRAWN, NOT_CHECKED, LINK_SUPPRESSIONS, DECLINED, RETIRED)
"""Files directly in the data folder that hold a list of entries."""

RECORD_SUFFIX = ".yml"

LIST_FILES = tuple(f"{name}{RECORD_SUFFIX}" for name in LISTS)
"""The names of these files."""


def most_bytes(name: str) -> int:
    """Return how many bytes a file may have: a list, which holds many entries, eight times more."""
    return 8 * MAX_BYTES if name.rpartition("/")[2] in LIST_FILES else MAX_BYTES


def schema_of(file: PurePath) -> str | None:
    """Return the kind or the list that a file is, by its path below the data folder, if any."""
    *folders, _ = file.parts
    name, known = (folders[0], IN_FOLDERS) if folders else (file.stem, LISTS)
    fits = len(folders) < 2 and file.suffix == RECORD_SUFFIX and name in known
    return name if fits else None
