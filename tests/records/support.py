"""What the tests of the reader and of the rules share: cases as files, with golden output."""

import os
from datetime import date
from functools import lru_cache
from pathlib import Path

from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner, Result

from safetyhelp.checks.rules import check_all
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.load import load
from safetyhelp.findings.model import Finding, in_order
from safetyhelp.findings.renderers import as_text
from safetyhelp.paths import DATA, Folders
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.reading import modeline, read_data
from safetyhelp.records.schema import Schemas, read_schemas

TODAY = date(2026, 11, 22)
CASES = Path(__file__).parent / "cases"

SOURCES = 'sources:\n  - url: https://www.example.gov.uk/community-safety\n    seen: "2025"\n'
PARTNERSHIP = f"""{modeline("partnerships")}
name: Safer Example Partnership
covers:
  councils: [stockport]
role: statutory
{SOURCES}"""


WITHDRAWN = f"""{modeline("withdrawn")}
withdrawn:
  - value: "0808 802 1155"
    what: phone
    belonged_to: A line
    reason: It closed.
    source: https://www.bolton.gov.uk/news
"""
"""A number that must never be published again."""
NATIONS = "nations: [england, wales, scotland, northern-ireland]"


def gap(section: str, review_by: str, covers: str) -> str:
    """Return an entry of the list of gaps."""
    return (
        f"  - section: {section}\n    covers:\n      {covers}\n"
        f'    reason: We looked and did not find it.\n    review_by: "{review_by}"\n'
    )


def gaps_for_everything(review_by: str = "2027-05-31", partnerships: str = NATIONS) -> str:
    """Return a list of gaps for all that a data folder without records lacks.

    `partnerships` says where those are missing.
    """
    sections = ("reporting", "police", "victim-services", "rj-providers", "complaints")
    rows = [gap(section, review_by, NATIONS) for section in sections]
    rows.append(gap("partnerships", review_by, partnerships))
    rows.append(gap("asb-case-reviews", review_by, "nations: [england, wales]"))
    return f"{modeline('gaps')}\ngaps:\n{''.join(rows)}"


@lru_cache
def schemas() -> Schemas:
    """Read the project's schemas once."""
    return read_schemas(DATA / "schema")


def write_record(data: Path, content: str | bytes, name: str = "partnerships/example.yml") -> Path:
    """Write one file into a data folder."""
    path = data / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def read(data: Path) -> Loaded:
    """Read a data folder with the project's schemas."""
    return read_data(data, "data", schemas())


def findings_about(content: str | bytes, folder: Path) -> list[Finding]:
    """Return what the reader says about one partnership record, written into `folder`."""
    write_record(folder, content)
    return in_order(read(folder).findings)


def load_folder(data: Path, today: date = TODAY, areas: Path = DATA / "areas") -> Dataset:
    """Load a data folder on a day, with the project's schemas, and its areas or others."""
    return load(Folders(data, DATA / "schema", areas, "data"), today)


@lru_cache
def check_folder(data: Path, today: date = TODAY) -> list[Finding]:
    """Return everything that the reader and the rules say about a small data folder."""
    return check_all(load_folder(data, today))


def independently_checked(*arguments: str | Path) -> Result:
    """Let `check-jsonschema` look at files: it follows $ref and reads YAML by itself."""
    return CliRunner().invoke(check_jsonschema, list(map(str, arguments)))


def compare_with_golden(findings: list[Finding], golden: Path) -> None:
    """Compare findings, as people read them, with a file. GOLDEN=write writes the file."""
    text = as_text(findings)
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert golden.is_file(), f"{golden} is missing. Run with GOLDEN=write, then read it."
    assert text == golden.read_text(encoding="utf-8")
