"""Report on the data: python scripts/report.py coverage|freshness|changes|overdue [options]."""

import argparse
import sys
from collections.abc import Sequence

from safetyhelp.checks.rules import check_all
from safetyhelp.command import OK, add_data_options, run, say, today_of
from safetyhelp.dataset.coverage import coverage
from safetyhelp.dataset.load import load
from safetyhelp.evidence.ages import freshness
from safetyhelp.findings.overdue import OVERDUE, overdue
from safetyhelp.history.changes import changes_between
from safetyhelp.history.feed import atom_feed
from safetyhelp.history.past import commit_for, read_history, snapshot_at, snapshot_of_folder
from safetyhelp.paths import Folders, folders
from safetyhelp.reports import CHANGES, COVERAGE, FRESHNESS

_MORE_FORMATS = {"changes": ("atom",), "overdue": ("markdown",)}


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Report on the data of the directory.")
    reports = parser.add_subparsers(dest="report", required=True, metavar="REPORT")
    for name, what in (
        ("coverage", "what is missing where"),
        ("freshness", "how old the evidence for each contact is"),
        ("changes", "what changed since a date, a tag or a commit"),
        ("overdue", "what should have been looked at again by today"),
    ):
        report = reports.add_parser(name, help=what, description=f"Say {what}.")
        formats = ("text", "json", *_MORE_FORMATS.get(name, ()))
        report.add_argument("--format", choices=formats, default="text", help="of the output")
        add_data_options(report)
        if name == "changes":
            newest = "for atom it is left out: the feed holds the newest changes"
            since = f"2026-11-01, or a tag; {newest}"
            report.add_argument("--since", metavar="DATE|TAG", help=since)
            address = "for atom: the public address of the site"
            report.add_argument("--site-url", default="", metavar="URL", help=address)
    options = parser.parse_args(argv)
    if options.report == "changes" and options.format != "atom" and not options.since:
        parser.error("say since when: --since 2026-11-01, or a tag")
    return options


def _changes(options: argparse.Namespace, where: Folders) -> str:
    if options.format == "atom":
        today = today_of(options)
        late = overdue(check_all(load(where, today, say)))
        return atom_feed(read_history(where.data), today, options.site_url, late)
    old = snapshot_at(where.data, commit_for(where.data, options.since))
    return CHANGES[options.format](list(changes_between(old, snapshot_of_folder(where.data))))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the report."""
    options = _arguments(argv)
    where = folders(options.data)
    if options.report == "changes":
        text = _changes(options, where)
    else:
        dataset = load(where, today_of(options), say)
        if options.report == "coverage":
            text = COVERAGE[options.format](coverage(dataset.directory))
        elif options.report == "freshness":
            text = FRESHNESS[options.format](freshness(dataset.directory))
        else:
            text = OVERDUE[options.format](overdue(check_all(dataset)))
    sys.stdout.write(text)
    return OK


if __name__ == "__main__":
    run(main)
