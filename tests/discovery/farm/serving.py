"""The farm behind one HTTP server on loopback: a name service that leads every name to it."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.discovery.farm.building import LOST, FarmSite, sites
from tests.links.servers import Answer, reset

_GUARD = "safetyhelp.linkcheck.web.guard.socket.getaddrinfo"
_TRANSPORT = "safetyhelp.linkcheck.web.transport.socket.create_connection"


@dataclass
class Farm:
    """The running farm: what was asked of it, and what was asked of others."""

    sites: tuple[FarmSite, ...]
    asked: list[tuple[str, str]] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.routes: dict[tuple[str, str], Answer] = {}
        for site in self.sites:
            self.routes.update(site.routes)
        self.hosts = {host for host, _ in self.routes}
        self.down = {site.host for site in self.sites if site.given.get("down")}
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def look_up(self, host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        """Stand in for socket.getaddrinfo: names of the farm lead here, no others exist."""
        if host not in self.hosts:
            self.outside.append(host)
            raise socket.gaierror(socket.EAI_NONAME, "no")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    def connect(self, where: tuple[str, int], timeout: float | None = None) -> socket.socket:
        """Stand in for socket.create_connection: the usual port is ours."""
        if where != ("127.0.0.1", 80):
            self.outside.append(f"{where[0]}:{where[1]}")
            raise ConnectionRefusedError(111, "refused")
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.settimeout(timeout)
        made.connect(("127.0.0.1", self.port))
        return made

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, IndexError), connection:
            connection.settimeout(5)
            data = b""
            while b"\r\n\r\n" not in data and (chunk := connection.recv(4096)):
                data += chunk
            first, *lines = data.decode("latin-1").split("\r\n")
            path = first.split(" ")[1]
            host = next(line[6:] for line in lines if line.lower().startswith("host: "))
            with self._lock:
                self.asked.append((host, path))
            if host in self.down:
                reset(connection)
                return
            connection.sendall(self.routes.get((host, path), LOST).as_bytes("GET"))

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


@contextlib.contextmanager
def running(*chosen: FarmSite) -> Iterator[Farm]:
    """Run the farm, or some sites of it, with its own name service in place of the system's."""
    farm = Farm(chosen or sites())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_GUARD, farm.look_up)
        patch.setattr(_TRANSPORT, farm.connect)
        try:
            yield farm
        finally:
            farm.close()
