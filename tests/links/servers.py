"""Small HTTP and HTTPS servers on loopback that answer well, badly or not at all.

They speak raw HTTP, so that a test decides about every byte. Each counts what reaches it.
"""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

PHRASES = {
    200: "OK",
    301: "Moved Permanently",
    302: "Found",
    404: "Not Found",
    503: "Busy",
}


@dataclass(frozen=True)
class Request:
    """One request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    at: float


@dataclass(frozen=True)
class Answer:
    """An ordinary answer; `delay` is the time before it in seconds."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    kind: str = "text/html; charset=utf-8"

    def as_bytes(self, method: str) -> bytes:
        body = self.body.encode() if isinstance(self.body, str) else self.body
        lines = [f"HTTP/1.1 {self.status} {PHRASES.get(self.status, 'Something')}"]
        given = {"Content-Type": self.kind, "Content-Length": str(len(body)), **self.headers}
        lines += [f"{name}: {value}" for name, value in given.items()]
        head = ("\r\n".join(lines) + "\r\nConnection: close\r\n\r\n").encode("latin-1")
        return head if method == "HEAD" else head + body


Raw = Callable[[socket.socket], None]
Route = Answer | Callable[[Request], "Answer | Raw"]


def page(text: str, title: str = "A page") -> Answer:
    """Return an ordinary page with some text."""
    return Answer(f"<!doctype html><title>{title}</title><body><h1>{title}</h1><p>{text}</p>")


def moved(target: str, status: int = 301) -> Answer:
    """Return a redirect."""
    return Answer("", status, {"Location": target})


def raw(play: Raw) -> Route:
    """Return a route that plays with the socket itself."""
    return lambda _: play


class Listener:
    """Accepts connections until it is closed; each is answered in a thread of its own."""

    def listen(self, address: str = "127.0.0.1") -> None:
        """Begin, at a port of the system's choice."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._listener = socket.create_server((address, 0), family=family, backlog=512)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.count_in()
            threading.Thread(target=self.handle, args=(connection,), daemon=True).start()

    def count_in(self) -> None:
        """Note that somebody has connected."""

    def handle(self, connection: socket.socket) -> None:
        """Answer, and close the connection."""
        raise NotImplementedError

    def close(self) -> None:
        """Accept nobody any more."""
        with contextlib.suppress(OSError):  # wakes the thread that accepts
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


def connected(where: tuple[str, int], timeout: float | None) -> socket.socket:
    """Connect, as socket.create_connection does where nothing stands in for it."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.settimeout(timeout)
    made.connect(where)
    return made


class Site(Listener):
    """One server at one loopback address. Routes may be changed while it runs."""

    def __init__(self, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.routes: dict[str, Route] = {}
        self.otherwise: Route = Answer("<title>Page not found</title>", 404)
        self.requests: list[Request] = []
        self.connections = 0
        self.at_once = 0
        self.most_at_once = 0
        self._tls = tls
        self._lock = threading.Lock()
        self.address = address
        self.listen(address)

    def url(self, path: str, host: str = "") -> str:
        scheme = "https" if self._tls else "http"
        shown = host or (f"[{self.address}]" if ":" in self.address else self.address)
        return f"{scheme}://{shown}:{self.port}{path}"

    def paths(self, method: str = "") -> list[str]:
        """Return the paths that were asked for, robots.txt apart."""
        with self._lock:
            return [
                r.path
                for r in self.requests
                if r.path != "/robots.txt" and method in ("", r.method)
            ]

    def count_in(self) -> None:
        with self._lock:
            self.connections += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)

    def handle(self, connection: socket.socket) -> None:
        is_waited_for = True
        try:
            connection.settimeout(20)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            request = read_request(connection)
            if request is None:
                return
            with self._lock:
                self.requests.append(request)
            default: Route = Answer("", 404) if request.path == "/robots.txt" else self.otherwise
            route = self.routes.get(request.path, default)
            answer = route if isinstance(route, Answer) else route(request)
            if isinstance(answer, Answer):
                time.sleep(answer.delay)
                # Whoever has the answer may ask again before this thread runs on.
                is_waited_for = False
                self._count_out()
                connection.sendall(answer.as_bytes(request.method))
            else:
                answer(connection)
        except (OSError, ssl.SSLError):
            pass
        finally:
            if is_waited_for:
                self._count_out()
            with contextlib.suppress(OSError):
                connection.close()

    def _count_out(self) -> None:
        with self._lock:
            self.at_once -= 1


def read_request(connection: socket.socket) -> Request | None:
    """Return the request that a connection brings; None where it brings none."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(4096)
        if not chunk or len(data) > 100_000:
            return None
        data += chunk
    first, *rest = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {}
    for line in rest:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return Request(method, path, headers, time.monotonic())


def reset(connection: socket.socket) -> None:
    """End a connection with a reset instead of a farewell."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    connection.close()


def drip(connection: socket.socket, data: bytes, pause: float, first: bytes = b"") -> None:
    """Send a byte now and then, for a bounded time."""
    connection.sendall(first)
    for index in range(2000):
        connection.sendall(data[index % len(data) : index % len(data) + 1])
        time.sleep(pause)


@contextlib.contextmanager
def closing(*sites: Site) -> Iterator[None]:
    """Close sites at the end."""
    try:
        yield
    finally:
        for site in sites:
            site.close()
