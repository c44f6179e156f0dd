"""Build the site: python scripts/build_site.py [--data DIR] [--out DIR] [--site-url URL]."""

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from safetyhelp.build import generate
from safetyhelp.command import (
    FINDINGS,
    OK,
    UNUSABLE,
    add_data_options,
    add_state_option,
    environment,
    known_state_of,
    run,
    say,
    today_of,
)
from safetyhelp.evidence.seen import Sightings
from safetyhelp.findings.renderers import as_text
from safetyhelp.pages.writing import replace_folder
from safetyhelp.paths import ROOT, folders
from safetyhelp.publisher import publisher_of
from safetyhelp.text.words import counted

_MARK_OF_A_SITE = "assets/finder/data/index.json"


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the whole directory as a static site.")
    add_data_options(parser)
    add_state_option(parser)
    parser.add_argument(
        "--out", type=Path, default=ROOT / "site", metavar="DIR", help="where the site goes"
    )
    parser.add_argument(
        "--site-url", default="", metavar="URL", help="the public address, if it is known"
    )
    parser.add_argument(
        "--pages-only", action="store_true", help="write the Markdown pages and stop"
    )
    return parser.parse_args(argv)


def _may_replace(out: Path) -> bool:
    """Say whether a folder may be replaced by the new site: it is missing, empty or an old site."""
    if out in (ROOT, *ROOT.parents) or out.is_file():
        return False
    return not out.exists() or not any(out.iterdir()) or (out / _MARK_OF_A_SITE).is_file()


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    """Set what MkDocs and its configuration read from the environment, for as long as it runs."""
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _run_mkdocs(site_url: str, target: Path, today: date) -> None:
    # MkDocs dates the site map with the clock. It must be the day that the pages are made for.
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
    needed = {"SOURCE_DATE_EPOCH": str(int(midnight.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    with _environment(**needed, **({"SITE_URL": site_url} if site_url else {})):
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(target), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)


def main(argv: Sequence[str] | None = None) -> int:
    """Generate the pages, build the site beside its place, then put it there."""
    options = _arguments(argv)
    publisher = publisher_of(environment(), options.site_url)
    out = options.out.resolve()
    if not _may_replace(out):
        say(f"{options.out}: this is not a site that was built here. Choose another --out.")
        return UNUSABLE
    today = today_of(options)
    being_checked = bool(environment().get("SITE_BEING_CHECKED"))
    sightings = Sightings(known_state_of(options), being_checked=being_checked)
    errors = generate(folders(options.data), today, ROOT / "docs", say, sightings, publisher)
    if errors:
        sys.stdout.write(as_text(errors))
        found = counted(len(errors), "error")
        say(f"{found}: the site was not built, and what was there is untouched.")
        return FINDINGS
    if options.pages_only:
        return OK
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".building-") as folder:
        target = Path(folder) / "site"
        try:
            _run_mkdocs(options.site_url, target, today)
        except (MkDocsException, Abort) as error:
            say(f"MkDocs could not build the site: {error}")
            return FINDINGS
        replace_folder(target, out)
    say(f"Built {options.out}.")
    return OK


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    run(main)
