"""Servers on this machine, for tests with a browser."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.serving import QuietHost, listening


class KeepingHost(QuietHost):
    """Lets the browser keep scripts and styles, too, as an ordinary host does."""

    others = ""
    """What it says of all other files."""

    def end_headers(self) -> None:
        """Say what may be kept."""
        kept = self.path.endswith((".js", ".css", ".svg"))
        if said := "max-age=3600" if kept else self.others:
            self.send_header("Cache-Control", said)
        super().end_headers()


@contextmanager
def served(folder: Path, host: type[QuietHost] = QuietHost) -> Iterator[str]:
    """Serve a folder on loopback; give its address, which ends in a slash."""
    with listening(functools.partial(host, directory=str(folder))) as address:
        yield address
