"""Look for what the directory lacks: python scripts/discover.py [options]."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from safetyhelp.command import OK, UNUSABLE, run, say
from safetyhelp.dataset.load import load
from safetyhelp.discovery.drafts import draft_all
from safetyhelp.discovery.options import know_councils, parser, search_of
from safetyhelp.discovery.report import as_lines, as_markdown
from safetyhelp.discovery.run import search_for
from safetyhelp.issue_forms.apply.write import write_files
from safetyhelp.linkcheck.private import schemas_for
from safetyhelp.records.lists.declined import declined_in
from safetyhelp.text.files import write_whole


def _may_write(folder: Path, data: Path) -> bool:
    """Say whether drafts may be written there: into a new or empty folder, or into the data."""
    return not folder.exists() or folder.resolve() == data.resolve() or not any(folder.iterdir())


def main(argv: Sequence[str] | None = None) -> int:
    """Parse the arguments, search, report, and write drafts where that was asked for."""
    options = parser().parse_args(argv)
    search = search_of(options)
    where = search.check_options.where
    if options.write and not _may_write(options.write, where.data):
        say(f"{options.write} is not empty. Name a new folder, or empty this one.")
        return UNUSABLE
    schemas = schemas_for(search.check_options)
    dataset = load(where, search.check_options.today, say, schemas)
    know_councils(search.councils, dataset.directory.map.geography)
    try:
        searched = search_for(search, dataset, say)
        drafted = draft_all(searched, dataset, schemas, declined_in(dataset.loaded))
        report = as_markdown(searched, drafted.proposals, dataset.directory.map)
        if options.report:
            write_whole(options.report, report)
        if options.write:
            write_files(replace(where, data=options.write), drafted.files)
    except KeyboardInterrupt:
        say("\nStopped. What is finished is kept: run the same command again to go on.")
        return 130
    sys.stdout.write(as_lines(searched))
    drafts = sum(bool(proposal.file) for proposal in drafted.proposals)
    say(f"{searched.asked:,} sites, {searched.requests:,} requests. {len(drafted.proposals):,} "
        f"proposals, {drafts:,} of them with a draft.")  # fmt: skip
    return OK


if __name__ == "__main__":
    run(main)
