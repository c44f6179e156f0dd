"""The arguments of the command, and what they mean."""

import argparse
from dataclasses import replace
from pathlib import Path

from safetyhelp.areas.model import Geography
from safetyhelp.command import add_data_options
from safetyhelp.discovery.run import Search
from safetyhelp.errors import UserError
from safetyhelp.linkcheck.options import add_visit_options, amount, check_options_of
from safetyhelp.paths import usual_discovery_file
from safetyhelp.records.kinds import RECORD_KINDS
from safetyhelp.text.words import did_you_mean

_MOST_HOSTS = 64
_REDIRECTS = 5
_TWENTY_FIVE_DAYS = 600.0


def _hosts(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= _MOST_HOSTS:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 to {_MOST_HOSTS}.")
    return number


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    found = argparse.ArgumentParser(
        description="Look for what the directory lacks on the sites of councils, police forces and "
        "commissioners. It only proposes.",
        epilog="How to judge what it proposes: docs/contribute/discovery.md.",
    )
    add_data_options(found)
    add = found.add_argument
    add("--council", nargs="+", default=[], metavar="ID", help="look only for these councils")
    add("--kind", nargs="+", default=[], choices=RECORD_KINDS, metavar="KIND", help="only these")
    add("--links", type=Path, metavar="CSV", help="the export of GOV.UK with links of councils")
    add("--state", type=Path, metavar="FILE", help="what the search remembers (default: "
        "state/discovery.json beside the data folder)")  # fmt: skip
    add("--report", type=Path, metavar="FILE", help="write the report (Markdown) to this file too")
    add("--write", type=Path, metavar="DIR", help="write drafts into an empty folder, or into the "
        "data folder itself")  # fmt: skip
    add("--max-hosts", type=_hosts, default=16, metavar="N", help="sites at a time (16)")
    add("--max-age", type=amount, default=_TWENTY_FIVE_DAYS, metavar="HOURS",
        help="do not look again before (600, which is 25 days)")  # fmt: skip
    add_visit_options(found)
    found.set_defaults(only=[], changed_since="")  # of the link check, whose options are shared
    return found


def search_of(options: argparse.Namespace) -> Search:
    """Return what was asked for, with the defaults filled in."""
    check_options = check_options_of(options)
    state_file = options.state or usual_discovery_file(options.data)
    # A page that is not there is asked for a second time, but not half a minute later.
    manners = replace(check_options.manners, second_look=options.interval, redirects=_REDIRECTS)
    return Search(
        replace(check_options, state_file=state_file, manners=manners),
        tuple(options.council),
        tuple(options.kind),
        options.links,
        options.max_hosts,
    )


def know_councils(names: tuple[str, ...], geography: Geography) -> None:
    """Check that councils exist. Raises UserError."""
    for name in names:
        if name not in geography.councils:
            hint = did_you_mean(name, list(geography.councils), "Use an id of councils.csv.")
            raise UserError(f"“{name}” is not the id of a council. {hint}")
