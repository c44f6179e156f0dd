"""A host like those that sites live on: plain files, text compressed, kept by the browser."""

import functools
import gzip
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_COMPRESSED = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


@dataclass
class Traffic:
    """What a host was asked for, in order, and the bytes that it sent: heads and bodies."""

    paths: list[str] = field(default_factory=list)
    sent: int = 0


class QuietHost(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing. As with any host, connections are kept open."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each body waits 40 ms until its head is acknowledged

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class _Host(QuietHost):
    """Sends text compressed, as GitHub Pages and every other host does."""

    traffic: Traffic

    def do_GET(self) -> None:
        """Send a file, compressed if it is text."""
        self.traffic.paths.append(self.path)
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = _COMPRESSED.get(path.suffix)
        if kind is None or not path.is_file():
            self.traffic.sent += path.stat().st_size if path.is_file() else 0
            super().do_GET()
            return
        body = _packed(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.traffic.sent += len(body)
        self.wfile.write(body)

    def flush_headers(self) -> None:
        """Count the head, then send it."""
        self.traffic.sent += sum(map(len, getattr(self, "_headers_buffer", ())))
        super().flush_headers()


@functools.lru_cache(maxsize=256)
def _packed(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


@contextmanager
def listening(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """Let a handler answer on loopback, and give the address, which ends in a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def served(site: Path, traffic: Traffic | None = None) -> Iterator[str]:
    """Serve a folder on loopback and give its address, which ends in a slash.

    What is asked for and sent is added to `traffic`.
    """
    counting = type("_CountingHost", (_Host,), {"traffic": traffic or Traffic()})
    with listening(functools.partial(counting, directory=str(site))) as address:
        yield address
