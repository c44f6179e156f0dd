"""Turn the published geography products into the files of data/areas/."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from safetyhelp.areas.tables import AreaFileError
from safetyhelp.command import FINDINGS, OK, UNUSABLE, run, say
from safetyhelp.importing.run import import_areas
from safetyhelp.paths import DATA


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when the files are written, 1 for findings, 2 for bad input."""
    parser = argparse.ArgumentParser(
        description="Read the published geography products and write the files of data/areas/.",
        epilog="How to refresh the data each quarter is in data/areas/SOURCES.md.",
    )
    parser.add_argument("source", metavar="SOURCE_DIR", type=Path, help="folder with the products")
    parser.add_argument(
        "--out",
        type=Path,
        default=DATA / "areas",
        help="folder to write to (default: data/areas of this project)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="read the zip again and look up every postcode before the files are replaced",
    )
    options = parser.parse_args(argv)
    try:
        outcome = import_areas(options.source, options.out, check=options.check, progress=say)
    except AreaFileError as error:
        say(f"error: {error}")
        return UNUSABLE
    for line in (*outcome.summary, *outcome.findings):
        print(line)
    return FINDINGS if outcome.findings else OK


if __name__ == "__main__":
    run(main)
