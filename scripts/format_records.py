"""Bring records into canonical form: python scripts/format_records.py [--check] [FILE …]."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from safetyhelp.command import FINDINGS, OK, run, say
from safetyhelp.findings.renderers import as_text
from safetyhelp.paths import DATA, folders
from safetyhelp.records.canonical.files import format_files, record_files
from safetyhelp.records.schema import read_schemas


def main(argv: Sequence[str] | None = None) -> int:
    """Format the files, or with --check only say which ones are not in canonical form."""
    parser = argparse.ArgumentParser(
        description="Bring records into canonical form: key order, quotes, indentation. "
        "Comments and meaning stay as they are. Text is never wrapped."
    )
    parser.add_argument(
        "--data", type=Path, default=DATA, metavar="DIR", help="the data folder (default: data)"
    )
    parser.add_argument("--check", action="store_true", help="change nothing, only report")
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="only these files (default: all)"
    )
    options = parser.parse_args(argv)
    where = folders(options.data)
    files = record_files(where, options.files)
    outcome = format_files(where, files, read_schemas(where.schema), write=not options.check)
    sys.stdout.write(as_text(list(outcome.findings)))
    for change in outcome.changes:
        if options.check:
            sys.stdout.write(as_text(list(change.differences)))
        else:
            print(f"{change.shown}: brought into canonical form.")
            for dead in change.dead:
                field = ".".join(str(part) for part in dead.path)
                print(f"{change.shown}: {field} was taken out. {dead.message}")
    what = "are not in canonical form" if options.check else "were brought into canonical form"
    say(f"{len(outcome.changes)} of {len(files)} files {what}.")
    return FINDINGS if outcome.findings or (options.check and outcome.changes) else OK


if __name__ == "__main__":
    run(main)
