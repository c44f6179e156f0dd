"""Say on one page what a change does: python scripts/summarise_change.py --base COMMIT."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from safetyhelp.command import FINDINGS, OK, UNUSABLE, add_data_options, run, say, today_of
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.load import load
from safetyhelp.errors import UserError
from safetyhelp.findings.model import Severity, tally
from safetyhelp.findings.renderers import RENDERERS
from safetyhelp.history.git import changed_below, changed_files, commit_of, data_at
from safetyhelp.paths import Folders, folders
from safetyhelp.records.schema import Schemas, read_schemas
from safetyhelp.review.compare import compare, new_findings
from safetyhelp.review.form import Corrected, corrected_files
from safetyhelp.review.summary import Surroundings, as_markdown
from safetyhelp.text.words import counted


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Say what the files here change since a commit.")
    add_data_options(parser)
    parser.add_argument("--base", required=True, metavar="COMMIT", help="what to compare with")
    parser.add_argument(
        "--format",
        choices=("markdown", "github", "text"),
        default="markdown",
        help="the whole page, or only what the checks newly found: as annotations or as text",
    )
    parser.add_argument("--links", type=Path, metavar="FILE", help="report of the link check")
    parser.add_argument("--site", default="", metavar="URL", help="where the built site lies")
    return parser.parse_args(argv)


def _load_before(where: Folders, commit: str, today: date) -> tuple[Dataset | None, str]:
    """Load the data as it was, or say why it cannot be read by today's rules."""
    with tempfile.TemporaryDirectory() as folder:
        data_at(where.data, commit, Path(folder))
        try:
            return load(replace(folders(Path(folder)), shown_as=where.shown_as), today), ""
        except UserError as error:
            return None, str(error).replace(folder, where.shown_as)


def _corrected(
    where: Folders, commit: str, after: Dataset, schemas: Schemas
) -> tuple[Corrected, ...]:
    """Return the files that differ from a commit and are not in canonical form."""
    names = {
        f"{where.shown_as}/{name}": where.data / name for name in changed_below(where.data, commit)
    }
    texts = after.loaded.texts
    contents = {name: path.read_bytes() for name, path in names.items() if name in texts}
    return tuple(corrected_files(after, contents, schemas))


def main(argv: Sequence[str] | None = None) -> int:
    """Compare the data folder with what it was, and print what the reviewer needs."""
    options = _arguments(argv)
    where = folders(options.data)
    try:
        commit = commit_of(where.data, options.base)
        after = load(where, today_of(options))
        before, fault = _load_before(where, commit, today_of(options))
        links = options.links.read_text(encoding="utf-8") if options.links else ""
        files = changed_files(where.data, commit)
        corrected = _corrected(where, commit, after, read_schemas(where.schema))
    except (UserError, OSError, UnicodeDecodeError) as error:
        say(f"The change cannot be summarised. {error}")
        return UNUSABLE
    besides = [finding for file in corrected for finding in file.findings]
    if options.format != "markdown":
        new = new_findings(before or after, after, besides)
        sys.stdout.write(RENDERERS[options.format](list(new)))
        errors = tally(new)[Severity.ERROR]
        warnings = counted(len(new) - errors, "warning")
        say(f"The checks newly found {counted(errors, 'error')}, {warnings}.")
    else:
        change = compare(before or after, after, besides)
        around = Surroundings(files, links, options.site, fault, corrected)
        sys.stdout.write(as_markdown(change, around))
        errors = change.errors
        records = counted(len(change.records), "record")
        say(f"{records} changed. {counted(errors, 'error')} in all, {len(change.overdue)} overdue.")
    return FINDINGS if errors else OK


if __name__ == "__main__":
    run(main)
