"""A farm of many sites behind one listener, and broken networks in front of it.

Each site is a name that the tests' own name service leads to an address of its own on loopback.
The farm knows by that address which site was asked. A network may answer in the sites' place.
"""

import contextlib
import errno
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.links.records import Contact, DataFolder, partnership
from tests.links.servers import Answer, Listener, Raw, connected, read_request

FILLER = "You can report antisocial behaviour to us at any time, and we will call you back. " * 5
Network = Callable[[str, str, int], "Answer | Raw | None"]
"""Name of a site, path, and how many requests came before: what the network says in its place."""


def no_network(name: str, path: str, count: int) -> Answer | Raw | None:
    """Let every request through."""
    return None


@dataclass
class FarmSite:
    """One site: what it says, and whether it is there."""

    number: int
    phone: str
    answer: Answer | None = None

    def page(self) -> Answer:
        """Return its page."""
        if self.answer is not None:
            return self.answer
        title = f"Safer Place {words_of(self.number)}"
        return Answer(
            f"<title>{title}</title><h1>{title}</h1><p>Phone: {self.phone}</p>"
            f"<p>{title}. {FILLER}</p>"
        )


def words_of(number: int) -> str:
    """Return a name made of letters: digits do not tell pages apart."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number)).title()


class Farm(Listener):
    """Many sites. `lost` are names that the name service does not know."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.heal()
        self.names = {self.address_of(name): name for name in self.sites}
        self.listen("0.0.0.0")

    def heal(self) -> None:
        """Let all be well, as it was at the start."""
        self.network: Network = no_network
        numbers = range(1, self.size + 1)
        self.sites = {f"www.site{n}.test": FarmSite(n, f"0161 200 {1000 + n}") for n in numbers}
        self.lost: set[str] = set()
        self.lookups: Callable[[str, int], int] = lambda _name, _count: 0
        self.requests = self.asked = 0
        self.refusing = False

    def address_of(self, name: str) -> str:
        number = self.sites[name].number
        return f"127.0.{number // 250 + 1}.{number % 250 + 1}"

    def url(self, name: str) -> str:
        return f"http://{name}:{self.port}/help"

    def write(self, data: DataFolder) -> None:
        """Write a record for each site."""
        for name, site in self.sites.items():
            contact = Contact(self.url(name), phone=site.phone)
            title = f"Safer Place {words_of(site.number)}"
            data.write(f"p-{site.number}", partnership(title, self.url(name), [contact]))

    def look_up(self, host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        """Stand in for socket.getaddrinfo."""
        self.asked += 1
        fault = self.lookups(host, self.asked)
        if host not in self.sites or host in self.lost:
            fault = fault or socket.EAI_NONAME
        if fault:
            raise socket.gaierror(fault, "no")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (self.address_of(host), port))]

    def connect(self, where: tuple[str, int], timeout: float | None = None) -> socket.socket:
        """Stand in for socket.create_connection, so that connections can be refused."""
        if self.refusing:
            raise ConnectionRefusedError(errno.ECONNREFUSED, "refused")
        return connected(where, timeout)

    def handle(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.settimeout(5)
            name = self.names.get(connection.getsockname()[0], "")
            request = read_request(connection)
            if request is None:
                return
            self.requests += 1
            answer = self.network(name, request.path, self.requests)
            if answer is None:
                robots = request.path == "/robots.txt"
                answer = Answer("", 404) if robots else self.sites[name].page()
            if isinstance(answer, Answer):
                connection.sendall(answer.as_bytes("GET"))
            else:
                answer(connection)


@contextlib.contextmanager
def farm_of(size: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Farm]:
    """Run a farm, with its own name service in place of the system's."""
    farm = Farm(size)
    monkeypatch.setattr("safetyhelp.linkcheck.web.guard.socket.getaddrinfo", farm.look_up)
    monkeypatch.setattr("safetyhelp.linkcheck.web.transport.socket.create_connection", farm.connect)
    try:
        yield farm
    finally:
        farm.close()
