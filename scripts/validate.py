"""Check every record: python scripts/validate.py [--data DIR] [--format FORMAT] [FILE …]."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from safetyhelp.checks.rules import check_all
from safetyhelp.command import (
    FINDINGS,
    OK,
    UNUSABLE,
    add_data_options,
    add_state_option,
    known_state_of,
    run,
    say,
    today_of,
)
from safetyhelp.dataset.load import load
from safetyhelp.evidence.unconfirmed import contacts_are_confirmed
from safetyhelp.finder.aliases import aliases_can_be_read
from safetyhelp.findings.model import Finding, Severity, has_errors, in_order, tally
from safetyhelp.findings.renderers import RENDERERS, in_numbers
from safetyhelp.paths import Folders, folders
from safetyhelp.text.words import counted


def _shown_name(file: Path, where: Folders) -> str | None:
    """Return the name of a file as findings give it; None when it is no file in the folder."""
    inside = where.way_to(file)
    if inside is None or (file.is_dir() and not file.is_symlink()):
        return None
    return f"{where.shown_as}/{inside.as_posix()}"


def _concerns(finding: Finding, name: str | None) -> bool:
    """Say whether a finding is about a file, or about a folder in which it lies."""
    return name is not None and f"{name}/".startswith(f"{finding.file}/")


def main(argv: Sequence[str] | None = None) -> int:
    """Parse the arguments, check the data folder, print the findings."""
    parser = argparse.ArgumentParser(description="Check every record of the directory.")
    add_data_options(parser)
    add_state_option(parser)
    parser.add_argument("--format", choices=sorted(RENDERERS), default="text", help="of the output")
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="show only findings in these files"
    )
    options = parser.parse_args(argv)
    where = folders(options.data)
    wanted = {file: _shown_name(file, where) for file in options.files}
    for file, name in wanted.items():
        if name is None:
            say(f"{file}: this is not a file in {where.shown_as}. Check its name.")
            return UNUSABLE
    dataset = load(where, today_of(options), say)
    state = known_state_of(options)
    unconfirmed = contacts_are_confirmed(dataset.loaded, state, dataset.today)
    aliases = aliases_can_be_read(
        where.areas / "aliases.csv", f"{where.shown_as}/areas/aliases.csv", dataset.directory.map
    )
    found = in_order([*check_all(dataset), *unconfirmed, *aliases])
    findings = [f for f in found if not wanted or any(_concerns(f, n) for n in wanted.values())]
    if options.format == "text":  # what must be mended stands last, where people look first
        findings.sort(key=lambda finding: list(Severity).index(finding.severity))
    sys.stdout.write(RENDERERS[options.format](findings))
    records, count = counted(len(dataset.loaded.records), "record"), tally(findings)
    say(f"{records} can be read. {in_numbers(count)}.")
    return FINDINGS if has_errors(findings) else OK


if __name__ == "__main__":
    run(main)
