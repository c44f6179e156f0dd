"""What the commands share: options, the environment, exit codes, and never a traceback."""

import argparse
import errno
import gc
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

from safetyhelp.errors import UserError
from safetyhelp.evidence.journal import read_everything
from safetyhelp.evidence.state import State, StateError
from safetyhelp.paths import DATA, usual_state_file

OK, FINDINGS, UNUSABLE = 0, 1, 2
"""Exit codes: all fine; something was found; wrong usage or unreadable input."""


Main = Callable[[Sequence[str] | None], int]
"""A command: its arguments in, without its name (None: those of the process), an exit code out."""


def environment() -> Mapping[str, str]:
    """Return the settings of the environment. Nothing else of ours reads it.

    SITE_URL, SITE_REPOSITORY, SITE_CONTACT and SITE_OWNER say who publishes the site,
    SITE_BEING_CHECKED that the first link check of all is running,
    SOURCE_DATE_EPOCH which day it is, LSH_TRACEBACK that a fault of ours is to be shown.
    """
    return os.environ


def say(message: str) -> None:
    """Print progress for a person. Results go to stdout, progress to stderr."""
    print(message, file=sys.stderr)


def day(text: str) -> date:
    """Parse a date argument. Raises argparse.ArgumentTypeError with advice."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a date. Write it as year-month-day, like 2026-11-22."
        ) from None


def add_data_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that every command on the data has."""
    parser.add_argument(
        "--data", type=Path, default=DATA, metavar="DIR", help="the data folder (default: data)"
    )
    parser.add_argument(
        "--today",
        type=day,
        default=None,
        metavar="YYYY-MM-DD",
        help="the date to take for today (default: today)",
    )


def add_state_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the state file of the link check."""
    parser.add_argument(
        "--state",
        type=Path,
        metavar="FILE",
        help="what the link check remembers (default: state/links.json beside the data folder)",
    )


def state_file_of(options: argparse.Namespace) -> Path:
    """Return the state file asked for, else the one beside the data folder."""
    if options.state:
        return options.state  # type: ignore[no-any-return]
    return usual_state_file(options.data)


def known_state_of(options: argparse.Namespace) -> State:
    """Read the state of the link check; without a file in the usual place it is empty.

    Raises StateError, also when a file that was asked for is not there.
    """
    if options.state and not options.state.exists():
        raise StateError(f"{options.state}: there is no such file. Leave --state out, or name one.")
    return read_everything(state_file_of(options))


def today() -> date:
    """Return the date of SOURCE_DATE_EPOCH, else today's (UTC)."""
    epoch = environment().get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()


def today_of(options: argparse.Namespace) -> date:
    """Return the date asked for, else `today`."""
    return options.today or today()


def exit_code(main: Main, argv: Sequence[str] | None = None) -> int:
    """Run a command in this process and return its exit code; an error is told, never raised."""
    try:
        return main(argv)
    except UserError as error:
        say(str(error))
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    except BrokenPipeError:
        raise
    except OSError as error:
        if not (told := about_the_disk(error)) or environment().get("LSH_TRACEBACK"):
            return _unforeseen(error)
        say(told)
    except Exception as error:
        return _unforeseen(error)
    return UNUSABLE


def _unforeseen(error: Exception) -> int:
    if environment().get("LSH_TRACEBACK"):
        raise error
    say(f"Something failed that we did not foresee ({type(error).__name__}: {error}).")
    say("Please report it. To see where it failed, run the command again with LSH_TRACEBACK=1.")
    return UNUSABLE


_FULL = "The disk is full{where}. Make room, then run the command again."
_DISK: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: _FULL,
        errno.EDQUOT: _FULL,
        errno.EROFS: "This place is read-only{where}. Choose another one, or let it be written.",
        errno.EACCES: "This is not allowed{where}. Choose another place, or ask who owns it.",
        errno.EPERM: "This is not allowed{where}. Choose another place, or ask who owns it.",
    }
)


def about_the_disk(error: OSError) -> str:
    """Say what is wrong with a place where something was to be written; nothing for other errors.

    Whoever runs the command can put it right, so it is no fault of ours.
    """
    where = f": {error.filename}" if error.filename else ""
    return _DISK.get(error.errno or 0, "").format(where=where)


def run(main: Main) -> None:
    """Run a command and exit with its code. Whoever reads may stop before the end."""
    # A command keeps most of what it makes: looking for garbage often is in vain.
    gc.set_threshold(50_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # file names need not be valid text
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = exit_code(main)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = OK
    except OSError as error:  # what reads our results is a full disk
        say(about_the_disk(error) or f"The results cannot be written: {error.strerror}.")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = UNUSABLE
    sys.exit(code)
