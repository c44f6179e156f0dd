"""The farm behind one HTTP server on loopback: a name service that leads every name to it."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.discovery.farm.building import LOST, FarmSite, sites
from tests.links.servers import Answer, Listener, connected, read_request, reset

_GUARD = "safetyhelp.linkcheck.web.guard.socket.getaddrinfo"
_TRANSPORT = "safetyhelp.linkcheck.web.transport.socket.create_connection"


@dataclass
class Farm(Listener):
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
        self.listen()

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
        return connected(("127.0.0.1", self.port), timeout)

    def handle(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.settimeout(5)
            request = read_request(connection)
            if request is None:
                return
            host = request.headers["host"]
            with self._lock:
                self.asked.append((host, request.path))
            if host in self.down:
                reset(connection)
                return
            connection.sendall(self.routes.get((host, request.path), LOST).as_bytes("GET"))


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
