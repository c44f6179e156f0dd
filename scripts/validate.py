"""Check every record: python scripts/validate.py [--data DIR] [--format FORMAT] [FILE …]."""

import argparse
import sys
from pathlib import Path

from directory.checks.rules import check_all
from directory.command import FINDINGS, OK, UNUSABLE, add_data_options, run, say, today_of
from directory.findings import Severity, has_errors
from directory.project import UNREADABLE, folders, load
from directory.rendering import RENDERERS


def main() -> int:
    """Parse the arguments, check the data folder, print the findings."""
    parser = argparse.ArgumentParser(description="Check every record of the directory.")
    add_data_options(parser)
    parser.add_argument("--format", choices=sorted(RENDERERS), default="text", help="of the output")
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="show only findings in these files"
    )
    options = parser.parse_args()
    where = folders(options.data)
    wanted = set()
    for file in options.files:
        try:
            inside = file.resolve(strict=True).relative_to(where.data.resolve())
        except (OSError, ValueError):
            say(f"{file}: this is not a file in {where.shown_as}. Check its name.")
            return UNUSABLE
        wanted.add(f"{where.shown_as}/{inside.as_posix()}")
    try:
        subject = load(where, today_of(options), say)
    except UNREADABLE as error:
        say(str(error))
        return UNUSABLE
    findings = [f for f in check_all(subject) if not wanted or f.file in wanted]
    sys.stdout.write(RENDERERS[options.format](findings))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    records, warnings = len(subject.loaded.records), len(findings) - errors
    say(f"{records:,} records are sound. {errors} errors, {warnings} warnings.")
    return FINDINGS if has_errors(findings) else OK


if __name__ == "__main__":
    run(main)
