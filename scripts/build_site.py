"""Build the site: python scripts/build_site.py [--data DIR] [--out DIR] [--site-url URL]."""

import argparse
import errno
import logging
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from safetyhelp.build import add_offline_copy, copy_hand_written, generate
from safetyhelp.command import (
    FINDINGS,
    OK,
    UNUSABLE,
    about_the_disk,
    add_data_options,
    add_state_option,
    environment,
    known_state_of,
    run,
    say,
    today_of,
)
from safetyhelp.errors import UserError
from safetyhelp.evidence.lookups import read_lookups
from safetyhelp.evidence.seen import Sightings
from safetyhelp.findings.renderers import as_text
from safetyhelp.pages.writing import replace_folder
from safetyhelp.paths import ROOT, folders, usual_discovery_file
from safetyhelp.publisher import publisher_of
from safetyhelp.text.folders import restore, working_folder
from safetyhelp.text.locks import alone_in
from safetyhelp.text.words import counted

_SITE, _DOCS = ROOT / "site", ROOT / "docs"
_MARK_OF_A_SITE = "assets/finder/data/index.json"
_MB = 1_000_000


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the whole directory as a static site.")
    add_data_options(parser)
    add_state_option(parser)
    parser.add_argument(
        "--out", type=Path, default=_SITE, metavar="DIR", help="where the site goes"
    )
    parser.add_argument(
        "--site-url", default="", metavar="URL", help="the public address, if it is known"
    )
    parser.add_argument(
        "--offline", action="store_true", help="add a copy to take away, as a zip file"
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


def _run_mkdocs(options: argparse.Namespace, docs: Path, target: Path, today: date) -> None:
    # MkDocs dates the site map with the clock. It must be the day that the pages are made for.
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
    needed = {"SOURCE_DATE_EPOCH": str(int(midnight.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    if options.site_url:
        needed["SITE_URL"] = options.site_url
    with _environment(**needed, SITE_OFFLINE="yes" if options.offline else ""):
        folders_of = {"docs_dir": str(docs), "site_dir": str(target)}
        config = load_config(str(ROOT / "mkdocs.yml"), strict=True, **folders_of)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)


def _waiting() -> None:
    say("Another build is running here. Waiting for it to end.")


@contextmanager
def _docs(out: Path, folder: Path | None) -> Iterator[Path]:
    """Hold the docs folder for the site of this checkout; for others a copy in their own folder.

    So builds for different days or places never write into one folder at once.
    """
    if out == _SITE or folder is None:
        if not os.access(_DOCS, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(_DOCS))
        with alone_in(_DOCS, _waiting):
            yield _DOCS
    else:
        copy_hand_written(_DOCS, folder / "docs")
        yield folder / "docs"


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _needed(out: Path, data: Path) -> int:
    """Return how many bytes a site takes at least: as many as the last one, or as what it is of."""
    return _size(out) or max(_size(_SITE), _size(data) + _size(_DOCS))


@contextmanager
def _workshop(options: argparse.Namespace, out: Path) -> Iterator[Path | None]:
    """Make the folder in which the site is built, beside its place; none for pages only.

    Raises UserError when it can be known now that nothing can be written there.
    """
    if options.pages_only:
        yield None
        return
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(working_folder(out, _waiting))
            if restore(out):
                say(f"{options.out}: a build was stopped in its last step. The old site is back.")
            needed, free = _needed(out, options.data), shutil.disk_usage(folder).free
        except OSError as error:
            told = about_the_disk(OSError(error.errno, error.strerror)) or f"{error.strerror}."
            raise UserError(f"{out.parent}: no site can be built there. {told}") from error
        if free < needed:
            raise UserError(
                f"{out.parent}: no site can be built there. The disk is full: the site takes "
                f"{needed // _MB + 1:,} MB, and {free // _MB:,} MB are free. Make room, or choose "
                "another place with --out."
            )
        yield folder


def _made(options: argparse.Namespace, out: Path, folder: Path | None, today: date) -> int:
    """Make the pages and, but for pages only, the site, and put it in its place."""
    being_checked = bool(environment().get("SITE_BEING_CHECKED"))
    sightings = Sightings(known_state_of(options), being_checked=being_checked)
    publisher = publisher_of(environment(), options.site_url)
    lookups = read_lookups(usual_discovery_file(options.data))
    with _docs(out, folder) as docs:
        where = folders(options.data)
        errors = generate(where, today, docs, say, sightings, publisher, lookups)
        if errors:
            sys.stdout.write(as_text(errors))
            found = counted(len(errors), "error")
            say(f"{found}: the site was not built, and what was there is untouched.")
            return FINDINGS
        if folder is None:
            return OK
        try:
            _run_mkdocs(options, docs, folder / "site", today)
        except (MkDocsException, Abort) as error:
            say(f"MkDocs could not build the site: {error}")
            return FINDINGS
    if options.offline:
        size = add_offline_copy(folder / "site", today, publisher)
        say(f"The copy to take away has {size / _MB:.1f} MB.")
    with alone_in(out.parent, _waiting):
        replace_folder(folder / "site", out)
    say(f"Built {options.out}.")
    return OK


def main(argv: Sequence[str] | None = None) -> int:
    """Generate the pages, build the site beside its place, then put it there."""
    options = _arguments(argv)
    publisher_of(environment(), options.site_url)  # wrong settings are told before work begins
    out = options.out.resolve()
    if not _may_replace(out):
        say(f"{options.out}: this is not a site that was built here. Choose another --out.")
        return UNUSABLE
    try:
        with _workshop(options, out) as folder:
            return _made(options, out, folder, today_of(options))
    except OSError as error:
        if told := about_the_disk(error):
            raise UserError(f"{told} The old site, if there is one, is untouched.") from error
        raise


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    run(main)
