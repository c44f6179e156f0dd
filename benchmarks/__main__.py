"""Run every benchmark and print figures and ratios: python -m benchmarks."""

import sys
import tempfile
from pathlib import Path

from benchmarks.building import benchmark_build
from benchmarks.checking_links import benchmark_links
from benchmarks.finder_comparison import benchmark_finder
from benchmarks.finder_speed import benchmark_finder_speed
from benchmarks.generated_records import KIND, generate_records, write_gaps
from benchmarks.measuring import Measured, compare
from benchmarks.page_weight import benchmark_page_weight
from benchmarks.searching import benchmark_search

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
OURS, THEIRS = "scripts/validate.py", "check-jsonschema"
ROUNDS = 3


def _show(title: str, measured: dict[str, Measured]) -> None:
    print(title)
    for each in measured.values():
        print(each.line())


def _ratio(label: str, value: float) -> None:
    print(f"  {label}: {value:.2f}")


def _validate(data: Path) -> list[str]:
    return [sys.executable, str(ROOT / "scripts/validate.py"), "--data", str(data)]


def _check_jsonschema(files: list[Path]) -> list[str]:
    schema = ROOT / "data/schema" / f"{KIND}.schema.json"
    names = [str(path) for path in files]
    return [str(BIN / "check-jsonschema"), "--schemafile", str(schema), *names]


def benchmark_validation(folder: Path) -> None:
    """Compare validation of the real data and of generated records with check-jsonschema."""
    real = ROOT / "data"
    files = sorted((real / KIND).glob("*.yml"))
    total = len([path for path in real.glob("*/*.yml") if path.parent.name != "schema"])
    measured = compare({OURS: _validate(real), THEIRS: _check_jsonschema(files)}, folder, ROUNDS)
    _show(
        f"Real data: ours checks all {total} records, theirs the {len(files)} partnerships",
        measured,
    )
    ours_per_record = measured[OURS].seconds / total
    theirs_per_record = measured[THEIRS].seconds / len(files)
    _ratio("theirs / ours, per record", theirs_per_record / ours_per_record)
    seconds: dict[int, float] = {}
    for count in (2_000, 20_000):
        data = folder / f"data-{count}"
        generated = generate_records(real, data, count)
        write_gaps(data)
        measured = compare(
            {OURS: _validate(data), THEIRS: _check_jsonschema(generated)},
            folder,
            ROUNDS if count == 2_000 else 1,
        )
        seconds[count] = measured[OURS].seconds
        _show(f"{count:,} generated records", measured)
        _ratio("theirs / ours (wanted: 3 or more)", measured[THEIRS].seconds / seconds[count])
    _ratio("ours: 20,000 / 2,000 (wanted: 11 or less)", seconds[20_000] / seconds[2_000])


def main() -> None:
    """Run all benchmarks in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        benchmark_validation(folder)
        benchmark_build(folder, ROUNDS)
        benchmark_page_weight(folder / "project/site")
        benchmark_finder_speed(folder / "project/site")
        benchmark_finder(folder)
        benchmark_search(folder / "search")
    benchmark_links()


if __name__ == "__main__":
    main()
