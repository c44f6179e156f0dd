"""Turn the body of an issue into a change of records: python scripts/apply_issue.py FILE."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from safetyhelp.command import FINDINGS, OK, UNUSABLE, add_data_options, run, say, today_of
from safetyhelp.dataset.load import load
from safetyhelp.issue_forms.apply.apply import apply
from safetyhelp.issue_forms.apply.reply import accepted, refused
from safetyhelp.issue_forms.apply.write import write_files
from safetyhelp.issue_forms.bodies import MAX_BYTES, RefusedError
from safetyhelp.paths import folders
from safetyhelp.records.schema import read_schemas


def _read(file: str) -> bytes:
    """Read no more of the body than is needed to see that it is too long."""
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(file).open("rb") as body:
        return body.read(MAX_BYTES + 1)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the text of the pull request and write the files, or print why not (exit code 1)."""
    parser = argparse.ArgumentParser(
        description="Turn the body of an issue that was written with one of the forms into a "
        "change of records. The body is read from a file or from stdin, never from an argument.",
        epilog="stdout is Markdown that is safe to post: exit 0, the pull request (its first line "
        "is the title); exit 1, a comment that says why nothing was changed.",
    )
    parser.add_argument("file", metavar="FILE", help="the file with the body, or - for stdin")
    parser.add_argument("--dry-run", action="store_true", help="change nothing, only say")
    add_data_options(parser)
    options = parser.parse_args(argv)
    where = folders(options.data)
    try:
        body = _read(options.file)
        dataset = load(where, today_of(options), say)
        applied = apply(dataset, read_schemas(where.schema), body)
        if not options.dry_run:
            write_files(where, applied.files)
    except RefusedError as error:
        sys.stdout.write(refused(error.reasons))
        return FINDINGS
    except OSError as error:
        say(f"{error.filename or options.file}: {error.strerror}.")
        return UNUSABLE
    sys.stdout.write(accepted(applied))
    return OK


if __name__ == "__main__":
    run(main)
