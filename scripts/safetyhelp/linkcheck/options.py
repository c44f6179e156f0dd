"""The arguments of the command, and what they mean."""

import argparse
from datetime import timedelta
from pathlib import Path

from safetyhelp.command import (
    add_data_options,
    add_state_option,
    environment,
    state_file_of,
    today_of,
)
from safetyhelp.linkcheck.check_options import CheckOptions
from safetyhelp.linkcheck.web.response import Limits
from safetyhelp.linkcheck.web.retry import Manners
from safetyhelp.paths import folders


def amount(text: str) -> float:
    """Parse a number from 0 up. Raises argparse.ArgumentTypeError with advice."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100_000:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 0 up. Write, say, 24.")
    return value


def add_visit_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands that visit the sites of others."""
    add = parser.add_argument
    add("--allow-private-addresses", action="store_true", help="also visit this machine (tests)")
    add("--interval", type=amount, default=1.0, metavar="SECONDS", help="rest of a host (1)")
    add("--timeout", type=amount, default=40.0, metavar="SECONDS", help="for one request (40)")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    found = argparse.ArgumentParser(
        description="Ask of every link whether it answers, and of every contact whether its source "
        "still says so.",
        epilog="What each verdict means: docs/contribute/link-checks.md.",
    )
    add_data_options(found)
    add_state_option(found)
    add = found.add_argument
    add("--report", type=Path, metavar="FILE", help="write the report (Markdown) to this file too")
    add(
        "--format", choices=("github", "json", "markdown", "text"), default="text", help="of stdout"
    )
    add("--only", nargs="+", default=[], metavar="KIND|FILE", help="check only these")
    add("--changed-since", default="", metavar="GIT_REF", help="check only records changed since")
    add("--max-age", type=amount, default=0.0, metavar="HOURS", help="do not ask again before")
    add("--fix", action="store_true", help="write permanent moves into the records")
    add("--propose", type=Path, metavar="DIR", help="write changes to judge into an empty folder")
    add_visit_options(found)
    return found


def _contact_page() -> str:
    """Return the public address of the page about the check: on the site, else in the repository.

    Both addresses come from the environment, as for the build; empty when neither is known.
    """
    site = environment().get("SITE_URL", "").rstrip("/")
    repository = environment().get("SITE_REPOSITORY", "").rstrip("/")
    if site:
        return f"{site}/contribute/link-checks/"
    return f"{repository}/blob/HEAD/docs/contribute/link-checks.md" if repository else ""


def check_options_of(options: argparse.Namespace) -> CheckOptions:
    """Return what was asked for, with the defaults filled in."""
    seconds = max(options.timeout, 0.1)
    usual = Limits()
    return CheckOptions(
        where=folders(options.data),
        state_file=state_file_of(options),
        today=today_of(options),
        only=options.only,
        changed=options.changed_since,
        max_age=timedelta(hours=options.max_age),
        allow_private=options.allow_private_addresses,
        contact_page=_contact_page(),
        manners=Manners(
            interval=options.interval,
            backoff=2 * options.interval,
            second_look=30 * options.interval,
        ),
        limits=Limits(
            connect_seconds=min(usual.connect_seconds, seconds),
            silence_seconds=min(usual.silence_seconds, seconds),
            total_seconds=seconds,
        ),
    )
