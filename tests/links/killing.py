"""Whole checks in processes of their own, to be killed: python killing.py DATA STATE.

For every line on stdin a new check begins; its process id goes to stdout, and at its end the
status. Everything is imported and read before the first one, so that a kill meets a check at work.
"""

import os
import sys
from datetime import date
from pathlib import Path

from safetyhelp.linkcheck.check_options import CheckOptions
from safetyhelp.linkcheck.run import check_directory, read_records
from safetyhelp.linkcheck.visits import trusted
from safetyhelp.linkcheck.web.retry import Manners
from safetyhelp.paths import folders
from safetyhelp.records.files.loaded import Loaded


def check(check_options: CheckOptions, loaded: Loaded) -> int:
    """Run one check; say nothing."""
    with Path(os.devnull).open("w") as sys.stderr:
        check_directory(check_options, loaded, lambda _: None)
    return 0


def main() -> None:
    """Run a check for every line on stdin."""
    check_options = CheckOptions(
        where=folders(Path(sys.argv[1])),
        state_file=Path(sys.argv[2]),
        today=date(2026, 11, 22),
        allow_private=True,
        manners=Manners(interval=0.0, backoff=0.01, workers=10),
    )
    loaded = read_records(check_options)
    trusted()
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            os._exit(check(check_options, loaded))
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
