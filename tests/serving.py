"""Servers on this machine, for tests with a browser."""

import functools
import http.server
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.serving import listening


class QuietHost(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing. As with any host, connections are kept open."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each body waits 40 ms until its head is acknowledged

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


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
def served(
    folder: Path, host: type[http.server.SimpleHTTPRequestHandler] = QuietHost
) -> Iterator[str]:
    """Serve a folder on loopback; give its address, which ends in a slash."""
    with listening(functools.partial(host, directory=str(folder))) as address:
        yield address
