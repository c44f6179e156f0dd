"""Make many sound records out of the real ones, and gaps for all that is not measured."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from safetyhelp.areas.model import NATIONS
from safetyhelp.dataset.sections import applies
from safetyhelp.paths import DATA
from safetyhelp.records.kinds import RECORD_KINDS

KIND = "partnerships"


def generate_records(target: Path, count: int) -> list[Path]:
    """Write `count` records of one kind into the data folder `target` and return their files.

    Each is a copy of a real record under a new id. A copy cannot be the statutory partnership a
    second time, so it becomes an umbrella.
    """
    originals = sorted((DATA / KIND).glob("*.yml"))
    texts = [
        path.read_text(encoding="utf-8").replace("role: statutory", "role: umbrella")
        for path in originals
    ]
    folder = target / KIND
    folder.mkdir(parents=True)
    files = []
    for number in range(count):
        path = folder / f"{originals[number % len(originals)].stem[:60]}-{number}.yml"
        path.write_text(texts[number % len(texts)], encoding="utf-8")
        files.append(path)
    return files


def _gap(kind: str, level: str, ids: str) -> str:
    review_by = datetime.now(UTC).date() + timedelta(days=180)
    return (
        f"  - section: {kind}\n    covers:\n      {level}: [{ids}]\n"
        f'    reason: Made for a benchmark.\n    review_by: "{review_by}"\n'
    )


def write_gaps(data: Path, kind: str = "", councils: str = "") -> None:
    """Declare a gap of every kind for all nations; of one kind another for some councils."""
    gaps = [
        _gap(each, "nations", ", ".join(nation for nation in NATIONS if applies(each, nation)))
        for each in RECORD_KINDS
    ]
    gaps += [_gap(kind, "councils", councils)] if kind else []
    line = "# yaml-language-server: $schema=schema/gaps.schema.json\n"
    (data / "gaps.yml").write_text(f"{line}gaps:\n{''.join(gaps)}", encoding="utf-8")
