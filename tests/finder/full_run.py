"""Walk every postcode of Code-Point Open through the finder's JavaScript, in node.

    python tests/finder/full_run.py ZIP              every postcode of the zip, on the real data
    python tests/finder/full_run.py ZIP --hold-out   a random 1% left out of the data, and asked for

ZIP is `codepo_gb.zip` as Ordnance Survey distributes it. The first run prints the postcodes that
get a wrong council and “N postcodes, 0 wrong, N sure”; it fails if one is wrong or not sure. The
second prints how many of the postcodes that the data does not know get the right council, and how
many of those that are called sure; it fails below 98%.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "scripts"))

from safetyhelp.areas.postcodes import PostcodeRanges  # noqa: E402
from safetyhelp.dataset.answers import Directory  # noqa: E402
from safetyhelp.dataset.load import load  # noqa: E402
from safetyhelp.finder.area_data import read_area_data  # noqa: E402
from safetyhelp.finder.files import finder_files  # noqa: E402
from safetyhelp.importing.codepoint import read_code_point  # noqa: E402
from safetyhelp.importing.neighbours import fill_districts  # noqa: E402
from safetyhelp.importing.postcodes import gaps, located, runs  # noqa: E402
from safetyhelp.paths import DATA, folders  # noqa: E402

LEFT_OUT = 100
"""One postcode in so many is left out."""

LEAST_RIGHT = 0.98

Postcodes = list[tuple[str, str, str]]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _postcodes(path: Path, directory: Directory) -> Postcodes:
    """Return (outward, inward, council id) of every positioned postcode, sorted."""
    geography, day = directory.map.geography, directory.map.day

    def today(code: str) -> str | None:
        council = geography.by_code(code)
        return geography.successors(council, day)[0].code if council else None

    data = read_code_point(path, today, _say)
    return sorted(located(data, fill_districts(data)))


def _walk(node: str, folder: Path, postcodes: Iterable[tuple[str, str, str]]) -> dict[str, int]:
    """Ask the module for each postcode and print the wrong ones. Return the counts."""
    script = Path(__file__).with_suffix(".mjs")
    lines = "".join(f"{outward} {inward}\t{council}\n" for outward, inward, council in postcodes)
    done = subprocess.run(
        [node, str(script), str(folder)],
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    *wrong, counts = done.stdout.splitlines()
    print("\n".join(wrong[:20]), end="\n" if wrong else "")
    result: dict[str, int] = json.loads(counts)
    return result


def main() -> int:
    """Run as the text above says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("zip", type=Path, metavar="ZIP", help="codepo_gb.zip")
    parser.add_argument("--hold-out", action="store_true", help="leave 1%% out and ask for it")
    parser.add_argument("--seed", type=int, default=1, help="which 1%% is left out")
    chosen = parser.parse_args()
    node = shutil.which("node")
    if node is None or not chosen.zip.is_file():
        parser.error("node is not installed" if node is None else f"{chosen.zip} is not a file")

    directory = load(folders(DATA), date.today()).directory  # noqa: DTZ011 - the day of the run
    areas = read_area_data(DATA / "areas")
    postcodes = _postcodes(chosen.zip, directory)
    if chosen.hold_out:
        chance = random.Random(chosen.seed)
        left_out = set(chance.sample(range(len(postcodes)), len(postcodes) // LEFT_OUT))
        kept = [each for at, each in enumerate(postcodes) if at not in left_out]
        areas = replace(areas, postcodes=PostcodeRanges(runs(kept)), gaps=tuple(gaps(kept)))
        postcodes = [postcodes[at] for at in sorted(left_out)]
    ids = {council.code: council.id for council in directory.map.councils}
    with tempfile.TemporaryDirectory() as made:
        for name, content in finder_files(directory, areas).items():
            path = Path(made) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _say(f"asking for {len(postcodes):,} postcodes")
        counts = _walk(node, Path(made), ((o, i, ids[code]) for o, i, code in postcodes))
    right = 1 - counts["wrong"] / counts["postcodes"]
    if chosen.hold_out:
        sure = counts["sure"]
        print(f"{counts['postcodes']} postcodes that are not in the data, {right:.2%} right")
        print(f"{sure} called sure, {1 - counts['sureAndWrong'] / sure:.2%} of these right")
        print(f"{counts['notOffered'] / counts['postcodes']:.2%} were not offered at all")
        return int(right < LEAST_RIGHT)
    print(f"{counts['postcodes']} postcodes, {counts['wrong']} wrong, {counts['sure']} sure")
    return int(counts["wrong"] > 0 or counts["sure"] < counts["postcodes"])


if __name__ == "__main__":
    sys.exit(main())
