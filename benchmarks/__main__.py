"""Run every benchmark and print figures and ratios: python -m benchmarks."""

import sys
import tempfile
from pathlib import Path

from benchmarks.building import benchmark_build
from benchmarks.checking_links import benchmark_links
from benchmarks.finder_comparison import benchmark_finder
from benchmarks.finder_speed import benchmark_finder_speed
from benchmarks.generated_records import KIND, generate_records, write_gaps
from benchmarks.measuring import compare, show
from benchmarks.page_weight import benchmark_page_weight
from benchmarks.searching import benchmark_search
from safetyhelp.paths import DATA, ROOT

BIN = Path(sys.executable).parent
OURS, THEIRS = "scripts/validate.py", "check-jsonschema"
ROUNDS = 3


def _validate(data: Path) -> list[str]:
    return [sys.executable, str(ROOT / "scripts/validate.py"), "--data", str(data)]


def _check_jsonschema(files: list[Path]) -> list[str]:
    schema = DATA / "schema" / f"{KIND}.schema.json"
    names = [str(path) for path in files]
    return [str(BIN / "check-jsonschema"), "--schemafile", str(schema), *names]


def benchmark_validation(folder: Path) -> None:
    """Compare validation of the real data and of generated records with check-jsonschema."""
    files = sorted((DATA / KIND).glob("*.yml"))
    total = len([*DATA.glob("*/*.yml")])
    measured = compare({OURS: _validate(DATA), THEIRS: _check_jsonschema(files)}, folder, ROUNDS)
    ours_per_record = measured[OURS].seconds / total
    theirs_per_record = measured[THEIRS].seconds / len(files)
    show(
        f"Real data: ours checks all {total} records, theirs the {len(files)} partnerships",
        measured,
        {"theirs / ours, per record": theirs_per_record / ours_per_record},
    )
    seconds: dict[int, float] = {}
    for count in (2_000, 20_000):
        data = folder / f"data-{count}"
        generated = generate_records(data, count)
        write_gaps(data)
        measured = compare(
            {OURS: _validate(data), THEIRS: _check_jsonschema(generated)},
            folder,
            ROUNDS if count == 2_000 else 1,
        )
        seconds[count] = measured[OURS].seconds
        ratios = {"theirs / ours (wanted: 3 or more)": measured[THEIRS].seconds / seconds[count]}
        show(f"{count:,} generated records", measured, ratios)
    print(f"  ours: 20,000 / 2,000 (wanted: 11 or less): {seconds[20_000] / seconds[2_000]:.2f}")


def main() -> None:
    """Run all benchmarks in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        benchmark_validation(folder)
        benchmark_build(folder, ROUNDS)
        benchmark_page_weight(folder / "project/site")
        benchmark_finder_speed(folder / "project/site")
        benchmark_finder(folder / "project")
        benchmark_search(folder / "search")
    benchmark_links()


if __name__ == "__main__":
    main()
