"""The data of a small project: few records, and gaps for all else. Checks and builds take half."""

import shutil
from datetime import date
from pathlib import Path

from safetyhelp.paths import DATA

_KEPT = ("police", "reporting", "schema", "areas")
_MISSING = ("victim-services", "rj-providers", "asb-case-reviews", "complaints", "partnerships")
REVIEW_BY = date(2027, 1, 31)
"""Until when the gaps are not overdue."""
_NATIONS = ("england", "wales", "scotland", "northern-ireland")


def write_small_data(data: Path) -> None:
    """Write a data folder with the police and the ways to report, in every area."""
    for kind in _KEPT:
        shutil.copytree(DATA / kind, data / kind)
    gaps = "".join(
        f"  - section: {kind}\n    covers:\n      nations: [{', '.join(_nations(kind))}]\n"
        f'    reason: This is a small copy for a test.\n    review_by: "{REVIEW_BY}"\n'
        for kind in _MISSING
    )
    line = "# yaml-language-server: $schema=schema/gaps.schema.json"
    (data / "gaps.yml").write_text(f"{line}\ngaps:\n{gaps}", encoding="utf-8")


def _nations(kind: str) -> tuple[str, ...]:
    return _NATIONS[:2] if kind == "asb-case-reviews" else _NATIONS
